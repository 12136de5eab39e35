/* The table of formats, JSON strings, and findings as JSON. Whole outputs are in fixtures/emit. */
#include "emit/emit.h"
#include "emit/json_text.h"
#include "tests/unit/unit.h"

static const struct rule bad_rule = {"E1001", SEVERITY_ERROR, "a rule"};

/* -- The table ----------------------------------------------------------------------------------
 */

static void every_format_is_found_by_its_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < emit_format_count(); i++) {
        const struct emit_format *format = emit_format_at(i);
        assert_ptr_equal(emit_format(slice_of(format->name)), format);
        assert_true(format->write_template || format->write_report);
    }
}

static void unknown_names_have_no_format(void **state)
{
    (void)state;
    assert_null(emit_format(SLICE("")));
    assert_null(emit_format(SLICE("JSON")));
    assert_null(emit_format(SLICE("jso")));
    assert_null(emit_format(SLICE("jsonx")));
    assert_null(emit_format((struct slice){NULL, 0}));
}

static void the_promised_formats_write_what_is_promised(void **state)
{
    (void)state;
    assert_non_null(emit_format(SLICE("json"))->write_template);
    assert_non_null(emit_format(SLICE("json"))->write_report);
    assert_non_null(emit_format(SLICE("yaml"))->write_template);
    assert_non_null(emit_format(SLICE("text"))->write_report);
    assert_null(emit_format(SLICE("text"))->write_template);
}

/* -- Strings ------------------------------------------------------------------------------------
 */

static struct slice json_string(struct unit *unit, struct slice text)
{
    struct buffer out = buffer_new(unit->arena);

    json_add_string(&out, text);
    return buffer_slice(&out);
}

/* RFC 8259, section 7: quote, backslash and U+0000 to U+001F must be escaped. */
UNIT_TEST(every_code_point_reads_back_from_json)
{
    for (uint32_t code = 0; code < 0x3000; code++) {
        struct slice bytes = slice_printf(unit->arena, "{\"k\": \"a\\u%04xb\"}", code);
        const struct node *root = document_read(&unit->reader, SLICE("a"), bytes);
        struct slice json = unit_json(unit, root);
        for (size_t i = 0; i < json.size; i++)
            assert_true((unsigned char)json.text[i] >= 0x20 && json.text[i] != 0x7f);
        assert_true(node_equal(root, document_read(&unit->reader, SLICE("b"), json)));
    }
}

UNIT_TEST(bytes_that_are_no_utf8_are_replaced)
{
    assert_slice(json_string(unit, BYTES("a\xff")), "\"a\\ufffd\"");
    assert_slice(json_string(unit, BYTES("\xc3(")), "\"\\ufffd(\"");
    assert_slice(json_string(unit, BYTES("\xed\xa0\x80")), "\"\\ufffd\\ufffd\\ufffd\"");
    assert_slice(json_string(unit, BYTES("")), "\"\"");
}

/* -- Findings -----------------------------------------------------------------------------------
 */

static const struct node *report_of(struct unit *unit)
{
    struct slice text = unit_report(unit, "json", (struct report_options){0});

    text = CONCAT(unit->arena, SLICE("{\"report\": "), text, SLICE("}"));
    const struct node *root = document_read(&unit->reader, SLICE("report"), text);
    return unit_at(unit, root, "report", NULL);
}

UNIT_TEST(a_finding_has_exactly_these_members)
{
    static const char *const names[] = {"Filename", "Id",     "ParentId", "Level",     "Message",
                                        "Location", "Rule",   "rule",     "severity",  "file",
                                        "line",     "column", "endLine",  "endColumn", "message",
                                        "resource", "event",  "path"};

    source_add(unit->reader.sources, SLICE("a \"b\".yaml"), SLICE("Resources:\n  Fn: 1\n"));
    findings_add(unit->reader.findings, (struct finding){.rule = &bad_rule,
                                                         .span = {14, 16},
                                                         .message = SLICE("It's \"bad\".\n"),
                                                         .resource = SLICE("Fn"),
                                                         .event = SLICE("Api"),
                                                         .path = SLICE("Resources/F~0~1n/0/0/~01"),
                                                         .path_items = 1 << 3});
    const struct node *finding = list_at(report_of(unit), 0);
    size_t count = 0;
    MAP_EACH (finding, each)
        assert_slice(symbol_slice(each.key), names[count++]);
    assert_int_equal(count, sizeof names / sizeof *names);
    assert_slice(unit_json(unit, unit_at(unit, finding, "Location", NULL)),
                 "{\"Start\":{\"LineNumber\":2,\"ColumnNumber\":3},"
                 "\"End\":{\"LineNumber\":2,\"ColumnNumber\":5},"
                 "\"Path\":[\"Resources\",\"F~/n\",\"0\",0,\"~1\"]}");
    assert_slice(unit_json(unit, unit_at(unit, finding, "Rule", NULL)),
                 "{\"Id\":\"E1001\",\"ShortDescription\":\"a rule\",\"Description\":\"a rule\","
                 "\"Source\":\"docs/rules/E1001.md\"}");
    assert_slice(unit_json(unit, unit_at(unit, finding, "Level", NULL)), "\"Error\"");
    assert_slice(unit_json(unit, unit_at(unit, finding, "Filename", NULL)), "\"a \\\"b\\\".yaml\"");
    struct slice all = unit_json(unit, finding);
    assert_slice(slice_from(all, slice_search(all, SLICE("\"rule\""))),
                 "\"rule\":\"E1001\",\"severity\":\"error\","
                 "\"file\":\"a \\\"b\\\".yaml\",\"line\":2,\"column\":3,\"endLine\":2,"
                 "\"endColumn\":5,\"message\":\"It's \\\"bad\\\".\\n\",\"resource\":\"Fn\","
                 "\"event\":\"Api\",\"path\":\"Resources/F~0~1n/0/0/~01\"}");
}

/* What keeps findings apart: 8-4-4-4-12 hex digits, version 8. */
UNIT_TEST(a_finding_has_a_uuid)
{
    source_add(unit->reader.sources, SLICE("a.yaml"), SLICE("a: 1\n"));
    findings_report(unit->reader.findings, &bad_rule, (struct span){1, 2}, "Bad.");
    struct slice id = node_text(unit_at(unit, list_at(report_of(unit), 0), "Id", NULL));
    assert_int_equal(id.size, 36);
    for (size_t i = 0; i < id.size; i++) {
        bool is_dash = i == 8 || i == 13 || i == 18 || i == 23;
        assert_true(is_dash ? id.text[i] == '-' : strchr("0123456789abcdef", id.text[i]) != NULL);
    }
    assert_int_equal(id.text[14], '8');
    assert_int_equal(id.text[19], '8');
}

UNIT_TEST(a_finding_without_a_place_stands_at_the_start_of_the_first_file)
{
    source_add(unit->reader.sources, SLICE("first.yaml"), SLICE("a: 1\n"));
    source_add(unit->reader.sources, SLICE("second.yaml"), SLICE("b: 1\n"));
    findings_report(unit->reader.findings, &bad_rule, (struct span){0, 0}, "Bad.");
    const struct node *finding = list_at(report_of(unit), 0);
    assert_slice(unit_json(unit, unit_at(unit, finding, "Location", NULL)),
                 "{\"Start\":{\"LineNumber\":1,\"ColumnNumber\":1},"
                 "\"End\":{\"LineNumber\":1,\"ColumnNumber\":1},\"Path\":null}");
    struct slice all = unit_json(unit, finding);
    assert_slice(slice_from(all, slice_search(all, SLICE("\"file\""))),
                 "\"file\":\"first.yaml\",\"line\":1,\"column\":1,\"endLine\":1,"
                 "\"endColumn\":1,\"message\":\"Bad.\",\"resource\":null,\"event\":null,"
                 "\"path\":null}");
}

UNIT_TEST(a_finding_names_its_own_file)
{
    source_add(unit->reader.sources, SLICE("first.yaml"), SLICE("a: 1\n"));
    uint32_t base = source_add(unit->reader.sources, SLICE("second.yaml"), SLICE("b: 1\n"))->base;
    findings_report(unit->reader.findings, &bad_rule, (struct span){base + 3, base + 4}, "Bad.");
    const struct node *finding = list_at(report_of(unit), 0);
    assert_slice(node_text(unit_at(unit, finding, "file", NULL)), "second.yaml");
    assert_slice(node_text(unit_at(unit, finding, "column", NULL)), "4");
}

UNIT_TEST(a_file_name_that_is_no_utf8_gives_good_json)
{
    source_add(unit->reader.sources, BYTES("a\xff.yaml"), SLICE("a: 1\n"));
    findings_report(unit->reader.findings, &bad_rule, (struct span){1, 2}, "Bad.");
    const struct node *finding = list_at(report_of(unit), 0);
    assert_slice(node_text(unit_at(unit, finding, "file", NULL)), "a\ufffd.yaml");
}

int main(void)
{
    return UNIT_RUN(
        cmocka_unit_test(every_format_is_found_by_its_name),
        cmocka_unit_test(unknown_names_have_no_format),
        cmocka_unit_test(the_promised_formats_write_what_is_promised),
        UNIT(every_code_point_reads_back_from_json), UNIT(bytes_that_are_no_utf8_are_replaced),
        UNIT(a_finding_has_exactly_these_members), UNIT(a_finding_has_a_uuid),
        UNIT(a_finding_without_a_place_stands_at_the_start_of_the_first_file),
        UNIT(a_finding_names_its_own_file), UNIT(a_file_name_that_is_no_utf8_gives_good_json));
}
