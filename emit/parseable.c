/* Findings in the form of cfn-lint's format of that name, one line each, which many editors read:
 *
 *     file:line:column:end line:end column:RULE:message
 *
 * Columns count code points. The message is one line. */
#include "base/printable.h"
#include "emit/format_internal.h"
#include "emit/report_internal.h"

/* A line break within the message is a space here. */
static void add_message(struct buffer *out, struct slice message)
{
    while (message.size) {
        struct slice line = slice_first(message, slice_find(message, '\n'));
        message = slice_from(message, line.size);
        if (message.size && slice_ends(line, SLICE("\r"))) line.size--;
        printable_add(out, line);
        if (message.size) buffer_add_byte(out, ' ');
        message = slice_from(message, 1);
    }
}

static void parseable_write_report(struct buffer *out, const struct report *report)
{
    for (size_t i = 0; i < report->items.count; i++) {
        const struct report_item *item = &report->items.items[i];
        printable_add(out, item->file);
        buffer_printf(out, ":%u:%u:%u:%u:%s:", item->start.line, item->start.column, item->end.line,
                      item->end.column, item->rule->id);
        add_message(out, item->message);
        buffer_add_byte(out, '\n');
    }
}

const struct emit_format emit_parseable = {
    .name = "parseable",
    .write_report = parseable_write_report,
};
