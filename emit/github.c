/* Findings as workflow commands, which GitHub Actions shows beside the lines of a pull request:
 *
 *     ::error file=F,line=1,endLine=1,col=5,endColumn=9,title=RULE::message
 *
 * Columns count code points; they are given only where the place is within one line, since GitHub
 * refuses them elsewhere. */
#include "base/printable.h"
#include "base/utf8.h"
#include "emit/format_internal.h"
#include "emit/report_internal.h"

/* Appends `text` with what would end the command, or the property, as %XX. */
static void add_escaped(struct buffer *out, struct slice text, const char *special)
{
    for (size_t at = 0; at < text.size;) {
        size_t start = at;
        uint32_t code = utf8_next(text, &at);
        if (code && code < 0x80 && strchr(special, (int)code))
            buffer_printf(out, "%%%02X", (unsigned)code);
        else
            printable_add(out, (struct slice){text.text + start, at - start});
    }
}

static void add_item(struct buffer *out, const struct report_item *item)
{
    static const char *const commands[SEVERITY_COUNT] = {
        [SEVERITY_ERROR] = "error",
        [SEVERITY_WARNING] = "warning",
        [SEVERITY_INFO] = "notice",
    };

    buffer_printf(out, "::%s file=", commands[item->rule->severity]);
    add_escaped(out, report_plain_path(item->file), "%\r\n:,");
    buffer_printf(out, ",line=%u,endLine=%u", item->start.line, item->end.line);
    if (item->start.line == item->end.line)
        buffer_printf(out, ",col=%u,endColumn=%u", item->start.column, item->end.column);
    buffer_printf(out, ",title=%s::", item->rule->id);
    add_escaped(out, item->message, "%\r\n");
    buffer_add_byte(out, '\n');
}

static void github_write_report(struct buffer *out, const struct report *report)
{
    for (size_t i = 0; i < report->items.count; i++)
        add_item(out, &report->items.items[i]);
}

const struct emit_format emit_github = {
    .name = "github",
    .write_report = github_write_report,
};
