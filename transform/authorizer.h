/* Authorizers of REST APIs, and what Lambda authorizers of all APIs need.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-apiauth.html
 */
#ifndef TRANSFORM_AUTHORIZER_H
#define TRANSFORM_AUTHORIZER_H

#include "transform/transform_internal.h"

enum authorizer_kind { AUTHORIZER_IAM, AUTHORIZER_COGNITO, AUTHORIZER_LAMBDA };

struct authorizer {
    const struct symbol *name; /* NULL: end of the list */
    enum authorizer_kind kind;
    const struct node *config; /* the map in Auth.Authorizers; NULL for AWS_IAM by default */
};

/* The authorizers of Auth: AWS_IAM when it is the default one, then those of Authorizers. A list
 * ended by a name of NULL; NULL when there are none, or after an error. */
const struct authorizer *read_authorizers(struct transform *t, const struct node *auth);

/* The security definition of an authorizer. */
struct node *authorizer_definition(struct transform *t, const struct authorizer *authorizer);

/* The security definition of AWS_IAM when a method asks for it that the API does not define. */
struct node *iam_definition(struct transform *t);

/* The URI by which an API calls the function of a Lambda authorizer. It must be in the definition,
 * and so is null for a function that is NULL. */
struct node *authorizer_uri(struct transform *t, const struct node *function);

/* Adds the permission of the authorizer called `name` to call that function. `partition` is how the
 * ARN names the partition. */
void add_authorizer_permission(struct transform *t, const struct sam_resource *api,
                               struct slice name, enum attributes attributes,
                               struct slice partition, const struct node *function);

#endif
