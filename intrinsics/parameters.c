/* Ref and Fn::Sub of parameters; Fn::FindInMap.
 *
 * The transform evaluates no more than this, and only in some properties. A tree goes in, the same
 * tree with the values filled in comes out. A Sub stays a Sub even when nothing is left in it to
 * substitute.
 */
#include "intrinsics/intrinsics.h"

static void fail(struct resolution *resolution, const struct node *at, struct slice problem)
{
    if (resolution->failed) return;
    resolution->failed = at;
    resolution->problem = problem;
}

/* A value of this form is one that a nested stack's caller could not give. */
static bool is_unknown(const struct node *value)
{
    return node_is_string(value) && slice_starts(node_text(value), SLICE("{{IntrinsicFunction:"));
}

static const struct node *parameter(const struct resolution *resolution, struct slice name)
{
    const struct node *value =
        map_get(resolution->parameters, symbol_of(resolution->builder->symbols, name));

    return is_unknown(value) ? NULL : value;
}

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_name_byte(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == '.';
}

/* The size of the name at the start of `text` when it is letters, digits and dots, or AWS:: and a
 * capitalised word, and a brace follows it; else 0. */
static size_t sub_name_size(struct slice text)
{
    size_t at = 0;

    if (slice_starts(text, SLICE("AWS::"))) {
        at = 5;
        if (at >= text.size || text.text[at] < 'A' || text.text[at] > 'Z') return 0;
        while (at < text.size && is_letter(text.text[at]))
            at++;
    } else {
        while (at < text.size && is_name_byte(text.text[at]))
            at++;
    }
    return at < text.size && text.text[at] == '}' ? at : 0;
}

static struct slice sub_text(struct resolution *resolution, const struct node *at,
                             struct slice text)
{
    struct buffer out = buffer_new(resolution->builder->arena);
    size_t done = 0;

    for (size_t i = 0; i + 1 < text.size; i++) {
        if (text.text[i] != '$' || text.text[i + 1] != '{') continue;
        struct slice rest = slice_from(text, i + 2);
        struct slice name = slice_first(rest, sub_name_size(rest));
        const struct node *value = name.size ? parameter(resolution, name) : NULL;
        if (!value) continue;
        if (!node_is_string(value)) {
            fail(resolution, at,
                 slice_printf(resolution->builder->arena,
                              "The value of ${%.*s} must be a string, but is %s.", SLICE_ARG(name),
                              node_kind_name(value)));
            return text;
        }
        buffer_add(&out, (struct slice){text.text + done, i - done});
        buffer_add(&out, node_text(value));
        done = i + 2 + name.size + 1;
        i = done - 1;
    }
    if (done == 0) return text;
    buffer_add(&out, slice_from(text, done));
    return buffer_slice(&out);
}

/* The value of Fn::Sub with parameters filled in. The variables of the list form hide nothing. */
static const struct node *sub_value(struct resolution *resolution, const struct node *value)
{
    const struct node *text = node_is_list(value) ? list_at(value, 0) : value;

    if (!node_is_string(text)) return value;
    struct slice new_text = sub_text(resolution, text, node_text(text));
    if (new_text.text == node_text(text).text) return value;
    const struct node *changed = node_text_like(resolution->builder, text, new_text);
    if (text == value) return changed;
    struct node *list = node_copy(resolution->builder, value);
    list->list->items[0] = changed;
    return list;
}

/* `node` itself when it is no Ref or Sub that can be replaced. */
static const struct node *resolve_here(struct resolution *resolution, const struct node *node)
{
    const struct map_entry *entry = map_single(node);

    if (!entry) return node;
    if (entry->key == K(Ref) && node_is_string(entry->value)) {
        const struct node *value = parameter(resolution, node_text(entry->value));
        return value ? value : node;
    }
    if (entry->key != K(FnSub)) return node;
    const struct node *value = sub_value(resolution, entry->value);
    if (value == entry->value) return node;
    struct node *sub = node_copy(resolution->builder, node);
    map_set(resolution->builder, sub, K(FnSub), value);
    return sub;
}

static const struct node *resolve_child(void *context, const struct node *child)
{
    return resolve_parameters(context, child);
}

const struct node *resolve_parameters(struct resolution *resolution, const struct node *node)
{
    if (!node || node->kind < NODE_LIST || !map_count(resolution->parameters)) return node;
    const struct node *value = resolve_here(resolution, node);
    /* What a parameter has is taken as it is: a Default may be a map in which the parameter itself
     * is referred to, which CloudFormation refuses. */
    if (value != node && map_single(node)->key == K(Ref)) return value;
    return node_replace_children(resolution->builder, value, resolve_child, resolution);
}

/* The value that FindInMap [map, key, key] finds, or NULL. */
static const struct node *find_in_map(struct resolution *resolution, const struct node *arguments)
{
    struct symbols *symbols = resolution->builder->symbols;
    const struct symbol *keys[3];

    if (list_count(arguments) != 3) {
        fail(
            resolution, arguments,
            SLICE(
                "Fn::FindInMap takes a list of three: map name, top-level key, second-level key."));
        return NULL;
    }
    for (uint32_t i = 0; i < 3; i++) {
        if (!node_is_string(list_at(arguments, i))) return NULL;
        keys[i] = symbol_of(symbols, node_text(list_at(arguments, i)));
    }
    const struct node *map = map_get(resolution->mappings, keys[0]);
    if (!map) return NULL;
    const struct node *row = map_get(map, keys[1]);
    if (!node_is_map(map) || (row && !node_is_map(row))) {
        fail(resolution, map, SLICE("A mapping has two levels of keys, and this one has not."));
        return NULL;
    }
    return map_get(row, keys[2]);
}

static const struct node *resolve_mapping_child(void *context, const struct node *child)
{
    return resolve_mappings(context, child);
}

const struct node *resolve_mappings(struct resolution *resolution, const struct node *node)
{
    if (!node || node->kind < NODE_LIST) return node;
    node = node_replace_children(resolution->builder, node, resolve_mapping_child, resolution);
    const struct map_entry *entry = map_single(node);
    if (!entry || entry->key != K(FnFindInMap)) return node;
    const struct node *found = find_in_map(resolution, entry->value);
    return found ? found : node;
}
