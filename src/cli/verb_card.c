/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * zicha library card: the posts, the card of one, whether a printed one is still current.
 */
#include "base/msg.h"
#include "cli/verbs.h"
#include "paper/card.h"

/* ---- the posts ------------------------------------------------------------------------------ */

static void print_posts(struct call *c)
{
	AUTO(posts_done) struct posts posts = {0};
	AUTO(table_done) struct table t = {.columns = 3};

	posts_load(&posts, &c->desk->library);
	for (size_t i = 0; i < posts.n; i++) {
		const struct post *p = &posts.v[i];
		AUTO(json_done) struct json j = {0};
		AUTO(str_done) struct str items = {0}, serious = {0};
		if (c->opt[OPT_JSON]) {
			json_open(&j, NULL, '{');
			json_text(&j, "post", p->name);
			json_int(&j, "items", (int64_t)p->items);
			json_int(&j, "serious", (int64_t)p->serious);
			json_close(&j, '}');
			json_print(&j, c->out);
			continue;
		}
		str_addf(&items, _("%zu items"), p->items);
		str_addf(&serious, _("%zu of them serious"), p->serious);
		table_cell(&t, p->name);
		table_cell(&t, str_text(&items));
		table_cell(&t, p->serious ? str_text(&serious) : "");
	}
	table_print(&t, c->out);
}

/* ---- one card ---------------------------------------------------------------------------------- */

static int print_json(struct call *c, const struct card_source *s, struct err *e)
{
	AUTO(card_done) struct card card = {0};
	AUTO(json_done) struct json j = {0};
	char digest[DIGEST_HEX];

	if (card_load_about(&card, &s->about, e))
		return -1;
	json_open(&j, NULL, '{');
	json_text(&j, "post", s->about.post);
	json_text(&j, "edition", s->about.edition);
	json_text(&j, "digest", digest_hex(card.digest, digest));
	json_open(&j, "items", '[');
	for (size_t i = 0; i < card.n; i++) {
		const struct item *it = card.v[i].item;
		json_open(&j, NULL, '{');
		json_text(&j, "item", it->code);
		json_text(&j, "line", card.v[i].line->id);
		json_text(&j, "title", it->title);
		json_text(&j, "severity", severity_id(it->severity));
		json_text(&j, "why", it->why);
		json_text(&j, "measure", it->measure);
		json_int(&j, "times", card.v[i].times);
		json_close(&j, '}');
	}
	json_close(&j, ']');
	json_close(&j, '}');
	json_print(&j, c->out);
	return 0;
}

static int print_check(struct call *c, const char *post, struct err *e)
{
	AUTO(json_done) struct json j = {0};
	AUTO(str_done) struct str text = {0};
	char digest[DIGEST_HEX];
	int current = card_check(&c->desk->library, post, c->opt[OPT_CHECK], e);

	if (current < 0 || card_digest(&c->desk->library, post, digest, e))
		return -1;
	if (c->opt[OPT_JSON]) {
		json_open(&j, NULL, '{');
		json_text(&j, "post", post);
		json_text(&j, "digest", digest);
		json_bool(&j, "current", current);
		json_close(&j, '}');
		json_print(&j, c->out);
	} else if (current) {
		str_addf(&text, _("the card of %s is current\n"), post);
	} else {
		str_addf(&text, _("the library has moved on: the card of %s is %.*s now, print it anew\n"), post,
			 CARD_DIGITS, digest);
	}
	out_text(c->out, str_text(&text));
	return current ? 0 : 1;
}

int verb_library_card(struct call *c, struct err *e)
{
	AUTO(card_source_done) struct card_source s = {.about = {.post = NULL}};
	AUTO(str_done) struct str text = {0};
	struct desk *d = c->desk;

	if (!c->argc && c->opt[OPT_CHECK])
		return err_set(e, ERR_USAGE, "%s",
			       _("say which post's card to check: zicha library card POST --check DIGEST"));
	if (card_source_load(&s, d->db, &d->library, clock_now(&d->clock), e))
		return -1;
	if (!c->argc) {
		print_posts(c);
		return 0;
	}
	if (call_clean(c->argv[0], &s.arena, &s.about.post, e))
		return -1;
	if (c->opt[OPT_CHECK])
		return print_check(c, s.about.post, e);
	if (c->opt[OPT_JSON])
		return print_json(c, &s, e);
	return card_text(&s.about, &text, e) ? -1 : call_put_text(c, &text, e);
}
