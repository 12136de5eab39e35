/* The steps to one value of a template. A step is shown as a line: two spaces for each step that it
 * belongs to, what is evaluated, "->" and what it became. */
#include "intrinsics/trace.h"
#include "tests/unit/unit.h"

static const char sample[] = "Parameters:\n"
                             "  Stage: {Type: String, Default: prod}\n"
                             "  Open: {Type: String}\n"
                             "  Secret: {Type: String, NoEcho: true, Default: hidden}\n"
                             "Mappings:\n"
                             "  Sizes: {prod: {Memory: 512}, test: {Memory: 128}}\n"
                             "Conditions:\n"
                             "  IsProd: !Equals [!Ref Stage, prod]\n"
                             "  IsOpen: !And [!Condition IsProd, !Not [!Equals [!Ref Open, '']]]\n"
                             "Resources:\n"
                             "  Table: {Type: \"A::B::C\"}\n"
                             "  Fn::ForEach::Queues:\n"
                             "    - Name\n"
                             "    - [Orders, Returns]\n"
                             "    - ${Name}Queue: {Type: T, V: !Sub '${Name}-${Stage}'}\n"
                             "  R:\n"
                             "    Type: T\n"
                             "    Plain: text\n"
                             "    Name: !Sub '${Stage}-${Table}-${Open}'\n"
                             "    Memory: !FindInMap [Sizes, !Ref Stage, Memory]\n"
                             "    Size: !If [IsProd, [{Big: !Ref Stage}], !Ref Open]\n"
                             "    Both: !If [IsOpen, !Ref Stage, !If [IsProd, a, b]]\n"
                             "    Bad: !Select [2, [a]]\n";

static struct slice json_or_question(struct unit *unit, const struct node *node)
{
    return node ? unit_json(unit, node) : SLICE("?");
}

static struct traced_value traced(struct unit *unit, const char *text, const char *path)
{
    static const struct evaluation_options options = {.region = {"eu-west-1", 9},
                                                      .partition = {"aws", 3}};

    return trace_value(&unit->builder, &options, unit_read(unit, text), slice_of(path));
}

static void show_step(struct unit *unit, struct buffer *out, const struct trace_step *step)
{
    struct slice value = json_or_question(unit, step->value);

    buffer_add_repeat(out, ' ', (size_t)step->depth * 2);
    if (step->kind == STEP_NAME || step->kind == STEP_CONDITION)
        buffer_add(out, step->name);
    else
        buffer_add(out, unit_json(unit, step->node));
    buffer_printf(out, " -> %.*s\n", SLICE_ARG(value));
}

/* The steps to the value at `path`, and behind them the value. */
static struct slice steps_of(struct unit *unit, const char *path)
{
    struct traced_value t = traced(unit, sample, path);
    struct buffer out = buffer_new(unit->arena);

    for (size_t i = 0; i < t.trace.steps.count; i++)
        show_step(unit, &out, &t.trace.steps.items[i]);
    assert_int_equal(t.trace.depth, 0);
    assert_int_equal(t.trace.left_out, 0);
    buffer_add(&out, json_or_question(unit, t.value));
    return buffer_slice(&out);
}

UNIT_TEST(what_is_written_needs_no_step)
{
    assert_slice(steps_of(unit, "Resources/R/Plain"), "\"text\"");
    assert_slice(steps_of(unit, "Mappings.Sizes.prod"), "{\"Memory\":512}");
}

UNIT_TEST(names_belong_to_their_function)
{
    assert_slice(
        steps_of(unit, "Resources/R/Name"),
        "{\"Fn::Sub\":\"${Stage}-${Table}-${Open}\"} -> {\"Fn::Sub\":\"prod-${Table}-${Open}\"}\n"
        "  Stage -> \"prod\"\n"
        "  Table -> ?\n"
        "  Open -> ?\n"
        "{\"Fn::Sub\":\"prod-${Table}-${Open}\"}");
    assert_slice(steps_of(unit, "Resources/R/Memory"),
                 "{\"Fn::FindInMap\":[\"Sizes\",{\"Ref\":\"Stage\"},\"Memory\"]} -> 512\n"
                 "  {\"Ref\":\"Stage\"} -> \"prod\"\n"
                 "    Stage -> \"prod\"\n"
                 "  [\"Sizes\",\"prod\",\"Memory\"] -> 512\n"
                 "512");
}

UNIT_TEST(conditions_are_shown_once)
{
    assert_slice(
        steps_of(unit, "Resources/R/Both"),
        "{\"Fn::If\":[\"IsOpen\",{\"Ref\":\"Stage\"},{\"Fn::If\":[\"IsProd\",\"a\",\"b\"]}]} -> "
        "{\"Fn::If\":[\"IsOpen\",\"prod\",\"a\"]}\n"
        "  IsOpen -> ?\n"
        "    {\"Fn::And\":[{\"Condition\":\"IsProd\"},{\"Fn::Not\":[{\"Fn::Equals\":[{\"Ref\":"
        "\"Open\"},\"\"]}]}]} -> ?\n"
        "      {\"Condition\":\"IsProd\"} -> true\n"
        "        IsProd -> true\n"
        "          {\"Fn::Equals\":[{\"Ref\":\"Stage\"},\"prod\"]} -> true\n"
        "            {\"Ref\":\"Stage\"} -> \"prod\"\n"
        "              Stage -> \"prod\"\n"
        "      {\"Fn::Not\":[{\"Fn::Equals\":[{\"Ref\":\"Open\"},\"\"]}]} -> ?\n"
        "        {\"Fn::Equals\":[{\"Ref\":\"Open\"},\"\"]} -> ?\n"
        "          {\"Ref\":\"Open\"} -> {\"Ref\":\"Open\"}\n"
        "            Open -> ?\n"
        "  {\"Ref\":\"Stage\"} -> \"prod\"\n"
        "    Stage -> \"prod\"\n"
        "  {\"Fn::If\":[\"IsProd\",\"a\",\"b\"]} -> \"a\"\n"
        "    IsProd -> true\n"
        "{\"Fn::If\":[\"IsOpen\",\"prod\",\"a\"]}");
}

UNIT_TEST(conditions_and_parameters_can_be_asked_for)
{
    assert_slice(steps_of(unit, "Conditions/IsProd"),
                 "IsProd -> true\n"
                 "  {\"Fn::Equals\":[{\"Ref\":\"Stage\"},\"prod\"]} -> true\n"
                 "    {\"Ref\":\"Stage\"} -> \"prod\"\n"
                 "      Stage -> \"prod\"\n"
                 "true");
    struct traced_value open = traced(unit, sample, "Conditions/IsOpen");
    assert_slice(unit_json(unit, open.value),
                 "{\"Fn::And\":[{\"Condition\":\"IsProd\"},"
                 "{\"Fn::Not\":[{\"Fn::Equals\":[{\"Ref\":\"Open\"},\"\"]}]}]}");
    assert_slice(steps_of(unit, "Conditions/IsOpen/Fn::And/1"),
                 "{\"Fn::Not\":[{\"Fn::Equals\":[{\"Ref\":\"Open\"},\"\"]}]} -> ?\n"
                 "  {\"Fn::Equals\":[{\"Ref\":\"Open\"},\"\"]} -> ?\n"
                 "    {\"Ref\":\"Open\"} -> {\"Ref\":\"Open\"}\n"
                 "      Open -> ?\n"
                 "{\"Fn::Not\":[{\"Fn::Equals\":[{\"Ref\":\"Open\"},\"\"]}]}");
    assert_slice(steps_of(unit, "Parameters/Stage"), "Stage -> \"prod\"\n\"prod\"");
    assert_slice(steps_of(unit, "Parameters/Open"), "Open -> ?\n{\"Ref\":\"Open\"}");
    assert_slice(steps_of(unit, "Parameters/Secret"), "Secret -> ?\n{\"Ref\":\"Secret\"}");
}

UNIT_TEST(paths_lead_into_loops_and_values)
{
    assert_slice(steps_of(unit, "Resources/ReturnsQueue/V"),
                 "{\"Fn::Sub\":\"Returns-${Stage}\"} -> \"Returns-prod\"\n"
                 "  Stage -> \"prod\"\n"
                 "\"Returns-prod\"");
    assert_slice(steps_of(unit, "Resources/Fn::ForEach::Queues/2/${Name}Queue/V"),
                 "{\"Fn::Sub\":\"${Name}-${Stage}\"} -> {\"Fn::Sub\":\"${Name}-prod\"}\n"
                 "  Name -> ?\n"
                 "  Stage -> \"prod\"\n"
                 "{\"Fn::Sub\":\"${Name}-prod\"}");
    assert_slice(steps_of(unit, "Resources/R/Size/0/Big"),
                 "{\"Fn::If\":[\"IsProd\",[{\"Big\":{\"Ref\":\"Stage\"}}],{\"Ref\":\"Open\"}]} -> "
                 "[{\"Big\":\"prod\"}]\n"
                 "  IsProd -> true\n"
                 "    {\"Fn::Equals\":[{\"Ref\":\"Stage\"},\"prod\"]} -> true\n"
                 "      {\"Ref\":\"Stage\"} -> \"prod\"\n"
                 "        Stage -> \"prod\"\n"
                 "  {\"Ref\":\"Stage\"} -> \"prod\"\n"
                 "    Stage -> \"prod\"\n"
                 "\"prod\"");
}

UNIT_TEST(what_leads_nowhere)
{
    struct traced_value t = traced(unit, sample, "Resources/R/Nome");

    assert_null(t.value);
    assert_slice(t.rest, "Nome");
    assert_slice(unit_json(unit, map_get(t.node, unit_symbol(unit, "Plain"))), "\"text\"");
    t = traced(unit, sample, "Resources/R/Name/x"); /* not known, so nothing is below it */
    assert_null(t.value);
    assert_slice(t.rest, "x");
    t = traced(unit, "a: {b: 1}\na.b: 2\n", "a.b");
    assert_null(t.value);
    assert_true(t.ambiguous);
    t = traced(unit, "[]", "Resources");
    assert_null(t.value);
    assert_slice(t.rest, "Resources");
}

UNIT_TEST(errors_of_the_value_alone_are_found)
{
    struct traced_value t = traced(unit, sample, "Resources/R/Bad");

    assert_int_equal(t.findings->count, 1);
    assert_string_equal(t.findings->items[0].rule->id, "E1017");
    t = traced(unit, sample, "Resources/R/Name");
    assert_int_equal(t.findings->count, 0);
    t = traced(unit, "Conditions: {A: !Not [!Condition A]}\n", "Conditions/A");
    assert_string_equal(t.findings->items[0].rule->id, "E8007");
}

/* As in the output of samc resolve, where nothing of what is not made is an error. */
UNIT_TEST(what_is_not_made)
{
    static const char text[] = "Conditions: {Never: !Equals [a, b], Always: !Equals [a, a]}\n"
                               "Resources:\n"
                               "  A: {Type: T, Condition: Never, V: !Select [2, [a]]}\n"
                               "  B: {Type: T, Condition: Always, V: !Select [2, [a]]}\n"
                               "Outputs:\n"
                               "  O: {Condition: Never, Value: !Select [2, [a]]}\n";
    struct traced_value t = traced(unit, text, "Resources/A/V");

    assert_slice(t.off, "Never");
    assert_int_equal(t.findings->count, 0);
    assert_int_equal(t.trace.steps.count, 1); /* the condition is looked at apart */
    t = traced(unit, text, "Outputs/O/Value");
    assert_slice(t.off, "Never");
    assert_int_equal(t.findings->count, 0);
    t = traced(unit, text, "Resources/B/V");
    assert_slice(t.off, "");
    assert_int_equal(t.findings->count, 1);
    t = traced(unit, text, "Conditions/Never");
    assert_slice(t.off, "");
}

/* A loop that cannot be expanded leaves the template as it is written. */
UNIT_TEST(loops_that_are_wrong)
{
    struct traced_value t = traced(unit,
                                   "Resources:\n"
                                   "  Fn::ForEach::L: [Id, !Ref Open, {\"${Id}\": {Type: T}}]\n"
                                   "  R: {Type: T, V: !Sub 'a-${AWS::Region}'}\n",
                                   "Resources/R/V");

    assert_slice(unit_json(unit, t.value), "\"a-eu-west-1\"");
    assert_int_equal(t.findings->count, 0);
}

int main(void)
{
    return UNIT_RUN(UNIT(what_is_written_needs_no_step), UNIT(names_belong_to_their_function),
                    UNIT(conditions_are_shown_once),
                    UNIT(conditions_and_parameters_can_be_asked_for),
                    UNIT(paths_lead_into_loops_and_values), UNIT(what_leads_nowhere),
                    UNIT(errors_of_the_value_alone_are_found), UNIT(what_is_not_made),
                    UNIT(loops_that_are_wrong));
}
