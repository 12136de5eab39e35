/* What functions give, held to the specification of the place where they stand.
 *
 * A value that a parameter has by its Default, or may have by its AllowedValues, is reported there
 * when it is the value itself that is wrong there (one of a list of values, a pattern, a range),
 * since it is what has to change; all else, and what is put together, at the function.
 *
 * Of what Fn::Sub puts together and Fn::If chooses, it is enough that one value fits: the others
 * may be combinations that nobody means (struct value_member, firm). Whether a list has the right
 * number of items is not asked: AllowedValues and Defaults of lists are examples.
 */
#include "validator/schema_internal.h"

static const struct rule *rule_of_given(const struct symbol *function)
{
    static const struct {
        const struct symbol *function;
        enum rule_name rule;
    } rules[] = {
        {K(Ref), RULE_GIVEN_BY_REF},         {K(FnSub), RULE_GIVEN_BY_SUB},
        {K(FnJoin), RULE_GIVEN_BY_JOIN},     {K(FnSplit), RULE_GIVEN_BY_SPLIT},
        {K(FnSelect), RULE_GIVEN_BY_SELECT}, {K(FnFindInMap), RULE_GIVEN_BY_MAP},
        {K(FnGetAZs), RULE_GIVEN_BY_ZONES},
    };

    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i].function == function) return rule_row(rules[i].rule);
    return intrinsic_rule_row(rule_of_function(function, INTRINSIC_TO_JSON_STRING));
}

/* "As Status of Bucket: " */
static struct slice words_at_place(const struct schema_walk *walk, const struct visit *at)
{
    const struct map_entry *owner = walk->resource->entry;

    while (!at->entry || at->entry->key == K(FnIf))
        at = at->parent;
    return slice_printf(walk->v->b->arena, "As %s of %s: ", at->entry->key->text,
                        owner ? owner->key->text : "a resource");
}

static struct visit visit_of(const struct visit *at, const struct value_member *member)
{
    struct visit visit = schema_visit(at, member->value, at->entry);

    visit.item = at->item;
    return visit;
}

/* Whether a member can be the value here, with the values that parameters are given. */
static bool is_possible(const struct schema_walk *walk, const struct value_member *member)
{
    struct arena *arena = walk->v->b->arena;
    const struct scenario *scenario = value_member_scenario(arena, walk->scenario, member);

    MAP_EACH (walk->v->input->parameters, each) {
        struct scenario *given = arena_alloc(arena, sizeof *given);
        *given = (struct scenario){.parameter = each.key, .text = each.value, .parent = scenario};
        scenario = given;
    }
    return scenario_possible(walk->v->conditions, scenario) == ANSWER_YES;
}

/* What is held to a specification. */
struct given_use {
    struct schema_walk *walk;
    const struct visit *at; /* the function */
    given_check *check;
    void *context;
};

static void check_member(const struct given_use *use, const struct value_member *member)
{
    struct schema_walk *walk = use->walk;
    struct visit visit = visit_of(use->at, member);
    const struct symbol *function = map_single(use->at->node)->key;
    struct given_value given = {
        .rule = rule_of_given(function),
        .span = function_span(use->at),
        .function = node_span(use->at->node),
        .place = member->place,
        .words = slice_printf(walk->v->b->arena, "From %s: ", function->text),
        .words_at_place = words_at_place(walk, use->at),
    };

    walk->given = &given;
    use->check(use->context, &visit);
    walk->given = NULL;
}

/* Whether a member fits. Nothing is reported. */
static bool member_fits(const struct given_use *use, const struct value_member *member)
{
    static const struct given_value any = {0};
    struct visit visit = visit_of(use->at, member);
    size_t count = use->walk->count;

    if (is_intrinsic(member->value)) return true;
    use->walk->given = &any;
    use->walk->is_trial = true;
    use->walk->steps = 0;
    use->check(use->context, &visit);
    use->walk->is_trial = false;
    use->walk->given = NULL;
    bool fits = use->walk->count == count;
    use->walk->count = count;
    return fits;
}

/* Whether AWS::LanguageExtensions puts a value in the place of a function before CloudFormation
 * sees it: it is then as if it were written there. */
static bool is_replaced(const struct schema_walk *walk, const struct visit *at)
{
    return map_single(at->node)->key == K(FnFindInMap) && walk->v->has_extensions;
}

/* Whether a value that one stands beside fits, so that it need not be meant. */
static bool is_loosely_fitting(const struct value_set *fitting, const struct value_member *member)
{
    for (size_t i = 0; i < fitting->members.count; i++)
        if (value_members_agree(&fitting->members.items[i], member)) return true;
    return false;
}

/* Reports what is wrong with the members that do not fit. */
static void report_members(const struct given_use *use, const struct value_set *wrong,
                           const struct value_set *fitting)
{
    bool is_reported = false; /* at the function: one example is enough there */

    for (size_t i = 0; i < wrong->members.count; i++) {
        const struct value_member *member = &wrong->members.items[i];
        bool has_place = !span_is_none(member->place);
        if ((is_reported && !has_place) || !is_possible(use->walk, member) ||
            is_loosely_fitting(fitting, member))
            continue;
        check_member(use, member);
        is_reported |= !has_place;
    }
}

void schema_each_given(struct schema_walk *walk, const struct visit *at, given_check *check,
                       void *context)
{
    struct given_use use = {walk, at, check, context};
    struct value_set set, fitting = {.is_known = true}, wrong = {.is_known = true};
    struct arena *arena = walk->v->b->arena;

    if (walk->is_trial || walk->given || at->node->flags & NODE_GENERATED) return;
    set = value_set_of(walk->v->value_sets, at->node);
    for (size_t i = 0; set.is_known && i < set.members.count; i++) {
        struct value_member *member = &set.members.items[i];
        if (!member_fits(&use, member))
            VECTOR_PUSH(arena, &wrong.members, *member);
        else
            VECTOR_PUSH(arena, &fitting.members, *member);
    }
    if (wrong.members.count == 0) return;
    if (is_replaced(walk, at) && wrong.members.items[0].choices == NULL) {
        struct visit visit = visit_of(at, &wrong.members.items[0]);
        check(context, &visit);
        return;
    }
    size_t possible = 0;
    for (size_t i = 0; i < fitting.members.count; i++)
        if (is_possible(walk, &fitting.members.items[i]))
            fitting.members.items[possible++] = fitting.members.items[i];
    fitting.members.count = possible;
    report_members(&use, &wrong, &fitting);
}

/* -- Properties ---------------------------------------------------------------------------------
 */

struct property_use {
    struct schema_walk *walk;
    const struct value_spec *spec;
};

static void check_property(void *context, const struct visit *at)
{
    struct property_use *use = context;

    schema_check_value(use->walk, use->spec, at);
}

void schema_check_given(struct schema_walk *walk, const struct value_spec *spec,
                        const struct visit *at)
{
    struct property_use use = {walk, spec};

    schema_each_given(walk, at, check_property, &use);
}
