/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * real-input: the built program on a terminal, from no store to a sealed session: the first questions, a colleague, a
 * check whose items are answered with digits, one finding in Chinese as an input method commits it, two signatures.
 * Then show --json and verify tell the same, and the terminal is as it was. "N passed, N failed".
 */
#include "tests/term/seat.h"

#include "base/mem.h"

#include <stdio.h>
#include <string.h>

#define FACT "客户王某的《借款合同》上，“律师见证”一栏是空的——①11月5日签的2份都没有盖章；②1份连日期也没有填。"
#define LIABLE "客户经理陈磊"
#define PROOF "合同柜第2层"
#define HEAD_PASS "liming 2026 hekou xinyong"
#define OTHER_PASS "12345678901234"
#define F2 "\0332" /* Esc and a digit */
#define F4 "\0334"

enum { ITEMS_MOST = 60 };

/* Steps: type, then wait for a text; stops at the first that does not come. */
struct step {
	const char *keys, *then;
};

static bool walk_steps(struct seat *s, const struct step *steps, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		seat_type(s, steps[i].keys);
		if (!room_expect(s->room, seat_waits(s, steps[i].then), steps[i].keys))
			return false;
	}
	return true;
}

/* ---- the day ---------------------------------------------------------------------------------------- */

static const struct step opening[] = {
	{"", "首次使用"},
	{"河口县农村信用合作联社\r\r1102\r河口信用社\r\r", "河口信用社"},
	{"110201\r李明\r" HEAD_PASS "\r" HEAD_PASS "\r", "工作台"},
	{"4\r", "110201"},
	{"1", "再输一遍"},
	{"110202\r王芳\r\r\r\r" OTHER_PASS "\r" OTHER_PASS "\r", "王芳  员工"},
	{SEAT_BACK, "工作台"},
	{"1\r", "发起检查"},
	{"法", "法律"},
	{"\r\r", "1符合 2不符合"},
	{"2", "事实*"},
	/* what an input method commits comes in pieces */
	{"客户王某的《借款合同》上，", "《借款合同》"},
	{"“律师见证”一栏是空的——①11月5日签的2份都没有盖章；", "①11月5日"},
	{"②1份连日期也没有填。\r", "②1份"},
	{PROOF "\r\r" LIABLE "\r20261210\r", LIABLE},
	{F2, "已登记 1 个"},
};
static const struct step signing[] = {
	{F4, "签字确认"},
	{"1", "签字人工号"},
	{"\r", "请输口令"},
	{HEAD_PASS "\r", "待签"},
	{"1110202\r", "请输口令"},
	{OTHER_PASS "\r", "已封存"},
};

/* Every blank item conforms; a box for a measured value is left empty. */
static bool answer_all(struct seat *s)
{
	for (int i = 0; i < ITEMS_MOST; i++) {
		seat_type(s, "\t");
		if (seat_shows(s, "各项均已作答"))
			return true;
		seat_type(s, "1");
		if (seat_shows(s, "实测值"))
			seat_type(s, "\r");
	}
	return false;
}

static bool run_command(const struct room *r, const char *words, struct str *out)
{
	char command[4400], line[4096];

	snprintf(command, sizeof command, "'%s' %s --data '%s'", r->program, words, r->store);
	FILE *f = popen(command, "r");
	while (f && fgets(line, sizeof line, f))
		str_add(out, line);
	return f && pclose(f) == 0;
}

static void compare(struct room *r)
{
	AUTO(str_done) struct str list = {0}, json = {0}, ignored = {0};
	char number[24] = "", words[64];

	room_expect(r, run_command(r, "list --json", &list), "list");
	const char *at = strstr(str_text(&list), "\"number\":\"");
	if (at)
		snprintf(number, sizeof number, "%.*s", (int)strcspn(at + 10, "\""), at + 10);
	snprintf(words, sizeof words, "show %s --json", number);
	room_expect(r, run_command(r, words, &json), words);
	room_expect(r, strstr(str_text(&json), "\"fact\":\"" FACT "\","), "the fact is another one");
	room_expect(r, strstr(str_text(&json), "\"liable\":\"" LIABLE "\""), "the liable person is another one");
	room_expect(r, strstr(str_text(&json), "\"state\":\"sealed\""), "it is not sealed");
	room_expect(r, strstr(str_text(&json), "\"signers\":[\"110201\",\"110202\"]"), "the signers are others");
	room_expect(r, strstr(str_text(&json), "\"issue\":1,"), "there is not one issue");
	room_expect(r, run_command(r, "verify", &ignored), "verify");
}

static void leave(struct seat *s)
{
	seat_type(s, SEAT_BACK);
	seat_type(s, SEAT_BACK);
	room_expect(s->room, seat_waits(s, "最近封存"), "home");
	seat_type(s, "9\r");
	room_expect(s->room, seat_ends(s, 0), "it does not end well");
	room_expect(s->room, harness_cooked(s->h), "the terminal is left raw");
}

int main(void)
{
	struct room r;
	struct seat s = {.room = &r};

	if (room_open(&r, "real") && seat_open(&s) && walk_steps(&s, opening, ARRAY_LEN(opening)) &&
	    room_expect(&r, answer_all(&s), "items are left without an answer") &&
	    walk_steps(&s, signing, ARRAY_LEN(signing))) {
		leave(&s);
		compare(&r);
	}
	seat_close(&s);
	return room_close(&r);
}
