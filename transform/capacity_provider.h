/* Functions on instances that Lambda manages. */
#ifndef TRANSFORM_CAPACITY_PROVIDER_H
#define TRANSFORM_CAPACITY_PROVIDER_H

#include "transform/transform_internal.h"

/* The CapacityProviderConfig of a Lambda function for that of a SAM function. NULL for one that is
 * absent or empty; what is wrong is reported. */
const struct node *function_capacity_provider(struct transform *t, const struct node *config);

#endif
