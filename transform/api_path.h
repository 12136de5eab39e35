/* Paths and methods of APIs as they stand in ARNs. */
#ifndef TRANSFORM_API_PATH_H
#define TRANSFORM_API_PATH_H

#include "transform/transform_internal.h"

/* A path with `*` for each variable ({id}, {proxy+}) and without a slash at its end. */
struct slice path_in_arn(struct transform *t, struct slice path);

/* GET; `*` for any method. */
struct slice method_in_arn(struct transform *t, struct slice method);

#endif
