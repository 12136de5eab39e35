/* Intrinsic functions under texts of a megabyte, as deep as an input may be, and about themselves:
 * a value or a finding, and both soon. The caps that end such input are in test_limits.c. */
#include <time.h>

#include "base/limits.h"
#include "samc/samc.h"
#include "tests/unit/unit.h"

enum { MEGABYTE = 1000000, SECONDS = 60 }; /* sanitized, on a busy machine */

/* The rule of the first error of samc resolve, "" when it is taken. No message is long. */
static struct slice refused(struct unit *unit, struct slice text)
{
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result;
    struct slice rule = SLICE("");
    clock_t start = clock();

    options.goal = SAMC_GOAL_RESOLVE;
    assert_int_equal(samc_compile(text.text, text.size, &options, &result), SAMC_OK);
    assert_true(clock() - start < SECONDS * CLOCKS_PER_SEC);
    for (size_t i = 0; i < samc_result_finding_count(result); i++)
        assert_true(strlen(samc_result_finding(result, i)->message) < 1000);
    if (samc_result_total(result, SAMC_ERROR))
        rule = slice_copy(unit->arena, slice_of(samc_result_finding(result, 0)->rule));
    assert_true((samc_result_output(result, NULL) != NULL) == (rule.size == 0));
    samc_result_free(result);
    return rule;
}

/* A template, in JSON, with `value` in a resource. */
static struct slice template_of(struct unit *unit, struct slice value)
{
    return CONCAT(
        unit->arena,
        SLICE("{\"Mappings\": {\"M\": {\"a\": {\"b\": \"c\"}}}, \"Conditions\": {\"Open\": "
              "{\"Fn::Equals\": [{\"Ref\": \"AWS::AccountId\"}, \"1\"]}}, "
              "\"Resources\": {\"R\": {\"Type\": \"T\", \"Properties\": {\"V\": "),
        value, SLICE("}}}}"));
}

/* A megabyte of `pattern`, in quotes. */
static struct slice megabyte_of(struct unit *unit, const char *pattern)
{
    struct buffer text = buffer_new(unit->arena);

    buffer_add_byte(&text, '"');
    while (text.size < MEGABYTE)
        buffer_add(&text, slice_of(pattern));
    buffer_add_byte(&text, '"');
    return buffer_slice(&text);
}

/* `place` with each @ replaced. */
static struct slice put_into(struct unit *unit, const char *place, struct slice text)
{
    struct buffer out = buffer_new(unit->arena);

    for (struct slice rest = slice_of(place); rest.size;) {
        size_t at = slice_find(rest, '@');
        buffer_add(&out, slice_first(rest, at));
        if (at < rest.size) buffer_add(&out, text);
        rest = slice_from(rest, at + 1);
    }
    return buffer_slice(&out);
}

/* -- Long texts ---------------------------------------------------------------------------------
 */

UNIT_TEST(texts_of_a_megabyte)
{
    static const char *const places[] = {
        "{\"Ref\": @}",
        "{\"Fn::GetAtt\": @}",
        "{\"Fn::GetAtt\": [@, @]}",
        "{\"Fn::Base64\": @}",
        "{\"Fn::Cidr\": [@, @, @]}",
        "{\"Fn::FindInMap\": [@, @, @]}",
        "{\"Fn::FindInMap\": [\"M\", \"a\", @, {\"DefaultValue\": @}]}",
        "{\"Fn::GetAZs\": @}",
        "{\"Fn::GetStackOutput\": {@: @}}",
        "{\"Fn::If\": [@, @, @]}",
        "{\"Fn::If\": [\"Open\", @, @]}",
        "{\"Fn::ImportValue\": @}",
        "{\"Fn::Join\": [@, [@, @]]}",
        "{\"Fn::Join\": [@, @]}",
        "{\"Fn::Length\": @}",
        "{\"Fn::Length\": [@]}",
        "{\"Fn::Select\": [@, [@]]}",
        "{\"Fn::Select\": [0, {\"Fn::Split\": [\"$\", @]}]}",
        "{\"Fn::Split\": [@, @]}",
        "{\"Fn::Split\": [\"aa\", @]}",
        "{\"Fn::Split\": [{\"Fn::Join\": [\"\", [@, \"b\"]]}, @]}",
        "{\"Fn::Sub\": @}",
        "{\"Fn::Sub\": [@, {\"a\": @}]}",
        "{\"Fn::Sub\": [\"${a}\", {@: @}]}",
        "{\"Fn::ToJsonString\": [@]}",
        "{\"Fn::ToJsonString\": {@: @}}",
        "{\"Fn::Transform\": {\"Name\": @}}",
    };
    static const char *const patterns[] = {"a", "${",      "${!",  "${a}",      "}",
                                           "$", "\\u00e9", "\\\"", "{{resolve:"};

    for (size_t k = 0; k < sizeof patterns / sizeof *patterns; k++) {
        struct slice text = megabyte_of(unit, patterns[k]);
        for (size_t i = 0; i < sizeof places / sizeof *places; i++)
            refused(unit, template_of(unit, put_into(unit, places[i], text)));
    }
}

/* A loop over `items` items, whose body holds the text @. */
static struct slice loop_of(struct unit *unit, const char *identifier, int items, struct slice text)
{
    struct buffer out = buffer_new(unit->arena);

    buffer_printf(&out, "{\"Resources\": {\"Fn::ForEach::L\": [%s, [", identifier);
    for (int i = 0; i < items; i++)
        buffer_printf(&out, "%s\"%d\"", i ? ", " : "", i);
    buffer_add(&out, SLICE("], {\"R${I}\": {\"Type\": \"T\", \"V\": {\"Fn::Sub\": "));
    buffer_add(&out, text);
    buffer_add(&out, SLICE("}}}]}}"));
    return buffer_slice(&out);
}

/* What loops repeat is counted, also when nothing in it is filled in. */
UNIT_TEST(long_texts_in_loops)
{
    struct slice own = megabyte_of(unit, "${I} "), other = megabyte_of(unit, "${AWS::Region} ");

    assert_slice(refused(unit, loop_of(unit, "\"I\"", 2, own)), "");
    assert_slice(refused(unit, loop_of(unit, "\"I\"", 10000, own)), "SAM1007");
    assert_slice(refused(unit, loop_of(unit, "\"I\"", 10000, other)), "SAM1007");
}

/* An identifier that is nearly what stands in many places of the body. */
UNIT_TEST(long_identifiers)
{
    struct slice identifier = megabyte_of(unit, "${"), text = megabyte_of(unit, "${${${${}");

    identifier.size /= 2;
    struct slice quoted = CONCAT(unit->arena, identifier, SLICE("\""));
    assert_slice(refused(unit, loop_of(unit, quoted.text, 1, megabyte_of(unit, "${"))), "");
    assert_slice(refused(unit, loop_of(unit, quoted.text, 1, text)), "");
}

/* Thousands of findings about long names: the names are cut, and looked up for no longer than all
 * texts together may be. */
UNIT_TEST(long_names_in_many_findings)
{
    struct buffer out = buffer_new(unit->arena);
    struct slice name = megabyte_of(unit, "name");

    buffer_add(&out, SLICE("{\"Resources\": {\"Fn::ForEach::L\": [\"I\", [\"0\""));
    for (int i = 1; i < 5000; i++)
        buffer_printf(&out, ", \"%d\"", i);
    buffer_add(&out, SLICE("], {\"R${I}\": {\"Type\": \"T\", \"Condition\": "));
    buffer_add(&out, name);
    buffer_add(&out, SLICE(", \"V\": {\"Fn::FindInMap\": [\"${I}\", "));
    buffer_add(&out, name);
    buffer_add(&out, SLICE(", \"b\"]}}}]}}"));
    assert_slice(refused(unit, buffer_slice(&out)), "SAM1007");
}

/* Aliases are short in the input, and the texts that they stand for are taken again and again. */
UNIT_TEST(aliases_of_long_texts)
{
    static const char *const functions[] = {
        "!Ref *x",
        "!Join ['', [*x, !Ref Open]]",
        "!FindInMap [*x, *x, *x]",
        "!Cidr [*x, 1, 1]",
        "!Split ['!', *x]",
        "!Sub ['', {A: *x}]",
        "!Base64 {Ref: *x}",
        "!Select [*x, [a]]",
        "{Fn::GetAtt: [R, *x]}",
    };
    struct slice text = megabyte_of(unit, "a");

    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        struct buffer out = buffer_new(unit->arena);
        buffer_add(&out, SLICE("Metadata: &x "));
        buffer_add(&out, text);
        buffer_add(&out, SLICE("\nResources: {R: {Type: T, V: ["));
        for (int k = 0; k < 100000; k++)
            buffer_printf(&out, "%s, ", functions[i]);
        buffer_add(&out, SLICE("]}}\n"));
        assert_true(refused(unit, buffer_slice(&out)).size > 0);
    }
}

/* -- Depth --------------------------------------------------------------------------------------
 */

/* Each function inside itself, as deep as the reader takes it. */
UNIT_TEST(functions_as_deep_as_can_be)
{
    static const struct {
        const char *open, *close;
        int levels; /* of the input for one of them */
    } functions[] = {
        {"{\"Fn::Join\": [\"\", [\"a\", ", "]]}", 3},
        {"{\"Fn::Select\": [0, [", "]]}", 3},
        {"{\"Fn::Select\": [{\"Fn::Length\": [", "]}, [0, \"a\"]]}", 4},
        {"{\"Fn::Split\": [\",\", {\"Fn::Join\": [\",\", ", "]}]}", 4},
        {"{\"Fn::If\": [\"Open\", \"a\", ", "]}", 2},
        {"{\"Fn::If\": [\"Open\", ", ", \"a\"]}", 2},
        {"{\"Fn::FindInMap\": [\"M\", \"a\", ", "]}", 2},
        {"{\"Fn::FindInMap\": [\"M\", \"a\", \"x\", {\"DefaultValue\": ", "}]}", 3},
        {"{\"Fn::Sub\": [\"${A}\", {\"A\": ", "}]}", 3},
        {"{\"Fn::Length\": [", "]}", 2},
        {"{\"Ref\": ", "}", 1},
        {"{\"Fn::GetAtt\": [\"R\", ", "]}", 2},
        {"{\"Fn::ImportValue\": ", "}", 1},
        {"{\"Fn::GetStackOutput\": {\"StackName\": \"s\", \"OutputName\": ", "}}", 2},
        {"{\"Fn::Cidr\": [\"10.0.0.0/16\", 1, ", "]}", 2},
        {"{\"Fn::Transform\": {\"Name\": \"M\", \"Parameters\": {\"P\": ", "}}}", 3},
    };

    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        struct buffer text = buffer_new(unit->arena);
        int count = (LIMIT_DEPTH - 6) / functions[i].levels; /* some are around it */
        for (int k = 0; k < count; k++)
            buffer_add(&text, slice_of(functions[i].open));
        buffer_add(&text, SLICE("{\"Ref\": \"AWS::AccountId\"}"));
        for (int k = 0; k < count; k++)
            buffer_add(&text, slice_of(functions[i].close));
        struct slice rule = refused(unit, template_of(unit, buffer_slice(&text)));
        assert_false(slice_eq(rule, SLICE("E0010"))); /* it was read */
    }
}

/* -- About itself -------------------------------------------------------------------------------
 */

UNIT_TEST(what_is_about_itself)
{
    static const struct {
        const char *given, *due;
    } cases[] = {
        {"{Resources: {R: {Type: T, V: !Ref R, W: !GetAtt R.V, X: !Sub '${R}${R.V}'}}}", ""},
        {"{Resources: {R: {Type: T, V: !Sub ['${A}', {A: !Sub '${A}'}]}}}", ""},
        {"{Parameters: {P: {Type: String, Default: !Ref P}}, Resources: {R: {V: !Ref P}}}", ""},
        {"{Parameters: {P: {Type: String, Default: '${P}'}}, Resources: {R: {V: !Sub '${P}'}}}",
         ""},
        {"{Mappings: {M: {a: {b: !FindInMap [M, a, b]}}}, Resources: {R: {V: !FindInMap [M, a, "
         "b]}}}",
         ""},
        {"{Conditions: {C: {Condition: C}}, Resources: {R: {Condition: C}}}", "E8007"},
        {"{Conditions: {C: !Equals [!If [C, a, b], a]}, Resources: {R: {Condition: C}}}", "E8007"},
        {"{Conditions: {A: !Not [Condition: B], B: !Not [Condition: A]}, Resources: {R: {}}}",
         "E8007"},
        {"{Resources: {'Fn::ForEach::L': [I, ['${I}', '${I}${I}'], {'R${I}': {Type: T}}]}}", ""},
        {"{Resources: {'Fn::ForEach::L': [I, !Ref I, {'R${I}': {Type: T}}]}}", "E1032"},
        {"{Resources: {'Fn::ForEach::L': [I, !GetAtt R1.X, {'R1': {Type: T}}]}}", "E1032"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct slice rule = refused(unit, slice_of(cases[i].given));
        if (!slice_eq(rule, slice_of(cases[i].due)))
            print_error("%s gives %.*s\n", cases[i].given, SLICE_ARG(rule));
        assert_slice(rule, cases[i].due);
    }
}

int main(void)
{
    return UNIT_RUN(UNIT(texts_of_a_megabyte), UNIT(long_texts_in_loops), UNIT(long_identifiers),
                    UNIT(long_names_in_many_findings), UNIT(aliases_of_long_texts),
                    UNIT(functions_as_deep_as_can_be), UNIT(what_is_about_itself));
}
