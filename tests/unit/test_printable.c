/* Texts of any origin on their way to a terminal. */
#include "base/printable.h"
#include "tests/unit/unit.h"

UNIT_TEST(plain_text_stays)
{
    assert_slice(printable(unit->arena, SLICE("")), "");
    assert_slice(printable(unit->arena, SLICE("a \\ b 'c' \xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80")),
                 "a \\ b 'c' \xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80");
}

UNIT_TEST(controls_are_shown)
{
    assert_slice(printable(unit->arena, BYTES("a\x1b[31mb\x07\n\r\t\0c\x7f")),
                 "a\\x1b[31mb\\x07\\x0a\\x0d\\x09\\x00c\\x7f");
    assert_slice(printable(unit->arena, SLICE("\xc2\x9b"
                                              "31m")),
                 "\\x9b31m"); /* U+009B, the C1 form of ESC [ */
}

UNIT_TEST(invalid_bytes_are_shown)
{
    assert_slice(printable(unit->arena, SLICE("a\xff\xc3(")), "a\\xff\\xc3(");
    assert_slice(printable(unit->arena, SLICE("\xed\xa0\x80")), "\\xed\\xa0\\x80"); /* surrogate */
}

UNIT_TEST(marks_of_direction_are_shown)
{
    assert_slice(printable(unit->arena, SLICE("a\xe2\x80\xae"
                                              "b\xe2\x81\xa6"
                                              "c\xe2\x80\x8f"
                                              "d\xe2\x80\xa8")),
                 "a\\u202eb\\u2066c\\u200fd\\u2028");
}

int main(void)
{
    return UNIT_RUN(UNIT(plain_text_stays), UNIT(controls_are_shown), UNIT(invalid_bytes_are_shown),
                    UNIT(marks_of_direction_are_shown));
}
