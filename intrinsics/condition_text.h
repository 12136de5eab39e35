/* A condition as people would write it: Env = "prod" and (HasVpc or not IsTest). */
#ifndef INTRINSICS_CONDITION_TEXT_H
#define INTRINSICS_CONDITION_TEXT_H

#include "document/node.h"

/* The definition of a condition as one line. What it takes from the template is not escaped for a
 * terminal, so there may be line breaks in it. */
struct slice condition_text(struct arena *arena, const struct node *definition);

#endif
