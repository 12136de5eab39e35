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
    if (writer->compact) return;
    buffer_add_byte(writer->out, '\n');
    buffer_add_repeat(writer->out, ' ', level * 2);
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
 */

/* The names of the members are a contract with the programs that read them. */
static void write_item(struct buffer *out, const struct report_item *item)
{
    json_add_text(out, "{\"rule\": ", slice_of(item->rule->id));
    json_add_text(out, ", \"severity\": ", slice_of(report_severity(item->rule->severity)));
    json_add_text(out, ", \"message\": ", item->message);
    json_add_text(out, ", \"file\": ", item->file);
    buffer_printf(out, ", \"line\": %u, \"column\": %u, \"endLine\": %u, \"endColumn\": %u",
                  item->start.line, item->start.column, item->end.line, item->end.column);
    json_add_text(out, ", \"resource\": ", item->resource);
    json_add_text(out, ", \"event\": ", item->event);
    json_add_text(out, ", \"path\": ", item->path);
    buffer_add_byte(out, '}');
}

static void json_write_report(struct buffer *out, const struct report *report)
{
    report_add_array(out, report, write_item);
    buffer_add_byte(out, '\n');
}

const struct emit_format emit_json = {
    .name = "json",
    .write_template = json_write_template,
    .write_report = json_write_report,
};
