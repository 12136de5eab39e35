/* Regular expressions of the plain sort, as most of those in schemas are: literals, classes,
 * groups, alternatives, quantifiers, lookahead. Compiling one costs about as much as reading it,
 * while PCRE2 prepares for long texts and many matches; templates have short ones, and each pattern
 * but once or twice.
 *
 * What a pattern or a text has beyond that is left to PCRE2 (base/pattern.h): the answer is then
 * "not known". An answer that is given is PCRE2's own.
 */
#ifndef BASE_SMALL_PATTERN_H
#define BASE_SMALL_PATTERN_H

#include "base/arena.h"
#include "base/pattern.h"

struct small_pattern;

/* The pattern `source`, in PCRE2's language with PCRE2_UTF; NULL when it is not of the plain sort.
 */
const struct small_pattern *small_pattern_new(struct arena *arena, struct slice source);

/* Whether `text` matches. PATTERN_GAVE_UP: not known, since the text is not printable ASCII, or
 * takes too many steps. The steps are linear in the text. */
enum pattern_result small_pattern_match(const struct small_pattern *pattern, struct slice text,
                                        enum pattern_extent extent);

#endif
