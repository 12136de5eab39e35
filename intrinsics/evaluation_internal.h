/* What the functions share. */
#ifndef INTRINSICS_EVALUATION_INTERNAL_H
#define INTRINSICS_EVALUATION_INTERNAL_H

#include "intrinsics/evaluation.h"
#include "intrinsics/iterations.h"
#include "intrinsics/trace.h"

/* What is known of a condition. */
enum truth { TRUTH_FALSE, TRUTH_TRUE, TRUTH_UNKNOWN };

/* Where the evaluation is, for findings. */
struct place {
    const struct iteration *iteration; /* while loops are expanded: the innermost; else NULL */
    const struct node *entry;          /* the condition, resource or output; NULL: none */
    const struct node *property;       /* the property of the resource; NULL: none */
};

struct evaluation {
    const struct builder *b;
    struct findings *findings;
    const struct evaluation_options *options;
    const struct node *root;       /* the template, its loops expanded as far as we are */
    const struct node *conditions; /* its Conditions */
    struct table truths;           /* of conditions: symbol of the name -> the mark of its truth, or
                                      the mark of one that is being evaluated; see conditions.c */
    struct table *iterations;      /* what loops made (entries of sections, properties), and
                                      symbols of the resources among it -> struct iteration;
                                      NULL: it is not written down */
    struct place place;            /* where we are, for findings */
    unsigned tolerance;            /* above 0, what is wrong stays as it is, without a finding */
    unsigned whole;                /* above 0, all functions are evaluated whatever the extent is:
                                      inside an argument of one that is */
    unsigned checked;              /* above 0, we are inside of a function that is left and in which
                                      all that is wrong has been found */
    size_t made;                   /* by functions so far, see LIMIT_EVALUATION */
    unsigned condition_depth;      /* condition functions that are being evaluated */
    bool over_limit;               /* reported; nothing more is evaluated */
    bool drops_no_value;           /* AWS::NoValue takes its key or item away (in Resources) */
    bool keeps_null;               /* but a null does not (in Fn::ToJsonString) */
    struct table *ifs;   /* Fn::If that is not known -> its value, for who evaluates values
                            again that stand in others; NULL: nobody does */
    struct trace *trace; /* what is done is written down in it; NULL: it is not */
};

/* -- Findings -----------------------------------------------------------------------------------
 */

/* Reports an error at `at`, unless what is wrong is tolerated. */
void evaluation_error(struct evaluation *e, const struct node *at, enum evaluation_rule rule,
                      const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Reports that a limit of base/limits.h is hit, whatever is tolerated, and ends the evaluation. */
void evaluation_over_limit(struct evaluation *e, const struct node *at, struct slice message);

/* Counts what a function made, in bytes of text and nodes. False when it was too much. */
bool count_made(struct evaluation *e, const struct node *at, size_t amount);

/* The same for a whole value. */
bool count_value(struct evaluation *e, const struct node *at, const struct node *value);

/* -- Values -------------------------------------------------------------------------------------
 */

/* `node` evaluated. */
const struct node *evaluate(struct evaluation *e, const struct node *node);

/* The same for an argument of a function, whatever the extent. */
const struct node *evaluate_argument(struct evaluation *e, const struct node *node);

/* A list or map of arguments evaluated, those that became AWS::NoValue kept. */
const struct node *evaluate_items(struct evaluation *e, const struct node *items);

/* Whether the value that `old` became goes away with its key or item. A null that the user wrote,
 * or an AWS::NoValue that nothing is done to, stays in a template that is not evaluated as a whole.
 */
bool is_dropped(const struct evaluation *e, const struct node *old, const struct node *value);

/* Whether a value is known: no intrinsic, and no dynamic reference. */
bool is_known(const struct node *value);

/* Whether it is a known text, number or boolean. */
bool is_known_scalar(const struct node *value);

/* Whether an evaluated value is an intrinsic that will have a value: all but AWS::NoValue. */
bool is_deferred(const struct node *value);

/* Whether a value is not known before there are resources: one of a resource or of another stack.
 * Where CloudFormation looks something up before that, only parameters and pseudo parameters help.
 */
bool is_known_too_late(const struct evaluation *e, const struct node *value);

/* Whether an unknown value is sure to be a text: no list can come of it. */
bool is_unknown_text(const struct node *value);

/* What an evaluated value is, for messages: "a list", "AWS::NoValue"... */
const char *value_name(const struct node *value);

/* A scalar as CloudFormation puts it into a text. */
struct slice scalar_text(const struct node *value);

/* A text that stands where `like` does; it is borrowed. */
const struct node *text_at(struct evaluation *e, const struct node *like, struct slice text);

/* The intrinsic with another argument; itself when that is the one it has. */
const struct node *with_argument(struct evaluation *e, const struct node *intrinsic,
                                 const struct node *argument);

/* The value of a parameter or pseudo parameter; NULL when it is not known or there is none. */
const struct node *value_of_name(struct evaluation *e, struct slice name);

/* A text that lists values as parameters do, "a, b", as a list of texts that stand where `like`
 * does. */
const struct node *list_of_commas(struct evaluation *e, const struct node *like, struct slice text);

/* -- Conditions ---------------------------------------------------------------------------------
 */

/* What is known of the condition `name`, which stands at `at`. A missing one is an error. */
enum truth truth_of_condition(struct evaluation *e, const struct node *at, struct slice name);

/* Evaluates all conditions; each keeps its form, with evaluated operands. */
const struct node *evaluate_conditions(struct evaluation *e);

/* What is known of a condition function. */
enum truth truth_of(struct evaluation *e, const struct node *node);

/* What a condition function of that truth becomes: a boolean, or the same function with evaluated
 * operands. */
const struct node *condition_value(struct evaluation *e, const struct node *node, enum truth truth);

/* -- Resources ----------------------------------------------------------------------------------
 */

/* A resource evaluated; `context` is the evaluation. */
const struct node *evaluate_resource(void *context, const struct node *resource);

/* -- Functions ----------------------------------------------------------------------------------
 */

/* A function: `argument` is what stands at its key, not evaluated yet, and `node` the whole.
 * Returns the value, or the intrinsic with evaluated arguments when it is not known, or `node`
 * after an error. */
typedef const struct node *evaluate_function(struct evaluation *e, const struct node *node,
                                             const struct node *argument);

#define FUNCTION(key, function, extension) evaluate_function function;
#include "intrinsics/function_list.h"
#undef FUNCTION

/* -- Observing ----------------------------------------------------------------------------------
 */

/* Writes down that the evaluation of a step begins; the steps until its end belong to it. `name` is
 * that of STEP_NAME and STEP_CONDITION. Returns the number of the step. */
size_t trace_begin(struct evaluation *e, enum trace_kind kind, const struct node *node,
                   struct slice name);

/* Writes down what became of the step. */
void trace_end(struct evaluation *e, size_t step, const struct node *value);
void trace_end_truth(struct evaluation *e, size_t step, enum truth truth);

/* -- Loops --------------------------------------------------------------------------------------
 */

/* Whether an entry with that key is a loop, or would be one if it had a name. */
bool is_loop_key(const struct symbol *key);

/* Expands the loops of a template, in Conditions, Resources, Outputs and the Properties of
 * resources. Conditions come first: e->conditions is set on the way. */
const struct node *expand_loops(struct evaluation *e, const struct node *root);

#endif
