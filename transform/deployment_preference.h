/* DeploymentPreference: gradual deployments of functions through CodeDeploy.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-deploymentpreference.html
 */
#ifndef TRANSFORM_DEPLOYMENT_PREFERENCE_H
#define TRANSFORM_DEPLOYMENT_PREFERENCE_H

#include "transform/transform_internal.h"

/* One function with an enabled deployment preference. */
struct deployment_group {
    struct deployment_group *next;
    const struct symbol *function; /* logical id */
    const struct node *node;       /* the SAM resource */
    const struct node *preference; /* the property, its intrinsics resolved */
    struct slice condition;        /* of the function, when it is passed through; else size 0 */
    const struct node *tags;       /* of the function, when it propagates them; else NULL */
};

/* All of a template. */
struct deployment {
    struct deployment_group *first, **last;
};

/* Adds the CodeDeploy application, its service role and the deployment groups to the output. */
void convert_deployments(struct transform *t);

#endif
