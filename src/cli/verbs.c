/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/verbs.h"

#include "base/mem.h"
#include "base/msg.h"

static const struct verb verbs[] = {
	{"init", "", N_("make a new store with its first branch and person"), 0, 0, 0,
	 {OPT_ORG, OPT_BRANCH, OPT_BRANCH_NAME, OPT_PROFILE, OPT_NO, OPT_NAME, OPT_ROLE, OPT_POST, OPT_GROUP,
	  OPT_COUNT},
	 verb_init},
	{"demo", "", N_("make a demo store, unless it is there, and say who can log in"), 0, 0, 0, {OPT_COUNT},
	 verb_demo},
	{"person add", N_("STAFF_NO NAME"), N_("add a person, with a passphrase of their own"), VERB_STORE | VERB_WRITES, 2,
	 2, {OPT_ROLE, OPT_BRANCH, OPT_POST, OPT_NEW_FILE, OPT_COUNT}, verb_person_add},
	{"person list", "", N_("who works here"), VERB_STORE | VERB_READONLY, 0, 0, {OPT_BRANCH, OPT_COUNT},
	 verb_person_list},
	{"person leave", N_("STAFF_NO"), N_("end a person's work here; the record stays"), VERB_STORE | VERB_WRITES, 1, 1,
	 {OPT_REASON, OPT_COUNT}, verb_person_leave},
	{"person renew", N_("STAFF_NO"), N_("a new key for somebody who lost the passphrase"), VERB_STORE | VERB_WRITES, 1,
	 1, {OPT_NEW_FILE, OPT_COUNT}, verb_person_renew},
	{"branch add", N_("CODE NAME"), N_("add a branch, or change its name and profile"), VERB_STORE | VERB_WRITES, 2, 2,
	 {OPT_PROFILE, OPT_COUNT}, verb_branch_add},
	{"branch list", "", N_("the branches"), VERB_STORE | VERB_READONLY, 0, 0, {OPT_COUNT}, verb_branch_list},
	{"passwd", "", N_("change the passphrase of --as"), VERB_STORE | VERB_WRITES, 0, 0, {OPT_NEW_FILE, OPT_COUNT},
	 verb_passwd},
	{"list", "", N_("sessions, newest first"), VERB_STORE | VERB_READONLY, 0, 0,
	 {OPT_BRANCH, OPT_LINE, OPT_KIND, OPT_STATE, OPT_SEVERITY, OPT_FROM, OPT_TO, OPT_LIMIT, OPT_COUNT}, verb_list},
	{"show", N_("SESSION"), N_("one whole session, by number or id"), VERB_STORE | VERB_READONLY, 1, 1, {OPT_COUNT},
	 verb_show},
	{"report", N_("SESSION"), N_("the paper of a session, to stamp and sign"), VERB_STORE | VERB_READONLY, 1, 1,
	 {OPT_ENCODING, OPT_OUT, OPT_COUNT}, verb_report},
	{"void", N_("SESSION"), N_("make a session void that was opened by mistake and is not sealed"), VERB_STORE | VERB_WRITES, 1, 1,
	 {OPT_REASON, OPT_COUNT}, verb_void},
	{"library list", N_("[LINE]"), N_("the lines of the risk-point library, or the items of one"), VERB_LIBRARY, 0, 1,
	 {OPT_EDITION, OPT_COUNT}, verb_library_list},
	{"library show", N_("ITEM"), N_("one item, whole"), VERB_LIBRARY, 1, 1, {OPT_EDITION, OPT_COUNT},
	 verb_library_show},
	{"library card", N_("[POST]"), N_("the posts, or the card of one: its risks, measures and the promise"), VERB_LIBRARY, 0, 1,
	 {OPT_CHECK, OPT_ENCODING, OPT_OUT, OPT_COUNT}, verb_library_card},
	{"library check", N_("[FILE...]"), N_("check files of the library against the rest of it: file:line:column of each fault"),
	 VERB_LIBRARY, 0, -1, {OPT_COUNT}, verb_library_check},
	{"library export", N_("[LINE]"), N_("the items, or the register of rules, as a table for WPS and Excel"), VERB_LIBRARY, 0,
	 1, {OPT_BASES, OPT_EDITION, OPT_FORMAT, OPT_ENCODING, OPT_OUT, OPT_COUNT}, verb_library_export},
	{"library import", N_("FILE"), N_("take such a table, changed, into the draft; shows first what changes"),
	 VERB_STORE | VERB_READONLY, 1, 1, {OPT_DRAFT, OPT_YES, OPT_COUNT}, verb_library_import},
	{"library draft", N_("[discard [CODE]]"), N_("what the draft changes; drop all of it, or one item or basis"),
	 VERB_STORE | VERB_READONLY, 0, 2, {OPT_YES, OPT_COUNT}, verb_library_draft},
	{"library diff", N_("BEFORE [AFTER]"), N_("how two differ: editions, files, or draft; one alone: from the edition in force"),
	 VERB_LIBRARY, 1, 2, {OPT_COUNT}, verb_library_diff},
	{"library publish", N_("EDITION"), N_("make the draft an edition, such as 2026.2, for all new sessions"),
	 VERB_STORE | VERB_WRITES, 1, 1, {OPT_NOTE, OPT_COUNT}, verb_library_publish},
	{"library editions", "", N_("the editions of the library, the latest first"), VERB_LIBRARY, 0, 0, {OPT_COUNT},
	 verb_library_editions},
	{"verify", "", N_("prove that nothing was changed: 0 sound, 1 changed, 2 cannot tell, 3 usage"),
	 VERB_VERDICT, 0, 0, {OPT_HEAD, OPT_COUNT}, verb_verify},
	{"events", N_("[FROM_SEQ]"), N_("the journal, event by event"), VERB_STORE | VERB_READONLY, 0, 1,
	 {OPT_LIMIT, OPT_COUNT}, verb_events},
	{"backup", N_("[DIR]"), N_("a copy of the whole store that was verified, in DIR, such as a stick"),
	 VERB_STORE | VERB_READONLY, 0, 1, {OPT_COUNT}, verb_backup},
	{"restore", N_("[FILE]"), N_("put the newest backup back, or FILE; records who did it and why"), 0, 0, 1,
	 {OPT_REASON, OPT_COUNT}, verb_restore},
	{"doctor", "", N_("what is asked over the telephone: program, terminal, store, backup, clock; 1: see the lines with !"),
	 0, 0, 0, {OPT_AMBIGUOUS, OPT_FRAMES, OPT_COUNT}, verb_doctor},
};

const struct verb *verb_table(size_t *n)
{
	*n = ARRAY_LEN(verbs);
	return verbs;
}
