/* Templates as JSON: two spaces a level, keys in the order of the tree, one line per value; or
 * compact. Findings as one JSON array, one object per finding. */
#include "emit/format_internal.h"
#include "emit/json_text.h"
#include "emit/report_internal.h"

struct json_writer {
    struct buffer *out;
    bool compact;
};

static void write_value(const struct json_writer *writer, const struct node *node, unsigned level);

static void new_line(const struct json_writer *writer, unsigned level)
{
    static const char spaces[] = "\n                                        ";
    size_t size = 1 + (size_t)level * 2;

    if (writer->compact) return;
    buffer_add(writer->out, slice_first(SLICE(spaces), size));
    if (size >= sizeof spaces) buffer_add_repeat(writer->out, ' ', size - sizeof spaces + 1);
}

static void write_map(const struct json_writer *writer, const struct node *map, unsigned level)
{
    bool first = true;

    buffer_add_byte(writer->out, '{');
    MAP_EACH (map, each) {
        if (!first) buffer_add_byte(writer->out, ',');
        first = false;
        new_line(writer, level + 1);
        json_add_string(writer->out, symbol_slice(each.key));
        buffer_add(writer->out, writer->compact ? SLICE(":") : SLICE(": "));
        write_value(writer, each.value, level + 1);
    }
    if (!first) new_line(writer, level);
    buffer_add_byte(writer->out, '}');
}

static void write_list(const struct json_writer *writer, const struct node *list, unsigned level)
{
    buffer_add_byte(writer->out, '[');
    LIST_EACH (list, each) {
        if (each.next > 1) buffer_add_byte(writer->out, ',');
        new_line(writer, level + 1);
        write_value(writer, each.value, level + 1);
    }
    if (list_count(list)) new_line(writer, level);
    buffer_add_byte(writer->out, ']');
}

static void write_value(const struct json_writer *writer, const struct node *node, unsigned level)
{
    switch ((enum node_kind)node->kind) {
    case NODE_NULL:
        buffer_add(writer->out, SLICE("null"));
        break;
    case NODE_BOOL:
        buffer_add(writer->out, node->truth ? SLICE("true") : SLICE("false"));
        break;
    case NODE_INT:
    case NODE_FLOAT:
        json_add_number(writer->out, node_text(node));
        break;
    case NODE_STRING:
        json_add_string(writer->out, node_text(node));
        break;
    case NODE_LIST:
        write_list(writer, node, level);
        break;
    case NODE_MAP:
        write_map(writer, node, level);
        break;
    }
}

static void json_write_template(struct buffer *out, const struct node *root,
                                const struct emit_options *options)
{
    struct json_writer writer = {out, options->compact};

    write_value(&writer, root, 0);
    buffer_add_byte(out, '\n');
}

/* -- Findings -----------------------------------------------------------------------------------
 * The names of the members are a contract with the programs that read them. Those that start with a
 * capital are what cfn-lint's format of this name has; the others are samc's own.
 */

/* A UUID (RFC 9562, version 8) of the first digits of a fingerprint. */
static void add_uuid(struct buffer *out, const char *digits)
{
    buffer_printf(out, "\"%.8s-%.4s-8%.3s-8%.3s-%.12s\"", digits, digits + 8, digits + 12,
                  digits + 15, digits + 18);
}

/* One step of a path, which is escaped as in a JSON Pointer. */
static void add_step(struct buffer *out, struct slice step, bool is_item)
{
    struct buffer key = buffer_new(out->arena);

    if (is_item) {
        buffer_add(out, step);
        return;
    }
    for (size_t i = 0; i < step.size; i++) {
        bool is_escape = step.text[i] == '~' && i + 1 < step.size;
        if (is_escape) i++;
        if (is_escape && step.text[i] != '0')
            buffer_add_byte(&key, '/');
        else
            buffer_add_byte(&key, is_escape ? '~' : step.text[i]);
    }
    json_add_string(out, buffer_slice(&key));
}

/* The steps of a path as a list: keys, and numbers of items. */
static void add_path(struct buffer *out, const struct report_item *item)
{
    struct slice rest = item->path;

    if (!rest.text) {
        buffer_add(out, SLICE("null"));
        return;
    }
    buffer_add_byte(out, '[');
    for (size_t step = 0;; step++) {
        size_t size = slice_find(rest, '/');
        if (step) buffer_add(out, SLICE(", "));
        add_step(out, slice_first(rest, size), step < 64 && (item->path_items >> step & 1));
        if (size == rest.size) break;
        rest = slice_from(rest, size + 1);
    }
    buffer_add_byte(out, ']');
}

static void add_place(struct buffer *out, const char *lead, const struct report_place *place)
{
    buffer_printf(out, "%s{\"LineNumber\": %u, \"ColumnNumber\": %u}", lead, place->line,
                  place->column);
}

static void add_linter_members(struct buffer *out, const struct report_item *item)
{
    static const char *const levels[SEVERITY_COUNT] = {
        [SEVERITY_ERROR] = "Error",
        [SEVERITY_WARNING] = "Warning",
        [SEVERITY_INFO] = "Informational",
    };
    struct slice title = slice_of(item->rule->title);

    json_add_text(out, "\"Filename\": ", item->file);
    buffer_add(out, SLICE(", \"Id\": "));
    add_uuid(out, item->fingerprint);
    json_add_text(out, ", \"ParentId\": null, \"Level\": ", slice_of(levels[item->rule->severity]));
    json_add_text(out, ",\n  \"Message\": ", item->message);
    add_place(out, ",\n  \"Location\": {\"Start\": ", &item->start);
    add_place(out, ", \"End\": ", &item->end);
    buffer_add(out, SLICE(", \"Path\": "));
    add_path(out, item);
    json_add_text(out, "},\n  \"Rule\": {\"Id\": ", slice_of(item->rule->id));
    json_add_text(out, ", \"ShortDescription\": ", title);
    json_add_text(out, ", \"Description\": ", title);
    buffer_printf(out, ", \"Source\": \"docs/rules/%s.md\"}", item->rule->id);
}

static void add_own_members(struct buffer *out, const struct report_item *item)
{
    json_add_text(out, "\"rule\": ", slice_of(item->rule->id));
    json_add_text(out, ", \"severity\": ", slice_of(report_severity(item->rule->severity)));
    json_add_text(out, ", \"file\": ", item->file);
    buffer_printf(out, ", \"line\": %u, \"column\": %u, \"endLine\": %u, \"endColumn\": %u",
                  item->start.line, item->start.column, item->end.line, item->end.column);
    json_add_text(out, ",\n  \"message\": ", item->message);
    json_add_text(out, ",\n  \"resource\": ", item->resource);
    json_add_text(out, ", \"event\": ", item->event);
    json_add_text(out, ", \"path\": ", item->path);
}

static void add_item(struct buffer *out, const struct report_item *item)
{
    buffer_add_byte(out, '{');
    add_linter_members(out, item);
    buffer_add(out, SLICE(",\n  "));
    add_own_members(out, item);
    buffer_add_byte(out, '}');
}

static void json_write_report(struct buffer *out, const struct report *report)
{
    report_add_array(out, report, add_item);
    buffer_add_byte(out, '\n');
}

const struct emit_format emit_json = {
    .name = "json",
    .write_template = json_write_template,
    .write_report = json_write_report,
};
