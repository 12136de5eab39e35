/* Findings for people, one line each: file:line:column: error RULE: message. With an excerpt, the
 * source line follows with a caret below the place. */
#include "emit/format_internal.h"

#include "base/utf8.h"

enum { LONGEST_EXCERPT = 240 }; /* bytes of a source line that are shown */

/* Appends text that came from a template: what a terminal would obey is shown instead. */
static void add_plain(struct buffer *out, struct slice text)
{
    for (size_t at = 0; at < text.size;) {
        size_t start = at;
        uint32_t code = utf8_next(text, &at);
        bool control = code < 0x20 || (code >= 0x7f && code < 0xa0) ||
                       (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
        if (code == UTF8_INVALID)
            buffer_printf(out, "\\x%02x", (unsigned char)text.text[start]);
        else if (control)
            buffer_printf(out, code < 0x100 ? "\\x%02x" : "\\u%04x", code);
        else
            buffer_add(out, (struct slice){text.text + start, at - start});
    }
}

static void add_excerpt(struct buffer *out, const struct finding *finding, struct position at)
{
    struct slice line = slice_first(source_line(at.source, at.line), LONGEST_EXCERPT);
    struct buffer shown = buffer_new(out->arena), mark = buffer_new(out->arena);
    size_t width =
        finding->span.end > finding->span.start ? finding->span.end - finding->span.start : 1;

    for (size_t i = 0; i < line.size; i++)
        buffer_add_byte(&shown, line.text[i] == '\t' ? ' ' : line.text[i]);
    line = buffer_slice(&shown);
    if (at.column > line.size + 1) return;
    if (width > line.size - (at.column - 1)) width = line.size - (at.column - 1);
    if (width > 0) width--;
    buffer_printf(&mark, "%5s | ", "");
    buffer_add_repeat(&mark, ' ', at.column - 1);
    buffer_add_byte(&mark, '^');
    buffer_add_repeat(&mark, '~', width);
    buffer_printf(out, "%5u | ", at.line);
    add_plain(out, line);
    buffer_printf(out, "\n%.*s\n", SLICE_ARG(buffer_slice(&mark)));
}

static void add_finding(struct buffer *out, const struct finding *finding,
                        const struct sources *sources, const struct emit_options *options)
{
    static const char *const words[] = {"error", "warning", "info"};
    static const char *const colors[] = {"\x1b[1;31m", "\x1b[1;35m", "\x1b[1;36m"};
    struct position at = source_position(sources, finding->span.start);
    enum severity severity = finding->rule->severity;

    if (options->color) buffer_add(out, SLICE("\x1b[1m"));
    add_plain(out, at.source ? at.source->name : sources_name(sources));
    buffer_printf(out, ":%u:%u: ", at.source ? at.line : 1, at.source ? at.column : 1);
    if (options->color) buffer_add(out, slice_of(colors[severity]));
    buffer_printf(out, "%s %s:", words[severity], finding->rule->id);
    if (options->color) buffer_add(out, SLICE("\x1b[0m"));
    buffer_add_byte(out, ' ');
    add_plain(out, finding->message);
    buffer_add_byte(out, '\n');
    if (options->excerpt && at.source) add_excerpt(out, finding, at);
}

void text_write_findings(struct buffer *out, const struct findings *findings,
                         const struct sources *sources, const struct emit_options *options)
{
    size_t total = 0;

    for (size_t i = 0; i < findings->count; i++)
        add_finding(out, &findings->items[i], sources, options);
    for (size_t i = 0; i < SEVERITY_COUNT; i++)
        total += findings->totals[i];
    if (total > findings->count) buffer_printf(out, "... and %zu more\n", total - findings->count);
}
