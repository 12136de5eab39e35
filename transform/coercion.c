/* The reference declares its typed fields as unions that begin with a map, and tries the members in
 * order, with Python's constructors: dict(), int(), float(), str(). So an empty list or string is
 * an empty map, a list of pairs is a map, and a number with a fraction loses it where an integer is
 * tried first.
 */
#include "transform/coercion.h"

#include <math.h>

#include "base/number.h"

/* -- Texts --------------------------------------------------------------------------------------
 */

/* str() of a scalar; text is NULL for all else. */
static struct slice as_text(const struct transform *t, const struct node *value)
{
    switch (value->kind) {
    case NODE_STRING:
    case NODE_INT:
        return (struct slice){value->count ? value->text : "", value->count};
    case NODE_FLOAT:
        return number_shortest(t->b->arena, number_double(t->b->arena, node_text(value)));
    case NODE_BOOL:
        return value->truth ? SLICE("True") : SLICE("False");
    default:
        return (struct slice){NULL, 0};
    }
}

/* -- Maps ---------------------------------------------------------------------------------------
 */

/* The two parts of something that dict() takes for a pair: a list of two, a text of two characters,
 * the keys of a map of two. */
static bool read_pair(const struct transform *t, const struct node *item,
                      const struct node *parts[2])
{
    struct slice text = node_text(item);
    size_t count = 0;

    parts[0] = parts[1] = NULL;
    if (node_is_string(item) && text.size == 2 && !((text.text[0] | text.text[1]) & 0x80)) {
        parts[0] = node_string(t->b, slice_first(text, 1));
        parts[1] = node_string(t->b, slice_from(text, 1));
        return true;
    }
    if (list_count(item) != 2 && map_count(item) != 2) return false;
    LIST_EACH (item, each)
        parts[count++] = each.value;
    MAP_EACH (item, each)
        parts[count++] = name_node(t, each.key);
    return parts[0] && parts[1];
}

/* dict(): a map, nothing, or a list of pairs; NULL for all else. */
static const struct node *as_map(const struct transform *t, const struct node *value)
{
    struct node *map = node_map(t->b);

    if (node_is_map(value)) return value;
    if (!node_is_list(value)) return node_is_string(value) && !value->count ? map : NULL;
    LIST_EACH (value, each) {
        const struct node *parts[2];
        if (!read_pair(t, each.value, parts)) return NULL;
        struct slice key = as_text(t, parts[0]);
        if (!key.text) return NULL;
        map_set(t->b, map, symbol_for(t, key), parts[1]);
    }
    return map;
}

/* -- Numbers ------------------------------------------------------------------------------------
 */

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\x1c' && c <= '\x1f');
}

static struct slice trimmed(struct slice text)
{
    while (text.size && is_space(text.text[0]))
        text = slice_from(text, 1);
    while (text.size && is_space(text.text[text.size - 1]))
        text.size--;
    return text;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Moves digits from the front of *rest to `out`; single underscores may stand between them. */
static size_t take_digits(struct slice *rest, struct buffer *out)
{
    size_t count = 0;

    while (rest->size) {
        bool joint = count && rest->size > 1 && rest->text[0] == '_' && is_digit(rest->text[1]);
        if (joint) *rest = slice_from(*rest, 1);
        if (!rest->size || !is_digit(rest->text[0])) break;
        buffer_add_byte(out, rest->text[0]);
        *rest = slice_from(*rest, 1);
        count++;
    }
    return count;
}

/* Moves a sign to `out`, where a plus is left out. */
static void take_sign(struct slice *rest, struct buffer *out)
{
    if (!rest->size || (rest->text[0] != '-' && rest->text[0] != '+')) return;
    if (rest->text[0] == '-') buffer_add_byte(out, '-');
    *rest = slice_from(*rest, 1);
}

/* int() of a text: its canonical form; text is NULL when it is no integer. */
static struct slice int_of_text(const struct transform *t, struct slice text)
{
    struct buffer sign = buffer_new(t->b->arena), digits = buffer_new(t->b->arena);
    struct slice rest = trimmed(text);

    take_sign(&rest, &sign);
    if (!take_digits(&rest, &digits) || rest.size) return (struct slice){NULL, 0};
    struct slice decimal = number_decimal(t->b->arena, buffer_slice(&digits), 10);
    if (slice_eq(decimal, SLICE("0"))) return decimal;
    return CONCAT(t->b->arena, buffer_slice(&sign), decimal);
}

/* float() of a text, in a form that number_double() reads; text is NULL when it is no number. */
static struct slice float_of_text(const struct transform *t, struct slice text)
{
    struct buffer out = buffer_new(t->b->arena);
    struct slice rest = trimmed(text);
    size_t digits;

    take_sign(&rest, &out);
    digits = take_digits(&rest, &out);
    if (rest.size && rest.text[0] == '.') {
        buffer_add_byte(&out, '.');
        rest = slice_from(rest, 1);
        digits += take_digits(&rest, &out);
    }
    if (digits && rest.size && (rest.text[0] | 0x20) == 'e') {
        buffer_add_byte(&out, 'e');
        rest = slice_from(rest, 1);
        take_sign(&rest, &out);
        if (!take_digits(&rest, &out)) digits = 0;
    }
    return digits && !rest.size ? buffer_slice(&out) : (struct slice){NULL, 0};
}

static const struct node *as_int(const struct transform *t, const struct node *value)
{
    struct slice text = {NULL, 0};

    if (value->kind == NODE_INT) return value;
    if (value->kind == NODE_BOOL) return node_int(t->b, value->truth);
    if (value->kind == NODE_STRING) text = int_of_text(t, node_text(value));
    if (value->kind == NODE_FLOAT) {
        double number = trunc(number_double(t->b->arena, node_text(value)));
        if (isfinite(number)) text = slice_printf(t->b->arena, "%.0f", number + 0.0);
    }
    return text.text ? node_scalar(t->b, NODE_INT, text) : NULL;
}

static const struct node *as_float(const struct transform *t, const struct node *value)
{
    struct slice text = {NULL, 0};

    if (value->kind == NODE_FLOAT) return value;
    if (value->kind == NODE_BOOL) text = value->truth ? SLICE("1.0") : SLICE("0.0");
    if (value->kind == NODE_STRING) text = float_of_text(t, node_text(value));
    if (value->kind == NODE_INT) text = node_text(value);
    if (!text.text) return NULL;
    double number = number_double(t->b->arena, text);
    return node_scalar(t->b, NODE_FLOAT, number_shortest(t->b->arena, number));
}

/* -- The union ----------------------------------------------------------------------------------
 */

static const struct node *as_list(const struct transform *t, const struct node *value)
{
    struct node *list = node_list(t->b);

    if (!node_is_list(value)) return NULL;
    LIST_EACH (value, each) {
        const struct node *item = coerced(t, each.value, COERCE_TEXT);
        if (!item) return NULL;
        list_add(t->b, list, item);
    }
    return list;
}

const struct node *coerced(const struct transform *t, const struct node *value, unsigned types)
{
    const struct node *result = as_map(t, value);

    if (!result && (types & COERCE_LIST)) result = as_list(t, value);
    if (!result && (types & COERCE_INT)) result = as_int(t, value);
    if (!result && (types & COERCE_FLOAT)) result = as_float(t, value);
    if (result || !(types & COERCE_TEXT)) return result;
    struct slice text = as_text(t, value);
    if (!text.text || node_is_string(value)) return text.text ? value : NULL;
    return node_string(t->b, text);
}
