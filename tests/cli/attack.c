/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Attacks a small store table by table and holds zicha's own verify against the verifier in
 * Python that was written from doc/format.md: both must notice, and both must pass the sound one.
 * attack STORE attacks copies of any store instead (the demo's, say), every table and the schema, by zicha's
 * verify alone.
 */
#include "tests/unit/attack.h"
#include "tests/unit/fake.h"

#include "domain/register.h"
#include "store/verify.h"

#include <sys/wait.h>

struct judges {
	const char *dir;
	struct str list; /* copies for the second verifier, separated by blanks */
	int kept, disagreed;
};

static int judge_ours(const char *path)
{
	struct err e = {0};
	struct verify_result result;

	return verify_path(path, &fake_kinds, NULL, &result, &e) ? -1 : (int)result.verdict;
}

/* Ours at once; the attacked copy stays for the other one, which looks at all of them in one go. */
static int judge(const char *path, void *ctx)
{
	struct judges *j = ctx;
	struct err e = {0};
	AUTO(str_done) struct str bytes = {0};
	AUTO(str_done) struct str name = {0};
	int verdict = judge_ours(path);

	str_addf(&name, "%s/%s-%03d.db", j->dir, verdict ? "changed" : "sound", j->kept++);
	if (file_read(path, 1 << 30, &bytes, &e) || attack_put(str_text(&name), &bytes))
		printf("%s\n", e.text);
	str_addf(&j->list, " %s", str_text(&name));
	return verdict;
}

/* "DIR/changed-012.db: changed: ..." must say the same twice. */
static void compare(struct judges *j, const char *script)
{
	AUTO(str_done) struct str command = {0};
	char line[1024];

	str_addf(&command, "python3 %s%s", script, str_text(&j->list));
	FILE *out = popen(str_text(&command), "r");
	int seen = 0;
	while (out && fgets(line, sizeof line, out)) {
		bool ours = strstr(line, "/changed-") != NULL, theirs = strstr(line, ": changed") != NULL;
		seen++;
		if (ours != theirs) {
			j->disagreed++;
			printf("DISAGREED: %s", line);
		}
	}
	if (out)
		pclose(out);
	if (seen != j->kept) {
		printf("%d of %d copies were judged\n", seen, j->kept);
		j->disagreed++;
	}
}

static int judge_any(const char *path, void *ctx)
{
	struct err e = {0};
	struct verify_result result;

	if (verify_path(path, &domain_kinds, ctx, &result, &e) || result.verdict)
		return -1;
	return verify_path(path, &domain_kinds, NULL, &result, &e) ? -1 : (int)result.verdict;
}

/* Signatures are worked out only where all else holds: they take most of the time. */
static int attack_given(const char *store)
{
	struct err e = {0};
	struct verify_result sound;
	struct verify_options o = {.trusted = &sound.own, .trusted_count = 1};
	char copy[] = "/tmp/zicha-attack-XXXXXX";
	int fd = mkstemp(copy), failed;

	if (fd < 0 || close(fd) || verify_path(store, &domain_kinds, NULL, &sound, &e) || sound.verdict) {
		printf("%s does not verify: %s\n0 passed, 1 failed\n", store, e.text);
		return 1;
	}
	struct attack a = {.store = store, .copy = copy, .judge = judge_any, .ctx = &o, .rows = 2};
	failed = attack_all(&a) ? 1 : a.missed;
	unlink(copy);
	printf("%d passed, %d failed\n", a.tried - a.missed, failed);
	return failed != 0;
}

static int attack_small(void)
{
	struct fake f;
	struct judges j = {0};
	char copy[64], script[512];
	static const char *const tables[] = {"chain", "event", "event_body", "head", "envelope", "key"};
	const char *srcdir = getenv("srcdir");

	snprintf(script, sizeof script, "%s/tests/cli/verify.py", srcdir ? srcdir : ".");
	if (fake_open(&f, false, 3))
		return 1;
	j.dir = f.dir;
	snprintf(copy, sizeof copy, "%s/copy", f.dir);
	struct attack a = {.store = f.path, .copy = copy, .judge = judge, .ctx = &j, .rows = 2};
	db_close(&f.db);
	sqlite3_close(attack_open(&a));
	int sound = judge(copy, &j) == VERIFY_SOUND;
	for (size_t i = 0; i < ARRAY_LEN(tables); i++)
		attack_rows_of(&a, tables[i]);
	compare(&j, script);
	printf("%d attacks, %d missed, %d judged differently\n", a.tried, a.missed, j.disagreed);
	int failed = !sound + a.missed + j.disagreed;
	str_done(&j.list);
	fake_done(&f);
	printf("%d passed, %d failed\n", a.tried + 1 - failed, failed);
	return failed != 0;
}

int main(int argc, char **argv)
{
	return argc > 1 ? attack_given(argv[1]) : attack_small();
}
