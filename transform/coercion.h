/* Values of the wrong type that the reference takes all the same, because it reads some properties
 * into typed fields: "5" becomes 5, 5.7 becomes 5, 5 becomes "5". */
#ifndef TRANSFORM_COERCION_H
#define TRANSFORM_COERCION_H

#include "transform/transform_internal.h"

/* What a field may hold besides a map, which all fields take, so that an intrinsic can stand there.
 * A set; the first one in this order that the value can be read as decides. */
enum coercion {
    COERCE_LIST = 1, /* of texts and maps */
    COERCE_INT = 2,
    COERCE_FLOAT = 4,
    COERCE_TEXT = 8,
};

/* What the field makes of `value`; NULL when it refuses it. */
const struct node *coerced(const struct transform *t, const struct node *value, unsigned types);

#endif
