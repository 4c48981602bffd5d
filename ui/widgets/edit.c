/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text and what changes it. Its steps: edit_history.c; what is seen of it: edit_shown.c; moves: edit_move.c; acts:
 * edit_act.c.
 */
#include "ui/widgets/edit.h"

#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "ui/base/stage.h"
#include "ui/widgets/edit_inside.h"

#include <assert.h>
#include <string.h>

enum { SECRET_BYTES = 1024 };

/* --- life --- */

void edit_init(struct edit *ed, unsigned flags, size_t most)
{
	*ed = (struct edit){.flags = flags, .most = most, .goal = -1};
	if (!most)
		ed->most = flags & EDIT_SECRET  ? EDIT_SECRET_MOST
			   : flags & EDIT_LINES ? EDIT_LINES_MOST
						: EDIT_LINE_MOST;
	for (size_t i = 0; flags & EDIT_SECRET && i <= SECRET_BYTES; i++)
		str_add_char(&ed->text, ' '); /* room at once: growing would leave copies behind */
	str_clear(&ed->text);
}

static void wipe_secret(struct edit *ed)
{
	if (ed->flags & EDIT_SECRET)
		mem_wipe(ed->text.s, ed->text.cap);
}

void edit_done(struct edit *ed)
{
	wipe_secret(ed);
	edit_forget_steps(ed, 0);
	mem_free(ed->history.v);
	mem_free(ed->marks.v);
	str_done(&ed->text);
	str_done(&ed->saved);
	str_done(&ed->shown);
	wrap_done(&ed->lines);
	*ed = (struct edit){0};
}

void edit_set(struct edit *ed, const char *text)
{
	wipe_secret(ed);
	edit_forget_steps(ed, 0);
	str_clear(&ed->text);
	str_add(&ed->text, text);
	ed->caret = ed->text.n;
	ed->top = 0;
	ed->first = 0;
	ed->open_step = false;
	edit_touch(ed);
	edit_mark_saved(ed);
}

const char *edit_text(const struct edit *ed)
{
	return str_text(&ed->text);
}

size_t edit_length(const struct edit *ed)
{
	return ed->text.n;
}

bool edit_changed(const struct edit *ed)
{
	return ed->text.n != ed->saved.n || memcmp(edit_text(ed), str_text(&ed->saved), ed->text.n) != 0;
}

void edit_mark_saved(struct edit *ed)
{
	ed->open_step = false;
	if (ed->flags & EDIT_SECRET)
		return;
	str_clear(&ed->saved);
	str_add_n(&ed->saved, edit_text(ed), ed->text.n);
}

char *edit_take(const struct edit *ed)
{
	return mem_dup_n(edit_text(ed), ed->text.n);
}

/* --- borders --- */

size_t edit_paragraph(const struct edit *ed, size_t at)
{
	while (at && ed->text.s[at - 1] != '\n')
		at--;
	return at;
}

size_t edit_paragraph_end(const struct edit *ed, size_t at)
{
	const char *end = at < ed->text.n ? memchr(ed->text.s + at, '\n', ed->text.n - at) : NULL;

	return end ? (size_t)(end - ed->text.s) : ed->text.n;
}

/* A line end is a border on both sides, so counting may start at a paragraph. */
static size_t border(const struct edit *ed, size_t at, bool behind)
{
	size_t i = edit_paragraph(ed, at), last = i;

	while (i < at) {
		last = i;
		i += text_cluster(ed->text.s + i, ed->text.n - i);
	}
	return i == at || behind ? i : last;
}

size_t edit_border_before(const struct edit *ed, size_t at)
{
	return border(ed, at, false);
}

/* The nearest cluster border at or behind a byte. */
static size_t border_behind(const struct edit *ed, size_t at)
{
	return border(ed, at, true);
}

/* --- changes --- */

static size_t same_start(const char *a, const char *b, size_t most)
{
	size_t i = 0;

	while (i < most && a[i] == b[i])
		i++;
	return i;
}

static size_t same_end(const char *a, size_t a_n, const char *b, size_t b_n, size_t most)
{
	size_t i = 0;

	while (i < most && i < a_n && i < b_n && a[a_n - 1 - i] == b[b_n - 1 - i])
		i++;
	return i;
}

/* What the paragraphs around [from, to) become with bytes there, in NFC: neighbours may join (e and its
 * accent). */
static void build(const struct edit *ed, size_t start, size_t from, size_t to, size_t end, const char *bytes,
		  size_t n, struct str *out)
{
	AUTO(str_done) struct str raw = {0};
	struct err e;
	const char *text = edit_text(ed);

	str_add_n(&raw, text + start, from - start);
	str_add_n(&raw, bytes, n);
	str_add_n(&raw, text + to, end - to);
	if (text_clean(str_text(&raw), raw.n, TEXT_LINES, out, &e))
		assert(!"clean pieces make a clean text");
}

void edit_move_to(struct edit *ed, size_t at)
{
	ed->caret = at;
	ed->open_step = false;
	ed->lean = false;
}

static void change_secret(struct edit *ed, size_t from, size_t to, const char *bytes, size_t n)
{
	edit_put(ed, from, to - from, bytes, n);
	ed->caret = ed->text.n;
	edit_touch(ed);
}

void edit_change(struct edit *ed, size_t from, size_t to, const char *bytes, size_t n, int kind)
{
	if (ed->flags & EDIT_SECRET) {
		change_secret(ed, from, to, bytes, n);
		return;
	}
	AUTO(str_done) struct str now = {0};
	size_t start = edit_paragraph(ed, from), end = edit_paragraph_end(ed, to);
	build(ed, start, from, to, end, bytes, n, &now);
	const char *old = edit_text(ed) + start, *new = str_text(&now);
	size_t old_n = end - start, most = from - start < now.n ? from - start : now.n;
	size_t head = same_start(old, new, most);
	size_t tail = same_end(old + head, old_n - head, new + head, now.n - head, end - to);
	struct edit_step step = {
		.at = start + head, .kind = kind, .before = ed->caret,
		.old = (char *)old + head, .old_n = old_n - head - tail,
		.new = (char *)new + head, .new_n = now.n - head - tail,
	};
	/* The history keeps its own copy of old before the text changes; the caret behind is known only
	 * afterwards. */
	AUTO(mem_free_auto) char *copy = mem_dup_n(step.old, step.old_n);
	step.old = copy;
	edit_put(ed, step.at, step.old_n, step.new, step.new_n);
	step.after = ed->caret = border_behind(ed, start + now.n - tail);
	edit_record(ed, &step);
	edit_touch(ed);
}

/* --- what comes in --- */

/* One line: line ends around it go, those inside become blanks. */
static void flatten(struct str *s)
{
	while (s->n && s->s[s->n - 1] == '\n')
		str_truncate(s, s->n - 1);
	size_t lead = 0;
	while (lead < s->n && s->s[lead] == '\n')
		lead++;
	str_remove(s, 0, lead);
	for (size_t i = 0; i < s->n; i++)
		if (s->s[i] == '\n')
			s->s[i] = ' ';
}

/* Characters of the text with the piece in place of [from, to): it may join its neighbours. */
static size_t count_with(const struct edit *ed, size_t from, size_t to, const struct str *piece)
{
	AUTO(str_done) struct str whole = {0};
	const char *text = edit_text(ed);

	str_add_n(&whole, text, from);
	str_add_n(&whole, str_text(piece), piece->n);
	str_add_n(&whole, text + to, ed->text.n - to);
	return text_clusters(str_text(&whole), whole.n);
}

static int secret_room(const struct edit *ed, const struct str *piece, struct err *e)
{
	size_t chars = text_clusters(edit_text(ed), ed->text.n) + text_clusters(str_text(piece), piece->n);

	if (chars <= ed->most && ed->text.n + piece->n <= SECRET_BYTES)
		return 0;
	return err_set(e, ERR_INPUT, "%s", _("The passphrase is too long."));
}

static int check_room(const struct edit *ed, size_t from, size_t to, const struct str *piece, struct err *e)
{
	size_t all = piece->n ? count_with(ed, from, to, piece) : 0;

	if (all <= ed->most)
		return 0;
	size_t more = text_clusters(str_text(piece), piece->n), had = all - (more < all ? more : all);
	if (more > 1)
		return err_set(e, ERR_INPUT,
			       _("At most %zu characters fit here; %zu are there and %zu more were to come. "
				 "Shorten it first."),
			       ed->most, had, more);
	return err_set(e, ERR_INPUT, _("At most %zu characters fit here; shorten it before you write on."),
		       ed->most);
}

static int put_piece(struct edit *ed, size_t from, size_t to, const char *bytes, size_t n, int kind,
		     struct err *e)
{
	AUTO(str_done) struct str piece = {0};

	if (text_clean(bytes, n, TEXT_LINES, &piece, e))
		return -1;
	if (!(ed->flags & EDIT_LINES) && piece.n)
		flatten(&piece);
	int rc = ed->flags & EDIT_SECRET ? secret_room(ed, &piece, e) : check_room(ed, from, to, &piece, e);
	if (!rc && (piece.n || from < to))
		edit_change(ed, from, to, str_text(&piece), piece.n, kind);
	if (ed->flags & EDIT_SECRET)
		mem_wipe(piece.s, piece.cap);
	return rc;
}

int edit_insert(struct edit *ed, const char *bytes, size_t n, bool pasted, struct err *e)
{
	return put_piece(ed, ed->caret, ed->caret, bytes, n, pasted ? STEP_OTHER : STEP_TYPE, e);
}

bool edit_type(struct edit *ed, struct view *v, const char *utf8, bool pasted)
{
	struct err e = {0};

	if (edit_insert(ed, utf8, strlen(utf8), pasted, &e))
		stage_say_err(v->stage, &e);
	return true;
}

static bool same_text(const struct edit *ed, const char *bytes, size_t n)
{
	return n == ed->text.n && (!n || memcmp(edit_text(ed), bytes, n) == 0);
}

int edit_restore(struct edit *ed, const char *draft, size_t n, struct err *e)
{
	return same_text(ed, draft, n) ? 0 : put_piece(ed, 0, ed->text.n, draft, n, STEP_OTHER, e);
}

int edit_replace(struct edit *ed, const char *bytes, size_t n, struct err *e)
{
	bool had_end = ed->text.n && ed->text.s[ed->text.n - 1] == '\n';

	if (!had_end && n && bytes[n - 1] == '\n')
		n -= n > 1 && bytes[n - 2] == '\r' ? 2 : 1;
	return edit_restore(ed, bytes, n, e);
}
