/* Conditions that the transform adds to the template. */
#ifndef TRANSFORM_CONDITIONS_H
#define TRANSFORM_CONDITIONS_H

#include "transform/transform_internal.h"

enum { MOST_OPERANDS = 10 }; /* that Fn::Or takes */

/* Adds a condition to the Conditions section. */
void add_condition(struct transform *t, const struct symbol *name, const struct node *condition);

/* The same for one that is made of a condition that the template must define: an error when it has
 * no Conditions section. */
void add_derived_condition(struct transform *t, const struct symbol *name,
                           const struct node *condition);

/* Adds the condition `name` that holds when one of `names` (a list of two or more) holds. Fn::Or
 * takes ten conditions at most, so longer lists become a chain: name1, name2... feed `name`. */
void add_combined_condition(struct transform *t, struct slice name, const struct node *names);

/* The condition that a resource attribute names; NULL for none. */
const struct symbol *condition_name(struct transform *t, const struct node *value);

/* {"Condition": name} */
struct node *condition_of(struct transform *t, struct slice name);

/* Sorts an owned list of strings by code points; of equal ones, one is left. */
void sort_texts(struct node *list);

#endif
