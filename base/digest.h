/* Digests as lower-case hex text. */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include "base/slice.h"

/* SHA-1 of `data`: 40 digits and a zero byte. */
void digest_sha1(struct slice data, char hex[41]);

/* SHA-256 of `data`: 64 digits and a zero byte. */
void digest_sha256(struct slice data, char hex[65]);

/* HMAC-SHA-256 of `data` under `key` (RFC 2104), as bytes, which may take the place of the key. */
void digest_hmac_sha256(struct slice key, struct slice data, unsigned char bytes[32]);

#endif
