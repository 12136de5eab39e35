/* Findings for people, one line each: file:line:column: error RULE: message. With an excerpt, the
 * source line follows with a mark below the place. Text that came from outside is shown, never
 * obeyed: base/printable.h. */
#include "base/printable.h"
#include "emit/excerpt_internal.h"
#include "emit/format_internal.h"
#include "emit/report_internal.h"

/* SGR sequences of ECMA-48; all empty without colours. */
struct paint {
    struct slice place, severity, plain;
};

static struct paint paint_of(enum severity severity, const struct emit_options *options)
{
    static const char *const colors[SEVERITY_COUNT] = {
        [SEVERITY_ERROR] = "\x1b[1;31m",   /* red */
        [SEVERITY_WARNING] = "\x1b[1;35m", /* magenta */
        [SEVERITY_INFO] = "\x1b[1;36m",    /* cyan */
    };

    if (!options->color) return (struct paint){{NULL, 0}, {NULL, 0}, {NULL, 0}};
    return (struct paint){SLICE("\x1b[1m"), slice_of(colors[severity]), SLICE("\x1b[0m")};
}

static void add_finding(struct buffer *out, const struct finding *finding,
                        const struct sources *sources, const struct emit_options *options)
{
    enum severity severity = finding->rule->severity;
    struct report_place place = report_place(finding, sources);
    struct paint paint = paint_of(severity, options);

    buffer_add(out, paint.place);
    printable_add(out, place.file);
    buffer_printf(out, ":%u:%u: ", place.line, place.column);
    buffer_add(out, paint.severity);
    buffer_printf(out, "%s %s:", report_severity(severity), finding->rule->id);
    buffer_add(out, paint.plain);
    buffer_add_byte(out, ' ');
    printable_add(out, finding->message);
    buffer_add_byte(out, '\n');
    if (options->excerpt && place.source)
        excerpt_add(out, place.source, place.line, finding->span, paint.severity, paint.plain);
}

static void text_write_findings(struct buffer *out, const struct findings *findings,
                                const struct sources *sources, const struct emit_options *options)
{
    size_t total = 0;

    for (size_t i = 0; i < findings->count; i++)
        add_finding(out, &findings->items[i], sources, options);
    for (size_t i = 0; i < SEVERITY_COUNT; i++)
        total += findings->totals[i];
    if (total > findings->count)
        buffer_printf(out, "... and %zu more; the first %zu are shown.\n", total - findings->count,
                      findings->count);
}

const struct emit_format emit_text = {
    .name = "text",
    .write_findings = text_write_findings,
};
