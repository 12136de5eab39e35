/* Values of parameters, held against the declarations that
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 * describes.
 *
 * A case is a declaration in YAML and a value. What is due is the constraints that it breaks, in
 * the order in which they are looked at; one that cannot be told has a question mark.
 */
#include "intrinsics/parameter_check.h"

#include "samc/samc.h"
#include "tests/unit/unit.h"

static size_t check(struct unit *unit, const char *declaration, struct slice value,
                    struct parameter_problem problems[PARAMETER_PROBLEMS])
{
    struct parameter_checker checker = {.builder = &unit->builder};
    const struct node *node = unit_read(unit, declaration);

    assert_non_null(node);
    return parameter_check(&checker, node, value, problems);
}

/* "MinLength AllowedPattern?" */
static struct slice broken(struct unit *unit, const char *declaration, struct slice value)
{
    struct parameter_problem problems[PARAMETER_PROBLEMS];
    struct buffer out = buffer_new(unit->arena);
    size_t count = check(unit, declaration, value, problems);

    for (size_t i = 0; i < count; i++)
        buffer_printf(&out, "%s%s%s", i ? " " : "", problems[i].constraint->text,
                      problems[i].in_doubt ? "?" : "");
    return buffer_slice(&out);
}

/* The sentence about the first problem. */
static struct slice why(struct unit *unit, const char *declaration, const char *value)
{
    struct parameter_problem problems[PARAMETER_PROBLEMS];

    assert_true(check(unit, declaration, slice_of(value), problems) > 0);
    return problems[0].why;
}

#define BROKEN(declaration, value) broken(unit, "{Type: " declaration "}", slice_of(value))
#define WHY(declaration, value)    why(unit, "{Type: " declaration "}", value)

UNIT_TEST(texts)
{
    assert_slice(BROKEN("String", "anything at all"), "");
    assert_slice(BROKEN("String", ""), "");
    assert_slice(BROKEN("String, MinLength: 1", ""), "MinLength");
    assert_slice(BROKEN("String, MinLength: 3, MaxLength: 5", "ab"), "MinLength");
    assert_slice(BROKEN("String, MinLength: 3, MaxLength: 5", "abc"), "");
    assert_slice(BROKEN("String, MinLength: 3, MaxLength: 5", "abcde"), "");
    assert_slice(BROKEN("String, MinLength: 3, MaxLength: 5", "abcdef"), "MaxLength");
    assert_slice(BROKEN("String, MinLength: '3', MaxLength: '3'", "\xc3\xa4\xc3\xb6\xc3\xbc"), "");
    assert_slice(BROKEN("String, MinValue: 3, MaxValue: 5", "9"), ""); /* of numbers alone */
    assert_slice(BROKEN("String, AllowedPattern: '[a-z]+'", "abc"), "");
    assert_slice(BROKEN("String, AllowedPattern: '[a-z]'", "abc"), "AllowedPattern");
    assert_slice(BROKEN("String, AllowedPattern: '[a-z]', AllowedValues: [x], MaxLength: 1", "AB"),
                 "AllowedPattern MaxLength AllowedValues");
}

UNIT_TEST(numbers)
{
    static const char *const good[] = {"0", "5", "-5", "+5", "1.5", ".5", "5.", "1e3", "-1.5E-3"};
    static const char *const bad[] = {"",   " 5", "5 ", "five", "1,5", "0x10", "1e",
                                      "e5", ".",  "-",  "--5",  "1_0", "inf",  "nan"};

    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_slice(BROKEN("Number", good[i]), "");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_slice(BROKEN("Number, MinValue: 0", bad[i]), "Type");
    assert_slice(BROKEN("Number, MinValue: 2, MaxValue: 4.5", "1.9"), "MinValue");
    assert_slice(BROKEN("Number, MinValue: 2, MaxValue: 4.5", "2"), "");
    assert_slice(BROKEN("Number, MinValue: 2, MaxValue: '4.5'", "4.5"), "");
    assert_slice(BROKEN("Number, MinValue: 2, MaxValue: '4.5'", "4.51"), "MaxValue");
    assert_slice(BROKEN("Number, AllowedValues: [1, 2.5]", "1.0"), "");
    assert_slice(BROKEN("Number, AllowedValues: [1, 2.5]", "2"), "AllowedValues");
    assert_slice(BROKEN("Number, MinLength: 3, AllowedPattern: '[a-z]'", "1"), "");
}

UNIT_TEST(lists)
{
    assert_slice(BROKEN("CommaDelimitedList", "a,,b"), "");
    assert_slice(BROKEN("CommaDelimitedList, AllowedValues: [a, b]", "a, b ,a"), "");
    assert_slice(BROKEN("CommaDelimitedList, AllowedValues: [a, b]", "a,b,c"), "AllowedValues");
    assert_slice(BROKEN("CommaDelimitedList, AllowedValues: [a, b]", "a,"), "AllowedValues");
    assert_slice(BROKEN("CommaDelimitedList, AllowedValues: [a, b]", ""), "");
    assert_slice(BROKEN("CommaDelimitedList, AllowedPattern: '[a-z]'", "a, b"), "");
    assert_slice(BROKEN("CommaDelimitedList, AllowedPattern: '[a-z]'", "a,bc"), "AllowedPattern");
    assert_slice(BROKEN("CommaDelimitedList, MinLength: 9", "a"), ""); /* of texts alone */
    assert_slice(BROKEN("List<Number>", "1, 2.5,-3"), "");
    assert_slice(BROKEN("List<Number>", "1,two"), "Type");
    assert_slice(BROKEN("List<Number>, MinValue: 1, MaxValue: 5", "1,5"), "");
    assert_slice(BROKEN("List<Number>, MinValue: 1, MaxValue: 5", "6,0,x"),
                 "Type MinValue MaxValue");
    assert_slice(BROKEN("List<AWS::EC2::Subnet::Id>, AllowedValues: [subnet-1]", "subnet-2"),
                 "AllowedValues");
}

UNIT_TEST(types_of_aws)
{
    assert_slice(BROKEN("AWS::EC2::KeyPair::KeyName", "anything"), "");
    assert_slice(BROKEN("AWS::EC2::VPC::Id, AllowedPattern: 'vpc-.*'", "subnet-1"),
                 "AllowedPattern");
    /* What is given is a name. */
    assert_slice(BROKEN("AWS::SSM::Parameter::Value<Number>", "/a/b"), "");
    assert_slice(
        BROKEN("AWS::SSM::Parameter::Value<List<String>>, AllowedValues: ['/a,b']", "/a,b"), "");
    assert_slice(BROKEN("AWS::SSM::Parameter::Value<String>, AllowedValues: [/a]", "/b"),
                 "AllowedValues");
}

UNIT_TEST(allowed_values_are_texts)
{
    assert_slice(BROKEN("String, AllowedValues: [true, false]", "true"), "");
    assert_slice(BROKEN("String, AllowedValues: [true, false]", "yes"), "AllowedValues");
    assert_slice(BROKEN("String, AllowedValues: [1, 1.50]", "1.50"), "");
    assert_slice(BROKEN("String, AllowedValues: [1, 1.50]", "1.5"), "AllowedValues");
    assert_slice(BROKEN("String, AllowedValues: ['']", ""), "");
}

UNIT_TEST(malformed_constraints_say_nothing)
{
    assert_slice(BROKEN("String, MinLength: many, MaxLength: [1], AllowedValues: a", "abc"), "");
    assert_slice(BROKEN("String, AllowedPattern: [a], AllowedValues: []", "abc"), "");
    assert_slice(BROKEN("String, AllowedValues: [!Ref A]", "abc"), "");
    assert_slice(BROKEN("[String], MinValue: 3", "1"), "");
    assert_slice(broken(unit, "text", SLICE("1")), "");
}

UNIT_TEST(patterns_that_cannot_be_told)
{
    assert_slice(BROKEN("String, AllowedPattern: '[a-z&&[^b]]'", "b"), "AllowedPattern?");
    assert_slice(BROKEN("String, AllowedPattern: '(a', AllowedValues: [x]", "b"),
                 "AllowedPattern? AllowedValues");
    assert_slice(BROKEN("String, AllowedPattern: '^(([a-z])+.)+[A-Z]([a-z])+$'",
                        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
                 "AllowedPattern?");
    assert_slice(
        WHY("String, AllowedPattern: '\xc3\xa4[a-z&&[^b]]', ConstraintDescription: x", "b"),
        "it cannot be matched against AllowedPattern here: && in a class is known to Java "
        "alone (after 5 characters of the pattern).");
}

UNIT_TEST(sizes)
{
    struct buffer text = buffer_new(unit->arena);

    buffer_add_repeat(&text, 'x', 4096);
    assert_slice(broken(unit, "{Type: String}", buffer_slice(&text)), "");
    buffer_add_byte(&text, 'x');
    assert_slice(broken(unit, "{Type: String, AllowedPattern: y}", buffer_slice(&text)), "Type");
}

UNIT_TEST(sentences)
{
    assert_slice(WHY("Number", "x"), "it must be a number.");
    assert_slice(WHY("Number, MaxValue: 10", "11"), "it is above MaxValue, which is 10.");
    assert_slice(WHY("String, MinLength: 3", "a"), "it is shorter than MinLength, which is 3.");
    assert_slice(WHY("List<Number>", "1, x"), "its item 2, 'x', must be a number.");
    assert_slice(WHY("String, AllowedValues: [a, 1, true]", "b"),
                 "it is not among AllowedValues: a, 1, true.");
    assert_slice(WHY("String, AllowedValues: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]", "b"),
                 "it is not among AllowedValues: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, and 2 more.");
    assert_slice(WHY("String, AllowedPattern: '[a-z]', ConstraintDescription: one letter", "1"),
                 "it does not match AllowedPattern: [a-z]. The template says: one letter.");
    assert_slice(WHY("String, MaxLength: 1, ConstraintDescription: One letter.", "ab"),
                 "it is longer than MaxLength, which is 1. The template says: One letter.");
    assert_slice(WHY("CommaDelimitedList, NoEcho: true, AllowedPattern: x", "x,secret"),
                 "its item 2 does not match AllowedPattern: x.");
}

UNIT_TEST(secrets)
{
    assert_true(parameter_is_secret(unit_read(unit, "NoEcho: true")));
    assert_true(parameter_is_secret(unit_read(unit, "NoEcho: 'true'")));
    assert_false(parameter_is_secret(unit_read(unit, "NoEcho: false")));
    assert_false(parameter_is_secret(unit_read(unit, "NoEcho: 'false'")));
    assert_false(parameter_is_secret(unit_read(unit, "Type: String")));
    assert_false(parameter_is_secret(NULL));
}

/* -- What resolve makes of them -----------------------------------------------------------------
 */

/* Everywhere a value can come to: properties, texts, conditions, outputs, findings. */
static const char holder[] =
    "Parameters:\n"
    "  P: {Type: %s, NoEcho: %s, Default: s3cret, AllowedPattern: '[a-z]{3}[0-9]'}\n"
    "Conditions:\n"
    "  Same: !Equals [!Ref P, s3cret]\n"
    "Resources:\n"
    "  R:\n"
    "    Type: A::B::C\n"
    "    Properties:\n"
    "      Plain: !Ref P\n"
    "      Text: !Sub 'x-${P}-${AWS::Region}'\n"
    "      Joined: !Join ['-', [a, !Ref P]]\n"
    "      Coded: !Base64 {Ref: P}\n"
    "      Chosen: !If [Same, yes, no]\n"
    "      Wrong: !Select [!Ref P, [a]]\n"
    "Outputs:\n"
    "  O: {Value: !Ref P}\n";

/* The output and the findings, for the value that is given, or the Default when it is NULL. */
static struct slice resolved(struct unit *unit, const char *type, const char *no_echo,
                             const char *value)
{
    struct buffer source = buffer_new(unit->arena), out = buffer_new(unit->arena);
    samc_options options = SAMC_OPTIONS_INIT;
    samc_pair pair = {"P", value};
    samc_result *result;

    for (struct slice rest = slice_of(holder); rest.size;) {
        size_t at = slice_search(rest, SLICE("%s"));
        buffer_add(&source, slice_first(rest, at));
        if (at < rest.size) buffer_add(&source, slice_of(type));
        type = no_echo;
        rest = slice_from(rest, at + 2);
    }
    options.goal = SAMC_GOAL_RESOLVE;
    options.compact = 1;
    options.parameters = value ? &pair : NULL;
    options.parameter_count = value ? 1 : 0;
    assert_int_equal(samc_compile(source.text, source.size, &options, &result), SAMC_OK);
    for (size_t i = 0; i < samc_result_finding_count(result); i++)
        buffer_add(&out, slice_of(samc_result_finding(result, i)->message));
    buffer_add(&out, slice_of(samc_result_output(result, NULL)));
    samc_result_free(result);
    return buffer_slice(&out);
}

static size_t occurrences(struct slice text, const char *part)
{
    size_t count = 0;

    for (;; count++) {
        size_t at = slice_search(text, slice_of(part));
        if (at == text.size) return count;
        text = slice_from(text, at + 1);
    }
}

UNIT_TEST(a_secret_stays_where_it_was_written)
{
    assert_int_equal(occurrences(resolved(unit, "String", "true", "hidden"), "hidden"), 0);
    assert_int_equal(occurrences(resolved(unit, "CommaDelimitedList", "true", "hid,den"), "den"),
                     0);
    assert_int_equal(occurrences(resolved(unit, "Number", "true", "hidden"), "hidden"), 0);
    assert_true(occurrences(resolved(unit, "String", "false", "hidden"), "hidden") > 0);
}

/* The name of a parameter of Systems Manager is not its value. */
UNIT_TEST(what_is_stored_elsewhere_is_unknown)
{
    const char *stored = "'AWS::SSM::Parameter::Value<String>'";
    struct slice given = resolved(unit, stored, "false", "abc1");
    struct slice by_default = resolved(unit, stored, "false", NULL);

    assert_int_equal(occurrences(given, "abc1"), 0);
    assert_int_equal(occurrences(given, "\"Plain\":{\"Ref\":\"P\"}"), 1);
    assert_int_equal(occurrences(by_default, "\"Plain\":{\"Ref\":\"P\"}"), 1);
    assert_int_equal(occurrences(by_default, "\"Fn::If\":[\"Same\""), 1);
}

/* The transform fills in parameters, so that a message about a property could tell their values. */
UNIT_TEST(a_secret_is_hidden_in_what_the_transform_says)
{
    static const char source[] = "Transform: AWS::Serverless-2016-10-31\n"
                                 "Parameters:\n"
                                 "  P: {Type: String, NoEcho: true}\n"
                                 "Resources:\n"
                                 "  A:\n"
                                 "    Type: AWS::Serverless::Api\n"
                                 "    Properties:\n"
                                 "      StageName: s\n"
                                 "      Auth:\n"
                                 "        Authorizers: {Own: {UserPoolArn: arn}}\n"
                                 "        DefaultAuthorizer: !Ref P\n";
    const samc_pair pair = {"P", "hidden"};
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result;

    options.parameters = &pair;
    options.parameter_count = 1;
    (void)unit;
    assert_int_equal(samc_compile(source, sizeof source - 1, &options, &result), SAMC_OK);
    assert_int_equal(samc_result_finding_count(result), 1);
    struct slice message = slice_of(samc_result_finding(result, 0)->message);
    assert_int_equal(occurrences(message, "hidden"), 0);
    assert_int_equal(occurrences(message, "names ****, which"), 1);
    samc_result_free(result);
}

int main(void)
{
    return UNIT_RUN(UNIT(texts), UNIT(numbers), UNIT(lists), UNIT(types_of_aws),
                    UNIT(allowed_values_are_texts), UNIT(malformed_constraints_say_nothing),
                    UNIT(patterns_that_cannot_be_told), UNIT(sizes), UNIT(sentences), UNIT(secrets),
                    UNIT(a_secret_stays_where_it_was_written),
                    UNIT(what_is_stored_elsewhere_is_unknown),
                    UNIT(a_secret_is_hidden_in_what_the_transform_says));
}
