/* samc_result_conditions(). */
#include "samc/samc.h"

#include "tests/unit/unit.h"

static const char head[] = "Parameters:\n"
                           "  Env: {Type: String, Default: dev, AllowedValues: [dev, prod]}\n"
                           "  Open: {Type: String}\n"
                           "  Secret: {Type: String, NoEcho: true, Default: s}\n"
                           "Resources: {R: {Type: A::B::C}}\n"
                           "Conditions:\n";

static samc_result *compile(const char *text, samc_goal goal)
{
    static const samc_pair given = {"Env", "prod"};
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result;

    options.goal = goal;
    options.parameters = &given;
    options.parameter_count = 1;
    assert_int_equal(samc_compile(text, strlen(text), &options, &result), SAMC_OK);
    return result;
}

static samc_result *compile_conditions(struct unit *unit, const char *conditions, samc_goal goal)
{
    return compile(CONCAT(unit->arena, slice_of(head), slice_of(conditions)).text, goal);
}

/* The conditions as "Name value formula; ...". */
static struct slice table_of(struct unit *unit, samc_result *result)
{
    struct buffer text = buffer_new(unit->arena);
    size_t count;
    const samc_condition *conditions = samc_result_conditions(result, &count);

    if (!conditions) return SLICE("NULL");
    for (size_t i = 0; i < count; i++)
        buffer_printf(&text, "%s%s %s %s", i ? "; " : "", conditions[i].name,
                      samc_condition_value_name(conditions[i].value), conditions[i].formula);
    return buffer_slice(&text);
}

UNIT_TEST(values)
{
    samc_result *result = compile_conditions(unit,
                                             "  Prod: !Equals [!Ref Env, prod]\n"
                                             "  Dev: !Equals [!Ref Env, dev]\n"
                                             "  Any: !Or [!Condition Prod, !Condition Dev]\n"
                                             "  None: !Not [!Condition Any]\n"
                                             "  O: !Equals [!Ref Open, x]\n"
                                             "  Two: !And [!Condition O, !Equals [!Ref Open, y]]\n"
                                             "  Hidden: !Equals [!Ref Secret, s]\n"
                                             "  Here: !Equals [!Ref AWS::Region, us-east-1]\n",
                                             SAMC_GOAL_RESOLVE);

    assert_slice(table_of(unit, result), "Prod true Env = \"prod\"; Dev false Env = \"dev\"; "
                                         "Any always Prod or Dev; None never not Any; "
                                         "O unknown Open = \"x\"; Two never O and Open = \"y\"; "
                                         "Hidden unknown Secret = \"s\"; "
                                         "Here true AWS::Region = \"us-east-1\"");
    assert_slice(table_of(unit, result), slice_copy(unit->arena, table_of(unit, result)).text);
    samc_result_free(result);
}

/* The conditions that SAM makes are not those of the template. */
UNIT_TEST(other_goals)
{
    samc_result *result =
        compile_conditions(unit, "  Prod: !Equals [!Ref Env, prod]\n", SAMC_GOAL_TRANSFORM);

    assert_slice(table_of(unit, result), "Prod true Env = \"prod\"");
    samc_result_free(result);
}

/* What allows no stack at all says nothing about conditions. */
UNIT_TEST(rules_that_contradict_each_other)
{
    samc_result *result =
        compile_conditions(unit,
                           "  O: !Equals [!Ref Open, x]\n"
                           "Rules: {R: {Assertions: [{Assert: !Equals [!Ref Open, a]},\n"
                           "                         {Assert: !Equals [!Ref Open, b]}]}}\n",
                           SAMC_GOAL_RESOLVE);

    assert_slice(table_of(unit, result), "O unknown Open = \"x\"");
    samc_result_free(result);
}

UNIT_TEST(what_is_wrong)
{
    samc_result *result = compile_conditions(unit,
                                             "  A: !Condition B\n"
                                             "  B: !Not [!Condition A]\n"
                                             "  C: !Or [!Condition Missing, !Condition D]\n"
                                             "  D: !Equals [!Ref Env, prod, dev]\n"
                                             "  E: 5\n"
                                             "  F: !And [!Condition E, !Not [!Condition E]]\n",
                                             SAMC_GOAL_LINT);

    assert_slice(table_of(unit, result),
                 "A unknown B; B unknown not A; C unknown Missing or D; "
                 "D unknown Equals(Env, \"prod\", \"dev\"); E unknown 5; F never E and not E");
    samc_result_free(result);
}

UNIT_TEST(no_conditions)
{
    samc_result *result = compile("Resources: {R: {Type: A::B::C}}", SAMC_GOAL_RESOLVE);
    size_t count = 1;

    assert_non_null(samc_result_conditions(result, &count));
    assert_int_equal(count, 0);
    samc_result_free(result);
    result = compile_conditions(unit, "  A: [", SAMC_GOAL_RESOLVE);
    assert_null(samc_result_conditions(result, &count));
    assert_int_equal(count, 0);
    samc_result_free(result);
}

int main(void)
{
    return UNIT_RUN(UNIT(values), UNIT(other_goals), UNIT(rules_that_contradict_each_other),
                    UNIT(what_is_wrong), UNIT(no_conditions));
}
