/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "ui/base/decode.h"

#include "base/mem.h"
#include "base/text.h"
#include "ui/base/decode_seq.h"

#include <string.h>

static const char paste_end[] = "\033[201~";
enum { ESC = 0x1B, PASTE_END = sizeof paste_end - 1 };

/* What became of the bytes at the front. */
enum step { STEP_MORE, STEP_KEY, STEP_NOTHING };

void decode_init(struct decode *d, enum decode_charset charset)
{
	*d = (struct decode){.charset = charset, .esc_ms = DECODE_ESC_MS, .conv = (iconv_t)-1};
	if (charset == DECODE_GB18030)
		d->conv = iconv_open("UTF-8", "GB18030");
}

void decode_done(struct decode *d)
{
	if (d->conv != (iconv_t)-1)
		iconv_close(d->conv);
	str_done(&d->in);
	str_done(&d->raw);
	str_done(&d->paste);
	d->conv = (iconv_t)-1;
}

void decode_feed(struct decode *d, const void *bytes, size_t n, int64_t now)
{
	if (d->at) {
		str_remove(&d->in, 0, d->at);
		d->at = 0;
	}
	str_add_n(&d->in, bytes, n);
	d->since = now;
}

/* --- characters --- */

/* Bytes of the character at s: 0 if more must come, -1 if it is none. */
static int utf8_length(const unsigned char *s, size_t n)
{
	int need = s[0] < 0x80 ? 1 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;

	if ((s[0] >= 0x80 && s[0] < 0xC2) || s[0] > 0xF4)
		return -1;
	if (need < 2)
		return need;
	if (n < 2)
		return 0;
	bool bad = (s[1] & 0xC0) != 0x80 || (s[0] == 0xE0 && s[1] < 0xA0) || (s[0] == 0xED && s[1] > 0x9F) ||
		   (s[0] == 0xF0 && s[1] < 0x90) || (s[0] == 0xF4 && s[1] > 0x8F);
	for (int i = 2; !bad && i < need && (size_t)i < n; i++)
		bad = (s[i] & 0xC0) != 0x80;
	return bad ? -1 : n < (size_t)need ? 0 : need;
}

static int gb18030_length(const unsigned char *s, size_t n)
{
	if (s[0] < 0x80)
		return 1;
	if (s[0] == 0x80 || s[0] == 0xFF)
		return -1;
	if (n < 2)
		return 0;
	if (s[1] < '0' || s[1] > '9')
		return s[1] >= 0x40 && s[1] != 0x7F && s[1] != 0xFF ? 2 : -1;
	if (n > 2 && (s[2] < 0x81 || s[2] == 0xFF))
		return -1;
	if (n > 3 && (s[3] < '0' || s[3] > '9'))
		return -1;
	return n < 4 ? 0 : 4;
}

/* The UTF-8 of one GB18030 character; 0 if it has none. */
static size_t convert(const struct decode *d, const char *s, size_t n, char out[8])
{
	char *from = (char *)s, *to = out;
	size_t left = 7;

	if (n == 1) {
		*out = *s;
		return 1;
	}
	if (d->conv == (iconv_t)-1 || iconv(d->conv, &from, &n, &to, &left) == (size_t)-1 || n)
		return 0;
	return (size_t)(to - out);
}

static enum step take_bad(struct decode *d, size_t n, struct press *out)
{
	out->code = K_BAD;
	out->n = n;
	d->at += n;
	return STEP_KEY;
}

static enum step take_char(struct decode *d, struct press *out)
{
	const char *s = d->in.s + d->at;
	size_t n = d->in.n - d->at;
	char utf8[8];
	int len = d->charset == DECODE_UTF8 ? utf8_length((const unsigned char *)s, n)
					    : gb18030_length((const unsigned char *)s, n);

	if (len < 0)
		return take_bad(d, 1, out);
	if (!len)
		return STEP_MORE;
	size_t used = (size_t)len;
	if (d->charset == DECODE_GB18030) {
		size_t k = convert(d, s, used, utf8);
		if (!k)
			return take_bad(d, used, out);
		text_decode(utf8, k, &out->c);
	} else {
		text_decode(s, used, &out->c);
	}
	out->code = K_CHAR;
	d->at += used;
	return STEP_KEY;
}

static enum step take_control(struct decode *d, unsigned char b, struct press *out)
{
	d->at++;
	if (b == '\r' || b == '\n')
		out->code = K_ENTER;
	else if (b == '\t')
		out->code = K_TAB;
	else if (b == 8 || b == 0x7F)
		out->code = K_BACKSPACE;
	else if (!b)
		return STEP_NOTHING;
	else
		*out = (struct press){.code = K_CHAR, .c = b + 0x40u, .mods = K_CTRL};
	return STEP_KEY;
}

/* --- pastes --- */

/* Line ends become LF; a NUL becomes U+0001, which no door lets in; GB18030 becomes UTF-8, bad bytes stay. */
static void paste_text(struct decode *d)
{
	const char *s = str_text(&d->raw);

	str_clear(&d->paste);
	for (size_t at = 0, n = d->raw.n; at < n;) {
		char utf8[8];
		int len = d->charset == DECODE_GB18030 ? gb18030_length((const unsigned char *)s + at, n - at)
						       : 1;
		size_t k = len > 1 ? convert(d, s + at, (size_t)len, utf8) : 0;
		if (k) {
			str_add_n(&d->paste, utf8, k);
			at += (size_t)len;
			continue;
		}
		char c = s[at++];
		if (c == '\r' && at < n && s[at] == '\n')
			continue;
		str_add_char(&d->paste, c == '\r' ? '\n' : c ? c : 1);
	}
	str_clear(&d->raw);
}

static enum step give_paste(struct decode *d, struct press *out)
{
	paste_text(d);
	out->code = K_PASTE;
	out->text = str_text(&d->paste);
	out->n = d->paste.n;
	return STEP_KEY;
}

/* Bytes at the end of the input that may be the start of the end mark. */
static size_t mark_begun(const char *s, size_t n)
{
	for (size_t k = n < PASTE_END - 1 ? n : PASTE_END - 1; k; k--)
		if (memcmp(s + n - k, paste_end, k) == 0)
			return k;
	return 0;
}

static enum step take_paste(struct decode *d, int64_t now, struct press *out)
{
	const char *s = str_text(&d->in) + d->at;
	size_t n = d->in.n - d->at;
	const char *end = n ? memmem(s, n, paste_end, PASTE_END) : NULL;
	size_t body = end ? (size_t)(end - s) : n - mark_begun(s, n);

	if (body > DECODE_PASTE_MOST - d->raw.n && !end)
		body = DECODE_PASTE_MOST - d->raw.n;
	str_add_n(&d->raw, s, body);
	d->at += body;
	if (end || now - d->since >= DECODE_PASTE_MS) {
		d->at += end ? PASTE_END : 0;
		d->pasting = false;
		return give_paste(d, out);
	}
	if (d->raw.n < DECODE_PASTE_MOST)
		return STEP_MORE;
	return give_paste(d, out);
}

/* --- sequences --- */

static void note_click(struct decode *d, int64_t now, struct press *k)
{
	if (d->click.code && d->click.row == k->row && d->click.col == k->col &&
	    now - d->click.at < DECODE_CLICK_MS) {
		k->count = 2;
		d->click.code = K_NONE;
		return;
	}
	d->click = *k;
	d->click.at = now;
}

static enum step take_seq(struct decode *d, enum decode_seq what, size_t used, int64_t now, struct press *out)
{
	d->at += used;
	if (what == SEQ_PASTE) {
		d->pasting = true;
		return STEP_NOTHING;
	}
	if (what == SEQ_DROP)
		return STEP_NOTHING;
	if (out->code == K_MOUSE)
		note_click(d, now, out);
	return STEP_KEY;
}

static enum step give_esc(struct decode *d, bool timed_out, int64_t now, struct press *out)
{
	d->at++;
	d->esc_at = timed_out ? now : 0;
	out->code = K_ESC;
	return STEP_KEY;
}

static enum step take_esc(struct decode *d, int64_t now, struct press *out)
{
	const char *s = d->in.s + d->at;
	size_t n = d->in.n - d->at, used;
	int64_t waited = now - d->since;

	if (n == 1)
		return waited >= d->esc_ms ? give_esc(d, true, now, out) : STEP_MORE;
	enum decode_seq what = decode_seq(s, n, out, &used);
	if (what == SEQ_ESC)
		return give_esc(d, false, now, out);
	if (what != SEQ_MORE)
		return take_seq(d, what, used, now, out);
	if (waited < DECODE_SEQ_MS)
		return STEP_MORE;
	if (n == 2)
		return give_esc(d, false, now, out);
	d->at += n;
	return STEP_NOTHING;
}

/* The rest of a sequence whose Esc was taken for a key because it came too late. */
static bool take_late(struct decode *d, int64_t now, struct press *out, enum step *step)
{
	size_t n = d->in.n - d->at, used;
	AUTO(str_done) struct str s = {0};

	if (!d->esc_at)
		return false;
	bool soon = d->since - d->esc_at < DECODE_LATE_MS;
	d->esc_at = 0;
	if (!soon || n < 2)
		return false;
	str_add_char(&s, ESC);
	str_add_n(&s, d->in.s + d->at, n);
	enum decode_seq what = decode_seq(s.s, s.n, out, &used);
	if (what == SEQ_ESC || what == SEQ_MORE) {
		*out = (struct press){0};
		return false;
	}
	out->late = true;
	*step = take_seq(d, what, used - 1, now, out);
	return true;
}

static enum step next_step(struct decode *d, int64_t now, struct press *out)
{
	enum step step;

	*out = (struct press){0};
	if (d->pasting)
		return take_paste(d, now, out);
	if (d->at == d->in.n)
		return STEP_MORE;
	unsigned char b = (unsigned char)d->in.s[d->at];
	if (take_late(d, now, out, &step))
		return step;
	if (b == ESC)
		return take_esc(d, now, out);
	if (b < 0x20 || b == 0x7F)
		return take_control(d, b, out);
	return take_char(d, out);
}

bool decode_next(struct decode *d, int64_t now, struct press *out)
{
	enum step step;

	do
		step = next_step(d, now, out);
	while (step == STEP_NOTHING);
	out->at = now;
	return step == STEP_KEY;
}

int decode_wait(const struct decode *d, int64_t now)
{
	size_t n = d->in.n - d->at;
	int64_t left;

	if (d->pasting)
		left = DECODE_PASTE_MS;
	else if (n && d->in.s[d->at] == ESC)
		left = n == 1 ? d->esc_ms : DECODE_SEQ_MS;
	else
		return -1;
	left -= now - d->since;
	return left > 0 ? (int)left : 0;
}
