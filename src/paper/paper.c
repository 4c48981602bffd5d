/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/paper.h"

#include "base/msg.h"
#include "base/width.h"
#include "base/wrap.h"

#include <string.h>

const char *paper_zh(const char *msgid)
{
	const char *text = msg_zh(msgid);
	return text ? text : msgid;
}

void paper_rule(struct str *out, int cols, char c)
{
	for (int i = 0; i < cols; i++)
		str_add_char(out, c);
	str_add_char(out, '\n');
}

void paper_paragraph(struct str *out, int cols, const char *label, const char *text)
{
	struct wrap w = {0};
	int indent = width_text(label);

	if (str_empty(text))
		return;
	wrap_text(text, strlen(text), cols - indent, &w);
	for (size_t i = 0; i < w.n; i++) {
		if (i == 0)
			str_add(out, label);
		else
			str_addf(out, "%*s", indent, "");
		str_add_n(out, text + w.v[i].start, w.v[i].len);
		str_add_char(out, '\n');
	}
	wrap_done(&w);
}

void paper_centred(struct str *out, int cols, const char *text)
{
	struct wrap w = {0};

	wrap_text(text, strlen(text), cols, &w);
	for (size_t i = 0; i < w.n; i++) {
		int pad = (cols - width_n(text + w.v[i].start, w.v[i].len)) / 2;
		str_addf(out, "%*s%.*s\n", pad, "", (int)w.v[i].len, text + w.v[i].start);
	}
	wrap_done(&w);
}

int paper_rows(const char *text)
{
	int n = 0;

	for (; *text; text++)
		n += *text == '\n';
	return n;
}
