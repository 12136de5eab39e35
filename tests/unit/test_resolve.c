/* samc_result_resolve(): one value of a template, by the public API. What it gives is also held
 * against what `samc resolve` makes of whole templates. */
#include "samc/samc.h"

#include <string.h>

#include "base/limits.h"
#include "document/path.h"
#include "intrinsics/intrinsics.h"
#include "pipeline/result_internal.h"
#include "tests/support/files.h"
#include "tests/unit/unit.h"

static const char sample[] =
    "Parameters:\n"
    "  Prefix: {Type: String, Default: acme}\n"
    "  Stage: {Type: String}\n"
    "  Open: {Type: String}\n"
    "  Secret: {Type: String, NoEcho: true, Default: hidden}\n"
    "Mappings:\n"
    "  Sizes: {prod: {Memory: 512}}\n"
    "Conditions:\n"
    "  IsProd: !Equals [!Ref Stage, prod]\n"
    "  IsTest: !Not [!Condition IsProd]\n"
    "Resources:\n"
    "  Table: {Type: 'A::B::C'}\n"
    "  Bucket:\n"
    "    Type: AWS::S3::Bucket\n"
    "    Properties:\n"
    "      Name: !Sub '${Prefix}-${Stage}-data'\n"
    "      Open: !Sub '${Prefix}-${Open}-${Table.Arn}'\n"
    "      Memory: !FindInMap [Sizes, !Ref Stage, Memory]\n"
    "      Size: !If [IsProd, [{Big: !Ref Table}], !Ref AWS::NoValue]\n"
    "      Count: !If [IsTest, 1, !Ref 'AWS::NoValue']\n"
    "      Dynamic: ['{{resolve:ssm:a}}']\n"
    "      Secret: !Sub 'x-${Secret}'\n"
    "      Zones: !GetAZs ''\n"
    "      Bad: !Select [2, [a]]\n"
    "  Gone:\n"
    "    Type: T\n"
    "    Condition: IsTest\n"
    "    Properties: {A: !Ref Prefix}\n"
    "  Fn::ForEach::Queues:\n"
    "    - Id\n"
    "    - [Orders, Returns]\n"
    "    - ${Id}Queue: {Type: T, Properties: {N: !Sub '${Id}-${Stage}'}}\n";

static samc_result *compiled(const char *text, samc_goal goal)
{
    static const samc_pair given[] = {{"Stage", "prod"}, {"Secret", "also hidden"}};
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result = NULL;
    char region[] = "eu-west-1";

    options.name = "t.yaml";
    options.goal = goal;
    options.region = region;
    options.parameters = given;
    options.parameter_count = 2;
    assert_int_equal(samc_compile(text, strlen(text), &options, &result), SAMC_OK);
    memset(region, 'x', sizeof region - 1); /* options are read by samc_compile() only */
    return result;
}

struct value_case {
    const char *path, *json, *steps;
    samc_value_type type;
    int known;
};

static void check_value(samc_result *result, const struct value_case *due)
{
    const char *problem = "not set";
    const samc_value *value = samc_result_resolve(result, due->path, &problem);

    if (!value) print_error("%s: %s\n", due->path, problem);
    assert_non_null(value);
    assert_null(problem);
    assert_string_equal(value->json, due->json);
    assert_string_equal(value->steps, due->steps);
    assert_int_equal(value->type, due->type);
    assert_int_equal(value->known, due->known);
}

#define CHECK_VALUES(...)                                                                          \
    do {                                                                                           \
        static const struct value_case cases[] = {__VA_ARGS__};                                    \
        samc_result *result = compiled(sample, SAMC_GOAL_RESOLVE);                                 \
        (void)state;                                                                               \
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)                                  \
            check_value(result, &cases[i]);                                                        \
        samc_result_free(result);                                                                  \
    } while (0)

static void known_values(void **state)
{
    CHECK_VALUES({"Resources/Bucket/Type", "\"AWS::S3::Bucket\"",
                  "t.yaml:14:11: \"AWS::S3::Bucket\"\n= \"AWS::S3::Bucket\"\n", SAMC_VALUE_STRING,
                  1},
                 {"Resources/Bucket/Properties/Name", "\"acme-prod-data\"",
                  "t.yaml:16:13: !Sub \"${Prefix}-${Stage}-data\"\n"
                  "t.yaml:2:3:     Prefix is \"acme\" (Default of the parameter)\n"
                  "t.yaml:3:3:     Stage is \"prod\" (given)\n"
                  "= \"acme-prod-data\"\n",
                  SAMC_VALUE_STRING, 1},
                 {"Resources.Bucket.Properties.Memory", "512",
                  "t.yaml:18:15: !FindInMap [\"Sizes\", !Ref Stage, \"Memory\"]\n"
                  "t.yaml:3:3:     Stage is \"prod\" (given)\n"
                  "t.yaml:7:26:    Sizes, prod, Memory is 512 (in Mappings)\n"
                  "= 512\n",
                  SAMC_VALUE_NUMBER, 1},
                 {"Resources/OrdersQueue/Properties/N", "\"Orders-prod\"",
                  "t.yaml:32:45: !Sub \"Orders-${Stage}\"\n"
                  "t.yaml:29:3:    Id is \"Orders\" (an item of Fn::ForEach::Queues)\n"
                  "t.yaml:3:3:     Stage is \"prod\" (given)\n"
                  "= \"Orders-prod\"\n",
                  SAMC_VALUE_STRING, 1},
                 {"Parameters/Stage", "\"prod\"",
                  "t.yaml:3:10: {\"Type\": \"String\"}\n"
                  "t.yaml:3:3:    Stage is \"prod\" (given)\n"
                  "= \"prod\"\n",
                  SAMC_VALUE_STRING, 1});
}

static void conditions(void **state)
{
    CHECK_VALUES({"Conditions/IsTest", "false",
                  "t.yaml:10:11: !Not [!Condition IsProd]\n"
                  "t.yaml:9:3:     IsProd: !Equals [!Ref Stage, \"prod\"]\n"
                  "t.yaml:3:3:       Stage is \"prod\" (given)\n"
                  "                = true\n"
                  "= false\n",
                  SAMC_VALUE_BOOLEAN, 1},
                 {"Resources/Bucket/Properties/Count", "{\"Ref\":\"AWS::NoValue\"}",
                  "t.yaml:20:14: !If [IsTest, 1, !Ref AWS::NoValue]\n"
                  "t.yaml:10:3:    IsTest: !Not [!Condition IsProd]\n"
                  "t.yaml:9:3:       IsProd: !Equals [!Ref Stage, \"prod\"]\n"
                  "t.yaml:3:3:         Stage is \"prod\" (given)\n"
                  "                  = true\n"
                  "                = false\n"
                  "= !Ref AWS::NoValue (nothing: what it is given to is left out)\n",
                  SAMC_VALUE_NOTHING, 1},
                 {"Resources/Gone/Properties/A", "\"acme\"",
                  "t.yaml:28:21: !Ref Prefix\n"
                  "t.yaml:2:3:     Prefix is \"acme\" (Default of the parameter)\n"
                  "t.yaml:25:3:    Gone is not made, because the condition IsTest is false\n"
                  "= \"acme\"\n",
                  SAMC_VALUE_STRING, 1});
}

static void unknown_values(void **state)
{
    CHECK_VALUES(
        {"Resources/Bucket/Properties/Open", "{\"Fn::Sub\":\"acme-${Open}-${Table.Arn}\"}",
         "t.yaml:17:13: !Sub \"${Prefix}-${Open}-${Table.Arn}\"\n"
         "t.yaml:2:3:     Prefix is \"acme\" (Default of the parameter)\n"
         "t.yaml:4:3:     Open is not known: the parameter has no value\n"
         "t.yaml:12:3:    Table.Arn is not known: attribute of the resource Table, known once the "
         "stack is deployed\n"
         "= !Sub \"acme-${Open}-${Table.Arn}\" (a string, not known)\n",
         SAMC_VALUE_STRING, 0},
        {"Resources/Bucket/Properties/Size/0/Big", "{\"Ref\":\"Table\"}",
         "t.yaml:19:13: !If [IsProd, [{\"Big\": !Ref Table}], !Ref AWS::NoValue]\n"
         "t.yaml:9:3:     IsProd: !Equals [!Ref Stage, \"prod\"]\n"
         "t.yaml:3:3:       Stage is \"prod\" (given)\n"
         "                = true\n"
         "t.yaml:12:3:    Table is not known: Ref of the resource Table, known once the stack is "
         "deployed\n"
         "              = [{\"Big\": !Ref Table}]\n"
         "= !Ref Table (a string, not known: Ref of the resource Table, known once the stack is "
         "deployed)\n",
         SAMC_VALUE_STRING, 0},
        {"Resources/Bucket/Properties/Dynamic", "[\"{{resolve:ssm:a}}\"]",
         "t.yaml:21:16: [\"{{resolve:ssm:a}}\"]\n"
         "t.yaml:21:17:   \"{{resolve:ssm:a}}\" is not known: dynamic reference, looked up when "
         "the stack is deployed\n"
         "= [\"{{resolve:ssm:a}}\"] (a list, not known as a whole)\n",
         SAMC_VALUE_LIST, 0},
        {"Resources/Bucket/Properties/Zones", "{\"Fn::GetAZs\":\"\"}",
         "t.yaml:23:14: !GetAZs \"\"\n"
         "= !GetAZs \"\" (a list, not known: the zones depend on the account)\n",
         SAMC_VALUE_LIST, 0},
        {"Resources/Bucket/Properties/Bad", "{\"Fn::Select\":[2,[\"a\"]]}",
         "t.yaml:24:12: !Select [2, [\"a\"]]\n"
         "t.yaml:24:21:   error E1017: Fn::Select asks for item 2, but the list has 1; the first "
         "one is item 0.\n"
         "= !Select [2, [\"a\"]] (with an error)\n",
         SAMC_VALUE_STRING, 0},
        {"Resources/Fn::ForEach::Queues/2/${Id}Queue/Properties/N", "{\"Fn::Sub\":\"${Id}-prod\"}",
         "t.yaml:32:45: !Sub \"${Id}-${Stage}\"\n"
         "t.yaml:29:3:    Id is not known: the loop puts one item after the other in its place\n"
         "t.yaml:3:3:     Stage is \"prod\" (given)\n"
         "= !Sub \"${Id}-prod\" (a string, not known)\n",
         SAMC_VALUE_STRING, 0});
}

static void secrets_are_not_shown(void **state)
{
    samc_result *result = compiled(sample, SAMC_GOAL_RESOLVE);
    const char *const paths[] = {"", "Parameters", "Parameters/Secret", "Parameters/Secret/Default",
                                 "Resources/Bucket/Properties/Secret"};

    (void)state;
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        const samc_value *value = samc_result_resolve(result, paths[i], NULL);
        assert_non_null(value);
        assert_null(strstr(value->json, "hidden"));
        assert_null(strstr(value->steps, "hidden"));
        assert_non_null(strstr(value->steps, "****"));
    }
    samc_result_free(result);
}

static void check_problem(samc_result *result, const char *path, const char *due)
{
    const char *problem = NULL;

    assert_null(samc_result_resolve(result, path, &problem));
    assert_non_null(problem);
    assert_string_equal(problem, due);
}

static void paths_that_lead_nowhere(void **state)
{
    samc_result *result = compiled(sample, SAMC_GOAL_RESOLVE);

    (void)state;
    check_problem(result, "Resuorces/Bucket",
                  "The template has no 'Resuorces'. Did you mean 'Resources'?");
    check_problem(result, "Resources/Bukcet/Type",
                  "'Resources' has no 'Bukcet'. Did you mean 'Bucket'?");
    check_problem(result, "Resources.Bukcet.Type",
                  "'Resources' has no 'Bukcet'. Did you mean 'Bucket'?");
    check_problem(result, "Conditions/X", "'Conditions' has no 'X'. It has 'IsProd', 'IsTest'.");
    check_problem(result, "Resources/Bucket/Properties/X",
                  "'Resources/Bucket/Properties' has no 'X'. It has 'Name', 'Open', 'Memory', "
                  "'Size', 'Count', 'Dynamic' and 3 more.");
    check_problem(result, "Resources/Bucket/Properties/Dynamic/1",
                  "'Resources/Bucket/Properties/Dynamic' is a list of 1, numbered from 0, so it "
                  "has no '1'.");
    check_problem(result, "Resources/Bucket/Type/x",
                  "'Resources/Bucket/Type' is a string, so it has no 'x'.");
    check_problem(result, "Resources/Bucket/Properties/Open/x",
                  "'Resources/Bucket/Properties/Open' is not known, so 'x' cannot be looked up in "
                  "it.");
    assert_null(samc_result_resolve(result, "Nothing", NULL));
    const char *problem = "not set";
    assert_null(samc_result_resolve(result, NULL, &problem));
    samc_result_free(result);
    result = compiled("a: {b: 1}\na.b: 2\n", SAMC_GOAL_RESOLVE);
    check_problem(result, "a.b",
                  "The template has more than one key that 'a.b' may begin with. Put / between the "
                  "keys, as in Resources/Id.");
    samc_result_free(result);
    result = compiled("Resources: [", SAMC_GOAL_RESOLVE);
    check_problem(result, "Resources", "The template cannot be read.");
    samc_result_free(result);
}

/* The goal of the compilation, and whether the template is refused, do not matter. */
static void any_goal(void **state)
{
    static const samc_goal goals[] = {SAMC_GOAL_TRANSFORM, SAMC_GOAL_EXTENSIONS, SAMC_GOAL_LINT};

    (void)state;
    for (size_t i = 0; i < sizeof goals / sizeof *goals; i++) {
        samc_result *result = compiled(sample, goals[i]);
        const samc_value *value =
            samc_result_resolve(result, "Resources/Bucket/Properties/Name", NULL);
        assert_non_null(value);
        assert_string_equal(value->json, "\"acme-prod-data\"");
        samc_result_free(result);
    }
}

/* The region is a copy of what was given. */
static void regions(void **state)
{
    samc_result *result = compiled(
        "Resources: {R: {V: !Ref 'AWS::Region', W: !Ref 'AWS::Partition'}}", SAMC_GOAL_RESOLVE);

    (void)state;
    check_value(result,
                &(struct value_case){"Resources/R/V", "\"eu-west-1\"",
                                     "t.yaml:1:20: !Ref AWS::Region\n"
                                     "               AWS::Region is \"eu-west-1\" (by the region)\n"
                                     "= \"eu-west-1\"\n",
                                     SAMC_VALUE_STRING, 1});
    assert_string_equal(samc_result_resolve(result, "Resources/R/W", NULL)->json, "\"aws\"");
    samc_result_free(result);
}

/* What the template says reaches a terminal escaped. */
static void texts_are_escaped(void **state)
{
    samc_result *result =
        compiled("Resources: {\"R\\e[1m\": {V: !Sub \"\\e[31m${X\\e[2m}\"}}", SAMC_GOAL_RESOLVE);

    (void)state;
    check_value(result,
                &(struct value_case){
                    "Resources/R\x1b[1m/V", "{\"Fn::Sub\":\"\\u001b[31m${X\\u001b[2m}\"}",
                    "t.yaml:1:27: !Sub \"\\u001b[31m${X\\u001b[2m}\"\n"
                    "               X\\x1b[2m is not known: the template has no parameter or "
                    "resource of this name\n"
                    "= !Sub \"\\u001b[31m${X\\u001b[2m}\" (a string, not known)\n",
                    SAMC_VALUE_STRING, 0});
    samc_result_free(result);
}

/* A text of a million bytes that a name, and aliases of it, stand for in every step: only the last
 * line holds it whole. */
UNIT_TEST(long_texts_are_shown_once)
{
    enum { SIZE = 1000000, TIMES = 15 };
    struct buffer text = buffer_new(unit->arena);

    buffer_add(&text, SLICE("Parameters: {P: {Type: String, Default: &p "));
    buffer_add_repeat(&text, 'x', SIZE);
    buffer_add(&text, SLICE("}}\nResources: {R: {V: "));
    for (int i = 0; i < TIMES; i++)
        buffer_add(
            &text,
            SLICE("!Select [0, [!Ref P, *p, {*p : *p}, {Ref: *p}, {Fn::GetAtt: [*p, *p]}, "));
    for (int i = 0; i < TIMES; i++)
        buffer_add(&text, SLICE("]]"));
    buffer_add(&text, SLICE("}}\n"));
    samc_result *result = compiled(text.text, SAMC_GOAL_RESOLVE);
    const samc_value *value = samc_result_resolve(result, "Resources/R/V", NULL);
    assert_non_null(value);
    assert_int_equal(strlen(value->json), SIZE + 2);
    assert_true(strlen(value->steps) > SIZE);
    assert_true(strlen(value->steps) < SIZE + 100000);
    samc_result_free(result);
}

/* -- Against samc resolve -----------------------------------------------------------------------
 */

struct fixture {
    const char *name;
    samc_result *result;
    size_t values; /* compared */
};

/* Compares `node` of the output, and what is below it in maps. An item of a list may have another
 * number in the input, if one before it is dropped, and below a function is not what it gave. */
static void compare_below(struct unit *unit, struct fixture *fixture, const struct node *node,
                          struct path *path)
{
    const char *text = slice_copy(unit->arena, path_text(unit->arena, path, path->count)).text;
    const char *problem = NULL;
    const samc_value *value = samc_result_resolve(fixture->result, text, &problem);

    if (!value) print_error("%s, %s: %s\n", fixture->name, text, problem);
    assert_non_null(value);
    struct slice due = unit_json(unit, node);
    if (!slice_eq(slice_of(value->json), due))
        print_error("%s, %s\n  should be %.*s\n", fixture->name, text, SLICE_ARG(due));
    assert_slice(due, value->json);
    fixture->values++;
    if (is_intrinsic(node)) return;
    MAP_EACH (node, each) {
        path->steps[path->count++] = (struct path_step){.node = each.value, .entry = each.entry};
        compare_below(unit, fixture, each.value, path);
        path->count--;
    }
}

static size_t compare_fixture(struct unit *unit, const char *name)
{
    const char *file = slice_printf(unit->arena, FIXTURES "/transform/%s/template.yaml", name).text;
    struct path_step steps[LIMIT_DEPTH + 1];
    struct path path = {steps, 0};
    struct slice text;

    if (!load_file_optional(unit->arena, file, &text)) return 0;
    struct fixture fixture = {.name = name, .result = compiled(text.text, SAMC_GOAL_RESOLVE)};
    MAP_EACH (fixture.result->output, each) {
        if (each.key != K(Resources) && each.key != K(Outputs)) continue;
        path = (struct path){steps, 1};
        steps[0] = (struct path_step){.node = each.value, .entry = each.entry};
        MAP_EACH (each.value, item) {
            steps[1] = (struct path_step){.node = item.value, .entry = item.entry};
            path.count = 2;
            compare_below(unit, &fixture, item.value, &path);
        }
    }
    samc_result_free(fixture.result);
    return fixture.values;
}

UNIT_TEST(values_are_those_of_the_output)
{
    static const char *const any[] = {"", NULL};
    struct file_names names;
    size_t values = 0;

    assert_true(list_folder(unit->arena, FIXTURES "/transform", any, &names));
    for (size_t i = 0; i < names.count; i++)
        values += compare_fixture(unit, names.items[i]);
    assert_true(values > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_values),
        cmocka_unit_test(conditions),
        cmocka_unit_test(unknown_values),
        cmocka_unit_test(secrets_are_not_shown),
        cmocka_unit_test(paths_that_lead_nowhere),
        cmocka_unit_test(any_goal),
        cmocka_unit_test(regions),
        cmocka_unit_test(texts_are_escaped),
        UNIT(long_texts_are_shown_once),
        UNIT(values_are_those_of_the_output),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
