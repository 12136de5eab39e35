/* Paths and methods of APIs as they stand in ARNs. */
#ifndef TRANSFORM_API_PATH_H
#define TRANSFORM_API_PATH_H

#include "transform/definition.h"

/* A path with `*` for each variable. Variables of a REST API are {id} and {rest+}; of those with a
 * plus, an HTTP API knows {proxy+} alone. */
struct slice path_with_wildcards(struct transform *t, struct slice path, enum api_kind kind);

/* The same without a slash at its end, as permissions have it. */
struct slice path_in_arn(struct transform *t, struct slice path, enum api_kind kind);

/* GET; `*` for any method. */
struct slice method_in_arn(struct transform *t, struct slice method);

#endif
