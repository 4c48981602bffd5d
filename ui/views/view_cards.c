/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The posts, and the card of the one under the bar: read it, write it to a file for the printer.
 */
#include "ui/views/views.h"

#include "base/msg.h"
#include "cli/desk.h"
#include "paper/card.h"
#include "ui/widgets/list.h"
#include "ui/widgets/page.h"

#include <stdio.h>
#include <string.h>

enum { LEFT = 50, WIDE = LEFT + 2 + CARD_COLS + 1 };

struct cards {
	struct list list;
	struct posts posts;
	struct card_source source;
	size_t *back;       /* items of a post that failed in the last twelve months; in the view's arena */
	struct page page;   /* the card beside the list where there is room */
	const char *read;   /* the post that it is of */
};

static struct cards *state(const struct view *v)
{
	return VIEW_STATE(v, struct cards);
}

/* ---- rows --------------------------------------------------------------------------------- */

static size_t row_count(const void *ctx)
{
	const struct cards *s = ctx;
	return s->back ? s->posts.n : 0;
}

static const char *row_id(const void *ctx, size_t i)
{
	return ((const struct cards *)ctx)->posts.v[i].name;
}

static void draw_cells(struct canvas *c, struct rect r, enum theme_role role, const char *const cells[4])
{
	static const int widths[4] = {19, 10, 10, 10};
	int col = r.col + 1;

	for (size_t i = 0; i < 4; i++) {
		canvas_put_cut(c, r.row, col, widths[i] - 1, role, cells[i]);
		col += widths[i];
	}
}

static void draw_post(const void *ctx, size_t i, struct canvas *c, struct rect r, bool selected)
{
	const struct cards *s = ctx;
	char items[24], serious[24] = "", back[24] = "";

	(void)selected;
	snprintf(items, sizeof items, "%zu", s->posts.v[i].items);
	if (s->posts.v[i].serious)
		snprintf(serious, sizeof serious, "%zu", s->posts.v[i].serious);
	if (s->back[i])
		snprintf(back, sizeof back, "%zu", s->back[i]);
	const char *const cells[4] = {s->posts.v[i].name, items, serious, back};
	draw_cells(c, r, ROLE_TEXT, cells);
}

static const struct list_ops rows = {.count = row_count, .id = row_id, .draw = draw_post, .text = row_id,
				     .empty = N_("no item of the library names a post")};

/* ---- reading ---------------------------------------------------------------------------------- */

static int cards_open(struct view *v, const void *arg, struct err *e)
{
	(void)arg;
	list_init(&state(v)->list, &rows, state(v), 0);
	return desk_load_library(v->desk, e);
}

static void forget(struct cards *s)
{
	s->back = NULL;
	s->read = NULL;
	page_clear(&s->page);
	posts_done(&s->posts);
	card_source_done(&s->source);
}

static int count_back(struct cards *s, size_t i, struct err *e)
{
	AUTO(card_done) struct card card = {0};

	if (card_load(&card, s->source.about.lib, s->posts.v[i].name, NULL, NULL, e))
		return -1;
	for (size_t k = 0; k < card.n; k++)
		s->back[i] += review_find(&s->source.past, card.v[k].item->code) != NULL;
	return 0;
}

static int cards_refresh(struct view *v, struct err *e)
{
	struct cards *s = state(v);
	struct desk *d = v->desk;

	forget(s);
	if (desk_load_library(d, e) || card_source_load(&s->source, d->db, &d->library, clock_now(&d->clock), e))
		return -1;
	posts_load(&s->posts, &d->library);
	s->back = arena_alloc(&v->arena, (s->posts.n + 1) * sizeof *s->back);
	for (size_t i = 0; i < s->posts.n; i++)
		if (count_back(s, i, e))
			return -1;
	list_refresh(&s->list);
	v->context = arena_printf(&v->arena, _("%zu posts"), s->posts.n);
	return 0;
}

static void cards_close(struct view *v)
{
	struct cards *s = state(v);

	forget(s);
	page_done(&s->page);
	list_done(&s->list);
}

static struct rect list_place(struct rect r)
{
	struct rect rows_of = rect_rows(r, 1, r.rows - 2);

	return r.cols >= WIDE ? rect_cols(rows_of, 0, LEFT) : rows_of;
}

static struct rect page_place(struct rect r)
{
	return rect_cols(r, LEFT + 2, -1);
}

/* The card beside the list follows the bar. */
static void fill_page(struct cards *s)
{
	AUTO(str_done) struct str text = {0};
	struct card_about about = s->source.about;
	struct err e = {0};
	size_t i;
	const char *post = s->back && list_choice(&s->list, &i) ? s->posts.v[i].name : NULL;

	if (post == s->read)
		return;
	s->read = about.post = post;
	page_top(&s->page);
	page_clear(&s->page);
	if (post)
		page_text(&s->page, ROLE_TEXT, card_text(&about, &text, &e) ? e.text : str_text(&text));
}

static void cards_layout(struct view *v)
{
	struct cards *s = state(v);

	list_layout(&s->list, list_place(v->body));
	if (v->body.cols < WIDE)
		return;
	fill_page(s);
	page_layout(&s->page, page_place(v->body));
}

static void cards_draw(const struct view *v, struct canvas *c, struct rect r)
{
	const struct cards *s = state(v);
	const char *const heads[4] = {_("post"), _("items"), _("serious"), _("failed")};
	struct rect list = list_place(r);

	draw_cells(c, rect_rows(r, 0, 1), ROLE_HEADING, heads);
	list_draw(&s->list, c, list, true);
	canvas_put_cut(c, r.row + r.rows - 1, r.col, list.cols, ROLE_DIM,
		       _("failed: items that failed in the last twelve months"));
	if (r.cols < WIDE)
		return;
	canvas_vline(c, r.row, r.col + LEFT, r.rows, ROLE_FRAME);
	page_draw(&s->page, c, page_place(r));
}

static void cards_tick(struct view *v, int64_t now)
{
	(void)now;
	if (desk_changed(v->desk))
		view_stale(v);
}

static bool cards_text(struct view *v, const char *utf8, bool pasted)
{
	return list_type(&state(v)->list, utf8, pasted);
}

static bool cards_click(struct view *v, const struct press *k)
{
	return list_click(&state(v)->list, list_place(v->body), k);
}

static void *cards_part(const struct view *v, enum view_part part)
{
	return list_part(&state(v)->list, part);
}

static int run_read(struct view *v, int count, struct err *e)
{
	struct card_arg arg = {list_choice_id(&state(v)->list)};

	(void)count;
	return *arg.post ? stage_open(v->stage, VIEW_CARD, &arg, 0, e) : 0;
}

static const struct cmd cards_rows[] = {
	{"cards.read", "Enter 1 F4", N_("Read"), N_("Read the card of the post under the bar, and write it to a file."), 0, NULL, NULL,
	 run_read},
	CMD_END,
};
static const struct cmd *const cards_cmds[] = {cards_rows, list_cmds, NULL};

const struct view_ops view_cards = {
	.name = "cards",
	.code = "3300",
	.title = N_("Post cards"),
	.help = N_("Every post that items name has a card: its risks with what came back in the last twelve months first, what keeps "
		   "them from happening, and a promise to sign. Enter reads one; there F2 writes it to a file for the printer."),
	.state_size = sizeof(struct cards),
	.cmds = cards_cmds,
	.open = cards_open,
	.refresh = cards_refresh,
	.layout = cards_layout,
	.draw = cards_draw,
	.text = cards_text,
	.click = cards_click,
	.close = cards_close,
	.tick = cards_tick,
	.part = cards_part,
};
