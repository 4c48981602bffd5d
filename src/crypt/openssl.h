/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * OpenSSL's headers, for digest.c and key.c only. They declare a type ERR_STATE,
 * which is a code of ours in base/err.h: theirs gets another name here.
 */
#ifndef ZICHA_CRYPT_OPENSSL_H
#define ZICHA_CRYPT_OPENSSL_H

#define ERR_STATE OPENSSL_ERR_STATE
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#undef ERR_STATE

#endif
