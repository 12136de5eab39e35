/* What a function may give: its values over the Defaults and AllowedValues of parameters, the
 * branches of Fn::If and the entries of Mappings.
 *
 * Evaluation tells the one value that a function has whatever the parameters are; a set tells the
 * values that the template itself provides for. A parameter without either may be anything, so what
 * takes it is not known; so is what depends on a resource, on another stack, or on more choices
 * than base/limits.h allows.
 *
 * Each member knows the choices that lead to it: a parameter has one value in all of a function,
 * and a condition one truth.
 */
#ifndef INTRINSICS_VALUE_SET_H
#define INTRINSICS_VALUE_SET_H

#include "base/vector.h"
#include "intrinsics/condition_model.h"

struct value_member {
    const struct node *value; /* a text, a number, a boolean or a list or map of such; AWS::NoValue
                                 for nothing at all */
    struct span place; /* where the template says it, when it is just what a parameter has: the key
                          of its Default, the item of AllowedValues; else none */
    const struct scenario *choices; /* which parameters and conditions lead to it */
    const struct scenario *firm;    /* those of them that are meant with each of the others: not
                                       what Fn::Sub puts together, Fn::If chooses, or an index */
};

struct value_set {
    bool is_known;
    bool is_loose;                       /* no choice is firm, in what is made of it neither */
    VECTOR(struct value_member) members; /* of what is known; none: it fails whatever is chosen */
};

struct value_sets_view {
    struct slice region, partition; /* that of the stack */
    const struct node *values;      /* map of texts: what parameters are given; or NULL */
};

struct value_sets;

/* For functions in `root`, in which loops are expanded. */
struct value_sets *value_sets_new(const struct builder *builder, const struct value_sets_view *view,
                                  const struct node *root);

/* What a value, intrinsic or not, may be. */
struct value_set value_set_of(struct value_sets *sets, const struct node *value);

/* What is said where `scenario` is so and a function has that member for its value. */
const struct scenario *value_member_scenario(struct arena *arena, const struct scenario *scenario,
                                             const struct value_member *member);

/* Whether the firm choices of two members go together. */
bool value_members_agree(const struct value_member *one, const struct value_member *other);

#endif
