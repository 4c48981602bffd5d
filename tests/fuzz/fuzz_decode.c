/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The decoder: any split of the bytes gives the same keys, every byte is used up, time ends everything. The first two bytes
 * choose the encoding and where to cut.
 */
#include "tests/fuzz/fuzz.h"

#include "base/mem.h"
#include "base/text.h"
#include "tests/term/events.h"
#include "ui/base/decode.h"

enum { LATER = 100000 };

static void drain(struct decode *d, int64_t now, struct str *out)
{
	struct press k;

	while (decode_next(d, now, &k)) {
		FUZZ_CHECK(k.code != K_NONE);
		FUZZ_CHECK(k.code != K_CHAR || k.c < 0x110000);
		FUZZ_CHECK(k.code != K_PASTE || strlen(k.text) == k.n);
		event_add(&k, out);
	}
}

static void feed(enum decode_charset charset, const uint8_t *data, size_t n, unsigned step, struct str *out)
{
	struct decode d;

	decode_init(&d, charset);
	for (size_t at = 0; at < n;) {
		size_t len = step ? 1 + (at * 7 + step) % step : n;
		if (len > n - at)
			len = n - at;
		decode_feed(&d, data + at, len, 1000);
		drain(&d, 1000, out);
		at += len;
	}
	drain(&d, LATER, out);
	/* What is left is at most a character that waits for its end. */
	FUZZ_CHECK(d.in.n - d.at < 4);
	FUZZ_CHECK(decode_wait(&d, LATER) == -1);
	decode_done(&d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	AUTO(str_done) struct str whole = {0}, cut = {0};

	if (n < 2)
		return 0;
	enum decode_charset charset = data[0] & 1 ? DECODE_GB18030 : DECODE_UTF8;
	feed(charset, data + 2, n - 2, 0, &whole);
	feed(charset, data + 2, n - 2, data[1] % 9 + 1, &cut);
	FUZZ_CHECK(str_eq(str_text(&whole), str_text(&cut)));
	return 0;
}

FUZZ_MAIN("decode")
