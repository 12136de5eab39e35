/* Where requests go to when a variable of the environment says so. */
#ifndef AWS_ENDPOINT_H
#define AWS_ENDPOINT_H

#include "base/slice.h"

struct arena;

/* The URL that a variable, which has to be set, holds, without slashes at its end. Empty when it is
 * no place and nothing else; then *problem says so. */
struct slice endpoint_of_variable(struct arena *arena, const char *name, struct slice *problem);

#endif
