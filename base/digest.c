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
