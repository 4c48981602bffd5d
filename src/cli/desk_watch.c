/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hearing of what others write without asking every second: the folder is watched, never the store file opened.
 */
#include "cli/desk_private.h"

#include <unistd.h>

#ifdef __linux__
#include <sys/inotify.h>

int desk_watch(struct desk *d)
{
	if (d->watch || !d->db || !*db_path(d->db))
		return d->watch - 1;
	int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (fd < 0)
		return -1;
	if (inotify_add_watch(fd, d->dir, IN_MODIFY | IN_MOVED_TO | IN_ONLYDIR) < 0) {
		close(fd);
		return -1;
	}
	d->watch = fd + 1;
	return fd;
}
#else
int desk_watch(struct desk *d)
{
	(void)d;
	return -1;
}
#endif

void desk_heard(struct desk *d)
{
	char events[4096];

	while (d->watch && read(d->watch - 1, events, sizeof events) > 0)
		;
}

void desk_watch_end(struct desk *d)
{
	if (d->watch)
		close(d->watch - 1);
	d->watch = 0;
}
