/* Runs of plain text: each byte at each place of texts of some sizes, by what the header says. */
#include "base/plain.h"

#include "tests/unit/unit.h"

static bool is_plain(unsigned char byte, char quote)
{
    return byte >= 0x20 && byte < 0x7f && byte != (unsigned char)quote && byte != '\\';
}

/* One odd byte among letters, and letters before where it begins. */
static void check(size_t size, size_t place, unsigned char byte, char quote)
{
    char text[32];

    memset(text, 'a', sizeof text);
    text[place] = (char)byte;
    for (size_t at = 0; at <= size; at++) {
        bool stops = place >= at && place < size && !is_plain(byte, quote);
        assert_int_equal(plain_run((struct slice){text, size}, at, quote), stops ? place : size);
    }
}

UNIT_TEST(each_byte_at_each_place)
{
    (void)unit;
    for (size_t size = 0; size <= 19; size++)
        for (size_t place = 0; place <= size; place++)
            for (unsigned byte = 0; byte < 256; byte++) {
                check(size, place, (unsigned char)byte, '"');
                check(size, place, (unsigned char)byte, '\'');
            }
}

int main(void)
{
    return UNIT_RUN(UNIT(each_byte_at_each_place));
}
