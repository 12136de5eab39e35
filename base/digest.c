/* The digests themselves come from libmd. */
#include "base/digest.h"

#include <sys/types.h>

#include <sha1.h>
#include <sha2.h>

/* The end of a message by FIPS 180-4: a bit, zeros, and its length in bits. SHA1Final() adds it
 * byte by byte, which takes as long as two blocks of text. */
static void add_padding(SHA1_CTX *context, uint64_t size)
{
    enum { BLOCK = 64, LENGTH = 8 };
    uint8_t padding[BLOCK + LENGTH] = {0x80};
    size_t zeros = BLOCK - (size + LENGTH) % BLOCK;

    for (int i = 0; i < LENGTH; i++)
        padding[zeros + (size_t)i] = (uint8_t)(size * 8 >> (56 - 8 * i));
    SHA1Update(context, padding, zeros + LENGTH);
}

void digest_sha1(struct slice data, char hex[41])
{
    SHA1_CTX context;

    SHA1Init(&context);
    SHA1Update(&context, (const uint8_t *)data.text, data.size);
    add_padding(&context, data.size);
    for (int i = 0; i < 40; i++)
        hex[i] = "0123456789abcdef"[context.state[i / 8] >> (28 - i % 8 * 4) & 0xf];
    hex[40] = '\0';
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
