/* Tables of IAM policies that SAM knows by name. */
#ifndef SPEC_POLICIES_H
#define SPEC_POLICIES_H

#include "base/buffer.h"

/* One SAM policy template:
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html
 */
struct policy_template {
    const char *name;
    const char *parameters; /* names, separated by one space; empty when it has none */
    const char *definition; /* the policy document as JSON; {"Ref": parameter} stands for a value */
};

/* The template of that name, or NULL. */
const struct policy_template *policy_template_of(struct slice name);

/* The name of the template that is nearest to a misspelt one, or NULL. */
const char *policy_template_nearest(struct slice name);

/* The ARN of the AWS managed policy `name` in a partition, in the arena; text is NULL when the
 * table has none. */
struct slice managed_policy_arn(struct arena *arena, struct slice partition, struct slice name);

#endif
