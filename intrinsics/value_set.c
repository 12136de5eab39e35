/* Sets are made bottom-up: a function combines the sets of its arguments, and each combination in
 * which no parameter has two values is worth one member, or none when the function fails for it.
 *
 * Invariant: what a set holds is known and holds no intrinsic; whoever meets something that is not
 * known gives the unknown set.
 *
 * A set has LIMIT_VALUES members at most, and all sets of a template are made in LIMIT_VALUE_STEPS
 * combinations; beyond these it is unknown. So 30 parameters of ten values each in one text cost
 * three multiplications.
 */
#include "intrinsics/value_set.h"

#include "base/limits.h"
#include "document/python_text.h"
#include "intrinsics/evaluation_internal.h"
#include "intrinsics/parameter_check.h"
#include "spec/regions.h"

struct value_sets {
    const struct builder *b;
    struct value_sets_view view;
    const struct node *parameters, *mappings;
    size_t steps; /* taken */
};

struct value_sets *value_sets_new(const struct builder *builder, const struct value_sets_view *view,
                                  const struct node *root)
{
    struct value_sets *s = arena_zalloc(builder->arena, sizeof *s);

    s->b = builder;
    s->view = *view;
    s->parameters = map_get(root, K(Parameters));
    s->mappings = map_get(root, K(Mappings));
    return s;
}

/* -- Sets ---------------------------------------------------------------------------------------
 */

static struct value_set unknown_set(void)
{
    return (struct value_set){.is_known = false};
}

static struct value_set empty_set(void)
{
    return (struct value_set){.is_known = true};
}

static void add_member(struct value_sets *s, struct value_set *set, struct value_member member)
{
    if (set->members.count == LIMIT_VALUES || s->steps++ == LIMIT_VALUE_STEPS) *set = unknown_set();
    if (set->is_known) VECTOR_PUSH(s->b->arena, &set->members, member);
}

static struct value_set set_of_one(struct value_sets *s, const struct node *value)
{
    struct value_set set = empty_set();

    add_member(s, &set, (struct value_member){.value = value});
    return set;
}

static struct value_set set_of_text(struct value_sets *s, struct slice text)
{
    return set_of_one(s, node_user_string(s->b, text));
}

/* -- Choices ------------------------------------------------------------------------------------
 */

static bool is_same_choice(const struct scenario *one, const struct scenario *other)
{
    return one->parameter ? node_equal(one->text, other->text) : one->truth == other->truth;
}

static const struct scenario *choice_about(const struct scenario *all, const struct scenario *one)
{
    while (all && (all->parameter != one->parameter || all->condition != one->condition))
        all = all->parent;
    return all;
}

static bool agrees_with(const struct scenario *one, const struct scenario *all)
{
    const struct scenario *same = choice_about(all, one);

    return !same || is_same_choice(one, same);
}

/* `two` with what `one` chooses besides; false when they contradict each other. */
static bool merge_choices(struct value_sets *s, const struct scenario *one,
                          const struct scenario *two, const struct scenario **merged)
{
    *merged = two;
    for (; one; one = one->parent) {
        if (!agrees_with(one, two)) return false;
        if (choice_about(two, one)) continue;
        struct scenario *copy = arena_alloc(s->b->arena, sizeof *copy);
        *copy = *one;
        copy->parent = *merged;
        *merged = copy;
    }
    return true;
}

/* None of the choices is firm any more. */
static void loosen(struct value_set *set)
{
    for (size_t i = 0; i < set->members.count; i++)
        set->members.items[i].firm = NULL;
}

/* -- Combinations -------------------------------------------------------------------------------
 */

/* One member of each of the sets up to here. */
struct combination {
    const struct value_member *member;
    const struct combination *before;
    const struct scenario *choices, *firm;
};

/* A function: the sets that it combines, and what one combination is worth (NULL: nothing). */
struct call {
    struct value_sets *s;
    VECTOR(struct value_set) parts;
    const struct node *(*give)(const struct call *call, const struct node *const *arguments);
    struct slice text; /* of Fn::Sub */
    bool keeps_place;  /* the value is a part of its last argument */
    bool takes_list;   /* Fn::Join: its second argument is the list itself */
};

typedef VECTOR(struct combination *) combinations;

/* The combinations of `all` with the members of one more set. */
static bool multiply(struct value_sets *s, combinations *all, const struct value_set *part)
{
    combinations more = {0};

    for (size_t i = 0; i < all->count; i++)
        for (size_t j = 0; j < part->members.count; j++) {
            const struct value_member *member = &part->members.items[j];
            const struct combination *before = all->items[i];
            const struct scenario *choices, *firm;
            if (s->steps++ >= LIMIT_VALUE_STEPS) return false;
            if (!merge_choices(s, member->choices, before->choices, &choices)) continue;
            merge_choices(s, member->firm, before->firm, &firm);
            if (more.count == LIMIT_VALUES) return false;
            struct combination *combination = arena_alloc(s->b->arena, sizeof *combination);
            *combination = (struct combination){member, before, choices, firm};
            VECTOR_PUSH(s->b->arena, &more, combination);
        }
    *all = more;
    return true;
}

/* What a call gives for a combination is added to *set. */
static void add_given(const struct call *call, const struct combination *combination,
                      struct value_set *set)
{
    struct value_sets *s = call->s;
    const struct node **arguments =
        arena_array(s->b->arena, call->parts.count + 1, sizeof *arguments);
    struct value_member member = {.choices = combination->choices, .firm = combination->firm};

    if (call->keeps_place && combination->member) member.place = combination->member->place;
    for (size_t i = call->parts.count; i > 0; i--, combination = combination->before)
        arguments[i - 1] = combination->member->value;
    member.value = call->give(call, arguments);
    if (!member.value) return;
    if (node_is_string(member.value) && !is_known(member.value))
        *set = unknown_set();
    else
        add_member(s, set, member);
}

static struct value_set combine(const struct call *call)
{
    struct combination none = {0};
    combinations all = {0};
    struct value_set set = empty_set();
    bool is_loose = false;

    VECTOR_PUSH(call->s->b->arena, &all, &none);
    for (size_t i = 0; i < call->parts.count; i++) {
        const struct value_set *part = &call->parts.items[i];
        if (!part->is_known || !multiply(call->s, &all, part)) return unknown_set();
        is_loose |= part->is_loose;
    }
    for (size_t i = 0; i < all.count && set.is_known; i++)
        add_given(call, all.items[i], &set);
    set.is_loose = is_loose;
    if (is_loose) loosen(&set);
    return set;
}

static void add_part(struct call *call, const struct node *argument)
{
    VECTOR_PUSH(call->s->b->arena, &call->parts, value_set_of(call->s, argument));
}

/* Whether it is pointless to look at further arguments. */
static bool is_lost(const struct call *call)
{
    return call->parts.count && !call->parts.items[call->parts.count - 1].is_known;
}

/* -- Names --------------------------------------------------------------------------------------
 */

static const struct node *list_in(struct value_sets *s, struct slice text)
{
    struct node *list = node_list(s->b);
    struct slice item;

    if (!text.text) text = SLICE("");
    while (parameter_next_item(&text, &item))
        list_add(s->b, list, node_user_string(s->b, item));
    return list;
}

static void add_value(struct value_sets *s, struct value_set *set, const struct symbol *name,
                      const struct node *text, struct span place)
{
    bool is_list = parameter_is_list(map_get(s->parameters, name));
    struct scenario *choice = arena_zalloc(s->b->arena, sizeof *choice);

    if (!is_known_scalar(text)) {
        *set = unknown_set();
        return;
    }
    choice->parameter = name;
    choice->text = text;
    add_member(s, set,
               (struct value_member){
                   .value = is_list ? list_in(s, scalar_text(text))
                                    : node_user_string(s->b, scalar_text(text)),
                   .place = place,
                   .choices = choice,
                   .firm = choice,
               });
}

static struct value_set set_of_parameter(struct value_sets *s, const struct symbol *name)
{
    const struct node *declared = map_get(s->parameters, name);
    const struct node *given = map_get(s->view.values, name);
    const struct map_entry *values = map_find(declared, K(AllowedValues));
    const struct node *allowed = values ? values->value : NULL;
    const struct map_entry *entry = map_find(declared, K(Default));
    struct value_set set = empty_set();

    if (slice_starts(node_text(map_get(declared, K(Type))), SLICE("AWS::SSM::Parameter::")) ||
        (given && parameter_is_secret(declared)))
        return unknown_set();
    if (given) {
        add_value(s, &set, name, given, (struct span){0});
    } else if (list_count(allowed)) {
        LIST_EACH (allowed, each)
            if (set.is_known)
                add_value(s, &set, name, each.value,
                          node_is_string(each.value) ? node_span(each.value) : entry_span(values));
    } else if (entry) {
        add_value(s, &set, name, entry->value, entry_span(entry));
    } else {
        set = unknown_set();
    }
    return set;
}

/* Which account and stack it will be is not known; but what the template makes of them has the
 * form that it has for any. */
#define ACCOUNT "123456789012"
#define STACK   "teststack"

static struct value_set set_of_pseudo_parameter(struct value_sets *s, struct slice name)
{
    struct slice region = s->view.region, partition = s->view.partition;
    struct slice suffix = url_suffix_of_partition(partition);
    struct arena *arena = s->b->arena;

    if (slice_eq(name, SLICE("AWS::AccountId"))) return set_of_text(s, SLICE(ACCOUNT));
    if (slice_eq(name, SLICE("AWS::StackName"))) return set_of_text(s, SLICE(STACK));
    if (!region.size || !partition.size) return unknown_set();
    if (slice_eq(name, SLICE("AWS::Region"))) return set_of_text(s, region);
    if (slice_eq(name, SLICE("AWS::Partition"))) return set_of_text(s, partition);
    if (slice_eq(name, SLICE("AWS::URLSuffix")) && suffix.size) return set_of_text(s, suffix);
    if (slice_eq(name, SLICE("AWS::StackId")))
        return set_of_text(
            s, CONCAT(arena, SLICE("arn:"), partition, SLICE(":cloudformation:"), region,
                      SLICE(":" ACCOUNT ":stack/" STACK "/51af3dc0-da77-11e4-872e-1234567db123")));
    if (slice_eq(name, SLICE("AWS::NotificationARNs")))
        return set_of_one(s, list_in(s, CONCAT(arena, SLICE("arn:"), partition, SLICE(":sns:"),
                                               region, SLICE(":" ACCOUNT ":notification"))));
    return unknown_set();
}

static struct value_set set_of_name(struct value_sets *s, struct slice name)
{
    const struct symbol *symbol = symbol_of(s->b->symbols, name);
    const struct node *given = map_get(s->view.values, symbol);

    if (map_has(s->parameters, symbol)) return set_of_parameter(s, symbol);
    if (!slice_starts(name, SLICE("AWS::"))) return unknown_set();
    return given ? set_of_one(s, given) : set_of_pseudo_parameter(s, name);
}

static struct value_set set_of_ref(struct value_sets *s, const struct node *name)
{
    return node_is_string(name) ? set_of_name(s, node_text(name)) : unknown_set();
}

/* -- Fn::If -------------------------------------------------------------------------------------
 */

static void add_branch(struct value_sets *s, struct value_set *set, const struct node *arguments,
                       bool truth)
{
    struct value_set branch = value_set_of(s, list_at(arguments, truth ? 1 : 2));
    struct scenario choice = {
        .condition = symbol_of(s->b->symbols, node_text(list_at(arguments, 0))), .truth = truth};

    if (!branch.is_known) *set = unknown_set();
    set->is_loose |= branch.is_loose;
    for (size_t i = 0; set->is_known && i < branch.members.count; i++) {
        struct value_member member = branch.members.items[i];
        member.place = (struct span){0};
        if (merge_choices(s, &choice, member.choices, &member.choices)) add_member(s, set, member);
    }
}

static struct value_set set_of_if(struct value_sets *s, const struct node *arguments)
{
    struct value_set set = empty_set();

    if (list_count(arguments) != 3 || !node_is_string(list_at(arguments, 0))) return unknown_set();
    add_branch(s, &set, arguments, true);
    if (set.is_known) add_branch(s, &set, arguments, false);
    return set;
}

/* -- Texts --------------------------------------------------------------------------------------
 */

/* The next ${name} of a text of Fn::Sub; what is before it goes to *before. *text moves behind it.
 * False when there is none: all of the text is before it. */
static bool next_name(struct slice *text, struct slice *before, struct slice *name)
{
    size_t at = slice_search(*text, SLICE("${"));
    struct slice rest = slice_from(*text, at + 2);
    size_t size = slice_find(rest, '}');

    *before = *text;
    if (at >= text->size || size == rest.size) return false;
    *before = slice_first(*text, at);
    *name = slice_first(rest, size);
    *text = slice_from(rest, size + 1);
    return true;
}

static const struct node *give_sub(const struct call *call, const struct node *const *arguments)
{
    struct buffer text = buffer_new(call->s->b->arena);
    struct slice rest = call->text, before, name;

    while (next_name(&rest, &before, &name)) {
        buffer_add(&text, before);
        if (slice_starts(name, SLICE("!"))) {
            buffer_printf(&text, "${%.*s}", SLICE_ARG(slice_from(name, 1)));
            continue;
        }
        if (!is_known_scalar(*arguments)) return NULL;
        buffer_add(&text, scalar_text(*arguments++));
    }
    buffer_add(&text, before);
    call->s->steps += text.size / 64;
    return node_user_string(call->s->b, buffer_slice(&text));
}

static struct value_set set_of_sub(struct value_sets *s, const struct node *argument)
{
    const struct node *text = node_is_list(argument) ? list_at(argument, 0) : argument;
    const struct node *variables = node_is_list(argument) ? list_at(argument, 1) : NULL;
    struct call call = {.s = s, .give = give_sub};
    struct slice rest, before, name;

    if (!node_is_string(text)) return unknown_set();
    rest = call.text = node_text(text);
    while (next_name(&rest, &before, &name) && !is_lost(&call)) {
        if (slice_starts(name, SLICE("!"))) continue;
        const struct node *variable = map_get(variables, symbol_of(s->b->symbols, name));
        VECTOR_PUSH(s->b->arena, &call.parts,
                    variable ? value_set_of(s, variable) : set_of_name(s, name));
    }
    struct value_set set = combine(&call);
    set.is_loose = true;
    loosen(&set);
    return set;
}

/* Its arguments are the delimiter, and a list or the items of one. */
static const struct node *give_join(const struct call *call, const struct node *const *arguments)
{
    struct buffer text = buffer_new(call->s->b->arena);
    const struct node *list = NULL;
    struct slice delimiter = scalar_text(arguments[0]);
    bool is_first = true;
    size_t count = call->parts.count - 1;

    if (call->takes_list && !node_is_list(arguments[1])) return NULL;
    if (call->takes_list) {
        list = arguments[1];
        count = list_count(list);
    }
    for (size_t i = 0; i < count; i++) {
        const struct node *item = list ? list_at(list, (uint32_t)i) : arguments[i + 1];
        if (is_no_value(item)) continue;
        if (!is_known_scalar(item)) return NULL;
        if (!is_first) buffer_add(&text, delimiter);
        buffer_add(&text, scalar_text(item));
        is_first = false;
    }
    call->s->steps += count / 16 + text.size / 64;
    return node_user_string(call->s->b, buffer_slice(&text));
}

static struct value_set set_of_join(struct value_sets *s, const struct node *arguments)
{
    const struct node *list = list_at(arguments, 1);
    struct call call = {.s = s, .give = give_join, .takes_list = !node_is_list(list)};

    if (list_count(arguments) != 2) return unknown_set();
    add_part(&call, list_at(arguments, 0));
    if (call.takes_list) add_part(&call, list);
    LIST_EACH (list, each)
        if (!is_lost(&call)) add_part(&call, each.value);
    return combine(&call);
}

static const struct node *give_json(const struct call *call, const struct node *const *arguments)
{
    struct buffer text = buffer_new(call->s->b->arena);

    python_json(&text, arguments[0], PYTHON_JSON_COMPACT);
    return node_user_string(call->s->b, buffer_slice(&text));
}

static bool holds_intrinsic(const struct node *value)
{
    bool found = is_intrinsic(value);

    LIST_EACH (value, each)
        found = found || holds_intrinsic(each.value);
    MAP_EACH (value, each)
        found = found || holds_intrinsic(each.value);
    return found;
}

static struct value_set set_of_json(struct value_sets *s, const struct node *argument)
{
    struct call call = {.s = s, .give = give_json};

    if ((!node_is_map(argument) && !node_is_list(argument)) || holds_intrinsic(argument))
        return unknown_set();
    VECTOR_PUSH(s->b->arena, &call.parts, set_of_one(s, argument));
    return combine(&call);
}

/* -- Lists --------------------------------------------------------------------------------------
 */

static const struct node *give_list(const struct call *call, const struct node *const *arguments)
{
    struct node *list = node_list(call->s->b);

    for (size_t i = 0; i < call->parts.count; i++)
        if (!is_no_value(arguments[i])) list_add(call->s->b, list, arguments[i]);
    call->s->steps += call->parts.count / 16;
    return list;
}

static struct value_set set_of_list(struct value_sets *s, const struct node *list)
{
    struct call call = {.s = s, .give = give_list};

    LIST_EACH (list, each)
        if (!is_lost(&call)) add_part(&call, each.value);
    return combine(&call);
}

static const struct node *give_split(const struct call *call, const struct node *const *arguments)
{
    struct node *parts = node_list(call->s->b);
    struct slice delimiter = scalar_text(arguments[0]), rest = scalar_text(arguments[1]);

    if (delimiter.size == 0 || !is_known_scalar(arguments[1])) return NULL;
    for (size_t at;; rest = slice_from(rest, at + delimiter.size)) {
        at = slice_search(rest, delimiter);
        list_add(call->s->b, parts, node_user_string(call->s->b, slice_first(rest, at)));
        call->s->steps++;
        if (at == rest.size) return parts;
    }
}

static struct value_set set_of_split(struct value_sets *s, const struct node *arguments)
{
    struct call call = {.s = s, .give = give_split, .keeps_place = true};

    if (list_count(arguments) != 2) return unknown_set();
    add_part(&call, list_at(arguments, 0));
    add_part(&call, list_at(arguments, 1));
    return combine(&call);
}

/* An item of a list by its number; NULL when there is none. */
static const struct node *item_of(const struct node *list, const struct node *index)
{
    struct slice text = scalar_text(index);
    uint32_t number = 0;

    if (!is_known_scalar(index) || text.size == 0 || text.size > 6) return NULL;
    for (size_t i = 0; i < text.size; i++) {
        if (text.text[i] < '0' || text.text[i] > '9') return NULL;
        number = number * 10 + (uint32_t)(text.text[i] - '0');
    }
    return list_at(list, number);
}

static const struct node *give_select(const struct call *call, const struct node *const *arguments)
{
    const struct node *item = item_of(arguments[1], arguments[0]);

    (void)call;
    return is_no_value(item) ? NULL : item;
}

static const struct node *give_last(const struct call *call, const struct node *const *arguments)
{
    return arguments[call->parts.count - 1];
}

/* Of a list that is written out, only the item that is asked for needs to be known. */
static struct value_set select_written(struct value_sets *s, const struct value_set *index,
                                       const struct node *list)
{
    struct value_set set = empty_set();

    for (size_t i = 0; i < index->members.count; i++) {
        const struct node *item = item_of(list, index->members.items[i].value);
        struct call call = {.s = s, .give = give_last, .keeps_place = true};
        struct value_set one = empty_set();
        if (!item) continue;
        add_member(s, &one, index->members.items[i]);
        VECTOR_PUSH(s->b->arena, &call.parts, one);
        add_part(&call, item);
        struct value_set found = combine(&call);
        if (!found.is_known) return unknown_set();
        set.is_loose |= found.is_loose;
        for (size_t j = 0; set.is_known && j < found.members.count; j++)
            add_member(s, &set, found.members.items[j]);
    }
    return set;
}

static struct value_set set_of_select(struct value_sets *s, const struct node *arguments)
{
    struct call call = {.s = s, .give = give_select, .keeps_place = true};
    struct value_set index;

    if (list_count(arguments) != 2) return unknown_set();
    index = value_set_of(s, list_at(arguments, 0));
    if (!index.is_known) return index;
    loosen(&index);
    if (node_is_list(list_at(arguments, 1)))
        return select_written(s, &index, list_at(arguments, 1));
    VECTOR_PUSH(s->b->arena, &call.parts, index);
    add_part(&call, list_at(arguments, 1));
    return combine(&call);
}

/* -- What is looked up --------------------------------------------------------------------------
 */

static const struct node *give_zones(const struct call *call, const struct node *const *arguments)
{
    struct slice region = scalar_text(arguments[0]);
    struct node *list = node_list(call->s->b);

    if (region.size == 0) region = call->s->view.region;
    for (unsigned i = 0; i < zones_of_region(region); i++)
        list_add(call->s->b, list,
                 node_printf(call->s->b, "%.*s%c", SLICE_ARG(region), 'a' + (int)i));
    return list_count(list) ? list : NULL;
}

static struct value_set set_of_zones(struct value_sets *s, const struct node *argument)
{
    struct call call = {.s = s, .give = give_zones};

    add_part(&call, argument);
    return combine(&call);
}

static const struct node *give_mapped(const struct call *call, const struct node *const *arguments)
{
    const struct node *at = call->s->mappings;

    for (uint32_t i = 0; i < 3; i++)
        at = map_get(at, symbol_of(call->s->b->symbols, scalar_text(arguments[i])));
    return node_is_nothing(at) ? NULL : at;
}

static struct value_set set_of_mapped(struct value_sets *s, const struct node *arguments)
{
    struct call call = {.s = s, .give = give_mapped};

    if (list_count(arguments) != 3) return unknown_set();
    for (uint32_t i = 0; i < 3 && !is_lost(&call); i++)
        add_part(&call, list_at(arguments, i));
    return combine(&call);
}

/* -- All ----------------------------------------------------------------------------------------
 */

static const struct {
    const struct symbol *key;
    struct value_set (*set_of)(struct value_sets *s, const struct node *argument);
} functions[] = {
    {K(Ref), set_of_ref},
    {K(FnSub), set_of_sub},
    {K(FnJoin), set_of_join},
    {K(FnSelect), set_of_select},
    {K(FnSplit), set_of_split},
    {K(FnIf), set_of_if},
    {K(FnFindInMap), set_of_mapped},
    {K(FnGetAZs), set_of_zones},
    {K(FnToJsonString), set_of_json},
};

struct value_set value_set_of(struct value_sets *s, const struct node *value)
{
    const struct map_entry *entry = map_single(value);

    if (!value || s->steps++ >= LIMIT_VALUE_STEPS) return unknown_set();
    if (is_no_value(value) || is_known_scalar(value)) return set_of_one(s, value);
    if (node_is_list(value)) return set_of_list(s, value);
    for (size_t i = 0; entry && i < sizeof functions / sizeof *functions; i++)
        if (functions[i].key == entry->key) return functions[i].set_of(s, entry->value);
    return unknown_set();
}

const struct scenario *value_member_scenario(struct arena *arena, const struct scenario *scenario,
                                             const struct value_member *member)
{
    for (const struct scenario *each = member->choices; each; each = each->parent) {
        struct scenario *copy = arena_alloc(arena, sizeof *copy);
        *copy = *each;
        copy->parent = scenario;
        scenario = copy;
    }
    return scenario;
}

bool value_members_agree(const struct value_member *one, const struct value_member *other)
{
    for (const struct scenario *each = one->firm; each; each = each->parent)
        if (!agrees_with(each, other->firm)) return false;
    return true;
}
