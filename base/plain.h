/* Runs of plain text, for writers that put text in quotes: what they can take over as it is. */
#ifndef BASE_PLAIN_H
#define BASE_PLAIN_H

#include "base/slice.h"

/* The offset of the first byte from `at` on that is not printable ASCII, or is `quote` or a
 * backslash; or text.size. */
size_t plain_run(struct slice text, size_t at, char quote);

#endif
