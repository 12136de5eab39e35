/* JSON with a space behind each comma and colon. A map with one key that names a function is the
 * short form of it, also where YAML would not let one stand, and a logical id that a function names
 * has no quotes: the result is to be read by people and by nobody else. */
#include "emit/one_line.h"

#include "emit/json_text.h"

struct line {
    struct buffer *out;
    size_t end; /* what goes beyond this size of `out` will be cut */
};

static void add_value(const struct line *line, const struct node *node);

/* As much of a text as can be seen. A few bytes more are sure to be cut, and what is left of a
 * character at their end with them. */
static struct slice visible(const struct line *line, struct slice text)
{
    size_t used = line->out->size;

    return used > line->end ? slice_first(text, 0) : slice_first(text, line->end - used + 8);
}

static bool is_bare(struct slice text)
{
    for (size_t i = 0; i < text.size; i++) {
        char c = text.text[i], lower = (char)(c | 0x20);
        if (!(c >= '0' && c <= '9') && !(lower >= 'a' && lower <= 'z') && c != ':' && c != '.')
            return false;
    }
    return text.size > 0;
}

/* The name of the function, as its short form has it; empty when the map is none. */
static struct slice function_name(const struct map_entry *entry)
{
    struct slice key = entry ? entry_key(entry) : SLICE("");

    if (slice_eq(key, SLICE("Ref")) || slice_eq(key, SLICE("Condition"))) return key;
    if (!slice_starts(key, SLICE("Fn::"))) return SLICE("");
    key = slice_from(key, strlen("Fn::"));
    return is_bare(key) ? key : SLICE("");
}

/* A name that a function takes. */
static void add_name(const struct line *line, const struct node *name)
{
    if (node_is_string(name) && is_bare(node_text(name)))
        buffer_add(line->out, visible(line, node_text(name)));
    else
        add_value(line, name);
}

static void add_list(const struct line *line, const struct node *list, bool starts_with_name)
{
    buffer_add_byte(line->out, '[');
    LIST_EACH (list, each) {
        if (line->out->size > line->end) break;
        if (each.next > 1) buffer_add(line->out, SLICE(", "));
        if (each.next == 1 && starts_with_name)
            add_name(line, each.value);
        else
            add_value(line, each.value);
    }
    buffer_add_byte(line->out, ']');
}

static void add_map(const struct line *line, const struct node *map)
{
    bool first = true;

    buffer_add_byte(line->out, '{');
    MAP_EACH (map, each) {
        if (line->out->size > line->end) break;
        if (!first) buffer_add(line->out, SLICE(", "));
        first = false;
        json_add_string(line->out, visible(line, symbol_slice(each.key)));
        buffer_add(line->out, SLICE(": "));
        add_value(line, each.value);
    }
    buffer_add_byte(line->out, '}');
}

/* Whether a list can be written as Id.Attribute. */
static bool is_dotted(const struct node *list)
{
    return list_count(list) == 2 && is_bare(node_text(list_at(list, 0))) &&
           is_bare(node_text(list_at(list, 1)));
}

static void add_function(const struct line *line, struct slice name, const struct node *argument)
{
    buffer_add_byte(line->out, '!');
    buffer_add(line->out, name);
    buffer_add_byte(line->out, ' ');
    if (slice_eq(name, SLICE("GetAtt")) && is_dotted(argument)) {
        add_name(line, list_at(argument, 0));
        buffer_add_byte(line->out, '.');
        add_name(line, list_at(argument, 1));
    } else if (slice_eq(name, SLICE("Ref")) || slice_eq(name, SLICE("Condition")) ||
               slice_eq(name, SLICE("GetAtt"))) {
        add_name(line, argument);
    } else if (node_is_list(argument)) {
        add_list(line, argument, slice_eq(name, SLICE("If")));
    } else {
        add_value(line, argument);
    }
}

static void add_value(const struct line *line, const struct node *node)
{
    const struct map_entry *entry = map_single(node);
    struct slice function = function_name(entry);

    if (function.size)
        add_function(line, function, entry->value);
    else if (node_is_map(node))
        add_map(line, node);
    else if (node_is_list(node))
        add_list(line, node, false);
    else if (node_is_string(node))
        json_add_string(line->out, visible(line, node_text(node)));
    else if (node_is(node, NODE_BOOL))
        buffer_add(line->out, node->truth ? SLICE("true") : SLICE("false"));
    else
        buffer_add(line->out, node_is_nothing(node) ? SLICE("null") : node_text(node));
}

void one_line_add(struct buffer *out, const struct node *node, size_t most)
{
    size_t start = out->size;
    struct line line = {out, start + (most < SIZE_MAX / 2 ? most : SIZE_MAX / 2)};

    add_value(&line, node);
    if (out->size <= line.end) return;
    out->size = line.end > start + 3 ? line.end - 3 : start;
    while (out->size > start && ((unsigned char)out->text[out->size] & 0xc0) == 0x80)
        out->size--;
    buffer_add(out, SLICE("..."));
}
