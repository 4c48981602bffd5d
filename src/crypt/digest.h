/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * SM3 digests (GB/T 32905-2016) and random bytes, by OpenSSL's EVP.
 */
#ifndef ZICHA_CRYPT_DIGEST_H
#define ZICHA_CRYPT_DIGEST_H

#include "base/err.h"

#include <stddef.h>

enum { DIGEST_SIZE = 32, DIGEST_HEX = 65 };

/* Before anything else of this floor, in main: what the machine's openssl.cnf (or OPENSSL_CONF) loads and leaves out holds
 * for other programs, not for a record that must be the same everywhere. */
void digest_keep_own(void);

/* SM3 over parts laid end to end. */
struct digest_part {
	const void *data;
	size_t n;
};
int digest_parts(const struct digest_part *parts, size_t count, unsigned char out[DIGEST_SIZE],
		 struct err *e);
int digest_bytes(const void *data, size_t n, unsigned char out[DIGEST_SIZE], struct err *e);

/* Lower-case hex with a NUL. */
const char *digest_hex(const unsigned char digest[DIGEST_SIZE], char out[DIGEST_HEX]);

/* Random bytes from the system. ERR_IO if it has none. */
int digest_random(void *out, size_t n, struct err *e);

#endif
