/* Signatures of the test suite that AWS publishes for Signature Version 4 (those of its requests
 * that have no query), and of one request to the Serverless Application Repository, which botocore
 * was given. HMAC is that of RFC 4231. */
#include "aws/signature.h"

#include "base/digest.h"
#include "tests/unit/unit.h"

enum { SIGNED_AT = 1440938160 }; /* 2015-08-30T12:36:00Z */

#define KEY_ID "AKIDEXAMPLE"
#define SECRET "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"

static const char session_token[] =
    "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfI"
    "eoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0"
    "wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDry"
    "pNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";

static const struct vector {
    const char *name, *method, *path, *header, *value, *body, *token, *signature;
} vectors[] = {
    {"get-vanilla", "GET", "/", NULL, NULL, "", NULL,
     "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"},
    {"get-unreserved", "GET", "/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
     NULL, NULL, "", NULL, "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f"},
    {"get-utf8", "GET", "/\xe1\x88\xb4", NULL, NULL, "", NULL,
     "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85"},
    {"post-vanilla", "POST", "/", NULL, NULL, "", NULL,
     "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"},
    {"post-header-key-sort", "POST", "/", "my-header1", "value1", "", NULL,
     "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c"},
    {"post-header-value-case", "POST", "/", "my-header1", "VALUE1", "", NULL,
     "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d"},
    {"post-sts-header-before", "POST", "/", NULL, NULL, "", session_token,
     "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead"},
    {"post-x-www-form-urlencoded", "POST", "/", "content-type", "application/x-www-form-urlencoded",
     "Param1=value1", NULL, "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"},
};

/* The value of the header authorization after signing. */
static struct slice authorization(struct unit *unit, const struct signing *signing,
                                  struct http_request *request)
{
    sign_request(unit->arena, signing, request);
    const struct http_header *last = &request->headers.items[request->headers.count - 1];
    assert_slice(last->name, "authorization");
    return last->value;
}

UNIT_TEST(published_vectors)
{
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        const struct vector *vector = &vectors[i];
        struct signing signing = {
            {KEY_ID, SECRET, vector->token}, "us-east-1", "service", SIGNED_AT};
        struct http_request request = {.method = vector->method,
                                       .origin = SLICE("https://example.amazonaws.com"),
                                       .path = slice_of(vector->path),
                                       .body = slice_of(vector->body)};
        if (vector->header)
            VECTOR_PUSH(unit->arena, &request.headers,
                        (struct http_header){slice_of(vector->header), slice_of(vector->value)});
        struct slice value = authorization(unit, &signing, &request);
        size_t at = slice_search(value, SLICE("Signature="));
        if (!slice_eq(slice_from(value, at + 10), slice_of(vector->signature)))
            fail_msg("%s: %.*s", vector->name, SLICE_ARG(value));
    }
}

UNIT_TEST(a_request_to_the_repository)
{
    struct signing signing = {
        {KEY_ID, SECRET, "tok/en+="}, "eu-west-1", "serverlessrepo", SIGNED_AT};
    struct http_request request = {
        .method = "POST",
        .origin = SLICE("https://serverlessrepo.eu-west-1.amazonaws.com"),
        .path = SLICE("/applications/arn%3Aaws%3Aserverlessrepo%3Aus-east-1%3A111122223333%3A"
                      "applications%2Fx/templates"),
        .body = SLICE("{\"semanticVersion\":\"1.0.0\"}"),
    };

    VECTOR_PUSH(unit->arena, &request.headers,
                (struct http_header){SLICE("content-type"), SLICE("application/json")});
    assert_slice(authorization(unit, &signing, &request),
                 "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/eu-west-1/serverlessrepo/"
                 "aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-security-token, "
                 "Signature=85f0c942e3eb9da0a754fc14ace5397884158d12f46d6b9f1886227a50f9b9e6");
}

UNIT_TEST(parts_of_a_path)
{
    struct buffer out = buffer_new(unit->arena);

    percent_encode(&out, SLICE("aZ09-._~:/ %+\xc3\xbc"));
    assert_slice(buffer_slice(&out), "aZ09-._~%3A%2F%20%25%2B%C3%BC");
}

static void assert_hmac(struct unit *unit, struct slice key, struct slice data, const char *hex)
{
    unsigned char bytes[32];
    struct buffer text = buffer_new(unit->arena);

    digest_hmac_sha256(key, data, bytes);
    for (size_t i = 0; i < sizeof bytes; i++)
        buffer_printf(&text, "%02x", bytes[i]);
    assert_slice(buffer_slice(&text), hex);
}

UNIT_TEST(hmac)
{
    char long_key[131];

    memset(long_key, 0xaa, sizeof long_key);
    assert_hmac(unit, SLICE("Jefe"), SLICE("what do ya want for nothing?"),
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    assert_hmac(unit, (struct slice){long_key, sizeof long_key},
                SLICE("Test Using Larger Than Block-Size Key - Hash Key First"),
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

int main(void)
{
    return UNIT_RUN(UNIT(published_vectors), UNIT(a_request_to_the_repository),
                    UNIT(parts_of_a_path), UNIT(hmac));
}
