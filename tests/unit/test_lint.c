/* What the linter finds that no page shows, and which findings count. */
#include "samc/samc.h"

#include "base/buffer.h"
#include "tests/unit/unit.h"

static samc_result *lint(const char *text, samc_options *options)
{
    samc_result *result;

    options->goal = SAMC_GOAL_LINT;
    assert_int_equal(samc_compile(text, strlen(text), options, &result), SAMC_OK);
    assert_null(samc_result_output(result, NULL));
    return result;
}

/* The rules that a template breaks, with spaces between them. */
static void assert_rules(const char *text, samc_options *options, const char *expected)
{
    samc_result *result = lint(text, options);
    char found[1000] = "";

    for (size_t i = 0; i < samc_result_finding_count(result); i++) {
        const samc_finding *finding = samc_result_finding(result, i);
        assert_true(strlen(found) + strlen(finding->rule) + 2 < sizeof found);
        if (i > 0) memcpy(found + strlen(found), " ", 2);
        memcpy(found + strlen(found), finding->rule, strlen(finding->rule) + 1);
    }
    assert_string_equal(found, expected);
    samc_result_free(result);
}

/* -- Dates --------------------------------------------------------------------------------------
 */

static const char dotnet[] = "Resources:\n"
                             "  F:\n"
                             "    Type: AWS::Lambda::Function\n"
                             "    Properties:\n"
                             "      Runtime: dotnet8\n"
                             "      Handler: A::B::C\n"
                             "      Code: {S3Bucket: bucket, S3Key: key}\n"
                             "      Role: arn:aws:iam::123456789012:role/r\n";

UNIT_TEST(runtimes_end_in_steps)
{
    samc_options options = SAMC_OPTIONS_INIT;

    (void)unit;
    assert_rules(dotnet, &options, "");
    options.today = 20261109;
    assert_rules(dotnet, &options, "");
    options.today = 20261110;
    assert_rules(dotnet, &options, "W2531");
    options.today = 20270201;
    assert_rules(dotnet, &options, "E2531");
    options.today = 20270303;
    assert_rules(dotnet, &options, "E2533");
}

/* A runtime that a parameter may be is found by what gives it. */
UNIT_TEST(runtimes_that_functions_give_end_too)
{
    static const char given[] = "Parameters:\n"
                                "  Runtime: {Type: String, Default: dotnet8}\n"
                                "  Any: {Type: String, AllowedValues: [dotnet8, python3.14]}\n"
                                "Resources:\n"
                                "  F:\n"
                                "    Type: AWS::Lambda::Function\n"
                                "    Properties:\n"
                                "      Runtime: !Ref Runtime\n"
                                "      Handler: A::B::C\n"
                                "      Code: {S3Bucket: bucket, S3Key: key}\n"
                                "      Role: arn:aws:iam::123456789012:role/r\n"
                                "  G:\n"
                                "    Type: AWS::Lambda::Function\n"
                                "    Properties:\n"
                                "      Runtime: !Sub '${Any}'\n"
                                "      Handler: A::B::D\n"
                                "      Code: {S3Bucket: bucket, S3Key: key}\n"
                                "      Role: arn:aws:iam::123456789012:role/r\n";
    samc_options options = SAMC_OPTIONS_INIT;

    (void)unit;
    options.today = 20261109;
    assert_rules(given, &options, "");
    options.today = 20270201;
    assert_rules(given, &options, "W1030");
}

/* Short forms in a list share a place, which does not make two faults one; the same text twice is
 * one there. */
UNIT_TEST(each_item_that_a_function_gives_is_told_of)
{
    static const char start[] = "Resources:\n"
                                "  L:\n"
                                "    Type: AWS::Lambda::LayerVersion\n"
                                "    Properties:\n"
                                "      Content: {S3Bucket: bucket, S3Key: key}\n"
                                "      CompatibleArchitectures:\n";
    static const struct {
        const char *items, *rules;
    } samples[] = {
        {"      - Fn::Sub: a${AWS::Region}\n      - Fn::Sub: b${AWS::Region}\n", "W1031 W1031"},
        {"      - !Sub a${AWS::Region}\n      - !Sub b${AWS::Region}\n", "W1031 W1031"},
        {"      - Fn::Sub: a${AWS::Region}\n      - Fn::Sub: a${AWS::Region}\n", "W1031 W1031"},
        {"      - !Sub a${AWS::Region}\n      - !Sub a${AWS::Region}\n", "W1031"},
    };
    samc_options options = SAMC_OPTIONS_INIT;

    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        struct slice text = CONCAT(unit->arena, slice_of(start), slice_of(samples[i].items));
        assert_rules(text.text, &options, samples[i].rules);
    }
}

UNIT_TEST(loops_over_what_is_not_known_are_left_out)
{
    static const char given[] = "Transform: AWS::LanguageExtensions\n"
                                "Parameters:\n"
                                "  Stages: {Type: CommaDelimitedList}\n"
                                "Resources:\n"
                                "  Queue: {Type: AWS::SQS::Queue}\n"
                                "  Fn::ForEach::Topics:\n"
                                "    - Stage\n"
                                "    - !Ref Stages\n"
                                "    - Topic${Stage}: {Type: AWS::SNS::Topic}\n"
                                "Outputs:\n"
                                "  Topic: {Value: !Ref Topiclive}\n";
    samc_options options = SAMC_OPTIONS_INIT;

    (void)unit;
    assert_rules(given, &options, "");
}

static int64_t early_in_2027(void *context)
{
    (void)context;
    return 1802649600; /* 2027-02-15 */
}

UNIT_TEST(today_is_asked_of_the_host)
{
    samc_options options = SAMC_OPTIONS_INIT;

    (void)unit;
    options.host.now = early_in_2027;
    assert_rules(dotnet, &options, "E2531");
}

/* -- Sizes --------------------------------------------------------------------------------------
 */

UNIT_TEST(inline_code_fits_into_four_megabytes)
{
    enum { MOST_BYTES = 4 * 1024 * 1024 };
    samc_options options = SAMC_OPTIONS_INIT;

    options.ignore_checks = (const char *[]){"E1002"}; /* such a template has to be packaged */
    options.ignore_check_count = 1;
    struct buffer text = buffer_new(unit->arena);
    static const char *const all[] = {"PKG"};

    options.include_checks = all;
    options.include_check_count = 1;
    buffer_add(&text, SLICE("{\"Resources\": {\"F\": {\"Type\": \"AWS::Lambda::Function\", "
                            "\"Properties\": {\"Runtime\": \"python3.14\", \"Handler\": "
                            "\"index.f\", \"Role\": \"arn:aws:iam::123456789012:role/r\", "
                            "\"Code\": {\"ZipFile\": \""));
    buffer_add_repeat(&text, 'x', MOST_BYTES);
    size_t end = text.size;
    buffer_add(&text, SLICE("\"}}}}}"));
    assert_rules(text.text, &options, "");
    text.size = end;
    buffer_add(&text, SLICE("x\"}}}}}"));
    assert_rules(text.text, &options, "PKG0802");
}

UNIT_TEST(environment_fits_into_four_kilobytes)
{
    samc_options options = SAMC_OPTIONS_INIT;
    struct buffer text = buffer_new(unit->arena);

    buffer_add(&text, slice_of(dotnet));
    buffer_add(&text, SLICE("      Environment:\n        Variables:\n          NAME: "));
    buffer_add_repeat(&text, 'x', 4092);
    assert_rules(slice_copy(unit->arena, buffer_slice(&text)).text, &options, "");
    buffer_add_byte(&text, 'x');
    assert_rules(slice_copy(unit->arena, buffer_slice(&text)).text, &options, "E3697");
}

/* A section with `count` entries that all look like `entry`, in front of a template. */
static const char *section(struct unit *unit, const char *name, size_t count, const char *entry)
{
    struct buffer text = buffer_new(unit->arena);

    buffer_add(&text, slice_of("Metadata: {cfn-lint: {config: {ignore_checks: [W]}}}\n"));
    if (strcmp(name, "Resources") != 0)
        buffer_add(&text, slice_of("Resources: {T: {Type: AWS::SNS::Topic}}\n"));
    buffer_printf(&text, "%s:\n", name);
    for (size_t i = 0; i < count; i++)
        buffer_printf(&text, "  N%zu: %s\n", i, entry);
    return slice_copy(unit->arena, buffer_slice(&text)).text;
}

UNIT_TEST(sections_have_as_many_entries_as_cloudformation_takes)
{
    static const struct {
        const char *section, *entry, *rule, *nearly;
        size_t most;
    } rows[] = {
        {"Parameters", "{Type: String}", "E2010", "I2010", 200},
        {"Mappings", "{a: {b: c}}", "E7010", "I7010", 200},
        {"Resources", "{Type: AWS::SNS::Topic}", "E3010", "I3010", 500},
        {"Outputs", "{Value: a}", "E6010", "I6010", 200},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        samc_options options = SAMC_OPTIONS_INIT;
        assert_rules(section(unit, rows[i].section, rows[i].most, rows[i].entry), &options, "");
        assert_rules(section(unit, rows[i].section, rows[i].most + 1, rows[i].entry), &options,
                     rows[i].rule);
        options.include_checks = &rows[i].nearly;
        options.include_check_count = 1;
        assert_rules(section(unit, rows[i].section, rows[i].most * 9 / 10, rows[i].entry), &options,
                     "");
        assert_rules(section(unit, rows[i].section, rows[i].most * 9 / 10 + 1, rows[i].entry),
                     &options, rows[i].nearly);
        assert_rules(section(unit, rows[i].section, rows[i].most, rows[i].entry), &options,
                     rows[i].nearly);
    }
}

/* A template with `text`, in which each * has become `count` letters. */
static const char *with_letters(struct unit *unit, const char *text, size_t count)
{
    struct buffer out = buffer_new(unit->arena);

    for (; *text; text++)
        buffer_add_repeat(&out, *text == '*' ? 'x' : *text, *text == '*' ? count : 1);
    return slice_copy(unit->arena, buffer_slice(&out)).text;
}

UNIT_TEST(names_and_the_description_are_not_too_long)
{
    static const struct {
        const char *text, *rule, *nearly;
        size_t most;
    } rows[] = {
        {"Description: *\nResources: {T: {Type: AWS::SNS::Topic}}\n", "E1003", "I1003", 1024},
        {"Parameters: {*: {Type: String}}\n"
         "Resources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref *}}}\n",
         "E2011", "I2011", 255},
        {"Resources: {T: {Type: AWS::SNS::Topic}}\nOutputs: {*: {Value: a}}\n", "E6011", "I6011",
         255},
        {"Mappings: {*: {a: {b: c}}}\n"
         "Resources: {T: {Type: AWS::SNS::Topic,"
         " Properties: {TopicName: !FindInMap [*, a, b]}}}\n",
         "E7002", "I7002", 255},
        {"Resources: {*: {Type: AWS::SNS::Topic}}\n", "E3001", "I3012", 255},
        {"Resources: {T: {Type: AWS::SNS::Topic}}\n# *", "E1002", "I1002", 1000000},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        samc_options options = SAMC_OPTIONS_INIT;
        bool is_whole = strcmp(rows[i].rule, "E1002") == 0;
        size_t around = is_whole ? strlen(rows[i].text) - 1 : 0; /* the text counts as well */
        size_t most = rows[i].most - around, few = rows[i].most * 9 / 10 - around;
        assert_rules(with_letters(unit, rows[i].text, most), &options, "");
        assert_rules(with_letters(unit, rows[i].text, most + 1), &options, rows[i].rule);
        options.include_checks = &rows[i].nearly;
        options.include_check_count = 1;
        assert_rules(with_letters(unit, rows[i].text, few), &options, "");
        assert_rules(with_letters(unit, rows[i].text, few + 1), &options, rows[i].nearly);
        assert_rules(with_letters(unit, rows[i].text, most), &options, rows[i].nearly);
    }
}

UNIT_TEST(mappings_have_as_many_keys_as_cloudformation_takes)
{
    static const char *const shapes[] = {"Mappings: {M: {%s}}\n", "Mappings: {M: {a: {%s}}}\n"};
    static const char *const nearly[] = {"I7010"};
    static const struct {
        size_t keys;
        const char *rule;
    } rows[] = {{180, ""}, {181, "I7010"}, {200, "I7010"}, {201, "E7010"}};
    samc_options options = SAMC_OPTIONS_INIT;

    options.include_checks = nearly;
    options.include_check_count = 1;
    options.ignore_checks = (const char *[]){"W7001"};
    options.ignore_check_count = 1;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (size_t k = 0; k < 2; k++) {
            struct buffer keys = buffer_new(unit->arena), text = buffer_new(unit->arena);
            for (size_t n = 0; n < rows[i].keys; n++)
                buffer_printf(&keys, k ? "k%zu: v, " : "k%zu: {a: v}, ", n);
            buffer_printf(&text, shapes[k], slice_copy(unit->arena, buffer_slice(&keys)).text);
            buffer_add(&text, SLICE("Resources: {T: {Type: AWS::SNS::Topic}}\n"));
            assert_rules(slice_copy(unit->arena, buffer_slice(&text)).text, &options, rows[i].rule);
        }
}

/* -- Which findings count -----------------------------------------------------------------------
 */

static const char unused[] = "Parameters:\n"
                             "  One: {Type: String}\n"
                             "  Two: {Type: String} # samc: ignore W2001\n"
                             "Mappings:\n"
                             "  Sizes: {a: {b: c}}\n"
                             "Resources:\n"
                             "  Images:\n"
                             "    Type: AWS::ECR::Repository\n";

UNIT_TEST(rules_are_ignored_included_and_mandatory)
{
    samc_options options = SAMC_OPTIONS_INIT;

    (void)unit;
    assert_rules(unused, &options, "W2001 W7001");
    options.ignore_checks = (const char *[]){"W2", "W70011"};
    options.ignore_check_count = 2;
    assert_rules(unused, &options, "W7001");
    options.ignore_checks = (const char *[]){"W"};
    options.ignore_check_count = 1;
    assert_rules(unused, &options, "");
    options.include_checks = (const char *[]){"PKG1102"};
    options.include_check_count = 1;
    assert_rules(unused, &options, "PKG1102");
    options.mandatory_checks = (const char *[]){"W2001"};
    options.mandatory_check_count = 1;
    assert_rules(unused, &options, "W2001 W2001 PKG1102"); /* the comment counts no more */
}

UNIT_TEST(severities_are_included_as_a_whole)
{
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result;

    (void)unit;
    options.include_checks = (const char *[]){"I"};
    options.include_check_count = 1;
    result = lint(unused, &options);
    assert_true(samc_result_total(result, SAMC_INFO) >= 3);
    assert_int_equal(samc_result_total(result, SAMC_WARNING), 2);
    samc_result_free(result);
}

UNIT_TEST(metadata_of_a_resource_is_for_what_is_in_it)
{
    static const char text[] = "Resources:\n"
                               "  One:\n"
                               "    Type: AWS::SNS::Topic\n"
                               "    Metadata: {cfn-lint: {config: {ignore_checks: [E3005]}}}\n"
                               "    DependsOn: Nobody\n"
                               "  Two:\n"
                               "    Type: AWS::SNS::Topic\n"
                               "    Metadata: {cfn-lint: {config: {ignore_checks: [E300]}}}\n"
                               "    DependsOn: Nobody\n";
    samc_options options = SAMC_OPTIONS_INIT;

    (void)unit;
    assert_rules(text, &options, "E3005");
}

UNIT_TEST(a_key_that_is_there_twice_is_an_error)
{
    samc_options options = SAMC_OPTIONS_INIT;

    (void)unit;
    assert_rules("Resources: {T: {Type: AWS::SNS::Topic}, T: {Type: AWS::SNS::Topic}}", &options,
                 "E0000");
}

/* -- Templates that the transform refuses -------------------------------------------------------
 */

UNIT_TEST(what_the_transform_would_make_is_not_missed)
{
    static const char text[] = "Transform: AWS::Serverless-2016-10-31\n"
                               "Resources:\n"
                               "  F:\n"
                               "    Type: AWS::Serverless::Function\n"
                               "    Properties: {PackageType: Image}\n"
                               "Outputs:\n"
                               "  Role: {Value: !GetAtt FRole.Arn}\n"
                               "  Other: {Value: !GetAtt Other.Arn}\n";
    samc_options options = SAMC_OPTIONS_INIT;

    (void)unit;
    assert_rules(text, &options, "PKG0201 E6101");
}

int main(void)
{
    return UNIT_RUN(
        UNIT(runtimes_end_in_steps), UNIT(runtimes_that_functions_give_end_too),
        UNIT(today_is_asked_of_the_host), UNIT(each_item_that_a_function_gives_is_told_of),
        UNIT(loops_over_what_is_not_known_are_left_out), UNIT(inline_code_fits_into_four_megabytes),
        UNIT(environment_fits_into_four_kilobytes),
        UNIT(sections_have_as_many_entries_as_cloudformation_takes),
        UNIT(names_and_the_description_are_not_too_long),
        UNIT(mappings_have_as_many_keys_as_cloudformation_takes),
        UNIT(rules_are_ignored_included_and_mandatory), UNIT(severities_are_included_as_a_whole),
        UNIT(metadata_of_a_resource_is_for_what_is_in_it),
        UNIT(a_key_that_is_there_twice_is_an_error),
        UNIT(what_the_transform_would_make_is_not_missed));
}
