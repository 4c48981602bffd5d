/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands for an East Asian Ambiguous character where the terminal's width of it cannot be known
 * (a narrow tmux inside a wide terminal): characters whose width is the same everywhere. Only width.c asks.
 */
#ifndef ZICHA_BASE_SUBSTITUTE_H
#define ZICHA_BASE_SUBSTITUTE_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/* Adds what stands for the ambiguous character c: (1) for a circled one, corner brackets for curly quotes,
 * + - | for lines, base letters for accented ones; "?" where nothing better is known. ambiguous tells
 * whether a character is. */
void substitute_add(uint32_t c, bool (*ambiguous)(uint32_t c), struct str *out);

#endif
