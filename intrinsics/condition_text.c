/* Fn::Equals becomes "left = right", a literal on the right; Fn::Not of it "!="; And, Or and Not
 * become words, with parentheses around what is inside of another kind; names stand for Ref and
 * Condition. All other functions look like calls: FindInMap("Map", Env, "Vpc").
 */
#include "intrinsics/condition_text.h"

#include "intrinsics/intrinsics.h"

static void add_value(struct buffer *out, const struct node *value);

/* -- Operands -----------------------------------------------------------------------------------
 */

static void add_quoted(struct buffer *out, struct slice text)
{
    buffer_add_byte(out, '"');
    for (size_t i = 0; i < text.size; i++) {
        if (text.text[i] == '"' || text.text[i] == '\\') buffer_add_byte(out, '\\');
        buffer_add_byte(out, text.text[i]);
    }
    buffer_add_byte(out, '"');
}

/* The items of a list, or the value itself, between commas. */
static void add_items(struct buffer *out, const struct node *value)
{
    if (!node_is_list(value)) add_value(out, value);
    LIST_EACH (value, each) {
        if (each.next > 1) buffer_add(out, SLICE(", "));
        add_value(out, each.value);
    }
}

static void add_map(struct buffer *out, const struct node *map)
{
    const char *separator = "";

    buffer_add_byte(out, '{');
    MAP_EACH (map, each) {
        buffer_add(out, slice_of(separator));
        buffer_add(out, symbol_slice(each.key));
        buffer_add(out, SLICE(": "));
        add_value(out, each.value);
        separator = ", ";
    }
    buffer_add_byte(out, '}');
}

static void add_call(struct buffer *out, const struct map_entry *entry)
{
    const struct node *name = entry->value;

    if ((entry->key == K(Ref) || entry->key == K(Condition)) && node_is_string(name)) {
        buffer_add(out, node_text(name));
        return;
    }
    bool is_function = slice_starts(entry_key(entry), SLICE("Fn::"));
    buffer_add(out, slice_from(entry_key(entry), is_function ? 4 : 0));
    buffer_add_byte(out, '(');
    add_items(out, entry->value);
    buffer_add_byte(out, ')');
}

static void add_value(struct buffer *out, const struct node *value)
{
    switch ((enum node_kind)value->kind) {
    case NODE_NULL:
        buffer_add(out, SLICE("null"));
        break;
    case NODE_BOOL:
        buffer_add(out, value->truth ? SLICE("true") : SLICE("false"));
        break;
    case NODE_INT:
    case NODE_FLOAT:
        buffer_add(out, node_text(value));
        break;
    case NODE_STRING:
        add_quoted(out, node_text(value));
        break;
    case NODE_LIST:
        buffer_add_byte(out, '[');
        add_items(out, value);
        buffer_add_byte(out, ']');
        break;
    case NODE_MAP:
        if (is_intrinsic(value))
            add_call(out, map_single(value));
        else
            add_map(out, value);
    }
}

/* -- Conditions ---------------------------------------------------------------------------------
 */

/* The operands of the function `key`, when `node` is one with `count` operands or, for 0, with at
 * least one; NULL for all else. */
static const struct node *operands_of(const struct node *node, const struct symbol *key,
                                      uint32_t count)
{
    const struct map_entry *entry = map_single(node);

    if (!entry || entry->key != key || list_count(entry->value) == 0) return NULL;
    return !count || list_count(entry->value) == count ? entry->value : NULL;
}

static void add_comparison(struct buffer *out, const struct node *operands, struct slice sign)
{
    bool turned = !is_intrinsic(list_at(operands, 0)) && is_intrinsic(list_at(operands, 1));

    add_value(out, list_at(operands, turned));
    buffer_add(out, sign);
    add_value(out, list_at(operands, !turned));
}

static void add_condition(struct buffer *out, const struct node *node, bool inside);

/* `operands` with `word` between them; in parentheses when they stand inside of another function.
 */
static void add_operands(struct buffer *out, const struct node *operands, struct slice word,
                         bool inside)
{
    inside = inside && list_count(operands) > 1;
    if (inside) buffer_add_byte(out, '(');
    LIST_EACH (operands, each) {
        if (each.next > 1) buffer_add(out, word);
        add_condition(out, each.value, true);
    }
    if (inside) buffer_add_byte(out, ')');
}

static void add_condition(struct buffer *out, const struct node *node, bool inside)
{
    const struct node *equals = operands_of(node, K(FnEquals), 2);
    const struct node *negated = operands_of(node, K(FnNot), 1);
    const struct node *differs = operands_of(list_at(negated, 0), K(FnEquals), 2);
    const struct node *all = operands_of(node, K(FnAnd), 0);
    const struct node *any = operands_of(node, K(FnOr), 0);

    if (equals) {
        add_comparison(out, equals, SLICE(" = "));
    } else if (differs) {
        add_comparison(out, differs, SLICE(" != "));
    } else if (negated) {
        buffer_add(out, SLICE("not "));
        add_condition(out, list_at(negated, 0), true);
    } else if (all || any) {
        add_operands(out, all ? all : any, all ? SLICE(" and ") : SLICE(" or "), inside);
    } else {
        add_value(out, node);
    }
}

struct slice condition_text(struct arena *arena, const struct node *definition)
{
    struct buffer out = buffer_new(arena);

    add_condition(&out, definition, false);
    return buffer_slice(&out);
}
