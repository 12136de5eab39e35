/* What GitHub code scanning knows a line by, as `primaryLocationLineHash`.
 *
 * Findings keep their identity over commits when rule, file and this hash are the same. It is made
 * of the line and what follows it, without blanks, so moving a line or indenting it changes
 * nothing. GitHub's upload action works out the same value, and warns when a report has another.
 */
#ifndef EMIT_LINE_HASH_INTERNAL_H
#define EMIT_LINE_HASH_INTERNAL_H

#include "base/arena.h"
#include "base/source.h"

/* The hashes of all lines of a source, one for each of source->lines, which is built. */
uint64_t *line_hashes(struct arena *arena, const struct source *source);

/* The hash of a line (from 1) as text: lower-case hex, and behind a colon how many lines up to this
 * one have it. */
struct slice line_hash_text(struct arena *arena, const uint64_t *hashes, uint32_t line);

#endif
