/* Regular expressions, over patterns and texts that nobody vouches for.
 *
 * There are patterns that take a backtracking matcher exponentially many steps, such as "(a+)+b".
 * So a match has a number of steps, and when they do not suffice the answer is PATTERN_GAVE_UP. A
 * caller that follows three rules is safe from hostile patterns and texts:
 *
 *   - One struct patterns serves a whole compilation. Each match has LIMIT_PATTERN_FREE_STEPS,
 * which is linear in the text; those that need more share LIMIT_PATTERN_WORK.
 *   - PATTERN_GAVE_UP, and a pattern with a problem, mean "not known"; nobody is blamed for it.
 *   - Patterns of others are matched with PATTERN_WHOLE. PATTERN_ANYWHERE has the steps anew for
 * each place where a match may start, so it is for patterns of our own.
 *
 * Steps are counted, not timed, so the answer is the same on every machine. */
#ifndef BASE_PATTERN_H
#define BASE_PATTERN_H

#include "base/arena.h"
#include "base/slice.h"

/* The language that a pattern is written in. */
enum pattern_dialect {
    PATTERN_PCRE, /* of PCRE2 */
    PATTERN_JAVA, /* of java.util.regex, without its Unicode flags */
    PATTERN_DIALECTS
};

enum pattern_extent {
    PATTERN_WHOLE,    /* the pattern must match the text from its start to its end */
    PATTERN_ANYWHERE, /* or some part of it */
};

enum pattern_result {
    PATTERN_MATCHES,
    PATTERN_DIFFERS,
    PATTERN_GAVE_UP, /* too many steps, a text that is no UTF-8, or a pattern with a problem */
};

/* Why a text is no pattern. */
struct pattern_problem {
    size_t at;        /* offset in bytes; of the end of what was understood */
    struct slice why; /* words without a full stop; text is NULL: it is a pattern */
};

struct pattern;

/* All patterns of one compilation. Not for use by several threads at once. */
struct patterns;

/* An empty set in `arena`. */
struct patterns *patterns_new(struct arena *arena);

/* The pattern `source`, in UTF-8, compiled when it is asked for the first time. Never NULL: whether
 * it could be compiled, pattern_problem() says. */
struct pattern *pattern_of(struct patterns *patterns, struct slice source,
                           enum pattern_dialect dialect);

const struct pattern_problem *pattern_problem(const struct pattern *pattern);

/* Whether `text`, in UTF-8, matches. */
enum pattern_result pattern_match(struct pattern *pattern, struct slice text,
                                  enum pattern_extent extent);

#endif
