/* What the public API can name: formats, toggles, severities, rules. */
#include "samc/samc.h"

#include "tests/unit/unit.h"

UNIT_TEST(format_names_follow_the_enum)
{
    (void)unit;
    assert_string_equal(samc_format_name(SAMC_JSON), "json");
    assert_string_equal(samc_format_name(SAMC_YAML), "yaml");
    for (size_t i = 0; samc_format_name(i); i++)
        assert_true(i < 100);
    assert_null(samc_format_name(100));
}

/* Whether `name` gives `wanted` for some number before NULL. */
static int offers(const char *(*name)(size_t number), const char *wanted)
{
    for (size_t i = 0; name(i); i++)
        if (strcmp(name(i), wanted) == 0) return 1;
    return 0;
}

UNIT_TEST(report_formats_are_those_of_findings)
{
    (void)unit;
    assert_true(offers(samc_report_format_name, "text"));
    assert_true(offers(samc_report_format_name, "json"));
    assert_false(offers(samc_report_format_name, "yaml")); /* it has no form for findings */
}

UNIT_TEST(severities_have_names)
{
    (void)unit;
    assert_string_equal(samc_severity_name(SAMC_ERROR), "error");
    assert_string_equal(samc_severity_name(SAMC_WARNING), "warning");
    assert_string_equal(samc_severity_name(SAMC_INFO), "info");
    assert_null(samc_severity_name((samc_severity)3));
}

UNIT_TEST(values_of_conditions_have_names)
{
    (void)unit;
    assert_string_equal(samc_condition_value_name(SAMC_CONDITION_UNKNOWN), "unknown");
    assert_string_equal(samc_condition_value_name(SAMC_CONDITION_TRUE), "true");
    assert_string_equal(samc_condition_value_name(SAMC_CONDITION_FALSE), "false");
    assert_string_equal(samc_condition_value_name(SAMC_CONDITION_ALWAYS), "always");
    assert_string_equal(samc_condition_value_name(SAMC_CONDITION_NEVER), "never");
    assert_null(samc_condition_value_name((samc_condition_value)5));
}

UNIT_TEST(all_toggles_that_are_named_are_taken)
{
    static const char text[] = "Resources: {}";
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result;

    (void)unit;
    options.feature_toggle_count = 1;
    for (size_t i = 0; samc_feature_toggle_name(i); i++) {
        options.feature_toggles = (const char *[]){samc_feature_toggle_name(i)};
        assert_int_equal(samc_compile(text, sizeof text - 1, &options, &result), SAMC_OK);
        samc_result_free(result);
    }
    options.feature_toggles = (const char *[]){"all"};
    assert_int_equal(samc_compile(text, sizeof text - 1, &options, &result), SAMC_OK);
    samc_result_free(result);
    options.feature_toggles = (const char *[]){"nonsense"};
    assert_int_equal(samc_compile(text, sizeof text - 1, &options, &result), SAMC_BAD_ARGUMENT);
    assert_null(result);
}

UNIT_TEST(options_with_holes_are_refused)
{
    static const char text[] = "Resources: {}";
    samc_options good = SAMC_OPTIONS_INIT, options = good;
    samc_result *result;

    (void)unit;
    options.parameters = (const samc_pair[]){{"A", NULL}};
    options.parameter_count = 1;
    assert_int_equal(samc_compile(text, sizeof text - 1, &options, &result), SAMC_BAD_ARGUMENT);
    options = good;
    options.managed_policy_count = 1;
    assert_int_equal(samc_compile(text, sizeof text - 1, &options, &result), SAMC_BAD_ARGUMENT);
    options = good;
    options.format = (samc_format)100;
    assert_int_equal(samc_compile(text, sizeof text - 1, &options, &result), SAMC_BAD_ARGUMENT);
    options = good;
    options.size--;
    assert_int_equal(samc_compile(text, sizeof text - 1, &options, &result), SAMC_BAD_ARGUMENT);
    options = good;
    options.region = "";
    assert_int_equal(samc_compile(text, sizeof text - 1, &options, &result), SAMC_OK);
    samc_result_free(result);
}

UNIT_TEST(rules_are_complete_and_distinct)
{
    size_t count = samc_rule_count();
    samc_rule rule, other;

    (void)unit;
    assert_true(count > 0);
    assert_int_equal(samc_rule_at(count, &rule), 0);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(samc_rule_at(i, &rule), 1);
        assert_true(*rule.id && *rule.title && samc_severity_name(rule.severity));
        for (size_t k = 0; k < i; k++) {
            samc_rule_at(k, &other);
            assert_string_not_equal(rule.id, other.id);
        }
    }
}

UNIT_TEST(resources_are_listed_in_order)
{
    static const char text[] = "Resources:\n  B: {Type: A::B::C}\n  A: {Type: A::B::C}\n";
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result;
    size_t count;

    (void)unit;
    assert_int_equal(samc_compile(text, sizeof text - 1, &options, &result), SAMC_OK);
    const char *const *ids = samc_result_resources(result, &count);
    assert_int_equal(count, 2);
    assert_string_equal(ids[0], "B");
    assert_string_equal(ids[1], "A");
    assert_null(samc_result_explain(result, "C"));
    samc_result_free(result);
    assert_int_equal(samc_compile("[", 1, &options, &result), SAMC_OK);
    assert_null(samc_result_resources(result, &count));
    assert_int_equal(count, 0);
    assert_null(samc_result_explain(result, "A"));
    samc_result_free(result);
}

int main(void)
{
    return UNIT_RUN(UNIT(format_names_follow_the_enum), UNIT(report_formats_are_those_of_findings),
                    UNIT(severities_have_names), UNIT(values_of_conditions_have_names),
                    UNIT(all_toggles_that_are_named_are_taken),
                    UNIT(options_with_holes_are_refused), UNIT(rules_are_complete_and_distinct),
                    UNIT(resources_are_listed_in_order));
}
