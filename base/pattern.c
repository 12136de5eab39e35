/* Most patterns are small ones, for which base/small_pattern.h has the answer. For all others the
 * matcher is PCRE2's interpreter; its compiler to machine code would cost more than it saves in
 * a run that matches a few short texts. All its memory is in the arena, which frees nothing alone:
 * what a match needs for backtracking is kept and used again by the next one, and is capped.
 */
#include "base/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/buffer.h"
#include "base/java_pattern.h"
#include "base/limits.h"
#include "base/small_pattern.h"
#include "base/symbol.h"
#include "base/table.h"

struct pattern {
    struct patterns *patterns;
    struct slice source;
    const struct small_pattern *small; /* asked first; NULL: not of the plain sort */
    struct pattern_problem problem;
    pcre2_code *code; /* NULL when there is a problem, or while `small` knows all answers */
    bool gave_up;     /* with the most steps; it is given only few from now on */
};

struct patterns {
    struct arena *arena;
    struct symbols *sources;
    struct table compiled[PATTERN_DIALECTS]; /* symbol of the source -> struct pattern */
    pcre2_compile_context
        *compile_context; /* so are the other contexts: NULL before PCRE2 is asked */
    pcre2_match_context *match_context;
    pcre2_match_data *match_data; /* of all patterns */
    pcre2_general_context *general_context;
    uint64_t work; /* what is left of LIMIT_PATTERN_WORK */
};

static void *allocate(size_t size, void *arena)
{
    return arena_alloc(arena, size);
}

static void release(void *block, void *arena)
{
    (void)block;
    (void)arena;
}

struct patterns *patterns_new(struct arena *arena)
{
    struct patterns *patterns = arena_zalloc(arena, sizeof *patterns);

    patterns->arena = arena;
    patterns->sources = symbols_new(arena, NULL);
    patterns->work = LIMIT_PATTERN_WORK;
    return patterns;
}

static void make_contexts(struct patterns *patterns)
{
    pcre2_general_context *general =
        pcre2_general_context_create(allocate, release, patterns->arena);

    patterns->general_context = general;
    patterns->compile_context = pcre2_compile_context_create(general);
    patterns->match_context = pcre2_match_context_create(general);
    patterns->match_data = pcre2_match_data_create(1, general);
    pcre2_set_max_pattern_length(patterns->compile_context, LIMIT_PATTERN_BYTES);
    pcre2_set_newline(patterns->compile_context, PCRE2_NEWLINE_ANYCRLF);
    pcre2_set_heap_limit(patterns->match_context, LIMIT_PATTERN_MEMORY / 1024);
}

/* Compiles `source`; *problem says what came of it. */
static pcre2_code *compile(struct patterns *patterns, struct slice source,
                           struct pattern_problem *problem)
{
    int error;
    size_t at;
    unsigned char message[256];
    const char *text = source.text ? source.text : "";

    if (!patterns->general_context) make_contexts(patterns);
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)text, source.size, PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C, &error,
                      &at, patterns->compile_context);

    if (code) return code;
    pcre2_get_error_message(error, message, sizeof message);
    *problem =
        (struct pattern_problem){at, slice_copy(patterns->arena, slice_of((const char *)message))};
    return NULL;
}

static void compile_java(struct pattern *pattern, struct slice source)
{
    struct arena *arena = pattern->patterns->arena;
    struct slice translated = java_pattern_translate(arena, source, &pattern->problem);

    if (pattern->problem.why.text) return;
    pattern->code = compile(pattern->patterns, translated, &pattern->problem);
    pattern->problem.at = java_pattern_offset(arena, source, pattern->problem.at);
}

struct pattern *pattern_of(struct patterns *patterns, struct slice source,
                           enum pattern_dialect dialect)
{
    const struct symbol *symbol = symbol_of(patterns->sources, source);
    const void *known = table_get(&patterns->compiled[dialect], symbol);

    if (known) return (struct pattern *)known;
    struct pattern *pattern = arena_zalloc(patterns->arena, sizeof *pattern);
    pattern->patterns = patterns;
    source = symbol_slice(symbol);
    pattern->source = source;
    if (dialect == PATTERN_PCRE) pattern->small = small_pattern_new(patterns->arena, source);
    if (dialect == PATTERN_JAVA && source.size <= LIMIT_PATTERN_BYTES)
        compile_java(pattern, source);
    else if (!pattern->small)
        pattern->code = compile(patterns, source, &pattern->problem);
    table_set(patterns->arena, &patterns->compiled[dialect], symbol, pattern);
    return pattern;
}

const struct pattern_problem *pattern_problem(const struct pattern *pattern)
{
    return &pattern->problem;
}

static enum pattern_result match_within(struct pattern *pattern, struct slice text,
                                        enum pattern_extent extent, size_t steps)
{
    struct patterns *patterns = pattern->patterns;
    const char *start = text.text ? text.text : "";
    uint32_t options = extent == PATTERN_WHOLE ? PCRE2_ANCHORED | PCRE2_ENDANCHORED : 0;

    pcre2_set_match_limit(patterns->match_context, (uint32_t)steps);
    int result = pcre2_match(pattern->code, (PCRE2_SPTR)start, text.size, 0, options,
                             patterns->match_data, patterns->match_context);
    if (result >= 0) return PATTERN_MATCHES;
    return result == PCRE2_ERROR_NOMATCH ? PATTERN_DIFFERS : PATTERN_GAVE_UP;
}

/* Takes the cost of so many steps off the work that is left. A step may go through the whole text.
 */
static bool pay(struct patterns *patterns, size_t steps, struct slice text)
{
    uint64_t cost = (uint64_t)steps * (text.size + 16);

    if (cost > patterns->work) return false;
    patterns->work -= cost;
    return true;
}

static enum pattern_result match_code(struct pattern *pattern, struct slice text,
                                      enum pattern_extent extent)
{
    size_t steps = LIMIT_PATTERN_FREE_STEPS;
    enum pattern_result result = match_within(pattern, text, extent, steps);

    while (result == PATTERN_GAVE_UP && !pattern->gave_up) {
        steps *= 4;
        if (steps > LIMIT_PATTERN_STEPS || !pay(pattern->patterns, steps, text))
            pattern->gave_up = true;
        else
            result = match_within(pattern, text, extent, steps);
    }
    return result;
}

enum pattern_result pattern_match(struct pattern *pattern, struct slice text,
                                  enum pattern_extent extent)
{
    if (pattern->small) {
        enum pattern_result result = small_pattern_match(pattern->small, text, extent);
        if (result != PATTERN_GAVE_UP) return result;
        if (!pattern->code)
            pattern->code = compile(pattern->patterns, pattern->source, &pattern->problem);
    }
    return pattern->code ? match_code(pattern, text, extent) : PATTERN_GAVE_UP;
}
