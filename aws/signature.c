/* A request is brought into a canonical form; its digest is signed with a key that is derived from
 * the secret, the day, the region and the service. Names of the steps are those of the
 * documentation.
 */
#include "aws/signature.h"

#include <stdlib.h>

#include "base/digest.h"

static const char algorithm[] = "AWS4-HMAC-SHA256";

/* -- The canonical request ----------------------------------------------------------------------
 */

static bool is_unreserved(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           c == '-' || c == '.' || c == '_' || c == '~';
}

static void encode_byte(struct buffer *out, char c)
{
    if (is_unreserved(c))
        buffer_add_byte(out, c);
    else
        buffer_printf(out, "%%%02X", (unsigned char)c);
}

void percent_encode(struct buffer *out, struct slice text)
{
    for (size_t i = 0; i < text.size; i++)
        encode_byte(out, text.text[i]);
}

/* The path is encoded once more, but for its slashes. */
static void add_path(struct buffer *out, struct slice path)
{
    for (size_t i = 0; i < path.size; i++)
        if (path.text[i] == '/')
            buffer_add_byte(out, '/');
        else
            encode_byte(out, path.text[i]);
}

static int compare_headers(const void *a, const void *b)
{
    const struct http_header *one = a, *other = b;

    return slice_compare(one->name, other->name);
}

/* The headers in the order of their names. */
static http_headers sorted_headers(struct arena *arena, const struct http_request *request)
{
    http_headers sorted = {0};

    for (size_t i = 0; i < request->headers.count; i++)
        VECTOR_PUSH(arena, &sorted, request->headers.items[i]);
    if (sorted.count > 1) qsort(sorted.items, sorted.count, sizeof *sorted.items, compare_headers);
    return sorted;
}

static struct slice signed_names(struct arena *arena, const http_headers *sorted)
{
    struct buffer names = buffer_new(arena);

    for (size_t i = 0; i < sorted->count; i++) {
        if (i) buffer_add_byte(&names, ';');
        buffer_add(&names, sorted->items[i].name);
    }
    return buffer_slice(&names);
}

static struct slice canonical_request(struct arena *arena, const struct http_request *request,
                                      const http_headers *sorted)
{
    struct buffer out = buffer_new(arena);
    char hash[65];

    buffer_printf(&out, "%s\n", request->method);
    add_path(&out, request->path);
    buffer_add(&out, SLICE("\n\n")); /* no query */
    for (size_t i = 0; i < sorted->count; i++)
        buffer_printf(&out, "%.*s:%.*s\n", SLICE_ARG(sorted->items[i].name),
                      SLICE_ARG(sorted->items[i].value));
    digest_sha256(request->body, hash);
    buffer_printf(&out, "\n%.*s\n%s", SLICE_ARG(signed_names(arena, sorted)), hash);
    return buffer_slice(&out);
}

/* -- The signature ------------------------------------------------------------------------------
 */

static struct slice bytes_of(const unsigned char key[32])
{
    return (struct slice){(const char *)key, 32};
}

static void signing_key(struct arena *arena, const struct signing *signing, struct slice day,
                        unsigned char key[32])
{
    struct slice secret = CONCAT(arena, SLICE("AWS4"), slice_of(signing->credentials.secret));

    digest_hmac_sha256(secret, day, key);
    digest_hmac_sha256(bytes_of(key), slice_of(signing->region), key);
    digest_hmac_sha256(bytes_of(key), slice_of(signing->service), key);
    digest_hmac_sha256(bytes_of(key), SLICE("aws4_request"), key);
}

struct slice signature_header(struct arena *arena, const struct signing *signing,
                              const struct http_request *request, struct slice date)
{
    struct buffer out = buffer_new(arena);
    http_headers sorted = sorted_headers(arena, request);
    struct slice day = slice_first(date, 8);
    struct slice scope = slice_printf(arena, "%.*s/%s/%s/aws4_request", SLICE_ARG(day),
                                      signing->region, signing->service);
    char hash[65];
    unsigned char key[32];

    digest_sha256(canonical_request(arena, request, &sorted), hash);
    struct slice text = slice_printf(arena, "%s\n%.*s\n%.*s\n%s", algorithm, SLICE_ARG(date),
                                     SLICE_ARG(scope), hash);
    signing_key(arena, signing, day, key);
    digest_hmac_sha256(bytes_of(key), text, key);
    buffer_printf(&out, "%s Credential=%s/%.*s, SignedHeaders=%.*s, Signature=", algorithm,
                  signing->credentials.key_id, SLICE_ARG(scope),
                  SLICE_ARG(signed_names(arena, &sorted)));
    for (size_t i = 0; i < sizeof key; i++)
        buffer_printf(&out, "%02x", key[i]);
    return buffer_slice(&out);
}

void sign_request(struct arena *arena, const struct signing *signing, struct http_request *request)
{
    char date[sizeof "20150830T123600Z"];
    struct tm utc;
    size_t host = slice_search(request->origin, SLICE("://")) + 3;

    strftime(date, sizeof date, "%Y%m%dT%H%M%SZ", gmtime_r(&signing->now, &utc));
    struct slice stamp = slice_copy(arena, slice_of(date));
    VECTOR_PUSH(arena, &request->headers,
                (struct http_header){SLICE("host"), slice_from(request->origin, host)});
    VECTOR_PUSH(arena, &request->headers, (struct http_header){SLICE("x-amz-date"), stamp});
    if (signing->credentials.token)
        VECTOR_PUSH(arena, &request->headers,
                    (struct http_header){SLICE("x-amz-security-token"),
                                         slice_of(signing->credentials.token)});
    struct slice value = signature_header(arena, signing, request, stamp);
    VECTOR_PUSH(arena, &request->headers, (struct http_header){SLICE("authorization"), value});
}
