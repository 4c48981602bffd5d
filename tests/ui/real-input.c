/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * real-input: plays first-day.keys, then asks the domain and zicha-ctl show --json what was recorded: every text of the
 * five findings byte for byte (in NFC), the answers, both signatures, the seal. Counts the keys an item and a finding
 * cost. "N passed, N failed".
 */
#include "tests/ui/world.h"

#include "base/file.h"
#include "base/msg.h"
#include "base/text.h"
#include "cli/desk.h"
#include "domain/signoff.h"
#include "ui/views/walk.h"
#include "ui/widgets/form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_MS = 20, FILE_MOST = 4 << 20, ITEMS_MOST = 64, FINDING_KEYS_MOST = 12 };

/* What the script types; the answers are told beside it. */
static const struct {
	const char *item, *fact, *liable, *deadline;
} written[] = {
	{"CR-0102",
	 "客户经理陈磊9月由综合柜员转岗，从未放过贷，“带教记录”只有半页——①近三个月合同送审41份退回13份，退回率31.7％；"
	 "②新信贷系统上线首月，2笔贷款期限录错、1笔利率录错；③当场请他录一笔农户贷款，到“担保信息”一步就要旁人代做。",
	 "客户经理陈磊", "2026-12-31"},
	{"CR-0203",
	 "11月3日至5日主任外出学习，系统里仍有7笔他的授权——口令写在便条上，交给客户经理周涛保管。另查：①何敏请假的11月10日，"
	 "她的操作员号登录过4次；②10月征信查询26笔，登记簿只有21笔，差5笔；③1份查询报告留在打印机上，客户已来“投诉”一次。",
	 "李明、周涛", "2026-12-10"},
	{"CR-0301",
	 "合同柜里有3份客户已签名、按印，金额、期限、利率却空着的《借款合同》：①2户的款已放出，条款由客户经理事后“补填”，"
	 "墨色与签名不同；②1户逾期后以“签字时合同是空的”为由不认账——操作问题眼看要变成官司。",
	 "周涛", "2026-12-10"},
	{"CR-0507",
	 "信贷档案制度只挂在墙上：①入库、移交、借阅三本登记簿，6月至8月都是空白；②问档案员手上有几份案卷，先答“两百来份”，"
	 "清点才知是286份；③她只是挂名——客户经理陈磊、周涛的柜子里还放着11户的借款合同原件。",
	 "陈磊、周涛", "2026-12-20"},
	{"CR-0605",
	 "抽周涛经办的10户贷后检查报告——①6份写着一字不差的“经营正常，还款有保障”，没有照片，也没有客户签名；②王某（开“Cafe\u0301"
	 "老树”）的20万元到账当天就整笔转给他弟弟买车，没人过问用途；③12月到期的3户，问他最近一次上门，答“大概是夏天”。",
	 "周涛", "2026-12-31"},
};
static const struct {
	const char *item;
	enum result result;
	const char *note, *value, *evidence, *witness;
} answered[] = {
	{"CR-0101", RESULT_CONFORM, "", "", "", ""},
	{"CR-0104", RESULT_CONFORM, "", "9.5", "", ""},
	{"CR-0203", RESULT_ISSUE, "", "", "", "110202"},
	{"CR-0207", RESULT_NA, "本网点没有企业贷款", "", "", ""},
	{"CR-0301", RESULT_ISSUE, "", "3", "", ""},
	{"CR-0304", RESULT_CONFORM, "", "", "", ""}, /* was pending */
	{"CR-0307", RESULT_NOT_CHECKED, "逾期案卷在联社法务，本月未取回", "", "", ""},
	{"CR-0505", RESULT_CONFORM, "", "0", "清点表2026-11，第1页，档案柜二层", "110202"},
};
enum { CONFORM = 35, ISSUE = 5, NA = 1, NOT_CHECKED = 1, ASKED = 42 };

struct run {
	struct script script;
	struct world world;
	struct canvas *canvas;
	int64_t now;
	int keys[ITEMS_MOST];                         /* by item: pressed while it was under the bar */
	int boxes[ITEMS_MOST];                        /* by item: of these, in boxes */
	int finding[ITEMS_MOST];                      /* by item: pressed on the finding's screen, but text */
	int visits[ITEMS_MOST];                       /* by item: how often the bar came to it */
	size_t item;                                  /* the last one under the bar */
	int passed, failed;
};

static void expect(struct run *r, bool ok, const char *what, const char *item)
{
	*(ok ? &r->passed : &r->failed) += 1;
	if (!ok)
		printf("%s %s\n", what, item);
}

/* ---- playing and counting ------------------------------------------------------------------------ */

/* The walk in the stack, if one is open. */
static struct walk *walk_of(const struct stage *s)
{
	struct view *v = stage_top(s);

	while (v && v->ops != stage_view_ops(s, VIEW_WALK))
		v = stage_below(v);
	return v ? VIEW_STATE(v, struct walk) : NULL;
}

/* Whether the key goes into a text: that is no cost of the screens. */
static bool is_text(const struct stage *s, const struct press *k)
{
	const struct view *v = stage_top(s);

	return k->code == K_CHAR && v && view_part(v, PART_EDIT);
}

static void count(struct run *r, const struct press *k)
{
	const struct stage *s = r->world.stage;
	const struct view *v = stage_top(s);
	const struct walk *w = walk_of(s);

	if (!w || !v || v->ops == stage_view_ops(s, VIEW_SIGN))
		return;
	if (v->ops == stage_view_ops(s, VIEW_WALK) && r->item != w->at) {
		r->item = w->at;
		r->visits[r->item < ITEMS_MOST ? r->item : 0]++;
	}
	if (is_text(s, k) || r->item >= ITEMS_MOST)
		return;
	if (v->ops == stage_view_ops(s, VIEW_FINDING)) {
		r->finding[r->item]++;
		return;
	}
	r->keys[r->item]++;
	r->boxes[r->item] += v->ops == stage_view_ops(s, VIEW_ASK);
}

static void press(struct run *r, struct press k)
{
	k.at = r->now += KEY_MS;
	world_time(&r->world, r->now);
	if (k.code != K_TICK)
		count(r, &k);
	stage_key(r->world.stage, &k);
	stage_draw(r->world.stage, r->canvas);
}

static void play(struct run *r)
{
	for (size_t i = 0; i < r->script.n; i++) {
		const struct step *s = &r->script.v[i];
		if (s->kind == STEP_KEY)
			press(r, s->key);
		if (s->kind == STEP_WAIT) {
			r->now += s->a;
			press(r, (struct press){.code = K_TICK});
		}
	}
}

/* ---- comparing ------------------------------------------------------------------------------------- */

static bool same_text(const char *typed, const char *stored)
{
	AUTO(str_done) struct str nfc = {0};
	struct err e = {0};

	return !text_clean(typed, strlen(typed), 0, &nfc, &e) && str_eq(str_text(&nfc), stored);
}

static void check_findings(struct run *r, const struct session *s)
{
	AUTO(finding_list_done) struct finding_list list = {0};
	struct err e = {0};

	expect(r, !finding_list_load(r->world.desk->db, s->id, NULL, &list, &e) && list.n == ARRAY_LEN(written), "findings of",
	       s->number);
	for (size_t i = 0; i < ARRAY_LEN(written) && i < list.n; i++) {
		expect(r, str_eq(list.v[i].item, written[i].item), "order of findings", written[i].item);
		expect(r, same_text(written[i].fact, list.v[i].fact), "fact of", written[i].item);
		expect(r, str_eq(list.v[i].liable, written[i].liable), "liable of", written[i].item);
		expect(r, str_eq(list.v[i].deadline, written[i].deadline), "deadline of", written[i].item);
	}
}

static void check_answers(struct run *r, const struct session *s)
{
	AUTO(checklist_done) struct checklist list = {0};
	struct err e = {0};

	expect(r, !checklist_load(r->world.desk->db, s->id, &list, &e), "answers of", s->number);
	for (size_t i = 0; i < ARRAY_LEN(answered); i++) {
		int at = checklist_find(&list, answered[i].item);
		const struct answer *a = at < 0 ? NULL : &list.v[at].answer;
		expect(r, a && a->result == answered[i].result, "result of", answered[i].item);
		expect(r, a && str_eq(a->note, answered[i].note), "note of", answered[i].item);
		expect(r, a && str_eq(a->value, answered[i].value), "value of", answered[i].item);
		expect(r, a && str_eq(a->evidence, answered[i].evidence), "evidence of", answered[i].item);
		expect(r, a && str_eq(a->witness, answered[i].witness), "second person of", answered[i].item);
	}
}

static void check_seal(struct run *r, const struct session *s)
{
	AUTO(signature_list_done) struct signature_list list = {0};
	struct err e = {0};

	expect(r, s->state == SESSION_SEALED && s->sealed_at, "seal of", s->number);
	expect(r, s->conform == CONFORM && s->issue == ISSUE && s->na == NA && s->not_checked == NOT_CHECKED &&
			  s->pending == 0 && s->items == ASKED && s->findings == ISSUE,
	       "counts of", s->number);
	expect(r, !signature_list_load(r->world.desk->db, s->id, &list, &e) && list.n == 2 &&
			  str_eq(list.v[0].person, "110201") && str_eq(list.v[1].person, "110202") &&
			  str_eq(list.v[0].digest, list.v[1].digest),
	       "signatures of", s->number);
}

/* The command line says the same, in bytes. */
static void check_show(struct run *r, const struct session *s)
{
	AUTO(str_done) struct str json = {0}, counts = {0};
	char command[400], line[4096];

	snprintf(command, sizeof command, "zicha-ctl show %s --json --data '%s'", s->number, r->world.copy);
	FILE *f = popen(command, "r");
	while (f && fgets(line, sizeof line, f))
		str_add(&json, line);
	expect(r, f && pclose(f) == 0, "ends badly:", command);
	str_addf(&counts, "\"conform\":%d,\"issue\":%d,\"na\":%d", CONFORM, ISSUE, NA);
	const char *const parts[] = {"\"state\":\"sealed\"", "\"signers\":[\"110201\",\"110202\"]", str_text(&counts)};
	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		expect(r, strstr(str_text(&json), parts[i]), "show --json lacks", parts[i]);
	for (size_t i = 0; i < ARRAY_LEN(written); i++) {
		AUTO(str_done) struct str nfc = {0}, member = {0};
		struct err e = {0};
		text_clean(written[i].fact, strlen(written[i].fact), 0, &nfc, &e);
		str_addf(&member, "\"item\":\"%s\",\"fact\":\"%s\",", written[i].item, str_text(&nfc));
		expect(r, strstr(str_text(&json), str_text(&member)), "show --json lacks the fact of", written[i].item);
	}
	snprintf(command, sizeof command, "zicha-ctl verify --data '%s' > /dev/null", r->world.copy);
	expect(r, system(command) == 0, "verify of", s->number);
}

/* ---- keys ----------------------------------------------------------------------------------------------- */

/* Items that conform, ask nothing besides and were not come back to: the digit and Enter. The rest is only told. */
static void check_cost(struct run *r, const struct session *s)
{
	AUTO(checklist_done) struct checklist list = {0};
	struct err e = {0};
	int plain = 0, plain_keys = 0, all = 0, all_keys = 0, most = 0;

	if (checklist_load(r->world.desk->db, s->id, &list, &e))
		return;
	for (size_t i = 0; i < list.n && i < ITEMS_MOST; i++) {
		const struct check *k = &list.v[i];
		/* Sealing took away an item that was not due: those behind it stood one further down. */
		size_t at = i + (strcmp(k->item.code, "CR-0506") > 0);
		if (k->answer.result == RESULT_ISSUE && r->keys[at] + r->finding[at] > most)
			most = r->keys[at] + r->finding[at];
		if (k->answer.result != RESULT_CONFORM)
			continue;
		all++;
		all_keys += r->keys[at];
		bool straight = !r->boxes[at] && r->visits[at] == 1;
		plain += straight;
		plain_keys += straight ? r->keys[at] : 0;
	}
	printf("keys: %.2f per conforming item, %.2f with values, proofs, second persons and detours; at most %d per finding\n",
	       (double)plain_keys / plain, (double)all_keys / all, most);
	expect(r, plain > 0 && plain_keys * 10 <= plain * 22, "keys per item:", "more than 2.2");
	expect(r, most > 0 && most <= FINDING_KEYS_MOST, "keys per finding:", "more than 12");
}

static void compare(struct run *r)
{
	AUTO(session_list_done) struct session_list list = {0};
	struct err e = {0};

	if (!r->world.desk->db || session_list_load(r->world.desk->db, &(struct session_filter){0}, &list, &e) || list.n != 1) {
		expect(r, false, "there is not one session:", e.text);
		return;
	}
	check_findings(r, &list.v[0]);
	check_answers(r, &list.v[0]);
	check_seal(r, &list.v[0]);
	check_show(r, &list.v[0]);
	check_cost(r, &list.v[0]);
}

static int run(struct run *r, struct err *e)
{
	const char *dir = getenv("srcdir");
	char path[4200];
	AUTO(str_done) struct str text = {0};

	snprintf(path, sizeof path, "%s/tests/ui/first-day.keys", dir ? dir : ".");
	if (file_read(path, FILE_MOST, &text, e) || script_read(&r->script, "first-day", str_text(&text), e) ||
	    world_setup(&r->world, &r->script, e) || world_open(&r->world, &r->script, e))
		return -1;
	r->canvas = canvas_new(24, 80);
	press(r, (struct press){.code = K_RESIZE, .row = 24, .col = 80});
	play(r);
	compare(r);
	return 0;
}

int main(void)
{
	struct run r = {.now = 1000, .item = ITEMS_MOST};
	struct err e = {0};

	msg_use(MSG_ZH);
	if (run(&r, &e))
		expect(&r, false, "does not run:", e.text);
	world_close(&r.world);
	world_remove(&r.world);
	canvas_free(&r.canvas);
	script_done(&r.script);
	printf("%d passed, %d failed\n", r.passed, r.failed);
	return r.failed > 0;
}
