/* What the writers of findings share. */
#ifndef EMIT_REPORT_INTERNAL_H
#define EMIT_REPORT_INTERNAL_H

#include "base/symbol.h"
#include "base/table.h"
#include "base/vector.h"
#include "emit/excerpt_internal.h"
#include "emit/report.h"

/* A place, in the units that formats count in. */
struct report_place {
    uint32_t line;   /* from 1 */
    uint32_t column; /* from 1, in code points */
    uint32_t byte;   /* from 1, in bytes of UTF-8 */
};

/* One finding. A finding about the template as a whole stands at the start of its file. */
struct report_item {
    const struct rule *rule;
    struct slice file;              /* as the user knows it */
    struct report_place start, end; /* `end` is the place after its last character */
    struct slice message;
    struct slice resource, event, path; /* as in struct finding; text is NULL when there is none */
    uint64_t path_items;                /* the same */
    struct excerpt excerpt;             /* without text unless options.excerpt */
    char fingerprint[41];               /* lower-case hex: the same in the next run, also when lines
                                           were added above; no other finding of the report has it */
    struct slice line_hash;             /* see line_hash_internal.h; empty unless it is asked for */
};

struct report {
    struct arena *arena;
    const struct emit_format *format;
    struct report_options options;
    struct report_tool tool;
    bool *used; /* for each of tool.rules: it was looked at in some template */
    VECTOR(struct report_item) items;
    size_t templates;              /* that were added; the same one twice in a row is one */
    size_t bad_templates;          /* those of them with findings */
    struct slice last_template;    /* its name */
    bool last_is_bad;              /* it has findings */
    size_t totals[SEVERITY_COUNT]; /* findings by severity, those that were not kept included */
    size_t dropped;                /* findings that were not kept */
    struct buffer scratch;         /* what a fingerprint is made of */
    struct symbols *symbols;       /* of `seen` */
    struct table seen;             /* what tells findings apart: symbol to `struct count` */
};

/* "error", "warning" or "info". */
const char *report_severity(enum severity severity);

/* All items in the order of their rules' ids, those of one rule in the order of the report. */
const struct report_item *const *report_by_rule(const struct report *report);

/* Appends a JSON array, one line for each item; the lines are written by `add`. */
void report_add_array(struct buffer *out, const struct report *report,
                      void (*add)(struct buffer *out, const struct report_item *item));

/* A file name without "./" before it: what tools compare with the names that git has. */
struct slice report_plain_path(struct slice file);

#endif
