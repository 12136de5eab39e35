/* What the conditions of a template have to do with each other: which can hold together, and which
 * hold whenever others do.
 *
 *     struct evaluation_options view = {.free_parameters = true};
 *     struct condition_model *model = condition_model_new(builder, &view, root);
 *     ...
 *     inside = scenario_with(arena, outside, condition, true);   // on the way down
 *     if (scenario_possible(model, inside) == ANSWER_NO) ...     // nothing below is ever used
 *     if (scenario_implies(model, here, there) == ANSWER_NO) ... // here may be without there
 *
 * The same text compared with the same value is one fact wherever it stands; a value is equal to
 * one text at most, and to one that its parameter allows; what is looked up in Mappings is there;
 * assertions in Rules hold. What is not understood may be true or false, so nothing false is
 * concluded from it. A question that is too hard, or that turns on values that depend on each other
 * in a way that is not looked into, is not decided: whoever asks reports nothing then.
 *
 * A model is made once for a template, in time linear in its conditions, and remembers its answers.
 */
#ifndef INTRINSICS_CONDITION_MODEL_H
#define INTRINSICS_CONDITION_MODEL_H

#include "intrinsics/evaluation.h"

struct condition_model;

enum answer { ANSWER_NO, ANSWER_YES, ANSWER_NOT_DECIDED };

/* That some conditions are true and some are false, as on the way to a place in the template: the
 * Condition of its resource, the branches of Fn::If around it; and that some parameters have a
 * value. Lives in the arena of the model, which remembers it by its address, and is never changed.
 * NULL: nothing is said. */
struct scenario {
    const struct symbol *condition; /* one that Conditions does not have may be true or false;
                                       NULL: it is about a parameter */
    bool truth;
    const struct symbol *parameter; /* NULL: it is about a condition */
    const struct node *text;        /* the value of the parameter */
    const struct scenario *parent;  /* what is said besides */
};

/* The model of `root`, a template in which loops are expanded. The view says what is known of
 * parameters: with free_parameters any value that they allow, else the given values and the
 * Defaults; without a region, that of the stack may be any. Nothing is reported. */
struct condition_model *condition_model_new(const struct builder *builder,
                                            const struct evaluation_options *view,
                                            const struct node *root);

/* `parent`, and `condition` besides. */
const struct scenario *scenario_with(struct arena *arena, const struct scenario *parent,
                                     const struct symbol *condition, bool truth);

/* Whether there are values of parameters for which it is so. */
enum answer scenario_possible(struct condition_model *model, const struct scenario *scenario);

/* The same with some conditions besides, each true where the bit of its number is set in `truths`.
 */
enum answer scenario_possible_with(struct condition_model *model, const struct scenario *scenario,
                                   const struct symbol *const *conditions, size_t count,
                                   unsigned truths);

/* Whether both can be so at once. They exclude each other when the answer is no. */
enum answer scenarios_meet(struct condition_model *model, const struct scenario *one,
                           const struct scenario *other);

/* Whether `other` is so whenever `scenario` is. */
enum answer scenario_implies(struct condition_model *model, const struct scenario *scenario,
                             const struct scenario *other);

#endif
