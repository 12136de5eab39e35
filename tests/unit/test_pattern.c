/* Regular expressions: what of Java's language is taken as Java takes it, and that hostile ones
 * end.
 *
 * What is due was given by java.util.regex of OpenJDK 17, Matcher.matches().
 */
#include "base/pattern.h"

#include <time.h>

#include "base/limits.h"
#include "tests/unit/unit.h"

static struct pattern *java(struct unit *unit, const char *source)
{
    return pattern_of(patterns_new(unit->arena), slice_of(source), PATTERN_JAVA);
}

struct sample {
    const char *pattern, *text;
    bool matches;
};

static void check_samples(struct unit *unit, const struct sample *samples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct sample *sample = &samples[i];
        enum pattern_result due = sample->matches ? PATTERN_MATCHES : PATTERN_DIFFERS;
        enum pattern_result got =
            pattern_match(java(unit, sample->pattern), slice_of(sample->text), PATTERN_WHOLE);
        if (got == due) continue;
        print_error("%s on %s\n", sample->pattern, sample->text);
        assert_int_equal(got, due);
    }
}

#define SAMPLES(...)                                                                               \
    check_samples(unit, (const struct sample[]){__VA_ARGS__},                                      \
                  sizeof((const struct sample[]){__VA_ARGS__}) / sizeof(struct sample))

UNIT_TEST(the_whole_text_is_matched)
{
    SAMPLES({"[a-z]+", "abc", true}, {"[a-z]", "abc", false}, {"^[a-z]+$", "abc", true},
            {"[a-z]+", "ab1", false}, {"a|ab", "ab", true}, {"", "", true}, {"", "a", false},
            {"[a-z]*", "", true}, {"a$", "a\n", false}, {".*", "a\nb", false},
            {"(?s).*", "a\nb", true}, {"\\p{L}+", "\xc3\xa9t\xc3\xa9", true},
            {".", "\xf0\x9f\x99\x82", true});
}

UNIT_TEST(patterns_as_templates_have_them)
{
    const char *block =
        "^(([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])\\.){3}([0-9]|[1-9][0-9]|"
        "1[0-9]{2}|2[0-4][0-9]|25[0-5])(\\/([0-9]|[1-2][0-9]|3[0-2]))$";

    SAMPLES({block, "10.0.0.0/16", true}, {block, "10.0.0.0/33", false},
            {"^[\\w-\\.]+@([\\w-]+\\.)+[\\w-]{2,4}$", "first.last-name@example.com", true},
            {"^[\\w-\\.]+@([\\w-]+\\.)+[\\w-]{2,4}$", "example.com", false},
            {"^arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+$",
             "arn:aws:iam::123456789012:role/a", true},
            {"(?!(?:ami-)?x)ami-[0-9a-f]{17}", "ami-0123456789abcdef0", true},
            {"^$|^[a-z]+$", "", true}, {"[^\\s]{8,}", "a b c d e", false});
}

UNIT_TEST(what_java_writes_in_another_way)
{
    SAMPLES({"\\p{Alpha}+", "aZ", true}, {"\\p{Alpha}", "\xc3\xa9", false},
            {"\\P{Alpha}", "\xc3\xa9", true}, {"[\\p{Digit}\\p{Upper}]+", "A1", true},
            {"[^\\p{Digit}]", "1", false}, {"[\\W\\p{Lower}]", "\xc3\xa9", true},
            {"\\p{Punct}+", "!-/:@[\\]^_`{|}~", true}, {"\\p{Space}+", " \t\n\x0b\f\r", true},
            {"\\u0041\\u00e9", "A\xc3\xa9", true}, {"[\\u0041-\\u0043]", "B", true},
            {"\\uD83D\\uDE42", "\xf0\x9f\x99\x82", true}, {"\\0101\\07", "A\a", true},
            {"\\Qa.b[\\E+", "a.b[[", true}, {"\\Qa.b\\E", "axb", false}, {"\\Qa.b", "a.b", true},
            {"[]a]+", "]a", true}, {"[:x]+", "x:", true}, {"[.x.]", ".", true},
            {"[\\d-x]+", "1-x", true}, {"(?i)\\p{Lu}", "a", true}, {"(?i)STRASSE", "strasse", true},
            {"a++b", "aab", true}, {"a*+a", "aaa", false}, {"(?>a|ab)c", "abc", false},
            {"(?<n>a)\\k<n>", "aa", true}, {"\\x{1F642}", "\xf0\x9f\x99\x82", true},
            {"\\h\\R", " \r\n", true}, {"x{0,2}", "xxx", false});
}

/* Fails unless the pattern has a problem at that offset, told in words that hold `part`. */
#define assert_problem(source, offset, part)                                                       \
    check_problem(pattern_problem(java(unit, (source))), (offset), (part), __FILE__, __LINE__)
static void check_problem(const struct pattern_problem *problem, size_t at, const char *part,
                          const char *file, int line)
{
    if (problem->at == at && slice_search(problem->why, slice_of(part)) < problem->why.size) return;
    print_error("expected at %zu: %s\ngot at %zu: %.*s\n", at, part, problem->at,
                SLICE_ARG(problem->why));
    _fail(file, line);
}

UNIT_TEST(what_only_java_can_read_is_named)
{
    assert_problem("a[a-z&&[^b]]", 5, "&& in a class");
    assert_problem("[a[bc]]", 2, "a class in a class");
    assert_problem("[[:alpha:]]", 1, "a class in a class");
    assert_problem("\\p{IsAlphabetic}", 0, "known to Java alone");
    assert_problem("x\\p{InGreek}", 1, "known to Java alone");
    assert_problem("[\\p{javaLowerCase}]", 1, "known to Java alone");
    assert_problem("(?U)\\w", 0, "flags");
    assert_problem("(?ix: a)", 0, "flags");
    assert_problem("\\N{DIGIT ONE}", 0, "known to Java alone");
    assert_problem("\\uD83D", 6, "disallowed Unicode code point");
    assert_problem("(?<!a+)b", 0, "lookbehind");
}

UNIT_TEST(what_java_cannot_read_either)
{
    assert_problem("(*UTF)a", 0, "Java knows no group that starts with (*");
    assert_problem("(?R)", 0, "Java knows no such group");
    assert_problem("a(?#note)", 1, "Java knows no such group");
    assert_problem("(?P<n>a)", 0, "Java knows no such group");
    assert_problem("\\K", 0, "Java knows no such escape");
    assert_problem("\\u12", 0, "four hexadecimal digits");
    assert_problem("\\08", 0, "octal digits");
    assert_problem("a\\p{Alpha", 9, "malformed \\P or \\p");
    assert_problem("a(b", 3, "missing closing parenthesis");
    assert_problem("[a", 2, "missing terminating ]");
    assert_problem("\\u0041\\u0041[a", 14, "missing terminating ]");
    assert_problem("*a", 0, "quantifier");
    assert_problem("a\\", 2, "\\ at end of pattern");
    assert_int_equal(pattern_match(java(unit, "a(b"), SLICE("a(b"), PATTERN_WHOLE),
                     PATTERN_GAVE_UP);
}

UNIT_TEST(patterns_of_pcre)
{
    struct patterns *patterns = patterns_new(unit->arena);
    struct pattern *pattern = pattern_of(patterns, SLICE("b[[:digit:]]"), PATTERN_PCRE);

    assert_null(pattern_problem(pattern)->why.text);
    assert_int_equal(pattern_match(pattern, SLICE("ab1c"), PATTERN_ANYWHERE), PATTERN_MATCHES);
    assert_int_equal(pattern_match(pattern, SLICE("ab1c"), PATTERN_WHOLE), PATTERN_DIFFERS);
    assert_int_equal(pattern_match(pattern, SLICE("abc"), PATTERN_ANYWHERE), PATTERN_DIFFERS);
    assert_int_equal(pattern_match(pattern, SLICE("b1\xff"), PATTERN_WHOLE), PATTERN_GAVE_UP);
    assert_ptr_equal(pattern_of(patterns, SLICE("b[[:digit:]]"), PATTERN_PCRE), pattern);
    assert_ptr_not_equal(pattern_of(patterns, SLICE("b[[:digit:]]"), PATTERN_JAVA), pattern);
    assert_non_null(pattern_problem(pattern_of(patterns, SLICE("\\C"), PATTERN_PCRE))->why.text);
}

/* -- Hostile patterns ---------------------------------------------------------------------------
 */

static struct slice repeated(struct unit *unit, char byte, size_t count)
{
    struct buffer text = buffer_new(unit->arena);

    buffer_add_repeat(&text, byte, count);
    return buffer_slice(&text);
}

static double seconds(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

UNIT_TEST(exponential_patterns_end)
{
    static const char *const sources[] = {
        "^(([a-z])+.)+[A-Z]([a-z])+$",
        "(a+)+[b-c]",
        "([a-z]|[a-y])*[0-9]",
        "(a|a?)+[0-9]",
        "(.*a){25}[0-9]",
        "((a?){9}){9}[0-9]",
    };
    struct patterns *patterns = patterns_new(unit->arena);

    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        double start = seconds();
        struct pattern *pattern = pattern_of(patterns, slice_of(sources[i]), PATTERN_JAVA);
        assert_null(pattern_problem(pattern)->why.text);
        assert_int_equal(pattern_match(pattern, repeated(unit, 'a', 60), PATTERN_WHOLE),
                         PATTERN_GAVE_UP);
        assert_true(seconds() - start < 0.5);
    }
}

/* Each match by itself is within the limit; all together are not. */
UNIT_TEST(many_expensive_matches_end)
{
    struct patterns *patterns = patterns_new(unit->arena);
    struct slice text = repeated(unit, 'a', 4096);
    size_t given_up = 0;
    double start = seconds();

    for (int i = 0; i < 300; i++) {
        struct slice source = slice_printf(unit->arena, "(?:(?=.*+)a|%d)*", i);
        struct pattern *pattern = pattern_of(patterns, source, PATTERN_JAVA);
        enum pattern_result result = pattern_match(pattern, text, PATTERN_WHOLE);
        given_up += result == PATTERN_GAVE_UP;
        assert_int_not_equal(result, PATTERN_DIFFERS);
    }
    assert_true(given_up > 0 && given_up < 300);
    assert_true(seconds() - start < 3);
}

/* Plain patterns are matched whatever came before. */
UNIT_TEST(expensive_matches_do_not_keep_others_from_being_made)
{
    struct patterns *patterns = patterns_new(unit->arena);
    struct pattern *plain = pattern_of(patterns, SLICE("[a-z]+"), PATTERN_JAVA);
    struct pattern *bad = pattern_of(patterns, SLICE("(a+)+[b-c]"), PATTERN_JAVA);
    double start = seconds();

    for (int i = 0; i < 1000; i++)
        assert_int_equal(pattern_match(bad, repeated(unit, 'a', 60), PATTERN_WHOLE),
                         PATTERN_GAVE_UP);
    assert_int_equal(pattern_match(plain, repeated(unit, 'a', 5000), PATTERN_WHOLE),
                     PATTERN_MATCHES);
    assert_int_equal(pattern_match(bad, SLICE("aab"), PATTERN_WHOLE), PATTERN_MATCHES);
    assert_true(seconds() - start < 0.5);
}

/* The bodies of these are also in reach of `make test` with sanitizers. */
UNIT_TEST(large_patterns)
{
    struct slice most = repeated(unit, 'a', LIMIT_PATTERN_BYTES);
    struct slice more = repeated(unit, 'a', LIMIT_PATTERN_BYTES + 1);
    struct patterns *patterns = patterns_new(unit->arena);

    assert_int_equal(pattern_match(pattern_of(patterns, most, PATTERN_JAVA), most, PATTERN_WHOLE),
                     PATTERN_MATCHES);
    for (enum pattern_dialect dialect = PATTERN_PCRE; dialect < PATTERN_DIALECTS; dialect++)
        assert_non_null(pattern_problem(pattern_of(patterns, more, dialect))->why.text);
    assert_problem("((((a{0,20}){0,20}){0,20}){0,20})", 33, "too large");
}

/* Backtracking into 300,000 iterations takes more memory than a match may have. */
UNIT_TEST(memory_of_a_match)
{
    struct pattern *pattern = pattern_of(patterns_new(unit->arena), SLICE("(a|b)*"), PATTERN_JAVA);
    size_t before = arena_used(unit->arena);

    assert_int_equal(pattern_match(pattern, repeated(unit, 'a', 1000), PATTERN_WHOLE),
                     PATTERN_MATCHES);
    assert_int_equal(pattern_match(pattern, repeated(unit, 'a', 300000), PATTERN_WHOLE),
                     PATTERN_GAVE_UP);
    assert_true(arena_used(unit->arena) - before < 3 * LIMIT_PATTERN_MEMORY);
}

int main(void)
{
    return UNIT_RUN(UNIT(the_whole_text_is_matched), UNIT(patterns_as_templates_have_them),
                    UNIT(what_java_writes_in_another_way), UNIT(what_only_java_can_read_is_named),
                    UNIT(what_java_cannot_read_either), UNIT(patterns_of_pcre),
                    UNIT(exponential_patterns_end), UNIT(many_expensive_matches_end),
                    UNIT(expensive_matches_do_not_keep_others_from_being_made),
                    UNIT(large_patterns), UNIT(memory_of_a_match));
}
