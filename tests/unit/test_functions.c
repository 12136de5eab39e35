/* Intrinsic functions: each by the examples of its page in the User Guide of CloudFormation, by
 * what it refuses, and by what it leaves when something is not known.
 *
 * A case is the value of a property, in YAML. What is due is JSON, or the id of a rule.
 */
#include "emit/emit.h"
#include "intrinsics/evaluation.h"
#include "tests/unit/unit.h"

struct value_case {
    const char *given, *due;
};

/* What the cases refer to. List has items, Open and OpenList have no value, Secret has one that is
 * not shown. */
static const char head[] =
    "Parameters:\n"
    "  Name: {Type: String, Default: example.com}\n"
    "  Number: {Type: Number, Default: 7}\n"
    "  List: {Type: CommaDelimitedList, Default: \"10.0.48.0/24, 10.0.112.0/24,10.0.176.0/24\"}\n"
    "  Ids: {Type: \"List<AWS::EC2::Subnet::Id>\", Default: \"subnet-a,subnet-b\"}\n"
    "  Open: {Type: String}\n"
    "  OpenList: {Type: CommaDelimitedList}\n"
    "  Secret: {Type: String, NoEcho: true, Default: hidden}\n"
    "  Stored: {Type: \"AWS::SSM::Parameter::Value<String>\", Default: /path}\n"
    "Mappings:\n"
    "  RegionMap:\n"
    "    us-east-1: {HVM64: ami-0ff8a91507f77f867, HVMG2: ami-0a584ac55a7631c0c}\n"
    "    eu-west-1: {HVM64: ami-047bb4163c506cd98, Zones: [a, b], Count: 3}\n"
    "Conditions:\n"
    "  Holds: !Equals [a, a]\n"
    "  Fails: !Equals [a, b]\n"
    "  Unknown: !Equals [!Ref Open, a]\n";

static const char resources[] = "Resources:\n"
                                "  Queue: {Type: \"AWS::SQS::Queue\"}\n"
                                "  R: {Type: \"A::B::C\", Properties: {V: ";

/* The template of a case, evaluated; NULL after an error. */
static const struct node *evaluated(struct unit *unit, const char *start, const char *end,
                                    enum evaluation_extent extent)
{
    struct evaluation_options options = {
        .extent = extent, .region = SLICE("eu-west-1"), .partition = SLICE("aws")};
    struct slice text = CONCAT(unit->arena, slice_of(start), slice_of(end));
    const struct node *root;

    findings_cut(unit->reader.findings, 0);
    root = unit_read(unit, slice_copy(unit->arena, text).text);
    if (!root) print_error("cannot be read: %.*s\n", SLICE_ARG(text));
    assert_non_null(root);
    return evaluate_template(&unit->builder, unit->reader.findings, &options, root);
}

static struct slice got_of(struct unit *unit, const struct node *value)
{
    if (unit->reader.findings->totals[SEVERITY_ERROR])
        return slice_of(unit_finding(unit)->rule->id);
    return unit_json(unit, value);
}

static void check(struct unit *unit, const char *given, const char *due, struct slice got)
{
    if (slice_eq(got, slice_of(due))) return;
    print_error("%s\n  should be %s\n  but is    %.*s\n", given, due, SLICE_ARG(got));
    if (unit->reader.findings->count)
        print_error("  %.*s\n", SLICE_ARG(unit_finding(unit)->message));
    fail();
}

static struct slice value_of(struct unit *unit, const char *given, enum evaluation_extent extent)
{
    struct slice rest = CONCAT(unit->arena, slice_of(resources), slice_of(given), SLICE("}}\n"));
    const struct node *root = evaluated(unit, head, rest.text, extent);

    return got_of(unit, unit_at(unit, root, "Resources", "R", "Properties", "V", NULL));
}

static void check_values(struct unit *unit, const struct value_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check(unit, cases[i].given, cases[i].due, value_of(unit, cases[i].given, EXTENT_ALL));
}

#define CHECK_VALUES(...)                                                                          \
    do {                                                                                           \
        static const struct value_case cases[] = {__VA_ARGS__};                                    \
        check_values(unit, cases, sizeof cases / sizeof *cases);                                   \
    } while (0)

/* -- Looking up ---------------------------------------------------------------------------------
 */

UNIT_TEST(ref)
{
    CHECK_VALUES({"!Ref Name", "\"example.com\""}, {"!Ref Number", "7"},
                 {"!Ref List", "[\"10.0.48.0/24\",\"10.0.112.0/24\",\"10.0.176.0/24\"]"},
                 {"!Ref Ids", "[\"subnet-a\",\"subnet-b\"]"}, {"!Ref Open", "{\"Ref\":\"Open\"}"},
                 {"!Ref Secret", "{\"Ref\":\"Secret\"}"}, {"!Ref Stored", "{\"Ref\":\"Stored\"}"},
                 {"!Ref Queue", "{\"Ref\":\"Queue\"}"}, {"!Ref AWS::Region", "\"eu-west-1\""},
                 {"!Ref AWS::Partition", "\"aws\""}, {"!Ref AWS::URLSuffix", "\"amazonaws.com\""},
                 {"!Ref AWS::StackName", "{\"Ref\":\"AWS::StackName\"}"}, {"!Ref [Name]", "E1020"},
                 {"{Ref: {a: b}}", "E1020"}, {"{Ref: !Ref Open}", "{\"Ref\":{\"Ref\":\"Open\"}}"});
}

UNIT_TEST(values_that_are_given)
{
    struct evaluation_options options = {.region = SLICE("cn-north-1"),
                                         .partition = SLICE("aws-cn")};
    options.values = unit_read(unit, "{Open: given, OpenList: \"a,b\", AWS::StackName: shop}");
    const struct node *root = unit_read(
        unit, "Parameters: {Open: {Type: String}, OpenList: {Type: CommaDelimitedList}}\n"
              "Resources: {R: {Type: T, V: [!Ref Open, !Ref OpenList, !Ref 'AWS::StackName',\n"
              "  !Ref 'AWS::URLSuffix']}}\n");
    root = evaluate_template(&unit->builder, unit->reader.findings, &options, root);
    assert_slice(unit_json(unit, unit_at(unit, root, "Resources", "R", "V", NULL)),
                 "[\"given\",[\"a\",\"b\"],\"shop\",\"amazonaws.com.cn\"]");
}

UNIT_TEST(get_att)
{
    CHECK_VALUES(
        {"!GetAtt Queue.Arn", "{\"Fn::GetAtt\":[\"Queue\",\"Arn\"]}"},
        {"{Fn::GetAtt: [Queue, Arn]}", "{\"Fn::GetAtt\":[\"Queue\",\"Arn\"]}"},
        {"{Fn::GetAtt: [Queue, !Ref Name]}", "{\"Fn::GetAtt\":[\"Queue\",\"example.com\"]}"},
        {"{Fn::GetAtt: [Queue]}", "E1010"}, {"{Fn::GetAtt: Queue}", "E1010"},
        {"{Fn::GetAtt: {a: b, c: d}}", "E1010"});
}

UNIT_TEST(get_azs)
{
    CHECK_VALUES({"!GetAZs ''", "{\"Fn::GetAZs\":\"\"}"},
                 {"!GetAZs us-east-2", "{\"Fn::GetAZs\":\"us-east-2\"}"},
                 {"{Fn::GetAZs: !Ref AWS::Region}", "{\"Fn::GetAZs\":\"eu-west-1\"}"},
                 {"!Select [0, !GetAZs '']", "{\"Fn::Select\":[0,{\"Fn::GetAZs\":\"\"}]}"},
                 {"!GetAZs [a]", "E1015"}, {"{Fn::GetAZs: !Ref AWS::NoValue}", "E1015"});
}

UNIT_TEST(import_value)
{
    CHECK_VALUES({"!ImportValue sharedValue", "{\"Fn::ImportValue\":\"sharedValue\"}"},
                 {"{Fn::ImportValue: !Sub '${Name}-SecurityGroupID'}",
                  "{\"Fn::ImportValue\":\"example.com-SecurityGroupID\"}"},
                 {"{Fn::ImportValue: !Sub '${Open}-SubnetID'}",
                  "{\"Fn::ImportValue\":{\"Fn::Sub\":\"${Open}-SubnetID\"}}"},
                 {"!ImportValue [a]", "E1016"}, {"{Fn::ImportValue: 5}", "E1016"});
}

/* No page of AWS has an example of it; these are the fields that cfn-lint takes. */
UNIT_TEST(get_stack_output)
{
    CHECK_VALUES(
        {"{Fn::GetStackOutput: {StackName: net, OutputName: VpcId}}",
         "{\"Fn::GetStackOutput\":{\"StackName\":\"net\",\"OutputName\":\"VpcId\"}}"},
        {"{Fn::GetStackOutput: {StackName: !Ref Name, OutputName: !Sub '${Number}-${Open}',"
         " Region: !Ref AWS::Region, RoleArn: !Ref Open}}",
         "{\"Fn::GetStackOutput\":{\"StackName\":\"example.com\",\"OutputName\":"
         "{\"Fn::Sub\":\"7-${Open}\"},\"Region\":\"eu-west-1\",\"RoleArn\":{\"Ref\":\"Open\"}}}"},
        {"!GetStackOutput {StackName: 5, OutputName: x, Region: !Ref AWS::NoValue}",
         "{\"Fn::GetStackOutput\":{\"StackName\":5,\"OutputName\":\"x\",\"Region\":"
         "{\"Ref\":\"AWS::NoValue\"}}}"},
        {"!Sub ['${A}!', {A: !GetStackOutput {StackName: s, OutputName: o}}]",
         "{\"Fn::Sub\":[\"${A}!\",{\"A\":{\"Fn::GetStackOutput\":{\"StackName\":\"s\","
         "\"OutputName\":\"o\"}}}]}"},
        {"!GetStackOutput {StackName: s}", "E1033"}, {"!GetStackOutput {OutputName: o}", "E1033"},
        {"!GetStackOutput {}", "E1033"}, {"!GetStackOutput [s, o]", "E1033"},
        {"!GetStackOutput s.o", "E1033"}, {"{Fn::GetStackOutput: !Ref Open}", "E1033"},
        {"!GetStackOutput {StackName: s, OutputName: o, Account: a}", "E1033"},
        {"!GetStackOutput {StackName: [s], OutputName: o}", "E1033"},
        {"!GetStackOutput {StackName: null, OutputName: o}", "E1033"},
        {"!GetStackOutput {StackName: s, OutputName: !Ref AWS::NoValue}", "E1033"},
        {"!GetStackOutput {StackName: s, OutputName: o, Region: {a: b}}", "E1033"});
}

UNIT_TEST(find_in_map)
{
    CHECK_VALUES(
        {"!FindInMap [RegionMap, us-east-1, HVM64]", "\"ami-0ff8a91507f77f867\""},
        {"!FindInMap [RegionMap, !Ref AWS::Region, HVM64]", "\"ami-047bb4163c506cd98\""},
        {"!FindInMap [RegionMap, eu-west-1, Zones]", "[\"a\",\"b\"]"},
        {"!FindInMap [RegionMap, !Ref Open, HVM64]",
         "{\"Fn::FindInMap\":[\"RegionMap\",{\"Ref\":\"Open\"},\"HVM64\"]}"},
        {"!FindInMap [RegionMap, !Sub '${AWS::Region}', !Select [0, [Count]]]", "3"},
        {"{Fn::FindInMap: [RegionMap, us-east-1, Zones, {DefaultValue: none}]}", "\"none\""},
        {"{Fn::FindInMap: [RegionMap, x, y, {DefaultValue: !Ref Name}]}", "\"example.com\""},
        {"{Fn::FindInMap: [None, x, y, {DefaultValue: [1, 2]}]}", "[1,2]"},
        {"{Fn::FindInMap: [RegionMap, us-east-1, HVM64, {DefaultValue: x}]}",
         "\"ami-0ff8a91507f77f867\""},
        {"{Fn::FindInMap: [RegionMap, !Ref Open, k, {DefaultValue: x}]}",
         "{\"Fn::FindInMap\":[\"RegionMap\",{\"Ref\":\"Open\"},\"k\",{\"DefaultValue\":\"x\"}]}"},
        {"!FindInMap [RegionMap, us-east-1, Zones]", "E1011"},
        {"!FindInMap [RegionMap, none, HVM64]", "E1011"}, {"!FindInMap [None, a, b]", "E1011"},
        {"!FindInMap [RegionMap, us-east-1]", "E1011"}, {"!FindInMap RegionMap", "E1011"},
        {"!FindInMap [RegionMap, [a], HVM64]", "E1011"},
        {"!FindInMap [RegionMap, !Ref AWS::NoValue, HVM64]", "E1011"},
        {"{Fn::FindInMap: [RegionMap, a, b, {Default: x}]}", "E1011"},
        {"{Fn::FindInMap: [RegionMap, a, b, x]}", "E1011"},
        {"{Fn::FindInMap: [RegionMap, a, b, {DefaultValue: x}, y]}", "E1011"});
}

/* -- Texts --------------------------------------------------------------------------------------
 */

UNIT_TEST(sub)
{
    CHECK_VALUES(
        {"!Sub ['www.${Domain}', {Domain: !Ref Name}]", "\"www.example.com\""},
        {"!Sub 'arn:aws:ec2:${AWS::Region}:${AWS::AccountId}:vpc/${Queue}'",
         "{\"Fn::Sub\":\"arn:aws:ec2:eu-west-1:${AWS::AccountId}:vpc/${Queue}\"}"},
        {"!Sub '${!Literal}'", "\"${Literal}\""}, {"!Sub '${Name}${Number}'", "\"example.com7\""},
        {"!Sub 'plain'", "\"plain\""}, {"!Sub ''", "\"\""},
        {"!Sub '$Name {Name} $'", "\"$Name {Name} $\""}, {"!Sub '${Name'", "\"${Name\""},
        {"!Sub '${Queue.Arn}'", "{\"Fn::Sub\":\"${Queue.Arn}\"}"},
        /* what stays must mean the same: literals stay literal, needless variables go */
        {"!Sub '${!L}-${Name}-${Open}'", "{\"Fn::Sub\":\"${!L}-example.com-${Open}\"}"},
        {"!Sub ['${A}-${B}-${C}', {A: !Ref Name, B: !GetAtt Queue.Arn, D: x}]",
         "{\"Fn::Sub\":[\"example.com-${B}-${C}\",{\"B\":{\"Fn::GetAtt\":[\"Queue\",\"Arn\"]}}]}"},
        {"!Sub ['${A}-${Open}', {A: '${X}'}]", "{\"Fn::Sub\":\"${!X}-${Open}\"}"},
        {"!Sub ['${A}', {A: '${Name}'}]", "\"${Name}\""}, {"!Sub ['${A}', {A: true}]", "\"true\""},
        {"!Sub ['${Name}', {Name: other}]", "\"other\""},
        {"!Sub ['${A}', {A: '{{resolve:ssm:x}}'}]",
         "{\"Fn::Sub\":[\"${A}\",{\"A\":\"{{resolve:ssm:x}}\"}]}"},
        {"!Sub '${List}'", "E1019"}, {"!Sub ['${A}', {A: [x]}]", "E1019"},
        {"!Sub ['${A}', {A: {b: c}}]", "E1019"}, {"!Sub ['${A}', {A: !Ref AWS::NoValue}]", "E1019"},
        {"!Sub [a]", "E1019"}, {"!Sub [a, {}, {}]", "E1019"}, {"!Sub [a, b]", "E1019"},
        {"{Fn::Sub: {a: b}}", "E1019"}, {"{Fn::Sub: null}", "E1019"});
}

UNIT_TEST(join)
{
    CHECK_VALUES(
        {"!Join [':', [a, b, c]]", "\"a:b:c\""}, {"!Join ['', []]", "\"\""},
        {"!Join ['', ['arn:', !Ref AWS::Partition, ':s3:::bucket']]", "\"arn:aws:s3:::bucket\""},
        {"!Join ['-', !Ref List]", "\"10.0.48.0/24-10.0.112.0/24-10.0.176.0/24\""},
        {"!Join [',', [1, 2.50, true]]", "\"1,2.50,true\""},
        {"!Join [',', [a, !Ref AWS::NoValue, b]]", "\"a,b\""},
        {"!Join ['', ['a', !Ref Name, !Ref Open]]",
         "{\"Fn::Join\":[\"\",[\"a\",\"example.com\",{\"Ref\":\"Open\"}]]}"},
        {"!Join [',', !Ref OpenList]", "{\"Fn::Join\":[\",\",{\"Ref\":\"OpenList\"}]}"},
        {"!Join [',', [a, '{{resolve:ssm:x}}']]",
         "{\"Fn::Join\":[\",\",[\"a\",\"{{resolve:ssm:x}}\"]]}"},
        {"!Join [',', !Split ['|', 'a|b']]", "\"a,b\""}, {"!Join [',']", "E1022"},
        {"!Join [',', [a], [b]]", "E1022"}, {"!Join text", "E1022"}, {"!Join [',', a]", "E1022"},
        {"!Join [[','], [a]]", "E1022"}, {"!Join [',', [[a]]]", "E1022"},
        {"!Join [',', [{a: b}]]", "E1022"}, {"!Join [',', [null]]", "E1022"},
        {"!Join [',', !Sub '${Open}']", "E1022"});
}

UNIT_TEST(split)
{
    CHECK_VALUES({"!Split ['|', 'a|b|c']", "[\"a\",\"b\",\"c\"]"},
                 {"!Split ['|', 'a||c|']", "[\"a\",\"\",\"c\",\"\"]"},
                 {"!Split ['ab', 'xabyab']", "[\"x\",\"y\",\"\"]"}, {"!Split [',', '']", "[\"\"]"},
                 {"!Split ['.', !Ref Name]", "[\"example\",\"com\"]"},
                 {"!Split [',', !Ref Open]", "{\"Fn::Split\":[\",\",{\"Ref\":\"Open\"}]}"},
                 {"!Split ['', abc]", "E1018"}, {"!Split [',']", "E1018"},
                 {"!Split [',', [a]]", "E1018"}, {"!Split [[','], a]", "E1018"},
                 {"!Split [',', !Ref AWS::NoValue]", "E1018"}, {"!Split abc", "E1018"});
}

UNIT_TEST(select_item)
{
    CHECK_VALUES(
        {"!Select [1, [apples, grapes, oranges, mangoes]]", "\"grapes\""},
        {"!Select ['3', [apples, grapes, oranges, mangoes]]", "\"mangoes\""},
        {"!Select [0, !Ref List]", "\"10.0.48.0/24\""},
        {"!Select [2, !Split [',', !ImportValue Ids]]",
         "{\"Fn::Select\":[2,{\"Fn::Split\":[\",\",{\"Fn::ImportValue\":\"Ids\"}]}]}"},
        {"!Select [0, [!Ref AWS::NoValue, a]]", "\"a\""},
        {"!Select [!Ref Open, [a]]", "{\"Fn::Select\":[{\"Ref\":\"Open\"},[\"a\"]]}"},
        {"!Select ['{{resolve:ssm:x}}', [a]]", "{\"Fn::Select\":[\"{{resolve:ssm:x}}\",[\"a\"]]}"},
        {"!Select [1, [a, !Ref Open]]", "{\"Ref\":\"Open\"}"}, {"!Select [4, [a]]", "E1017"},
        {"!Select [1, [a]]", "E1017"}, {"!Select [-1, [a]]", "E1017"},
        {"!Select [x, [a]]", "E1017"}, {"!Select [99999999999, [a]]", "E1017"},
        {"!Select [0, []]", "E1017"}, {"!Select [!Ref AWS::NoValue, [a]]", "E1017"},
        {"!Select [0, a]", "E1017"}, {"!Select [0]", "E1017"}, {"!Select [0, [a], [b]]", "E1017"});
}

/* RFC 4648, section 10, and the example of the page. */
UNIT_TEST(base64)
{
    CHECK_VALUES({"!Base64 AWS CloudFormation", "\"QVdTIENsb3VkRm9ybWF0aW9u\""},
                 {"!Base64 ''", "\"\""}, {"!Base64 f", "\"Zg==\""}, {"!Base64 fo", "\"Zm8=\""},
                 {"!Base64 foo", "\"Zm9v\""}, {"!Base64 foob", "\"Zm9vYg==\""},
                 {"!Base64 fooba", "\"Zm9vYmE=\""}, {"!Base64 foobar", "\"Zm9vYmFy\""},
                 {"!Base64 \"\\u00ff\\u00ff\"", "\"w7/Dvw==\""},
                 {"{Fn::Base64: !Sub '${Open}-${Name}'}",
                  "{\"Fn::Base64\":{\"Fn::Sub\":\"${Open}-example.com\"}}"},
                 {"!Base64 [a]", "E1021"}, {"!Base64 {a: b}", "E1021"});
}

/* As ipaddress.ip_network(block).subnets(new_prefix=...) of Python has it. The last argument is the
 * number of bits that stay for hosts. */
UNIT_TEST(cidr)
{
    CHECK_VALUES(
        {"!Cidr [192.168.0.0/24, 6, 5]",
         "[\"192.168.0.0/27\",\"192.168.0.32/27\",\"192.168.0.64/27\",\"192.168.0.96/27\","
         "\"192.168.0.128/27\",\"192.168.0.160/27\"]"},
        {"!Cidr [10.1.2.3/16, '3', '12']", "[\"10.1.0.0/20\",\"10.1.16.0/20\",\"10.1.32.0/20\"]"},
        {"!Select [255, !Cidr [10.0.0.0/8, 256, 8]]", "\"10.0.255.0/24\""},
        {"!Cidr ['2001:db8:1234:1a00::/56', 4, 64]",
         "[\"2001:db8:1234:1a00::/64\",\"2001:db8:1234:1a01::/64\",\"2001:db8:1234:1a02::/64\","
         "\"2001:db8:1234:1a03::/64\"]"},
        {"!Cidr ['2001:db8::/32', 2, 64]", "[\"2001:db8::/64\",\"2001:db8:0:1::/64\"]"},
        {"!Select [0, !Cidr [!GetAtt Vpc.CidrBlock, 1, 8]]",
         "{\"Fn::Select\":[0,{\"Fn::Cidr\":[{\"Fn::GetAtt\":[\"Vpc\",\"CidrBlock\"]},1,8]}]}"},
        {"!Cidr ['{{resolve:ssm:x}}', 1, 8]", "{\"Fn::Cidr\":[\"{{resolve:ssm:x}}\",1,8]}"},
        {"!Select [0, !Cidr [!Select [0, !Ref List], 16, 4]]", "\"10.0.48.0/28\""},
        {"!Cidr [10.0.0.0/24, 17, 4]", "E1024"}, {"!Cidr [10.0.0.0/24, 1, 9]", "E1024"},
        {"!Cidr [10.0.0.0/33, 1, 8]", "E1024"}, {"!Cidr [10.0.0/24, 1, 8]", "E1024"},
        {"!Cidr [10.0.0.0, 1, 8]", "E1024"}, {"!Cidr ['2001:db8::/129', 1, 8]", "E1024"},
        {"!Cidr ['', 1, 8]", "E1024"}, {"!Cidr [10.0.0.0/16, 0, 8]", "E1024"},
        {"!Cidr [10.0.0.0/16, 257, 8]", "E1024"}, {"!Cidr [10.0.0.0/16, x, 8]", "E1024"},
        {"!Cidr [10.0.0.0/16, 1, x]", "E1024"}, {"!Cidr [10.0.0.0/16]", "E1024"},
        {"!Cidr [10.0.0.0/16, 1, 8, 8]", "E1024"}, {"!Cidr 10.0.0.0/16", "E1024"});
}

UNIT_TEST(length)
{
    CHECK_VALUES({"{Fn::Length: [1, 2, 3]}", "3"}, {"{Fn::Length: [1, !Ref Open, 3]}", "3"},
                 {"{Fn::Length: !Ref List}", "3"}, {"{Fn::Length: []}", "0"},
                 {"{Fn::Length: !Split ['|', 'a|b|c']}", "3"},
                 {"{Fn::Length: !Ref OpenList}", "{\"Fn::Length\":{\"Ref\":\"OpenList\"}}"},
                 {"{Fn::Length: [a, !Ref AWS::NoValue]}", "1"}, {"{Fn::Length: a}", "E1030"},
                 {"{Fn::Length: {a: b, c: d}}", "E1030"}, {"{Fn::Length: 5}", "E1030"},
                 {"{Fn::Length: null}", "E1030"}, {"{Fn::Length: !Sub '${Open}'}", "E1030"});
}

UNIT_TEST(to_json_string)
{
    CHECK_VALUES({"{Fn::ToJsonString: {key1: value1, key2: !Ref Name}}",
                  "\"{\\\"key1\\\":\\\"value1\\\",\\\"key2\\\":\\\"example.com\\\"}\""},
                 {"{Fn::ToJsonString: [{key1: value1, key2: !Ref Number}]}",
                  "\"[{\\\"key1\\\":\\\"value1\\\",\\\"key2\\\":7}]\""},
                 {"{Fn::ToJsonString: {b: 1, a: true, c: [], d: {}}}",
                  "\"{\\\"b\\\":1,\\\"a\\\":true,\\\"c\\\":[],\\\"d\\\":{}}\""},
                 {"{Fn::ToJsonString: [\"a\\\"b\\\\c\\n\\t\\u0001\\u00e9\"]}",
                  "\"[\\\"a\\\\\\\"b\\\\\\\\c\\\\n\\\\t\\\\u0001\\\\u00e9\\\"]\""},
                 {"{Fn::ToJsonString: {a: !Ref Open, b: !Ref Name}}",
                  "{\"Fn::ToJsonString\":{\"a\":{\"Ref\":\"Open\"},\"b\":\"example.com\"}}"},
                 {"{Fn::ToJsonString: {a: !Ref AWS::NoValue, b: 1}}", "\"{\\\"b\\\":1}\""},
                 {"{Fn::ToJsonString: text}", "E1031"}, {"{Fn::ToJsonString: 5}", "E1031"},
                 {"{Fn::ToJsonString: !Ref AWS::NoValue}", "E1031"},
                 {"{Fn::ToJsonString: [!Ref AWS::NotificationARNs]}", "E1031"},
                 {"{Fn::ToJsonString: {a: !Equals [a, b]}}", "E1031"},
                 {"{Fn::ToJsonString: [!Split [',', !Ref Open]]}", "E1031"});
}

UNIT_TEST(macros_see_what_was_written)
{
    CHECK_VALUES(
        {"{Fn::Transform: {Name: M, Parameters: {P: !Ref Name}}}",
         "{\"Fn::Transform\":{\"Name\":\"M\",\"Parameters\":{\"P\":{\"Ref\":\"Name\"}}}}"});
}

/* Join of Split is the same text, whatever the delimiter. */
UNIT_TEST(join_undoes_split)
{
    static const char *const texts[] = {"", "a", ",", ",,", "a,b", ",a,,b,", "ab,ba,ab"};
    static const char *const delimiters[] = {",", "a", "ab", ",,", "x"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (size_t k = 0; k < sizeof delimiters / sizeof *delimiters; k++) {
            struct slice given = slice_printf(unit->arena, "!Join ['%s', !Split ['%s', '%s']]",
                                              delimiters[k], delimiters[k], texts[i]);
            struct slice due = slice_printf(unit->arena, "\"%s\"", texts[i]);
            check(unit, given.text, due.text, value_of(unit, given.text, EXTENT_ALL));
        }
}

/* -- Conditions ---------------------------------------------------------------------------------
 */

UNIT_TEST(fn_if)
{
    CHECK_VALUES(
        {"!If [Holds, a, b]", "\"a\""}, {"!If [Fails, a, b]", "\"b\""},
        {"!If [Fails, a, !If [Holds, !Ref Name, c]]", "\"example.com\""},
        {"!If [Unknown, !Ref Name, b]", "{\"Fn::If\":[\"Unknown\",\"example.com\",\"b\"]}"},
        {"!If [Unknown, !Ref AWS::NoValue, b]",
         "{\"Fn::If\":[\"Unknown\",{\"Ref\":\"AWS::NoValue\"},\"b\"]}"},
        {"!If [Holds, a, !Select [5, [a]]]", "\"a\""}, /* what is not chosen may be wrong */
        {"[a, !If [Fails, b, !Ref AWS::NoValue]]", "[\"a\"]"},
        {"!If [Holds, !Ref AWS::NoValue, b]", "NULL"}, {"!If [None, a, b]", "E8002"},
        {"!If [Holds, a]", "E1028"}, {"!If [Holds, a, b, c]", "E1028"},
        {"!If [!Equals [a, a], a, b]", "E1028"}, {"!If Holds", "E1028"});
}

/* What !If makes of a condition: holds, fails, unknown; or the id of a rule. */
static struct slice truth_of(struct unit *unit, const char *condition)
{
    struct slice rest = CONCAT(unit->arena, SLICE("  C: "), slice_of(condition), SLICE("\n"),
                               slice_of(resources), SLICE("!If [C, holds, fails]}}\n"));
    const struct node *root = evaluated(unit, head, rest.text, EXTENT_ALL);
    const struct node *value = unit_at(unit, root, "Resources", "R", "Properties", "V", NULL);

    if (!root) return slice_of(unit_finding(unit)->rule->id);
    return node_is_map(value) ? SLICE("unknown") : node_text(value);
}

UNIT_TEST(conditions)
{
    static const struct value_case cases[] = {
        {"!Equals [!Ref Name, example.com]", "holds"},
        {"!Equals [!Ref Name, Example.com]", "fails"},
        {"!Equals [true, 'true']", "holds"},
        {"!Equals [!Ref Number, '7']", "holds"},
        {"!Equals [1, 1.0]", "fails"},
        {"!Equals [!Ref Open, a]", "unknown"},
        {"!Equals [!Ref Open, !Ref Open]", "holds"},
        {"!Equals [!Select [0, !Ref List], 10.0.48.0/24]", "holds"},
        {"!Equals [a]", "E8003"},
        {"!Equals [a, b, c]", "E8003"},
        {"!Equals a", "E8003"},
        {"!Equals [a, [b]]", "E8003"},
        {"!Equals [a, {b: c}]", "E8003"},
        {"!Equals [!Ref AWS::NoValue, a]", "E8003"},
        {"!Not [!Equals [!Ref Name, prod]]", "holds"},
        {"!Not [Condition: Holds]", "fails"},
        {"!Not [Condition: Unknown]", "unknown"},
        {"!Not [Condition: Holds, Condition: Fails]", "E8005"},
        {"!Not []", "E8005"},
        {"!And [Condition: Holds, Condition: Holds]", "holds"},
        {"!And [Condition: Holds, Condition: Fails]", "fails"},
        {"!And [Condition: Holds, Condition: Unknown]", "unknown"},
        {"!And [Condition: Unknown, Condition: Fails]", "fails"},
        {"!And [Condition: Holds]", "E8004"},
        {"!Or [Condition: Fails, Condition: Holds]", "holds"},
        {"!Or [Condition: Fails, Condition: Fails]", "fails"},
        {"!Or [Condition: Fails, Condition: Unknown]", "unknown"},
        {"!Or [Condition: Unknown, Condition: Holds]", "holds"},
        {"!Or [Condition: Holds]", "E8006"},
        {"!Or [Condition: Holds, Condition: None]", "E8002"}, /* all operands are looked at */
        {"{Condition: Holds}", "holds"},
        {"{Condition: None}", "E8002"},
        {"{Condition: C}", "E8007"},
        {"!Not [Condition: C]", "E8007"},
        {"!Ref Name", "E8001"},
        {"text", "E8001"},
        {"!If [Holds, a, b]", "E8001"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check(unit, cases[i].given, cases[i].due, truth_of(unit, cases[i].given));
}

UNIT_TEST(and_and_or_take_two_to_ten)
{
    for (int count = 1; count <= 11; count++) {
        struct buffer and = buffer_new(unit->arena), or = buffer_new(unit->arena);
        for (int i = 0; i < count; i++) {
            buffer_add(&and, i ? SLICE(", Condition: Holds") : SLICE("!And [Condition: Holds"));
            buffer_add(& or, i ? SLICE(", Condition: Fails") : SLICE("!Or [Condition: Fails"));
        }
        buffer_add(&and, SLICE("]"));
        buffer_add(& or, SLICE("]"));
        bool good = count >= 2 && count <= 10;
        check(unit, "!And", good ? "holds" : "E8004", truth_of(unit, buffer_slice(&and).text));
        check(unit, "!Or", good ? "fails" : "E8006", truth_of(unit, buffer_slice(& or).text));
    }
}

UNIT_TEST(a_cycle_over_others)
{
    const struct node *root = evaluated(unit,
                                        "Conditions: {A: !Not [Condition: B], B: {Condition: C},"
                                        " C: !Or [Condition: A, Condition: A]}\n",
                                        "Resources: {}\n", EXTENT_ALL);

    assert_null(root);
    assert_string_equal(unit_finding(unit)->rule->id, "E8007");
}

UNIT_TEST(conditions_keep_their_form)
{
    const struct node *root =
        evaluated(unit, "Parameters: {P: {Type: String, Default: a}}\nConditions:\n",
                  "  A: !And [!Equals [!Ref P, b], Condition: B]\n  B: !Equals [a, a]\n"
                  "Resources: {R: {Type: T, Condition: A, V: !Select [7, [a]]}}\n",
                  EXTENT_ALL);

    assert_slice(got_of(unit, unit_at(unit, root, "Conditions", NULL)),
                 "{\"A\":{\"Fn::And\":[{\"Fn::Equals\":[\"a\",\"b\"]},{\"Condition\":\"B\"}]},"
                 "\"B\":{\"Fn::Equals\":[\"a\",\"a\"]}}");
}

/* -- Loops --------------------------------------------------------------------------------------
 */

static struct slice resources_of(struct unit *unit, const char *text)
{
    const struct node *root = evaluated(
        unit, "Parameters: {P: {Type: CommaDelimitedList, Default: \"x,y\"}, Q: {Type: String}}\n",
        text, EXTENT_EXTENSIONS);

    return got_of(unit, unit_at(unit, root, "Resources", NULL));
}

#define LOOP(name, rest) "Fn::ForEach::" name ": " rest
#define TOPIC            "{Type: T}"

UNIT_TEST(loops)
{
    static const struct value_case cases[] = {
        /* the example of the page, shortened */
        {"{" LOOP("Topics", "[TopicName, [Success, Failure], {'SnsTopic${TopicName}': {Type: T,"
                            " Properties: {TopicName: !Ref TopicName, FifoTopic: true}}}]") "}",
         "{\"SnsTopicSuccess\":{\"Type\":\"T\",\"Properties\":{\"TopicName\":\"Success\","
         "\"FifoTopic\":true}},\"SnsTopicFailure\":{\"Type\":\"T\",\"Properties\":{\"TopicName\":"
         "\"Failure\",\"FifoTopic\":true}}}"},
        {"{" LOOP("L", "[I, [10.0.0.1, a-b_c], {'R&{I}': {Type: '${I}|&{I}|${J}|${I'}}]") "}",
         "{\"R10001\":{\"Type\":\"10.0.0.1|10001|${J}|${I\"},"
         "\"Rabc\":{\"Type\":\"a-b_c|abc|${J}|${I\"}}"},
        {"{" LOOP("L", "[I, !Ref P, {'R${I}': " TOPIC "}]") "}",
         "{\"Rx\":{\"Type\":\"T\"},\"Ry\":{\"Type\":\"T\"}}"},
        {"{" LOOP("L", "[I, [1, true], {'R${I}': " TOPIC "}]") "}",
         "{\"R1\":{\"Type\":\"T\"},\"Rtrue\":{\"Type\":\"T\"}}"},
        {"{A: " TOPIC ", " LOOP("L", "[I, [], {'R${I}': " TOPIC "}]") "}",
         "{\"A\":{\"Type\":\"T\"}}"},
        {"{R: {Type: T, Properties: {" LOOP("L", "[I, [a, b], {'P${I}': '${I}'}]") "}}}",
         "{\"R\":{\"Type\":\"T\",\"Properties\":{\"Pa\":\"a\",\"Pb\":\"b\"}}}"},
        {"{" LOOP("L", "[I, [a, b], {" LOOP("M", "[J, [1, 2], {'R${I}${J}': " TOPIC "}]") "}]") "}",
         "{\"Ra1\":{\"Type\":\"T\"},\"Ra2\":{\"Type\":\"T\"},\"Rb1\":{\"Type\":\"T\"},"
         "\"Rb2\":{\"Type\":\"T\"}}"},
        /* an inner collection may depend on an outer item */
        {"{" LOOP("L",
                  "[I, [a], {" LOOP("M", "[J, ['${I}1', '${I}2'], {'R${J}': " TOPIC "}]") "}]") "}",
         "{\"Ra1\":{\"Type\":\"T\"},\"Ra2\":{\"Type\":\"T\"}}"},
        {"{" LOOP("L", "[I, [a, b], {R: " TOPIC "}]") "}", "E1032"},
        {"{" LOOP("L", "[I, [a, a], {'R${I}': " TOPIC "}]") "}", "E1032"},
        {"{Ra: " TOPIC ", " LOOP("L", "[I, [a], {'R${I}': " TOPIC "}]") "}", "E1032"},
        {"{" LOOP("L", "[I, [a], {'R${I}': " TOPIC "}]") ", Ra: " TOPIC "}", "E1032"},
        {"{" LOOP("L", "[I, ['a.', a-], {'R&{I}': " TOPIC "}]") "}", "E1032"},
        {"{" LOOP("L", "[I, !Ref Q, {'R${I}': " TOPIC "}]") "}", "E1032"},
        {"{" LOOP("L", "[I, [!Ref Q], {'R${I}': " TOPIC "}]") "}", "E1032"},
        {"{" LOOP("L", "[I, !GetAtt A.B, {'R${I}': " TOPIC "}]") "}", "E1032"},
        {"{" LOOP("L", "[I, '{{resolve:ssm:a}}', {'R${I}': " TOPIC "}]") "}", "E1032"},
        {"{" LOOP("L", "[I, a, {'R${I}': " TOPIC "}]") "}", "E1032"},
        {"{" LOOP("L", "[I, [[a]], {'R${I}': " TOPIC "}]") "}", "E1032"},
        {"{" LOOP("L", "[I, [a]]") "}", "E1032"},
        {"{" LOOP("L", "[I, [a], b]") "}", "E1032"},
        {"{" LOOP("L", "[I, [a], {}, {}]") "}", "E1032"},
        {"{" LOOP("L", "['', [a], {}]") "}", "E1032"},
        {"{" LOOP("L", "[P, [a], {}]") "}", "E1032"},
        {"{" LOOP("P", "[I, [a], {}]") "}", "E1032"},
        {"{" LOOP("L", "[I, [a], {" LOOP("M", "[I, [b], {}]") "}]") "}", "E1032"},
        {"{" LOOP("L", "[I, [], {" LOOP("M", "[I, [b], {}]") "}]") "}", "E1032"},
        {"{" LOOP("L", "[I, [a], {'R${I}': {Properties: {" LOOP("M", "[I, [b], {}]") "}}}]") "}",
         "E1032"},
        /* the same identifier side by side */
        {"{" LOOP("L", "[I, [a], {'R${I}': " TOPIC "}]") ", " LOOP("M", "[I, [b], {'R${I}': " TOPIC
                                                                        "}]") "}",
         "{\"Ra\":{\"Type\":\"T\"},\"Rb\":{\"Type\":\"T\"}}"},
        {"{" LOOP("L", "[I, [a], {'R${I}': {Properties: {" LOOP(
                           "M", "[J, [b], {'${I}${J}': 1}]") "}}}]") "}",
         "{\"Ra\":{\"Properties\":{\"ab\":1}}}"},
        {"{'Fn::ForEach': [I, [a], {}]}", "E1032"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct slice text = CONCAT(unit->arena, SLICE("Resources: "), slice_of(cases[i].given));
        check(unit, cases[i].given, cases[i].due, resources_of(unit, text.text));
    }
}

UNIT_TEST(loops_in_all_sections)
{
    const struct node *root = evaluated(
        unit,
        "Conditions: {" LOOP(
            "C", "[I, [a, b], {'Is${I}': !Equals ['${I}', a]}]") "}\n"
                                                                 "Resources: {R: {Type: T, "
                                                                 "Condition: Isa}}\n",
        "Outputs: {" LOOP("O", "[I, [a, b], {'O${I}': {Value: !Sub '${I}-${Open}'}}]") "}\n",
        EXTENT_EXTENSIONS);

    assert_slice(got_of(unit, unit_at(unit, root, "Conditions", NULL)),
                 "{\"Isa\":{\"Fn::Equals\":[\"a\",\"a\"]},\"Isb\":{\"Fn::Equals\":[\"b\",\"a\"]}}");
    assert_slice(got_of(unit, unit_at(unit, root, "Outputs", NULL)),
                 "{\"Oa\":{\"Value\":{\"Fn::Sub\":\"a-${Open}\"}},"
                 "\"Ob\":{\"Value\":{\"Fn::Sub\":\"b-${Open}\"}}}");
    root = evaluated(unit, "Resources: {R: {Type: T}}\nOutputs: {",
                     LOOP("O", "[I, [], {'O${I}': {Value: x}}]") "}\n", EXTENT_EXTENSIONS);
    assert_non_null(root);
    assert_null(unit_at(unit, root, "Outputs", NULL));
}

/* -- What only AWS::LanguageExtensions does -----------------------------------------------------
 */

UNIT_TEST(other_functions_are_left)
{
    static const struct value_case cases[] = {
        {"!Ref Name", "{\"Ref\":\"Name\"}"},
        {"!Join ['', [a, b]]", "{\"Fn::Join\":[\"\",[\"a\",\"b\"]]}"},
        {"!FindInMap [RegionMap, eu-west-1, HVM64]",
         "{\"Fn::FindInMap\":[\"RegionMap\",\"eu-west-1\",\"HVM64\"]}"},
        {"!FindInMap [RegionMap, !Ref AWS::Region, HVM64]", "\"ami-047bb4163c506cd98\""},
        {"!Join ['', [a, {Fn::ToJsonString: [!Ref Name]}]]",
         "{\"Fn::Join\":[\"\",[\"a\",\"[\\\"example.com\\\"]\"]]}"},
        {"{Fn::Length: !Ref List}", "3"},
        {"!If [Holds, {Fn::Length: [a]}, !Ref AWS::NoValue]",
         "{\"Fn::If\":[\"Holds\",1,{\"Ref\":\"AWS::NoValue\"}]}"},
        {"!Select [9, [a]]", "E1017"}, /* what is left is checked all the same */
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check(unit, cases[i].given, cases[i].due,
              value_of(unit, cases[i].given, EXTENT_EXTENSIONS));
}

UNIT_TEST(policies)
{
    static const struct value_case cases[] = {
        {"!Ref P", "\"Retain\""},
        {"Delete", "\"Delete\""},
        {"!If [Holds, Retain, Delete]", "\"Retain\""},
        {"!FindInMap [M, a, b]", "\"Snapshot\""},
        {"!Ref AWS::NoValue", "E3035"},
        {"[Retain]", "E3035"},
        {"!Ref Q", "E3035"},
        {"!GetAtt Q.Arn", "E3035"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct slice text =
            CONCAT(unit->arena,
                   SLICE("Mappings: {M: {a: {b: Snapshot}}}\nConditions: {Holds: !Equals [a, a]}\n"
                         "Resources: {Q: {Type: T}, R: {Type: T, DeletionPolicy: "),
                   slice_of(cases[i].given), SLICE("}}\n"));
        const struct node *root =
            evaluated(unit, "Parameters: {P: {Type: String, Default: Retain}}\n", text.text,
                      EXTENT_EXTENSIONS);
        check(unit, cases[i].given, cases[i].due,
              got_of(unit, unit_at(unit, root, "Resources", "R", "DeletionPolicy", NULL)));
    }
}

UNIT_TEST(sections_are_checked)
{
    static const struct value_case cases[] = {
        {"Resources: []\n", "E1001"},
        {"Outputs: {}\n", "E1001"},
        {"[]\n", "E1001"},
        {"text\n", "E1001"},
        {"Resources: {A: null}\n", "E1001"},
        {"Resources: {A: text}\n", "E1001"},
        {"Resources: {}\nOutputs: {A: null}\n", "E1001"},
        {"Resources: {}\nOutputs: {A: {Value: !Ref AWS::NoValue}}\n", "E1001"},
        {"Resources: {}\nConditions: []\n", "E1001"},
        {"Resources: {A: {Type: T, Condition: None}}\n", "E8002"},
        {"Transform: [Other, AWS::LanguageExtensions]\nResources: {}\n", "E1005"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check(unit, cases[i].given, cases[i].due,
              got_of(unit, evaluated(unit, "", cases[i].given, EXTENT_ALL)));
}

/* A finding in what a loop made points at the body. */
UNIT_TEST(places_in_loops)
{
    assert_null(evaluated(unit, "Resources:\n  Fn::ForEach::L:\n    - I\n    - [a, b]\n",
                          "    - R${I}:\n        Type: T\n        V: !Select [9, [a]]\n",
                          EXTENT_ALL));
    struct slice place = unit_place(unit, unit_finding(unit)->span.start);
    assert_slice(place, "7:21");
}

int main(void)
{
    return UNIT_RUN(UNIT(ref), UNIT(values_that_are_given), UNIT(get_att), UNIT(get_azs),
                    UNIT(import_value), UNIT(get_stack_output), UNIT(find_in_map), UNIT(sub),
                    UNIT(join), UNIT(split), UNIT(select_item), UNIT(base64), UNIT(cidr),
                    UNIT(length), UNIT(to_json_string), UNIT(macros_see_what_was_written),
                    UNIT(join_undoes_split), UNIT(fn_if), UNIT(conditions),
                    UNIT(and_and_or_take_two_to_ten), UNIT(a_cycle_over_others),
                    UNIT(conditions_keep_their_form), UNIT(loops), UNIT(loops_in_all_sections),
                    UNIT(other_functions_are_left), UNIT(policies), UNIT(sections_are_checked),
                    UNIT(places_in_loops));
}
