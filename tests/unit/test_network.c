/* Blocks of internet addresses. What contains and overlaps what, Python's ipaddress says. */
#include "base/network.h"
#include "tests/unit/unit.h"

static struct network network(const char *text)
{
    struct network network;

    assert_true(network_read(slice_of(text), &network));
    return network;
}

UNIT_TEST(texts_that_are_no_blocks)
{
    static const char *const texts[] = {"",           "10.0.0.0",    "10.0.0.0/",   "10.0.0.0/33",
                                        "10.0.0/8",   "10.0.0.0/-1", "10.0.0.0/8x", "10.0.0.08/8",
                                        "2001:db8/8", "::/129",      "::/1000",     "10.0.0.0/8/8"};
    struct network read;

    (void)unit;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_false(network_read(slice_of(texts[i]), &read));
    assert_true(network_read_address(SLICE("10.0.0.0"), &read));
    assert_false(network_read_address(SLICE("10.0.0.0\0"), &read));
}

UNIT_TEST(blocks_contain_and_overlap)
{
    static const struct {
        const char *one, *other;
        bool contains, overlap;
    } rows[] = {
        {"10.0.0.0/16", "10.0.1.0/24", true, true},
        {"10.0.1.0/24", "10.0.0.0/16", false, true},
        {"10.0.0.0/16", "10.1.0.0/24", false, false},
        {"10.0.0.0/23", "10.0.1.0/24", true, true},
        {"10.0.0.0/24", "10.0.1.0/24", false, false},
        {"0.0.0.0/0", "10.0.1.0/24", true, true},
        {"10.0.0.1/32", "10.0.0.1/32", true, true},
        {"::/0", "10.0.1.0/24", false, false},
        {"2001:db8::/56", "2001:db8:0:ff::/64", true, true},
        {"2001:db8::/56", "2001:db8:0:100::/64", false, false},
    };

    (void)unit;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct network one = network(rows[i].one), other = network(rows[i].other);
        assert_int_equal(network_contains(&one, &other), rows[i].contains);
        assert_int_equal(networks_overlap(&one, &other), rows[i].overlap);
    }
}

UNIT_TEST(blocks_have_a_first_address)
{
    struct network one = network("10.0.1.7/16");
    char text[NETWORK_TEXT_SIZE];

    (void)unit;
    assert_false(network_is_first(&one));
    network_clear_host(&one);
    assert_true(network_is_first(&one));
    assert_slice(network_text(&one, text), "10.0.0.0/16");
}

UNIT_TEST(blocks_have_a_next_one)
{
    struct network one = network("10.0.254.0/24"), six = network("2001:db8:0:ff::/64");
    char text[NETWORK_TEXT_SIZE];

    (void)unit;
    assert_true(network_next(&one, 16));
    assert_slice(network_text(&one, text), "10.0.255.0/24");
    assert_false(network_next(&one, 16));
    assert_slice(network_text(&one, text), "10.0.0.0/24");
    assert_true(network_next(&six, 48));
    assert_slice(network_text(&six, text), "2001:db8:0:100::/64");
}

int main(void)
{
    return UNIT_RUN(UNIT(texts_that_are_no_blocks), UNIT(blocks_contain_and_overlap),
                    UNIT(blocks_have_a_first_address), UNIT(blocks_have_a_next_one));
}
