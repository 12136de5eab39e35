/* What functions may give: intrinsics/value_set.h. A row is a value and what is due: its members in
 * their order, "|" between them; "?" what is not known.
 */
#include "intrinsics/value_set.h"

#include "base/limits.h"
#include "document/python_text.h"
#include "tests/unit/unit.h"

static const char template[] =
    "Parameters:\n"
    "  Env: {Type: String, Default: dev, AllowedValues: [dev, prod]}\n"
    "  Size: {Type: Number, Default: 5}\n"
    "  Any: {Type: String}\n"
    "  Zones: {Type: CommaDelimitedList, Default: 'a, b'}\n"
    "  Lists: {Type: CommaDelimitedList, AllowedValues: ['a,b', c]}\n"
    "  Empty: {Type: CommaDelimitedList, Default: ''}\n"
    "  Stored: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /name}\n"
    "  Name: {Type: 'AWS::SSM::Parameter::Name', Default: /name}\n"
    "  Secret: {Type: String, NoEcho: true, Default: hidden}\n"
    "  Dynamic: {Type: String, Default: '{{resolve:ssm:x}}'}\n"
    "  Given: {Type: String, Default: x, AllowedValues: [x, y]}\n"
    "  GivenSecret: {Type: String, NoEcho: true}\n"
    "  Flag: {Type: String, Default: true}\n"
    "Mappings:\n"
    "  M: {dev: {Size: 1, List: [a, b]}, prod: {Size: 2}, eu-west-1: {Size: 3}}\n"
    "Resources: {Bucket: {Type: 'AWS::S3::Bucket'}}\n";

struct row {
    const char *value, *due;
};

static struct value_sets *sets_of(struct unit *unit, const char *text)
{
    const struct builder *b = &unit->builder;
    const struct value_sets_view view = {
        .region = SLICE("eu-west-1"),
        .partition = SLICE("aws"),
        .values = MAP(b, {symbol_of(b->symbols, SLICE("Given")), STR(b, "z")},
                      {symbol_of(b->symbols, SLICE("GivenSecret")), STR(b, "z")}),
    };

    return value_sets_new(b, &view, unit_read(unit, text));
}

static struct slice members_of(struct unit *unit, const struct value_set *set)
{
    struct buffer text = buffer_new(unit->arena);

    if (!set->is_known) return SLICE("?");
    for (size_t i = 0; i < set->members.count; i++) {
        const struct node *value = set->members.items[i].value;
        if (i) buffer_add(&text, SLICE("|"));
        if (node_is_string(value))
            buffer_add(&text, node_text(value));
        else
            python_json(&text, value, PYTHON_JSON_COMPACT);
    }
    return text.size ? buffer_slice(&text) : SLICE("");
}

static void check(struct unit *unit, struct value_sets *sets, const struct row *row)
{
    struct value_set set = value_set_of(sets, unit_read(unit, row->value));
    struct slice found = members_of(unit, &set);

    if (!slice_eq(found, slice_of(row->due)))
        fail_msg("%s: %.*s, due: %s", row->value, SLICE_ARG(found), row->due);
}

static void check_all(struct unit *unit, const struct row *rows, size_t count)
{
    struct value_sets *sets = sets_of(unit, template);

    for (size_t i = 0; i < count; i++)
        check(unit, sets, &rows[i]);
}

#define CHECK_ALL(...)                                                                             \
    check_all(unit, (const struct row[]){__VA_ARGS__},                                             \
              sizeof((const struct row[]){__VA_ARGS__}) / sizeof(struct row))

UNIT_TEST(names)
{
    CHECK_ALL({"!Ref Env", "dev|prod"}, {"!Ref Size", "5"}, {"!Ref Any", "?"},
              {"!Ref Zones", "[\"a\",\"b\"]"}, {"!Ref Lists", "[\"a\",\"b\"]|[\"c\"]"},
              {"!Ref Empty", "[\"\"]"}, {"!Ref Stored", "?"}, {"!Ref Name", "?"},
              {"!Ref Secret", "hidden"}, {"!Ref Dynamic", "?"}, {"!Ref Given", "z"},
              {"!Ref GivenSecret", "?"}, {"!Ref Flag", "true"}, {"!Ref Bucket", "?"},
              {"!Ref Nowhere", "?"}, {"!Ref [x]", "?"});
}

UNIT_TEST(pseudo_parameters)
{
    CHECK_ALL(
        {"!Ref AWS::Region", "eu-west-1"}, {"!Ref AWS::Partition", "aws"},
        {"!Ref AWS::URLSuffix", "amazonaws.com"}, {"!Ref AWS::AccountId", "123456789012"},
        {"!Ref AWS::StackName", "teststack"}, {"!Ref AWS::Nothing", "?"},
        {"!Ref AWS::NotificationARNs", "[\"arn:aws:sns:eu-west-1:123456789012:notification\"]"});
}

UNIT_TEST(texts)
{
    CHECK_ALL({"!Sub '${Env}-x'", "dev-x|prod-x"}, {"!Sub '${Any}'", "?"}, {"!Sub x", "x"},
              {"!Sub '${!Env}$'", "${Env}$"}, {"!Sub '${Bucket}'", "?"},
              {"!Sub '${Bucket.Arn}'", "?"}, {"!Sub ['${v}${Size}', {v: !Ref Env}]", "dev5|prod5"},
              {"!Sub '${Env}${Env}'", "devdev|prodprod"}, {"!Sub '${Zones}'", ""},
              {"!Sub '{{resolve:ssm:${Env}}}'", "?"}, {"!Sub '${Env'", "${Env"},
              {"!Join ['-', [a, !Ref Env, 5, true]]", "a-dev-5-true|a-prod-5-true"},
              {"!Join ['', !Ref Lists]", "ab|c"}, {"!Join ['', [a, !Ref AWS::NoValue, b]]", "ab"},
              {"!Join ['', [a, !GetAtt Bucket.Arn]]", "?"}, {"!Join [x]", "?"},
              {"!Join ['', [[a]]]", ""}, {"!Join ['', !Ref Env]", ""}, {"!Base64 x", "?"},
              {"{Fn::ToJsonString: {a: [1, b]}}", "{\"a\":[1,\"b\"]}"},
              {"{Fn::ToJsonString: {a: !Ref Env}}", "?"});
}

UNIT_TEST(lists)
{
    CHECK_ALL({"!Split [',', 'a,b']", "[\"a\",\"b\"]"}, {"!Split ['', a]", ""},
              {"!Split ['-', !Sub '${Env}-x']", "[\"dev\",\"x\"]|[\"prod\",\"x\"]"},
              {"!Select [1, [a, !Ref Env]]", "dev|prod"}, {"!Select [0, [a, !Ref Any]]", "a"},
              {"!Select [1, !Ref Zones]", "b"}, {"!Select [1, !Ref Lists]", "b"},
              {"!Select [9, [a]]", ""}, {"!Select [x, [a]]", ""}, {"!Select [!Ref Any, [a]]", "?"},
              {"!Select [!If [C, 0, 1], [a, b]]", "a|b"},
              {"!GetAZs ''", "[\"eu-west-1a\",\"eu-west-1b\",\"eu-west-1c\"]"},
              {"!GetAZs nowhere", ""},
              {"[a, !Ref Env, !Ref AWS::NoValue]", "[\"a\",\"dev\"]|[\"a\",\"prod\"]"});
}

UNIT_TEST(look_ups)
{
    CHECK_ALL({"!FindInMap [M, !Ref Env, Size]", "1|2"},
              {"!FindInMap [M, dev, List]", "[\"a\",\"b\"]"},
              {"!FindInMap [M, !Ref AWS::Region, Size]", "3"},
              {"!FindInMap [M, !Ref Any, Size]", "?"}, {"!FindInMap [M, dev, Nothing]", ""},
              {"!FindInMap [M, dev, Size, {DefaultValue: x}]", "?"});
}

/* A parameter has one value and a condition one truth in all of a function. */
UNIT_TEST(choices)
{
    CHECK_ALL({"!If [C, a, !Ref Env]", "a|dev|prod"}, {"!If [C, a, !Ref Any]", "?"},
              {"!Join ['', [!If [C, a, b], !If [C, c, d], !If [D, e, f]]]", "ace|acf|bde|bdf"},
              {"!Join ['', [!Ref Env, !FindInMap [M, !Ref Env, Size]]]", "dev1|prod2"},
              {"!Join ['', [a, !If [C, !Ref AWS::NoValue, b]]]", "a|ab"});
}

UNIT_TEST(places)
{
    struct value_sets *sets = sets_of(unit, template);
    static const struct {
        const char *value;
        bool has_place;
    } rows[] = {
        {"!Ref Env", true},
        {"!Ref Size", true},
        {"!Select [0, !Ref Zones]", true},
        {"!Select [0, [!Ref Env]]", true},
        {"!Split [',', !Ref Env]", true},
        {"!Sub '${Env}'", false},
        {"!Ref Given", false},
        {"!If [C, !Ref Env, x]", false},
        {"!Ref AWS::Region", false},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct value_set set = value_set_of(sets, unit_read(unit, rows[i].value));
        assert_true(set.members.count > 0);
        if (span_is_none(set.members.items[0].place) == rows[i].has_place)
            fail_msg("%s", rows[i].value);
    }
}

/* LIMIT_VALUES and LIMIT_VALUE_STEPS: what has more is not known. */
UNIT_TEST(more_values_than_are_looked_at)
{
    struct buffer text = buffer_new(unit->arena), sub = buffer_new(unit->arena);
    struct slice half = SLICE("!Sub '${P0}${P1}'");

    buffer_add(&text, SLICE("Parameters:\n"));
    buffer_add(&sub, SLICE("!Sub '"));
    for (unsigned i = 0; i < 30; i++) {
        buffer_printf(&text,
                      "  P%u: {Type: String, AllowedValues: [a, b, c, d, e, f, g, h, i, j]}\n", i);
        buffer_printf(&sub, "${P%u}", i);
    }
    buffer_add(&sub, SLICE("'\n"));
    buffer_add_byte(&sub, 0);
    struct value_sets *sets = sets_of(unit, slice_copy(unit->arena, buffer_slice(&text)).text);
    const struct node *large = unit_read(unit, buffer_slice(&sub).text);
    const struct node *small = unit_read(unit, half.text);
    assert_int_equal(value_set_of(sets, small).members.count, 100);
    assert_false(value_set_of(sets, large).is_known);
    for (size_t i = 0; i < LIMIT_VALUE_STEPS / 100; i++)
        value_set_of(sets, small);
    assert_false(value_set_of(sets, small).is_known);
}

int main(void)
{
    return UNIT_RUN(UNIT(names), UNIT(pseudo_parameters), UNIT(texts), UNIT(lists), UNIT(look_ups),
                    UNIT(choices), UNIT(places), UNIT(more_values_than_are_looked_at));
}
