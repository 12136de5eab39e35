/* Findings as a report of Checkstyle: one element for each file that has any. Columns count code
 * points. */
#include "emit/format_internal.h"
#include "emit/report_internal.h"
#include "emit/xml_text.h"

static void add_item(struct buffer *out, const struct report_item *item)
{
    buffer_printf(out, "    <error line=\"%u\" column=\"%u\"", item->start.line,
                  item->start.column);
    xml_add_attribute(out, "severity", slice_of(report_severity(item->rule->severity)));
    xml_add_attribute(out, "message", item->message);
    buffer_printf(out, " source=\"samc.%s\"/>\n", item->rule->id);
}

static void checkstyle_write_report(struct buffer *out, const struct report *report)
{
    const struct report_item *items = report->items.items;
    size_t count = report->items.count;

    buffer_add(out, SLICE("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                          "<checkstyle version=\"4.3\">\n"));
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || !slice_eq(items[i].file, items[i - 1].file)) {
            buffer_add(out, SLICE("  <file"));
            xml_add_attribute(out, "name", items[i].file);
            buffer_add(out, SLICE(">\n"));
        }
        add_item(out, &items[i]);
        if (i + 1 == count || !slice_eq(items[i].file, items[i + 1].file))
            buffer_add(out, SLICE("  </file>\n"));
    }
    buffer_add(out, SLICE("</checkstyle>\n"));
}

const struct emit_format emit_checkstyle = {
    .name = "checkstyle",
    .write_report = checkstyle_write_report,
};
