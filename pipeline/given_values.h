/* Checks of the values that the caller gives to parameters.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 */
#ifndef PIPELINE_GIVEN_VALUES_H
#define PIPELINE_GIVEN_VALUES_H

#include "base/finding.h"
#include "document/node.h"

/* Reports values (a map of strings by name) that `root` has no parameter for, or that its parameter
 * does not allow (see intrinsics/parameter_check.h). No value of a secret parameter is shown. */
void given_values_check(const struct builder *builder, struct findings *findings,
                        const struct node *root, const struct node *values);

/* Puts **** in the place of each value that is given to a secret parameter in all messages: the
 * transform fills in parameters before it looks at a property. Values of less than SECRET_BYTES
 * bytes, which occur in any text, are left. */
enum { SECRET_BYTES = 4 };
void given_values_hide(const struct builder *builder, struct findings *findings,
                       const struct node *root, const struct node *values);

/* The rules of these checks; *count becomes their number. */
const struct rule *given_values_rules(size_t *count);

#endif
