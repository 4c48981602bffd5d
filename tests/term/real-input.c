/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * real-input: the built program on a terminal, from no store to a sealed session: the first questions, a colleague, a
 * check whose items are answered with digits, one finding in Chinese as an input method commits it, two signatures.
 * Then show --json and verify tell the same, and the terminal is as it was. "N passed, N failed".
 */
#include "tests/term/harness.h"

#include "base/clock.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FACT "客户王某的《借款合同》上，“律师见证”一栏是空的——①11月5日签的2份都没有盖章；②1份连日期也没有填。"
#define LIABLE "客户经理陈磊"
#define PROOF "合同柜第2层"
#define HEAD_PASS "liming 2026 hekou xinyong"
#define OTHER_PASS "12345678901234"
#define BACK "\033\033" /* twice: goes back at once */
#define F2 "\0332"      /* Esc and a digit */
#define F4 "\0334"

enum { WAIT_MS = 15000, ITEMS_MOST = 60 };

struct run {
	struct harness *h;
	struct grid grid;
	char dir[64], program[4200];
	int passed, failed;
};

static bool expect(struct run *r, bool ok, const char *what)
{
	*(ok ? &r->passed : &r->failed) += 1;
	if (!ok)
		printf("%s\n", what);
	return ok;
}

/* ---- the terminal ----------------------------------------------------------------------------------- */

static void type(struct run *r, const char *bytes)
{
	harness_type(r->h, bytes, strlen(bytes));
}

static bool shows(struct run *r, const char *text)
{
	AUTO(str_done) struct str row = {0};

	harness_grid(r->h, &r->grid);
	for (int i = 0; i < r->grid.rows; i++) {
		str_clear(&row);
		grid_row(&r->grid, i, &row);
		if (strstr(str_text(&row), text))
			return true;
	}
	return false;
}

static void tell_screen(struct run *r)
{
	AUTO(str_done) struct str row = {0};

	for (int i = 0; i < r->grid.rows; i++) {
		str_clear(&row);
		grid_row(&r->grid, i, &row);
		printf("| %s\n", str_text(&row));
	}
}

/* Waits until the screen shows the text. */
static bool wait_for(struct run *r, const char *text)
{
	int64_t end = clock_monotonic_ms() + WAIT_MS;

	while (!shows(r, text))
		if (clock_monotonic_ms() > end) {
			printf("\"%s\" does not come\n", text);
			tell_screen(r);
			return false;
		}
	return true;
}

/* Steps: type, then wait for a text; stops at the first that does not come. */
struct step {
	const char *keys, *then;
};

static bool walk_steps(struct run *r, const struct step *steps, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		type(r, steps[i].keys);
		if (!expect(r, wait_for(r, steps[i].then), steps[i].keys))
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
	{"110202\r王芳\r\r\r\r" OTHER_PASS "\r" OTHER_PASS "\r", "王芳         员工"},
	{BACK, "工作台"},
	{"1\r", "发起检查"},
	{"法", "法律"},
	{"\r\r", "1符合 2不符合"},
	{"2", "事实*"},
	/* what an input method commits comes in pieces */
	{"客户王某的《借款合同》上，", "《借款合同》"},
	{"“律师见证”一栏是空的——①11月5日签的2份都没有盖章；", "①11月5日"},
	{"②1份连日期也没有填。\r", "②1份"},
	{PROOF "\r\r" LIABLE "\r", LIABLE},
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
static bool answer_all(struct run *r)
{
	for (int i = 0; i < ITEMS_MOST; i++) {
		type(r, "\t");
		if (shows(r, "各项均已作答"))
			return true;
		type(r, "1");
		if (shows(r, "实测值"))
			type(r, "\r");
	}
	return false;
}

static bool run_command(struct run *r, const char *words, struct str *out)
{
	char command[4400], line[4096];

	snprintf(command, sizeof command, "'%s' %s --data '%s/store'", r->program, words, r->dir);
	FILE *f = popen(command, "r");
	while (f && fgets(line, sizeof line, f))
		str_add(out, line);
	return f && pclose(f) == 0;
}

static void compare(struct run *r)
{
	AUTO(str_done) struct str list = {0}, json = {0}, ignored = {0};
	char number[24] = "", words[64];

	expect(r, run_command(r, "list --json", &list), "list");
	const char *at = strstr(str_text(&list), "\"number\":\"");
	if (at)
		snprintf(number, sizeof number, "%.*s", (int)strcspn(at + 10, "\""), at + 10);
	snprintf(words, sizeof words, "show %s --json", number);
	expect(r, run_command(r, words, &json), words);
	expect(r, strstr(str_text(&json), "\"fact\":\"" FACT "\","), "the fact is another one");
	expect(r, strstr(str_text(&json), "\"liable\":\"" LIABLE "\""), "the liable person is another one");
	expect(r, strstr(str_text(&json), "\"state\":\"sealed\""), "it is not sealed");
	expect(r, strstr(str_text(&json), "\"signers\":[\"110201\",\"110202\"]"), "the signers are others");
	expect(r, strstr(str_text(&json), "\"issue\":1,"), "there is not one issue");
	expect(r, run_command(r, "verify", &ignored), "verify");
}

static bool start(struct run *r, struct str *why)
{
	char data[80];

	snprintf(r->dir, sizeof r->dir, "/tmp/zicha-real-XXXXXX");
	if (!mkdtemp(r->dir))
		return false;
	snprintf(r->program, sizeof r->program, "%s/../../zicha", harness_dir());
	snprintf(data, sizeof data, "%s/store", r->dir);
	const char *const words[] = {r->program, "--data", data, "--lang", "zh", NULL};
	struct harness_options o = {.rows = 24, .cols = 80, .words = words};
	r->h = harness_open(&o, NULL, NULL, why);
	return r->h != NULL;
}

static void finish(struct run *r)
{
	char command[80];

	grid_done(&r->grid);
	harness_close(&r->h);
	snprintf(command, sizeof command, "rm -rf '%s'", r->dir);
	if (*r->dir && system(command))
		printf("%s stays\n", r->dir);
}

int main(void)
{
	struct run r = {0};
	AUTO(str_done) struct str why = {0};

	if (getenv("ZICHA_NO_PTY")) {
		printf("0 passed, 0 failed\n");
		return 0;
	}
	if (!start(&r, &why)) {
		expect(&r, false, str_text(&why));
	} else if (walk_steps(&r, opening, ARRAY_LEN(opening)) &&
		   expect(&r, answer_all(&r), "items are left without an answer") &&
		   walk_steps(&r, signing, ARRAY_LEN(signing))) {
		type(&r, BACK);
		type(&r, BACK);
		expect(&r, wait_for(&r, "最近封存"), "home");
		type(&r, "9\r");
		expect(&r, harness_ended(r.h, WAIT_MS) == 0, "it does not end well");
		expect(&r, harness_cooked(r.h), "the terminal is left raw");
		compare(&r);
	}
	finish(&r);
	printf("%d passed, %d failed\n", r.passed, r.failed);
	return r.failed > 0;
}
