/* The digests themselves come from libmd. */
#include "base/digest.h"

#include <sys/types.h>

#include <sha1.h>
#include <sha2.h>

void digest_sha1(struct slice data, char hex[41])
{
    SHA1_CTX context;

    SHA1Init(&context);
    SHA1Update(&context, (const uint8_t *)data.text, data.size);
    SHA1End(&context, hex);
}

void digest_sha256(struct slice data, char hex[65])
{
    SHA2_CTX context;

    SHA256Init(&context);
    SHA256Update(&context, (const uint8_t *)data.text, data.size);
    SHA256End(&context, hex);
}

/* The digest of `pad` xor the key, followed by `data`. */
static void keyed_sha256(const unsigned char key[SHA256_BLOCK_LENGTH], unsigned char pad,
                         struct slice data, unsigned char bytes[SHA256_DIGEST_LENGTH])
{
    SHA2_CTX context;
    unsigned char block[SHA256_BLOCK_LENGTH];

    for (size_t i = 0; i < sizeof block; i++)
        block[i] = key[i] ^ pad;
    SHA256Init(&context);
    SHA256Update(&context, block, sizeof block);
    SHA256Update(&context, (const uint8_t *)data.text, data.size);
    SHA256Final(bytes, &context);
}

void digest_hmac_sha256(struct slice key, struct slice data, unsigned char bytes[32])
{
    unsigned char block[SHA256_BLOCK_LENGTH] = {0}, inner[SHA256_DIGEST_LENGTH];
    SHA2_CTX context;

    if (key.size > sizeof block) {
        SHA256Init(&context);
        SHA256Update(&context, (const uint8_t *)key.text, key.size);
        SHA256Final(block, &context);
    } else if (key.size) {
        memcpy(block, key.text, key.size);
    }
    keyed_sha256(block, 0x36, data, inner);
    keyed_sha256(block, 0x5c, (struct slice){(const char *)inner, sizeof inner}, bytes);
}
