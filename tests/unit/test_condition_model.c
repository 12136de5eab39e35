/* Conditions as a whole: which can hold together, and which follow from others.
 *
 * A question names scenarios as "A !B": A is true and B is false.
 */
#include "intrinsics/condition_model.h"
#include "tests/unit/unit.h"

struct question {
    const char *scenario;
    const char *other; /* NULL: whether `scenario` is possible; else whether it implies this */
    enum answer due;
};

static const char parameters[] =
    "Parameters:\n"
    "  Env: {Type: String, Default: dev}\n"
    "  Other: {Type: String}\n"
    "  Size: {Type: String, AllowedValues: [s, m, l]}\n"
    "  Count: {Type: Number, AllowedValues: [1, 2]}\n"
    "  Fixed: {Type: String, AllowedValues: [only]}\n"
    "  Flags: {Type: CommaDelimitedList, AllowedValues: [a, b]}\n"
    "  Stored: {Type: \"AWS::SSM::Parameter::Value<String>\", AllowedValues: [/a, /b]}\n"
    "  Long: {Type: String, MinLength: 1, AllowedPattern: '[a-z]*'}\n"
    "  Number: {Type: Number, MaxValue: 10}\n"
    "Mappings:\n"
    "  Map: {dev: {Vpc: 'no', Name: d}, prod: {Vpc: 'yes', Name: p}, old: {Vpc: 'yes'}}\n"
    "Conditions:\n";

static struct condition_model *model_of(struct unit *unit, const char *conditions,
                                        const struct evaluation_options *view)
{
    struct slice text = CONCAT(unit->arena, slice_of(parameters), slice_of(conditions));
    const struct node *root = unit_read(unit, slice_copy(unit->arena, text).text);

    assert_non_null(root);
    return condition_model_new(&unit->builder, view, root);
}

static const struct scenario *scenario_of(struct unit *unit, const char *text)
{
    const struct scenario *scenario = NULL;

    for (struct slice rest = slice_of(text); rest.size;) {
        struct slice word = slice_first(rest, slice_find(rest, ' '));
        bool truth = !slice_starts(word, SLICE("!"));
        scenario = scenario_with(unit->arena, scenario,
                                 symbol_of(unit->builder.symbols, slice_from(word, !truth)), truth);
        rest = slice_from(rest, word.size + 1);
    }
    return scenario;
}

/* Whether a scenario is possible, its conditions put one by one. */
static enum answer possible_with(struct condition_model *model, const struct scenario *scenario)
{
    enum { MOST = 32 };
    const struct symbol *conditions[MOST];
    unsigned truths = 0;
    size_t count = 0;

    for (; scenario; scenario = scenario->parent) {
        truths |= (unsigned)scenario->truth << count;
        conditions[count++] = scenario->condition;
        assert_true(count < MOST);
    }
    return scenario_possible_with(model, NULL, conditions, count, truths);
}

static void check(struct unit *unit, struct condition_model *model,
                  const struct question *questions, size_t count)
{
    static const char *const names[] = {"no", "yes", "not decided"};

    for (size_t i = 0; i < count; i++) {
        const struct question *q = &questions[i];
        const struct scenario *scenario = scenario_of(unit, q->scenario);
        enum answer got = q->other ? scenario_implies(model, scenario, scenario_of(unit, q->other))
                                   : scenario_possible(model, scenario);
        if (!q->other) assert_int_equal(possible_with(model, scenario), got);
        if (got == q->due) continue;
        print_error("%s%s%s should be %s, but is %s\n", q->scenario, q->other ? " => " : "",
                    q->other ? q->other : "", names[q->due], names[got]);
        fail();
    }
}

#define CHECK(model, ...)                                                                          \
    do {                                                                                           \
        static const struct question questions[] = {__VA_ARGS__};                                  \
        check(unit, (model), questions, sizeof questions / sizeof *questions);                     \
    } while (0)

static const struct evaluation_options free_view = {.free_parameters = true};

UNIT_TEST(functions)
{
    struct condition_model *model = model_of(unit,
                                             "  A: !Equals [!Ref Env, a]\n"
                                             "  B: !Equals [b, !Ref Other]\n"
                                             "  Both: !And [!Condition A, !Condition B]\n"
                                             "  Either: !Or [!Condition A, !Condition B]\n"
                                             "  Neither: !Not [!Condition Either]\n"
                                             "  Always: !Or [!Condition A, !Not [!Condition A]]\n"
                                             "  Never: !And [!Condition Both, !Condition Neither]\n"
                                             "  Same: !Equals [x, x]\n"
                                             "  Differs: !Equals [x, X]\n",
                                             &free_view);

    CHECK(model, {"A", NULL, ANSWER_YES}, {"A !B", NULL, ANSWER_YES}, {"A !A", NULL, ANSWER_NO},
          {"Both", "A", ANSWER_YES}, {"Both", "A B", ANSWER_YES}, {"A", "Both", ANSWER_NO},
          {"A B", "Both", ANSWER_YES}, {"A", "Either", ANSWER_YES}, {"Either", "A", ANSWER_NO},
          {"Either !A", "B", ANSWER_YES}, {"Neither", "!A !B", ANSWER_YES},
          {"!Neither !Both", "A", ANSWER_NO}, {"!Always", NULL, ANSWER_NO},
          {"Never", NULL, ANSWER_NO}, {"", "Always", ANSWER_YES}, {"", "A", ANSWER_NO},
          {"", "", ANSWER_YES}, {"", NULL, ANSWER_YES}, {"", "Same", ANSWER_YES},
          {"Differs", NULL, ANSWER_NO}, {"Never", "A", ANSWER_YES});
}

UNIT_TEST(one_value_at_a_time)
{
    struct condition_model *model = model_of(unit,
                                             "  IsDev: !Equals [!Ref Env, dev]\n"
                                             "  IsProd: !Equals [prod, !Ref Env]\n"
                                             "  IsSub: !Equals [!Sub '${Env}', prod]\n"
                                             "  IsOther: !Equals [!Ref Other, dev]\n",
                                             &free_view);

    CHECK(model, {"IsDev", NULL, ANSWER_YES}, {"IsDev IsProd", NULL, ANSWER_NO},
          {"!IsDev !IsProd", NULL, ANSWER_YES}, {"IsDev", "!IsProd", ANSWER_YES},
          {"!IsDev", "IsProd", ANSWER_NO}, {"IsDev IsOther", NULL, ANSWER_YES},
          {"IsSub", "IsProd", ANSWER_YES}, {"IsSub IsDev", NULL, ANSWER_NO});
}

UNIT_TEST(allowed_values)
{
    struct condition_model *model = model_of(unit,
                                             "  S: !Equals [!Ref Size, s]\n"
                                             "  M: !Equals [!Ref Size, m]\n"
                                             "  L: !Equals [!Ref Size, l]\n"
                                             "  X: !Equals [!Ref Size, x]\n"
                                             "  One: !Equals [!Ref Count, 1]\n"
                                             "  OneText: !Equals [!Ref Count, '1']\n"
                                             "  Only: !Equals [!Ref Fixed, only]\n"
                                             "  OnlySub: !Equals [!Sub 'x-${Fixed}', x-only]\n"
                                             "  A: !Equals [!Ref Stored, /c]\n"
                                             "  F: !Equals [!Select [0, !Ref Flags], c]\n",
                                             &free_view);

    CHECK(model, {"!S !M !L", NULL, ANSWER_NO}, {"!S !M", "L", ANSWER_YES}, {"!S", "M", ANSWER_NO},
          {"X", NULL, ANSWER_NO}, {"!One", NULL, ANSWER_YES}, {"One", "OneText", ANSWER_YES},
          {"!Only", NULL, ANSWER_NO}, {"!OnlySub", NULL, ANSWER_NO}, {"A", NULL, ANSWER_YES},
          {"F", NULL, ANSWER_YES});
}

UNIT_TEST(equal_values_that_are_not_known)
{
    struct condition_model *model = model_of(unit,
                                             "  Same: !Equals [!Ref Env, !Ref Env]\n"
                                             "  Pair: !Equals [!Ref Env, !Ref Other]\n"
                                             "  Turned: !Equals [!Ref Other, !Ref Env]\n"
                                             "  IsProd: !Equals [!Ref Env, prod]\n"
                                             "  OtherIsProd: !Equals [!Ref Other, prod]\n"
                                             "  Region: !Equals [!Ref 'AWS::Region', eu-west-1]\n",
                                             &free_view);

    CHECK(model, {"", "Same", ANSWER_YES}, {"Pair", "Turned", ANSWER_YES},
          {"!Pair", NULL, ANSWER_YES}, {"Region", NULL, ANSWER_YES}, {"!Region", NULL, ANSWER_YES},
          {"IsProd OtherIsProd", NULL, ANSWER_YES});
}

/* What values of one parameter have to do with each other beyond being different is not looked
 * into: that they can be so together is not said. */
UNIT_TEST(values_that_depend_on_each_other)
{
    struct condition_model *model = model_of(unit,
                                             "  IsProd: !Equals [!Ref Env, prod]\n"
                                             "  HasVpc: !Equals [!Sub 'x${Env}', xprod]\n"
                                             "  Pair: !Equals [!Ref Env, !Ref Other]\n"
                                             "  Far: !Equals [!Ref Other, x]\n"
                                             "  Free: !Equals [!Ref Size, s]\n"
                                             "  Chosen: !Equals [!If [IsProd, a, b], a]\n",
                                             &free_view);

    CHECK(model, {"IsProd", NULL, ANSWER_YES}, {"HasVpc", NULL, ANSWER_YES},
          {"HasVpc", "IsProd", ANSWER_NOT_DECIDED}, {"HasVpc Free", NULL, ANSWER_YES},
          {"Pair IsProd", NULL, ANSWER_NOT_DECIDED}, {"HasVpc !HasVpc", NULL, ANSWER_NO},
          {"Chosen", NULL, ANSWER_NOT_DECIDED}, {"Chosen !Chosen", NULL, ANSWER_NO});
}

UNIT_TEST(look_ups)
{
    struct condition_model *model =
        model_of(unit,
                 "  Dev: !Equals [!Ref Env, dev]\n"
                 "  Prod: !Equals [!Ref Env, prod]\n"
                 "  Old: !Equals [!Ref Env, old]\n"
                 "  New: !Equals [!Ref Env, new]\n"
                 "  Vpc: !Equals [!FindInMap [Map, !Ref Env, Vpc], 'yes']\n"
                 "  Never: !Equals [maybe, !FindInMap [Map, !Ref Env, Vpc]]\n"
                 "  ByKey: !Equals [!FindInMap [Map, prod, !Ref Other], p]\n"
                 "  IsVpc: !Equals [!Ref Other, Vpc]\n"
                 "  Both: !Equals [!FindInMap [Map, !Ref Env, !Ref Other], p]\n",
                 &free_view);

    CHECK(model, {"Vpc", NULL, ANSWER_YES}, {"Prod", "Vpc", ANSWER_YES},
          {"Dev Vpc", NULL, ANSWER_NO}, {"Vpc !Prod", "Old", ANSWER_YES},
          {"Vpc", "Prod", ANSWER_NO}, {"Never", NULL, ANSWER_NO}, {"New", NULL, ANSWER_NO},
          {"!Dev !Prod", "Old", ANSWER_YES}, {"ByKey IsVpc", NULL, ANSWER_NO},
          {"!ByKey", "IsVpc", ANSWER_YES}, {"Both Dev", NULL, ANSWER_NOT_DECIDED},
          {"Both !Both", NULL, ANSWER_NO});
}

UNIT_TEST(constraints_of_parameters)
{
    struct condition_model *model = model_of(unit,
                                             "  Empty: !Equals [!Ref Long, '']\n"
                                             "  Upper: !Equals [!Ref Long, ABC]\n"
                                             "  Lower: !Equals [!Ref Long, abc]\n"
                                             "  Word: !Equals [!Ref Number, five]\n"
                                             "  Big: !Equals [!Ref Number, 50]\n"
                                             "  Five: !Equals [!Ref Number, 5]\n",
                                             &free_view);

    CHECK(model, {"Empty", NULL, ANSWER_NO}, {"Upper", NULL, ANSWER_NO},
          {"Lower", NULL, ANSWER_YES}, {"Word", NULL, ANSWER_NO}, {"Big", NULL, ANSWER_NO},
          {"Five", NULL, ANSWER_YES});
}

UNIT_TEST(what_is_not_understood)
{
    struct condition_model *model = model_of(unit,
                                             "  Cycle: !Not [!Condition Back]\n"
                                             "  Back: !Condition Cycle\n"
                                             "  Self: !And [!Condition Self, !Condition A]\n"
                                             "  A: !Equals [!Ref Env, a]\n"
                                             "  Shape: 5\n"
                                             "  Arity: !Not [!Condition A, !Condition A]\n"
                                             "  Empty: !Or []\n"
                                             "  Three: !Equals [a, b, c]\n"
                                             "  List: !Equals [[a], [a]]\n"
                                             "  NoValue: !Equals [!Ref 'AWS::NoValue', a]\n"
                                             "  Partly: !And [!Condition Missing, !Condition A]\n",
                                             &free_view);

    CHECK(model, {"Cycle", NULL, ANSWER_YES}, {"!Cycle", NULL, ANSWER_YES},
          {"Self", "A", ANSWER_YES}, {"Shape", NULL, ANSWER_YES}, {"!Shape", NULL, ANSWER_YES},
          {"Arity", NULL, ANSWER_YES}, {"Empty", NULL, ANSWER_YES}, {"!Empty", NULL, ANSWER_YES},
          {"Three", NULL, ANSWER_YES}, {"!List", NULL, ANSWER_YES}, {"NoValue", NULL, ANSWER_YES},
          {"Missing", NULL, ANSWER_YES}, {"Missing !Missing", NULL, ANSWER_NO},
          {"Partly", "A", ANSWER_YES}, {"Partly", "Missing", ANSWER_YES},
          {"Missing", "Partly", ANSWER_NO});
}

UNIT_TEST(rules)
{
    struct condition_model *model =
        model_of(unit,
                 "  IsProd: !Equals [!Ref Env, prod]\n"
                 "  IsDev: !Equals [!Ref Env, dev]\n"
                 "  S: !Equals [!Ref Size, s]\n"
                 "  L: !Equals [!Ref Size, l]\n"
                 "  X: !Equals [!Ref Other, x]\n"
                 "  Y: !Equals [!Ref Other, y]\n"
                 "  Z: !Equals [!Ref Other, z]\n"
                 "Rules:\n"
                 "  Big:\n"
                 "    RuleCondition: !Equals [!Ref Env, prod]\n"
                 "    Assertions:\n"
                 "    - {Assert: !Contains [[m, l], !Ref Size], AssertDescription: not small}\n"
                 "    - Assert: {'Fn::EachMemberIn': [[!Ref Other], [x, y]]}\n"
                 "  Known:\n"
                 "    Assertions: [{Assert: {'Fn::EachMemberEquals': [[!Ref Env, a], a]}}]\n"
                 "  Unknown:\n"
                 "    Assertions:\n"
                 "    - Assert: {'Fn::EachMemberIn': [{'Fn::ValueOfAll': [T, V]}, [x]]}\n"
                 "    - {Assert: {'Fn::Later': [S]}}\n",
                 &free_view);

    CHECK(model, {"IsProd S", NULL, ANSWER_NO}, {"IsProd L", NULL, ANSWER_NO},
          {"IsProd", NULL, ANSWER_NO}, {"S", NULL, ANSWER_YES}, {"!S", NULL, ANSWER_YES});
    model = model_of(unit,
                     "  IsProd: !Equals [!Ref Env, prod]\n"
                     "  S: !Equals [!Ref Size, s]\n"
                     "  L: !Equals [!Ref Size, l]\n"
                     "  X: !Equals [!Ref Other, x]\n"
                     "  Y: !Equals [!Ref Other, y]\n"
                     "  Z: !Equals [!Ref Other, z]\n"
                     "Rules:\n"
                     "  Big:\n"
                     "    RuleCondition: !Equals [!Ref Env, prod]\n"
                     "    Assertions:\n"
                     "    - {Assert: !Contains [[m, l], !Ref Size], AssertDescription: not small}\n"
                     "    - Assert: {'Fn::EachMemberIn': [[!Ref Other], [x, y]]}\n",
                     &free_view);
    CHECK(model, {"IsProd S", NULL, ANSWER_NO}, {"IsProd L", NULL, ANSWER_YES},
          {"IsProd", "X", ANSWER_NO}, {"IsProd !X", "Y", ANSWER_YES}, {"IsProd Z", NULL, ANSWER_NO},
          {"Z S", NULL, ANSWER_YES}, {"S", "!IsProd", ANSWER_YES});
}

UNIT_TEST(views)
{
    static const char conditions[] = "  IsDev: !Equals [!Ref Env, dev]\n"
                                     "  IsX: !Equals [!Ref Other, x]\n"
                                     "  IsEu: !Equals [!Ref 'AWS::Region', eu-west-1]\n";
    struct evaluation_options given = {.region = SLICE("eu-west-1"), .partition = SLICE("aws")};

    CHECK(model_of(unit, conditions, &free_view), {"IsDev", NULL, ANSWER_YES},
          {"!IsDev", NULL, ANSWER_YES}, {"!IsEu", NULL, ANSWER_YES});
    CHECK(model_of(unit, conditions, &given), {"!IsDev", NULL, ANSWER_NO},
          {"!IsX", NULL, ANSWER_YES}, {"!IsEu", NULL, ANSWER_NO});
    given.values = unit_read(unit, "{Other: x, Env: prod}");
    CHECK(model_of(unit, conditions, &given), {"IsDev", NULL, ANSWER_NO},
          {"!IsX", NULL, ANSWER_NO});
}

UNIT_TEST(meeting)
{
    struct condition_model *model = model_of(unit,
                                             "  IsDev: !Equals [!Ref Env, dev]\n"
                                             "  IsProd: !Equals [!Ref Env, prod]\n"
                                             "  IsX: !Equals [!Ref Other, x]\n",
                                             &free_view);
    const struct scenario *dev = scenario_of(unit, "IsDev"), *prod = scenario_of(unit, "IsProd");

    assert_int_equal(scenarios_meet(model, dev, prod), ANSWER_NO);
    assert_int_equal(scenarios_meet(model, dev, scenario_of(unit, "!IsProd IsX")), ANSWER_YES);
    assert_int_equal(scenarios_meet(model, NULL, prod), ANSWER_YES);
}

UNIT_TEST(no_conditions)
{
    struct condition_model *model =
        condition_model_new(&unit->builder, &free_view, unit_read(unit, "{Resources: {}}"));

    CHECK(model, {"", NULL, ANSWER_YES}, {"A", NULL, ANSWER_YES}, {"A", "A", ANSWER_YES});
}

int main(void)
{
    return UNIT_RUN(UNIT(functions), UNIT(one_value_at_a_time), UNIT(allowed_values),
                    UNIT(equal_values_that_are_not_known), UNIT(values_that_depend_on_each_other),
                    UNIT(look_ups), UNIT(constraints_of_parameters), UNIT(what_is_not_understood),
                    UNIT(rules), UNIT(views), UNIT(meeting), UNIT(no_conditions));
}
