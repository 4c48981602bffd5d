/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files and folders: whole reads, durable writes, where data lies.
 * Never opens the store file itself: SQLite would lose its lock.
 */
#ifndef ZICHA_BASE_FILE_H
#define ZICHA_BASE_FILE_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Reads a whole file of at most `most` bytes into out (emptied first). ERR_IO names the path; ERR_INPUT if larger. */
int file_read(const char *path, size_t most, struct str *out, struct err *e);

/* Writes a temporary name beside path, syncs, renames, syncs the folder. mode as in open(2); what it gives a group is
 * given whatever the umask. ERR_IO. */
int file_write(const char *path, const void *data, size_t n, unsigned mode, struct err *e);

/* 1 there, 0 absent, -1 cannot tell. */
int file_exists(const char *path, struct err *e);

/* Makes the folder and its parents (mode for the last, as file_write). Existing is fine. ERR_IO. */
int file_make_dir(const char *path, unsigned mode, struct err *e);

/* Shared work in a folder: 2770, what is in it 0660. Whether a folder is meant so: false where it cannot be told. */
bool file_is_shared(const char *dir);
/* The mode of what is made in a folder of data, or further down: as file_is_shared() says of it. */
enum file_kind { FILE_PLAIN, FILE_FOLDER };
unsigned file_mode(const char *dir, enum file_kind kind);
/* Hands a file or folder to a group with the owner's rights. ERR_IO. */
#define FILE_SAME_GROUP ((unsigned)-1)
int file_share(const char *path, unsigned group, struct err *e);
/* The number of a group by its name: 1 found, 0 absent. */
int file_group(const char *name, unsigned *out);

/* Waits up to five seconds until nobody else holds the file (made if absent, mode as file_write) locked. ERR_BUSY;
 * ERR_IO. Ends with file_unlock, or with the program: AUTO(file_unlock) int fd = -1; */
int file_lock(const char *path, unsigned mode, int *fd, struct err *e);
void file_unlock(int *fd); /* takes -1 */

/* Removes a file; absent is fine. ERR_IO. */
int file_remove(const char *path, struct err *e);

/* Renames `from` over `to`, with the rights and the group of what it replaces (if anything), and syncs the folder. ERR_IO. */
int file_replace(const char *from, const char *to, struct err *e);

/* Names in a folder that end in `suffix`, sorted, one call each; stops when visit returns non-zero and gives that. */
int file_each(const char *dir, const char *suffix, int (*visit)(const char *name, void *ctx, struct err *e), void *ctx,
	      struct err *e);

/* Removes what file_write left under its temporary name in a folder when its program did not live to finish: such files
 * as are older than a day by the clock of this machine, since a program may be writing now. What cannot be looked at or
 * removed stays for another time. */
void file_sweep(const char *dir);

/* The name of the file system when the live store must not lie there (FAT, exFAT, NTFS, network, FUSE); else NULL. */
const char *file_unsafe_fs(const char *path);

/* Free bytes for this person on the file system of path; -1 if unknown. */
long long file_free_space(const char *path);

/* ZICHA_DATA, else $XDG_DATA_HOME/zicha, else ~/.local/share/zicha. ERR_IO when no home is known. */
int file_default_dir(struct str *out, struct err *e);

#endif
