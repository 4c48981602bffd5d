/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/role.h"

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"

static const struct role roles[] = {
	{"head", N_("Branch head"), N_("leads a branch, opens and signs its self-checks"),
	 MAY_MANAGE | MAY_INSPECT | MAY_SIGN_HEAD | MAY_VOID | MAY_LIBRARY, false},
	{"staff", N_("Staff"), N_("works in a branch, answers items, signs beside the head"), MAY_INSPECT | MAY_SIGN_OTHER,
	 false},
	{"inspector", N_("Inspector"), N_("checks any branch of the union, signs beside its head"),
	 MAY_INSPECT | MAY_SIGN_OTHER | MAY_READ_ALL, true},
	{"auditor", N_("Auditor"), N_("reads and verifies everything, changes nothing"), MAY_READ_ALL, true},
	{"officer", N_("Risk officer"), N_("keeps branches, people and the risk-point library of the union"),
	 MAY_MANAGE | MAY_READ_ALL | MAY_LIBRARY | MAY_VOID | MAY_PUBLISH, true},
};

const struct role *role_table(size_t *n)
{
	*n = ARRAY_LEN(roles);
	return roles;
}

const struct role *role_find(const char *id)
{
	for (size_t i = 0; i < ARRAY_LEN(roles); i++)
		if (str_eq(roles[i].id, id))
			return &roles[i];
	return NULL;
}
