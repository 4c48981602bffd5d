/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From the settings of this machine to what the terminal is told.
 */
#include "ui/views/views.h"

#include "cli/settings.h"
#include "ui/base/term.h"

void views_look(const struct settings *s, struct term_look *out)
{
	*out = (struct term_look){.ambiguous_by = WIDTH_FROM_SETTING, .frames_by = WIDTH_FROM_SETTING};
	if (settings_is(s, SETTING_DISPLAY, "substitute"))
		out->ambiguous = TERM_SUBSTITUTE;
	else if (!settings_is(s, SETTING_AMBIGUOUS, "auto"))
		out->ambiguous = settings_is(s, SETTING_AMBIGUOUS, "2") ? TERM_WIDE : TERM_NARROW;
	if (!settings_is(s, SETTING_FRAMES, "auto"))
		out->frames = settings_is(s, SETTING_FRAMES, "ascii") ? TERM_FRAMES_ASCII : TERM_FRAMES_UNICODE;
	if (!settings_is(s, SETTING_IDEOGRAPHS, "auto"))
		out->ideographs = settings_is(s, SETTING_IDEOGRAPHS, "shown") ? TERM_NEW_SHOWN : TERM_NEW_REPLACED;
}
