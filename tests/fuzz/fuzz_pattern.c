/* Regular expressions: the first line is the pattern, in the dialect that its first byte chooses;
 * the rest is the text. A match ends soon, and a pattern has an answer or a problem. What a small
 * pattern says is what PCRE2 says. */
#include "base/small_pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "tests/fuzz/fuzz.h"

static void compare(struct arena *arena, struct slice source, struct slice text)
{
    const struct small_pattern *small = small_pattern_new(arena, source);
    int error, result;
    size_t at;

    if (!small) return;
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)source.text, source.size, PCRE2_UTF, &error, &at, NULL);
    REQUIRE(code);
    pcre2_match_data *data = pcre2_match_data_create(1, NULL);
    pcre2_match_context *context = pcre2_match_context_create(NULL);
    pcre2_set_match_limit(context, 100000);
    for (int whole = 0; whole < 2; whole++) {
        enum pattern_result got =
            small_pattern_match(small, text, whole ? PATTERN_WHOLE : PATTERN_ANYWHERE);
        uint32_t options = whole ? PCRE2_ANCHORED | PCRE2_ENDANCHORED : 0;
        result = pcre2_match(code, (PCRE2_SPTR)text.text, text.size, 0, options, data, context);
        if (got == PATTERN_GAVE_UP || (result < 0 && result != PCRE2_ERROR_NOMATCH)) continue;
        REQUIRE((got == PATTERN_MATCHES) == (result >= 0));
    }
    pcre2_match_context_free(context);
    pcre2_match_data_free(data);
    pcre2_code_free(code);
}

static void match(const struct reader *reader, struct slice input)
{
    struct patterns *patterns = patterns_new(reader->builder.arena);
    struct slice line = slice_first(input, slice_find(input, '\n'));
    struct slice text = slice_from(input, line.size + 1), source = slice_from(line, 1);
    enum pattern_dialect dialect = line.size && line.text[0] == 'P' ? PATTERN_PCRE : PATTERN_JAVA;
    struct pattern *pattern = pattern_of(patterns, source, dialect);
    const struct pattern_problem *problem = pattern_problem(pattern);
    enum pattern_result result = pattern_match(pattern, text, PATTERN_WHOLE);

    compare(reader->builder.arena, source, text);
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
