/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parts of the desk share: desk.c (people, drafts, settings), desk_open.c, desk_look.c, desk_watch.c.
 */
#ifndef ZICHA_CLI_DESK_PRIVATE_H
#define ZICHA_CLI_DESK_PRIVATE_H

#include "cli/desk.h"

enum { DESK_FILE_MOST = 1 << 20 }; /* bytes of a file under DIR/local */

/* Adds DIR/name. */
void desk_path(const struct desk *d, struct str *out, const char *name);
/* Rights of what is made below DIR: as private, or as shared, as DIR is. */
enum desk_rights { DESK_FILE, DESK_FOLDER };
unsigned desk_mode(const struct desk *d, enum desk_rights what);
/* DIR/local/drafts and all above it. */
int desk_make_folders(const struct desk *d, struct err *e);

/* Ends what desk_load_library() loaded. */
void desk_drop_library(struct desk *d);

/* Notes that a workbench is in, and whether the pages must be looked at. Never fails: where nothing can be noted they
 * are looked at. */
void desk_look_begin(struct desk *d);
/* Finishes the look, however long it takes. */
int desk_look_all(struct desk *d, struct err *e);
/* Ends desk_watch(). */
void desk_watch_end(struct desk *d);
/* Notes a clean end, after the store was closed. */
void desk_look_end(struct desk *d);
/* Removes files under DIR/local that a program left half written a day ago or longer. */
void desk_sweep(const struct desk *d);

#endif
