/* What is asked of a map or a list as a whole: required keys, groups of keys, the count of items,
 * that items differ.
 *
 * Entries may come and go with conditions: {"Fn::If": [C, value, {"Ref": "AWS::NoValue"}]}. So the
 * conditions that decide about entries are collected, and the questions asked for each way in which
 * they can turn out (struct outcome) that the conditions of the template allow.
 */
#include "validator/schema_internal.h"

#include "intrinsics/condition_model.h"

/* Conditions that decide about the entries of one map or list. There are 2 to the power of as many
 * outcomes; entries with a condition beyond these count as there. */
enum { MOST_CONDITIONS = 6 };

struct outcome {
    const struct symbol *conditions[MOST_CONDITIONS];
    size_t count;
    unsigned truths;      /* a bit for each condition */
    bool is_about_values; /* values count, too, and not only whether they are there */
};

static bool may_be_no_value(const struct node *node)
{
    const struct node *arguments;

    if (is_no_value(node)) return true;
    if (!is_if(node)) return false;
    arguments = map_single(node)->value;
    return may_be_no_value(list_at(arguments, 1)) || may_be_no_value(list_at(arguments, 2));
}

/* Whether outcomes tell what a value is. */
static bool is_decided(const struct outcome *outcome, const struct node *node)
{
    return is_if(node) && (outcome->is_about_values || may_be_no_value(node));
}

static void add_condition(struct outcome *outcome, const struct symbol *condition)
{
    for (size_t i = 0; i < outcome->count; i++)
        if (outcome->conditions[i] == condition) return;
    if (outcome->count < MOST_CONDITIONS) outcome->conditions[outcome->count++] = condition;
}

static const struct symbol *condition_of(const struct schema_walk *walk, const struct node *node)
{
    const struct node *name = list_at(map_single(node)->value, 0);

    return node_is_string(name) ? symbol_of(walk->v->b->symbols, node_text(name)) : NULL;
}

static void collect(const struct schema_walk *walk, struct outcome *outcome,
                    const struct node *node)
{
    const struct symbol *condition;

    if (!is_decided(outcome, node)) return;
    condition = condition_of(walk, node);
    if (condition) add_condition(outcome, condition);
    collect(walk, outcome, list_at(map_single(node)->value, 1));
    collect(walk, outcome, list_at(map_single(node)->value, 2));
}

/* What a value is in an outcome; NULL: it is not there. */
static const struct node *value_in(const struct schema_walk *walk, const struct outcome *outcome,
                                   const struct node *node)
{
    if (node->kind != NODE_MAP) return node;
    while (is_decided(outcome, node)) {
        const struct symbol *condition = condition_of(walk, node);
        size_t i = 0;
        while (i < outcome->count && outcome->conditions[i] != condition)
            i++;
        if (i == outcome->count) return node;
        node = list_at(map_single(node)->value, outcome->truths >> i & 1 ? 1 : 2);
    }
    return is_no_value(node) ? NULL : node;
}

static bool is_possible(const struct schema_walk *walk, const struct outcome *outcome)
{
    if (outcome->count == 0) return true;
    return scenario_possible_with(walk->v->conditions, walk->scenario, outcome->conditions,
                                  outcome->count, outcome->truths) != ANSWER_NO;
}

/* -- Maps ---------------------------------------------------------------------------------------
 */

/* The entry of a key of the table. In a few entries it is found sooner by its text than by its
 * symbol, which has to be found, too. */
static const struct map_entry *entry_of(const struct schema_walk *walk, const struct node *map,
                                        struct slice key)
{
    enum { FEW = 8 };

    if (map_count(map) > FEW) return map_find(map, symbol_of(walk->v->b->symbols, key));
    MAP_EACH (map, each)
        if (slice_eq(symbol_slice(each.key), key)) return each.entry;
    return NULL;
}

/* The same, or NULL when it is not there in an outcome. */
static const struct map_entry *entry_in(const struct schema_walk *walk,
                                        const struct outcome *outcome, const struct node *map,
                                        struct slice key)
{
    const struct map_entry *entry = entry_of(walk, map, key);

    return entry && value_in(walk, outcome, entry->value) ? entry : NULL;
}

/* "A, B or C". */
static struct slice names_in_words(const struct schema_walk *walk, const struct group_spec *group,
                                   size_t first)
{
    struct buffer words = buffer_new(walk->v->b->arena);
    struct slice name;

    for (size_t i = first; (name = group_spec_name(group, i)).size > 0; i++) {
        bool last = group_spec_name(group, i + 1).size == 0;
        buffer_printf(&words, "%s%.*s", i == first ? "" : last ? " or " : ", ", SLICE_ARG(name));
    }
    return buffer_slice(&words);
}

static void check_required(struct schema_walk *walk, const struct value_spec *spec,
                           const struct visit *at, const struct outcome *outcome)
{
    struct slice name;

    for (size_t i = 0; value_spec_text_at(spec, VALUE_REQUIRED, i, &name); i++)
        if (!entry_in(walk, outcome, at->node, name))
            schema_report(walk, RULE_PROPERTY_MISSING, schema_span(at),
                          "%.*s is missing%s. Add it.", SLICE_ARG(name),
                          outcome->count ? " in one of the ways that conditions can turn out" : "");
}

static void report_each(struct schema_walk *walk, const struct group_spec *group,
                        const struct visit *at, const struct outcome *outcome)
{
    struct slice name, words = names_in_words(walk, group, 0);

    for (size_t i = 0; (name = group_spec_name(group, i)).size > 0; i++) {
        const struct map_entry *entry = entry_in(walk, outcome, at->node, name);
        if (!entry) continue;
        struct visit below = schema_visit(at, entry->value, entry);
        schema_report(walk, RULE_GROUP_EXACTLY_ONE, schema_span(&below),
                      "Only one of %.*s can be there. Keep the one that is meant.",
                      SLICE_ARG(words));
    }
}

/* Of which at least, or exactly, one has to be there. */
static void check_choice(struct schema_walk *walk, const struct group_spec *group,
                         const struct visit *at, const struct outcome *outcome)
{
    bool is_exact = group->kind == GROUP_EXACTLY_ONE;
    struct slice name, words = names_in_words(walk, group, 0);
    size_t found = 0;

    for (size_t i = 0; (name = group_spec_name(group, i)).size > 0; i++)
        found += entry_in(walk, outcome, at->node, name) != NULL;
    if (found == 0)
        schema_report(walk, is_exact ? RULE_GROUP_EXACTLY_ONE : RULE_GROUP_AT_LEAST_ONE,
                      schema_whole_span(at), "%s of %.*s has to be there.",
                      is_exact ? "One" : "At least one", SLICE_ARG(words));
    else if (found > 1 && is_exact)
        report_each(walk, group, at, outcome);
}

/* What the first key of a group asks of the others, when it is there. */
static void check_dependence(struct schema_walk *walk, const struct group_spec *group,
                             const struct visit *at, const struct outcome *outcome)
{
    struct slice first = group_spec_name(group, 0), name;

    if (!entry_in(walk, outcome, at->node, first)) return;
    for (size_t i = 1; (name = group_spec_name(group, i)).size > 0; i++) {
        const struct map_entry *entry = entry_in(walk, outcome, at->node, name);
        if (group->kind == GROUP_NEEDS && !entry)
            schema_report(walk, RULE_GROUP_NEEDS, schema_whole_span(at),
                          "%.*s is missing: %.*s does not work without it.", SLICE_ARG(name),
                          SLICE_ARG(first));
        if (group->kind != GROUP_EXCLUDES || !entry) continue;
        struct visit below = schema_visit(at, entry->value, entry);
        schema_report(walk, RULE_GROUP_EXCLUDES, schema_span(&below),
                      "%.*s cannot be there together with %.*s. Remove one of them.",
                      SLICE_ARG(name), SLICE_ARG(first));
    }
}

static void check_entry_count(struct schema_walk *walk, const struct value_spec *spec,
                              const struct visit *at, const struct outcome *outcome)
{
    double least, most;
    bool has_least = value_spec_bound(spec, VALUE_MIN_ENTRIES, &least);
    bool has_most = value_spec_bound(spec, VALUE_MAX_ENTRIES, &most);
    size_t count = 0;

    if (!has_least && !has_most) return;
    MAP_EACH (at->node, each)
        count += value_in(walk, outcome, each.value) != NULL;
    if (has_least && (double)count < least)
        schema_report(walk, RULE_PROPERTY_UNKNOWN, schema_whole_span(at),
                      "The map has %zu entries; at least %.0f are needed.", count, least);
    if (has_most && (double)count > most)
        schema_report(walk, RULE_PROPERTY_UNKNOWN, schema_whole_span(at),
                      "The map has %zu entries; %.0f are possible.", count, most);
}

static void check_map_in(struct schema_walk *walk, const struct value_spec *spec,
                         const struct visit *at, const struct outcome *outcome)
{
    struct group_spec group;

    check_required(walk, spec, at, outcome);
    check_entry_count(walk, spec, at, outcome);
    for (size_t i = 0; value_spec_group_at(spec, i, &group); i++) {
        if (group.kind == GROUP_EXACTLY_ONE || group.kind == GROUP_AT_LEAST_ONE)
            check_choice(walk, &group, at, outcome);
        else
            check_dependence(walk, &group, at, outcome);
    }
}

void schema_check_map_as_whole(struct schema_walk *walk, const struct value_spec *spec,
                               const struct visit *at)
{
    struct outcome outcome = {.count = 0};

    MAP_EACH (at->node, each) {
        if (each.key == K(FnTransform)) return; /* a macro brings entries of its own */
        if (is_if(each.value)) collect(walk, &outcome, each.value);
    }
    for (; outcome.truths < 1u << outcome.count; outcome.truths++)
        if (is_possible(walk, &outcome)) check_map_in(walk, spec, at, &outcome);
}

/* -- Lists --------------------------------------------------------------------------------------
 */

struct items {
    const struct node **values;
    size_t count;
};

static void check_item_count(struct schema_walk *walk, const struct value_spec *spec,
                             const struct visit *at, size_t count)
{
    double limit;

    if (value_spec_bound(spec, VALUE_MIN_ITEMS, &limit) && (double)count < limit)
        schema_report(walk, RULE_LIST_SIZE, schema_whole_span(at),
                      "The list has %zu items; at least %.0f are needed.", count, limit);
    if (value_spec_bound(spec, VALUE_MAX_ITEMS, &limit) && (double)count > limit)
        schema_report(walk, RULE_LIST_SIZE, schema_whole_span(at),
                      "The list has %zu items; %.0f are possible.", count, limit);
}

static bool is_word(const struct node *node)
{
    return node->kind == NODE_INT || node->kind == NODE_FLOAT || node->kind == NODE_STRING;
}

/* Whether two items are the same; numbers are, with quotes and without. */
static bool are_same(const struct node *one, const struct node *other)
{
    if (is_word(one) && is_word(other)) return slice_eq(node_text(one), node_text(other));
    return node_equal(one, other);
}

/* The number of items that are equal to none before them. */
static size_t count_different(const struct items *items)
{
    size_t different = 0;

    for (size_t i = 0; i < items->count; i++) {
        size_t j = 0;
        while (j < i && !are_same(items->values[i], items->values[j]))
            j++;
        different += j == i;
    }
    return different;
}

static bool have_same_values(const struct schema_walk *walk, const struct value_spec *spec,
                             const struct node *one, const struct node *other)
{
    struct slice key;

    for (size_t i = 0; value_spec_text_at(spec, VALUE_UNIQUE_KEYS, i, &key); i++) {
        const struct symbol *symbol = symbol_of(walk->v->b->symbols, key);
        const struct node *value = map_get(one, symbol);
        if (!value || !node_equal(value, map_get(other, symbol))) return false;
    }
    return true;
}

static void check_unique_keys(struct schema_walk *walk, const struct value_spec *spec,
                              const struct visit *at, const struct items *items)
{
    for (size_t i = 0; i < items->count; i++)
        for (size_t j = 0; j < i; j++)
            if (have_same_values(walk, spec, items->values[i], items->values[j]))
                schema_report(walk, RULE_PROPERTY_UNKNOWN, schema_whole_span(at),
                              "Two items of the list have the same name. Give each a name of its "
                              "own.");
}

/* More items than this are not compared with each other. */
enum { MOST_COMPARED = 200 };

/* Advice, so that a value fits all the same. */
static void advise_against_repetition(struct schema_walk *walk, const struct visit *at)
{
    size_t before = walk->count;

    schema_report(walk, RULE_LIST_REPEATS, schema_whole_span(at),
                  "An item of the list is there twice, which does nothing or is a slip. Remove one "
                  "of them.");
    walk->count = before;
}

static void check_differences(struct schema_walk *walk, const struct value_spec *spec,
                              const struct visit *at, const struct items *items)
{
    bool are_unique = value_spec_flags(spec) & VALUE_UNIQUE_ITEMS;
    bool may_repeat = value_spec_flags(spec) & VALUE_MAY_REPEAT;
    double limit = 0;
    bool is_limited = value_spec_bound(spec, VALUE_MAX_UNIQUE_ITEMS, &limit);

    if (items->count > MOST_COMPARED) return;
    if (are_unique || is_limited || may_repeat) {
        size_t different = count_different(items);
        if (may_repeat && different < items->count) advise_against_repetition(walk, at);
        if (are_unique && different < items->count)
            schema_report(walk, RULE_LIST_UNIQUE, schema_whole_span(at),
                          "An item of the list is there twice. Remove one of them.");
        if (is_limited && (double)different > limit)
            schema_report(walk, RULE_LIST_DIFFERENT, schema_whole_span(at),
                          "The list has %zu different items; %.0f are possible.", different, limit);
    }
    if (value_spec_has(spec, VALUE_UNIQUE_KEYS)) check_unique_keys(walk, spec, at, items);
}

void schema_check_list_as_whole(struct schema_walk *walk, const struct value_spec *spec,
                                const struct visit *at)
{
    struct outcome outcome = {.count = 0};
    struct items items = {NULL, 0};

    outcome.is_about_values = (value_spec_flags(spec) & (VALUE_UNIQUE_ITEMS | VALUE_MAY_REPEAT)) ||
                              value_spec_has(spec, VALUE_UNIQUE_KEYS);
    if (!outcome.is_about_values && !value_spec_has_bounds(spec)) return;
    items.values = arena_array(walk->v->b->arena, list_count(at->node), sizeof(*items.values));
    LIST_EACH (at->node, each)
        collect(walk, &outcome, each.value);
    for (; outcome.truths < 1u << outcome.count; outcome.truths++) {
        if (!is_possible(walk, &outcome)) continue;
        items.count = 0;
        LIST_EACH (at->node, each) {
            const struct node *value = value_in(walk, &outcome, each.value);
            if (value) items.values[items.count++] = value;
        }
        check_item_count(walk, spec, at, items.count);
        check_differences(walk, spec, at, &items);
    }
}
