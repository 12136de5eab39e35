/* The list of findings: order, counting beyond the cap, cutting. */
#include "base/finding.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "tests/unit/unit.h"

static const struct rule error_rule = {"E0001", SEVERITY_ERROR, "an error"};
static const struct rule other_error = {"E0000", SEVERITY_ERROR, "another error"};
static const struct rule warning_rule = {"W0001", SEVERITY_WARNING, "a warning"};
static const struct rule info_rule = {"I0001", SEVERITY_INFO, "for information"};

static void report(struct unit *unit, const struct rule *rule, uint32_t start, const char *text)
{
    findings_report(unit->reader.findings, rule, (struct span){start, start + 1}, "%s", text);
}

UNIT_TEST(findings_are_sorted_by_place_then_rule)
{
    struct findings *findings = unit->reader.findings;

    report(unit, &warning_rule, 9, "c");
    report(unit, &error_rule, 5, "b1");
    report(unit, &error_rule, 5, "b2");
    report(unit, &other_error, 5, "a");
    findings_add(findings, (struct finding){.rule = &info_rule, .message = SLICE("whole")});
    report(unit, &error_rule, 5, "b3");
    findings_sort(findings);

    static const char *const order[] = {"whole", "a", "b1", "b2", "b3", "c"};
    assert_int_equal(findings->count, 6);
    for (size_t i = 0; i < 6; i++)
        assert_slice(findings->items[i].message, order[i]);
}

UNIT_TEST(sorting_is_stable_for_many)
{
    struct findings *findings = unit->reader.findings;

    for (uint32_t i = 0; i < 500; i++)
        findings_report(findings, &error_rule, (struct span){1 + i * 7 % 13, 20}, "%u", i);
    findings_sort(findings);
    for (size_t i = 1; i < findings->count; i++) {
        const struct finding *one = &findings->items[i - 1], *two = &findings->items[i];
        assert_true(one->span.start <= two->span.start);
        if (one->span.start != two->span.start) continue;
        assert_true(one->message.size < two->message.size ||
                    (one->message.size == two->message.size &&
                     slice_compare(one->message, two->message) < 0));
    }
}

UNIT_TEST(long_messages_lose_their_middle)
{
    struct findings *findings = unit->reader.findings;
    struct buffer text = buffer_new(unit->arena);

    buffer_add(&text, SLICE("What is wrong: "));
    for (size_t i = 0; i < LIMIT_MESSAGE_BYTES; i++)
        buffer_add(&text, SLICE("\xe2\x82\xac")); /* three bytes that belong together */
    buffer_add(&text, SLICE(". What to do."));
    buffer_add_byte(&text, '\0');
    report(unit, &error_rule, 1, text.text);
    struct slice message = findings->items[0].message;
    assert_true(message.size <= LIMIT_MESSAGE_BYTES + 7);
    assert_int_equal(utf8_check(message), message.size);
    assert_true(slice_starts(message, SLICE("What is wrong: ")));
    assert_true(slice_ends(message, SLICE(". What to do.")));
}

UNIT_TEST(beyond_the_cap_they_are_counted)
{
    struct findings *findings = unit->reader.findings;

    for (uint32_t i = 0; i < LIMIT_FINDINGS + 10; i++)
        report(unit, i % 2 ? &error_rule : &warning_rule, i + 1, "text");
    assert_int_equal(findings->count, LIMIT_FINDINGS);
    assert_int_equal(findings->totals[SEVERITY_ERROR], LIMIT_FINDINGS / 2 + 5);
    assert_int_equal(findings->totals[SEVERITY_WARNING], LIMIT_FINDINGS / 2 + 5);
    assert_int_equal(findings->totals[SEVERITY_INFO], 0);
}

UNIT_TEST(cutting_takes_the_last_ones)
{
    struct findings *findings = unit->reader.findings;

    report(unit, &error_rule, 1, "first");
    report(unit, &warning_rule, 2, "second");
    report(unit, &error_rule, 3, "third");
    findings_cut(findings, 1);
    assert_int_equal(findings->count, 1);
    assert_slice(findings->items[0].message, "first");
    assert_int_equal(findings->totals[SEVERITY_ERROR], 1);
    assert_int_equal(findings->totals[SEVERITY_WARNING], 0);
    findings_cut(findings, 5);
    assert_int_equal(findings->count, 1);
}

UNIT_TEST(nothing_can_be_sorted)
{
    findings_sort(unit->reader.findings);
    assert_int_equal(unit->reader.findings->count, 0);
}

int main(void)
{
    return UNIT_RUN(UNIT(findings_are_sorted_by_place_then_rule), UNIT(sorting_is_stable_for_many),
                    UNIT(long_messages_lose_their_middle), UNIT(beyond_the_cap_they_are_counted),
                    UNIT(cutting_takes_the_last_ones), UNIT(nothing_can_be_sorted));
}
