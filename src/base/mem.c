/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/mem.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

struct arena_block {
	struct arena_block *next; /* older block */
	size_t used, size;        /* bytes of data */
	alignas(max_align_t) unsigned char data[];
};

static void default_fatal(void)
{
	static const char line[] = "zicha: 内存不足 out of memory\n";
	ssize_t ignored = write(2, line, sizeof line - 1);
	(void)ignored;
}

static void (*fatal_hook)(void) = default_fatal; /* allowed global: the out-of-memory hook */

void mem_keep_private(void)
{
	struct rlimit none = {0, 0};

	(void)!setrlimit(RLIMIT_CORE, &none);
#if defined(__linux__) && !defined(__SANITIZE_ADDRESS__) /* the leak checker looks into its own process */
	prctl(PR_SET_DUMPABLE, 0L, 0L, 0L, 0L);
#endif
}

void mem_set_fatal(void (*hook)(void))
{
	fatal_hook = hook;
}

static void *check(void *p)
{
	if (!p) {
		fatal_hook();
		abort();
	}
	return p;
}

void *mem_alloc(size_t size)
{
	return check(calloc(1, size ? size : 1));
}

void *mem_realloc(void *p, size_t size)
{
	return check(realloc(p, size ? size : 1));
}

char *mem_dup_n(const void *data, size_t n)
{
	char *p = mem_alloc(n + 1);
	if (n)
		memcpy(p, data, n);
	return p;
}

char *mem_dup(const char *text)
{
	return mem_dup_n(text, strlen(text));
}

void mem_free(void *p)
{
	free(p);
}

void mem_free_auto(char **p)
{
	mem_free(*p);
	*p = NULL;
}

void mem_wipe(void *p, size_t n)
{
	if (p && n)
		explicit_bzero(p, n);
}

void *arena_alloc(struct arena *a, size_t size)
{
	const size_t align = alignof(max_align_t);
	const size_t least = 4000;

	size = (size + align - 1) / align * align;
	if (!a->first || a->first->size - a->first->used < size) {
		size_t room = size > least ? size : least;
		struct arena_block *b = mem_alloc(sizeof *b + room);
		b->size = room;
		b->next = a->first;
		a->first = b;
	}
	void *p = a->first->data + a->first->used;
	a->first->used += size;
	return p;
}

char *arena_dup_n(struct arena *a, const void *data, size_t n)
{
	char *p = arena_alloc(a, n + 1);
	if (n)
		memcpy(p, data, n);
	return p;
}

char *arena_dup(struct arena *a, const char *text)
{
	return text ? arena_dup_n(a, text, strlen(text)) : arena_dup_n(a, "", 0);
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap, again;
	va_start(ap, fmt);
	va_copy(again, ap);
	int n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	char *p = arena_alloc(a, (size_t)(n < 0 ? 0 : n) + 1);
	if (n >= 0)
		vsnprintf(p, (size_t)n + 1, fmt, again);
	va_end(again);
	return p;
}

void arena_done(struct arena *a)
{
	while (a->first) {
		struct arena_block *b = a->first;
		a->first = b->next;
		mem_free(b);
	}
}

void *vec_grow(void *v, size_t n, size_t *cap, size_t size)
{
	if (n == *cap) {
		if (*cap > SIZE_MAX / 2 / size)
			check(NULL);
		*cap = *cap ? *cap * 2 : 8;
		v = mem_realloc(v, *cap * size);
	}
	memset((unsigned char *)v + n * size, 0, size);
	return v;
}
