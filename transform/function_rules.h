/* Which properties of a function exclude or need each other. */
#ifndef TRANSFORM_FUNCTION_RULES_H
#define TRANSFORM_FUNCTION_RULES_H

#include "transform/function.h"

/* Checks the properties of a function against each other; what is wrong is reported. */
void check_function_rules(struct function *f);

/* Checks the value of VersionDeletionPolicy, which the reference does before it looks at events. */
void check_version_deletion_policy(struct function *f);

#endif
