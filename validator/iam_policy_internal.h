/* Policy documents of IAM: where they stand in resources, and what is asked of each kind.
 *
 * A document is walked from its top down. What is not known (an intrinsic, a dynamic reference)
 * gives no finding; each branch of Fn::If is looked at by itself. Maps that the transform made are
 * right as they are, so they are not looked at, but what the user wrote inside of them is.
 */
#ifndef VALIDATOR_IAM_POLICY_INTERNAL_H
#define VALIDATOR_IAM_POLICY_INTERNAL_H

#include "validator/documents.h"

enum policy_flag {
    POLICY_PRINCIPAL = 1,      /* statements say whom they are about */
    POLICY_RESOURCE = 2,       /* statements can say which resources they are about */
    POLICY_NEEDS_RESOURCE = 4, /* and have to */
    POLICY_PLAIN_SIDS = 8,     /* Sid has letters and digits only */
};

/* What a kind of document asks for. */
struct policy_form {
    enum rule_name rule; /* that it breaks when it is wrong */
    unsigned flags;      /* enum policy_flag */
    const char *name;    /* for users: "an identity policy" */
};

struct policy_walk {
    struct schema_walk schema;
    const struct policy_form *form;
    const struct symbol *type; /* of the resource */
    struct span actions;       /* where findings about the current list of actions stand */
};

typedef void policy_check(struct policy_walk *walk, const struct visit *at);

/* The walk to report by what is wrong with how one value looks (schema_walk.is_about_text). */
struct schema_walk *policy_about_text(struct policy_walk *walk);

/* Calls check() for each value that `at` can be: branches of Fn::If, and what functions may give.
 */
void policy_each_value(struct policy_walk *walk, const struct visit *at, policy_check *check);

/* The same for the items of a list; a value that is no list counts as the only item. */
void policy_each_item(struct policy_walk *walk, const struct visit *at, policy_check *check);

/* Checks of the values of a statement (iam_statement.c). */
void policy_check_statement(struct policy_walk *walk, const struct visit *at);

/* Checks that a value names an action that there is (iam_actions.c). */
void policy_check_action(struct policy_walk *walk, const struct visit *at);

#endif
