/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/register.h"

#include "base/msg.h"
#include "domain/answer.h"
#include "domain/finding.h"
#include "domain/kinds.h"
#include "domain/signoff.h"

/* The tag of the field that carries the key which signs this very event (event.h). */
enum { KEY_IN_BODY = 2 };

static const struct event_kind kinds[] = {
	{KIND_GENESIS, "genesis", N_("Store founded"), genesis_fields, genesis_may, genesis_apply, KEY_IN_BODY},
	{KIND_BRANCH, "branch", N_("Branch entered"), branch_fields, branch_may, branch_apply, 0},
	{KIND_PERSON, "person", N_("Person entered"), person_fields, person_may, person_apply, 0},
	{KIND_ENROL, "enrol", N_("Key enrolled"), enrol_fields, enrol_may, enrol_apply, KEY_IN_BODY},
	{KIND_REKEY, "rekey", N_("Passphrase changed"), rekey_fields, rekey_may, rekey_apply, 0},
	{KIND_LEAVE, "leave", N_("Person left"), leave_fields, leave_may, leave_apply, 0},
	{KIND_FAILURES, "failures", N_("Failed unlocks stated"), failures_fields, NULL, failures_apply, 0},
	{KIND_ADOPT, "adopt", N_("Library edition adopted"), adopt_fields, adopt_may, adopt_apply, 0},
	{KIND_OPEN, "open", N_("Session opened"), open_fields, open_may, open_apply, 0},
	{KIND_ANSWER, "answer", N_("Item answered"), answer_fields, answer_may, answer_apply, 0},
	{KIND_WITNESS, "witness", N_("Second person confirmed"), witness_fields, witness_may, witness_apply, 0},
	{KIND_FINDING, "finding", N_("Finding written"), finding_fields, finding_may, finding_apply, 0},
	{KIND_WITHDRAW, "withdraw", N_("Finding withdrawn"), withdraw_fields, withdraw_may, withdraw_apply, 0},
	{KIND_SIGN, "sign", N_("Session signed"), sign_fields, sign_may, sign_apply, 0},
	{KIND_UNSIGN, "unsign", N_("Signatures taken back"), unsign_fields, unsign_may, unsign_apply, 0},
	{KIND_VOID, "void", N_("Session voided"), void_fields, void_may, void_apply, 0},
};

const struct event_kinds domain_kinds = {kinds, ARRAY_LEN(kinds)};
