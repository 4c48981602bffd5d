/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Messages: English msgids, looked up in a table compiled from po/zh_CN.po.
 * Not libintl: bare machines have no Chinese locale, and newer C libraries
 * give no translation under C.UTF-8. The language is chosen once at start.
 */
#ifndef ZICHA_BASE_MSG_H
#define ZICHA_BASE_MSG_H

#include <stdbool.h>

#define _(msgid) msg_get(msgid)
#define N_(msgid) msgid

enum msg_lang { MSG_ZH, MSG_EN };

/* Chooses the language of every later msg_get(); called by main and by tests. */
void msg_use(enum msg_lang lang);
enum msg_lang msg_lang(void);

/* The text in the chosen language; the msgid itself when English or not translated. Never frees. */
const char *msg_get(const char *msgid);

/* The Chinese text, or NULL when po has none (for the test that po is complete). */
const char *msg_zh(const char *msgid);

/* "zh", "zh_CN", "en", ... to a language; false if it names neither. */
bool msg_parse_lang(const char *name, enum msg_lang *out);

/* --lang, then the setting, then LC_ALL, LC_MESSAGES, LANG; where none names a language: Chinese. Any may be NULL. */
enum msg_lang msg_choose(const char *option, const char *setting, const char *lc_all, const char *lc_messages,
			 const char *lang);

#endif
