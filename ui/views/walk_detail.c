/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text of the right pane: one item, whole, with what was answered now and last time.
 */
#include "ui/views/walk.h"

#include "base/clock.h"
#include "base/msg.h"
#include "base/width.h"
#include "domain/library.h"

#include <string.h>

enum { LABEL = 10 }; /* columns of the labels on the right: four Hanzi and two blanks */

static void wrap_auto(struct wrap *w)
{
	wrap_done(w);
}

/* Text behind a label, wrapped, one line each. */
static void add_part(struct str *out, const char *label, const char *text, int cols)
{
	AUTO(wrap_auto) struct wrap w = {0};
	int indent = *label ? LABEL : 0;

	if (str_empty(text))
		return;
	wrap_text(text, strlen(text), cols - indent > 4 ? cols - indent : 4, &w);
	for (size_t i = 0; i < w.n; i++) {
		if (indent)
			width_clip(i ? "" : label, indent, out);
		str_add_n(out, text + w.v[i].start, w.v[i].len);
		str_add_char(out, '\n');
	}
}

static void add_words(struct str *out, const char *lines)
{
	for (const char *p = lines; *p; p++)
		str_add_n(out, *p == '\n' ? "、" : p, *p == '\n' ? strlen("、") : 1);
}

static void add_answer(const struct check *k, int cols, struct str *out)
{
	const struct answer *a = &k->answer;
	AUTO(str_done) struct str line = {0};
	char at[TIME_TEXT];

	if (a->result == RESULT_BLANK)
		return;
	str_addf(&line, "%s  %s %s", result_label(a->result), a->by_name, time_format(a->at, at));
	if (*a->witness)
		str_addf(&line, "  %s %s", _("second person"), a->witness_name);
	add_part(out, _("answer"), str_text(&line), cols);
	add_part(out, _("reason"), a->note, cols);
	str_clear(&line);
	item_value_measured(&k->item.value, a->value, &line);
	add_part(out, _("value"), str_text(&line), cols);
	add_part(out, _("proof"), a->evidence, cols);
	if (a->result != RESULT_ISSUE && !k->findings)
		return;
	str_clear(&line);
	if (k->findings)
		str_addf(&line, _("%d written (F2)"), k->findings);
	else
		str_add(&line, _("none written yet; F2 writes it"));
	add_part(out, _("findings"), str_text(&line), cols);
}

/* What the session before said; the words of its finding come further down, they may be many. */
static void add_last(const struct check *k, int cols, struct str *out)
{
	AUTO(str_done) struct str line = {0};
	char day[DAY_TEXT];

	if (k->last == RESULT_BLANK)
		return;
	str_addf(&line, "%s %s", day_format(day_of_time(k->last_at), day), result_label(k->last));
	add_part(out, _("last"), str_text(&line), cols);
}

static void add_last_fact(const struct check *k, int cols, struct str *out)
{
	AUTO(str_done) struct str line = {0};
	char day[DAY_TEXT];

	if (str_empty(k->last_fact))
		return;
	str_addf(&line, _("%s: %s"), day_format(day_of_time(k->last_fact_at), day), k->last_fact);
	add_part(out, _("last fact"), str_text(&line), cols);
}

/* Under which answer of another item this one is asked, while that is not given. */
static void add_condition(const struct check *k, int cols, struct str *out)
{
	AUTO(str_done) struct str line = {0};
	const char *at = k->item.when;
	struct condition c;
	enum result result;

	while (condition_next(&at, &c) == 1)
		str_addf(&line, "%s%s %s", line.n ? ", " : "", c.name,
			 result_parse(c.value, &result) ? result_label(result) : c.value);
	str_add_char(&line, '\n');
	str_add(&line, _("otherwise this item needs no answer"));
	add_part(out, _("only if"), str_text(&line), cols);
}

void walk_detail(const struct checklist *checks, size_t i, const struct library *lib, int cols, struct str *out)
{
	const struct check *k = &checks->v[i];
	AUTO(str_done) struct str methods = {0}, value = {0}, posts = {0}, bases = {0};
	const struct item *it = &k->item;

	add_part(out, "", it->question, cols);
	str_add_char(out, '\n');
	add_answer(k, cols, out);
	add_last(k, cols, out);
	if (!checklist_due(checks, i))
		add_condition(k, cols, out);
	add_part(out, _("how"), it->look, cols);
	method_labels(it->method, &methods);
	add_part(out, _("method"), str_text(&methods), cols);
	add_part(out, _("sample"), it->sample, cols);
	item_value_words(&it->value, &value);
	add_part(out, _("limit"), str_text(&value), cols);
	add_last_fact(k, cols, out);
	add_part(out, _("why"), it->why, cols);
	library_basis_titles(lib, it->bases, &bases);
	add_part(out, _("basis"), str_text(&bases), cols);
	add_part(out, _("measure"), it->measure, cols);
	add_words(&posts, it->posts);
	add_part(out, _("posts"), str_text(&posts), cols);
	add_part(out, _("after"), it->after, cols);
}
