/* The source line of a place with a caret below it. */
#ifndef EMIT_EXCERPT_INTERNAL_H
#define EMIT_EXCERPT_INTERNAL_H

#include "base/buffer.h"
#include "base/source.h"

/* Appends two lines, the source line where `span` starts and one with a mark below the part of the
 * span that is on that line; nothing when the line is empty. `line` is its number in `source`;
 * `paint` and `plain` go before and after the mark (terminal colours, or empty). */
void excerpt_add(struct buffer *out, const struct source *source, uint32_t line, struct span span,
                 struct slice paint, struct slice plain);

#endif
