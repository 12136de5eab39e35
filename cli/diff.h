/* Two texts side by side, as `diff -u` shows them. */
#ifndef CLI_DIFF_H
#define CLI_DIFF_H

#include "base/buffer.h"

/* Appends the unified diff of `before` and `after`, with `name` in its head; nothing when they are
 * equal. What the texts hold is escaped as printable_add() does. */
void diff_add(struct buffer *out, struct slice name, struct slice before, struct slice after);

#endif
