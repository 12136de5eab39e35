/* Fn::ForEach: {"Fn::ForEach::Name": [identifier, collection, body]} in a map becomes the entries
 * of the body, once for each item of the collection, with the identifier filled in.
 *
 * What is made for an item keeps the place of the body in the sources. Filling in is textual, in
 * keys and values: ${Id} and &{Id} (the item without what is no letter or digit), and {Ref: Id}.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-foreach.html
 */
#include "base/limits.h"
#include "intrinsics/evaluation_internal.h"

struct expansion {
    struct evaluation *e;           /* e->place.iteration: the innermost; NULL: in no loop */
    const struct iteration *filled; /* the innermost of those that are filled in already: they
                                       made the resource whose properties are expanded; or NULL */
    const struct symbol *section;   /* what is expanded: K(Resources)... or K(Properties) */
    size_t nodes;                   /* made so far */
    bool failed;                    /* an error in the outermost loop that is expanded: it ends */
    bool stopped;                   /* a limit is hit: all ends */
};

static void fail(struct expansion *x, const struct node *at, struct slice problem)
{
    if (!x->failed) evaluation_error(x->e, at, INTRINSIC_FOR_EACH, "%.*s", SLICE_ARG(problem));
    x->failed = true;
}

#define FAIL(x_, at_, ...) fail((x_), (at_), slice_printf((x_)->e->b->arena, __VA_ARGS__))

/* Counts what is made; false when it was too much. */
static bool count(struct expansion *x, const struct node *at, size_t amount)
{
    if (!count_made(x->e, at, amount)) x->failed = x->stopped = true;
    return !x->failed;
}

/* -- Filling in ---------------------------------------------------------------------------------
 */

/* The iteration that gives `identifier` its value; NULL for none. */
static const struct iteration *iteration_of(const struct expansion *x, struct slice identifier)
{
    const struct iteration *at = x->e->place.iteration;

    while (at != x->filled && !slice_eq(at->identifier, identifier))
        at = at->outer;
    return at == x->filled ? NULL : at;
}

/* The text with ${Id} and &{Id} filled in; the same text when there are none. */
static struct slice filled_text(struct expansion *x, const struct node *at, struct slice text)
{
    struct buffer out = buffer_new(x->e->b->arena);
    size_t done = 0, brace = 0; /* brace: the first one that closes behind i */

    if (!count(x, at, text.size)) return text;
    for (size_t i = 0; i + 1 < text.size; i++) {
        if (text.text[i + 1] != '{' || (text.text[i] != '$' && text.text[i] != '&')) continue;
        if (brace <= i) brace = i + slice_find(slice_from(text, i), '}');
        if (brace == text.size) break;
        struct slice name = {text.text + i + 2, brace - i - 2};
        const struct iteration *iteration = iteration_of(x, name);
        if (!iteration) continue;
        if (!count(x, at, iteration->item.size)) return text;
        buffer_add(&out, (struct slice){text.text + done, i - done});
        buffer_add(&out, text.text[i] == '$' ? iteration->item : iteration->plain_item);
        done = brace + 1;
        i = done - 1;
    }
    if (done == 0) return text;
    buffer_add(&out, slice_from(text, done));
    return out.size ? buffer_slice(&out) : SLICE("");
}

/* {Ref: Id} is the item; an Fn::Sub with nothing left to fill in is its text. NULL for all else. */
static const struct node *filled_intrinsic(struct expansion *x, const struct node *node)
{
    const struct map_entry *entry = map_single(node);

    if (!entry || !node_is_string(entry->value)) return NULL;
    struct slice text = node_text(entry->value);
    if (entry->key == K(Ref)) {
        const struct iteration *iteration = iteration_of(x, text);
        return iteration ? node_text_like(x->e->b, entry->value, iteration->item) : NULL;
    }
    if (entry->key != K(FnSub)) return NULL;
    struct slice filled = filled_text(x, entry->value, text);
    if (slice_search(filled, SLICE("${")) < filled.size) return NULL;
    return node_text_like(x->e->b, entry->value, filled);
}

static const struct node *filled(struct expansion *x, const struct node *node);
static const struct node *filled_map(struct expansion *x, const struct node *map);

static const struct node *filled_list(struct expansion *x, const struct node *list)
{
    struct node *copy = node_copy(x->e->b, list);

    copy->count = 0;
    LIST_EACH (list, each)
        list_add(x->e->b, copy, filled(x, each.value));
    return copy;
}

static const struct node *filled(struct expansion *x, const struct node *node)
{
    if (++x->nodes > LIMIT_LOOP_NODES) {
        FAIL(x, node, "The loops of this template make more than %d values. Use shorter lists.",
             LIMIT_LOOP_NODES);
        x->stopped = true;
    }
    if (x->failed || !node) return node;
    if (node_is_string(node)) {
        struct slice text = filled_text(x, node, node_text(node));
        return text.text == node_text(node).text ? node : node_text_like(x->e->b, node, text);
    }
    if (node_is_list(node)) return filled_list(x, node);
    if (!node_is_map(node)) return node;
    const struct node *value = filled_intrinsic(x, node);
    return value ? value : filled_map(x, node);
}

static const struct node *filled_map(struct expansion *x, const struct node *map)
{
    struct node *copy = node_map(x->e->b);

    copy->origin = map;
    MAP_EACH (map, each) {
        struct slice key = filled_text(x, each.value, symbol_slice(each.key));
        struct map_entry entry = *each.entry;
        entry.key = symbol_of(x->e->b->symbols, key);
        map_set_like(x->e->b, copy, &entry, filled(x, each.value));
    }
    return copy;
}

/* -- Collections --------------------------------------------------------------------------------
 */

/* The items to go through; NULL after an error, and when the loop is left out. */
static const struct node *collection_of(struct expansion *x, const struct node *given)
{
    struct evaluation *e = x->e;
    size_t errors = e->findings->totals[SEVERITY_ERROR];

    if (node_is_list(given)) return evaluate_items(e, filled(x, given));
    const struct node *value = evaluate_argument(e, filled(x, given));
    if (e->findings->totals[SEVERITY_ERROR] > errors) {
        x->failed = true;
        return NULL;
    }
    if (node_is_string(value) && is_known(value) &&
        slice_find(node_text(value), ',') < value->count)
        value = list_of_commas(e, value, node_text(value));
    if (node_is_list(value)) return value;
    if (!is_known(value) && e->options->loops_left_out)
        *e->options->loops_left_out = true;
    else if (!is_known(value))
        FAIL(x, given,
             "The collection of a loop must be known before the stack is deployed, and this one is "
             "not. Give the parameter a value, or write a list.");
    else
        FAIL(x, given, "The collection of a loop must be a list, but is %s.",
             node_kind_name(value));
    return NULL;
}

/* -- Loops --------------------------------------------------------------------------------------
 */

static void expand_map(struct expansion *x, struct node *out, const struct node *map);

bool is_loop_key(const struct symbol *key)
{
    return slice_starts(symbol_slice(key), SLICE("Fn::ForEach"));
}

static bool is_parameter(const struct expansion *x, struct slice name)
{
    return map_has(map_get(x->e->root, K(Parameters)), symbol_of(x->e->b->symbols, name));
}

/* Checks name and arguments of a loop; false after an error. */
static bool check_loop(struct expansion *x, const struct map_entry *entry)
{
    struct slice name = slice_from(entry_key(entry), sizeof "Fn::ForEach::" - 1);
    const struct node *value = entry->value, *identifier = list_at(value, 0);
    struct slice id = node_text(identifier);

    if (name.size == 0 || !slice_starts(entry_key(entry), SLICE("Fn::ForEach::")))
        FAIL(x, value, "A loop needs a name: Fn::ForEach::Name.");
    else if (list_count(value) != 3 || !node_is_map(list_at(value, 2)))
        FAIL(x, value,
             "A loop takes an identifier, a collection and a map, as in [Name, [a, b], {...}].");
    else if (!node_is_string(identifier) || id.size == 0)
        FAIL(x, identifier ? identifier : value,
             "The identifier of a loop must be a text that is not empty.");
    else if (is_parameter(x, id) || is_parameter(x, name))
        FAIL(x, identifier, "%.*s is a parameter. Give the loop and its identifier other names.",
             SLICE_ARG(is_parameter(x, id) ? id : name));
    return !x->failed;
}

/* A loop and those around it, as they are written. */
struct nest {
    struct slice identifier;
    unsigned depth;           /* 1: the outermost */
    const struct nest *outer; /* NULL: none */
};

/* Checks how the loops in a loop stand inside each other, be their collections empty or not. Those
 * in the properties of a resource count with those that make the resource. */
static void check_nest(struct expansion *x, const struct map_entry *loop, const struct nest *outer,
                       bool makes_resources)
{
    const struct node *identifier = list_at(loop->value, 0);
    struct nest nest = {node_text(identifier), outer ? outer->depth + 1 : 1, outer};

    for (const struct nest *at = outer; at; at = at->outer)
        if (nest.identifier.size && slice_eq(at->identifier, nest.identifier))
            FAIL(x, identifier, "%.*s is the identifier of a loop around this one.",
                 SLICE_ARG(nest.identifier));
    if (nest.depth > LIMIT_LOOP_DEPTH)
        FAIL(x, loop->value,
             "Loops may stand inside each other %d deep, those in the properties of a resource "
             "inside those that make it.",
             LIMIT_LOOP_DEPTH);
    if (x->failed) return;
    MAP_EACH (list_at(loop->value, 2), each) {
        if (is_loop_key(each.key)) check_nest(x, each.entry, &nest, makes_resources);
        if (!makes_resources || is_loop_key(each.key)) continue;
        MAP_EACH (map_get(each.value, K(Properties)), property)
            if (is_loop_key(property.key)) check_nest(x, property.entry, &nest, false);
    }
}

static struct slice letters_and_digits(struct arena *arena, struct slice text)
{
    struct buffer out = buffer_new(arena);

    for (size_t i = 0; i < text.size; i++) {
        char c = text.text[i], lower = (char)(c | 0x20);
        if ((c >= '0' && c <= '9') || (lower >= 'a' && lower <= 'z')) buffer_add_byte(&out, c);
    }
    return out.size ? buffer_slice(&out) : SLICE("");
}

static void expand_item(struct expansion *x, struct node *out, const struct map_entry *loop,
                        const struct node *item)
{
    struct evaluation *e = x->e;
    struct iteration *iteration = arena_alloc(e->b->arena, sizeof *iteration);

    if (!is_known_scalar(item)) {
        FAIL(x, item, "An item of the collection of a loop must be a plain value, but is %s.",
             is_intrinsic(item) ? "not known before the stack is deployed" : node_kind_name(item));
        return;
    }
    if (!count(x, item, scalar_text(item).size + 1)) return;
    *iteration = (struct iteration){
        .loop = loop->key,
        .identifier = node_text(list_at(loop->value, 0)),
        .item = scalar_text(item),
        .plain_item = letters_and_digits(e->b->arena, scalar_text(item)),
        .outer = e->place.iteration,
    };
    e->place.iteration = iteration;
    expand_map(x, out, list_at(loop->value, 2));
    e->place.iteration = iteration->outer;
}

static void expand_loop(struct expansion *x, struct node *out, const struct map_entry *loop)
{
    if (!check_loop(x, loop)) return;
    if (x->e->place.iteration == x->filled) check_nest(x, loop, NULL, x->section == K(Resources));
    const struct node *collection = collection_of(x, list_at(loop->value, 1));
    LIST_EACH (collection, each) {
        if (x->failed) break;
        expand_item(x, out, loop, each.value);
    }
}

static const struct node *expand_properties(void *context, const struct node *resource);

/* What the innermost iteration makes of a value of the body, under a key that is filled in. */
static const struct node *made(struct expansion *x, const struct symbol *key,
                               const struct node *given)
{
    struct evaluation *e = x->e;
    const struct node *value = filled(x, given);

    if (value == given) value = node_copy(e->b, given); /* one for each iteration */
    if (x->section == K(Resources)) value = expand_properties(x, value);
    if (!e->iterations) return value;
    if (x->section == K(Resources)) table_set(e->b->arena, e->iterations, key, e->place.iteration);
    table_set(e->b->arena, e->iterations, value, e->place.iteration);
    return value;
}

/* Forgets an error once the loop it is in has ended, so that those in others are found, too. */
static void end_loop(struct expansion *x)
{
    if (!x->e->place.iteration) x->failed = x->stopped;
}

/* Adds the entries of a map, loops expanded, to `out`. */
static void expand_map(struct expansion *x, struct node *out, const struct node *map)
{
    MAP_EACH (map, each) {
        end_loop(x);
        if (x->failed) return;
        if (is_loop_key(each.key)) {
            expand_loop(x, out, each.entry);
            continue;
        }
        struct map_entry entry = *each.entry;
        entry.key = symbol_of(x->e->b->symbols, filled_text(x, each.value, symbol_slice(each.key)));
        if (map_has(out, entry.key)) {
            FAIL(x, each.value, "A loop makes %s a second time. Put the identifier into the key.",
                 entry.key->text);
            continue;
        }
        bool in_loop = x->e->place.iteration != x->filled;
        map_set_like(x->e->b, out, &entry, in_loop ? made(x, entry.key, each.value) : each.value);
    }
}

static bool has_loop(const struct node *map)
{
    MAP_EACH (map, each)
        if (is_loop_key(each.key)) return true;
    return false;
}

/* -- Sections -----------------------------------------------------------------------------------
 */

/* `map`, which is the value of `section`, with its loops expanded; itself when it has none. */
static const struct node *expanded(struct expansion *x, const struct symbol *section,
                                   const struct node *map)
{
    const struct symbol *outer_section = x->section;
    const struct iteration *outer_filled = x->filled;

    if (x->failed || !has_loop(map)) return map;
    struct node *out = node_map(x->e->b);
    out->origin = map;
    x->section = section;
    x->filled = x->e->place.iteration;
    expand_map(x, out, map);
    end_loop(x);
    x->section = outer_section;
    x->filled = outer_filled;
    return out;
}

static const struct node *expand_properties(void *context, const struct node *resource)
{
    struct expansion *x = context;
    const struct node *properties = map_get(resource, K(Properties));
    const struct node *value = expanded(x, K(Properties), properties);

    if (value == properties) return resource;
    struct node *copy = node_copy(x->e->b, resource);
    map_set(x->e->b, copy, K(Properties), value);
    return copy;
}

/* Puts a section in the place of another; an emptied one goes, except Resources. */
static const struct node *with_section(struct expansion *x, const struct node *root,
                                       const struct symbol *name)
{
    const struct node *old = map_get(root, name);
    const struct node *section = expanded(x, name, old);

    if (name == K(Resources) && !x->stopped)
        section = node_replace_children(x->e->b, section, expand_properties, x);
    if (section == old) return root;
    struct node *copy = node_copy(x->e->b, root);
    if (map_count(section) || name == K(Resources))
        map_set(x->e->b, copy, name, section);
    else
        map_remove(x->e->b, copy, name);
    return copy;
}

const struct node *expand_loops(struct evaluation *e, const struct node *root)
{
    struct expansion x = {.e = e};

    e->conditions = map_get(root, K(Conditions));
    root = with_section(&x, root, K(Conditions));
    if (e->findings->totals[SEVERITY_ERROR]) return root;
    e->root = root;
    e->conditions = map_get(root, K(Conditions));
    root = with_section(&x, root, K(Resources));
    root = with_section(&x, root, K(Outputs));
    e->root = root;
    return root;
}
