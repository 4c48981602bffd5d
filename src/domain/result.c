/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/result.h"

#include "base/msg.h"
#include "base/str.h"

#include <stddef.h>

static const struct {
	const char *id, *label;
	char mark;
	bool wants_reason;
} results[RESULT_COUNT] = {
	[RESULT_BLANK] = {"", N_("blank"), ' ', false},
	[RESULT_CONFORM] = {"conform", N_("conform"), 'v', false},
	[RESULT_ISSUE] = {"issue", N_("issue"), 'x', false},
	[RESULT_NA] = {"na", N_("not applicable"), '-', true},
	[RESULT_NOT_CHECKED] = {"not_checked", N_("not checked"), 'o', true},
	[RESULT_PENDING] = {"pending", N_("pending"), '~', false},
};

const char *result_id(enum result r)
{
	return results[r].id;
}

const char *result_label(enum result r)
{
	return _(results[r].label);
}

const char *result_msgid(enum result r)
{
	return results[r].label;
}

char result_mark(enum result r)
{
	return results[r].mark;
}

bool result_wants_reason(enum result r)
{
	return results[r].wants_reason;
}

bool result_parse(const char *id, enum result *out)
{
	for (size_t i = RESULT_CONFORM; i < RESULT_COUNT; i++)
		if (str_eq(results[i].id, id)) {
			*out = (enum result)i;
			return true;
		}
	return false;
}
