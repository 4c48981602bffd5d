# SPDX-License-Identifier: GPL-3.0-or-later
libzicha_a_SOURCES += src/crypt/digest.c src/crypt/digest.h src/crypt/key.c src/crypt/key.h src/crypt/openssl.h
