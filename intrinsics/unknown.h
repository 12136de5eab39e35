/* Values that are not known: what they will be, and why they are not known yet. A value is
 * evaluated before it is asked about, so that what stands in it is what could not be known. */
#ifndef INTRINSICS_UNKNOWN_H
#define INTRINSICS_UNKNOWN_H

#include "document/node.h"

enum value_type {
    VALUE_ANY,     /* nothing is known of it */
    VALUE_NOTHING, /* null, or AWS::NoValue */
    VALUE_BOOLEAN,
    VALUE_NUMBER,
    VALUE_STRING,
    VALUE_LIST,
    VALUE_MAP,
};

/* What a value is, or will be. `root` is the template. */
enum value_type type_of_value(const struct builder *builder, const struct node *root,
                              const struct node *value);

/* Whether all of a value is known: no intrinsic and no dynamic reference stands in it. */
bool is_wholly_known(const struct node *value);

/* Why a name that Ref or Fn::Sub takes, "Queue" or "Queue.Arn", has no value, as half a sentence:
 * "the parameter has no value". The text may hold names of the template. */
struct slice reason_of_name(const struct builder *builder, const struct node *root,
                            struct slice name);

/* Why an intrinsic, or a text with a dynamic reference, is not known. Empty when it has no reason
 * of its own: it is not known because what stands in it is not. */
struct slice reason_of_value(const struct builder *builder, const struct node *root,
                             const struct node *value);

#endif
