/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/register.h"

#include "base/msg.h"
#include "domain/answer.h"
#include "domain/edition.h"
#include "domain/finding.h"
#include "domain/founding.h"
#include "domain/kinds.h"
#include "domain/recovery.h"
#include "domain/signoff.h"

/* The tag of the field that carries the key which signs this very event (event.h). */
enum { KEY_IN_BODY = 2 };

static const struct event_kind kinds[] = {
	{KIND_GENESIS, "genesis", N_("Store founded"), genesis_fields, KEY_IN_BODY, genesis_may, genesis_apply},
	{KIND_BRANCH, "branch", N_("Branch entered"), branch_fields, 0, branch_may, branch_apply},
	{KIND_PERSON, "person", N_("Person entered"), person_fields, 0, person_may, person_apply},
	{KIND_ENROL, "enrol", N_("Key enrolled"), enrol_fields, KEY_IN_BODY, enrol_may, enrol_apply},
	{KIND_REKEY, "rekey", N_("Passphrase changed"), rekey_fields, 0, rekey_may, rekey_apply},
	{KIND_LEAVE, "leave", N_("Person left"), leave_fields, 0, leave_may, leave_apply},
	{KIND_FAILURES, "failures", N_("Failed unlocks stated"), failures_fields, 0, NULL, failures_apply},
	{KIND_ADOPT, "adopt", N_("Library text pinned"), adopt_fields, 0, adopt_may, adopt_apply},
	{KIND_OPEN, "open", N_("Session opened"), open_fields, 0, open_may, open_apply},
	{KIND_ANSWER, "answer", N_("Item answered"), answer_fields, 0, answer_may, answer_apply},
	{KIND_WITNESS, "witness", N_("Second person confirmed"), witness_fields, 0, witness_may, witness_apply},
	{KIND_FINDING, "finding", N_("Finding written"), finding_fields, 0, finding_may, finding_apply},
	{KIND_WITHDRAW, "withdraw", N_("Finding withdrawn"), withdraw_fields, 0, withdraw_may, withdraw_apply},
	{KIND_SIGN, "sign", N_("Session signed"), sign_fields, 0, sign_may, sign_apply},
	{KIND_UNSIGN, "unsign", N_("Signatures taken back"), unsign_fields, 0, unsign_may, unsign_apply},
	{KIND_VOID, "void", N_("Session voided"), void_fields, 0, void_may, void_apply},
	{KIND_PUBLISH, "publish", N_("Library edition published"), publish_fields, 0, publish_may, publish_apply},
	{KIND_RECOVERY, "recovery", N_("Backup put back"), recovery_fields, 0, recovery_may, recovery_apply},
};

const struct event_kinds domain_kinds = {kinds, ARRAY_LEN(kinds), false};
