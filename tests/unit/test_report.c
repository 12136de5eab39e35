/* Reports on several templates, through the public functions, and what tells findings apart. How
 * each format writes them is in fixtures/emit. */
#include "samc/samc.h"

#include <stdio.h>
#include <string.h>

#include "tests/unit/unit.h"

static samc_result *compile(const char *name, const char *text)
{
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result;

    options.name = name;
    assert_int_equal(samc_compile(text, strlen(text), &options, &result), SAMC_OK);
    return result;
}

/* Adds a template, of which nothing is left then. */
static void add(samc_report *report, const char *name, const char *text)
{
    samc_result *result = compile(name, text);

    assert_int_equal(samc_report_add(report, result), SAMC_OK);
    samc_result_free(result);
}

static samc_report *new_report(const char *format, unsigned style)
{
    samc_report *report;

    assert_int_equal(samc_report_new(format, style, &report), SAMC_OK);
    assert_non_null(report);
    return report;
}

static const char twice[] = "Resources:\n  A: {Type: A::B::C}\n  A: {Type: A::B::C}\n";

static void results_come_in_the_order_of_the_calls(void **state)
{
    samc_report *report = new_report("text", SAMC_SUMMARY);
    size_t length;

    (void)state;
    add(report, "b.yaml", twice);
    add(report, "good.yaml", "Resources: {}\n");
    add(report, "a.yaml", twice);
    const char *text = samc_report_text(report, &length);
    assert_int_equal(strlen(text), length);
    assert_ptr_equal(strstr(text, "b.yaml:3:3: warning W0011: "), text);
    const char *second = strchr(text, '\n') + 1;
    assert_ptr_equal(strstr(second, "a.yaml:3:3: warning W0011: "), second);
    assert_string_equal(strchr(second, '\n') + 1, "2 warnings in 2 of 3 templates.\n");
    samc_report_free(report);
}

/* As for several regions: what is found again is the same finding. */
static void a_template_that_comes_again_is_counted_once(void **state)
{
    samc_report *report = new_report("text", SAMC_SUMMARY);

    (void)state;
    add(report, "a.yaml", "Resources: {}\n");
    add(report, "a.yaml", twice);
    add(report, "a.yaml", twice);
    add(report, "b.yaml", "Resources: {}\n");
    const char *text = samc_report_text(report, NULL);
    assert_string_equal(strchr(text, '\n') + 1, "1 warning in 1 of 2 templates.\n");
    samc_report_free(report);
}

static void a_report_can_go_on_after_its_text(void **state)
{
    samc_report *report = new_report("parseable", SAMC_PLAIN);

    (void)state;
    assert_string_equal(samc_report_text(report, NULL), "");
    add(report, "a.yaml", twice);
    const char *one = samc_report_text(report, NULL);
    add(report, "b.yaml", twice);
    const char *both = samc_report_text(report, NULL);
    assert_int_equal(strncmp(one, both, strlen(one)), 0);
    assert_ptr_equal(strstr(both + strlen(one), "b.yaml:3:3:3:4:W0011:"), both + strlen(one));
    samc_report_free(report);
}

static void it_says_what_the_report_of_one_result_says(void **state)
{
    const char *format;

    (void)state;
    for (size_t i = 0; (format = samc_report_format_name(i)); i++) {
        unsigned style = SAMC_EXCERPTS | SAMC_COLORS | SAMC_SUMMARY;
        samc_report *report = new_report(format, style);
        samc_result *result = compile("a.yaml", twice);
        assert_int_equal(samc_report_add(report, result), SAMC_OK);
        assert_string_equal(samc_report_text(report, NULL),
                            samc_result_report(result, format, style, NULL));
        samc_result_free(result);
        samc_report_free(report);
    }
}

static void bad_arguments(void **state)
{
    samc_report *report = (samc_report *)&report;
    samc_result *result = compile("a.yaml", twice);

    (void)state;
    assert_int_equal(samc_report_new("yaml", SAMC_PLAIN, &report), SAMC_BAD_ARGUMENT);
    assert_null(report);
    assert_int_equal(samc_report_new("no such format", SAMC_PLAIN, &report), SAMC_BAD_ARGUMENT);
    assert_int_equal(samc_report_new(NULL, SAMC_PLAIN, &report), SAMC_BAD_ARGUMENT);
    assert_int_equal(samc_report_new("text", SAMC_PLAIN, NULL), SAMC_BAD_ARGUMENT);
    assert_int_equal(samc_report_add(NULL, result), SAMC_BAD_ARGUMENT);
    report = new_report("text", SAMC_PLAIN);
    assert_int_equal(samc_report_add(report, NULL), SAMC_BAD_ARGUMENT);
    samc_report_free(report);
    samc_report_free(NULL);
    samc_result_free(result);
}

/* In JUnit's form, a test for each rule. */
static const char *junit_of(samc_report *report, samc_goal goal, const char *ignored)
{
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result;

    options.goal = goal;
    options.ignore_checks = &ignored;
    options.ignore_check_count = ignored != NULL;
    assert_int_equal(samc_compile("Resources: {}", 13, &options, &result), SAMC_OK);
    assert_int_equal(samc_report_add(report, result), SAMC_OK);
    samc_result_free(result);
    return samc_report_text(report, NULL);
}

/* Whether the test of a rule is skipped; it fails when there is none. */
static bool is_skipped(const char *junit, const char *rule)
{
    const char *at = strstr(junit, rule);

    assert_non_null(at);
    at = strchr(at, '>');
    return strncmp(at, "><skipped/>", 11) == 0;
}

static void rules_that_nobody_asked_for_are_skipped(void **state)
{
    samc_report *report = new_report("junit", SAMC_PLAIN);
    const char *text = junit_of(report, SAMC_GOAL_LINT, "W2");

    (void)state;
    assert_true(is_skipped(text, "\"W2001 "));
    assert_false(is_skipped(text, "\"E0000 "));
    text = junit_of(report, SAMC_GOAL_LINT, NULL); /* another template is checked by it */
    assert_false(is_skipped(text, "\"W2001 "));
    samc_report_free(report);
}

static void rules_of_the_linter_are_skipped_without_it(void **state)
{
    samc_report *report = new_report("junit", SAMC_PLAIN);
    const char *text = junit_of(report, SAMC_GOAL_TRANSFORM, NULL);

    (void)state;
    assert_true(is_skipped(text, "\"W2001 "));
    assert_false(is_skipped(text, "\"SAM2006 "));
    samc_report_free(report);
}

/* -- Fingerprints -------------------------------------------------------------------------------
 */

/* The fingerprints of all findings of a template, in a GitLab report, one behind the other. */
static const char *fingerprints(const char *name, const char *text, char *all, size_t size)
{
    static const char mark[] = "\"fingerprint\": \"";
    samc_report *report = new_report("gitlab", SAMC_PLAIN);
    size_t used = 0;

    add(report, name, text);
    all[0] = '\0';
    for (const char *at = samc_report_text(report, NULL); (at = strstr(at, mark));) {
        at += sizeof mark - 1;
        used += (size_t)snprintf(all + used, size - used, "%.40s ", at);
    }
    samc_report_free(report);
    return all;
}

enum { FINGERPRINT = 41, ROOM = 1000 };

static void lines_may_move(void **state)
{
    char before[ROOM], after[ROOM];

    (void)state;
    fingerprints("a.yaml", twice, before, ROOM);
    assert_int_equal(strlen(before), FINGERPRINT);
    fingerprints("./a.yaml",
                 "# A comment.\nDescription: x\nResources:\n    A: {Type: A::B::C}\n\n"
                 "    A: {Type: A::B::C}\n",
                 after, ROOM);
    assert_string_equal(before, after);
}

static void other_findings_have_others(void **state)
{
    char one[ROOM], other[ROOM];

    (void)state;
    fingerprints("a.yaml", twice, one, ROOM);
    assert_string_not_equal(one, fingerprints("b.yaml", twice, other, ROOM));
    fingerprints("a.yaml", "Resources:\n  B: {Type: A::B::C}\n  B: {Type: A::B::C}\n", other, ROOM);
    assert_string_not_equal(one, other);
}

/* Five keys too many, on lines with the same text and without a path. */
static void alike_ones_are_told_apart(void **state)
{
    char all[ROOM];

    (void)state;
    fingerprints("a.yaml", "Resources:\n  A: 1\n  A: 1\n  A: 1\n  A: 1\n  A: 1\n  A: 1\n", all,
                 ROOM);
    assert_true(strlen(all) >= (size_t)5 * FINGERPRINT);
    for (char *at = all; *at; at += FINGERPRINT) {
        at[FINGERPRINT - 1] = '\0';
        assert_null(strstr(at + FINGERPRINT, at));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_come_in_the_order_of_the_calls),
        cmocka_unit_test(a_template_that_comes_again_is_counted_once),
        cmocka_unit_test(a_report_can_go_on_after_its_text),
        cmocka_unit_test(it_says_what_the_report_of_one_result_says),
        cmocka_unit_test(bad_arguments),
        cmocka_unit_test(rules_that_nobody_asked_for_are_skipped),
        cmocka_unit_test(rules_of_the_linter_are_skipped_without_it),
        cmocka_unit_test(lines_may_move),
        cmocka_unit_test(other_findings_have_others),
        cmocka_unit_test(alike_ones_are_told_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
