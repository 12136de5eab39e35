/* Trees and findings to bytes.
 *
 * A format is one row of emit/format_list.h and one file. Everything that came from a template is
 * escaped for the format at hand here, and nowhere else. Writers append to a buffer and cannot
 * fail.
 */
#ifndef EMIT_EMIT_H
#define EMIT_EMIT_H

#include "document/node.h"
#include "emit/report.h"

struct emit_options {
    bool compact; /* no line breaks and no spaces, where the format can do without (json) */
};

/* One format. Constant data. */
struct emit_format {
    const char *name; /* as in --format */

    /* Appends a template; NULL when the format has none. */
    void (*write_template)(struct buffer *out, const struct node *root,
                           const struct emit_options *options);

    /* Appends a whole report; NULL when the format has none. */
    void (*write_report)(struct buffer *out, const struct report *report);

    bool line_hashes; /* write_report() looks at report_item.line_hash */
};

/* The format of that name, or NULL. */
const struct emit_format *emit_format(struct slice name);

/* The number of formats, and each of them. */
size_t emit_format_count(void);
const struct emit_format *emit_format_at(size_t number);

#endif
