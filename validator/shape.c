/* Maps with known keys, as tables: name of the key, kinds of its value. */
#include "validator/shape.h"

#include "base/nearest.h"

static bool is_digits(struct slice text)
{
    if (text.size && text.text[0] == '-') text = slice_from(text, 1);
    for (size_t i = 0; i < text.size; i++)
        if (text.text[i] < '0' || text.text[i] > '9') return false;
    return text.size > 0;
}

/* Digits with or without a point among them, and an exponent. */
static bool is_number(struct slice text)
{
    size_t e = slice_find(text, 'e') < text.size ? slice_find(text, 'e') : slice_find(text, 'E');

    struct slice exponent = slice_from(text, e + 1);

    if (slice_starts(exponent, SLICE("+"))) exponent = slice_from(exponent, 1);
    if (is_digits(exponent)) text = slice_first(text, e);
    size_t point = slice_find(text, '.');
    struct slice fraction = slice_from(text, point + 1);

    return is_digits(slice_first(text, point)) &&
           (point == text.size || (is_digits(fraction) && fraction.text[0] != '-'));
}

static unsigned kinds_of_text(struct slice text)
{
    unsigned kinds = SHAPE_TEXT;

    if (is_number(text)) kinds |= SHAPE_NUMBER;
    if (is_digits(text)) kinds |= SHAPE_WHOLE;
    if (slice_eq(text, SLICE("true")) || slice_eq(text, SLICE("false"))) kinds |= SHAPE_BOOL;
    return kinds;
}

bool shape_is(const struct node *value, unsigned kinds)
{
    if (is_intrinsic(value)) return kinds & SHAPE_FUNCTION;
    switch (value->kind) {
    case NODE_STRING:
        return kinds & (kinds_of_text(node_text(value)) | SHAPE_STRING);
    case NODE_INT:
        return kinds & (kinds_of_text(node_text(value)) | SHAPE_INTEGER);
    case NODE_FLOAT:
        return kinds & kinds_of_text(node_text(value));
    case NODE_BOOL:
        return kinds & (SHAPE_TEXT | SHAPE_BOOL);
    case NODE_LIST:
        return kinds & SHAPE_LIST;
    case NODE_MAP:
        return kinds & SHAPE_MAP;
    default:
        return kinds & SHAPE_NULL;
    }
}

struct slice shape_names(const struct validation *v, unsigned kinds)
{
    static const struct {
        unsigned kind;
        const char *name;
    } names[] = {
        {SHAPE_TEXT, "a text"},
        {SHAPE_STRING, "a text"},
        {SHAPE_INTEGER, "a whole number"},
        {SHAPE_WHOLE, "a whole number"},
        {SHAPE_NUMBER, "a number"},
        {SHAPE_BOOL, "true or false"},
        {SHAPE_LIST, "a list"},
        {SHAPE_MAP, "a map"},
    };
    struct buffer text = buffer_new(v->b->arena);

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!(kinds & names[i].kind)) continue;
        if (text.size) buffer_add(&text, SLICE(" or "));
        buffer_add(&text, slice_of(names[i].name));
    }
    return buffer_slice(&text);
}

static void report_unknown(struct validation *v, const struct visit *visit,
                           const struct map_entry *entry, const char *what,
                           const struct shape_key *keys, size_t count, const struct rule *rule)
{
    struct nearest nearest = nearest_to(entry_key(entry));

    if (rule == intrinsic_rule_row(INTRINSIC_SECTIONS) &&
        rule_settings_has(&v->settings, SETTING_SECTIONS, entry_key(entry)))
        return;
    for (size_t i = 0; i < count; i++)
        nearest_try(&nearest, symbol_slice(keys[i].name));
    if (nearest.found.text)
        report_row(v, visit, rule, entry_span(entry), "%s has no %s. Did you mean %.*s?", what,
                   entry->key->text, SLICE_ARG(nearest.found));
    else
        report_row(v, visit, rule, entry_span(entry), "%s has no %s. Remove it.", what,
                   entry->key->text);
}

void check_shape(struct validation *v, const struct visit *visit, const struct node *map,
                 const char *what, const struct shape_key *keys, size_t count,
                 struct shape_rules rules)
{
    MAP_EACH (map, each) {
        size_t i = 0;
        while (i < count && keys[i].name != each.key)
            i++;
        if (i == count) {
            report_unknown(v, visit, each.entry, what, keys, count, rules.unknown);
        } else if (node_is_nothing(each.value) && !(keys[i].kinds & SHAPE_NULL)) {
            report_row(v, visit, rules.kind, entry_span(each.entry),
                       "There is nothing behind %s. Remove it, or say what is meant.",
                       each.key->text);
        } else if (!shape_is(each.value, keys[i].kinds)) {
            struct slice names = shape_names(v, keys[i].kinds);
            report_row(v, visit, rules.kind, entry_span(each.entry), "%s must be %.*s, but is %s.",
                       each.key->text, SLICE_ARG(names),
                       is_intrinsic(each.value) ? "an intrinsic function"
                                                : node_kind_name(each.value));
        }
    }
}

bool is_alphanumeric_name(struct slice name)
{
    for (size_t i = 0; i < name.size; i++) {
        char c = name.text[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')))
            return false;
    }
    return name.size > 0;
}
