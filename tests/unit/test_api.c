/* The public API as its header describes it. */
#include "samc/samc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/unit.h"

static const char good[] = "Resources:\n"
                           "  Topic:\n"
                           "    Type: AWS::SNS::Topic\n";
static const char warned[] = "Resources:\n"
                             "  Topic:\n"
                             "    Type: AWS::SNS::Topic\n"
                             "    Type: AWS::SNS::Topic\n";
static const char refused[] = "Resources: [\n";

static samc_result *compile(const char *text, const samc_options *options)
{
    samc_result *result;

    assert_int_equal(samc_compile(text, strlen(text), options, &result), SAMC_OK);
    assert_non_null(result);
    return result;
}

static void a_good_template(void **state)
{
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result = compile(good, &options);
    size_t length = 0;
    const char *output = samc_result_output(result, &length);

    (void)state;
    assert_non_null(output);
    assert_int_equal(strlen(output), length);
    assert_ptr_equal(samc_result_output(result, NULL), output);
    assert_non_null(strstr(output, "\"AWS::SNS::Topic\""));
    assert_int_equal(output[length - 1], '\n');
    assert_int_equal(samc_result_finding_count(result), 0);
    assert_null(samc_result_finding(result, 0));
    assert_int_equal(samc_result_total(result, SAMC_ERROR), 0);
    samc_result_free(result);
}

static void a_refused_template(void **state)
{
    samc_options options = SAMC_OPTIONS_INIT;
    size_t length = 99;

    (void)state;
    options.name = "some/template.yaml";
    samc_result *result = compile(refused, &options);
    assert_null(samc_result_output(result, &length));
    assert_int_equal(length, 0);
    assert_int_equal(samc_result_total(result, SAMC_ERROR), 1);
    assert_int_equal(samc_result_finding_count(result), 1);
    const samc_finding *finding = samc_result_finding(result, 0);
    assert_string_equal(finding->rule, "E0000");
    assert_int_equal(finding->severity, SAMC_ERROR);
    assert_string_equal(finding->file, "some/template.yaml");
    assert_int_equal(finding->line, 2);
    assert_int_equal(finding->column, 1);
    assert_true(finding->end_line >= finding->line);
    assert_null(finding->resource);
    assert_null(finding->event);
    assert_null(samc_result_explain(result, "Topic"));
    samc_result_free(result);
}

/* Whether there is something to transform in it makes no difference. */
static void a_template_refused_for_a_value(void **state)
{
    static const char *const templates[] = {
        "Parameters: {Stage: {Type: String, AllowedValues: [dev]}}\n"
        "Resources: {Topic: {Type: AWS::SNS::Topic}}\n",
        "Transform: AWS::Serverless-2016-10-31\n"
        "Parameters: {Stage: {Type: String, AllowedValues: [dev]}}\n"
        "Resources: {Topic: {Type: AWS::Serverless::SimpleTable}}\n",
        "Transform: AWS::LanguageExtensions\n"
        "Parameters: {Stage: {Type: String, AllowedValues: [dev]}}\n"
        "Resources: {Topic: {Type: AWS::SNS::Topic}}\n",
    };
    static const samc_pair values[] = {{"Stage", "prod"}};
    samc_options options = SAMC_OPTIONS_INIT;

    (void)state;
    options.parameters = values;
    options.parameter_count = 1;
    for (size_t i = 0; i < sizeof templates / sizeof *templates; i++)
        for (options.goal = SAMC_GOAL_TRANSFORM; options.goal < SAMC_GOAL_LINT; options.goal++) {
            size_t count;
            samc_result *result = compile(templates[i], &options);
            assert_null(samc_result_output(result, NULL));
            assert_null(samc_result_resources(result, &count));
            assert_int_equal(samc_result_total(result, SAMC_ERROR), 1);
            assert_string_equal(samc_result_finding(result, 0)->rule, "E0030");
            samc_result_free(result);
        }
}

static void findings_beside_an_output(void **state)
{
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result = compile(warned, &options);

    (void)state;
    assert_non_null(samc_result_output(result, NULL));
    assert_int_equal(samc_result_total(result, SAMC_WARNING), 1);
    const samc_finding *finding = samc_result_finding(result, 0);
    assert_int_equal(finding->severity, SAMC_WARNING);
    assert_int_equal(finding->line, 4);
    assert_int_equal(finding->column, 5);
    assert_int_equal(finding->end_column, 9);
    samc_result_free(result);
}

static void reports(void **state)
{
    samc_options options = SAMC_OPTIONS_INIT;
    size_t length = 0;

    (void)state;
    options.name = "t.yaml";
    samc_result *result = compile(warned, &options);
    const char *text = samc_result_report(result, "text", SAMC_PLAIN, &length);
    assert_int_equal(strlen(text), length);
    assert_ptr_equal(strstr(text, "t.yaml:4:5: warning W0011: "), text);
    const char *json = samc_result_report(result, "json", SAMC_PLAIN, NULL);
    assert_int_equal(json[0], '[');
    assert_non_null(strstr(json, "\"line\": 4"));
    assert_null(samc_result_report(result, "yaml", SAMC_PLAIN, NULL)); /* a format of templates */
    assert_null(samc_result_report(result, "no such format", SAMC_PLAIN, NULL));
    assert_null(samc_result_report(result, NULL, SAMC_PLAIN, NULL));
    samc_result_free(result);
}

static void the_output_can_be_compact(void **state)
{
    samc_options options = SAMC_OPTIONS_INIT;

    (void)state;
    options.compact = 1;
    samc_result *result = compile(good, &options);
    assert_string_equal(samc_result_output(result, NULL),
                        "{\"Resources\":{\"Topic\":{\"Type\":\"AWS::SNS::Topic\"}}}\n");
    samc_result_free(result);
}

/* The input may be gone, and options too, while the result lives. */
static void nothing_is_borrowed_from_the_caller(void **state)
{
    char text[sizeof warned], name[] = "t.yaml";
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result;

    (void)state;
    memcpy(text, warned, sizeof text);
    options.name = name;
    assert_int_equal(samc_compile(text, strlen(text), &options, &result), SAMC_OK);
    memset(text, '#', sizeof text);
    memset(name, '#', sizeof name - 1);
    memset(&options, 0xff, sizeof options);
    const char *report = samc_result_report(result, "text", SAMC_EXCERPTS, NULL);
    assert_non_null(strstr(report, "t.yaml:4:5"));
    assert_non_null(strstr(report, "    Type: AWS::SNS::Topic"));
    assert_non_null(strstr(samc_result_explain(result, "Topic"), "t.yaml:2:3"));
    samc_result_free(result);
}

static void bad_arguments(void **state)
{
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result = (samc_result *)&options;

    (void)state;
    assert_int_equal(samc_compile(good, 1, &options, NULL), SAMC_BAD_ARGUMENT);
    assert_int_equal(samc_compile(good, 1, NULL, &result), SAMC_BAD_ARGUMENT);
    assert_null(result);
    assert_int_equal(samc_compile(NULL, 1, &options, &result), SAMC_BAD_ARGUMENT);
    options.size--;
    assert_int_equal(samc_compile(good, 1, &options, &result), SAMC_BAD_ARGUMENT);
    options = (samc_options)SAMC_OPTIONS_INIT;
    options.parameter_count = 1;
    assert_int_equal(samc_compile(good, 1, &options, &result), SAMC_BAD_ARGUMENT);
    options = (samc_options)SAMC_OPTIONS_INIT;
    options.local_artifacts = (samc_local_artifacts)77;
    assert_int_equal(samc_compile(good, 1, &options, &result), SAMC_BAD_ARGUMENT);
    options = (samc_options)SAMC_OPTIONS_INIT;
    options.format = (samc_format)77;
    assert_int_equal(samc_compile(good, 1, &options, &result), SAMC_BAD_ARGUMENT);
    samc_result_free(NULL);
}

static void an_empty_template(void **state)
{
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result;

    (void)state;
    assert_int_equal(samc_compile(NULL, 0, &options, &result), SAMC_OK);
    assert_null(samc_result_output(result, NULL));
    assert_int_equal(samc_result_total(result, SAMC_ERROR), 1);
    assert_string_equal(samc_result_finding(result, 0)->file, "template");
    samc_result_free(result);
}

static void same_input_same_bytes(void **state)
{
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *one = compile(good, &options), *two = compile(good, &options);

    (void)state;
    assert_string_equal(samc_result_output(one, NULL), samc_result_output(two, NULL));
    samc_result_free(one);
    samc_result_free(two);
}

/* -- Large outputs ------------------------------------------------------------------------------
 */

/* A template with so many outputs of about 1000 bytes, and with `parameter`. */
static char *large_template(size_t count, const char *parameter)
{
    size_t room = count * 1100 + 1000;
    char *text = malloc(room), *end = text;

    assert_non_null(text);
    end += snprintf(end, room, "%s%sOutputs:\n", good, parameter);
    for (size_t i = 0; i < count; i++)
        end += snprintf(end, room - (size_t)(end - text), "  Output%zu: {Value: %0*zu}\n", i, 1000,
                        i + 8000000000);
    return text;
}

struct taking {
    char *text;
    size_t size, calls;
    size_t refuses; /* the number of the call that is refused; 0: none */
};

static int take(void *context, const void *piece, size_t size)
{
    struct taking *taking = context;

    if (++taking->calls == taking->refuses) return 0;
    taking->text = realloc(taking->text, taking->size + size);
    assert_non_null(taking->text);
    memcpy(taking->text + taking->size, piece, size);
    taking->size += size;
    return 1;
}

static samc_result *compile_taking(const char *text, struct taking *taking)
{
    samc_options options = SAMC_OPTIONS_INIT;

    options.take_output = take;
    options.take_output_context = taking;
    options.bytes_stay = 1;
    return compile(text, &options);
}

static void a_large_output_is_taken(void **state)
{
    char *text = large_template(3000, "");
    samc_options options = SAMC_OPTIONS_INIT;
    struct taking taking = {.calls = 0};
    samc_result *kept = compile(text, &options), *taken = compile_taking(text, &taking);
    size_t kept_size, taken_size;
    const char *output = samc_result_output(kept, &kept_size);

    (void)state;
    assert_true(kept_size > 3000000);
    assert_null(samc_result_output(taken, &taken_size));
    assert_int_equal(taken_size, kept_size);
    assert_int_equal(taking.size, kept_size);
    assert_true(taking.calls > 1);
    assert_memory_equal(taking.text, output, kept_size);
    assert_int_equal(samc_result_finding_count(taken), samc_result_finding_count(kept));
    assert_string_equal(samc_result_finding(taken, 0)->message,
                        samc_result_finding(kept, 0)->message);
    samc_result_free(taken);
    for (size_t call = 1; call <= 2; call++) {
        struct taking some = {.refuses = call};
        samc_result *result = compile_taking(text, &some);
        assert_int_equal(some.calls, call);
        assert_string_equal(samc_result_output(result, NULL), output);
        samc_result_free(result);
        free(some.text);
    }
    samc_result_free(kept);
    free(taking.text);
    free(text);
}

static void other_outputs_are_not_taken(void **state)
{
    const char *refusing = "Parameters:\n  Name: {Type: Number, Default: 5, MaxValue: 9}\n";
    const samc_pair value = {"Name", "10"};
    char *small = large_template(900, ""), *wrong = large_template(3000, refusing);
    struct taking taking = {.calls = 0};
    samc_result *result = compile_taking(small, &taking);
    samc_options options = SAMC_OPTIONS_INIT;

    (void)state;
    assert_non_null(samc_result_output(result, NULL));
    assert_int_equal(taking.calls, 0);
    samc_result_free(result);
    options.take_output = take;
    options.take_output_context = &taking;
    options.parameters = &value;
    options.parameter_count = 1;
    result = compile(wrong, &options);
    assert_true(samc_result_total(result, SAMC_ERROR) > 0);
    assert_int_equal(taking.calls, 0);
    samc_result_free(result);
    free(small);
    free(wrong);
}

static void the_version(void **state)
{
    int major, minor, patch;
    char end;

    (void)state;
    assert_int_equal(sscanf(samc_version(), "%d.%d.%d%c", &major, &minor, &patch, &end), 3);
}

int main(void)
{
    return UNIT_RUN(cmocka_unit_test(a_good_template), cmocka_unit_test(a_refused_template),
                    cmocka_unit_test(a_template_refused_for_a_value),
                    cmocka_unit_test(findings_beside_an_output), cmocka_unit_test(reports),
                    cmocka_unit_test(the_output_can_be_compact),
                    cmocka_unit_test(nothing_is_borrowed_from_the_caller),
                    cmocka_unit_test(bad_arguments), cmocka_unit_test(an_empty_template),
                    cmocka_unit_test(same_input_same_bytes),
                    cmocka_unit_test(a_large_output_is_taken),
                    cmocka_unit_test(other_outputs_are_not_taken), cmocka_unit_test(the_version));
}
