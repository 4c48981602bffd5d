/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The functions behind the verbs; the table that names them is in verbs.c.
 */
#ifndef ZICHA_CLI_VERBS_H
#define ZICHA_CLI_VERBS_H

#include "cli/cli.h"

int verb_init(struct call *c, struct err *e);
int verb_person_add(struct call *c, struct err *e);
int verb_person_list(struct call *c, struct err *e);
int verb_person_leave(struct call *c, struct err *e);
int verb_person_renew(struct call *c, struct err *e);
int verb_branch_add(struct call *c, struct err *e);
int verb_branch_list(struct call *c, struct err *e);
int verb_passwd(struct call *c, struct err *e);

int verb_list(struct call *c, struct err *e);
int verb_show(struct call *c, struct err *e);
int verb_report(struct call *c, struct err *e);
int verb_void(struct call *c, struct err *e);

int verb_library_list(struct call *c, struct err *e);
int verb_library_show(struct call *c, struct err *e);
int verb_library_check(struct call *c, struct err *e);
int verb_library_export(struct call *c, struct err *e);
int verb_library_import(struct call *c, struct err *e);
int verb_library_draft(struct call *c, struct err *e);
int verb_library_diff(struct call *c, struct err *e);
int verb_library_publish(struct call *c, struct err *e);
int verb_library_editions(struct call *c, struct err *e);
int verb_library_card(struct call *c, struct err *e);

int verb_verify(struct call *c, struct err *e);
int verb_events(struct call *c, struct err *e);
int verb_backup(struct call *c, struct err *e);
int verb_restore(struct call *c, struct err *e);
int verb_doctor(struct call *c, struct err *e);

int verb_demo(struct call *c, struct err *e);

#endif
