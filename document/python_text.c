/* One writer a form; both recurse over the tree. */
#include "document/python_text.h"

#include <stdlib.h>

#include "base/number.h"
#include "base/plain.h"
#include "base/utf8.h"

/* -- repr() -------------------------------------------------------------------------------------
 */

static bool quoted_by_double(struct slice text)
{
    return slice_find(text, '\'') < text.size && slice_find(text, '"') == text.size;
}

/* Python 2 escapes all that is not ASCII in a unicode text; Python 3 keeps it in a native one, but
 * for the C1 controls and the soft hyphen. */
static void repr_code(struct buffer *out, uint32_t code, bool native)
{
    bool latin = code >= 0x7f && code < 0x100;

    if (code < 0x20 || code == 0x7f || (latin && (!native || code <= 0xa0 || code == 0xad)))
        buffer_printf(out, "\\x%02x", code);
    else if (code < 0x80 || native)
        utf8_add(out, code);
    else
        buffer_printf(out, code < 0x10000 ? "\\u%04x" : "\\U%08x", code);
}

/* Adds the plain text from *at on, which moves behind it. Returns whether there is more. */
static bool add_plain(struct buffer *out, struct slice text, size_t *at, char quote)
{
    size_t end = plain_run(text, *at, quote);

    if (end > *at) buffer_add(out, (struct slice){text.text + *at, end - *at});
    *at = end;
    return end < text.size;
}

/* A text with nothing to escape, which most are. */
static void repr_plain(struct buffer *out, struct slice text, bool native)
{
    buffer_reserve(out, text.size + 3);
    char *end = out->text + out->size;
    if (!native) *end++ = 'u';
    *end++ = '\'';
    if (text.size) memcpy(end, text.text, text.size);
    end += text.size;
    *end++ = '\'';
    *end = '\0';
    out->size = (size_t)(end - out->text);
}

static void repr_text(struct buffer *out, struct slice text, bool native)
{
    if (plain_run(text, 0, '\'') == text.size) {
        repr_plain(out, text, native);
        return;
    }
    char quote = quoted_by_double(text) ? '"' : '\'';

    if (!native) buffer_add_byte(out, 'u');
    buffer_add_byte(out, quote);
    for (size_t at = 0; add_plain(out, text, &at, quote);) {
        uint32_t code = utf8_next(text, &at);
        if (code == (unsigned char)quote || code == '\\')
            buffer_printf(out, "\\%c", (char)code);
        else if (code == '\t' || code == '\n' || code == '\r')
            buffer_add(out, code == '\t'   ? SLICE("\\t")
                            : code == '\n' ? SLICE("\\n")
                                           : SLICE("\\r"));
        else
            repr_code(out, code, native);
    }
    buffer_add_byte(out, quote);
}

/* Integers beyond 64 bits are of another type in Python 2, which shows; the reference sees to the
 * positive ones only. */
static void repr_int(struct buffer *out, struct slice text)
{
    struct slice largest = SLICE("9223372036854775807");

    buffer_add(out, text);
    if (text.text[0] == '-') return;
    if (text.size > largest.size || (text.size == largest.size && slice_compare(text, largest) > 0))
        buffer_add_byte(out, 'L');
}

static void repr(struct buffer *out, const struct node *node, bool python3);

static void repr_map(struct buffer *out, const struct node *map, bool python3)
{
    bool first = true;

    buffer_add_byte(out, '{');
    MAP_EACH (map, each) {
        if (!first) buffer_add(out, SLICE(", "));
        first = false;
        repr_text(out, symbol_slice(each.key), python3 || each.entry->key_native);
        buffer_add(out, SLICE(": "));
        repr(out, each.value, python3);
    }
    buffer_add_byte(out, '}');
}

static void repr_list(struct buffer *out, const struct node *list, bool python3)
{
    buffer_add_byte(out, '[');
    LIST_EACH (list, each) {
        if (each.next > 1) buffer_add(out, SLICE(", "));
        repr(out, each.value, python3);
    }
    buffer_add_byte(out, ']');
}

static void repr(struct buffer *out, const struct node *node, bool python3)
{
    switch ((enum node_kind)node->kind) {
    case NODE_NULL:
        buffer_add(out, SLICE("None"));
        break;
    case NODE_BOOL:
        buffer_add(out, node->truth ? SLICE("True") : SLICE("False"));
        break;
    case NODE_INT:
        if (python3)
            buffer_add(out, node_text(node));
        else
            repr_int(out, node_text(node));
        break;
    case NODE_FLOAT:
        buffer_add(out, number_shortest(out->arena, number_double(out->arena, node_text(node))));
        break;
    case NODE_STRING:
        repr_text(out, node_text(node), python3 || (node->flags & NODE_NATIVE));
        break;
    case NODE_LIST:
        repr_list(out, node, python3);
        break;
    case NODE_MAP:
        repr_map(out, node, python3);
        break;
    }
}

void python_repr(struct buffer *out, const struct node *node)
{
    repr(out, node, false);
}

void python_str(struct buffer *out, const struct node *node)
{
    if (node_is_string(node))
        buffer_add(out, node_text(node));
    else
        repr(out, node, true);
}

/* -- json.dumps() -------------------------------------------------------------------------------
 */

struct json_writer {
    struct buffer *out;
    enum python_json_form form;
    unsigned level; /* open maps and lists */
};

static bool has_tight_colons(enum python_json_form form)
{
    return form == PYTHON_JSON_SORTED || form == PYTHON_JSON_COMPACT;
}

static void json_value(struct json_writer *writer, const struct node *node);

static void json_text(struct buffer *out, struct slice text)
{
    static const char named[] = "\b\f\n\r\t\"\\", names[] = "bfnrt\"\\";

    buffer_add_byte(out, '"');
    for (size_t at = 0; add_plain(out, text, &at, '"');) {
        uint32_t code = utf8_next(text, &at);
        const char *name = code && code < 0x80 ? strchr(named, (int)code) : NULL;
        if (name)
            buffer_printf(out, "\\%c", names[name - named]);
        else if (code >= 0x20 && code < 0x7f)
            buffer_add_byte(out, (char)code);
        else if (code < 0x10000)
            buffer_printf(out, "\\u%04x", code);
        else
            buffer_printf(out, "\\u%04x\\u%04x", 0xd7c0 + (code >> 10), 0xdc00 + (code & 0x3ff));
    }
    buffer_add_byte(out, '"');
}

static int compare_keys(const void *a, const void *b)
{
    const struct map_entry *const *left = a, *const *right = b;

    return slice_compare(entry_key(*left), entry_key(*right));
}

/* What stands before item number `at`. */
static void json_separator(const struct json_writer *writer, size_t at)
{
    if (at) buffer_add_byte(writer->out, ',');
    if (writer->form == PYTHON_JSON_PLAIN && at) buffer_add_byte(writer->out, ' ');
    if (writer->form != PYTHON_JSON_INDENT) return;
    buffer_add_byte(writer->out, '\n');
    buffer_add_repeat(writer->out, ' ', writer->level * 4);
}

static void json_open(struct json_writer *writer, char bracket)
{
    buffer_add_byte(writer->out, bracket);
    writer->level++;
}

static void json_close(struct json_writer *writer, char bracket, size_t items)
{
    writer->level--;
    if (items && writer->form == PYTHON_JSON_INDENT) json_separator(writer, 0);
    buffer_add_byte(writer->out, bracket);
}

static void json_map(struct json_writer *writer, const struct node *map)
{
    const struct map_entry **entries = arena_array(writer->out->arena, map->count, sizeof *entries);
    size_t count = 0;

    MAP_EACH (map, each)
        entries[count++] = each.entry;
    if (writer->form != PYTHON_JSON_PLAIN && writer->form != PYTHON_JSON_COMPACT && count)
        qsort(entries, count, sizeof *entries, compare_keys);
    json_open(writer, '{');
    for (size_t i = 0; i < count; i++) {
        json_separator(writer, i);
        json_text(writer->out, entry_key(entries[i]));
        buffer_add(writer->out, has_tight_colons(writer->form) ? SLICE(":") : SLICE(": "));
        json_value(writer, entries[i]->value);
    }
    json_close(writer, '}', count);
    arena_give_back(writer->out->arena, entries, map->count * sizeof *entries);
}

static void json_list(struct json_writer *writer, const struct node *list)
{
    json_open(writer, '[');
    LIST_EACH (list, each) {
        json_separator(writer, each.next - 1);
        json_value(writer, each.value);
    }
    json_close(writer, ']', list_count(list));
}

static void json_value(struct json_writer *writer, const struct node *node)
{
    struct buffer *out = writer->out;

    switch ((enum node_kind)node->kind) {
    case NODE_NULL:
        buffer_add(out, SLICE("null"));
        break;
    case NODE_BOOL:
        buffer_add(out, node->truth ? SLICE("true") : SLICE("false"));
        break;
    case NODE_INT:
        buffer_add(out, node_text(node));
        break;
    case NODE_FLOAT:
        buffer_add(out, number_shortest(out->arena, number_double(out->arena, node_text(node))));
        break;
    case NODE_STRING:
        json_text(out, node_text(node));
        break;
    case NODE_LIST:
        json_list(writer, node);
        break;
    case NODE_MAP:
        json_map(writer, node);
        break;
    }
}

void python_json(struct buffer *out, const struct node *node, enum python_json_form form)
{
    json_value(&(struct json_writer){.out = out, .form = form}, node);
}
