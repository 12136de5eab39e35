/* Findings as reviewdog reads them (rdjson): one DiagnosticResult of its protocol, in JSON. Columns
 * count bytes of UTF-8; a range ends behind its last one. */
#include "emit/format_internal.h"
#include "emit/json_text.h"
#include "emit/report_internal.h"

static void add_place(struct buffer *out, const char *lead, const struct report_place *place)
{
    buffer_printf(out, "%s{\"line\": %u, \"column\": %u}", lead, place->line, place->byte);
}

static void add_item(struct buffer *out, const struct report_item *item)
{
    static const char *const severities[SEVERITY_COUNT] = {
        [SEVERITY_ERROR] = "ERROR",
        [SEVERITY_WARNING] = "WARNING",
        [SEVERITY_INFO] = "INFO",
    };

    json_add_text(out, "{\"message\": ", item->message);
    json_add_text(out, ", \"location\": {\"path\": ", report_plain_path(item->file));
    add_place(out, ", \"range\": {\"start\": ", &item->start);
    add_place(out, ", \"end\": ", &item->end);
    json_add_text(out, "}}, \"severity\": ", slice_of(severities[item->rule->severity]));
    json_add_text(out, ", \"code\": {\"value\": ", slice_of(item->rule->id));
    buffer_add(out, SLICE("}}"));
}

static void rdjson_write_report(struct buffer *out, const struct report *report)
{
    buffer_add(out, SLICE("{\"source\": {\"name\": \"samc\"}, \"diagnostics\": "));
    report_add_array(out, report, add_item);
    buffer_add(out, SLICE("}\n"));
}

const struct emit_format emit_rdjson = {
    .name = "rdjson",
    .write_report = rdjson_write_report,
};
