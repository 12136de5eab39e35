/* Trees and findings to bytes.
 *
 * A format is one row of emit/format_list.h and one file. Everything that came from a template is
 * escaped for the format at hand here, and nowhere else. Writers append to a buffer and cannot
 * fail.
 */
#ifndef EMIT_EMIT_H
#define EMIT_EMIT_H

#include "base/finding.h"
#include "document/node.h"

struct emit_options {
    bool compact; /* no line breaks and no spaces, where the format can do without (json) */
    bool color;   /* terminal colours, where the format has them (text) */
    bool excerpt; /* show the source line and a caret below a finding (text) */
};

/* One format. Constant data. */
struct emit_format {
    const char *name; /* as in --format */

    /* Appends a template; NULL when the format has none. */
    void (*write_template)(struct buffer *out, const struct node *root,
                           const struct emit_options *options);

    /* Appends a whole report; NULL when the format has none. */
    void (*write_findings)(struct buffer *out, const struct findings *findings,
                           const struct sources *sources, const struct emit_options *options);
};

/* The format of that name, or NULL. */
const struct emit_format *emit_format(struct slice name);

/* The number of formats, and each of them. */
size_t emit_format_count(void);
const struct emit_format *emit_format_at(size_t number);

#endif
