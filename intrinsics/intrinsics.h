/* Intrinsic functions: what is one, what it refers to, and what it is worth as far as parameters
 * and mappings tell.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 */
#ifndef INTRINSICS_INTRINSICS_H
#define INTRINSICS_INTRINSICS_H

#include "document/node.h"

/* Whether `node` is an intrinsic: a map with one key, which is Ref, Condition or starts with Fn::.
 */
bool is_intrinsic(const struct node *node);

/* Whether it is {"Ref": "AWS::NoValue"}. */
bool is_no_value(const struct node *node);

#endif
