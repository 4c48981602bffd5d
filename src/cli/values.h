/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What may stand behind an option whose values are a closed list: for completions and the manual. The words come
 * from the tables that check them.
 */
#ifndef ZICHA_CLI_VALUES_H
#define ZICHA_CLI_VALUES_H

#include "cli/cli.h"

/* Adds the words of this option to out, a blank between two; nothing where any text may stand. */
int values_of(enum option_id id, struct str *out, struct err *e);

/* A file, a folder, or neither: how a shell completes it. */
enum values_kind { VALUES_TEXT, VALUES_FILE, VALUES_FOLDER };
enum values_kind values_kind_of(enum option_id id);

#endif
