/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * doctor: everything that is asked over the telephone, to be read out from top to bottom.
 */
#include "base/msg.h"
#include "cli/doctor.h"
#include "cli/verbs.h"

static void print_json(const struct doctor *d, FILE *to)
{
	AUTO(json_done) struct json j = {0};

	for (size_t i = 0; i < d->n; i++) {
		const struct doctor_row *r = &d->v[i];
		json_open(&j, NULL, '{');
		json_text(&j, "check", r->id);
		json_bool(&j, "ok", !r->advice);
		json_text(&j, "text", r->text);
		if (r->counted)
			json_int(&j, "number", r->number);
		if (r->advice)
			json_text(&j, "advice", r->advice);
		json_close(&j, '}');
		json_print(&j, to);
	}
}

static void print_text(const struct doctor *d, FILE *to)
{
	int widest = 0;

	for (size_t i = 0; i < d->n; i++) {
		int w = width_text(_(d->v[i].label));
		widest = w > widest ? w : widest;
	}
	for (size_t i = 0; i < d->n; i++) {
		const struct doctor_row *r = &d->v[i];
		fputs(r->advice ? "! " : "  ", to);
		out_padded(to, _(r->label), widest + 2);
		out_text(to, r->text);
		fputc('\n', to);
		if (!r->advice)
			continue;
		fprintf(to, "    -> ");
		out_text(to, r->advice);
		fputc('\n', to);
	}
	if (d->attention)
		fprintf(to, _("Lines with ! need attention: %d; each says what to do.\n"), d->attention);
	else
		fprintf(to, "%s\n", _("All is well."));
}

static void look_at_terminal(struct call *c, struct doctor *d)
{
	struct doctor_terminal t = {0};
	struct err e = {0};

	if (!c->host || !c->host->terminal) {
		doctor_no_terminal(d, _("this program has none; zicha doctor, started at the terminal, asks it"));
		return;
	}
	int found = c->host->terminal(c, &t, &e);
	if (found > 0)
		doctor_terminal(d, &t);
	else if (found == 0)
		doctor_no_terminal(d, _("the output goes elsewhere; started without > it asks the terminal"));
	else
		doctor_bad_terminal(d, &e);
}

int verb_doctor(struct call *c, struct err *e)
{
	AUTO(doctor_done) struct doctor d = {0};
	AUTO(str_done) struct str dir = {0};

	doctor_program(&d, call_language_by(c));
	look_at_terminal(c, &d);
	if (cli_data_dir(c, &dir, e))
		return -1;
	doctor_store(&d, str_text(&dir), &c->desk->clock);
	(c->opt[OPT_JSON] ? print_json : print_text)(&d, c->out);
	return d.attention > 0;
}
