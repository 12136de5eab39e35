/* Signature Version 4 of AWS, for requests without a query to services other than S3.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
#ifndef AWS_SIGNATURE_H
#define AWS_SIGNATURE_H

#include <time.h>

#include "aws/http.h"

struct credentials {
    const char *key_id, *secret;
    const char *token; /* of a session; NULL: none */
};

struct signing {
    struct credentials credentials;
    const char *region, *service;
    time_t now;
};

/* Adds the headers host, x-amz-date, with a token x-amz-security-token, and authorization. All
 * headers of the request are signed: there must be no other added later. Names are in lower case,
 * values without blanks at their ends, and no name is there twice. */
void sign_request(struct arena *arena, const struct signing *signing, struct http_request *request);

/* The authorization header alone, for a request that has all other headers. `date` is the value of
 * x-amz-date, for example "20150830T123600Z". */
struct slice signature_header(struct arena *arena, const struct signing *signing,
                              const struct http_request *request, struct slice date);

/* Appends `text` as a part of a path or a query: all but letters, digits and -._~ as %XX. */
void percent_encode(struct buffer *out, struct slice text);

#endif
