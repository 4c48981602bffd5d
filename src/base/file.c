/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>

static void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
}

/* The reason in words that a branch understands; the system's own words are English. */
static const char *reason(int code)
{
	static const struct {
		int code;
		const char *text;
	} rows[] = {
		{ENOENT, N_("no such file or folder")},
		{EACCES, N_("no permission; ask whoever owns the folder")},
		{EPERM, N_("no permission; ask whoever owns the folder")},
		{EROFS, N_("the disk is read-only; check the write switch of the stick")},
		{ENOSPC, N_("the disk is full; free some space and try again")},
		{EDQUOT, N_("the disk is full; free some space and try again")},
		{EISDIR, N_("that is a folder")},
		{ENOTDIR, N_("a part of the path is not a folder")},
		{EIO, N_("the disk reports a fault; copy the data away and have it checked")},
		{ENODEV, N_("the device is gone; plug it in again")},
		{ENXIO, N_("the device is gone; plug it in again")},
		{ELOOP, N_("a link that leads back to itself; remove it")},
		{EMFILE, N_("too many files are open; close other programs and try again")},
		{ENFILE, N_("too many files are open; close other programs and try again")},
		{EBUSY, N_("another program is using it; close that and try again")},
		{ENAMETOOLONG, N_("the name is too long")},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (rows[i].code == code)
			return _(rows[i].text);
	return strerror(code);
}

static int fail(struct err *e, const char *path)
{
	return err_set(e, ERR_IO, _("%s: %s"), path, reason(errno));
}

int file_read(const char *path, size_t most, struct str *out, struct err *e)
{
	AUTO(close_fd) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	struct stat st;
	char chunk[16384];

	if (fd < 0 || fstat(fd, &st))
		return fail(e, path);
	if (S_ISDIR(st.st_mode)) {
		errno = EISDIR;
		return fail(e, path);
	}
	str_clear(out);
	for (;;) {
		ssize_t n = read(fd, chunk, sizeof chunk);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fail(e, path);
		if (n == 0)
			return 0;
		if (out->n + (size_t)n > most)
			return err_set(e, ERR_INPUT, _("%s: larger than %zu bytes; this is not the file it should be"),
				       path, most);
		str_add_n(out, chunk, (size_t)n);
	}
}

static int write_all(int fd, const char *data, size_t n)
{
	while (n) {
		ssize_t done = write(fd, data, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return -1;
		data += done;
		n -= (size_t)done;
	}
	return fsync(fd);
}

static int sync_parent(const char *path)
{
	AUTO(mem_free_auto) char *dir = mem_dup(path);
	char *slash = strrchr(dir, '/');

	if (slash)
		*(slash == dir ? slash + 1 : slash) = '\0';
	AUTO(close_fd) int fd = open(slash ? dir : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	return fsync(fd) && errno != EINVAL ? -1 : 0; /* FAT folders cannot be synced */
}

static const char temp_suffix[] = ".tmp";

int file_write(const char *path, const void *data, size_t n, unsigned mode, struct err *e)
{
	AUTO(str_done) struct str temp = {0};
	str_addf(&temp, "%s.%ld%s", path, (long)getpid(), temp_suffix);
	const char *name = str_text(&temp);
	int fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);

	if (fd < 0)
		return fail(e, path);
	int bad = mode & S_IRWXG && fchmod(fd, mode) ? -1 : write_all(fd, data, n);
	int code = errno;
	if (close(fd) && !bad) {
		bad = -1;
		code = errno;
	}
	if (!bad && (rename(name, path) || sync_parent(path))) {
		bad = -1;
		code = errno;
	}
	if (bad) {
		unlink(name);
		errno = code;
		return fail(e, path);
	}
	return 0;
}

int file_lock(const char *path, unsigned mode, int *fd, struct err *e)
{
	*fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, mode);
	if (*fd < 0)
		return fail(e, path);
	if (mode & S_IRWXG) /* against the umask; not ours: somebody else made it and gave the rights */
		(void)!fchmod(*fd, mode);
	for (int tries = 0; flock(*fd, LOCK_EX | LOCK_NB); tries++) {
		if (errno != EWOULDBLOCK && errno != EINTR) {
			fail(e, path);
			file_unlock(fd);
			return -1;
		}
		if (tries == 500) {
			file_unlock(fd);
			return err_set(e, ERR_BUSY, _("%s: somebody else is writing there; try again"), path);
		}
		poll(NULL, 0, 10);
	}
	return 0;
}

void file_unlock(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

int file_exists(const char *path, struct err *e)
{
	struct stat st;
	if (!stat(path, &st))
		return 1;
	return errno == ENOENT || errno == ENOTDIR ? 0 : fail(e, path);
}

int file_make_dir(const char *path, unsigned mode, struct err *e)
{
	AUTO(mem_free_auto) char *copy = mem_dup(path);

	for (char *p = copy + 1; *p; p++) {
		if (*p != '/')
			continue;
		*p = '\0';
		if (mkdir(copy, 0777) && errno != EEXIST)
			return fail(e, copy);
		*p = '/';
	}
	struct stat st;
	if (!mkdir(path, mode))
		return mode & S_IRWXG && chmod(path, mode) ? fail(e, path) : 0;
	if (errno != EEXIST || stat(path, &st))
		return fail(e, path);
	if (!S_ISDIR(st.st_mode)) {
		errno = ENOTDIR;
		return fail(e, path);
	}
	return 0;
}

bool file_is_shared(const char *dir)
{
	struct stat st;
	return !stat(dir, &st) && S_ISDIR(st.st_mode) && st.st_mode & S_ISGID && st.st_mode & S_IWGRP;
}

unsigned file_mode(const char *dir, enum file_kind kind)
{
	static const unsigned modes[][2] = {[FILE_PLAIN] = {0600, 0660}, [FILE_FOLDER] = {0700, 02770}};
	return modes[kind][file_is_shared(dir)];
}

int file_share(const char *path, unsigned group, struct err *e)
{
	struct stat st;

	if (stat(path, &st) || chown(path, (uid_t)-1, group))
		return fail(e, path);
	mode_t mode = (st.st_mode & S_IRWXU) | (st.st_mode & S_IRWXU) >> 3 | (S_ISDIR(st.st_mode) ? S_ISGID : 0);
	return chmod(path, mode) ? fail(e, path) : 0;
}

int file_group(const char *name, unsigned *out)
{
	const struct group *g = getgrnam(name);

	if (!g)
		return 0;
	*out = g->gr_gid;
	return 1;
}

int file_remove(const char *path, struct err *e)
{
	return unlink(path) && errno != ENOENT ? fail(e, path) : 0;
}

int file_replace(const char *from, const char *to, struct err *e)
{
	struct stat st;

	if (!stat(to, &st)) {
		if (chown(from, (uid_t)-1, st.st_gid) && errno != EPERM)
			return fail(e, from);
		if (chmod(from, st.st_mode & 0777))
			return fail(e, from);
	}
	return rename(from, to) || sync_parent(to) ? fail(e, to) : 0;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

struct names {
	char **v;
	size_t n, cap;
};

static void names_done(struct names *list)
{
	for (size_t i = 0; i < list->n; i++)
		mem_free(list->v[i]);
	mem_free(list->v);
}

static void close_dir(DIR **d)
{
	if (*d)
		closedir(*d);
}

int file_each(const char *dir, const char *suffix, int (*visit)(const char *name, void *ctx, struct err *e), void *ctx,
	      struct err *e)
{
	AUTO(close_dir) DIR *d = opendir(dir);
	AUTO(names_done) struct names list = {0};
	size_t tail = strlen(suffix);

	if (!d)
		return fail(e, dir);
	for (struct dirent *entry; (entry = readdir(d));) {
		size_t n = strlen(entry->d_name);
		if (n > tail && !strcmp(entry->d_name + n - tail, suffix))
			*VEC_PUSH(&list) = mem_dup(entry->d_name);
	}
	if (list.n)
		qsort(list.v, list.n, sizeof *list.v, by_name);
	for (size_t i = 0; i < list.n; i++) {
		int stop = visit(list.v[i], ctx, e);
		if (stop)
			return stop;
	}
	return 0;
}

static int sweep_one(const char *name, void *ctx, struct err *e)
{
	enum { DAY_SECONDS = 24 * 3600 };
	AUTO(str_done) struct str path = {0};
	struct clock machine = {0};
	struct stat st;

	(void)e;
	str_addf(&path, "%s/%s", (const char *)ctx, name);
	if (!lstat(str_text(&path), &st) && S_ISREG(st.st_mode) && clock_now(&machine) - st.st_mtime > DAY_SECONDS)
		unlink(str_text(&path));
	return 0;
}

void file_sweep(const char *dir)
{
	struct err ignored = {0};

	(void)!file_each(dir, temp_suffix, sweep_one, (void *)dir, &ignored);
}

const char *file_unsafe_fs(const char *path)
{
	static const struct {
		unsigned long magic;
		const char *name;
	} rows[] = {
		{0x4d44, "FAT"},        {0x2011BAB0, "exFAT"},   {0x5346544e, "NTFS"}, {0x7366746e, "NTFS"},
		{0x6969, "NFS"},        {0xFF534D42, "CIFS"},    {0xFE534D42, "SMB2"}, {0x517B, "SMB"},
		{0x65735546, "FUSE"},   {0x01021997, "9P"},      {0x6a656a63, "virtiofs"}, {0x00c36400, "Ceph"},
	};
	struct statfs fs;

	if (statfs(path, &fs))
		return NULL;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (((unsigned long)fs.f_type & 0xFFFFFFFFUL) == rows[i].magic)
			return rows[i].name;
	return NULL;
}

long long file_free_space(const char *path)
{
	struct statvfs fs;
	return statvfs(path, &fs) ? -1 : (long long)fs.f_bavail * (long long)fs.f_frsize;
}

int file_default_dir(struct str *out, struct err *e)
{
	const char *dir = getenv("ZICHA_DATA"), *xdg = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

	str_clear(out);
	if (!str_empty(dir))
		str_add(out, dir);
	else if (!str_empty(xdg) && *xdg == '/')
		str_addf(out, "%s/zicha", xdg);
	else if (!str_empty(home))
		str_addf(out, "%s/.local/share/zicha", home);
	else
		return err_set(e, ERR_IO, "%s", _("no home folder is known; name the data folder with --data DIR"));
	return 0;
}
