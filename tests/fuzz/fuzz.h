/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What every fuzzer includes. With clang's libFuzzer, LLVMFuzzerTestOneInput() is all there is; without it a main of ours
 * replays the corpus below tests/fuzz/corpus/NAME and then makes up inputs from its pieces and by changing its files:
 * ZICHA_FUZZ_RUNS of them (20000).
 * A fault aborts. "N passed, N failed".
 */
#ifndef ZICHA_TESTS_FUZZ_FUZZ_H
#define ZICHA_TESTS_FUZZ_FUZZ_H

#include <dirent.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

#ifdef FUZZ_LIBFUZZER
#define FUZZ_SHOW()
#else
/* The input that is being tried, to be shown when it fails. */
static const uint8_t *fuzz_input;
static size_t fuzz_input_n;

static void fuzz_show(void)
{
	for (size_t i = 0; i < fuzz_input_n; i++)
		fprintf(stderr, "\\x%02x", fuzz_input[i]);
	fprintf(stderr, "\n");
}
#define FUZZ_SHOW() fuzz_show()
#endif

/* Says what went wrong and with what, and stops. */
#define FUZZ_CHECK(what) \
	do { \
		if (!(what)) { \
			fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #what); \
			FUZZ_SHOW(); \
			abort(); \
		} \
	} while (0)

#ifndef FUZZ_LIBFUZZER
enum { FUZZ_MOST = 4096, FUZZ_FILES = 512, FUZZ_RUNS = 20000 };

struct fuzz_corpus {
	uint8_t *data[FUZZ_FILES];
	size_t n[FUZZ_FILES], files;
};

static unsigned fuzz_random(unsigned *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed >> 9;
}

static void fuzz_load(struct fuzz_corpus *c, const char *name)
{
	char path[4400];
	const char *src = getenv("srcdir");
	struct dirent *entry;

	snprintf(path, sizeof path, "%s/tests/fuzz/corpus/%s", src ? src : ".", name);
	DIR *dir = opendir(path);
	while (dir && c->files < FUZZ_FILES && (entry = readdir(dir))) {
		char file[4800];
		snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
		FILE *f = entry->d_name[0] == '.' ? NULL : fopen(file, "rb");
		if (!f)
			continue;
		uint8_t *data = malloc(FUZZ_MOST);
		if (!data)
			abort();
		c->n[c->files] = fread(data, 1, FUZZ_MOST, f);
		c->data[c->files++] = data;
		fclose(f);
	}
	if (dir)
		closedir(dir);
}

/* Pieces of files and single bytes, in a row. */
static size_t fuzz_mix(const struct fuzz_corpus *c, unsigned *seed, uint8_t out[FUZZ_MOST])
{
	size_t n = 0;

	for (unsigned parts = fuzz_random(seed) % 6 + 1; parts; parts--) {
		if (fuzz_random(seed) % 3 == 0 || !c->files) {
			out[n++] = (uint8_t)fuzz_random(seed);
			continue;
		}
		size_t file = fuzz_random(seed) % c->files;
		size_t from = c->n[file] ? fuzz_random(seed) % c->n[file] : 0;
		size_t len = c->n[file] - from ? fuzz_random(seed) % (c->n[file] - from) + 1 : 0;
		if (n + len > FUZZ_MOST - 8)
			break;
		memcpy(out + n, c->data[file] + from, len);
		n += len;
	}
	return n;
}

/* A whole file with up to four changes: a byte, a piece doubled, or a piece taken out. */
static size_t fuzz_bend(const struct fuzz_corpus *c, unsigned *seed, uint8_t out[FUZZ_MOST])
{
	size_t file = fuzz_random(seed) % c->files, n = c->n[file];

	memcpy(out, c->data[file], n);
	for (unsigned k = fuzz_random(seed) % 4 + 1; k && n; k--) {
		size_t at = fuzz_random(seed) % n, len = fuzz_random(seed) % (n - at) % 40;
		unsigned kind = fuzz_random(seed) % 3;
		if (kind == 0)
			out[at] = (uint8_t)fuzz_random(seed);
		if (kind == 1 && n + len <= FUZZ_MOST) {
			memmove(out + at + len, out + at, n - at);
			n += len;
		}
		if (kind == 2) {
			memmove(out + at, out + at + len, n - at - len);
			n -= len;
		}
	}
	return n;
}

static void fuzz_try(const uint8_t *data, size_t n)
{
	fuzz_input = data;
	fuzz_input_n = n;
	LLVMFuzzerTestOneInput(data, n);
}

static int fuzz_main(const char *name)
{
	static struct fuzz_corpus c;
	static uint8_t input[FUZZ_MOST];
	const char *more = getenv("ZICHA_FUZZ_RUNS");
	long runs = more ? atol(more) : FUZZ_RUNS;
	unsigned seed = 7;

	fuzz_load(&c, name);
	for (size_t i = 0; i < c.files; i++)
		fuzz_try(c.data[i], c.n[i]);
	for (long i = 0; i < runs; i++)
		fuzz_try(input, i % 2 && c.files ? fuzz_bend(&c, &seed, input) : fuzz_mix(&c, &seed, input));
	for (size_t i = 0; i < c.files; i++)
		free(c.data[i]);
	printf("%s: %zu files, %ld made up\n%d passed, %d failed\n", name, c.files, runs, c.files ? 1 : 0, c.files ? 0 : 1);
	return c.files ? 0 : 1;
}
#define FUZZ_MAIN(name) \
	int main(void) \
	{ \
		return fuzz_main(name); \
	}
#else
#define FUZZ_MAIN(name)
#endif

#endif
