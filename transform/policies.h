/* The Policies property of functions and state machines, and the roles made from it.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html#sam-function-policies
 */
#ifndef TRANSFORM_POLICIES_H
#define TRANSFORM_POLICIES_H

#include "transform/transform_internal.h"

/* The Policies as a list in which each policy template is replaced by its statements. NULL when
 * there are none. */
const struct node *expand_policy_templates(struct transform *t, const struct node *policies);

/* What goes into a role besides the user's policies. */
struct role_plan {
    const struct symbol *id; /* logical id of the role */
    const struct node *assume_role_policy;
    struct node *managed_policies; /* ARNs; an owned list */
    struct node *inline_policies;  /* {PolicyName, PolicyDocument}; an owned list */
    const struct node *path, *permissions_boundary, *tags; /* or NULL */
};

/* Adds the ARN of a managed policy to a plan, unless it is there. */
void plan_managed_policy(struct transform *t, struct role_plan *plan, const struct node *arn);

/* Checks the user's Policies (after expand_policy_templates(); NULL: none) and adds them to a plan.
 */
void plan_user_policies(struct transform *t, struct role_plan *plan, const struct node *policies);

/* Adds the role to the generated resources. What is put into the plan's lists later goes to it too.
 */
struct resource *add_role(struct transform *t, const struct sam_resource *from,
                          const struct role_plan *plan);

/* {Version, Statement: [{Action: [sts:AssumeRole], Effect: Allow, Principal: {Service:
 * [service]}}]} */
struct node *assume_role_policy(struct transform *t, const char *service);

/* {PolicyName, PolicyDocument: {Statement: [{Action, Effect: Allow, Resource}]}} */
struct node *inline_policy(struct transform *t, struct slice name, const struct node *action,
                           const struct node *resource);

/* {Action, Effect: Allow, Resource} */
struct node *allow(struct transform *t, const char *action, const struct node *resource);

/* {PolicyName: <id><suffix>, PolicyDocument: {Statement: statements}} */
struct node *named_policy(struct transform *t, const struct symbol *id, const char *suffix,
                          const struct node *statements);

/* The ARN of an AWS managed policy; `path` is what stands before the name, for example
 * "service-role/". */
struct node *managed_policy(struct transform *t, const char *path_and_name);

#endif
