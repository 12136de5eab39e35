/* "Did you mean ...?": which of several words is near enough, and nearest. */
#include "base/nearest.h"

#include "base/limits.h"
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

/* Edits of all kinds at each place, beside what a plain search over all cells finds. */
UNIT_TEST(near_the_bound)
{
    static const char *const words[] = {"abcdefghijklmno", NULL};

    (void)unit;
    assert_string_equal(nearest_of("efghijklmno", words), "none"); /* a third of eleven is three */
    assert_string_equal(nearest_of("abcdeghijklxmno", words), words[0]);
    assert_string_equal(nearest_of("bcdefghijklmnoxy", words), words[0]);    /* one off, two on */
    assert_string_equal(nearest_of("wxyzabcdefghijklmno", words), words[0]); /* four in front */
    assert_string_equal(nearest_of("abcdefghijklmnowxyz", words), words[0]); /* four behind */
    assert_string_equal(nearest_of("vwxyzabcdefghijklmno", words), "none");
    assert_string_equal(nearest_of("badcfehgijklmno", words), words[0]); /* four swaps */
    assert_string_equal(nearest_of("badcfehgjiklmno", words), "none");   /* five */
    assert_string_equal(nearest_of("onmlkjihgfedcba", words), "none");   /* the same letters */
}

static bool finds_role(struct findings *findings)
{
    struct nearest nearest = nearest_for(findings, SLICE("Rxle"));

    nearest_try(&nearest, SLICE("Role"));
    return nearest.found.text != NULL;
}

UNIT_TEST(searches_for_findings_are_bounded)
{
    static const struct rule rule = {"X1", SEVERITY_ERROR, "title"};
    struct findings *findings = findings_new(unit->arena);

    assert_true(finds_role(findings));
    assert_true(findings->nearest_steps > 4 && findings->nearest_steps < 100);
    findings->nearest_steps = LIMIT_NEAREST_STEPS - 1;
    assert_true(finds_role(findings)); /* the step that hits the limit is the last one */
    assert_true(findings->nearest_steps >= LIMIT_NEAREST_STEPS);
    assert_false(finds_role(findings));

    findings->nearest_steps = 0;
    for (int i = 0; i < LIMIT_FINDINGS - 1; i++)
        findings_report(findings, &rule, (struct span){0, 0}, "x");
    assert_true(finds_role(findings));
    findings_report(findings, &rule, (struct span){0, 0}, "x");
    assert_false(finds_role(findings)); /* nobody would read it */
}

int main(void)
{
    return UNIT_RUN(UNIT(the_nearest_word_is_found), UNIT(the_first_of_equally_near_ones),
                    UNIT(long_words), UNIT(near_the_bound),
                    UNIT(searches_for_findings_are_bounded));
}
