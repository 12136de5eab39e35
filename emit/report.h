/* The findings of any number of compilations, on their way to one text.
 *
 * A report takes copies of all it says, so that the memory of a compilation may go as soon as its
 * findings are in. What is in it depends on what was added, and in which order, only.
 */
#ifndef EMIT_REPORT_H
#define EMIT_REPORT_H

#include "base/buffer.h"
#include "base/finding.h"

struct emit_format;
struct report;

struct report_options {
    bool color;   /* terminal colours, where the format has them (text) */
    bool excerpt; /* show the source line and a caret below a finding (text) */
    bool summary; /* end with a line that counts (text) */
};

/* What a report may say of the tool. Borrowed by the report. */
struct report_tool {
    const char *version;             /* "0.1.0" */
    const struct rule *const *rules; /* all there are, in the order of their ids */
    size_t rule_count;
};

/* Which rules a compilation looked at. */
struct report_scope {
    bool (*has)(const void *context, const struct rule *rule);
    const void *context;
};

/* An empty report, in a format that has one. */
struct report *report_new(struct arena *arena, const struct emit_format *format,
                          const struct report_options *options, const struct report_tool *tool);

/* Adds the findings of one compilation, which are sorted; `scope` may be NULL for all rules. A
 * finding that the report has already, of a file that several templates include, is left out. The
 * places of all findings have been asked for once (source_position()), so that nothing is allocated
 * for the compilation here. */
void report_add(struct report *report, const struct findings *findings,
                const struct sources *sources, const struct report_scope *scope);

/* The text of what was added so far, followed by a zero byte. */
struct slice report_text(const struct report *report);

#endif
