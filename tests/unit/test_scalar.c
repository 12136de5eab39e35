/* Plain YAML scalars, by the table fixtures/document/scalars.txt. */
#include "document/scalar.h"

#include "base/number.h"
#include "tests/support/files.h"
#include "tests/unit/unit.h"

/* What a scalar is, in the words of the table. */
static struct slice describe(struct unit *unit, struct slice text)
{
    struct slice value;

    switch (scalar_resolve(unit->arena, text, &value)) {
    case NODE_NULL:
        return SLICE("null");
    case NODE_BOOL:
        return value.size ? SLICE("true") : SLICE("false");
    case NODE_INT:
        return CONCAT(unit->arena, SLICE("int "), value);
    case NODE_FLOAT:
        if (slice_ends(value, SLICE("inf")) || slice_eq(value, SLICE("nan")))
            return SLICE("refused");
        return CONCAT(unit->arena, SLICE("float "),
                      number_shortest(unit->arena, number_double(unit->arena, value)));
    case NODE_STRING:
        return SLICE("string");
    default:
        return SLICE("no scalar");
    }
}

UNIT_TEST(each_row_of_the_table)
{
    struct slice rest;
    size_t rows = 0, wrong = 0;

    assert_true(load_file(unit->arena, FIXTURES "/document/scalars.txt", &rest));
    while (rest.size) {
        struct slice line = slice_first(rest, slice_find(rest, '\n'));
        size_t tab = slice_find(line, '\t');
        rest = slice_from(rest, line.size + 1);
        if (tab == line.size) continue;
        struct slice expected = slice_from(line, tab + 1);
        struct slice got = describe(unit, slice_first(line, tab));
        rows++;
        if (slice_eq(got, expected)) continue;
        print_error("%.*s, got: %.*s\n", SLICE_ARG(line), SLICE_ARG(got));
        wrong++;
    }
    assert_true(rows > 150);
    assert_int_equal(wrong, 0);
}

UNIT_TEST(empty_is_null)
{
    struct slice value;

    assert_int_equal(scalar_resolve(unit->arena, SLICE(""), &value), NODE_NULL);
    assert_int_equal(scalar_resolve(unit->arena, BYTES("1\0"), &value), NODE_STRING);
    assert_int_equal(scalar_resolve(unit->arena, BYTES("yes\0"), &value), NODE_STRING);
}

UNIT_TEST(integers_are_canonical)
{
    struct slice value;

    assert_int_equal(scalar_resolve(unit->arena, SLICE("+1_000"), &value), NODE_INT);
    assert_slice(value, "1000");
    assert_int_equal(scalar_resolve(unit->arena, SLICE("-0x_0"), &value), NODE_INT);
    assert_slice(value, "0");
    struct slice text = SLICE("123");
    assert_int_equal(scalar_resolve(unit->arena, text, &value), NODE_INT);
    assert_ptr_equal(value.text, text.text); /* canonical already: borrowed */
}

int main(void)
{
    return UNIT_RUN(UNIT(each_row_of_the_table), UNIT(empty_is_null), UNIT(integers_are_canonical));
}
