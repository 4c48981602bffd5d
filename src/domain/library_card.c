/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/library_card.h"

#include <stdlib.h>
#include <string.h>

/* The next of the posts that stand in a text, LF between; its length, 0 at the end. */
static size_t next_post(const char **at)
{
	*at += strspn(*at, "\n");
	return strcspn(*at, "\n");
}

/* ---- posts ----------------------------------------------------------------- */

static struct post *post_of(struct posts *posts, const char *name, size_t n)
{
	for (size_t i = 0; i < posts->n; i++)
		if (strlen(posts->v[i].name) == n && !memcmp(posts->v[i].name, name, n))
			return &posts->v[i];
	struct post *post = VEC_PUSH(posts);
	post->name = arena_dup_n(&posts->arena, name, n);
	return post;
}

void posts_load(struct posts *posts, const struct library *lib)
{
	size_t n;

	*posts = (struct posts){0};
	for (size_t l = 0; l < lib->n; l++)
		for (size_t i = 0; i < lib->v[l].n; i++) {
			const struct item *it = &lib->v[l].v[i];
			if (!str_empty(it->retired))
				continue;
			for (const char *p = it->posts; (n = next_post(&p)); p += n) {
				struct post *post = post_of(posts, p, n);
				post->items++;
				post->serious += it->severity >= SEVERITY_SERIOUS;
			}
		}
}

void posts_done(struct posts *posts)
{
	mem_free(posts->v);
	arena_done(&posts->arena);
	*posts = (struct posts){0};
}

/* ---- the card -------------------------------------------------------------- */

static bool concerns(const struct item *item, const char *post)
{
	size_t n, want = strlen(post);

	for (const char *p = item->posts; (n = next_post(&p)); p += n)
		if (n == want && !memcmp(p, post, n))
			return true;
	return false;
}

static int by_urgency(const void *a, const void *b)
{
	const struct card_item *x = a, *y = b;

	if (x->times != y->times)
		return x->times < y->times ? 1 : -1;
	if (x->item->severity != y->item->severity)
		return x->item->severity < y->item->severity ? 1 : -1;
	if (x->item->weight != y->item->weight)
		return x->item->weight < y->item->weight ? 1 : -1;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1; /* both in the library's array */
	return x->item < y->item ? -1 : x->item > y->item;
}

/* One value and a NUL, so that none runs into the next. */
static void add_part(struct str *text, const char *value)
{
	str_add_n(text, value, strlen(value) + 1);
}

/* In the library's order, so before the items are sorted. */
static int take_digest(struct card *card, struct err *e)
{
	AUTO(str_done) struct str text = {0};

	add_part(&text, card->post);
	for (size_t i = 0; i < card->n; i++) {
		const struct item *it = card->v[i].item;
		add_part(&text, it->code);
		add_part(&text, it->title);
		add_part(&text, it->question);
		add_part(&text, it->why);
		add_part(&text, it->measure);
		add_part(&text, it->bases);
		add_part(&text, severity_id(it->severity));
	}
	return digest_bytes(str_text(&text), text.n, card->digest, e);
}

int card_load(struct card *card, const struct library *lib, const char *post, card_times *times, void *ctx,
	      struct err *e)
{
	*card = (struct card){.post = post};
	for (size_t l = 0; l < lib->n; l++)
		for (size_t i = 0; i < lib->v[l].n; i++) {
			const struct item *it = &lib->v[l].v[i];
			if (!str_empty(it->retired) || !concerns(it, post))
				continue;
			*VEC_PUSH(card) =
			    (struct card_item){&lib->v[l], it, times ? times(it->code, ctx) : 0};
		}
	if (take_digest(card, e)) {
		card_done(card);
		return -1;
	}
	if (card->n)
		qsort(card->v, card->n, sizeof *card->v, by_urgency);
	return 0;
}

void card_done(struct card *card)
{
	mem_free(card->v);
	*card = (struct card){0};
}
