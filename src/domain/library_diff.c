/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/library_edit.h"

#include "base/msg.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const struct word kinds[] = {
    [CHANGE_LINE_ADDED] = {"line_added", N_("new line")},
    [CHANGE_LINE_REMOVED] = {"line_removed", N_("line gone")},
    [CHANGE_LINE_CHANGED] = {"line_changed", N_("line renamed or new edition")},
    [CHANGE_ADDED] = {"added", N_("added")},
    [CHANGE_RETIRED] = {"retired", N_("retired")},
    [CHANGE_RESTORED] = {"restored", N_("asked again")},
    [CHANGE_REMOVED] = {"removed", N_("deleted, which must not be")},
    [CHANGE_REWORDED] = {"reworded", N_("reworded")},
    [CHANGE_REGRADED] = {"regraded", N_("regraded")},
    [CHANGE_MOVED] = {"moved", N_("moved")},
    [CHANGE_BASIS_ADDED] = {"basis_added", N_("basis added")},
    [CHANGE_BASIS_REMOVED] = {"basis_removed", N_("basis gone")},
    [CHANGE_BASIS_CHANGED] = {"basis_changed", N_("basis changed")},
};

const char *change_id(enum change_kind kind)
{
	return kinds[kind].id;
}

const char *change_label(enum change_kind kind)
{
	return _(kinds[kind].label);
}

const char *change_title(const struct change *c)
{
	const struct item *item = c->after ? c->after : c->before;
	const struct basis *basis = c->basis_after ? c->basis_after : c->basis_before;
	const struct line *line = c->line_after ? c->line_after : c->line_before;

	return item ? item->title : basis ? basis->title : line ? line->name : "";
}

void change_field_text(const struct change *c, const struct library_field *field, bool after, struct str *out)
{
	const struct item *item = after ? c->after : c->before;
	const struct basis *basis = after ? c->basis_after : c->basis_before;

	str_clear(out);
	if (item)
		item_field_text(item, field, out);
	else if (basis)
		basis_field_text(basis, field, out);
}

struct differ {
	change_visit *visit;
	void *ctx;
	size_t count;
	struct change now; /* with its lines filled in */
};

static void tell(struct differ *d, enum change_kind kind, const char *code, unsigned fields)
{
	d->now.kind = kind;
	d->now.code = code;
	d->now.fields = fields;
	d->count++;
	if (d->visit)
		d->visit(&d->now, d->ctx);
}

/* ---- items ----------------------------------------------------------------- */

static unsigned fields_differ(const struct item *a, const struct item *b)
{
	AUTO(str_done) struct str x = {0}, y = {0};
	unsigned bits = 0;
	size_t n;
	const struct library_field *v = item_fields(&n);

	for (size_t i = 0; i < n; i++) {
		item_field_text(a, &v[i], &x);
		item_field_text(b, &v[i], &y);
		if (strcmp(str_text(&x), str_text(&y)))
			bits |= 1U << i;
	}
	return bits;
}

static unsigned bit(const char *name)
{
	size_t n;
	return 1U << (item_field(name) - item_fields(&n));
}

/* The old places of the items of the new line, in the new order; then which of them stand in a longest rising
 * run: those have kept their order, the others were moved (patience sorting, as in Hunt and McIlroy's diff).
 */
static void mark_kept(const size_t *old, size_t n, bool *kept)
{
	size_t *ends = mem_alloc((n + 1) * sizeof *ends), *from = mem_alloc((n + 1) * sizeof *from), most = 0;

	for (size_t i = 0; i < n; i++) {
		size_t low = 0, high = most;
		if (old[i] == SIZE_MAX)
			continue;
		while (low < high) {
			size_t middle = (low + high) / 2;
			if (old[ends[middle]] < old[i])
				low = middle + 1;
			else
				high = middle;
		}
		from[i] = low ? ends[low - 1] : SIZE_MAX;
		ends[low] = i;
		most += low == most;
	}
	for (size_t i = most ? ends[most - 1] : SIZE_MAX; i != SIZE_MAX; i = from[i])
		kept[i] = true;
	mem_free(ends);
	mem_free(from);
}

static void compare_item(struct differ *d, const struct item *before, const struct item *after, bool kept)
{
	const char *code = after->code;
	unsigned grades = bit("Severity") | bit("Weight"), places = bit("Section"), retired = bit("Retired");
	unsigned bits = fields_differ(before, after), words = bits & ~(grades | places | retired);

	d->now.before = before;
	d->now.after = after;
	if (bits & retired && str_empty(before->retired))
		tell(d, CHANGE_RETIRED, code, retired);
	else if (bits & retired && str_empty(after->retired))
		tell(d, CHANGE_RESTORED, code, retired);
	else
		words |= bits & retired;
	if (words)
		tell(d, CHANGE_REWORDED, code, words);
	if (bits & grades)
		tell(d, CHANGE_REGRADED, code, bits & grades);
	if (bits & places || !kept)
		tell(d, CHANGE_MOVED, code, bits & places);
}

static void compare_items(struct differ *d, const struct line *before, const struct line *after)
{
	size_t *old = mem_alloc((after->n + 1) * sizeof *old);
	bool *kept = mem_alloc((after->n + 1) * sizeof *kept);

	for (size_t i = 0; i < after->n; i++) {
		const struct item *item = line_item(before, after->v[i].code);
		old[i] = item ? (size_t)(item - before->v) : SIZE_MAX;
	}
	mark_kept(old, after->n, kept);
	for (size_t i = 0; i < after->n; i++) {
		d->now.before = NULL;
		d->now.after = &after->v[i];
		if (old[i] == SIZE_MAX)
			tell(d, CHANGE_ADDED, after->v[i].code, 0);
		else
			compare_item(d, &before->v[old[i]], &after->v[i], kept[i]);
	}
	for (size_t i = 0; i < before->n; i++) {
		d->now.before = &before->v[i];
		d->now.after = NULL;
		if (!line_item(after, before->v[i].code))
			tell(d, CHANGE_REMOVED, before->v[i].code, 0);
	}
	mem_free(old);
	mem_free(kept);
}

/* ---- lines and bases ------------------------------------------------------- */

static void compare_line(struct differ *d, const struct line *before, const struct line *after)
{
	static const struct line nothing;

	d->now = (struct change){.line_before = before, .line_after = after};
	if (!before)
		tell(d, CHANGE_LINE_ADDED, after->id, 0);
	else if (!after)
		tell(d, CHANGE_LINE_REMOVED, before->id, 0);
	else if (strcmp(before->name, after->name) || strcmp(before->code, after->code) ||
		 strcmp(before->edition, after->edition))
		tell(d, CHANGE_LINE_CHANGED, after->id, 0);
	if (after)
		compare_items(d, before ? before : &nothing, after);
}

static void compare_basis(struct differ *d, const struct basis *before, const struct basis *after)
{
	AUTO(str_done) struct str x = {0}, y = {0};
	unsigned bits = 0;
	size_t n;
	const struct library_field *v = basis_fields(&n);

	d->now = (struct change){.basis_before = before, .basis_after = after};
	if (!before || !after) {
		tell(d, before ? CHANGE_BASIS_REMOVED : CHANGE_BASIS_ADDED,
		     before ? before->code : after->code, 0);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		basis_field_text(before, &v[i], &x);
		basis_field_text(after, &v[i], &y);
		if (strcmp(str_text(&x), str_text(&y)))
			bits |= 1U << i;
	}
	if (bits)
		tell(d, CHANGE_BASIS_CHANGED, after->code, bits);
}

size_t library_diff(const struct library *before, const struct library *after, change_visit *visit, void *ctx)
{
	struct differ d = {.visit = visit, .ctx = ctx};

	for (size_t i = 0; i < after->n; i++)
		compare_line(&d, library_line(before, after->v[i].id), &after->v[i]);
	for (size_t i = 0; i < before->n; i++)
		if (!library_line(after, before->v[i].id))
			compare_line(&d, &before->v[i], NULL);
	for (size_t i = 0; i < after->bases.n; i++)
		compare_basis(&d, library_basis(before, after->bases.v[i].code), &after->bases.v[i]);
	for (size_t i = 0; i < before->bases.n; i++)
		if (!library_basis(after, before->bases.v[i].code))
			compare_basis(&d, &before->bases.v[i], NULL);
	return d.count;
}
