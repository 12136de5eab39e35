/* Compares two trees as a reader made them: not only by value, but by order, flags and places. */
#ifndef TESTS_SUPPORT_SAME_TREE_H
#define TESTS_SUPPORT_SAME_TREE_H

#include "document/node.h"

/* Whether the trees are the same down to the place of each node and key. Both must have been read
 * with the same symbol table. Of trees with very many values, which aliases can make, the first
 * 100,000 are compared. */
bool is_same_tree(const struct node *a, const struct node *b);

#endif
