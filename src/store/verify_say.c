/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What verifying found: remarks to the caller, and the verdict that follows from them.
 */
#include "store/verify_private.h"

void verify_raise(struct verify_result *result, enum verify_verdict verdict)
{
	if (verdict == VERIFY_CHANGED || (verdict == VERIFY_UNKNOWN && result->verdict == VERIFY_SOUND))
		result->verdict = verdict;
}

void verify_say(struct verify *v, const struct verify_remark *r)
{
	verify_raise(v->result, r->verdict);
	v->result->remarks++;
	if (v->options && v->options->remark)
		v->options->remark(r, v->options->ctx);
}

void verify_say_place(struct verify *v, const char *where, const char *text)
{
	verify_say(v, &(struct verify_remark){VERIFY_CHANGED, where, text, 0, "", ""});
}

/* A step that could not be done because of what is in the file. */
int verify_finding(struct verify *v, const char *where, struct err *e)
{
	if (err_ends_work(e))
		return -1;
	bool unknown = e->code == ERR_UNKNOWN || e->code == ERR_NEWER;
	verify_say(v, &(struct verify_remark){unknown ? VERIFY_UNKNOWN : VERIFY_CHANGED, where, e->text, 0,
					      "", ""});
	err_clear(e);
	return 0;
}
