/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Memory: allocate or stop, arenas, growing vectors, cleanup at scope end.
 * Knows no file and no terminal; what happens when memory is out is a hook.
 */
#ifndef ZICHA_BASE_MEM_H
#define ZICHA_BASE_MEM_H

#include <stddef.h>

/* AUTO(x_done) struct x x = {0}: x_done(&x) at scope end, on every path. */
#define AUTO(fn) __attribute__((cleanup(fn)))

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

/* Passphrases and keys lie in this memory: from here on the program leaves no core file, and no other process of the
 * same user can look into it. First thing in main. */
void mem_keep_private(void);

/* Called once when memory is out; must not return. Default: writes a line to fd 2 and aborts. */
void mem_set_fatal(void (*hook)(void));

void *mem_alloc(size_t size);             /* zeroed; never NULL */
void *mem_realloc(void *p, size_t size);  /* never NULL */
char *mem_dup(const char *text);          /* never NULL; caller frees with mem_free */
char *mem_dup_n(const void *data, size_t n); /* n bytes and a NUL */
void mem_free(void *p);                   /* takes NULL */
void mem_free_auto(char **p);             /* for AUTO() over char * */
void mem_wipe(void *p, size_t n);         /* overwrites; not optimised away */

/* An arena gives many small pieces and frees them all at once. {0} is an empty one. */
struct arena {
	struct arena_block *first; /* newest block; it holds the next free byte */
};
void *arena_alloc(struct arena *a, size_t size);            /* zeroed, aligned for any type */
char *arena_dup(struct arena *a, const char *text);         /* NULL gives "" */
char *arena_dup_n(struct arena *a, const void *data, size_t n);
char *arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void arena_done(struct arena *a);                           /* back to {0} */

/* A growing vector in any struct that has `T *v; size_t n, cap;`. Gives the new, zeroed last element. */
#define VEC_PUSH(list) \
	((list)->v = vec_grow((list)->v, (list)->n, &(list)->cap, sizeof *(list)->v), &(list)->v[(list)->n++])
void *vec_grow(void *v, size_t n, size_t *cap, size_t size);

#endif
