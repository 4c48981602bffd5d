/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypt/key.h"

#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "base/tlv.h"
#include "crypt/digest.h"
#include "crypt/openssl.h"

#include <string.h>

/* OpenSSL 3.0 takes an empty ID when none is set, later versions this one: always say it. */
static const char sm2_id[] = "1234567812345678";
static const char envelope_domain[] = "zicha envelope 1";

enum {
	SCRYPT_R = 8,
	SCRYPT_P = 1,
	SALT_SIZE = 16,
	CIPHER_KEY = 16,
	CIPHER_IV = 16,
	MAC_KEY = 32,
	LOG_N_LEAST = 10
};
enum { ENV_DOMAIN = 1, ENV_LOG_N, ENV_R, ENV_P, ENV_SALT, ENV_SECRET, ENV_MAC };

struct key {
	EVP_PKEY *pkey;
	unsigned char pub[KEY_PUBLIC_SIZE];
	char id[KEY_ID_TEXT];
};

static void pkey_ctx_free(EVP_PKEY_CTX **p)
{
	EVP_PKEY_CTX_free(*p);
}

static void md_ctx_free(EVP_MD_CTX **p)
{
	EVP_MD_CTX_free(*p);
}

static void cipher_ctx_free(EVP_CIPHER_CTX **p)
{
	EVP_CIPHER_CTX_free(*p);
}

static void kdf_ctx_free(EVP_KDF_CTX **p)
{
	EVP_KDF_CTX_free(*p);
}

static void pkcs8_free(PKCS8_PRIV_KEY_INFO **p)
{
	PKCS8_PRIV_KEY_INFO_free(*p);
}

static int library_failed(struct err *e)
{
	return err_set(e, ERR_IO, "%s",
		       _("the OpenSSL library of this machine cannot do SM2; install libssl3 of the system"));
}

void key_free(struct key **k)
{
	if (!*k)
		return;
	EVP_PKEY_free((*k)->pkey);
	mem_wipe(*k, sizeof **k);
	mem_free(*k);
	*k = NULL;
}

const unsigned char *key_public(const struct key *k)
{
	return k->pub;
}

const char *key_id(const struct key *k)
{
	return k->id;
}

int key_id_of(const unsigned char pub[KEY_PUBLIC_SIZE], char out[KEY_ID_TEXT], struct err *e)
{
	unsigned char digest[DIGEST_SIZE];
	char hex[DIGEST_HEX];

	if (digest_bytes(pub, KEY_PUBLIC_SIZE, digest, e))
		return -1;
	memcpy(out, digest_hex(digest, hex), KEY_ID_TEXT - 1);
	out[KEY_ID_TEXT - 1] = '\0';
	return 0;
}

/* Takes the OpenSSL key over, also when it fails. */
static int key_from(struct key **out, EVP_PKEY *pkey, struct err *e)
{
	AUTO(key_free) struct key *k = mem_alloc(sizeof *k);
	size_t n = 0;

	k->pkey = pkey;
	if (EVP_PKEY_get_octet_string_param(pkey, OSSL_PKEY_PARAM_PUB_KEY, k->pub, sizeof k->pub, &n) != 1 ||
	    n != KEY_PUBLIC_SIZE || k->pub[0] != 4)
		return library_failed(e);
	if (key_id_of(k->pub, k->id, e))
		return -1;
	*out = k;
	k = NULL;
	return 0;
}

int key_new(struct key **out, struct err *e)
{
	AUTO(pkey_ctx_free) EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, "SM2", NULL);
	EVP_PKEY *pkey = NULL;

	if (!ctx || EVP_PKEY_keygen_init(ctx) != 1 || EVP_PKEY_generate(ctx, &pkey) != 1)
		return library_failed(e);
	return key_from(out, pkey, e);
}

/* A digest context bound to the key, with the ID. The pkey context belongs to the digest context's user. */
static EVP_MD_CTX *bind_id(EVP_PKEY *pkey, EVP_PKEY_CTX **ctx)
{
	EVP_MD_CTX *md = EVP_MD_CTX_new();

	*ctx = EVP_PKEY_CTX_new_from_pkey(NULL, pkey, NULL);
	if (!md || !*ctx || EVP_PKEY_CTX_set1_id(*ctx, sm2_id, (int)strlen(sm2_id)) != 1) {
		EVP_MD_CTX_free(md);
		return NULL;
	}
	EVP_MD_CTX_set_pkey_ctx(md, *ctx);
	return md;
}

int key_sign(const struct key *k, const void *data, size_t n, unsigned char sig[KEY_SIGNATURE_MOST],
	     size_t *sig_n, struct err *e)
{
	AUTO(pkey_ctx_free) EVP_PKEY_CTX *ctx = NULL;
	AUTO(md_ctx_free) EVP_MD_CTX *md = bind_id(k->pkey, &ctx);

	*sig_n = KEY_SIGNATURE_MOST;
	if (!md || EVP_DigestSignInit(md, NULL, EVP_sm3(), NULL, k->pkey) != 1 ||
	    EVP_DigestSign(md, sig, sig_n, data, n) != 1)
		return library_failed(e);
	return 0;
}

static EVP_PKEY *public_key(const unsigned char pub[KEY_PUBLIC_SIZE])
{
	AUTO(pkey_ctx_free) EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, "SM2", NULL);
	char group[] = "SM2";
	unsigned char point[KEY_PUBLIC_SIZE];
	EVP_PKEY *pkey = NULL;

	memcpy(point, pub, sizeof point);
	OSSL_PARAM params[] = {
		OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
		OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point, sizeof point),
		OSSL_PARAM_construct_end(),
	};
	if (!ctx || EVP_PKEY_fromdata_init(ctx) != 1 ||
	    EVP_PKEY_fromdata(ctx, &pkey, EVP_PKEY_PUBLIC_KEY, params) != 1)
		return NULL;
	return pkey;
}

struct key_ready {
	unsigned char pub[KEY_PUBLIC_SIZE];
	EVP_PKEY *pkey;
};

void key_ring_done(struct key_ring *ring)
{
	for (size_t i = 0; i < ring->n; i++)
		EVP_PKEY_free(ring->v[i].pkey);
	mem_free(ring->v);
	*ring = (struct key_ring){0};
}

/* The public half made ready, now or earlier; NULL if it is no point of the curve. */
static EVP_PKEY *ready_key(struct key_ring *ring, const unsigned char pub[KEY_PUBLIC_SIZE])
{
	for (size_t i = 0; i < ring->n; i++)
		if (!memcmp(ring->v[i].pub, pub, KEY_PUBLIC_SIZE))
			return ring->v[i].pkey;
	EVP_PKEY *pkey = public_key(pub);
	if (!pkey)
		return NULL;
	struct key_ready *ready = VEC_PUSH(ring);
	memcpy(ready->pub, pub, KEY_PUBLIC_SIZE);
	return ready->pkey = pkey;
}

int key_verify(const unsigned char pub[KEY_PUBLIC_SIZE], const void *data, size_t n, const void *sig,
	       size_t sig_n, struct err *e)
{
	AUTO(key_ring_done) struct key_ring ring = {0};

	return key_ring_verify(&ring, pub, data, n, sig, sig_n, e);
}

int key_ring_verify(struct key_ring *ring, const unsigned char pub[KEY_PUBLIC_SIZE], const void *data, size_t n,
		    const void *sig, size_t sig_n, struct err *e)
{
	EVP_PKEY *pkey = ready_key(ring, pub);
	AUTO(pkey_ctx_free) EVP_PKEY_CTX *ctx = NULL;

	if (!pkey)
		return err_set(e, ERR_DAMAGED, "%s", _("a public key is no point of the SM2 curve"));
	AUTO(md_ctx_free) EVP_MD_CTX *md = bind_id(pkey, &ctx);
	if (!md || EVP_DigestVerifyInit(md, NULL, EVP_sm3(), NULL, pkey) != 1)
		return library_failed(e);
	return EVP_DigestVerify(md, sig, sig_n, data, n) == 1;
}

struct secrets {
	unsigned char key[CIPHER_KEY], iv[CIPHER_IV], mac[MAC_KEY];
};

static void secrets_wipe(struct secrets *s)
{
	mem_wipe(s, sizeof *s);
}

static void wipe_str(struct str *s)
{
	if (s->s)
		mem_wipe(s->s, s->cap);
	str_done(s);
}

static int derive(const char *passphrase, const unsigned char *salt, int log_n, struct secrets *out,
		  struct err *e)
{
	AUTO(wipe_str) struct str folded = {0};
	uint64_t n = 1ULL << log_n, maxmem = (128ULL * SCRYPT_R << log_n) + (1U << 20);
	uint32_t r = SCRYPT_R, p = SCRYPT_P;
	EVP_KDF *kdf = EVP_KDF_fetch(NULL, "SCRYPT", NULL);
	AUTO(kdf_ctx_free) EVP_KDF_CTX *ctx = EVP_KDF_CTX_new(kdf);

	EVP_KDF_free(kdf);
	text_fold_ascii(passphrase, &folded);
	OSSL_PARAM params[] = {
		OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_PASSWORD, (void *)str_text(&folded),
						  folded.n),
		OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, (void *)salt, SALT_SIZE),
		OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_N, &n),
		OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_SCRYPT_R, &r),
		OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_SCRYPT_P, &p),
		OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_MAXMEM, &maxmem),
		OSSL_PARAM_construct_end(),
	};
	if (!ctx || EVP_KDF_derive(ctx, (unsigned char *)out, sizeof *out, params) != 1)
		return err_set(
			e, ERR_IO,
			_("not enough memory to unlock a key (%d MB are needed); close other programs"),
			(int)(maxmem >> 20));
	return 0;
}

/* SM4-CTR, the same both ways. out holds n bytes. */
static int crypt(const struct secrets *s, const void *in, size_t n, unsigned char *out, struct err *e)
{
	AUTO(cipher_ctx_free) EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	int done = 0;

	if (!ctx || EVP_EncryptInit_ex(ctx, EVP_sm4_ctr(), NULL, s->key, s->iv) != 1 ||
	    EVP_EncryptUpdate(ctx, out, &done, in, (int)n) != 1 || (size_t)done != n)
		return library_failed(e);
	return 0;
}

static int mac(const struct secrets *s, const void *data, size_t n, unsigned char out[DIGEST_SIZE],
	       struct err *e)
{
	size_t size = 0;

	if (!EVP_Q_mac(NULL, "HMAC", NULL, "SM3", NULL, s->mac, sizeof s->mac, data, n, out, DIGEST_SIZE,
		       &size) ||
	    size != DIGEST_SIZE)
		return library_failed(e);
	return 0;
}

static int private_bytes(const struct key *k, struct str *out, struct err *e)
{
	AUTO(pkcs8_free) PKCS8_PRIV_KEY_INFO *info = EVP_PKEY2PKCS8(k->pkey);
	unsigned char *der = NULL;
	int n = info ? i2d_PKCS8_PRIV_KEY_INFO(info, &der) : -1;

	if (n <= 0)
		return library_failed(e);
	str_add_n(out, der, (size_t)n);
	OPENSSL_clear_free(der, (size_t)n);
	return 0;
}

int key_seal(const struct key *k, const char *passphrase, int log_n, struct str *env, struct err *e)
{
	AUTO(wipe_str) struct str der = {0};
	AUTO(secrets_wipe) struct secrets s;
	AUTO(str_done) struct str secret = {0};
	unsigned char salt[SALT_SIZE], tag[DIGEST_SIZE];

	if (digest_random(salt, sizeof salt, e) || derive(passphrase, salt, log_n, &s, e) ||
	    private_bytes(k, &der, e))
		return -1;
	str_add_n(&secret, der.s, der.n);
	if (crypt(&s, der.s, der.n, (unsigned char *)secret.s, e))
		return -1;
	str_clear(env);
	tlv_put_text(env, ENV_DOMAIN, envelope_domain);
	tlv_put_int(env, ENV_LOG_N, log_n);
	tlv_put_int(env, ENV_R, SCRYPT_R);
	tlv_put_int(env, ENV_P, SCRYPT_P);
	tlv_put(env, ENV_SALT, salt, sizeof salt);
	tlv_put(env, ENV_SECRET, secret.s, secret.n);
	if (mac(&s, env->s, env->n, tag, e))
		return -1;
	tlv_put(env, ENV_MAC, tag, sizeof tag);
	return 0;
}

struct envelope {
	const unsigned char *field[ENV_MAC + 1];
	size_t size[ENV_MAC + 1];
	int log_n;
};

static int envelope_damaged(struct err *e)
{
	return err_set(
		e, ERR_DAMAGED, "%s",
		_("the key's envelope is damaged; take the store's last backup, or have a new key enrolled"));
}

/* The parts of an envelope, with the costs it asks for checked before any work is done. */
static int envelope_parse(struct envelope *v, const void *env, size_t n, struct err *e)
{
	struct tlv t = {.at = env, .n = n};
	uint16_t tag;
	const unsigned char *value;
	size_t size;
	int more;

	while ((more = tlv_next(&t, &tag, &value, &size)) > 0) {
		if (tag > ENV_MAC)
			return err_set(e, ERR_UNKNOWN, "%s",
				       _("the key's envelope was made by a newer version of zicha"));
		v->field[tag] = value;
		v->size[tag] = size;
	}
	for (int i = ENV_DOMAIN; i <= ENV_MAC; i++)
		if (more || !v->field[i])
			return envelope_damaged(e);
	if (v->size[ENV_DOMAIN] != strlen(envelope_domain) ||
	    memcmp(v->field[ENV_DOMAIN], envelope_domain, v->size[ENV_DOMAIN]))
		return err_set(e, ERR_UNKNOWN, "%s",
			       _("the key's envelope was made by a newer version of zicha"));
	if (v->size[ENV_LOG_N] != 8 || v->size[ENV_R] != 8 || v->size[ENV_P] != 8 ||
	    v->size[ENV_SALT] != SALT_SIZE || v->size[ENV_MAC] != DIGEST_SIZE || !v->size[ENV_SECRET] ||
	    v->size[ENV_SECRET] > 1024)
		return envelope_damaged(e);
	int64_t log_n = tlv_int(v->field[ENV_LOG_N]);
	if (log_n < LOG_N_LEAST || log_n > KEY_LOG_N_MOST || tlv_int(v->field[ENV_R]) != SCRYPT_R ||
	    tlv_int(v->field[ENV_P]) != SCRYPT_P)
		return envelope_damaged(e);
	v->log_n = (int)log_n;
	return 0;
}

static int private_key(struct key **out, const struct str *der, struct err *e)
{
	const unsigned char *p = (const unsigned char *)der->s;
	AUTO(pkcs8_free) PKCS8_PRIV_KEY_INFO *info = d2i_PKCS8_PRIV_KEY_INFO(NULL, &p, (long)der->n);
	EVP_PKEY *pkey = info ? EVP_PKCS82PKEY(info) : NULL;

	if (!pkey || !EVP_PKEY_is_a(pkey, "SM2")) {
		EVP_PKEY_free(pkey);
		return envelope_damaged(e);
	}
	return key_from(out, pkey, e);
}

int key_open(struct key **out, const void *env, size_t n, const char *passphrase, struct err *e)
{
	struct envelope v = {0};
	AUTO(secrets_wipe) struct secrets s;
	AUTO(wipe_str) struct str der = {0};
	unsigned char tag[DIGEST_SIZE];

	if (envelope_parse(&v, env, n, e) || derive(passphrase, v.field[ENV_SALT], v.log_n, &s, e))
		return -1;
	size_t covered = n - TLV_HEAD - DIGEST_SIZE; /* all before the MAC's field, the last one */
	if (mac(&s, env, covered, tag, e))
		return -1;
	if (CRYPTO_memcmp(tag, v.field[ENV_MAC], sizeof tag))
		return err_set(e, ERR_DENIED, "%s", _("wrong passphrase"));
	str_add_n(&der, v.field[ENV_SECRET], v.size[ENV_SECRET]);
	if (crypt(&s, v.field[ENV_SECRET], v.size[ENV_SECRET], (unsigned char *)der.s, e))
		return -1;
	return private_key(out, &der, e);
}

/* What a folded passphrase is made of. */
struct passphrase_shape {
	size_t clusters, digits, words, word;
	bool varied;
};

static void shape_of(const char *s, size_t n, struct passphrase_shape *shape)
{
	const char *first = s;
	size_t first_n = text_cluster(s, n);

	for (size_t at = 0, step; at < n; at += step) {
		step = text_cluster(s + at, n - at);
		shape->clusters++;
		shape->digits += s[at] >= '0' && s[at] <= '9';
		shape->varied |= step != first_n || memcmp(s + at, first, step) != 0;
		shape->word = s[at] == ' ' ? 0 : shape->word + 1;
		shape->words += shape->word == 2; /* a word has two characters at least */
	}
}

int key_check_passphrase(const char *passphrase, struct err *e)
{
	AUTO(wipe_str) struct str folded = {0};
	struct passphrase_shape shape = {0};

	text_fold_ascii(passphrase, &folded);
	shape_of(str_text(&folded), folded.n, &shape);
	if (shape.varied && shape.words >= 4)
		return 0;
	if (shape.varied && shape.clusters == shape.digits && shape.digits < 14)
		return err_set(e, ERR_INPUT,
			       _("only digits: %zu more are needed (14 in all), or take four words"),
			       14 - shape.digits);
	if (shape.varied && shape.clusters >= 12)
		return 0;
	if (shape.clusters >= 12)
		return err_set(e, ERR_INPUT, "%s", _("one character again and again is no passphrase"));
	return err_set(
		e, ERR_INPUT,
		_("too short: four words with blanks between, or 12 characters (%zu more), or 14 digits"),
		12 - shape.clusters);
}

int key_check_again(const char *passphrase, const char *again, struct err *e)
{
	AUTO(wipe_str) struct str a = {0}, b = {0};

	text_fold_ascii(passphrase, &a);
	text_fold_ascii(again, &b);
	return str_eq(str_text(&a), str_text(&b)) ? 0
						  : err_set(e, ERR_INPUT, "%s", _("the two passphrases differ; try again"));
}
