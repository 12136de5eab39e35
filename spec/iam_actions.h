/* The services and actions that the policies of IAM can name, in lower case: in policies the case
 * does not count. */
#ifndef SPEC_IAM_ACTIONS_H
#define SPEC_IAM_ACTIONS_H

#include "base/slice.h"

/* No name of an action is longer. */
enum { IAM_ACTION_SIZE = 64 };

/* A service, while going through all: for (struct iam_service each = {0}; iam_service_next(&each);)
 */
struct iam_service {
    struct slice name;            /* what stands before the colon: "s3" */
    const unsigned char *actions; /* NULL: before the first service */
    size_t size;                  /* bytes of `actions` */
};

/* Goes on to the next service; false after the last one. */
bool iam_service_next(struct iam_service *service);

/* Finds the service of a name in lower case. False when there is none. */
bool iam_service_of(struct slice name, struct iam_service *service);

/* Goes through the actions of a service, sorted by name. */
struct iam_actions {
    const unsigned char *next, *end;
    char text[IAM_ACTION_SIZE]; /* the current one */
    size_t size;
};

struct iam_actions iam_actions_of(const struct iam_service *service);
bool iam_actions_next(struct iam_actions *actions);

/* The name of the current action, "getobject". Valid until the next call. */
struct slice iam_actions_name(const struct iam_actions *actions);

#endif
