/* Numbers as text: long integers, floats in the form of Python's repr(), the grammar of JSON. */
#include <locale.h>
#include <math.h>

#include "base/number.h"
#include "tests/unit/unit.h"

UNIT_TEST(integers_of_any_size_become_decimal)
{
    /* computed with Python: 3**80, 7**40, 10**12 */
    assert_slice(number_decimal(unit->arena, SLICE("6f32f1ef8b18a2bc3cea59789c79d441"), 16),
                 "147808829414345923316083210206383297601");
    assert_slice(number_decimal(unit->arena, SLICE("23475030570520467247072064276741670701"), 8),
                 "6366805760909027985741435139224001");
    assert_slice(number_decimal(unit->arena, SLICE("1110100011010100101001010001000000000000"), 2),
                 "1000000000000");
    assert_slice(number_decimal(unit->arena, SLICE("FFFFFFFFFFFFFFFF"), 16),
                 "18446744073709551615");
    assert_slice(number_decimal(unit->arena, SLICE("3B9ACA00"), 16), "1000000000");
    assert_slice(number_decimal(unit->arena, SLICE("007"), 10), "7");
    assert_slice(number_decimal(unit->arena, SLICE("000"), 8), "0");
    assert_slice(number_decimal(unit->arena, SLICE(""), 10), "0");
}

UNIT_TEST(floats_print_as_python_prints_them)
{
    /* each text is what repr() of Python 3.11 gives for the number before it */
    static const struct {
        double value;
        const char *text;
    } cases[] = {
        {0x0.0p+0, "0.0"},
        {-0x0.0p+0, "-0.0"},
        {0x1.0000000000000p+0, "1.0"},
        {0x1.999999999999ap-4, "0.1"},
        {0x1.8000000000000p+0, "1.5"},
        {-0x1.4000000000000p+1, "-2.5"},
        {0x1.9000000000000p+6, "100.0"},
        {0x1.c6bf526340000p+49, "1000000000000000.0"},
        {0x1.1c37937e08000p+53, "1e+16"},
        {0x1.6345785d8a000p+56, "1e+17"},
        {0x1.a36e2eb1c432dp-14, "0.0001"},
        {0x1.4f8b588e368f1p-17, "1e-05"},
        {0x1.421f5f40d8376p-23, "1.5e-07"},
        {0x1.0f0cf064dd592p+73, "1e+22"},
        {0x1.52d02c7e14af6p+76, "1e+23"},
        {0x0.0000000000001p-1022, "5e-324"},
        {0x1.fffffffffffffp+1023, "1.7976931348623157e+308"},
        {0x1.0000000000000p-1022, "2.2250738585072014e-308"},
        {0x1.0000000000000p+53, "9007199254740992.0"},
        {0x1.3333333333334p-2, "0.30000000000000004"},
        {0x1.edd2f1a9fbe77p+6, "123.456"},
        {0x1.0624dd2f1a9fcp-10, "0.001"},
        {0x1.56a95319d63e1p+63, "1.2345678901234567e+19"},
        {0x1.1666666666666p+2, "4.35"},
        {0x1.249ad2594c37dp+332, "1e+100"},
        {0x1.8000000000001p+1, "3.0000000000000004"},
        {0x1p-1017, "7.120236347223045e-307"}, /* the nearest 16 digits read back as another */
        {0x1.3a6f252e6b438p+918, "2.7216092808335446e+276"},
        {0x1.99387269e0d37p-215, "3.035766360112293e-65"},
        {0x1.e3fe8a6a3a450p-925, "6.665830898196862e-279"},
        {0x1.f8412128b2f33p+658, "2.3558459513947972e+198"},
        {0x1.c7408892f902bp-831, "1.2418970069620836e-250"},
        {0x1.8cc2e5d9dc9f8p+170, "2.319469273766672e+51"},
        {0x1.12eca0ed90475p+840, "7.873531487934826e+252"},
        {0x1.b3ae681e74ef5p-584, "2.6878898238430084e-176"},
        {0x1.051ad099950d8p-847, "1.086847153644306e-255"},
        {0x1.6aa4d6f03675ap-167, "7.572358053192185e-51"},
        {0x1.e0b9211e20b8fp-531, "2.6713290337373985e-160"},
        {0x1.8b7671738f7d9p+105, "6.266356115726005e+31"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_slice(number_shortest(unit->arena, cases[i].value), cases[i].text);
        assert_true(number_double(unit->arena, slice_of(cases[i].text)) == cases[i].value);
    }
    assert_slice(number_shortest(unit->arena, INFINITY), "inf");
    assert_slice(number_shortest(unit->arena, -INFINITY), "-inf");
    assert_slice(number_shortest(unit->arena, NAN), "nan");
}

UNIT_TEST(decimals_are_read)
{
    assert_true(number_double(unit->arena, SLICE("-.5")) == -0.5);
    assert_true(number_double(unit->arena, SLICE("+12.")) == 12);
    assert_true(number_double(unit->arena, SLICE("1e3")) == 1000);
    assert_true(number_double(unit->arena, SLICE("1.5E-3")) == 0.0015);
}

/* A program that uses the library may have set any locale; de_DE has a decimal comma. */
static void the_locale_does_not_matter(void **state)
{
    struct unit *unit = *state;
    const char *const commas[] = {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "de_DE", NULL};
    size_t i = 0;

    while (commas[i] && !setlocale(LC_NUMERIC, commas[i]))
        i++;
    if (!commas[i]) {
        print_message("no locale with a decimal comma is installed\n");
        skip();
    }
    struct slice text = number_shortest(unit->arena, 1.5);
    double value = number_double(unit->arena, SLICE("2.25"));
    setlocale(LC_NUMERIC, "C");
    assert_slice(text, "1.5");
    assert_true(value == 2.25);
}

UNIT_TEST(the_grammar_of_json)
{
    static const char *const good[] = {"0",   "-0",   "12",     "1.5",    "-1.5e10",
                                       "1E5", "1e+5", "0.0e-0", "100.001"};
    static const char *const bad[] = {"",    "-",   "01",   "+1",   ".5",   "1.",      "1e",
                                      "1e+", "--1", "1.5.", "0x10", "1 ",   "1_0",     "inf",
                                      "nan", "1,5", "-.5",  "00",   "1e5.", "\xd9\xa1"};

    (void)unit;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(number_is_json(slice_of(good[i])));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(number_is_json(slice_of(bad[i])));
}

int main(void)
{
    return UNIT_RUN(UNIT(integers_of_any_size_become_decimal),
                    UNIT(floats_print_as_python_prints_them), UNIT(decimals_are_read),
                    UNIT(the_locale_does_not_matter), UNIT(the_grammar_of_json));
}
