/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/card.h"

#include "base/clock.h"
#include "base/msg.h"
#include "base/width.h"
#include "domain/edition.h"
#include "domain/org.h"
#include "paper/paper.h"

#include <stdlib.h>
#include <string.h>

/* ---- what a store tells ------------------------------------------------------------------- */

int card_source_load(struct card_source *s, struct db *db, const struct library *lib, int64_t now, struct err *e)
{
	AUTO(str_done) struct str edition = {0};

	*s = (struct card_source){.about = {.lib = lib, .day = day_of_time(now)}};
	if (edition_in_force(db, lib, &edition, e))
		return -1;
	s->about.edition = arena_dup(&s->arena, str_text(&edition));
	if (!db)
		return 0;
	s->about.past = &s->past;
	return org_name(db, &s->arena, &s->about.org, e) || review_items_load(db, review_since(now), &s->past, e) ? -1
														  : 0;
}

void card_source_done(struct card_source *s)
{
	review_list_done(&s->past);
	arena_done(&s->arena);
	*s = (struct card_source){.about = {.post = NULL}};
}

/* ---- what the card is of ------------------------------------------------------------------ */

static unsigned times_of(const char *code, void *ctx)
{
	const struct review_list *past = ctx;
	const struct review_row *row = past ? review_find(past, code) : NULL;

	return row ? (unsigned)row->times : 0;
}

int card_load_about(struct card *card, const struct card_about *about, struct err *e)
{
	if (card_load(card, about->lib, about->post, times_of, (void *)about->past, e))
		return -1;
	return card->n ? 0
		       : err_set(e, ERR_ABSENT, _("no item of the library names the post %s; zicha library card shows the posts"),
				 about->post);
}

int card_digest(const struct library *lib, const char *post, char hex[DIGEST_HEX], struct err *e)
{
	AUTO(card_done) struct card card = {0};

	if (card_load_about(&card, &(struct card_about){.lib = lib, .post = post}, e))
		return -1;
	digest_hex(card.digest, hex);
	return 0;
}

int card_check(const struct library *lib, const char *post, const char *digits, struct err *e)
{
	static const char allowed[] = "0123456789abcdefABCDEF";
	char hex[DIGEST_HEX];
	size_t n = strlen(digits);

	if (n < CARD_DIGITS || n >= DIGEST_HEX || strspn(digits, allowed) != n)
		return err_set(e, ERR_USAGE,
			       _("“%s” is no digest of a card; type the %d digits that stand on it, 0-9 and a-f"),
			       digits, CARD_DIGITS);
	if (card_digest(lib, post, hex, e))
		return -1;
	for (size_t i = 0; i < n; i++) {
		char c = digits[i] >= 'A' && digits[i] <= 'F' ? (char)(digits[i] - 'A' + 'a') : digits[i];
		if (c != hex[i])
			return 0;
	}
	return 1;
}

/* ---- its parts ------------------------------------------------------------------------------ */

static void head(const struct card_about *a, const struct card *card, const char *digits, struct str *out)
{
	AUTO(str_done) struct str line = {0};
	size_t serious = 0, back = 0;
	char day[32];

	for (size_t i = 0; i < card->n; i++) {
		serious += card->v[i].item->severity >= SEVERITY_SERIOUS;
		back += card->v[i].times > 0;
	}
	if (!str_empty(a->org))
		paper_centred(out, CARD_COLS, a->org);
	paper_centred(out, CARD_COLS, "岗位风险卡");
	str_addf(&line, "%s    风险点库：%s 版    摘要：%.*s    %s", a->post, a->edition, CARD_DIGITS, digits,
		 day_format_zh(a->day, day));
	paper_paragraph(out, CARD_COLS, "岗位：", str_text(&line));
	paper_rule(out, CARD_COLS, '=');
	str_clear(&line);
	str_addf(&line, "本岗位涉及 %zu 个检查项，其中较大风险 %zu 个", card->n, serious);
	if (a->past)
		str_addf(&line, "；近十二个月查出过 %zu 个", back);
	str_add(&line, "。");
	paper_paragraph(out, CARD_COLS, "", str_text(&line));
}

static void item(const struct card_item *c, size_t number, struct str *out)
{
	AUTO(str_done) struct str label = {0}, line = {0};

	str_addf(&label, "%2zu. ", number);
	str_addf(&line, "%s（%s，%s", c->item->title, c->item->code, paper_zh(severity_msgid(c->item->severity)));
	if (c->item->two_person)
		str_add(&line, "，双人");
	if (c->times)
		str_addf(&line, "，近十二个月查出 %u 次", c->times);
	str_add(&line, "）");
	paper_paragraph(out, CARD_COLS, str_text(&label), str_text(&line));
	paper_paragraph(out, CARD_COLS, "    风险：", c->item->why);
	paper_paragraph(out, CARD_COLS, "    防范：", c->item->measure);
}

static int by_place(const void *a, const void *b)
{
	const struct item *x = ((const struct card_item *)a)->item, *y = ((const struct card_item *)b)->item;
	return x < y ? -1 : x > y; /* of one line: both in its array */
}

/* Those behind the first `told`, by their codes, line by line in the library's order. */
static void rest(const struct card *card, const struct library *lib, size_t told, struct str *out)
{
	AUTO(str_done) struct str label = {0}, codes = {0};
	size_t n = 0;

	if (told >= card->n)
		return;
	struct card_item *left = mem_alloc((card->n - told) * sizeof *left);
	str_addf(out, "其余 %zu 项请按编号查阅风险点库：\n", card->n - told);
	for (size_t l = 0; l < lib->n; l++, n = 0) {
		for (size_t i = told; i < card->n; i++)
			if (card->v[i].line == &lib->v[l])
				left[n++] = card->v[i];
		qsort(left, n, sizeof *left, by_place);
		str_clear(&label);
		str_clear(&codes);
		for (size_t i = 0; i < n; i++) {
			const char *code = left[i].item->code, *number = strchr(code, '-');
			str_addf(&codes, "%s%s", i ? "、" : "", i && number ? number + 1 : code); /* CR-0101、0102 */
		}
		str_addf(&label, "    %s：", lib->v[l].name);
		paper_paragraph(out, CARD_COLS, str_text(&label), str_text(&codes));
	}
	mem_free(left);
}

/* The promise, with places for name, staff number, day and the head's signature. */
static void promise(const struct card_about *a, const char *digits, struct str *out)
{
	AUTO(str_done) struct str line = {0};

	paper_rule(out, CARD_COLS, '-');
	paper_centred(out, CARD_COLS, "岗位风险防范承诺");
	paper_paragraph(out, CARD_COLS, "    ",
			"本人已看过以上风险点和防范措施，清楚本岗位会在哪里出事、怎样防住。本人承诺：");
	paper_paragraph(out, CARD_COLS, "    一、", "照防范措施办事，不图省事，不替人办、不请人代办；");
	paper_paragraph(out, CARD_COLS, "    二、", "看到风险苗头当天报告，不瞒不拖；");
	paper_paragraph(out, CARD_COLS, "    三、", "岗位变动或本卡换版，重新阅看并签字。");
	str_add(out, "\n    承诺人签名：________________  工号：__________  日期：______年____月____日\n"
		     "\n    见证人签名：________________                    日期：______年____月____日\n");
	paper_rule(out, CARD_COLS, '-');
	paper_paragraph(out, CARD_COLS, "", "风险点库更新后本卡可能失效。核对本卡是否现行：");
	str_addf(&line, "zicha library card %s --check %.*s", a->post, CARD_DIGITS, digits);
	paper_paragraph(out, CARD_COLS, "    ", str_text(&line));
}

/* ---- the page --------------------------------------------------------------------------------- */

/* The items told in words, and the codes of the rest: as many as the rows of the page allow. */
static void items(const struct card *card, const struct library *lib, int rows, struct str *out)
{
	size_t told = card->n < CARD_MOST ? card->n : CARD_MOST;

	for (;; told--) {
		AUTO(str_done) struct str part = {0};
		for (size_t i = 0; i < told; i++)
			item(&card->v[i], i + 1, &part);
		rest(card, lib, told, &part);
		if (paper_rows(str_text(&part)) > rows && told > CARD_LEAST)
			continue;
		str_add(out, str_text(&part));
		return;
	}
}

int card_text(const struct card_about *about, struct str *out, struct err *e)
{
	AUTO(card_done) struct card card = {0};
	AUTO(str_done) struct str top = {0}, foot = {0};
	char digits[DIGEST_HEX];
	enum width_mode screen = width_mode();

	if (card_load_about(&card, about, e))
		return -1;
	digest_hex(card.digest, digits);
	width_set_mode(WIDTH_WIDE); /* as Chinese fonts print it */
	head(about, &card, digits, &top);
	promise(about, digits, &foot);
	str_add(out, str_text(&top));
	items(&card, about->lib, CARD_ROWS - paper_rows(str_text(&top)) - paper_rows(str_text(&foot)), out);
	str_add(out, str_text(&foot));
	width_set_mode(screen);
	return 0;
}
