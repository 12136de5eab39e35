/* Values with their conditions. The branches of Fn::If are taken apart before values are evaluated;
 * a branch whose conditions cannot all hold is left out.
 */
#include "validator/choices.h"

/* More values than this of one property are not looked at. */
enum { MOST_CHOICES = 16 };

/* -- Room ---------------------------------------------------------------------------------------
 *
 * Most properties have one value, and each check asks for some; so their room is used again by the
 * next check.
 */

struct choice_room {
    struct choice_room *next;
    size_t room;
    struct choice items[];
};

/* Room for `count` of them, side by side. */
static struct choice *room_for(struct validation *v, size_t count)
{
    enum { LEAST = 32 };

    while (!v->room || v->room->room - v->room_used < count) {
        struct choice_room **next = v->room ? &v->room->next : &v->first_room;
        if (!*next) {
            size_t room = count < LEAST ? LEAST : count;
            *next = arena_alloc(v->b->arena, sizeof **next + room * sizeof(struct choice));
            **next = (struct choice_room){NULL, room};
        }
        v->room = *next;
        v->room_used = 0;
    }
    v->room_used += count;
    return &v->room->items[v->room_used - count];
}

void choices_add(struct validation *v, struct choices *choices, const struct choice *choice)
{
    size_t count = choices->all.count;

    if (count == choices->all.room) {
        size_t room = count ? count * 2 : 1;
        struct choice *items = room_for(v, room);
        if (count) memcpy(items, choices->all.items, count * sizeof *items);
        choices->all.items = items;
        choices->all.room = room;
    }
    choices->all.items[choices->all.count++] = *choice;
}

/* -- Values -------------------------------------------------------------------------------------
 */

struct branching {
    struct validation *v;
    const struct choice *in;
    struct span key;
    struct choices *choices;
};

static void add_choice(const struct branching *branching, const struct node *value,
                       struct span span, const struct scenario *scenario)
{
    struct choice *in;

    if (branching->choices->all.count == MOST_CHOICES) return;
    in = room_for(branching->v, 1);
    *in = *branching->in;
    in->scenario = scenario;
    bool is_written = !is_intrinsic(value);
    if (!is_written) value = evaluation_value(branching->v->evaluation, value);
    if (node_is_nothing(value) || is_no_value(value)) value = NULL;
    choices_add(branching->v, branching->choices,
                &(struct choice){value, scenario, span, branching->key, in, is_written});
}

static void add_branches(const struct branching *branching, const struct node *value,
                         struct span span, const struct scenario *scenario)
{
    struct validation *v = branching->v;
    const struct node *branches = if_arguments(value);

    if (!branches) {
        add_choice(branching, value, span, scenario);
        return;
    }
    for (uint32_t i = 1; i < 3; i++) {
        const struct scenario *inner =
            scenario_with(v->b->arena, scenario,
                          symbol_of(v->b->symbols, node_text(list_at(branches, 0))), i == 1);
        if (scenario_possible(v->conditions, inner) != ANSWER_NO)
            add_branches(branching, list_at(branches, i), node_span(list_at(branches, i)), inner);
    }
}

struct choice properties_choice(struct validation *v, const struct visit *visit)
{
    const struct resource *resource = visit->resource;
    const struct map_entry *entry =
        resource ? resource->properties : map_find(visit->node, K(Properties));
    struct span span = entry ? entry_span(entry) : visit_span(visit);

    return (struct choice){entry ? entry->value : NULL,
                           resource ? resource->scenario : scenario_of(v, visit->node),
                           span,
                           span,
                           NULL,
                           true};
}

struct choice properties_of(const struct map_entry *resource, const struct scenario *scenario)
{
    struct span span = properties_span(resource);

    return (struct choice){
        map_get(resource->value, K(Properties)), scenario, span, span, NULL, true};
}

struct choices choices_of(struct validation *v, const struct choice *map, const struct symbol *key)
{
    struct choices choices = {0};
    const struct map_entry *entry = map_find(map->value, key);
    struct branching branching = {v, map, entry ? entry_span(entry) : map->span, &choices};
    bool is_unknown = is_intrinsic(map->value);

    add_branches(&branching,
                 is_unknown ? map->value
                 : entry    ? entry->value
                            : NULL,
                 branching.key, map->scenario);
    return choices;
}

struct choices choices_in(struct validation *v, const struct choice *list)
{
    struct choices choices = {0};

    LIST_EACH (list->value, each) {
        struct choices items = {0};
        struct branching branching = {v, list, node_span(each.value), &items};
        add_branches(&branching, each.value, branching.key, list->scenario);
        for (size_t i = 0; i < items.all.count; i++)
            choices_add(v, &choices, &items.all.items[i]);
    }
    return choices;
}

/* Goes on with what is left of a path at one choice. */
static void go_on(struct validation *v, const struct choice *at, struct slice path,
                  struct slice name, use_choice *use, void *context)
{
    if (path.size)
        choices_at(v, at, path, use, context);
    else
        use(context, at, name);
}

void choices_at(struct validation *v, const struct choice *map, struct slice path, use_choice *use,
                void *context)
{
    struct slice word = slice_first(path, slice_find(path, '.')), name = word;
    bool is_list = slice_ends(word, SLICE("[]"));

    if (!path.size) {
        use(context, map, path);
        return;
    }
    if (is_list) name.size -= 2;
    path = slice_from(path, word.size < path.size ? word.size + 1 : word.size);
    CHOICES_EACH(v, map, symbol_of(v->b->symbols, name), each)
    {
        if (!is_list) go_on(v, each.at, path, name, use, context);
        CHOICES_IN(v, each.at, item)
        if (is_list) go_on(v, item.at, path, name, use, context);
    }
}

bool is_true(const struct node *value)
{
    return value && (value->kind == NODE_BOOL ? value->truth : node_is_text(value, SLICE("true")));
}

bool is_false(const struct node *value)
{
    return value &&
           (value->kind == NODE_BOOL ? !value->truth : node_is_text(value, SLICE("false")));
}

bool number_of(const struct node *value, long long *number)
{
    enum { MOST_DIGITS = 18 };
    struct slice text = node_text(value);
    bool is_negative = slice_starts(text, SLICE("-"));

    if (is_negative) text = slice_from(text, 1);
    if (text.size == 0 || text.size > MOST_DIGITS) return false;
    *number = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.text[i] < '0' || text.text[i] > '9') return false;
        *number = *number * 10 + (text.text[i] - '0');
    }
    if (is_negative) *number = -*number;
    return true;
}

/* The name in "${Name}" or "${Name.Attribute}"; empty for all else. */
static struct slice only_name(struct slice text)
{
    if (!slice_starts(text, SLICE("${")) || !slice_ends(text, SLICE("}"))) return SLICE("");
    text = slice_first(slice_from(text, 2), text.size - 3);
    return slice_find(text, '}') == text.size ? slice_first(text, slice_find(text, '.'))
                                              : SLICE("");
}

const struct map_entry *referred_entry(const struct validation *v, const struct node *value)
{
    const struct map_entry *function = is_intrinsic(value) ? map_single(value) : NULL;
    struct slice name = node_text(function ? function->value : NULL);

    if (!function) return NULL;
    if (function->key == K(FnGetAtt)) {
        if (node_is_list(function->value)) name = node_text(list_at(function->value, 0));
        name = slice_first(name, slice_find(name, '.'));
    } else if (function->key == K(FnSub)) {
        name = only_name(name);
    } else if (function->key != K(Ref)) {
        return NULL;
    }
    return name.size ? map_find(section_at(v, SECTION_RESOURCES), symbol_of(v->b->symbols, name))
                     : NULL;
}

const struct map_entry *referred_entry_of(const struct validation *v, const struct node *value,
                                          struct slice type)
{
    const struct map_entry *entry = referred_entry(v, value);

    return entry && slice_eq(node_text(map_get(entry->value, K(Type))), type) ? entry : NULL;
}

struct span properties_span(const struct map_entry *resource)
{
    const struct map_entry *properties = map_find(resource->value, K(Properties));

    return entry_span(properties ? properties : resource);
}
