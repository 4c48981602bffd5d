/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The results an item can have: ids, words and marks, one table. Blank at the start, always.
 */
#ifndef ZICHA_DOMAIN_RESULT_H
#define ZICHA_DOMAIN_RESULT_H

#include <stdbool.h>

enum result { RESULT_BLANK, RESULT_CONFORM, RESULT_ISSUE, RESULT_NA, RESULT_NOT_CHECKED, RESULT_PENDING, RESULT_COUNT };
const char *result_id(enum result r);    /* "conform": JSON, SQL; "" for blank */
const char *result_label(enum result r); /* translated: 符合 不符合 不适用 未检查 待核实 */
const char *result_msgid(enum result r); /* for papers */
char result_mark(enum result r);         /* one ASCII shape: v x - o ? and blank */
bool result_parse(const char *id, enum result *out);
bool result_wants_reason(enum result r); /* na, not_checked */

#endif
