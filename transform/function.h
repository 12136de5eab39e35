/* AWS::Serverless::Function, while it is being converted.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
 */
#ifndef TRANSFORM_FUNCTION_H
#define TRANSFORM_FUNCTION_H

#include "transform/policies.h"

struct function {
    struct transform *t;
    const struct sam_resource *sam;
    const struct node *properties;  /* of the SAM resource, policy templates expanded */
    struct resource *lambda;        /* AWS::Lambda::Function */
    struct resource *version;       /* AWS::Lambda::Version, or NULL */
    struct resource *alias;         /* AWS::Lambda::Alias, or NULL */
    struct resource *role;          /* the generated AWS::IAM::Role, or NULL */
    struct slice alias_name;        /* size 0 when there is no alias */
    struct role_plan role_plan;     /* what goes into the role */
    const struct symbol *condition; /* of the function, or NULL */
};

void convert_function(struct transform *t, const struct sam_resource *sam);

/* Version and alias (function_version.c). */
void add_version_and_alias(struct function *f);

/* Function URL and its permissions (function_url.c). */
void add_function_url(struct function *f);

/* EventInvokeConfig with its destinations (function_destination.c). */
void add_event_invoke_config(struct function *f);

/* The deployment preference: UpdatePolicy of the alias, and what goes to CodeDeploy
 * (deployment_preference.c). */
void add_deployment_preference(struct function *f);

/* {"Ref": alias}, or {"Fn::GetAtt": [function, "Arn"]}. */
struct node *function_arn(const struct function *f);

/* {"Ref": alias}, or {"Ref": function}. */
struct node *function_name(const struct function *f);

#endif
