/* The source line of a place with a caret below it. */
#ifndef EMIT_EXCERPT_INTERNAL_H
#define EMIT_EXCERPT_INTERNAL_H

#include "base/buffer.h"
#include "base/source.h"

/* Part of a source line, ready to be shown. */
struct excerpt {
    struct slice text;           /* escaped; empty: there is nothing to show */
    size_t before;               /* cells of it before the place */
    size_t marked;               /* cells of it that the place takes; 0 when it is empty */
    bool starts_late, ends_soon; /* the line has more text before it, or behind */
};

/* What to show of line `line` of `source`, in which `span` starts. Nothing of it is borrowed. */
struct excerpt excerpt_of(struct arena *arena, const struct source *source, uint32_t line,
                          struct span span);

/* Appends two lines, the excerpt and one with a mark below the place; nothing when it is empty.
 * `paint` and `plain` go before and after the mark (terminal colours, or empty). */
void excerpt_add(struct buffer *out, uint32_t line, const struct excerpt *excerpt,
                 struct slice paint, struct slice plain);

#endif
