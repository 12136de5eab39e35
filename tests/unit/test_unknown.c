/* What values will be that are not known, and why they are not. */
#include "intrinsics/unknown.h"
#include "tests/unit/unit.h"

static const char head[] =
    "Parameters:\n"
    "  Text: {Type: String}\n"
    "  Count: {Type: Number}\n"
    "  Items: {Type: CommaDelimitedList}\n"
    "  Ids: {Type: \"List<AWS::EC2::Subnet::Id>\"}\n"
    "  Key: {Type: \"AWS::EC2::KeyPair::KeyName\"}\n"
    "  Stored: {Type: \"AWS::SSM::Parameter::Value<String>\"}\n"
    "  StoredIds: {Type: \"AWS::SSM::Parameter::Value<List<AWS::EC2::Image::Id>>\"}\n"
    "  StoredList: {Type: \"AWS::SSM::Parameter::Value<CommaDelimitedList>\"}\n"
    "  Secret: {Type: String, NoEcho: 'true'}\n"
    "  Shown: {Type: String, NoEcho: 'false'}\n"
    "Resources:\n"
    "  Table: {Type: \"A::B::C\"}\n"
    "V: ";

/* Reads a value beside what it refers to. */
static const struct node *value_of(struct unit *unit, const char *text, const struct node **root)
{
    *root = unit_read(unit, CONCAT(unit->arena, slice_of(head), slice_of(text), SLICE("\n")).text);
    return map_get(*root, unit_symbol(unit, "V"));
}

static void check_type(struct unit *unit, enum value_type due, const char *text)
{
    const struct node *root, *value = value_of(unit, text, &root);
    enum value_type type = type_of_value(&unit->builder, root, value);

    if (type != due) print_error("%s is a %d and not a %d\n", text, (int)type, (int)due);
    assert_int_equal(type, due);
}

UNIT_TEST(types_of_what_is_written)
{
    check_type(unit, VALUE_NOTHING, "null");
    check_type(unit, VALUE_BOOLEAN, "true");
    check_type(unit, VALUE_NUMBER, "1.5");
    check_type(unit, VALUE_STRING, "'{{resolve:ssm:a}}'");
    check_type(unit, VALUE_LIST, "[!Ref Text]");
    check_type(unit, VALUE_MAP, "{a: 1, b: 2}");
    assert_int_equal(type_of_value(&unit->builder, NULL, NULL), VALUE_ANY);
}

UNIT_TEST(types_of_names)
{
    check_type(unit, VALUE_STRING, "!Ref Text");
    check_type(unit, VALUE_NUMBER, "!Ref Count");
    check_type(unit, VALUE_LIST, "!Ref Items");
    check_type(unit, VALUE_LIST, "!Ref Ids");
    check_type(unit, VALUE_STRING, "!Ref Key");
    check_type(unit, VALUE_STRING, "!Ref Stored");
    check_type(unit, VALUE_LIST, "!Ref StoredIds");
    check_type(unit, VALUE_LIST, "!Ref StoredList");
    check_type(unit, VALUE_STRING, "!Ref Table");
    check_type(unit, VALUE_STRING, "!Ref AWS::StackName");
    check_type(unit, VALUE_LIST, "!Ref AWS::NotificationARNs");
    check_type(unit, VALUE_NOTHING, "!Ref AWS::NoValue");
    check_type(unit, VALUE_ANY, "!Ref Missing");
    check_type(unit, VALUE_ANY, "{Ref: [a]}");
}

UNIT_TEST(types_of_functions)
{
    check_type(unit, VALUE_STRING, "!Sub '${Text}'");
    check_type(unit, VALUE_STRING, "!Join ['', !Ref Items]");
    check_type(unit, VALUE_STRING, "!Base64 x");
    check_type(unit, VALUE_STRING, "!ImportValue x");
    check_type(unit, VALUE_STRING, "{Fn::ToJsonString: [x]}");
    check_type(unit, VALUE_LIST, "!Split [',', !Ref Text]");
    check_type(unit, VALUE_LIST, "!GetAZs ''");
    check_type(unit, VALUE_LIST, "!Cidr [!Ref Text, 2, 8]");
    check_type(unit, VALUE_NUMBER, "{Fn::Length: !Ref Items}");
    check_type(unit, VALUE_BOOLEAN, "!Equals [a, !Ref Text]");
    check_type(unit, VALUE_ANY, "!GetAtt Table.Arn");
    check_type(unit, VALUE_ANY, "!FindInMap [A, !Ref Text, B]");
    check_type(unit, VALUE_ANY, "{Fn::Transform: {Name: Macro}}");
}

UNIT_TEST(types_of_choices)
{
    check_type(unit, VALUE_STRING, "!If [C, a, !Ref Text]");
    check_type(unit, VALUE_ANY, "!If [C, a, 1]");
    check_type(unit, VALUE_LIST, "!If [C, !Ref AWS::NoValue, [a]]");
    check_type(unit, VALUE_LIST, "!If [C, !Ref Items, !Ref AWS::NoValue]");
    check_type(unit, VALUE_NUMBER, "!If [C, 1, !If [D, 2, !Ref Count]]");
    check_type(unit, VALUE_ANY, "!If [C]");
    check_type(unit, VALUE_STRING, "!Select [0, !Ref Items]");
    check_type(unit, VALUE_STRING, "!Select [0, !GetAZs '']");
    check_type(unit, VALUE_ANY, "!Select [0, !GetAtt Table.Arn]");
    check_type(unit, VALUE_STRING, "!Select [!Ref Count, [a, !Ref Text]]");
    check_type(unit, VALUE_ANY, "!Select [!Ref Count, [a, [b]]]");
}

UNIT_TEST(what_is_wholly_known)
{
    static const char *const known[] = {"a", "[a, {b: 1}]", "null", "!Ref AWS::NoValue"};
    static const char *const unknown[] = {"!Ref Text", "[a, {b: !Ref Text, c: 1}]",
                                          "[a, '{{resolve:ssm:a}}']"};
    const struct node *root;

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_true(is_wholly_known(value_of(unit, known[i], &root)));
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        assert_false(is_wholly_known(value_of(unit, unknown[i], &root)));
}

static struct slice reason(struct unit *unit, const char *text)
{
    const struct node *root, *value = value_of(unit, text, &root);

    return reason_of_value(&unit->builder, root, value);
}

UNIT_TEST(reasons)
{
    assert_slice(reason(unit, "!Ref Text"), "the parameter has no value");
    assert_slice(reason(unit, "!Ref Secret"), "the parameter has NoEcho");
    assert_slice(reason(unit, "!Ref Shown"), "the parameter has no value");
    assert_slice(reason(unit, "!Ref Stored"),
                 "the parameter is looked up in Systems Manager when the stack is deployed");
    assert_slice(reason(unit, "!Ref Table"),
                 "Ref of the resource Table, known once the stack is deployed");
    assert_slice(reason(unit, "!Ref AWS::StackName"), "the pseudo parameter has no value");
    assert_slice(reason(unit, "!Ref Missing"),
                 "the template has no parameter or resource of this name");
    assert_slice(reason(unit, "!GetAtt Table.Arn"),
                 "attribute of the resource Table, known once the stack is deployed");
    assert_slice(reason(unit, "{Fn::GetAtt: [Table, !Ref Text]}"), "");
    assert_slice(reason(unit, "!ImportValue x"), "export of another stack");
    assert_slice(reason(unit, "{Fn::GetStackOutput: {StackName: a, OutputName: b}}"),
                 "output of another stack");
    assert_slice(reason(unit, "!GetAZs ''"), "the zones depend on the account");
    assert_slice(reason(unit, "{Fn::Transform: {Name: M}}"),
                 "made by a macro when the stack is deployed");
    assert_slice(reason(unit, "'a{{resolve:ssm:b}}'"),
                 "dynamic reference, looked up when the stack is deployed");
    assert_slice(reason(unit, "!Sub '${Text}'"), "");
    assert_slice(reason(unit, "text"), "");
    assert_slice(reason(unit, "!Ref AWS::NoValue"), "");
}

int main(void)
{
    return UNIT_RUN(UNIT(types_of_what_is_written), UNIT(types_of_names), UNIT(types_of_functions),
                    UNIT(types_of_choices), UNIT(what_is_wholly_known), UNIT(reasons));
}
