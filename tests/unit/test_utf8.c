/* UTF-8 and UTF-16: what is valid, by the tables of the Unicode standard. */
#include "base/utf8.h"
#include "tests/unit/unit.h"

UNIT_TEST(every_code_point_goes_there_and_back)
{
    struct buffer out = buffer_new(unit->arena);

    for (uint32_t code = 0; code <= 0x10ffff; code++) {
        if (code == 0xd800) code = 0xe000;
        out.size = 0;
        utf8_add(&out, code);
        size_t at = 0;
        assert_int_equal(utf8_next(buffer_slice(&out), &at), code);
        assert_int_equal(at, out.size);
        assert_int_equal(out.size, code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
    }
}

UNIT_TEST(what_is_no_utf8_is_found)
{
    const struct {
        struct slice text;
        size_t valid; /* bytes before the first invalid one */
    } cases[] = {
        {BYTES("abc"), 3},
        {BYTES(""), 0},
        {BYTES("a\x80"), 1},            /* a tail alone */
        {BYTES("a\xc3"), 1},            /* a head at the end */
        {BYTES("ab\xc3 "), 2},          /* a head without its tail */
        {BYTES("\xc0\x80"), 0},         /* NUL in two bytes */
        {BYTES("\xc1\xbf"), 0},         /* over-long */
        {BYTES("\xe0\x9f\xbf"), 0},     /* over-long */
        {BYTES("\xf0\x8f\xbf\xbf"), 0}, /* over-long */
        {BYTES("\xed\xa0\x80"), 0},     /* a surrogate */
        {BYTES("\xed\xbf\xbf"), 0},     /* a surrogate */
        {BYTES("\xed\x9f\xbf"), 3},     /* U+D7FF, the last before them */
        {BYTES("\xee\x80\x80"), 3},     /* U+E000, the first after them */
        {BYTES("\xf4\x8f\xbf\xbf"), 4}, /* U+10FFFF */
        {BYTES("\xf4\x90\x80\x80"), 0}, /* U+110000 */
        {BYTES("\xf5\x80\x80\x80"), 0}, /* no head at all */
        {BYTES("\xff"), 0},             /* no head at all */
        {BYTES("\xe2\x82"), 0},         /* cut off */
        {BYTES("x\xf0\x9f\x98"), 1},    /* cut off */
        {BYTES("\xe2\x82\xac\xe2\x82"), 3},
    };

    (void)unit;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(utf8_check(cases[i].text), cases[i].valid);
}

UNIT_TEST(invalid_bytes_are_passed_one_by_one)
{
    size_t at = 0;
    struct slice text = SLICE("\xe2\x82x");

    (void)unit;
    assert_int_equal(utf8_next(text, &at), UTF8_INVALID);
    assert_int_equal(at, 1);
    assert_int_equal(utf8_next(text, &at), UTF8_INVALID);
    assert_int_equal(utf8_next(text, &at), 'x');
    assert_int_equal(at, 3);
}

UNIT_TEST(code_points_are_counted)
{
    (void)unit;
    assert_int_equal(utf8_count(SLICE("")), 0);
    assert_int_equal(utf8_count(SLICE("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80")), 4);
}

UNIT_TEST(utf16_in_both_orders)
{
    /* a, e with acute, euro sign, U+1F600 as a pair */
    struct slice little = BYTES("a\0\xe9\0\xac\x20\x3d\xd8\x00\xde");
    struct slice big = BYTES("\0a\0\xe9\x20\xac\xd8\x3d\xde\x00");

    assert_slice(utf8_of_utf16(unit->arena, little, false),
                 "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80");
    assert_slice(utf8_of_utf16(unit->arena, big, true), "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80");
}

UNIT_TEST(broken_utf16_is_replaced)
{
    /* each unpaired half becomes U+FFFD; the odd byte at the end is dropped */
    assert_slice(utf8_of_utf16(unit->arena, BYTES("\xd8\x3d\0a"), true), "\xef\xbf\xbd"
                                                                         "a");
    assert_slice(utf8_of_utf16(unit->arena, BYTES("\xde\x00\0a"), true), "\xef\xbf\xbd"
                                                                         "a");
    assert_slice(utf8_of_utf16(unit->arena, BYTES("\xd8\x3d\xd8\x3d\xde\x00"), true),
                 "\xef\xbf\xbd\xf0\x9f\x98\x80");
    assert_slice(utf8_of_utf16(unit->arena, BYTES("\0a\xd8\x3d"), true), "a\xef\xbf\xbd");
    assert_slice(utf8_of_utf16(unit->arena, BYTES("\0ab"), true), "a");
    assert_slice(utf8_of_utf16(unit->arena, BYTES(""), true), "");
}

UNIT_TEST(whole_characters)
{
    struct slice text = SLICE("a\xc3\xa9\xe2\x82\xac");

    (void)unit;
    assert_int_equal(utf8_whole(text, 0), 0);
    assert_int_equal(utf8_whole(text, 1), 1);
    assert_int_equal(utf8_whole(text, 2), 1);
    assert_int_equal(utf8_whole(text, 3), 3);
    assert_int_equal(utf8_whole(text, 5), 3);
    assert_int_equal(utf8_whole(text, 6), 6);
    assert_int_equal(utf8_whole(text, 9), 6);
}

int main(void)
{
    return UNIT_RUN(UNIT(whole_characters), UNIT(every_code_point_goes_there_and_back),
                    UNIT(what_is_no_utf8_is_found), UNIT(invalid_bytes_are_passed_one_by_one),
                    UNIT(code_points_are_counted), UNIT(utf16_in_both_orders),
                    UNIT(broken_utf16_is_replaced));
}
