/* Properties that ask something of others, by the table of conditional_list.h.
 *
 * A resource comes in. For each row of its type, the maps at the row's path are looked at, through
 * lists and through the branches of Fn::If.
 */
#include "validator/engine_internal.h"

enum demand { NEEDS, FORBIDS, ALLOWS };

static const struct conditional {
    enum rule_name rule;
    const char *type;
    const char *path, *when, *values;
    enum demand then;
    const char *keys, *allowed;
} conditionals[] = {
#define CONDITIONAL(rule, type, path, when, values, then, keys, allowed)                           \
    {RULE_##rule, type, path, when, values, then, keys, allowed},
#include "validator/conditional_list.h"
#undef CONDITIONAL
};

/* One map at the path of a row. */
struct place {
    struct validation *v;
    const struct visit *visit;
    const struct conditional *row;
    const struct node *map;
    struct span span; /* of its key, or of the item that it is */
};

/* The first word of a list of them, which becomes what follows it. */
static struct slice next_word(struct slice *words, char end)
{
    struct slice word = slice_first(*words, slice_find(*words, end));

    *words = slice_from(*words, word.size < words->size ? word.size + 1 : word.size);
    return word;
}

static bool is_among(const struct node *value, struct slice words)
{
    struct slice text = node_is(value, NODE_BOOL) ? value->truth ? SLICE("true") : SLICE("false")
                                                  : node_text(value);

    while (words.size)
        if (slice_eq(next_word(&words, '|'), text)) return true;
    return false;
}

static bool has_value(const struct node *value, struct slice words)
{
    LIST_EACH (value, each)
        if (is_among(each.value, words)) return true;
    return is_among(value, words);
}

/* The value of a key, as far as it is known whatever the parameters are; NULL when it is absent. */
static const struct node *value_at(const struct place *place, struct slice key)
{
    const struct map_entry *entry = present(place->map, symbol_of(place->v->b->symbols, key));

    if (!entry || !is_intrinsic(entry->value)) return entry ? entry->value : NULL;
    return evaluation_value(place->v->evaluation, entry->value);
}

static bool applies(const struct place *place)
{
    struct slice values = slice_of(place->row->values);
    const struct node *value = value_at(place, slice_of(place->row->when));

    if (slice_eq(values, SLICE("-"))) return !value;
    if (!value || slice_eq(values, SLICE("?"))) return value != NULL;
    if (!is_known_value(value)) return false;
    if (slice_starts(values, SLICE("!"))) return !has_value(value, slice_from(values, 1));
    return has_value(value, values);
}

/* "when X is Y", for messages. */
static struct slice reason(const struct place *place)
{
    const struct conditional *row = place->row;
    const struct node *value = value_at(place, slice_of(row->when));
    struct arena *arena = place->v->b->arena;

    if (!value) return CONCAT(arena, SLICE("without "), slice_of(row->when));
    if (!is_known_value(value) || value->kind >= NODE_LIST)
        return CONCAT(arena, SLICE("with this "), slice_of(row->when));
    return CONCAT(arena, SLICE("when "), slice_of(row->when), SLICE(" is "), node_text(value));
}

/* -- Demands ------------------------------------------------------------------------------------
 */

static void check_needs(const struct place *place)
{
    struct slice keys = slice_of(place->row->keys), why;
    struct buffer missing = buffer_new(place->v->b->arena);

    while (keys.size) {
        struct slice key = next_word(&keys, '|');
        if (present(place->map, symbol_of(place->v->b->symbols, key))) continue;
        if (missing.size) buffer_add(&missing, SLICE(" and "));
        buffer_add(&missing, key);
    }
    if (!missing.size) return;
    why = reason(place);
    report(place->v, place->visit, place->row->rule, place->span, "%.*s needed here %.*s. Add it.",
           SLICE_ARG(CONCAT(place->v->b->arena, buffer_slice(&missing), SLICE(" is"))),
           SLICE_ARG(why));
}

static void check_forbids(const struct place *place)
{
    struct slice keys = slice_of(place->row->keys), why;

    while (keys.size) {
        struct slice key = next_word(&keys, '|');
        const struct map_entry *entry = present(place->map, symbol_of(place->v->b->symbols, key));
        if (!entry) continue;
        why = reason(place);
        struct finding *finding =
            report(place->v, place->visit, place->row->rule, entry_span(entry),
                   "%.*s has no place here %.*s. Remove it.", SLICE_ARG(key), SLICE_ARG(why));
        /* What is ignored can go; what is refused may be right, and the reason wrong. */
        if (rule_row(place->row->rule)->severity == SEVERITY_WARNING)
            fix_by_removal(place->v, finding, place->map, entry);
    }
}

static void check_allows(const struct place *place)
{
    struct slice keys = slice_of(place->row->keys), why;

    while (keys.size) {
        struct slice key = next_word(&keys, '|');
        const struct node *value = value_at(place, key);
        const struct map_entry *entry = map_find(place->map, symbol_of(place->v->b->symbols, key));
        if (!value || !is_known_value(value) || has_value(value, slice_of(place->row->allowed)))
            continue;
        why = reason(place);
        report(place->v, place->visit, place->row->rule, entry_span(entry),
               "%.*s can only be %s %.*s.", SLICE_ARG(key), place->row->allowed, SLICE_ARG(why));
    }
}

static void check_map(const struct place *place)
{
    static void (*const demands[])(const struct place *place) = {
        [NEEDS] = check_needs, [FORBIDS] = check_forbids, [ALLOWS] = check_allows};

    if (node_is_map(place->map) && applies(place)) demands[place->row->then](place);
}

/* -- Paths --------------------------------------------------------------------------------------
 */

static void follow(struct place place, struct slice path);

/* The branches of Fn::If are places of their own. */
static void enter(struct place place, const struct node *node, struct span span, struct slice path)
{
    const struct map_entry *entry = map_single(node);

    if (is_if(node) && list_count(entry->value) == 3) {
        for (uint32_t i = 1; i < 3; i++)
            enter(place, list_at(entry->value, i), node_span(list_at(entry->value, i)), path);
        return;
    }
    if (is_intrinsic(node)) return;
    place.map = node;
    place.span = span;
    follow(place, path);
}

/* Goes on from place.map: to the maps at `path`. */
static void follow(struct place place, struct slice path)
{
    if (!path.size) {
        check_map(&place);
        return;
    }
    struct slice word = next_word(&path, '.');
    bool is_list = word.size > 2 && word.text[word.size - 1] == ']';
    if (is_list) word.size -= 2;
    const struct map_entry *entry = map_find(place.map, symbol_of(place.v->b->symbols, word));
    if (!entry) return;
    if (!is_list) enter(place, entry->value, entry_span(entry), path);
    LIST_EACH (is_list ? entry->value : NULL, each)
        enter(place, each.value, node_span(each.value), path);
}

void check_conditional_properties(struct validation *v, const struct visit *visit)
{
    const struct map_entry *properties = map_find(visit->node, K(Properties));
    struct slice type = node_text(map_get(visit->node, K(Type)));

    if (!properties || !node_is_map(properties->value)) return;
    for (size_t i = 0; i < sizeof conditionals / sizeof *conditionals; i++) {
        struct place place = {v, visit, &conditionals[i], properties->value,
                              entry_span(properties)};
        if (slice_eq(type, slice_of(conditionals[i].type)))
            follow(place, slice_of(conditionals[i].path));
    }
}
