/* Compares two trees as data: maps without order, lists in order, numbers by value.
 *
 * This is how outputs are compared throughout the tests: what CloudFormation sees decides, not how
 * it is written. Both trees must have been read with the same symbol table.
 */
#ifndef TESTS_SUPPORT_COMPARE_H
#define TESTS_SUPPORT_COMPARE_H

#include "document/node.h"

struct compare_options {
    bool loose_or;                /* the operands of an Fn::Or may come in any order */
    const struct node *any_order; /* paths of lists whose items may come in any order; or NULL */
};

/* The first place where two trees differ, in the order of the expected one. */
struct difference {
    struct slice path;           /* "Resources/Id/Properties/Tags/0"; empty for the root */
    const struct node *expected; /* NULL: nothing was expected there */
    const struct node *got;      /* NULL: there is nothing */
};

/* Whether both trees are the same. If not, *difference says where; its path lives in `arena`. Call
 * it inside arena_run(). `options` may be NULL. */
bool compare_trees(struct arena *arena, const struct node *expected, const struct node *got,
                   const struct compare_options *options, struct difference *difference);

/* One line: path, expected, got; values as JSON, cut after a few hundred bytes. */
struct slice compare_text(struct arena *arena, const struct difference *difference);

#endif
