/* Findings as a GitLab code quality report: a JSON array with exactly the members that GitLab
 * reads. A fingerprint may not come twice, and stays the same while its finding does. */
#include "emit/format_internal.h"
#include "emit/json_text.h"
#include "emit/report_internal.h"

static void add_item(struct buffer *out, const struct report_item *item)
{
    static const char *const severities[SEVERITY_COUNT] = {
        [SEVERITY_ERROR] = "major",
        [SEVERITY_WARNING] = "minor",
        [SEVERITY_INFO] = "info",
    };

    json_add_text(out, "{\"description\": ", item->message);
    json_add_text(out, ", \"check_name\": ", slice_of(item->rule->id));
    json_add_text(out, ", \"fingerprint\": ", slice_of(item->fingerprint));
    json_add_text(out, ", \"severity\": ", slice_of(severities[item->rule->severity]));
    json_add_text(out, ", \"location\": {\"path\": ", report_plain_path(item->file));
    buffer_printf(out, ", \"lines\": {\"begin\": %u}}}", item->start.line);
}

static void gitlab_write_report(struct buffer *out, const struct report *report)
{
    report_add_array(out, report, add_item);
    buffer_add_byte(out, '\n');
}

const struct emit_format emit_gitlab = {
    .name = "gitlab",
    .write_report = gitlab_write_report,
};
