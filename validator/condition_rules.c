/* Conditions. What is wrong in them is found by evaluation; here it gets the rule that linters know
 * it by: that of the function which the whole condition, or the value, is made of.
 */
#include "validator/engine_internal.h"

/* The rule of the function that a condition is made of. */
static enum evaluation_rule rule_of_condition(const struct node *condition)
{
    const struct map_entry *entry = map_single(condition);
    const struct symbol *key = entry ? entry->key : NULL;

    if (key == K(FnAnd)) return INTRINSIC_AND;
    if (key == K(FnOr)) return INTRINSIC_OR;
    if (key == K(FnNot)) return INTRINSIC_NOT;
    if (key == K(FnEquals)) return INTRINSIC_EQUALS;
    return INTRINSIC_CONDITION_SHAPE;
}

/* Whether a rule is about the form of conditions. Cycles are no matter of form. */
static bool is_about_form(const struct rule *rule)
{
    return rule >= intrinsic_rule_row(INTRINSIC_CONDITION_SHAPE) &&
           rule < intrinsic_rule_row(INTRINSIC_CONDITION_CYCLE);
}

void name_condition_findings(struct validation *v, size_t from)
{
    MAP_EACH (section_at(v, SECTION_CONDITIONS), each) {
        struct span span = node_span(each.value);
        for (size_t i = from; i < v->findings->count; i++) {
            struct finding *finding = &v->findings->items[i];
            if (finding->span.start >= span.start && finding->span.end <= span.end &&
                is_about_form(finding->rule))
                finding->rule = intrinsic_rule_row(rule_of_condition(each.value));
        }
    }
}

void name_if_findings(struct validation *v, size_t from)
{
    for (size_t i = from; i < v->findings->count; i++)
        if (v->findings->items[i].rule == intrinsic_rule_row(INTRINSIC_CONDITION_MISSING))
            v->findings->items[i].rule = intrinsic_rule_row(INTRINSIC_IF);
}

/* An operand as it was written, when that is a plain value. */
static bool is_plain(const struct node *operand)
{
    return operand && operand->kind != NODE_NULL && operand->kind < NODE_LIST;
}

static struct slice plain_text(const struct node *operand)
{
    if (!node_is(operand, NODE_BOOL)) return node_text(operand);
    return operand->truth ? SLICE("true") : SLICE("false");
}

void check_constant_condition(struct validation *v, const struct visit *visit)
{
    const struct map_entry *entry = visit->call;
    const struct node *left = list_at(entry->value, 0), *right = list_at(entry->value, 1);
    bool same;

    if (list_count(entry->value) != 2) return;
    same = node_equal(left, right);
    if (!same && !(is_plain(left) && is_plain(right))) return;
    if (is_plain(left) && is_plain(right)) same = slice_eq(plain_text(left), plain_text(right));
    report(v, visit, RULE_CONSTANT_CONDITION, visit_span(visit),
           "Fn::Equals compares two values that are always %s. Compare with a parameter, or do "
           "without the condition.",
           same ? "the same" : "different");
}

/* Rules are not evaluated: more may stand between their functions than in Conditions. */
void check_rule_equality(struct validation *v, const struct visit *visit)
{
    const struct map_entry *entry = visit->call;

    if (visit->section != SECTION_RULES) return;
    if (list_count(entry->value) != 2)
        report_intrinsic(v, visit, INTRINSIC_EQUALS, function_span(visit),
                         "Fn::Equals takes a list of two values to compare.");
}
