/* Properties that ask something of others, by the table of conditional_list.h.
 *
 * A resource comes in. For each row of its type, the maps at the row's path are looked at, through
 * lists and through the branches of Fn::If. What is compared can be there together: the conditions
 * under which one property has its value hold for what is asked of the others (choices.h).
 */
#include "validator/choices.h"

enum demand { NEEDS, FORBIDS, LACKS, ALLOWS };

static const struct conditional {
    enum rule_name rule;
    enum name type;
    const char *path, *when, *values;
    enum demand then;
    const char *keys, *allowed;
} conditionals[] = {
#define CONDITIONAL(rule, type, path, when, values, then, keys, allowed)                           \
    {RULE_##rule, N_##type, path, when, values, then, keys, allowed},
#include "validator/conditional_list.h"
#undef CONDITIONAL
};

/* One map at the path of a row. */
struct place {
    struct validation *v;
    const struct visit *visit;
    const struct conditional *row;
    const struct choice *map; /* with the conditions under which the row applies */
    struct slice when;        /* what is left to look at of the row's `when` */
    struct slice values;      /* and of its `values` */
    struct slice reason;      /* " when X is Y", for messages */
    bool is_certain;          /* the row applies whatever the branches of Fn::If are */
};

/* The first word of a list of them, which becomes what follows it. */
static struct slice next_word(struct slice *words, char end)
{
    struct slice word = slice_first(*words, slice_find(*words, end));

    *words = slice_from(*words, word.size < words->size ? word.size + 1 : word.size);
    return word;
}

/* -- Values -------------------------------------------------------------------------------------
 */

static bool is_number_above(const struct node *value, struct slice word)
{
    bool is_above = word.text[0] == '>';
    struct node bound = {
        .kind = NODE_STRING, .count = (uint32_t)word.size - 1, .text = word.text + 1};
    long long number, limit;

    return number_of(value, &number) && number_of(&bound, &limit) &&
           (is_above ? number > limit : number < limit);
}

static bool is_word(const struct node *value, struct slice text, struct slice word, bool any_case)
{
    if (word.size > 1 && (word.text[0] == '<' || word.text[0] == '>'))
        return is_number_above(value, word);
    if (slice_ends(word, SLICE("*"))) {
        word.size--;
        text = slice_first(text, text.size < word.size ? text.size : word.size);
    }
    return any_case ? slice_eq_any_case(text, word) : slice_eq(text, word);
}

static bool is_among(const struct node *value, struct slice words)
{
    bool any_case = slice_starts(words, SLICE("~"));
    struct slice text = node_is(value, NODE_BOOL) ? value->truth ? SLICE("true") : SLICE("false")
                                                  : node_text(value);

    if (any_case) words = slice_from(words, 1);
    while (words.size)
        if (is_word(value, text, next_word(&words, '|'), any_case)) return true;
    return false;
}

static bool has_value(const struct node *value, struct slice words)
{
    LIST_EACH (value, each)
        if (is_among(each.value, words)) return true;
    return is_among(value, words);
}

static bool fits(const struct node *value, struct slice values)
{
    if (slice_eq(values, SLICE("-"))) return !value;
    if (!value || slice_eq(values, SLICE("?"))) return value != NULL;
    if (!is_known_value(value)) return false;
    if (slice_starts(values, SLICE("!"))) return !has_value(value, slice_from(values, 1));
    return has_value(value, values);
}

/* -- Messages -----------------------------------------------------------------------------------
 */

static struct slice reason_with(const struct place *place, const struct node *value,
                                struct slice property)
{
    struct arena *arena = place->v->b->arena;
    struct slice before = place->reason;

    struct slice link = before.size ? SLICE(" and") : SLICE("");

    if (slice_eq(property, slice_of(place->row->keys))) return before; /* it asks of itself */
    if (!value) return CONCAT(arena, before, link, SLICE(" without "), property);
    if (!is_known_value(value) || value->kind >= NODE_LIST)
        return CONCAT(arena, before, link, SLICE(" with this "), property);
    return CONCAT(arena, before, before.size ? SLICE(" and ") : SLICE(" when "), property,
                  SLICE(" is "),
                  node_is(value, NODE_BOOL) ? value->truth ? SLICE("true") : SLICE("false")
                                            : node_text(value));
}

/* The last name of a path. */
static struct slice last_name(struct slice path)
{
    struct slice name = SLICE("");

    while (path.size)
        name = next_word(&path, '.');
    return name;
}

/* Words of a row as messages have them. */
static struct slice allowed_in_words(struct arena *arena, struct slice words)
{
    struct buffer text = buffer_new(arena);

    while (words.size) {
        struct slice word = next_word(&words, '|');
        bool is_bound = word.text[0] == '<' || word.text[0] == '>';
        bool is_start = slice_ends(word, SLICE("*"));
        if (text.size) buffer_add(&text, words.size ? SLICE(", ") : SLICE(" or "));
        if (is_bound) buffer_add(&text, word.text[0] == '<' ? SLICE("below ") : SLICE("above "));
        if (is_start) buffer_add(&text, SLICE("what begins with "));
        buffer_add(&text, slice_first(slice_from(word, is_bound), word.size - is_bound - is_start));
    }
    return buffer_slice(&text);
}

/* -- Demands ------------------------------------------------------------------------------------
 */

/* What a key of a row leads to: the first choice that is absent, and the first that is not. */
struct found {
    const struct choice *absent, *there;
    struct arena *arena;
};

static void note_found(void *context, const struct choice *choice, struct slice name)
{
    struct found *found = context;
    const struct choice **first = choice->value ? &found->there : &found->absent;
    struct choice *copy;

    (void)name;
    if (*first) return;
    copy = arena_alloc(found->arena, sizeof *copy);
    *copy = *choice;
    *first = copy;
}

static struct found find(const struct place *place, struct slice key)
{
    struct found found = {NULL, NULL, place->v->b->arena};

    choices_at(place->v, place->map, key, note_found, &found);
    return found;
}

/* The keys of the row that are there, or that are not, in words. */
static struct slice keys_in_words(const struct place *place, bool there)
{
    struct slice keys = slice_of(place->row->keys);
    struct buffer words = buffer_new(place->v->b->arena);

    while (keys.size) {
        struct slice key = next_word(&keys, '|');
        struct found found = find(place, key);
        if (!(there ? found.there : found.absent)) continue;
        if (words.size) buffer_add(&words, SLICE(" and "));
        buffer_add(&words, key);
    }
    return buffer_slice(&words);
}

static void check_needs(const struct place *place)
{
    struct slice missing = keys_in_words(place, false);

    if (missing.size)
        report(place->v, place->visit, place->row->rule, place->map->span,
               "%.*s is needed here%.*s. Add it.", SLICE_ARG(missing), SLICE_ARG(place->reason));
}

static void check_lacks(const struct place *place)
{
    struct slice found = keys_in_words(place, true);

    if (found.size)
        report(place->v, place->visit, place->row->rule, place->map->span,
               "%.*s has no place here%.*s. Remove it.", SLICE_ARG(found),
               SLICE_ARG(place->reason));
}

/* What the properties at the row's path may be; NULL when that is not known. */
static const struct value_spec *spec_at_path(const struct place *place)
{
    const struct resource_type *type =
        known_type_of(place->v, symbol_slice(&known_names[place->row->type]));
    const struct value_spec *spec = type ? resource_type_properties(type) : NULL;
    struct slice path = slice_of(place->row->path);

    while (spec && path.size) {
        struct slice name = next_word(&path, '.');
        bool is_list = slice_ends(name, SLICE("[]"));
        spec = value_spec_entry(spec, slice_first(name, name.size - 2 * is_list), NULL, NULL);
        if (spec && is_list) spec = value_spec_items(spec);
    }
    return spec;
}

/* Whether another property of the map does not work without `name`. */
static bool is_needed(const struct place *place, struct slice name)
{
    const struct value_spec *spec = spec_at_path(place);
    struct group_spec group;

    for (size_t i = 0; spec && value_spec_group_at(spec, i, &group); i++) {
        struct slice first = group_spec_name(&group, 0), other;
        if (group.kind != GROUP_NEEDS ||
            !map_has(place->map->value, symbol_of(place->v->b->symbols, first)))
            continue;
        for (size_t k = 1; (other = group_spec_name(&group, k)).size > 0; k++)
            if (slice_eq(other, name)) return true;
    }
    return false;
}

/* What is ignored can go; what is refused may be right, and the reason wrong. */
static bool may_go(const struct place *place, const struct choice *there, struct slice name)
{
    return rule_row(place->row->rule)->severity == SEVERITY_WARNING && place->is_certain &&
           (there->in->value != place->map->value || !is_needed(place, name));
}

static void check_forbids(const struct place *place)
{
    struct slice keys = slice_of(place->row->keys);

    while (keys.size) {
        struct slice key = next_word(&keys, '|');
        const struct choice *there = find(place, key).there;
        if (!there) continue;
        struct finding *finding = report(place->v, place->visit, place->row->rule, there->key,
                                         "%.*s has no place here%.*s. Remove it.",
                                         SLICE_ARG(last_name(key)), SLICE_ARG(place->reason));
        const struct symbol *name = symbol_of(place->v->b->symbols, last_name(key));
        if (may_go(place, there, last_name(key)))
            fix_by_removal(place->v, finding, there->in->value, map_find(there->in->value, name));
        if (place->row->rule == RULE_GROUP_PORTS_IGNORED) return; /* both go or stay */
    }
}

static void check_allowed(void *context, const struct choice *choice, struct slice name)
{
    const struct place *place = context;
    struct slice allowed = slice_of(place->row->allowed);

    if (!choice->value || !is_known_value(choice->value) || has_value(choice->value, allowed))
        return;
    report(place->v, place->visit, place->row->rule, choice->key, "%.*s can only be %.*s%.*s.",
           SLICE_ARG(name), SLICE_ARG(allowed_in_words(place->v->b->arena, allowed)),
           SLICE_ARG(place->reason));
}

static void check_allows(const struct place *place)
{
    struct slice keys = slice_of(place->row->keys);
    struct place at = *place;

    while (keys.size)
        choices_at(place->v, place->map, next_word(&keys, '|'), check_allowed, &at);
}

/* -- Places -------------------------------------------------------------------------------------
 */

static void check_when(struct place *place);

/* Goes on where a property of `when` has a value that the row asks for. */
static void check_value(void *context, const struct choice *choice, struct slice name)
{
    const struct place *before = context;
    struct place place = *before;
    struct choice map = *before->map;

    if (!fits(choice->value, next_word(&place.values, ';'))) return;
    place.is_certain &= choice->scenario == map.scenario;
    map.scenario = choice->scenario;
    place.map = &map;
    place.reason = reason_with(&place, choice->value, name);
    check_when(&place);
}

static void check_when(struct place *place)
{
    static void (*const demands[])(const struct place *place) = {[NEEDS] = check_needs,
                                                                 [FORBIDS] = check_forbids,
                                                                 [LACKS] = check_lacks,
                                                                 [ALLOWS] = check_allows};

    if (place->when.size)
        choices_at(place->v, place->map, next_word(&place->when, ';'), check_value, place);
    else
        demands[place->row->then](place);
}

static void check_map(void *context, const struct choice *map, struct slice name)
{
    struct place place = *(const struct place *)context;

    (void)name;
    if (!node_is_map(map->value) || is_intrinsic(map->value)) return;
    place.map = map;
    check_when(&place);
}

static void check_rows(struct validation *v, const struct visit *visit,
                       const struct choice *properties)
{
    for (size_t i = 0; i < sizeof conditionals / sizeof *conditionals; i++) {
        const struct conditional *row = &conditionals[i];
        if (row->type != visit->type->number) continue;
        struct place place = {
            v, visit, row, NULL, slice_of(row->when), slice_of(row->values), SLICE(""), true};
        choices_at(v, properties, slice_of(row->path), check_map, &place);
    }
}

/* Whether a type has rows. */
static bool has_rows(const struct symbol *type)
{
    uint32_t number = type ? type->number : N_none;

    return false
#define CONDITIONAL(rule, type_, path, when, values, then, keys, allowed) || number == N_##type_
#include "validator/conditional_list.h"
#undef CONDITIONAL
        ;
}

void check_conditional_properties(struct validation *v, const struct visit *visit)
{
    struct choice resource;

    if (!has_rows(visit->type)) return;
    resource = properties_choice(v, visit);
    resource.value = visit->node;
    CHOICES_EACH(v, &resource, K(Properties), properties)
    check_rows(v, visit, properties.at);
}
