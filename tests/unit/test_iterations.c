/* Findings in what loops made: they point to the body, and say for which item. */
#include "intrinsics/iterations.h"

#include "samc/samc.h"
#include "tests/unit/unit.h"

/* The messages of all findings, one a line, each cut before its first "Found" (what is wrong is the
 * matter of other tests), and behind the rule. */
static struct slice found_in(struct unit *unit, samc_goal goal, const char *text)
{
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result;
    struct buffer out = buffer_new(unit->arena);

    options.goal = goal;
    assert_int_equal(samc_compile(text, strlen(text), &options, &result), SAMC_OK);
    for (size_t i = 0; i < samc_result_finding_count(result); i++) {
        const samc_finding *finding = samc_result_finding(result, i);
        const char *within = strstr(finding->message, "Found in");
        buffer_printf(&out, "%d:%d %s %s\n", (int)finding->line, (int)finding->column,
                      finding->rule, within ? within : "-");
    }
    samc_result_free(result);
    return out.size ? buffer_slice(&out) : SLICE("");
}

#define TRANSFORM "Transform: AWS::LanguageExtensions\n"

UNIT_TEST(a_resource)
{
    assert_slice(found_in(unit, SAMC_GOAL_RESOLVE,
                          TRANSFORM "Resources:\n"
                                    "  Fn::ForEach::Topics:\n"
                                    "    - TopicName\n"
                                    "    - [Success, Failure]\n"
                                    "    - R${TopicName}:\n"
                                    "        Type: T\n"
                                    "        Properties: {A: !FindInMap [a, !Ref TopicName, b]}\n"),
                 "8:37 E1011 Found in the loop Fn::ForEach::Topics, where TopicName is Success.\n"
                 "8:37 E1011 Found in the loop Fn::ForEach::Topics, where TopicName is Failure.\n");
}

/* What is the same but for the item is said once. */
UNIT_TEST(the_same_in_several_iterations)
{
    static const char text[] = TRANSFORM "Resources:\n"
                                         "  Fn::ForEach::L:\n"
                                         "    - I\n"
                                         "    - [a, b%s]\n"
                                         "    - R${I}: {Type: T, A: !Select [1, [a]]}\n";

    assert_slice(found_in(unit, SAMC_GOAL_RESOLVE, slice_printf(unit->arena, text, "").text),
                 "6:36 E1017 Found in the loop Fn::ForEach::L, where I is a, and once more.\n");
    assert_slice(found_in(unit, SAMC_GOAL_RESOLVE, slice_printf(unit->arena, text, ", c, d").text),
                 "6:36 E1017 Found in the loop Fn::ForEach::L, where I is a, and 3 times more.\n");
}

UNIT_TEST(loops_inside_each_other)
{
    assert_slice(found_in(unit, SAMC_GOAL_RESOLVE,
                          TRANSFORM "Resources:\n"
                                    "  Fn::ForEach::A:\n"
                                    "    - I\n"
                                    "    - [x]\n"
                                    "    - Fn::ForEach::B:\n"
                                    "        - J\n"
                                    "        - ['1']\n"
                                    "        - R${I}${J}:\n"
                                    "            Type: T\n"
                                    "            Properties:\n"
                                    "              Before: !Select [1, [a]]\n"
                                    "              Fn::ForEach::C:\n"
                                    "                - K\n"
                                    "                - [p]\n"
                                    "                - P${K}: !Join [a]\n"
                                    "              After: !Select [1, [a]]\n"),
                 "12:32 E1017 Found in the loop Fn::ForEach::A, where I is x, and Fn::ForEach::B, "
                 "where J is 1.\n"
                 "16:26 E1022 Found in the loop Fn::ForEach::A, where I is x, and Fn::ForEach::B, "
                 "where J is 1, and Fn::ForEach::C, where K is p.\n"
                 "17:31 E1017 Found in the loop Fn::ForEach::A, where I is x, and Fn::ForEach::B, "
                 "where J is 1.\n");
}

/* Conditions are evaluated when a resource asks for them; what is wrong is in their own loop. */
UNIT_TEST(conditions_and_outputs)
{
    assert_slice(found_in(unit, SAMC_GOAL_RESOLVE,
                          TRANSFORM "Conditions:\n"
                                    "  Fn::ForEach::C:\n"
                                    "    - I\n"
                                    "    - [a]\n"
                                    "    - Is${I}: text\n"
                                    "  Own: text\n"
                                    "Resources: {}\n"),
                 "6:15 E8001 Found in the loop Fn::ForEach::C, where I is a.\n"
                 "7:8 E8001 -\n");
    assert_slice(found_in(unit, SAMC_GOAL_RESOLVE,
                          TRANSFORM "Resources: {R: {Type: T, A: !Join [a]}}\n"
                                    "Outputs:\n"
                                    "  Fn::ForEach::O:\n"
                                    "    - I\n"
                                    "    - [a]\n"
                                    "    - Out${I}: {Value: !Join [a]}\n"
                                    "  Own: {Value: !Join [a]}\n"),
                 "2:29 E1022 -\n"
                 "7:24 E1022 Found in the loop Fn::ForEach::O, where I is a.\n"
                 "8:16 E1022 -\n");
}

/* What is wrong with an inner loop is said of the outer iteration. */
UNIT_TEST(a_loop_in_a_loop)
{
    assert_slice(found_in(unit, SAMC_GOAL_RESOLVE,
                          TRANSFORM "Resources:\n"
                                    "  Fn::ForEach::A:\n"
                                    "    - I\n"
                                    "    - [x]\n"
                                    "    - Fn::ForEach::B: [J, !Ref 'Un${I}', {}]\n"),
                 "6:27 E1032 Found in the loop Fn::ForEach::A, where I is x.\n");
}

/* An error ends its outermost loop; the others are looked at all the same. */
UNIT_TEST(several_loops)
{
    assert_slice(found_in(unit, SAMC_GOAL_RESOLVE,
                          TRANSFORM "Resources:\n"
                                    "  Fn::ForEach::A: [I, !Ref Unknown, {}]\n"
                                    "  Fn::ForEach::B: [I, [a, a, a], {'R${I}': {Type: T}}]\n"
                                    "  Ra: {Type: T}\n"
                                    "  Rc: {Type: T, Properties: {'Fn::ForEach::C': [I]}}\n"
                                    "  Rb: {Type: T, Properties: {'Fn::ForEach::D': [I, [a], {\n"
                                    "    'Fn::ForEach::E': [I, [a], {}]}]}}\n"
                                    "Outputs:\n"
                                    "  Fn::ForEach::F: []\n"),
                 "3:23 E1032 -\n"
                 "4:44 E1032 Found in the loop Fn::ForEach::B, where I is a.\n"
                 "5:7 E1032 -\n"
                 "6:48 E1032 -\n"
                 "8:24 E1032 -\n"
                 "10:19 E1032 -\n");
}

static const char function[] = "Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]\n"
                               "Resources:\n"
                               "  Fn::ForEach::Functions:\n"
                               "    - I\n"
                               "    - [a, b]\n"
                               "    - R${I}:\n"
                               "        Type: AWS::Serverless::Function\n"
                               "        Properties: {InlineCode: a, Handler: a}\n";

/* The transform knows nothing of loops, but which resource it refuses. Each is said to be refused;
 * a linter says it once. */
UNIT_TEST(what_the_transform_refuses)
{
    assert_slice(found_in(unit, SAMC_GOAL_TRANSFORM, function),
                 "7:9 SAM2007 Found in the loop Fn::ForEach::Functions, where I is a.\n"
                 "7:9 SAM2007 Found in the loop Fn::ForEach::Functions, where I is b.\n");
    assert_slice(found_in(unit, SAMC_GOAL_LINT, function),
                 "7:9 SAM2007 Found in the loop Fn::ForEach::Functions, where I is a, and once "
                 "more.\n");
}

/* An item that is long is cut, and never inside a character. */
UNIT_TEST(long_items)
{
    struct iteration iteration = {.loop = unit_symbol(unit, "Fn::ForEach::L"),
                                  .identifier = SLICE("I")};
    struct buffer item = buffer_new(unit->arena);

    buffer_add_repeat(&item, 'x', 80);
    iteration.item = buffer_slice(&item);
    struct slice text = iteration_text(unit->arena, &iteration);
    assert_true(slice_search(text, iteration.item) < text.size);
    item.size = 79;
    buffer_add(&item, SLICE("\xc3\xa9xx"));
    iteration.item = buffer_slice(&item);
    text = iteration_text(unit->arena, &iteration);
    assert_slice(slice_from(text, text.size - 5), "xx...");
}

int main(void)
{
    return UNIT_RUN(UNIT(a_resource), UNIT(the_same_in_several_iterations),
                    UNIT(loops_inside_each_other), UNIT(conditions_and_outputs),
                    UNIT(a_loop_in_a_loop), UNIT(several_loops), UNIT(what_the_transform_refuses),
                    UNIT(long_items));
}
