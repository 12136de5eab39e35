/* "Did you mean ...?": which of several words is near enough, and nearest. */
#include "base/nearest.h"

#include "tests/unit/unit.h"

static const char *nearest_of(const char *wanted, const char *const *words)
{
    struct nearest nearest = nearest_to(slice_of(wanted));

    for (; *words; words++)
        nearest_try(&nearest, slice_of(*words));
    return nearest.found.text ? nearest.found.text : "none";
}

UNIT_TEST(the_nearest_word_is_found)
{
    static const char *const words[] = {"Runtime", "Handler", "CodeUri", "Role",
                                        "Layers",  "Tags",    NULL};

    (void)unit;
    assert_string_equal(nearest_of("Runtme", words), "Runtime");   /* one letter left out */
    assert_string_equal(nearest_of("Runtimee", words), "Runtime"); /* one too many */
    assert_string_equal(nearest_of("Rumtime", words), "Runtime");  /* another letter */
    assert_string_equal(nearest_of("CODEURI", words), "CodeUri");  /* case does not count */
    assert_string_equal(nearest_of("Layer", words), "Layers");
    assert_string_equal(nearest_of("Rule", words), "Role");
    assert_string_equal(nearest_of("Description", words), "none");
    assert_string_equal(nearest_of("", words), "none");
    assert_string_equal(nearest_of("X", words), "none");
}

UNIT_TEST(the_first_of_equally_near_ones)
{
    static const char *const words[] = {"Role", "Rule", NULL}, *const other[] = {"Rule", "Role",
                                                                                 NULL};

    (void)unit;
    assert_string_equal(nearest_of("Rxle", words), "Role");
    assert_string_equal(nearest_of("Rxle", other), "Rule");
}

UNIT_TEST(long_words)
{
    struct buffer text = buffer_new(unit->arena);
    const char *words[] = {NULL, NULL};

    buffer_add_repeat(&text, 'a', 64);
    words[0] = slice_copy(unit->arena, buffer_slice(&text)).text;
    text.text[10] = 'b';
    assert_string_equal(nearest_of(text.text, words), words[0]);
    buffer_add_byte(&text, 'a'); /* 65 bytes */
    assert_string_equal(nearest_of(text.text, words), "none");
}

int main(void)
{
    return UNIT_RUN(UNIT(the_nearest_word_is_found), UNIT(the_first_of_equally_near_ones),
                    UNIT(long_words));
}
