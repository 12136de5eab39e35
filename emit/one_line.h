/* A value on one line, for people: as JSON, but for functions, which are !Sub "${A}-b". */
#ifndef EMIT_ONE_LINE_H
#define EMIT_ONE_LINE_H

#include "document/node.h"

/* Appends a value. Where it would take more than `most` bytes, it ends there with "...". What a
 * terminal would obey is escaped, and the text has no line break. */
void one_line_add(struct buffer *out, const struct node *node, size_t most);

#endif
