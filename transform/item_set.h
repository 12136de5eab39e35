/* Lists in which each value stands once, and which may become long. */
#ifndef TRANSFORM_ITEM_SET_H
#define TRANSFORM_ITEM_SET_H

#include "transform/transform_internal.h"

/* Appends `item` to an owned list, unless an equal one is there. A list that was given to this
 * function may be appended to, but not changed otherwise, and neither may its items. */
void list_add_new(struct transform *t, struct node *list, const struct node *item);

#endif
