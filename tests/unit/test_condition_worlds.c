/* The model of conditions against all worlds: random templates with few parameters, of which every
 * combination of values is evaluated. What the model says of a scenario must be so in these worlds.
 * The seed is fixed.
 */
#include "intrinsics/condition_model.h"
#include "tests/unit/unit.h"

enum { CONDITIONS = 10, ROUNDS = 250, QUESTIONS = 30 };

/* Big has one of AllowedValues, Free any value: the last one stands for all that no condition
 * names.
 */
static const char *const big_values[] = {"a", "b", "c"};
static const char *const free_values[] = {"a", "b", "c", "else"};

enum { BIG = 3, FREE = 4, WORLDS = BIG * FREE };

static const char head[] = "Parameters:\n"
                           "  Big: {Type: String, Default: a, AllowedValues: [a, b, c]}\n"
                           "  Free: {Type: String, Default: b}\n"
                           "Mappings: {M: {a: {k: x}, b: {k: y}, c: {k: x}}}\n"
                           "Conditions:\n";

/* Kinds of comparisons; those from the third on say something about two parameters at once, or
 * about one in another way. */
static const char *const simple[] = {"[!Ref Big, %s]", "[%s, !Ref Free]", "[!Sub '${Free}', %s]"};
static const char *const compound[] = {"[!Ref Big, !Ref Free]", "[!FindInMap [M, !Ref Big, k], x]",
                                       "[!Sub '${Big}-${Free}', a-b]",
                                       "[!If [C0, a, b], !Ref Free]"};

struct worlds {
    uint64_t random;
    struct buffer text;
    bool has_compounds;
    uint32_t truths[CONDITIONS + 1]; /* bit n: the condition is true in world n; the last: Rules */
    size_t answers[3];
};

/* xorshift; below `limit`. */
static uint32_t next_random(struct worlds *w, uint32_t limit)
{
    w->random ^= w->random << 13;
    w->random ^= w->random >> 7;
    w->random ^= w->random << 17;
    return (uint32_t)(w->random >> 33) % limit;
}

/* -- Random templates ---------------------------------------------------------------------------
 */

static void add_comparison(struct worlds *w)
{
    buffer_add(&w->text, SLICE("!Equals "));
    if (w->has_compounds && next_random(w, 4) == 0) {
        buffer_add(&w->text, slice_of(compound[next_random(w, 4)]));
        return;
    }
    struct slice form = slice_of(simple[next_random(w, 3)]);
    size_t value = slice_search(form, SLICE("%s"));
    buffer_add(&w->text, slice_first(form, value));
    buffer_add(&w->text, slice_of(free_values[next_random(w, 3)]));
    buffer_add(&w->text, slice_from(form, value + 2));
}

/* A condition that may name those with lower numbers than `number`. */
static void add_condition(struct worlds *w, uint32_t number, unsigned depth)
{
    static const char *const functions[] = {"!And", "!Or", "!Not"};
    uint32_t function = next_random(w, 3), count = function == 2 ? 1 : 2 + next_random(w, 2);

    if (depth == 0 && number > 1 && next_random(w, 2)) {
        buffer_printf(&w->text, "!Condition C%u", next_random(w, number));
        return;
    }
    if (depth == 0) {
        add_comparison(w);
        return;
    }
    buffer_printf(&w->text, "%s [", functions[function]);
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0) buffer_add(&w->text, SLICE(", "));
        add_condition(w, number, next_random(w, depth));
    }
    buffer_add_byte(&w->text, ']');
}

/* The assertion stands in Rules, and as a condition, so that its worlds are known. */
static void add_rule(struct worlds *w)
{
    size_t start = w->text.size;

    add_condition(w, 0, next_random(w, 3));
    struct slice assertion = slice_from(buffer_slice(&w->text), start);
    assertion = slice_copy(w->text.arena, assertion);
    buffer_add(&w->text, SLICE("\nRules: {R: {Assertions: [{Assert: "));
    buffer_add(&w->text, assertion);
    buffer_add(&w->text, SLICE("}]}}\n"));
}

static const struct node *make_template(struct unit *unit, struct worlds *w)
{
    w->text = buffer_new(unit->arena);
    buffer_add(&w->text, slice_of(head));
    for (uint32_t i = 0; i < CONDITIONS; i++) {
        buffer_printf(&w->text, "  C%u: ", i);
        bool compounds = w->has_compounds;
        w->has_compounds = compounds && i > 0; /* C0 is an operand of one */
        add_condition(w, i, 1 + next_random(w, 3));
        w->has_compounds = compounds;
        buffer_add_byte(&w->text, '\n');
    }
    buffer_printf(&w->text, "  C%u: ", CONDITIONS);
    if (next_random(w, 2))
        add_rule(w);
    else
        buffer_add(&w->text, SLICE("!Equals [a, a]\n"));
    const struct node *root = unit_read(unit, slice_copy(unit->arena, buffer_slice(&w->text)).text);
    assert_non_null(root);
    return root;
}

/* -- All worlds ---------------------------------------------------------------------------------
 */

static const struct symbol *name_of(struct unit *unit, uint32_t condition)
{
    return symbol_of(unit->builder.symbols, slice_printf(unit->arena, "C%u", condition));
}

static void look_at_world(struct unit *unit, struct worlds *w, const struct node *root,
                          uint32_t world)
{
    const struct builder *b = &unit->builder;
    struct evaluation_options options = {
        .values = MAP(b, {unit_symbol(unit, "Big"), node_cstring(b, big_values[world % BIG])},
                      {unit_symbol(unit, "Free"), node_cstring(b, free_values[world / BIG])})};
    struct evaluation *e = evaluation_new(b, unit->reader.findings, &options, root);

    for (uint32_t i = 0; i <= CONDITIONS; i++) {
        const struct node *chosen =
            MAP(b, {K(FnIf), LIST(b, node_string(b, symbol_slice(name_of(unit, i))),
                                  node_bool(b, true), node_bool(b, false))});
        const struct node *value = evaluation_value(e, chosen);
        assert_true(node_is(value, NODE_BOOL));
        if (value->truth) w->truths[i] |= 1u << world;
    }
}

/* Asks about one to three conditions, and looks into the worlds. */
static void check_question(struct unit *unit, struct worlds *w, struct condition_model *model)
{
    const struct scenario *scenario = NULL;
    uint32_t worlds = w->truths[CONDITIONS], count = 1 + next_random(w, 3);

    for (uint32_t i = 0; i < count; i++) {
        uint32_t condition = next_random(w, CONDITIONS);
        bool truth = next_random(w, 2);
        scenario = scenario_with(unit->arena, scenario, name_of(unit, condition), truth);
        worlds &= truth ? w->truths[condition] : ~w->truths[condition];
    }
    enum answer answer = scenario_possible(model, scenario);
    w->answers[answer]++;
    if (answer == ANSWER_NOT_DECIDED ? w->has_compounds
                                     : answer == (worlds ? ANSWER_YES : ANSWER_NO))
        return;
    print_error("%.*s", SLICE_ARG(buffer_slice(&w->text)));
    for (; scenario; scenario = scenario->parent)
        print_error("%s%s ", scenario->truth ? "" : "!", scenario->condition->text);
    print_error("is possible: %d\n", answer);
    fail();
}

static void check_templates(struct unit *unit, struct worlds *w)
{
    static const struct evaluation_options anything = {.free_parameters = true};

    for (int round = 0; round < ROUNDS; round++) {
        const struct node *root = make_template(unit, w);
        struct condition_model *model = condition_model_new(&unit->builder, &anything, root);
        memset(w->truths, 0, sizeof w->truths);
        for (uint32_t world = 0; world < WORLDS; world++)
            look_at_world(unit, w, root, world);
        if (!w->truths[CONDITIONS]) continue; /* Rules allow no stack at all */
        for (int i = 0; i < QUESTIONS; i++)
            check_question(unit, w, model);
    }
}

UNIT_TEST(independent_values_are_all_decided)
{
    struct worlds w = {.random = 0x243f6a8885a308d3u};

    check_templates(unit, &w);
    assert_true(w.answers[ANSWER_YES] > 1000 && w.answers[ANSWER_NO] > 1000);
    assert_int_equal(w.answers[ANSWER_NOT_DECIDED], 0);
}

UNIT_TEST(values_that_depend_on_each_other)
{
    struct worlds w = {.random = 0x13198a2e03707344u, .has_compounds = true};

    check_templates(unit, &w);
    assert_true(w.answers[ANSWER_YES] > 1000 && w.answers[ANSWER_NO] > 1000);
}

int main(void)
{
    return UNIT_RUN(UNIT(independent_values_are_all_decided),
                    UNIT(values_that_depend_on_each_other));
}
