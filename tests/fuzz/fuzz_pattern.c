/* Regular expressions: the first line is the pattern, in the dialect that its first byte chooses;
 * the rest is the text. A match ends soon, and a pattern has an answer or a problem. */
#include "base/pattern.h"
#include "tests/fuzz/fuzz.h"

static void match(const struct reader *reader, struct slice input)
{
    struct patterns *patterns = patterns_new(reader->builder.arena);
    struct slice line = slice_first(input, slice_find(input, '\n'));
    struct slice text = slice_from(input, line.size + 1), source = slice_from(line, 1);
    enum pattern_dialect dialect = line.size && line.text[0] == 'P' ? PATTERN_PCRE : PATTERN_JAVA;
    struct pattern *pattern = pattern_of(patterns, source, dialect);
    const struct pattern_problem *problem = pattern_problem(pattern);
    enum pattern_result result = pattern_match(pattern, text, PATTERN_WHOLE);

    REQUIRE(problem->at <= source.size);
    REQUIRE(!problem->why.text || result == PATTERN_GAVE_UP);
    /* What matches as a whole matches somewhere, unless that takes too many steps. */
    if (result == PATTERN_MATCHES && text.size < 100)
        REQUIRE(pattern_match(pattern, text, PATTERN_ANYWHERE) != PATTERN_DIFFERS);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_run(match, data, size);
    return 0;
}
