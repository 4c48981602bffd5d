/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypt/digest.h"

#include "base/mem.h"
#include "base/msg.h"
#include "crypt/openssl.h"

void digest_keep_own(void)
{
	OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS, NULL);
}

static void context_free(EVP_MD_CTX **ctx)
{
	EVP_MD_CTX_free(*ctx);
}

int digest_parts(const struct digest_part *parts, size_t count, unsigned char out[DIGEST_SIZE], struct err *e)
{
	AUTO(context_free) EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	int ok = ctx && EVP_DigestInit_ex(ctx, EVP_sm3(), NULL) == 1;

	for (size_t i = 0; ok && i < count; i++)
		ok = EVP_DigestUpdate(ctx, parts[i].data, parts[i].n) == 1;
	if (!ok || EVP_DigestFinal_ex(ctx, out, NULL) != 1)
		return err_set(
			e, ERR_IO, "%s",
			_("the OpenSSL library of this machine has no SM3; install libssl3 of the system"));
	return 0;
}

int digest_bytes(const void *data, size_t n, unsigned char out[DIGEST_SIZE], struct err *e)
{
	return digest_parts(&(struct digest_part){data, n}, 1, out, e);
}

const char *digest_hex(const unsigned char digest[DIGEST_SIZE], char out[DIGEST_HEX])
{
	static const char digits[] = "0123456789abcdef";

	for (int i = 0; i < DIGEST_SIZE; i++) {
		out[2 * i] = digits[digest[i] >> 4];
		out[2 * i + 1] = digits[digest[i] & 15];
	}
	out[DIGEST_HEX - 1] = '\0';
	return out;
}

int digest_random(void *out, size_t n, struct err *e)
{
	if (RAND_bytes(out, (int)n) != 1)
		return err_set(e, ERR_IO, "%s",
			       _("this machine gives no random numbers; start it again and retry"));
	return 0;
}
