/* The walk over the CloudFormation tree: sections in a fixed order, whatever their order in the
 * file, and below each of their entries all values.
 *
 * Invariant: each intrinsic is visited once, wherever it stands, and evaluated there, which reports
 * what is wrong with its arguments.
 */
#include "validator/engine_internal.h"

static void walk_value(struct validation *v, const struct visit *visit);

static struct visit visit_below(const struct visit *parent, const struct node *node)
{
    struct visit visit = *parent;

    visit.parent = parent;
    visit.node = node;
    visit.entry = NULL;
    visit.item = 0;
    visit.call = NULL;
    visit.resolved = NULL;
    return visit;
}

static void walk_children(struct validation *v, const struct visit *parent)
{
    LIST_EACH (parent->node, each) {
        struct visit visit = visit_below(parent, each.value);
        visit.item = each.next - 1;
        walk_value(v, &visit);
    }
    MAP_EACH (parent->node, each) {
        struct visit visit = visit_below(parent, each.value);
        visit.entry = each.entry;
        walk_value(v, &visit);
    }
}

/* The branches of Fn::If are what stands in its place: no arguments, but of `function` if it is an
 * argument of that itself. */
static void walk_branches(struct validation *v, const struct visit *visit,
                          const struct symbol *function)
{
    const struct map_entry *entry = visit->call;
    const struct node *name = list_at(entry->value, 0);
    struct visit list = visit_below(visit, entry->value);

    list.entry = entry;
    for (uint32_t i = 1; i < 3; i++) {
        struct visit branch = visit_below(&list, list_at(entry->value, i));
        branch.item = i;
        branch.function = function;
        if (node_is_string(name))
            branch.scenario = scenario_with(v->b->arena, visit->scenario,
                                            symbol_of(v->b->symbols, node_text(name)), i == 1);
        walk_value(v, &branch);
    }
}

/* Whether a function has a truth, and no value. All conditions have been evaluated. */
static bool has_truth(const struct map_entry *call)
{
    const struct symbol *key = call->key;

    return key == K(FnAnd) || key == K(FnOr) || key == K(FnNot) || key == K(FnEquals) ||
           key == K(Condition);
}

/* Whether it is Fn::Equals or the like with something else than a list: what that is does not
 * count.
 */
static bool is_malformed_truth(const struct map_entry *call)
{
    return has_truth(call) && call->key != K(Condition) && !node_is_list(call->value);
}

static void walk_function(struct validation *v, const struct visit *visit)
{
    struct visit here = *visit;
    size_t found = v->findings->count;

    here.call = map_single(visit->node);
    here.resolved =
        has_truth(here.call) ? visit->node : evaluation_value(v->evaluation, visit->node);
    if (v->findings->count > found) {
        name_if_findings(v, found);
        name_function_findings(v, visit, found);
    }
    if (visit->section == SECTION_OUTPUTS && visit->part == K(Value))
        name_output_findings(v, found);
    note_function(v, &here);
    dispatch(v, VISIT_FUNCTION, &here);
    here.function = here.call->key;
    if (is_malformed_truth(here.call)) return;
    if (!here.outer && here.function != K(FnIf)) here.outer = here.function;
    if (here.function == K(FnIf) && list_count(here.call->value) == 3)
        walk_branches(v, &here, visit->function);
    else
        walk_children(v, &here);
}

/* Whether a value is an intrinsic. Policies have maps with the one key Condition, too. */
static bool is_function(const struct visit *visit)
{
    const struct map_entry *entry;

    if (!is_intrinsic(visit->node)) return false;
    entry = map_single(visit->node);
    return entry->key != K(Condition) ||
           (node_is_string(entry->value) &&
            (visit->section == SECTION_CONDITIONS || visit->section == SECTION_RULES));
}

static void walk_value(struct validation *v, const struct visit *visit)
{
    if (is_function(visit)) {
        walk_function(v, visit);
        return;
    }
    if (!visit->function) dispatch(v, VISIT_VALUE, visit);
    if (node_is_string(visit->node)) {
        struct slice text = {visit->node->text, visit->node->count};
        dispatch(v, VISIT_TEXT, visit);
        if (slice_starts(text, SLICE("AWS::"))) dispatch(v, VISIT_AWS_TEXT, visit);
        if (slice_find(text, '{') < text.size) dispatch(v, VISIT_BRACED_TEXT, visit);
        return;
    }
    walk_children(v, visit);
}

/* The attributes of a resource, output or condition. */
static void walk_parts(struct validation *v, const struct visit *owner)
{
    MAP_EACH (owner->node, each) {
        struct visit visit = visit_below(owner, each.value);
        visit.entry = each.entry;
        visit.part = each.key;
        if (each.key != K(Type)) walk_value(v, &visit);
    }
}

static const struct {
    enum section section;
    enum visit_kind kind;
} sections[] = {
    {SECTION_PARAMETERS, VISIT_PARAMETER}, {SECTION_MAPPINGS, VISIT_MAPPING},
    {SECTION_CONDITIONS, VISIT_CONDITION}, {SECTION_RULES, VISIT_RULE},
    {SECTION_RESOURCES, VISIT_RESOURCE},   {SECTION_OUTPUTS, VISIT_OUTPUT},
};

static void walk_entry(struct validation *v, struct visit *visit, enum visit_kind kind)
{
    if (kind == VISIT_RESOURCE) {
        visit->resource = resource_named(v, visit->entry->key);
        visit->type = visit->resource->type->name;
        visit->scenario = visit->resource->scenario;
    }
    if (kind == VISIT_OUTPUT) visit->scenario = scenario_of(v, visit->node);
    if (kind == VISIT_OUTPUT || (kind == VISIT_RESOURCE && !visit->resource->is_bare))
        note_attributes(v, visit);
    dispatch(v, kind, visit);
    if (kind == VISIT_CONDITION)
        walk_value(v, visit);
    else if (kind == VISIT_RESOURCE || kind == VISIT_OUTPUT || kind == VISIT_RULE)
        walk_parts(v, visit);
}

void walk_template(struct validation *v)
{
    struct visit root = {.node = v->root};

    dispatch(v, VISIT_TEMPLATE, &root);
    size_t found = v->findings->count;
    evaluation_check_conditions(v->evaluation);
    name_condition_findings(v, found);
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        MAP_EACH (section_at(v, sections[i].section), each) {
            struct visit visit = visit_below(&root, each.value);
            visit.section = sections[i].section;
            visit.entry = visit.owner = each.entry;
            walk_entry(v, &visit, sections[i].kind);
        }
    dispatch(v, VISIT_END, &root);
}
