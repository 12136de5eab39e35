/* Functions that are well formed, and yet say too much, or cannot be used where they stand. What is
 * wrong with their arguments is found by evaluation.
 */
#include "base/nearest.h"
#include "validator/engine_internal.h"

/* The functions that values may be made of, and the rule that finds fault with their arguments. */
static const struct {
    const struct symbol *key;
    enum evaluation_rule rule;
} functions[] = {
    {K(Ref), INTRINSIC_REF},
    {K(FnBase64), INTRINSIC_BASE64},
    {K(FnCidr), INTRINSIC_CIDR},
    {K(FnFindInMap), INTRINSIC_FIND_IN_MAP},
    {K(FnGetAZs), INTRINSIC_GET_AZS},
    {K(FnGetAtt), INTRINSIC_GET_ATT},
    {K(FnGetStackOutput), INTRINSIC_GET_STACK_OUTPUT},
    {K(FnIf), INTRINSIC_IF},
    {K(FnImportValue), INTRINSIC_IMPORT_VALUE},
    {K(FnJoin), INTRINSIC_JOIN},
    {K(FnLength), INTRINSIC_LENGTH},
    {K(FnSelect), INTRINSIC_SELECT},
    {K(FnSplit), INTRINSIC_SPLIT},
    {K(FnSub), INTRINSIC_SUB},
    {K(FnToJsonString), INTRINSIC_TO_JSON_STRING},
};

#define FUNCTION_COUNT (sizeof functions / sizeof *functions)

enum evaluation_rule rule_of_function(const struct symbol *function, enum evaluation_rule other)
{
    for (size_t i = 0; i < FUNCTION_COUNT; i++)
        if (functions[i].key == function) return functions[i].rule;
    return other;
}

/* Whether a rule is about arguments of functions that can be found wrong only in a value: not those
 * of Ref, which names one thing, and of Fn::If, which chooses one. */
static bool is_argument_rule(const struct rule *rule)
{
    for (size_t i = 0; i < FUNCTION_COUNT; i++)
        if (rule == intrinsic_rule_row(functions[i].rule))
            return functions[i].rule != INTRINSIC_REF && functions[i].rule != INTRINSIC_IF;
    return false;
}

/* Whether the user can change the function: the transform did not make it. */
static bool is_written(const struct visit *visit)
{
    return !(visit->node->flags & NODE_GENERATED);
}

void name_function_findings(struct validation *v, const struct visit *visit, size_t from)
{
    const struct symbol *outer = visit->outer ? visit->outer : map_single(visit->node)->key;
    enum evaluation_rule rule = rule_of_function(outer, INTRINSIC_REF);
    size_t kept = from;

    for (size_t i = from; i < v->findings->count && visit->section >= SECTION_RESOURCES; i++) {
        struct finding finding = v->findings->items[i];
        if (span_is_none(finding.span)) finding.span = function_span(visit);
        if (is_argument_rule(finding.rule)) {
            if (outer == K(FnIf)) continue;
            finding.rule = intrinsic_rule_row(rule);
        }
        v->findings->items[kept++] = finding;
    }
    if (visit->section >= SECTION_RESOURCES) findings_cut(v->findings, kept);
}

void name_output_findings(struct validation *v, size_t from)
{
    for (size_t i = from; i < v->findings->count; i++)
        v->findings->items[i].rule = rule_row(RULE_OUTPUT_VALUE);
}

/* The rule for a fault of a function: in an output that of its Value, else that of the outermost
 * function around it. */
static const struct rule *rule_of_visit(const struct visit *visit, enum evaluation_rule rule)
{
    if (visit->section == SECTION_OUTPUTS && visit->part == K(Value))
        return rule_row(RULE_OUTPUT_VALUE);
    return intrinsic_rule_row(rule_of_function(visit->outer, rule));
}

/* -- Fn::GetAtt ---------------------------------------------------------------------------------
 */

/* What evaluation lets pass, as AWS::LanguageExtensions does. */
void check_get_att_form(struct validation *v, const struct visit *visit)
{
    const struct map_entry *entry = visit->call;
    const struct node *id = list_at(entry->value, 0), *attribute = list_at(entry->value, 1);
    const struct rule *rule = rule_of_visit(visit, INTRINSIC_GET_ATT);

    if (list_count(entry->value) < 2) return;
    if (list_count(entry->value) > 2)
        report_row(v, visit, rule, function_span(visit),
                   "Fn::GetAtt takes a logical id and an attribute, but is given %u items. "
                   "Join the names of an attribute with dots.",
                   list_count(entry->value));
    if (v->has_extensions) return;
    if (node_is_string(id) && (node_is_string(attribute) || ref_target(v->b, attribute))) return;
    report_row(v, visit, rule, node_span(node_is_string(id) ? attribute : id),
               "Without the transform AWS::LanguageExtensions, Fn::GetAtt takes a plain "
               "logical id, and an attribute that is plain or a Ref.");
}

/* -- Fn::FindInMap ------------------------------------------------------------------------------
 */

void check_find_in_map_form(struct validation *v, const struct visit *visit)
{
    const struct map_entry *entry = visit->call;

    if (list_count(entry->value) < 4 || v->is_open) return;
    if (!v->has_extensions)
        report_intrinsic(v, visit, rule_of_function(visit->outer, INTRINSIC_FIND_IN_MAP),
                         function_span(visit),
                         "Fn::FindInMap takes a DefaultValue only with the transform "
                         "AWS::LanguageExtensions. Add the line \"Transform: "
                         "AWS::LanguageExtensions\" at the top of the template.");
}

/* -- Fn::Sub ------------------------------------------------------------------------------------
 */

static bool sub_names(struct slice text, struct slice variable)
{
    struct slice name;
    size_t at = 0;

    while (next_sub_name(text, &at, &name))
        if (slice_eq(name, variable)) return true;
    return false;
}

void check_sub_variables(struct validation *v, const struct visit *visit)
{
    const struct map_entry *entry = visit->call;
    const struct node *list = entry->value;
    const struct node *text = node_is_list(list) ? list_at(list, 0) : list;
    struct slice name;
    size_t at = 0;

    if (!node_is_string(text) || !text->count || !is_written(visit)) return;
    if (!next_sub_name(node_text(text), &at, &name)) {
        report(v, visit, RULE_SUB_NEEDLESS, function_span(visit),
               "There is no ${...} in this text that Fn::Sub would replace. Write the text "
               "without Fn::Sub.");
        return;
    }
    MAP_EACH (list_at(list, 1), each)
        if (!sub_names(node_text(text), symbol_slice(each.key)))
            report(v, visit, RULE_SUB_VARIABLE_UNUSED, function_span(visit),
                   "Fn::Sub is given a value for %s, but its text has no ${%s}. Remove the value, "
                   "or use it.",
                   each.key->text, each.key->text);
}

/* -- Fn::Join -----------------------------------------------------------------------------------
 */

/* Whether Fn::Sub could hold such an item. */
static bool fits_into_sub(const struct node *item)
{
    const struct map_entry *entry = map_single(item);

    if (!node_is_map(item)) return !node_is_list(item);
    return entry && (entry->key == K(Ref) || entry->key == K(FnGetAtt) || entry->key == K(FnSub));
}

void check_join(struct validation *v, const struct visit *visit)
{
    const struct map_entry *entry = visit->call;
    const struct node *delimiter = list_at(entry->value, 0), *items = list_at(entry->value, 1);

    if (!node_is_list(items) || !is_written(visit)) return;
    if (!node_is_string(delimiter) || delimiter->count) return;
    LIST_EACH (items, each)
        if (!fits_into_sub(each.value)) return;
    report(v, visit, RULE_JOIN_AS_SUB, node_span(delimiter),
           "Fn::Join with an empty delimiter says less clearly what Fn::Sub says. Write the text "
           "with Fn::Sub, as in !Sub \"${Name}-logs\".");
}

/* -- Fn::If -------------------------------------------------------------------------------------
 */

void check_if_branches(struct validation *v, const struct visit *visit)
{
    const struct map_entry *entry = visit->call;
    const struct node *name = list_at(entry->value, 0);

    if (list_count(entry->value) != 3 || !node_is_string(name)) return;
    if (!visit->scenario || !is_written(visit)) return;
    if (!map_has(section_at(v, SECTION_CONDITIONS), symbol_of(v->b->symbols, node_text(name))))
        return;
    if (scenario_possible(v->conditions, visit->scenario) == ANSWER_NO) return;
    for (uint32_t i = 1; i < 3; i++) {
        const struct scenario *branch = scenario_with(
            v->b->arena, visit->scenario, symbol_of(v->b->symbols, node_text(name)), i == 1);
        if (scenario_possible(v->conditions, branch) == ANSWER_NO)
            report(v, visit, RULE_BRANCH_UNREACHABLE, node_span(list_at(entry->value, i)),
                   "This value is never taken: where Fn::If stands, the condition %.*s is always "
                   "%s. Write the other value without Fn::If.",
                   SLICE_ARG(node_text(name)), i == 1 ? "false" : "true");
    }
}

/* -- Functions that there are not ---------------------------------------------------------------
 */

/* The functions that AWS::LanguageExtensions adds, by how their keys start. */
static const struct {
    struct slice start;
    enum evaluation_rule rule;
} extensions[] = {
    {{"Fn::ForEach::", 13}, INTRINSIC_FOR_EACH},
    {{"Fn::Length", 10}, INTRINSIC_LENGTH},
    {{"Fn::ToJsonString", 16}, INTRINSIC_TO_JSON_STRING},
};

/* Whether it stands in the Value of an output, all of whose faults are one rule's. */
static bool is_output_value(const struct visit *visit)
{
    return visit->section == SECTION_OUTPUTS && visit->part == K(Value);
}

static bool check_extension(struct validation *v, const struct visit *visit, struct slice key,
                            struct span span)
{
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++) {
        if (!slice_starts(key, extensions[i].start)) continue;
        if (!v->is_open && !v->has_extensions)
            report_intrinsic(v, visit, extensions[i].rule, span,
                             "%.*s works only with the transform AWS::LanguageExtensions. Add the "
                             "line \"Transform: AWS::LanguageExtensions\" at the top of the "
                             "template.",
                             SLICE_ARG(key));
        return true;
    }
    return false;
}

/* Loops in sections and in maps with more keys. */
void check_loop(struct validation *v, const struct visit *visit)
{
    if (visit->entry && !visit->entry->key->number &&
        slice_starts(entry_key(visit->entry), extensions[0].start) &&
        !is_intrinsic(visit->parent->node))
        check_extension(v, visit, entry_key(visit->entry), entry_span(visit->entry));
}

static bool is_function_key(const struct symbol *key)
{
    for (size_t i = 0; i < FUNCTION_COUNT; i++)
        if (functions[i].key == key) return true;
    return key == K(FnTransform) || key == K(Condition);
}

static struct slice function_hint(const struct validation *v, struct slice key)
{
    struct nearest nearest = nearest_to(key);

    for (size_t i = 0; i < FUNCTION_COUNT; i++)
        nearest_try(&nearest, symbol_slice(functions[i].key));
    if (!nearest.found.text) return SLICE("");
    return CONCAT(v->b->arena, SLICE(" Did you mean "), nearest.found, SLICE("?"));
}

/* Whether each template can use a function, with or without AWS::LanguageExtensions. */
static bool is_known_function(const struct symbol *key)
{
    return key == K(Ref) || key == K(FnGetAtt) || key == K(FnSub) || key == K(FnIf) ||
           (is_function_key(key) && key != K(FnLength) && key != K(FnToJsonString));
}

void check_function_name(struct validation *v, const struct visit *visit)
{
    const struct symbol *key = visit->call->key;
    bool is_output = is_output_value(visit);
    const struct rule *rule = rule_row(is_output ? RULE_OUTPUT_VALUE : RULE_VALUE_KIND);

    if (is_known_function(key)) return;
    if (visit->entry && visit->entry->key == K(Properties) &&
        visit->parent->node == visit->owner->value)
        rule = rule_row(RULE_PROPERTY_UNKNOWN);
    if (check_extension(v, visit, symbol_slice(key), visit_span(visit))) return;
    if (is_function_key(key) || (visit->outer && !is_function_key(visit->outer))) return;
    if (!is_output && visit->part != K(Properties)) return;
    if (!is_output && visit->outer)
        rule = intrinsic_rule_row(rule_of_function(visit->outer, INTRINSIC_REF));
    struct slice meant = function_hint(v, symbol_slice(key));
    report_row(v, visit, rule, visit_span(visit),
               "%s is no function that a value can be made of.%.*s", key->text, SLICE_ARG(meant));
}
