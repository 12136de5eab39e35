/* Small patterns say what PCRE2 says: odd ones by hand, and all patterns of the table of resource
 * types, over texts that are made of them and nearly match.
 */
#include "base/small_pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/table.h"
#include "spec/resource_types.h"
#include "tests/unit/unit.h"

/* One pattern, read by both. */
struct both {
    const char *source;
    const struct small_pattern *small;
    pcre2_code *code;
    pcre2_match_data *data;
};

static struct both both_new(struct unit *unit, struct slice source)
{
    int error;
    size_t at;
    struct both both = {
        .source = slice_copy(unit->arena, source).text,
        .small = small_pattern_new(unit->arena, source),
        .code = pcre2_compile((PCRE2_SPTR)source.text, source.size, PCRE2_UTF, &error, &at, NULL),
        .data = pcre2_match_data_create(1, NULL),
    };

    if (!both.code && both.small) print_error("no pattern: %s\n", both.source);
    assert_true(both.code || !both.small);
    return both;
}

static void both_free(const struct both *both)
{
    pcre2_code_free(both->code);
    pcre2_match_data_free(both->data);
}

/* Holds both to the same answer; what the small pattern does not know is left to the other. Returns
 * what was found: 1 for a match, 0 for none, -1 when it is not known. */
static int check(const struct both *both, struct slice text, enum pattern_extent extent)
{
    uint32_t options = extent == PATTERN_WHOLE ? PCRE2_ANCHORED | PCRE2_ENDANCHORED : 0;
    enum pattern_result got = small_pattern_match(both->small, text, extent);
    bool due = pcre2_match(both->code, (PCRE2_SPTR)text.text, text.size, 0, options, both->data,
                           NULL) >= 0;

    if (got == PATTERN_GAVE_UP) return -1;
    if ((got == PATTERN_MATCHES) != due)
        print_error("%s on '%.*s': PCRE2 says %s\n", both->source, SLICE_ARG(text),
                    due ? "it matches" : "it differs");
    assert_int_equal(got == PATTERN_MATCHES, due);
    return due;
}

static const char *const odd_patterns[] = {"",
                                           "^$",
                                           "a",
                                           "a|",
                                           "|a",
                                           "a||b",
                                           "()",
                                           "(a|)b",
                                           "(a|ab)(c|bcd)$",
                                           "(a*)b",
                                           "(a|b)*c",
                                           "(a|b){2}",
                                           "(ab?){2,3}$",
                                           "(ab){0,2}c",
                                           "(a{2}){2}",
                                           "((a|b)c){1,}d",
                                           "^(a|b)$|^c",
                                           "[a-c-e]+$",
                                           "[-a]",
                                           "[a-]",
                                           "[^a-c]",
                                           "[.^$]",
                                           "[=a:]",
                                           "[^.a.]",
                                           "[\\w.-]+$",
                                           "[\\d\\s]+",
                                           "[\\W]",
                                           "\\D\\S",
                                           "a{2}",
                                           "a{2,}b",
                                           "a{2,3}?b",
                                           "a*?b",
                                           "a.c",
                                           "a\\.c",
                                           "^a?b?c?$",
                                           "(?:a|b)+c",
                                           "(?!a)[ab]",
                                           "(?=.*b)a",
                                           "^(?!.*bb)[ab]+$",
                                           "[ab]+(?<!b)$",
                                           "(?<![.-])a",
                                           "^(?!^b+$)[ab]+$",
                                           "a\\z",
                                           "(^a|b$)",
                                           "x(^a)",
                                           "a$b",
                                           "[!-/]",
                                           "[+,\\-.]",
                                           "[\\]a]",
                                           "\\p{L}\\p{N}",
                                           "[\\p{Z}b]",
                                           ".*b",
                                           "(.*a)(.*b)",
                                           "(a+)(a+)b",
                                           "[/\\.]",
                                           "\\_",
                                           "a#b",
                                           "\\/"};
static const char *const odd_texts[] = {
    "",     "a",    "b",     "c",    "ab",    "ba",       "aa",       "bb",  "abc",  "aab",
    "aaab", "abab", "ababc", "aaaa", "acbcd", "abcd",     "a.c",      "a-c", "-",    ".",
    " ",    "1",    "a1",    "1 1",  "_",     "#",        "/",        "a#b", "]",    "abb",
    "abba", "\\",   "^",     "$",    "e",     "d",        "ac",       "bc",  "ba c", "+",
    "x",    "xa",   "a+b",   "a\n",  "\n",    "\xc3\xa9", "a\xc3\xa9"};

UNIT_TEST(odd_patterns_mean_what_they_do_for_pcre2)
{
    size_t small = 0, matches = 0, unknown = 0;

    for (size_t i = 0; i < sizeof odd_patterns / sizeof *odd_patterns; i++) {
        struct both both = both_new(unit, slice_of(odd_patterns[i]));
        if (!both.small) print_error("not small: %s\n", odd_patterns[i]);
        small += both.small != NULL;
        for (size_t j = 0; both.small && j < 2 * (sizeof odd_texts / sizeof *odd_texts); j++) {
            int found = check(&both, slice_of(odd_texts[j / 2]), (enum pattern_extent)(j % 2));
            matches += found == 1;
            unknown += found < 0;
        }
        both_free(&both);
    }
    assert_int_equal(small, sizeof odd_patterns / sizeof *odd_patterns);
    assert_true(matches > 500);
    assert_true(unknown > 0); /* odd_texts beyond printable ASCII */
}

UNIT_TEST(what_is_beyond_them_is_left_to_pcre2)
{
    static const char *const sources[] = {"(?i)a",      "(a)\\1",
                                          "a++",        "(?>a)",
                                          "\\bA",       "[[:alpha:]]",
                                          "[]a]",       "\\x41",
                                          "\\t",        "a{,2}",
                                          "(a*)*",      "(a|)+",
                                          "(?<=a)b",    "\xc3\xa9",
                                          "[\xc3\xa9]", "a]",
                                          "a}",         "^*",
                                          "[\\d-x]",    "[a-\\d]",
                                          "\\Qa\\E",    "(?:(?:(?:a{1,2}){99}){99}){99}",
                                          "a\\",        "[a",
                                          "(a",         "a)",
                                          "*a",         "[b-a]",
                                          "[a-z--]",    "[a-z--9]",
                                          "[==]",       "[.\\]a.]"};

    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        bool is_small = small_pattern_new(unit->arena, slice_of(sources[i])) != NULL;
        if (is_small) print_error("small: %s\n", sources[i]);
        assert_false(is_small);
    }
}

/* Alternatives take two steps each, of 400 with the first and the last one; a group and the copies
 * of one run out of steps in the midst of them. */
/* Bounds of a repetition count up to what PCRE2 takes, and are not taken for no bound. */
UNIT_TEST(large_bounds_are_bounds)
{
    static const char *const sources[] = {"^a{0,10000}$", "^a{9999,20000}$", "^a{10001,}$",
                                          "^a{0,65534}$"};
    static const size_t sizes[] = {0,     1,     100,   4000,  9998,  9999,
                                   10000, 10001, 20000, 20001, 65534, 65535};
    char *text = memset(arena_alloc(unit->arena, 70000), 'a', 70000);
    size_t answers = 0;

    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        struct both both = both_new(unit, slice_of(sources[i]));
        assert_non_null(both.small);
        for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
            answers += check(&both, (struct slice){text, sizes[k]}, PATTERN_ANYWHERE) >= 0;
        both_free(&both);
    }
    assert_true(answers >= 12); /* of 48; the others take too many steps */
    assert_null(small_pattern_new(unit->arena, SLICE("^a{0,65535}$")));
    assert_null(small_pattern_new(unit->arena, SLICE("^a{0,65536}$")));
    assert_null(small_pattern_new(unit->arena, SLICE("^a{100000,}$")));
}

UNIT_TEST(too_many_alternatives_are_left_to_pcre2)
{
    static const char *const before[] = {"", "(?:", "(?:a|b){3}(?:"}, *const behind[] = {"", ")",
                                                                                         "){2}"};
    static const size_t taken[] = {0, 2, 18};

    for (size_t form = 0; form < sizeof before / sizeof *before; form++)
        for (size_t bars = 90; bars < 260; bars++) {
            struct buffer source = buffer_new(unit->arena);
            size_t copies = form == 2 ? 2 : 1;
            buffer_add(&source, slice_of(before[form]));
            buffer_add_repeat(&source, '|', bars);
            buffer_add(&source, slice_of(behind[form]));
            bool is_small = small_pattern_new(unit->arena, buffer_slice(&source)) != NULL;
            bool fits = taken[form] + copies * (1 + 2 * bars) + 1 <= 400;
            if (is_small != fits) print_error("%s with %zu\n", before[form], bars);
            assert_int_equal(is_small, fits);
        }
}

UNIT_TEST(hostile_ones_end)
{
    const struct small_pattern *pattern =
        small_pattern_new(unit->arena, SLICE("^((a|aa|a.)*(a|b)*){3}c$"));
    const struct small_pattern *loop = small_pattern_new(unit->arena, SLICE("(a|b)+c"));
    size_t size = 1000000;
    char *text = memset(arena_alloc(unit->arena, size), 'a', size);

    if (pattern)
        assert_int_equal(small_pattern_match(pattern, (struct slice){text, 60}, PATTERN_ANYWHERE),
                         PATTERN_GAVE_UP);
    assert_non_null(loop);
    assert_int_equal(small_pattern_match(loop, (struct slice){text, size}, PATTERN_ANYWHERE),
                     PATTERN_GAVE_UP);
}

/* -- The table of resource types ----------------------------------------------------------------
 */

struct walk {
    struct unit *unit;
    struct table seen; /* specifications, and symbols of patterns */
    uint64_t random;
    size_t patterns, small, answers, matches;
};

static unsigned draw(struct walk *walk, unsigned below)
{
    walk->random = walk->random * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(walk->random >> 33) % below;
}

/* A byte that the class which starts at `at` has, or nearly. */
static char byte_of_class(struct walk *walk, struct slice source, size_t at, size_t end)
{
    static const char any[] = "abz019-_./: AZ";
    char byte = at + 1 < end ? source.text[at + 1 + draw(walk, (unsigned)(end - at - 1))] : 'a';

    return draw(walk, 12) == 0 || byte == '\\' ? any[draw(walk, sizeof any - 1)] : byte;
}

/* Adds what the piece of a pattern at `at` may stand for; returns where it ends. */
static size_t add_piece(struct walk *walk, struct buffer *text, struct slice source, size_t at)
{
    char c = source.text[at];
    size_t end = at + 1;

    if (c == '[') {
        while (end < source.size && (source.text[end] != ']' || source.text[end - 1] == '\\'))
            end++;
        buffer_add_byte(text, byte_of_class(walk, source, at, end));
        return end + 1;
    }
    if (c == '\\' && end < source.size) {
        char escaped = source.text[end];
        buffer_add_byte(text, escaped == 'd' ? '7' : escaped == 'w' ? 'w' : escaped);
        return end + 1;
    }
    if (c == '.') buffer_add_byte(text, 'x');
    if (!strchr("()^$?*+|{}.", c) && draw(walk, 40)) buffer_add_byte(text, c);
    return end;
}

/* A text that is made of a pattern, as the pieces stand there. */
static struct slice text_of(struct walk *walk, struct slice source)
{
    struct buffer text = buffer_new(walk->unit->arena);

    for (size_t at = 0; at < source.size;) {
        size_t end = add_piece(walk, &text, source, at);
        unsigned times = draw(walk, 3);
        if (end < source.size && source.text[end] == '{') {
            times = (unsigned)strtoul(source.text + end + 1, NULL, 10);
            times = times && times < 50 ? times - 1 : 2;
            while (end < source.size && source.text[end] != '}')
                end++;
            end++;
        } else if (end < source.size && !strchr("*+", source.text[end])) {
            times = 0;
        }
        for (; times > 0; times--)
            add_piece(walk, &text, source, at);
        /* Alternatives: the one so far. */
        if (end < source.size && source.text[end] == '|' && draw(walk, 2)) {
            while (end < source.size && source.text[end] != ')')
                end++;
        }
        at = end;
    }
    return text.text ? buffer_slice(&text) : SLICE("");
}

static void walk_pattern(struct walk *walk, struct slice source)
{
    struct arena *arena = walk->unit->arena;
    const struct symbol *symbol = symbol_of(walk->unit->builder.symbols, source);

    if (!source.size || table_get(&walk->seen, symbol)) return;
    table_set(arena, &walk->seen, symbol, symbol);
    struct both both = both_new(walk->unit, symbol_slice(symbol));
    walk->patterns++;
    walk->small += both.small != NULL;
    for (int i = 0; both.small && i < 12; i++) {
        int found = check(&both, text_of(walk, symbol_slice(symbol)), PATTERN_ANYWHERE);
        walk->answers += found >= 0;
        walk->matches += found == 1;
    }
    both_free(&both);
}

static void walk_spec(struct walk *walk, const struct value_spec *spec)
{
    const struct value_spec *value;
    struct property_spec property;
    struct slice pattern;

    if (!spec || table_get(&walk->seen, spec)) return;
    table_set(walk->unit->arena, &walk->seen, spec, spec);
    walk_pattern(walk, value_spec_pattern(spec));
    for (size_t i = 0; value_spec_property_at(spec, i, &property); i++)
        walk_spec(walk, property.value);
    for (size_t i = 0; value_spec_key_pattern_at(spec, i, &pattern, &value); i++) {
        walk_pattern(walk, pattern);
        walk_spec(walk, value);
    }
    walk_spec(walk, value_spec_other_entries(spec));
    walk_spec(walk, value_spec_items(spec));
    for (unsigned kind = VALUE_ANY_OF; kind <= VALUE_IF; kind++)
        for (size_t i = 0; (value = value_spec_alternative(spec, kind, i)); i++)
            walk_spec(walk, value);
}

UNIT_TEST(all_patterns_of_resource_types)
{
    struct walk walk = {.unit = unit, .random = 1};

    for (size_t i = 0; i < resource_type_count(); i++)
        walk_spec(&walk, resource_type_properties(resource_type_at(i)));
    assert_true(walk.patterns > 1000);
    assert_true(walk.small > walk.patterns / 2);
    assert_true(walk.answers > 10 * walk.small);
    assert_true(walk.matches > walk.answers / 5);
    print_message("%zu patterns, %zu of them small; %zu answers, %zu of them matches\n",
                  walk.patterns, walk.small, walk.answers, walk.matches);
}

int main(void)
{
    return UNIT_RUN(UNIT(odd_patterns_mean_what_they_do_for_pcre2),
                    UNIT(what_is_beyond_them_is_left_to_pcre2), UNIT(large_bounds_are_bounds),
                    UNIT(too_many_alternatives_are_left_to_pcre2), UNIT(hostile_ones_end),
                    UNIT(all_patterns_of_resource_types));
}
