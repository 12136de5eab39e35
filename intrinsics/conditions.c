/* Conditions, in three values: true, false, unknown. Each is evaluated once, when it is first asked
 * for; asking for one that is being evaluated is a cycle.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html
 */
#include "base/limits.h"
#include "base/printable.h"
#include "intrinsics/evaluation_internal.h"

/* What e->truths says of a condition. */
static const char visited = 0, truths[] = {0, 0, 0};

enum { MOST_OPERANDS = 10 };

static enum truth truth_of_bool(bool truth)
{
    return truth ? TRUTH_TRUE : TRUTH_FALSE;
}

/* -- Functions ----------------------------------------------------------------------------------
 */

/* An operand of Equals: false when it can be no operand. */
static bool check_operand(struct evaluation *e, const struct node *value)
{
    if (is_known_scalar(value) || node_is_string(value)) return true;
    if (is_deferred(value)) return true;
    evaluation_error(e, value, INTRINSIC_EQUALS,
                     "Fn::Equals compares plain values, but is given %s.", value_name(value));
    return false;
}

static enum truth truth_of_equals(struct evaluation *e, const struct node *argument)
{
    if (list_count(argument) != 2) {
        evaluation_error(e, argument, INTRINSIC_EQUALS,
                         "Fn::Equals takes a list of two values to compare.");
        return TRUTH_UNKNOWN;
    }
    const struct node *items = evaluate_items(e, argument);
    const struct node *left = list_at(items, 0), *right = list_at(items, 1);
    if (!check_operand(e, left) || !check_operand(e, right)) return TRUTH_UNKNOWN;
    if (is_known(left) && is_known(right))
        return truth_of_bool(slice_eq(scalar_text(left), scalar_text(right)));
    return node_equal(left, right) ? TRUTH_TRUE : TRUTH_UNKNOWN;
}

/* And (decided by a false operand) and Or (decided by a true one). All operands are looked at, so
 * that what is wrong in any is found. */
static enum truth truth_of_operands(struct evaluation *e, const struct node *argument,
                                    enum evaluation_rule rule, enum truth deciding)
{
    enum truth truth = deciding == TRUTH_TRUE ? TRUTH_FALSE : TRUTH_TRUE;

    if (list_count(argument) < 2 || list_count(argument) > MOST_OPERANDS) {
        evaluation_error(e, argument, rule, "%s takes a list of two to ten conditions.",
                         rule == INTRINSIC_AND ? "Fn::And" : "Fn::Or");
        return TRUTH_UNKNOWN;
    }
    LIST_EACH (argument, each) {
        enum truth operand = truth_of(e, each.value);
        if (operand == deciding)
            truth = deciding;
        else if (operand == TRUTH_UNKNOWN && truth != deciding)
            truth = TRUTH_UNKNOWN;
    }
    return truth;
}

static enum truth truth_of_not(struct evaluation *e, const struct node *argument)
{
    if (list_count(argument) != 1) {
        evaluation_error(e, argument, INTRINSIC_NOT, "Fn::Not takes a list of one condition.");
        return TRUTH_UNKNOWN;
    }
    enum truth truth = truth_of(e, list_at(argument, 0));
    return truth == TRUTH_UNKNOWN ? truth : truth_of_bool(truth == TRUTH_FALSE);
}

static enum truth truth_of_function(struct evaluation *e, const struct node *node)
{
    const struct map_entry *entry = map_single(node);
    const struct symbol *key = entry ? entry->key : NULL;

    if (key == K(FnEquals)) return truth_of_equals(e, entry->value);
    if (key == K(FnAnd)) return truth_of_operands(e, entry->value, INTRINSIC_AND, TRUTH_FALSE);
    if (key == K(FnOr)) return truth_of_operands(e, entry->value, INTRINSIC_OR, TRUTH_TRUE);
    if (key == K(FnNot)) return truth_of_not(e, entry->value);
    if (key == K(Condition) && node_is_string(entry->value))
        return truth_of_condition(e, entry->value, node_text(entry->value));
    evaluation_error(e, key == K(Condition) ? entry->value : node, INTRINSIC_CONDITION_SHAPE,
                     "A condition is made of Fn::Equals, Fn::And, Fn::Or, Fn::Not and Condition, "
                     "but this is %s.",
                     key ? key->text : node_kind_name(node));
    return TRUTH_UNKNOWN;
}

enum truth truth_of(struct evaluation *e, const struct node *node)
{
    if (e->condition_depth == LIMIT_CONDITION_LEVELS) {
        evaluation_over_limit(
            e, node,
            slice_printf(e->b->arena,
                         "More than %d conditions and condition functions lead from one to the "
                         "next up to here.",
                         LIMIT_CONDITION_LEVELS));
        return TRUTH_UNKNOWN;
    }
    size_t step = trace_begin(e, STEP_TEST, node, SLICE(""));
    e->condition_depth++;
    enum truth truth = truth_of_function(e, node);
    e->condition_depth--;
    trace_end_truth(e, step, truth);
    return truth;
}

static enum truth truth_of_name(struct evaluation *e, const struct node *at, struct slice name)
{
    const struct symbol *symbol = symbol_of(e->b->symbols, name);
    const char *known = table_get(&e->truths, symbol);
    const struct node *definition = map_get(e->conditions, symbol);

    if (known == &visited) {
        name = quotable(e->b->arena, name);
        evaluation_error(e, at, INTRINSIC_CONDITION_CYCLE, "The condition %.*s depends on itself.",
                         SLICE_ARG(name));
        return TRUTH_UNKNOWN;
    }
    if (known) return (enum truth)(known - truths);
    if (e->over_limit) return TRUTH_UNKNOWN;
    if (!definition) {
        name = quotable(e->b->arena, name);
        evaluation_error(e, at, INTRINSIC_CONDITION_MISSING,
                         "There is no condition %.*s in Conditions.", SLICE_ARG(name));
        return TRUTH_UNKNOWN;
    }
    table_set(e->b->arena, &e->truths, symbol, &visited);
    struct place outer = e->place;
    e->place = (struct place){.entry = definition};
    enum truth truth = truth_of(e, definition);
    e->place = outer;
    table_set(e->b->arena, &e->truths, symbol, &truths[truth]);
    return truth;
}

enum truth truth_of_condition(struct evaluation *e, const struct node *at, struct slice name)
{
    size_t step = trace_begin(e, STEP_CONDITION, at, name);
    enum truth truth = truth_of_name(e, at, name);

    trace_end_truth(e, step, truth);
    return truth;
}

/* -- The section --------------------------------------------------------------------------------
 */

static const struct node *evaluate_operand(void *context, const struct node *node)
{
    struct evaluation *e = context;
    const struct map_entry *entry = map_single(node);

    if (entry && entry->key == K(FnEquals))
        return with_argument(e, node, evaluate_items(e, entry->value));
    return node_replace_children(e->b, node, evaluate_operand, e);
}

const struct node *condition_value(struct evaluation *e, const struct node *node, enum truth truth)
{
    struct trace *trace = e->trace;

    if (truth != TRUTH_UNKNOWN) return node_bool(e->b, truth == TRUTH_TRUE);
    e->trace = NULL; /* the steps are the same again */
    e->tolerance++;  /* and so is what is wrong */
    const struct node *value = evaluate_operand(e, node);
    e->tolerance--;
    e->trace = trace;
    return value;
}

const struct node *evaluate_conditions(struct evaluation *e)
{
    MAP_EACH (e->conditions, each)
        truth_of_condition(e, each.value, symbol_slice(each.key));
    e->tolerance++; /* what is wrong has been said */
    const struct node *conditions =
        e->options->extent == EXTENT_ALL
            ? node_replace_children(e->b, e->conditions, evaluate_operand, e)
            : evaluate(e, e->conditions);
    e->tolerance--;
    return conditions;
}

/* -- If -----------------------------------------------------------------------------------------
 */

/* An If whose condition `name` is not known, its branches evaluated. It comes to the same wherever
 * it stands, so it can be kept; but not when the condition is missing, which is to be told again.
 */
static const struct node *evaluate_branches(struct evaluation *e, const struct node *node,
                                            const struct node *argument, struct slice name)
{
    e->tolerance++; /* one of the branches will not be needed */
    const struct node *branches = evaluate_items(e, argument);
    e->tolerance--;
    const struct node *value = with_argument(e, node, branches);
    if (e->ifs && table_get(&e->truths, symbol_of(e->b->symbols, name)))
        table_set(e->b->arena, e->ifs, node, value);
    return value;
}

const struct node *evaluate_if(struct evaluation *e, const struct node *node,
                               const struct node *argument)
{
    const struct node *name = list_at(argument, 0);
    const struct node *known = e->ifs ? table_get(e->ifs, node) : NULL;

    if (known) return known;
    if (list_count(argument) != 3 || !node_is_string(name)) {
        evaluation_error(e, list_count(argument) == 3 ? name : argument, INTRINSIC_IF,
                         "Fn::If takes the name of a condition and two values, as in [IsProd, a, "
                         "b].");
        return node;
    }
    size_t errors = e->findings->totals[SEVERITY_ERROR];
    enum truth truth = truth_of_condition(e, name, node_text(name));
    if (e->findings->totals[SEVERITY_ERROR] > errors) return node;
    if (truth != TRUTH_UNKNOWN) return evaluate(e, list_at(argument, truth == TRUTH_TRUE ? 1 : 2));
    return evaluate_branches(e, node, argument, node_text(name));
}
