/* Authorizers of HTTP APIs.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-httpapi-httpapiauth.html
 */
#ifndef TRANSFORM_HTTP_AUTHORIZER_H
#define TRANSFORM_HTTP_AUTHORIZER_H

#include "transform/transform_internal.h"

enum http_authorizer_kind { HTTP_AUTHORIZER_IAM, HTTP_AUTHORIZER_JWT, HTTP_AUTHORIZER_LAMBDA };

struct http_authorizer {
    const struct symbol *name; /* NULL: end of the list */
    enum http_authorizer_kind kind;
    const struct node *config; /* the map in Auth.Authorizers; NULL for AWS_IAM */
};

/* The authorizers of Auth; a list ended by a name of NULL. What is wrong with them is reported. */
const struct http_authorizer *read_http_authorizers(struct transform *t, const struct node *auth);

/* Checks Identity, which a Lambda authorizer may have; false after an error. */
bool check_http_identity(struct transform *t, const struct http_authorizer *authorizer);

/* The security scheme of an authorizer. */
struct node *http_authorizer_scheme(struct transform *t, const struct http_authorizer *authorizer);

#endif
