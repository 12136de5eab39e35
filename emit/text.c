/* Findings for people, one line each: file:line:column: error RULE: message. With an excerpt, the
 * source line follows with a mark below the place. Text that came from outside is shown, never
 * obeyed: base/printable.h. */
#include "base/limits.h"
#include "base/printable.h"
#include "emit/format_internal.h"
#include "emit/report_internal.h"

/* SGR sequences of ECMA-48; all empty without colours. */
struct paint {
    struct slice place, severity, plain;
};

static struct paint paint_of(enum severity severity, bool color)
{
    static const char *const colors[SEVERITY_COUNT] = {
        [SEVERITY_ERROR] = "\x1b[1;31m",   /* red */
        [SEVERITY_WARNING] = "\x1b[1;35m", /* magenta */
        [SEVERITY_INFO] = "\x1b[1;36m",    /* cyan */
    };

    if (!color) return (struct paint){{NULL, 0}, {NULL, 0}, {NULL, 0}};
    return (struct paint){SLICE("\x1b[1m"), slice_of(colors[severity]), SLICE("\x1b[0m")};
}

static void add_item(struct buffer *out, const struct report_item *item, bool color)
{
    enum severity severity = item->rule->severity;
    struct paint paint = paint_of(severity, color);

    buffer_add(out, paint.place);
    printable_add(out, item->file);
    buffer_printf(out, ":%u:%u: ", item->start.line, item->start.column);
    buffer_add(out, paint.severity);
    buffer_printf(out, "%s %s:", report_severity(severity), item->rule->id);
    buffer_add(out, paint.plain);
    buffer_add_byte(out, ' ');
    printable_add(out, item->message);
    buffer_add_byte(out, '\n');
    excerpt_add(out, item->start.line, &item->excerpt, paint.severity, paint.plain);
}

/* "1 error", "2 errors". */
static void add_count(struct buffer *out, size_t count, const char *what)
{
    buffer_printf(out, "%zu %s%s", count, what, count == 1 ? "" : "s");
}

/* "1 error, 2 warnings in 3 of 4 templates." */
static void add_summary(struct buffer *out, const struct report *report)
{
    static const char *const words[SEVERITY_COUNT] = {"error", "warning", "note"};
    const char *separator = "";

    for (size_t i = 0; i < SEVERITY_COUNT; i++) {
        if (!report->totals[i]) continue;
        buffer_add(out, slice_of(separator));
        add_count(out, report->totals[i], words[i]);
        separator = ", ";
    }
    buffer_add(out, *separator ? SLICE(" in ") : SLICE("Nothing found in "));
    if (report->bad_templates && report->templates > 1)
        buffer_printf(out, "%zu of ", report->bad_templates);
    add_count(out, report->templates, "template");
    buffer_add(out, SLICE(".\n"));
}

static void text_write_report(struct buffer *out, const struct report *report)
{
    for (size_t i = 0; i < report->items.count; i++)
        add_item(out, &report->items.items[i], report->options.color);
    if (report->dropped)
        buffer_printf(out, "... and %zu more; the first %d%s are shown.\n", report->dropped,
                      LIMIT_FINDINGS, report->templates > 1 ? " of a template" : "");
    if (report->options.summary) add_summary(out, report);
}

const struct emit_format emit_text = {
    .name = "text",
    .write_report = text_write_report,
};
