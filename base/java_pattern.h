/* Regular expressions of Java in the words of PCRE2. Most of the two languages is the same; what
 * differs is either put into other words, or named as a problem.
 *
 * https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/regex/Pattern.html
 */
#ifndef BASE_JAVA_PATTERN_H
#define BASE_JAVA_PATTERN_H

#include "base/pattern.h"

/* The pattern for PCRE2, in the arena. When `java` has something that PCRE2 cannot say, or that
 * Java does not know, *problem becomes that and the result is of no use; else *problem stays as it
 * is. */
struct slice java_pattern_translate(struct arena *arena, struct slice java,
                                    struct pattern_problem *problem);

/* The offset in `java` of what stands at `at` in its translation. */
size_t java_pattern_offset(struct arena *arena, struct slice java, size_t at);

#endif
