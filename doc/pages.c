/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pages en|zh TEMPLATE    the manual page in that language, on stdout
 * pages bash|zsh|fish     the completion of that shell
 */
#include "doc/pages.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/msg.h"

#include <stdio.h>

enum { TEMPLATE_MOST = 1 << 20 };

/* Asked by the leak sanitizer: it cannot look where there is no /proc, and this program ends at once. */
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void)
{
	return 1;
}

int main(int argc, char **argv)
{
	AUTO(str_done) struct str text = {0}, out = {0};
	struct err e = {0};
	int bad;

	if (argc == 3) {
		msg_use(str_eq(argv[1], "en") ? MSG_EN : MSG_ZH);
		bad = file_read(argv[2], TEMPLATE_MOST, &text, &e) || page_fill(str_text(&text), &out, &e);
	} else {
		msg_use(MSG_ZH);
		bad = complete_write(argc == 2 ? argv[1] : "", &out, &e);
	}
	if (bad)
		fprintf(stderr, "%s: %s\n", argv[0], e.text);
	else
		fputs(str_text(&out), stdout);
	return bad || fflush(stdout) ? 1 : 0;
}
