/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A disk that fails on demand and remembers: a layer under SQLite that lets the n-th write or sync
 * fail, and that keeps a log from which the states a power cut may leave are put together.
 */
#ifndef ZICHA_TESTS_UNIT_DISK_H
#define ZICHA_TESTS_UNIT_DISK_H

#include "base/mem.h"
#include "base/str.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DISK_SECTOR = 512 };

struct disk_op {
	char what; /* w write, t truncate, s sync, a acknowledged */
	char file; /* d the store, j its journal */
	int64_t at, n;
	char *data;
};

static struct disk {
	sqlite3_vfs vfs, *real;
	int countdown; /* 1: the next operation fails; 0: none does */
	int fault;     /* SQLITE_FULL, SQLITE_IOERR */
	int again;     /* every later one fails too */
	int recording;
	struct disk_op *v;
	size_t n, cap;
} disk;

struct disk_file {
	sqlite3_file base;
	char kind; /* d, j, or 0 for what is no file of the store's */
	sqlite3_file *real;
};

static int disk_fails(const struct disk_file *f, int is)
{
	if (!f->kind || !disk.countdown)
		return SQLITE_OK;
	if (--disk.countdown)
		return SQLITE_OK;
	disk.countdown = disk.again ? 1 : 0;
	return disk.fault == SQLITE_IOERR ? is : disk.fault;
}

static void disk_log(const struct disk_file *f, char what, int64_t at, int64_t n, const void *data)
{
	if (!disk.recording || !f->kind)
		return;
	*VEC_PUSH(&disk) = (struct disk_op){what, f->kind, at, n, data ? mem_dup_n(data, (size_t)n) : NULL};
}

static int disk_close(sqlite3_file *file)
{
	struct disk_file *f = (struct disk_file *)file;
	int rc = f->real->pMethods ? f->real->pMethods->xClose(f->real) : SQLITE_OK;
	free(f->real);
	return rc;
}

static int disk_read(sqlite3_file *file, void *to, int n, sqlite3_int64 at)
{
	sqlite3_file *r = ((struct disk_file *)file)->real;
	return r->pMethods->xRead(r, to, n, at);
}

static int disk_write(sqlite3_file *file, const void *data, int n, sqlite3_int64 at)
{
	struct disk_file *f = (struct disk_file *)file;
	int rc = disk_fails(f, SQLITE_IOERR_WRITE);
	if (rc)
		return rc;
	disk_log(f, 'w', at, n, data);
	return f->real->pMethods->xWrite(f->real, data, n, at);
}

static int disk_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	struct disk_file *f = (struct disk_file *)file;
	int rc = disk_fails(f, SQLITE_IOERR_TRUNCATE);
	if (rc)
		return rc;
	disk_log(f, 't', size, 0, NULL);
	return f->real->pMethods->xTruncate(f->real, size);
}

static int disk_sync(sqlite3_file *file, int flags)
{
	struct disk_file *f = (struct disk_file *)file;
	int rc = disk_fails(f, SQLITE_IOERR_FSYNC);
	if (rc)
		return rc;
	disk_log(f, 's', 0, 0, NULL);
	return SQLITE_OK; /* the machine's own disk need not be kept waiting */
}

static int disk_size(sqlite3_file *file, sqlite3_int64 *n)
{
	sqlite3_file *r = ((struct disk_file *)file)->real;
	return r->pMethods->xFileSize(r, n);
}

static int disk_lock(sqlite3_file *file, int how)
{
	sqlite3_file *r = ((struct disk_file *)file)->real;
	return r->pMethods->xLock(r, how);
}

static int disk_unlock(sqlite3_file *file, int how)
{
	sqlite3_file *r = ((struct disk_file *)file)->real;
	return r->pMethods->xUnlock(r, how);
}

static int disk_reserved(sqlite3_file *file, int *out)
{
	sqlite3_file *r = ((struct disk_file *)file)->real;
	return r->pMethods->xCheckReservedLock(r, out);
}

static int disk_control(sqlite3_file *file, int op, void *arg)
{
	sqlite3_file *r = ((struct disk_file *)file)->real;
	return r->pMethods->xFileControl(r, op, arg);
}

static int disk_sector(sqlite3_file *file)
{
	return DISK_SECTOR;
}

static int disk_traits(sqlite3_file *file)
{
	return 0;
}

static const sqlite3_io_methods disk_methods = {
	1,         disk_close,  disk_read,     disk_write,   disk_truncate, disk_sync,   disk_size,
	disk_lock, disk_unlock, disk_reserved, disk_control, disk_sector,   disk_traits, NULL,
	NULL,      NULL,        NULL,          NULL,         NULL,
};

static int disk_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
	struct disk_file *f = (struct disk_file *)file;

	f->base.pMethods = NULL;
	f->kind = !name ? 0 : flags & SQLITE_OPEN_MAIN_DB ? 'd' : flags & SQLITE_OPEN_MAIN_JOURNAL ? 'j' : 0;
	f->real = calloc(1, (size_t)disk.real->szOsFile);
	int rc = disk.real->xOpen(disk.real, name, f->real, flags, out);
	if (rc == SQLITE_OK)
		f->base.pMethods = &disk_methods;
	else
		free(f->real);
	return rc;
}

/* From now on every file of SQLite goes through here. */
static inline void disk_install(void)
{
	disk.real = sqlite3_vfs_find(NULL);
	disk.vfs = *disk.real;
	disk.vfs.zName = "disk";
	disk.vfs.szOsFile = sizeof(struct disk_file);
	disk.vfs.xOpen = disk_open;
	disk.vfs.pNext = NULL;
	sqlite3_vfs_register(&disk.vfs, 1);
}

static inline void disk_record(int on)
{
	for (size_t i = 0; on && i < disk.n; i++)
		mem_free(disk.v[i].data);
	if (on)
		disk.n = 0;
	disk.recording = on;
}

static inline void disk_acknowledge(void)
{
	if (disk.recording)
		*VEC_PUSH(&disk) = (struct disk_op){'a', 0, 0, 0, NULL};
}

static void disk_apply(struct str *content, const struct disk_op *op, unsigned *seed, int torn)
{
	if (op->what == 't') {
		if ((size_t)op->at < content->n)
			str_truncate(content, (size_t)op->at);
		return;
	}
	while (content->n < (size_t)(op->at + op->n)) /* a hole reads as zeros */
		str_add_char(content, 0);
	for (int64_t done = 0; done < op->n; done += DISK_SECTOR) {
		size_t n = (size_t)(op->n - done < DISK_SECTOR ? op->n - done : DISK_SECTOR);
		if (!torn || rand_r(seed) % 2)
			memcpy(content->s + op->at + done, op->data + done, n);
	}
}

/* What a file may hold after a power cut before op `cut`: all that was synced, and of the rest any part, torn
 * by sectors. */
static inline void disk_state(char file, size_t cut, unsigned *seed, struct str *content)
{
	size_t synced = 0;

	for (size_t i = 0; i < cut; i++)
		if (disk.v[i].file == file && disk.v[i].what == 's')
			synced = i;
	for (size_t i = 0; i < cut; i++) {
		const struct disk_op *op = &disk.v[i];
		if (op->file != file || op->what == 's')
			continue;
		if (i < synced)
			disk_apply(content, op, seed, 0);
		else if (rand_r(seed) % 3)
			disk_apply(content, op, seed, rand_r(seed) % 2);
	}
}

static inline int disk_acknowledged(size_t cut)
{
	int n = 0;
	for (size_t i = 0; i < cut; i++)
		n += disk.v[i].what == 'a';
	return n;
}

#endif
