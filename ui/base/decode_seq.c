/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/base/decode_seq.h"

#include "base/mem.h"

#include <string.h>

enum { PARAMS = 4, STRING_MOST = 4096, WHEEL_ROWS = 3 };

struct csi {
	char marker;           /* '?' '<' '>' '=' or 0 */
	int v[PARAMS], n;
	char final;
};

static bool set_char(struct press *k, uint32_t c)
{
	k->code = K_CHAR;
	k->c = c;
	return true;
}

/* The letter of a cursor or function key in CSI and SS3 forms. */
static enum key_code letter_code(char c)
{
	switch (c) {
	case 'A':
		return K_UP;
	case 'B':
		return K_DOWN;
	case 'C':
		return K_RIGHT;
	case 'D':
		return K_LEFT;
	case 'H':
		return K_HOME;
	case 'F':
		return K_END;
	case 'P':
	case 'Q':
	case 'R':
	case 'S':
		return (enum key_code)(K_F1 + (c - 'P'));
	default:
		return K_NONE;
	}
}

/* The number before '~' (VT220, xterm, linux, rxvt, PuTTY). */
static enum key_code number_code(int n)
{
	static const struct {
		unsigned char number;
		enum key_code code;
	} rows[] = {
		{1, K_HOME}, {7, K_HOME}, {2, K_INSERT}, {3, K_DELETE}, {4, K_END},  {8, K_END},  {5, K_PGUP},
		{6, K_PGDN}, {11, K_F1},  {12, K_F2},    {13, K_F3},    {14, K_F4},  {15, K_F5},  {17, K_F6},
		{18, K_F7},  {19, K_F8},  {20, K_F9},    {21, K_F10},   {23, K_F11}, {24, K_F12},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (rows[i].number == n)
			return rows[i].code;
	return K_NONE;
}

/* xterm's modifier parameter: 1 + bits. */
static unsigned modifiers(int n)
{
	unsigned bits = n > 0 ? (unsigned)n - 1 : 0;

	return (bits & 1 ? K_SHIFT : 0u) | (bits & 2 ? K_ALT : 0u) | (bits & 4 ? K_CTRL : 0u);
}

/* A code point with modifiers, as modifyOtherKeys and CSI u send it. */
static enum decode_seq char_key(int c, int mods, struct press *k)
{
	k->mods = modifiers(mods);
	if (c == 27)
		k->code = K_ESC;
	else if (c == 13)
		k->code = K_ENTER;
	else if (c == 9)
		k->code = K_TAB;
	else if (c == 127 || c == 8)
		k->code = K_BACKSPACE;
	else if (c >= 32 && c < 0xD800)
		set_char(k, (uint32_t)(k->mods & K_CTRL && c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c));
	else
		return SEQ_DROP;
	if (k->code == K_CHAR && !(k->mods & (K_CTRL | K_ALT)))
		k->mods = 0;
	return SEQ_KEY;
}

/* SGR mouse: a press of button 1, or the wheel. */
static enum decode_seq mouse_key(int button, int col, int row, bool down, struct press *k)
{
	if (!down || button & 32 || col < 1 || row < 1)
		return SEQ_DROP;
	if (button & 64) {
		k->code = button & 1 ? K_DOWN : K_UP;
		k->count = WHEEL_ROWS;
		return (button & 3) < 2 ? SEQ_KEY : SEQ_DROP;
	}
	if (button & 3)
		return SEQ_DROP;
	*k = (struct press){.code = K_MOUSE, .row = row - 1, .col = col - 1, .count = 1};
	return SEQ_KEY;
}

static enum decode_seq tilde_key(const struct csi *q, struct press *k)
{
	if (q->v[0] == 200)
		return SEQ_PASTE;
	if (q->v[0] == 27 && q->n >= 3)
		return char_key(q->v[2], q->v[1], k);
	k->code = number_code(q->v[0]);
	k->mods = modifiers(q->v[1]);
	return k->code ? SEQ_KEY : SEQ_DROP;
}

/* rxvt: the number with another final for shift and control. */
static enum decode_seq rxvt_key(const struct csi *q, struct press *k)
{
	k->code = number_code(q->v[0]);
	k->mods = (q->final != '^' ? K_SHIFT : 0u) | (q->final != '$' ? K_CTRL : 0u);
	return k->code ? SEQ_KEY : SEQ_DROP;
}

static enum decode_seq csi_key(const struct csi *q, struct press *k)
{
	if (q->marker == '<' && (q->final == 'M' || q->final == 'm'))
		return mouse_key(q->v[0], q->v[1], q->v[2], q->final == 'M', k);
	if (q->marker)
		return SEQ_DROP;
	switch (q->final) {
	case '~':
		return tilde_key(q, k);
	case '^':
	case '$':
	case '@':
		return rxvt_key(q, k);
	case 'Z':
		k->code = K_TAB;
		k->mods = K_SHIFT;
		return SEQ_KEY;
	case 'u':
		return char_key(q->v[0], q->v[1], k);
	case 'R': /* two numbers: a cursor report, ours or late; never a key */
		k->code = q->n < 2 ? K_F3 : K_NONE;
		break;
	case 'a':
	case 'b':
	case 'c':
	case 'd':
		k->code = q->n ? K_NONE : letter_code((char)(q->final - 'a' + 'A'));
		k->mods = K_SHIFT;
		break;
	default:
		k->code = letter_code(q->final);
		k->mods = q->n > 1 ? modifiers(q->v[1]) : 0;
	}
	return k->code ? SEQ_KEY : SEQ_DROP;
}

/* Linux console: ESC [ [ A is F1. */
static enum decode_seq linux_key(const char *s, size_t n, struct press *k, size_t *used)
{
	if (n < 4)
		return SEQ_MORE;
	*used = 4;
	if (s[3] < 'A' || s[3] > 'E')
		return SEQ_DROP;
	k->code = (enum key_code)(K_F1 + (s[3] - 'A'));
	return SEQ_KEY;
}

/* X10 mouse: ESC [ M and three bytes. */
static enum decode_seq old_mouse(const char *s, size_t n, struct press *k, size_t *used)
{
	if (n < 6)
		return SEQ_MORE;
	*used = 6;
	const unsigned char *b = (const unsigned char *)s + 3;
	return mouse_key(b[0] - 32, b[1] - 32, b[2] - 32, (b[0] & 3) != 3 || b[0] & 64, k);
}

/* Reads the numbers from s[at]; gives the offset of the first byte that is none of them. */
static size_t read_params(const char *s, size_t n, size_t at, struct csi *q)
{
	if (at < n && strchr("?<>=", s[at]) && s[at])
		q->marker = s[at++];
	for (; at < n && ((s[at] >= '0' && s[at] <= '9') || s[at] == ';' || s[at] == ':'); at++) {
		if (!q->n)
			q->n = 1;
		if (s[at] < '0' || s[at] > '9')
			q->n++;
		else if (q->n <= PARAMS && q->v[q->n - 1] < 100000000)
			q->v[q->n - 1] = q->v[q->n - 1] * 10 + (s[at] - '0');
	}
	if (q->n > PARAMS)
		q->n = PARAMS;
	return at;
}

static enum decode_seq read_csi(const char *s, size_t n, struct press *k, size_t *used)
{
	struct csi q = {0};
	size_t at = read_params(s, n, 2, &q);

	if (at < n && s[at] == '$' && !q.marker && q.n == 1) {
		q.final = '$';
		*used = at + 1;
		return csi_key(&q, k);
	}
	while (at < n && s[at] >= 0x20 && s[at] <= 0x2F)
		at++;
	if (at == n)
		return n < STRING_MOST ? SEQ_MORE : SEQ_ESC;
	q.final = s[at];
	/* Broken off: what came is no key, the byte behind it may be. */
	if (q.final < 0x40 || q.final > 0x7E) {
		*used = at > 2 ? at : 1;
		return at > 2 ? SEQ_DROP : SEQ_ESC;
	}
	if (at == 2 && q.final == '[')
		return linux_key(s, n, k, used);
	if (at == 2 && q.final == 'M')
		return old_mouse(s, n, k, used);
	*used = at + 1;
	return csi_key(&q, k);
}

/* The keypad in application mode, ESC O p = 0, and the other SS3 keys. */
static bool ss3_key(char c, struct press *k)
{
	static const char from[] = "Xjklmno ", to[] = "=*+,-./ ";
	const char *at = strchr(from, c);

	if (c >= 'p' && c <= 'y')
		return set_char(k, (uint32_t)(c - 'p' + '0'));
	if (at && c)
		return set_char(k, (unsigned char)to[at - from]);
	if (c >= 'a' && c <= 'd') {
		k->code = letter_code((char)(c - 'a' + 'A'));
		k->mods = K_CTRL;
	} else {
		k->code = c == 'M' ? K_ENTER : c == 'I' ? K_TAB : letter_code(c);
	}
	return k->code != K_NONE;
}

static enum decode_seq read_ss3(const char *s, size_t n, struct press *k, size_t *used)
{
	size_t at = 2;
	int mods = 0;

	while (at < n && at < 5 && ((s[at] >= '0' && s[at] <= '9') || s[at] == ';'))
		mods = s[at] == ';' ? 0 : s[at] - '0', at++;
	if (at == n)
		return SEQ_MORE;
	*used = at + 1;
	if (s[at] < 0x20 || (unsigned char)s[at] > 0x7E) {
		*used = 1;
		return SEQ_ESC;
	}
	if (!ss3_key(s[at], k))
		return SEQ_DROP;
	k->mods |= modifiers(mods);
	return SEQ_KEY;
}

/* Answers in the form of a string (DCS, OSC, APC ...) up to ST or BEL. */
static enum decode_seq read_string(const char *s, size_t n, size_t *used)
{
	for (size_t at = 2; at < n && at < STRING_MOST; at++) {
		if (s[at] == '\a') {
			*used = at + 1;
			return SEQ_DROP;
		}
		if (s[at] == '\033') {
			if (at + 1 == n)
				return SEQ_MORE;
			*used = s[at + 1] == '\\' ? at + 2 : 1;
			return s[at + 1] == '\\' ? SEQ_DROP : SEQ_ESC;
		}
		if ((unsigned char)s[at] < 0x20) {
			*used = 1;
			return SEQ_ESC;
		}
	}
	*used = 1;
	return n < STRING_MOST ? SEQ_MORE : SEQ_ESC;
}

enum decode_seq decode_seq(const char *s, size_t n, struct press *out, size_t *used)
{
	*used = 1;
	switch (s[1]) {
	case '[':
		return read_csi(s, n, out, used);
	case 'O':
		return read_ss3(s, n, out, used);
	case 'P':
	case ']':
	case 'X':
	case '^':
	case '_':
		return read_string(s, n, used);
	default:
		return SEQ_ESC;
	}
}
