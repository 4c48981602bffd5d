/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rows FILE...: what our CSV reader makes of each file, a line of JSON each: its rows, or the sentence of its refusal. For
 * 073-csv.sh, which holds it against another reader.
 */
#include "base/csv.h"
#include "base/file.h"
#include "base/msg.h"
#include "cli/out.h"

static void say(const struct csv *csv, struct json *j)
{
	json_open(j, "rows", '[');
	for (size_t r = 0; r < csv->n; r++) {
		json_open(j, NULL, '[');
		for (size_t c = 0; c < csv->v[r].n; c++)
			json_text(j, NULL, csv->v[r].v[c].text);
		json_close(j, ']');
	}
	json_close(j, ']');
}

int main(int argc, char **argv)
{
	msg_use(MSG_EN);
	for (int i = 1; i < argc; i++) {
		AUTO(str_done) struct str text = {0};
		AUTO(csv_done) struct csv csv = {0};
		AUTO(json_done) struct json j = {0};
		struct err e = {0};
		if (file_read(argv[i], CSV_FILE_MOST, &text, &e))
			return 1;
		json_open(&j, NULL, '{');
		if (csv_read(&csv, str_text(&text), text.n, &e))
			json_text(&j, "refused", e.text);
		else
			say(&csv, &j);
		json_close(&j, '}');
		json_print(&j, stdout);
	}
	return 0;
}
