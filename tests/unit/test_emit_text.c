/* The text report, where a file cannot show well what it is about: bytes that a terminal would
 * obey, and very long lines. The rest is in fixtures/emit/text. */
#include <string.h>

#include "base/limits.h"
#include "emit/emit.h"
#include "tests/unit/unit.h"

static const struct rule bad_rule = {"E1001", SEVERITY_ERROR, "a rule"};

static struct slice text_of(struct unit *unit, bool excerpt)
{
    return unit_report(unit, "text", (struct report_options){.excerpt = excerpt});
}

/* The excerpt for bytes start..end-1 of a file that holds `text`. */
static struct slice excerpt_of(struct unit *unit, struct slice text, size_t start, size_t end)
{
    uint32_t base = source_add(unit->reader.sources, SLICE("t"), text)->base;

    findings_cut(unit->reader.findings, 0);
    findings_report(unit->reader.findings, &bad_rule,
                    (struct span){base + (uint32_t)start, base + (uint32_t)end}, "Bad.");
    struct slice report = text_of(unit, true);
    return slice_from(report, slice_find(report, '\n') + 1);
}

/* -- Escapes ------------------------------------------------------------------------------------
 */

UNIT_TEST(names_and_messages_are_escaped)
{
    source_add(unit->reader.sources, BYTES("a\x1b]0;x\x07\n.yaml"), SLICE("a: 1\n"));
    findings_report(unit->reader.findings, &bad_rule, (struct span){1, 2},
                    "Bad \x1b[31m \x7f \xc2\x9b \u202e\u2066\u200f \xff.\r\nfake.yaml:1:1: error");
    assert_slice(text_of(unit, false),
                 "a\\x1b]0;x\\x07\\x0a.yaml:1:1: error E1001: Bad \\x1b[31m \\x7f \\x9b "
                 "\\u202e\\u2066\\u200f \\xff.\\x0d\\x0afake.yaml:1:1: error\n");
}

/* Each escape is as wide in the mark as it is in the text, before the place and in it. */
UNIT_TEST(source_lines_are_escaped)
{
    assert_slice(excerpt_of(unit, BYTES("a: \"\x1b[m\" #x"), 4, 7), "    1 | a: \"\\x1b[m\" #x\n"
                                                                    "      |     ^~~~~~\n");
    assert_slice(excerpt_of(unit, BYTES("\x1b\x9b\xff\xc2\x9b: x"), 7, 8),
                 "    1 | \\x1b\\x9b\\xff\\x9b: x\n"
                 "      |                   ^\n");
    assert_slice(excerpt_of(unit, BYTES("\u2067: \u2069x"), 8, 9), "    1 | \\u2067: \\u2069x\n"
                                                                   "      |               ^\n");
    assert_slice(excerpt_of(unit, BYTES("a\0b"), 2, 3), "    1 | a\\x00b\n"
                                                        "      |      ^\n");
    assert_slice(excerpt_of(unit, BYTES("a\rb\r\n"), 2, 3), "    1 | a\\x0db\n"
                                                            "      |      ^\n");
}

/* No line of a report is ended by what it reports on, and none holds what a terminal obeys. */
UNIT_TEST(no_byte_of_a_file_reaches_the_terminal_as_a_control)
{
    char text[512];

    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)(i % 256 == '\n' ? ' ' : i % 256);
    for (size_t start = 0; start < sizeof text; start++) {
        struct slice shown = excerpt_of(unit, (struct slice){text, sizeof text}, start, start + 1);
        size_t lines = 0;
        for (size_t i = 0; i < shown.size; i++) {
            unsigned char c = (unsigned char)shown.text[i];
            lines += c == '\n';
            assert_true(c == '\n' || (c >= 0x20 && c < 0x7f));
        }
        assert_int_equal(lines, 2);
    }
}

/* -- Windows ------------------------------------------------------------------------------------
 */

UNIT_TEST(a_window_starts_and_ends_between_characters)
{
    /* A character of 1 cell, then ones of 2 cells and 3 bytes: a window of an even number of cells
     * cannot hold them all. */
    struct buffer text = buffer_new(unit->arena);

    buffer_add_byte(&text, 'x');
    for (int i = 0; i < 200; i++)
        buffer_add(&text, SLICE("日"));
    for (size_t at = 1; at < text.size; at += 3) {
        struct slice shown = excerpt_of(unit, buffer_slice(&text), at, at + 3);
        assert_int_equal(slice_search(shown, SLICE("\\x")), shown.size);
        size_t mark = slice_find(shown, '^');
        assert_true(mark < shown.size && shown.text[mark + 1] == '~');
    }
}

/* Going back, a byte that is no UTF-8 is a character of its own, four cells wide. */
UNIT_TEST(a_window_is_right_for_bytes_that_are_no_utf8)
{
    struct buffer text = buffer_new(unit->arena), expected = buffer_new(unit->arena);

    buffer_add_repeat(&text, '\x80', 200);
    buffer_add_byte(&text, 'x');
    buffer_add(&expected, SLICE("    1 | ..."));
    for (int i = 0; i < 24; i++)
        buffer_add(&expected, SLICE("\\x80"));
    buffer_add(&expected, SLICE("x\n      |    "));
    buffer_add_repeat(&expected, ' ', 96);
    buffer_add(&expected, SLICE("^\n"));
    assert_slice(excerpt_of(unit, buffer_slice(&text), 200, 201), expected.text);
}

UNIT_TEST(a_place_inside_a_line_break_is_the_end_of_the_line)
{
    assert_slice(excerpt_of(unit, BYTES("a: 1\r\nb"), 5, 6), "    1 | a: 1\n      |     ^\n");
    assert_slice(excerpt_of(unit, BYTES("a: 1\nb"), 4, 5), "    1 | a: 1\n      |     ^\n");
}

UNIT_TEST(a_line_without_end_costs_no_more_than_its_window)
{
    enum { SIZE = 1024 * 1024 };
    struct buffer text = buffer_new(unit->arena);

    for (size_t i = 0; i < SIZE / 2; i++)
        buffer_add(&text,
                   SLICE("\u0301")); /* takes no cell, so that cells alone would not end it */
    size_t before = arena_used(unit->arena);
    struct slice shown = excerpt_of(unit, buffer_slice(&text), SIZE / 2, SIZE / 2 + 2);
    assert_true(shown.size < 4096);
    assert_true(arena_used(unit->arena) - before < (size_t)64 * 1024);
}

/* -- Reports ------------------------------------------------------------------------------------
 */

UNIT_TEST(nothing_found_gives_an_empty_report)
{
    assert_int_equal(text_of(unit, true).size, 0);
}

UNIT_TEST(findings_about_the_whole_template_have_no_excerpt)
{
    source_add(unit->reader.sources, SLICE("t"), SLICE("a: 1\n"));
    findings_report(unit->reader.findings, &bad_rule, (struct span){0, 0}, "Bad.");
    assert_slice(text_of(unit, true), "t:1:1: error E1001: Bad.\n");
}

UNIT_TEST(findings_beyond_the_limit_are_counted)
{
    source_add(unit->reader.sources, SLICE("t"), SLICE("a: 1\n"));
    for (size_t i = 0; i < LIMIT_FINDINGS + 3; i++)
        findings_report(unit->reader.findings, &bad_rule, (struct span){1, 2}, "Bad.");
    struct slice report = text_of(unit, false);
    assert_true(slice_ends(report, SLICE("\n... and 3 more; the first 1000 are shown.\n")));
}

int main(void)
{
    return UNIT_RUN(UNIT(names_and_messages_are_escaped), UNIT(source_lines_are_escaped),
                    UNIT(no_byte_of_a_file_reaches_the_terminal_as_a_control),
                    UNIT(a_window_starts_and_ends_between_characters),
                    UNIT(a_window_is_right_for_bytes_that_are_no_utf8),
                    UNIT(a_place_inside_a_line_break_is_the_end_of_the_line),
                    UNIT(a_line_without_end_costs_no_more_than_its_window),
                    UNIT(nothing_found_gives_an_empty_report),
                    UNIT(findings_about_the_whole_template_have_no_excerpt),
                    UNIT(findings_beyond_the_limit_are_counted));
}
