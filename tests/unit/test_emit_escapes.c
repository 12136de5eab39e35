/* No format lets what a terminal would obey, or what is no UTF-8, out of a file name, a message or
 * a path. What exactly each makes of it is in fixtures/emit. */
#include "base/printable.h"
#include "base/utf8.h"
#include "emit/emit.h"
#include "tests/unit/unit.h"

static const struct rule bad_rule = {"E1001", SEVERITY_ERROR, "a rule"};

/* A finding with `text` wherever a text can be. */
static void report_text_everywhere(struct unit *unit, struct slice text)
{
    source_add(unit->reader.sources, text, SLICE("a: 1\n"));
    findings_cut(unit->reader.findings, 0);
    findings_add(unit->reader.findings, (struct finding){.rule = &bad_rule,
                                                         .span = {1, 2},
                                                         .message = text,
                                                         .resource = text,
                                                         .event = text,
                                                         .path = text});
}

static void assert_harmless(struct slice report)
{
    assert_int_equal(utf8_check(report), report.size);
    for (size_t at = 0; at < report.size;) {
        uint32_t code = utf8_next(report, &at);
        assert_true(code == '\n' || printable_code(code));
    }
}

static void assert_all_harmless(struct unit *unit, struct slice text)
{
    unit->reader.sources = sources_new(unit->arena);
    report_text_everywhere(unit, text);
    for (size_t i = 0; i < emit_format_count(); i++) {
        const struct emit_format *format = emit_format_at(i);
        if (format->write_report)
            assert_harmless(unit_report(unit, format->name, (struct report_options){0}));
    }
}

UNIT_TEST(code_points)
{
    for (uint32_t first = 0; first < 0x3000; first += 0x100) {
        struct buffer text = buffer_new(unit->arena);
        for (uint32_t code = first; code < first + 0x100; code++)
            utf8_add(&text, code);
        assert_all_harmless(unit, buffer_slice(&text));
    }
}

UNIT_TEST(bytes_that_are_no_utf8)
{
    struct buffer text = buffer_new(unit->arena);

    for (int byte = 0x80; byte < 0x100; byte++)
        buffer_add_byte(&text, (char)byte);
    assert_all_harmless(unit, buffer_slice(&text));
    assert_all_harmless(unit, SLICE("a\xed\xa0\x80z\xf4\x90\x80\x80\xc0\xaf\xe2\x82"));
}

/* A line break in a text starts no line of the report where lines mean something. */
UNIT_TEST(line_breaks)
{
    static const char *const formats[] = {"text", "parseable", "github"};

    report_text_everywhere(unit, SLICE("a\n::error::b\r\nc\rd"));
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        struct slice report = unit_report(unit, formats[i], (struct report_options){0});
        assert_int_equal(slice_find(report, '\n'), report.size - 1);
        assert_int_equal(slice_find(report, '\r'), report.size);
    }
}

int main(void)
{
    return UNIT_RUN(UNIT(code_points), UNIT(bytes_that_are_no_utf8), UNIT(line_breaks));
}
