/* The comparison that other tests rest upon: it must see every difference, and say where. */
#include "tests/support/compare.h"

#include "tests/support/verdict.h"
#include "tests/unit/unit.h"

/* What comparing two texts gives: "same", or path, expected and got. */
static struct slice compared(struct unit *unit, const char *expected, const char *got,
                             const struct compare_options *options)
{
    struct difference difference;

    if (compare_trees(unit->arena, unit_read(unit, expected), unit_read(unit, got), options,
                      &difference))
        return SLICE("same");
    return compare_text(unit->arena, &difference);
}

UNIT_TEST(maps_have_no_order)
{
    assert_slice(compared(unit, "{a: 1, b: {c: 2, d: 3}}", "{b: {d: 3, c: 2}, a: 1}", NULL),
                 "same");
    assert_slice(compared(unit, "{a: 1, b: 2}", "{a: 1}", NULL), "b: expected 2, got nothing");
    assert_slice(compared(unit, "{a: 1}", "{a: 1, b: null}", NULL),
                 "b: expected nothing, got null");
    assert_slice(compared(unit, "{a: {b: {c: x}}}", "{a: {b: {c: y}}}", NULL),
                 "a/b/c: expected \"x\", got \"y\"");
}

UNIT_TEST(lists_have_order)
{
    assert_slice(compared(unit, "[a, {b: c}]", "[a, {b: c}]", NULL), "same");
    assert_slice(compared(unit, "{l: [a, b]}", "{l: [b, a]}", NULL),
                 "l/0: expected \"a\", got \"b\"");
    assert_slice(compared(unit, "{l: [a, b]}", "{l: [a]}", NULL),
                 "l/1: expected \"b\", got nothing");
    assert_slice(compared(unit, "{l: []}", "{l: [a]}", NULL), "l/0: expected nothing, got \"a\"");
}

UNIT_TEST(numbers_count_by_value)
{
    assert_slice(compared(unit, "[1, 1.5, 100.0, 0]", "[1.0, 1.50, 1.0e+2, -0.0]", NULL), "same");
    assert_slice(compared(unit, "[1]", "[2]", NULL), "0: expected 1, got 2");
    /* As doubles these two would be the same. */
    assert_slice(compared(unit, "[9007199254740993]", "[9007199254740992]", NULL),
                 "0: expected 9007199254740993, got 9007199254740992");
}

UNIT_TEST(kinds_differ)
{
    assert_slice(compared(unit, "[1]", "['1']", NULL), "0: expected 1, got \"1\"");
    assert_slice(compared(unit, "[1]", "[true]", NULL), "0: expected 1, got true");
    assert_slice(compared(unit, "[null]", "['']", NULL), "0: expected null, got \"\"");
    assert_slice(compared(unit, "[false]", "[null]", NULL), "0: expected false, got null");
    assert_slice(compared(unit, "{}", "[]", NULL), "the root: expected {}, got []");
    assert_slice(compared(unit, "[true]", "[false]", NULL), "0: expected true, got false");
}

UNIT_TEST(an_or_may_be_loose)
{
    struct compare_options loose = {.loose_or = true};

    assert_slice(compared(unit, "{'Fn::Or': [a, b, a]}", "{'Fn::Or': [a, a, b]}", &loose), "same");
    assert_slice(compared(unit, "{'Fn::Or': [a, b, a]}", "{'Fn::Or': [a, b, b]}", &loose),
                 "Fn::Or: expected [\"a\",\"b\",\"a\"], got [\"a\",\"b\",\"b\"]");
    assert_slice(compared(unit, "{'Fn::Or': [a, b]}", "{'Fn::Or': [b]}", &loose),
                 "Fn::Or/0: expected \"a\", got \"b\"");
    assert_slice(compared(unit, "{'Fn::And': [a, b]}", "{'Fn::And': [b, a]}", &loose),
                 "Fn::And/0: expected \"a\", got \"b\"");
    assert_slice(compared(unit, "{'Fn::Or': [a, b]}", "{'Fn::Or': [b, a]}", NULL),
                 "Fn::Or/0: expected \"a\", got \"b\"");
}

UNIT_TEST(named_lists_may_be_loose)
{
    struct compare_options loose = {.any_order = unit_read(unit, "[a/b]")};

    assert_slice(compared(unit, "{a: {b: [1, 2]}}", "{a: {b: [2, 1]}}", &loose), "same");
    assert_slice(compared(unit, "{a: {c: [1, 2]}}", "{a: {c: [2, 1]}}", &loose),
                 "a/c/0: expected 1, got 2");
    assert_slice(compared(unit, "{b: [1, 2]}", "{b: [2, 1]}", &loose), "b/0: expected 1, got 2");
}

/* The result of compiling a text. */
static samc_result *compile(const char *text)
{
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result;

    assert_int_equal(samc_compile(text, strlen(text), &options, &result), SAMC_OK);
    return result;
}

UNIT_TEST(a_verdict_on_an_output)
{
    samc_result *plain = compile("{a: 1}"), *broken = compile("{a");
    struct slice reason = {0};
    const struct node *one = unit_read(unit, "{a: 1}"), *two = unit_read(unit, "{a: 2}");

    bool same = verdict_output(&unit->reader, plain, one, NULL, &reason);
    bool other = verdict_output(&unit->reader, plain, two, NULL, &reason);
    struct slice why_other = reason;
    bool refused = verdict_output(&unit->reader, broken, one, NULL, &reason);
    samc_result_free(plain);
    samc_result_free(broken);
    assert_true(same);
    assert_false(other);
    assert_slice(why_other, "a: expected 2, got 1");
    assert_false(refused);
    assert_true(slice_starts(reason, SLICE("refused: 1:")));
}

UNIT_TEST(a_verdict_on_a_refusal)
{
    samc_result *plain = compile("{a: 1}"), *broken = compile("{a");
    struct slice reason = {0}, why[3];
    const struct node *document = unit_read(unit, "[null]"), *function = unit_read(unit, "[Fn]");

    bool right = verdict_refusal(&unit->reader, broken, document, &reason);
    bool wrong = verdict_refusal(&unit->reader, broken, function, &reason);
    why[0] = reason;
    bool accepted = verdict_refusal(&unit->reader, plain, document, &reason);
    why[1] = reason;
    bool nothing = verdict_refusal(&unit->reader, broken, unit_read(unit, "[]"), &reason);
    why[2] = reason;
    bool any = verdict_refusal(&unit->reader, broken, NULL, &reason);
    bool any_accepted = verdict_refusal(&unit->reader, plain, NULL, &reason);
    samc_result_free(plain);
    samc_result_free(broken);
    assert_true(right && any);
    assert_false(wrong || accepted || nothing || any_accepted);
    assert_slice(why[0], "not refused: Fn, refused for nothing: the document");
    assert_slice(why[1], "accepted, not refused");
    assert_slice(why[2], "no refused resources are expected");
}

int main(void)
{
    return UNIT_RUN(UNIT(maps_have_no_order), UNIT(lists_have_order), UNIT(numbers_count_by_value),
                    UNIT(kinds_differ), UNIT(an_or_may_be_loose), UNIT(named_lists_may_be_loose),
                    UNIT(a_verdict_on_an_output), UNIT(a_verdict_on_a_refusal));
}
