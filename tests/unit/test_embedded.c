/* Documents that are texts of values. */
#include "document/embedded.h"
#include "tests/unit/unit.h"

static struct embedded json(struct unit *unit, const char *text)
{
    return embedded_json(&unit->builder, slice_of(text));
}

UNIT_TEST(json_is_read_with_places_of_its_own)
{
    struct embedded embedded = json(unit, "{\"a\":\n  [1,\n   {}]}");
    const struct node *list = unit_at(unit, embedded.root, "a", NULL);

    assert_slice(unit_json(unit, embedded.root), "{\"a\":[1,{}]}");
    assert_int_equal(embedded_line(&embedded, node_span(list)), 2);
    assert_int_equal(embedded_line(&embedded, node_span(list_at(list, 1))), 3);
}

UNIT_TEST(a_single_line_has_no_number)
{
    struct embedded embedded = json(unit, "{\"a\": 1}");

    assert_non_null(embedded.root);
    assert_int_equal(embedded_line(&embedded, node_span(embedded.root)), 0);
}

UNIT_TEST(what_is_no_json_has_a_problem)
{
    static const char *const texts[] = {"",      " ",  "a: 1", "{\"a\": 1", "{\"a\": 1,}",
                                        "{} {}", "'a'"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct embedded embedded = json(unit, texts[i]);
        assert_null(embedded.root);
        assert_true(embedded.problem.size > 0);
        assert_false(span_is_none(embedded.span));
    }
    assert_int_equal(unit->reader.findings->count, 0);
}

UNIT_TEST(keys_that_are_there_twice_are_no_problem)
{
    assert_slice(unit_json(unit, json(unit, "{\"a\": 1, \"a\": 2}").root), "{\"a\":2}");
    assert_int_equal(unit->reader.findings->count, 0);
}

UNIT_TEST(yaml_is_read_where_it_may_stand)
{
    struct embedded embedded = embedded_json_or_yaml(&unit->builder, SLICE("a:\n  - b\n"));

    assert_slice(unit_json(unit, embedded.root), "{\"a\":[\"b\"]}");
    embedded = embedded_json_or_yaml(&unit->builder, SLICE("a: [\n"));
    assert_null(embedded.root);
    assert_true(embedded.problem.size > 0);
}

UNIT_TEST(names_outside_of_strings_become_strings)
{
    static const char *const texts[][2] = {
        {"{\"a\": 1}", "{\"a\": 1}"},
        {"{\"a\": ${b}}", "{\"a\": \"${b}\"}"},
        {"{\"a\": \"${b}\"}", "{\"a\": \"${b}\"}"},
        {"{\"a\\\"\": ${b}, \"${c}\": ${d}}", "{\"a\\\"\": \"${b}\", \"${c}\": \"${d}\"}"},
        {"${", "${"},
        {"${}", "\"${}\""},
        {"\"a\\", "\"a\\"},
        {"", ""},
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_slice(embedded_names_quoted(unit->arena, slice_of(texts[i][0])), texts[i][1]);
}

int main(void)
{
    return UNIT_RUN(
        UNIT(json_is_read_with_places_of_its_own), UNIT(a_single_line_has_no_number),
        UNIT(what_is_no_json_has_a_problem), UNIT(keys_that_are_there_twice_are_no_problem),
        UNIT(yaml_is_read_where_it_may_stand), UNIT(names_outside_of_strings_become_strings));
}
