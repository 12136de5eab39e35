/* Each cap of base/limits.h is hit, and the input just below it is taken. */
#include "base/limits.h"

#include <stdlib.h>
#include <time.h>

#include "base/utf8.h"
#include "document/python_order.h"
#include "document/reader_internal.h"
#include "intrinsics/condition_model.h"
#include "intrinsics/trace.h"
#include "samc/samc.h"
#include "tests/unit/unit.h"

/* LIMIT_FINDINGS and LIMIT_MEMORY_BYTES are also hit in test_finding.c and test_arena.c, those of
 * patterns in test_pattern.c, LIMIT_NEAREST_STEPS in test_nearest.c, those of schemas in
 * test_schemas.c, LIMIT_SCHEMA_STEPS in test_lint_fixtures.c, those of code in
 * tests/cli/cases/code_size.sh. */

static bool over_limit(struct unit *unit, struct slice text)
{
    findings_cut(unit->reader.findings, 0);
    const struct node *root = document_read(&unit->reader, SLICE("a"), text);

    if (root) return false;
    assert_ptr_equal(unit_finding(unit)->rule, document_rule(DOCUMENT_OVER_LIMIT));
    assert_false(span_is_none(unit_finding(unit)->span));
    return true;
}

/* -- Size ---------------------------------------------------------------------------------------
 */

static void input_bytes(void **state)
{
    struct unit *unit = *state;
    char *text = malloc(LIMIT_INPUT_BYTES + 1);
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result;

    (void)unit;
    assert_non_null(text);
    memset(text, ' ', LIMIT_INPUT_BYTES + 1);
    memcpy(text, "{\"a\":\"b\"}", 9);
    assert_int_equal(samc_compile(text, LIMIT_INPUT_BYTES, &options, &result), SAMC_OK);
    assert_int_equal(samc_result_total(result, SAMC_ERROR) == 0 ||
                         strcmp(samc_result_finding(result, 0)->rule, "E0010") != 0,
                     true);
    samc_result_free(result);
    assert_int_equal(samc_compile(text, LIMIT_INPUT_BYTES + 1, &options, &result), SAMC_OK);
    assert_string_equal(samc_result_finding(result, 0)->rule, "E0010");
    assert_null(samc_result_output(result, NULL));
    samc_result_free(result);
    free(text);
}

/* -- Depth --------------------------------------------------------------------------------------
 */

/* `count` times `open`, then `close`. */
static struct slice nested(struct unit *unit, const char *open, const char *close, int count)
{
    struct buffer text = buffer_new(unit->arena);

    for (int i = 0; i < count; i++)
        buffer_add(&text, slice_of(open));
    for (int i = 0; i < count; i++)
        buffer_add(&text, slice_of(close));
    return buffer_slice(&text);
}

UNIT_TEST(depth_of_json)
{
    /* the outermost map makes one level */
    struct slice good = nested(unit, "{\"a\":[", "]}", LIMIT_DEPTH / 2);
    struct slice bad =
        CONCAT(unit->arena, SLICE("{\"a\":"), nested(unit, "[", "]", LIMIT_DEPTH), SLICE("}"));

    assert_false(over_limit(unit, good));
    assert_true(over_limit(unit, bad));
    assert_true(over_limit(unit, nested(unit, "{\"a\":[", "]}", 500000)));
}

UNIT_TEST(depth_of_yaml)
{
    assert_false(over_limit(unit, nested(unit, "[", "]", LIMIT_DEPTH)));
    assert_true(over_limit(unit, nested(unit, "[", "]", LIMIT_DEPTH + 1)));
    assert_false(over_limit(unit, nested(unit, "- ", "", LIMIT_DEPTH)));
    assert_true(over_limit(unit, nested(unit, "- ", "", LIMIT_DEPTH + 1)));
    assert_true(over_limit(unit, nested(unit, "[", "]", 500000)));
}

UNIT_TEST(a_short_form_is_a_level)
{
    assert_false(over_limit(unit, nested(unit, "!Not [", "]", LIMIT_DEPTH / 2)));
    assert_true(over_limit(unit, nested(unit, "!Not [", "]", LIMIT_DEPTH / 2 + 1)));
}

UNIT_TEST(aliases_cannot_go_deeper)
{
    struct slice half = nested(unit, "[", "]", LIMIT_DEPTH / 2);
    struct slice open = slice_first(half, LIMIT_DEPTH / 2);
    struct slice close = slice_from(half, LIMIT_DEPTH / 2);

    /* a list of two: the deep one, and its alias as many levels down */
    assert_false(over_limit(unit, CONCAT(unit->arena, SLICE("- &a "), half, SLICE("\n- "),
                                         slice_from(open, 1), SLICE("*a"), slice_from(close, 1),
                                         SLICE("\n"))));
    assert_true(over_limit(unit, CONCAT(unit->arena, SLICE("- &a "), half, SLICE("\n- "), open,
                                        SLICE("*a"), close, SLICE("\n"))));
}

/* -- Aliases ------------------------------------------------------------------------------------
 */

UNIT_TEST(alias_nodes)
{
    struct buffer text = buffer_new(unit->arena);
    enum { NODES = 1000 }; /* of the list that the alias stands for, itself included */

    buffer_add(&text, SLICE("- &a ["));
    for (int i = 0; i < NODES - 1; i++)
        buffer_add(&text, SLICE("x,"));
    buffer_add(&text, SLICE("]\n"));
    for (int i = 0; i < LIMIT_ALIAS_NODES / NODES; i++)
        buffer_add(&text, SLICE("- *a\n"));
    assert_false(over_limit(unit, buffer_slice(&text)));
    buffer_add(&text, SLICE("- *a\n"));
    assert_true(over_limit(unit, buffer_slice(&text)));
    struct slice place = unit_place(unit, unit_finding(unit)->span.start);
    assert_slice(place, "1002:3");
}

UNIT_TEST(an_alias_bomb_ends_at_once)
{
    struct buffer text = buffer_new(unit->arena);
    clock_t start = clock();

    buffer_add(&text, SLICE("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"));
    for (int i = 1; i < 100; i++) {
        buffer_printf(&text, "a%d: &a%d [", i, i);
        for (int k = 0; k < 10; k++)
            buffer_printf(&text, "*a%d,", i - 1);
        buffer_add(&text, SLICE("]\n"));
    }
    assert_true(over_limit(unit, buffer_slice(&text)));
    assert_true(clock() - start < CLOCKS_PER_SEC);
}

UNIT_TEST(a_merge_bomb_ends_too)
{
    struct buffer text = buffer_new(unit->arena);

    buffer_add(&text, SLICE("m0: &m0 {k: v}\n"));
    for (int i = 1; i < 60; i++)
        buffer_printf(&text, "m%d: &m%d {<<: [*m%d, *m%d, *m%d], k%d: *m%d}\n", i, i, i - 1, i - 1,
                      i - 1, i, i - 1);
    assert_true(over_limit(unit, buffer_slice(&text)));
}

/* -- Python's order -----------------------------------------------------------------------------
 */

/* Two pairs of letters after which the hash of Python 2.7 is the same: the second letters make up
 * for the difference of the first ones. Returns the state after them. */
static uint64_t colliding_pairs(uint64_t state, uint32_t one[2], uint32_t two[2])
{
    const uint32_t second = 0x20000;

    for (uint32_t first = 0x4e00;; first += 2) {
        uint64_t x = ((1000003 * state) ^ first) * 1000003;
        uint64_t y = ((1000003 * state) ^ (first + 1)) * 1000003;
        uint64_t other = second ^ x ^ y;
        if (other < 0xe000 || other > 0xfffff) continue;
        one[0] = first;
        one[1] = second;
        two[0] = first + 1;
        two[1] = (uint32_t)other;
        return x ^ second;
    }
}

enum { PAIRS = 16 }; /* 2^16 texts of one hash */

/* Texts of one hash: 'k' and, for each bit of the number, one of two pairs. */
struct colliding {
    uint32_t choices[PAIRS][2][2];
    uint64_t state; /* after the last pair */
};

static struct colliding colliding_keys(void)
{
    struct colliding keys = {.state = (uint64_t)'k' << 7};

    keys.state = (1000003 * keys.state) ^ 'k';
    for (int i = 0; i < PAIRS; i++)
        keys.state = colliding_pairs(keys.state, keys.choices[i][0], keys.choices[i][1]);
    return keys;
}

static void add_colliding_key(struct buffer *text, const struct colliding *keys, uint32_t number)
{
    buffer_add_byte(text, 'k');
    for (int i = 0; i < PAIRS; i++) {
        utf8_add(text, keys->choices[i][number >> i & 1][0]);
        utf8_add(text, keys->choices[i][number >> i & 1][1]);
    }
}

UNIT_TEST(python_probes)
{
    struct colliding keys = colliding_keys();
    uint64_t probes = LIMIT_PYTHON_PROBES;
    struct builder builder = unit->builder;
    clock_t start = clock();

    builder.probes = &probes;
    struct node *map = node_python_map(&builder);
    for (uint32_t number = 0; number < 1u << PAIRS; number++) {
        struct buffer key = buffer_new(unit->arena);
        add_colliding_key(&key, &keys, number);
        assert_true(python_hash(buffer_slice(&key)) == (keys.state ^ (2 * PAIRS + 1)));
        map_set(&builder, map, symbol_of(builder.symbols, buffer_slice(&key)), node_null(&builder));
    }
    assert_true(probes == 0); /* whoever gave the probes says so */
    assert_int_equal(map_count(map), 1u << PAIRS);
    assert_true(clock() - start < 10 * CLOCKS_PER_SEC);
}

/* -- Findings and output ------------------------------------------------------------------------
 */

static samc_result *compile(struct slice text)
{
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result;

    assert_int_equal(samc_compile(text.text, text.size, &options, &result), SAMC_OK);
    return result;
}

static samc_result *resolve(struct slice text)
{
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result;

    options.goal = SAMC_GOAL_RESOLVE;
    assert_int_equal(samc_compile(text.text, text.size, &options, &result), SAMC_OK);
    return result;
}

static bool has_finding(const samc_result *result, const char *rule)
{
    for (size_t i = 0; i < samc_result_finding_count(result); i++)
        if (strcmp(samc_result_finding(result, i)->rule, rule) == 0) return true;
    return false;
}

UNIT_TEST(findings_of_a_result)
{
    struct buffer text = buffer_new(unit->arena);

    buffer_add(&text, SLICE("Resources: {A: {Type: \"AWS::SNS::Topic\"}}\nMetadata:\n"));
    for (int i = 0; i <= LIMIT_FINDINGS + 5; i++)
        buffer_add(&text, SLICE("  k: v\n"));
    samc_result *result = compile(buffer_slice(&text));
    size_t count = samc_result_finding_count(result);
    size_t total = samc_result_total(result, SAMC_WARNING);
    bool last = samc_result_finding(result, LIMIT_FINDINGS - 1) != NULL;
    bool beyond = samc_result_finding(result, LIMIT_FINDINGS) != NULL;
    samc_result_free(result);
    assert_int_equal(count, LIMIT_FINDINGS);
    assert_int_equal(total, LIMIT_FINDINGS + 5);
    assert_true(last);
    assert_false(beyond);
}

/* The same from outside: an API definition with 2^14 such paths. */
UNIT_TEST(python_probes_of_a_template)
{
    struct colliding keys = colliding_keys();
    struct buffer text = buffer_new(unit->arena);
    clock_t start = clock();

    buffer_add(&text,
               SLICE("{\"Transform\": \"AWS::Serverless-2016-10-31\", \"Resources\": {\"A\": "
                     "{\"Type\": \"AWS::Serverless::Api\", \"Properties\": {\"StageName\": "
                     "\"v1\", \"DefinitionBody\": {\"swagger\": \"2.0\", \"paths\": {"));
    for (uint32_t number = 0; number < 1u << 14; number++) {
        buffer_add(&text, number > 0 ? SLICE(", \"") : SLICE("\""));
        add_colliding_key(&text, &keys, number);
        buffer_add(&text, SLICE("\": {}"));
    }
    buffer_add(&text, SLICE("}}}}}}"));
    samc_result *result = compile(buffer_slice(&text));
    bool found = has_finding(result, "SAM1006");
    bool written = samc_result_output(result, NULL) != NULL;
    samc_result_free(result);
    assert_true(found);
    assert_true(written);
    assert_true(clock() - start < 10 * CLOCKS_PER_SEC);
}

static struct slice many_resources(struct unit *unit, int count)
{
    struct buffer text = buffer_new(unit->arena);

    buffer_add(&text, SLICE("Resources:\n"));
    for (int i = 0; i < count; i++)
        buffer_printf(&text, "  T%d: {Type: \"AWS::SNS::Topic\"}\n", i);
    return buffer_slice(&text);
}

UNIT_TEST(resources_of_the_output)
{
    samc_result *good = compile(many_resources(unit, LIMIT_OUTPUT_RESOURCES));
    samc_result *bad = compile(many_resources(unit, LIMIT_OUTPUT_RESOURCES + 1));
    bool good_found = has_finding(good, "W0034"), bad_found = has_finding(bad, "W0034");
    bool written = samc_result_output(bad, NULL) != NULL;

    samc_result_free(good);
    samc_result_free(bad);
    assert_false(good_found);
    assert_true(bad_found);
    assert_true(written);
}

UNIT_TEST(bytes_of_the_output)
{
    struct buffer text = buffer_new(unit->arena);
    size_t length;

    buffer_add(&text, SLICE("Resources: {A: {Type: \"AWS::SNS::Topic\"}}\nDescription: "));
    samc_result *result = compile(buffer_slice(&text));
    samc_result_output(result, &length);
    samc_result_free(result);
    /* up to exactly the limit, then one more */
    buffer_add_repeat(&text, 'x', LIMIT_OUTPUT_BYTES - length - 2 + strlen("null"));
    for (int more = 0; more < 2; more++) {
        buffer_add_repeat(&text, 'x', (size_t)more);
        result = compile(buffer_slice(&text));
        samc_result_output(result, &length);
        bool found = has_finding(result, "W0033");
        samc_result_free(result);
        assert_int_equal(length, LIMIT_OUTPUT_BYTES + more);
        assert_int_equal(found, more);
    }
}

/* -- Intrinsic functions ------------------------------------------------------------------------
 */

/* The rule of the first error of samc resolve; "" when it is taken. */
static struct slice refused(struct unit *unit, struct slice text)
{
    samc_result *result = resolve(text);
    struct slice rule = SLICE("");

    if (samc_result_total(result, SAMC_ERROR))
        rule = slice_copy(unit->arena, slice_of(samc_result_finding(result, 0)->rule));
    assert_true((samc_result_output(result, NULL) != NULL) == (rule.size == 0));
    samc_result_free(result);
    return rule;
}

/* `depth` loops inside each other, with `items` items each; `collection` may replace the items. */
static struct slice nested_loops(struct unit *unit, int depth, int items, const char *collection)
{
    struct buffer text = buffer_new(unit->arena);

    buffer_add(&text, SLICE("{\"Resources\": {"));
    for (int i = 0; i < depth; i++) {
        buffer_printf(&text, "\"Fn::ForEach::L%d\": [\"I%d\", ", i, i);
        if (collection) buffer_add(&text, slice_of(collection));
        for (int k = 0; k < items && !collection; k++)
            buffer_printf(&text, "%s\"%d\"", k ? ", " : "[", k);
        buffer_add(&text, collection ? SLICE(", {") : SLICE("], {"));
    }
    for (int i = 0; i < depth; i++)
        buffer_add(&text, SLICE("}]"));
    buffer_add(&text, SLICE("}, \"Parameters\": {\"P\": {\"Type\": \"CommaDelimitedList\", "
                            "\"Default\": \""));
    for (int k = 0; k < items; k++)
        buffer_printf(&text, "%s%d", k ? "," : "", k);
    buffer_add(&text, SLICE("\"}}}"));
    return buffer_slice(&text);
}

/* `outer` loops that make a resource, in whose properties there are `inner` ones. */
static struct slice loops_in_properties(struct unit *unit, int outer, int inner)
{
    struct buffer text = buffer_new(unit->arena);

    buffer_add(&text, SLICE("{\"Resources\": {"));
    for (int i = 0; i < outer + inner; i++) {
        if (i == outer) buffer_add(&text, SLICE("\"R\": {\"Type\": \"T\", \"Properties\": {"));
        buffer_printf(&text, "\"Fn::ForEach::L%d\": [\"I%d\", [\"a\"], {", i, i);
    }
    for (int i = outer + inner; i-- > 0;)
        buffer_add(&text, i == outer ? SLICE("}]}}") : SLICE("}]"));
    buffer_add(&text, SLICE("}}"));
    return buffer_slice(&text);
}

UNIT_TEST(loop_depth)
{
    assert_slice(refused(unit, nested_loops(unit, LIMIT_LOOP_DEPTH, 1, NULL)), "");
    assert_slice(refused(unit, nested_loops(unit, LIMIT_LOOP_DEPTH + 1, 1, NULL)), "E1032");
    assert_slice(refused(unit, nested_loops(unit, LIMIT_LOOP_DEPTH + 1, 1, "[]")), "E1032");
    for (int outer = 0; outer < LIMIT_LOOP_DEPTH; outer++) {
        int inner = LIMIT_LOOP_DEPTH - outer;
        assert_slice(refused(unit, loops_in_properties(unit, outer, inner)), "");
        assert_slice(refused(unit, loops_in_properties(unit, outer, inner + 1)), "E1032");
    }
}

/* A loop over `items` items, whose body has a list of `values`: each item makes a value for each of
 * them, one for the list, one for the map around it and one for its Type. */
static struct slice wide_loop(struct unit *unit, int items, int values)
{
    struct buffer text = buffer_new(unit->arena);

    buffer_add(&text, SLICE("{\"Resources\": {\"Fn::ForEach::L\": [\"I\", ["));
    for (int k = 0; k < items; k++)
        buffer_printf(&text, "%s\"%d\"", k ? ", " : "", k);
    buffer_add(&text, SLICE("], {\"R${I}\": {\"Type\": \"T\", \"V\": ["));
    for (int k = 0; k < values; k++)
        buffer_add(&text, k ? SLICE(",1") : SLICE("1"));
    buffer_add(&text, SLICE("]}}]}}"));
    return buffer_slice(&text);
}

UNIT_TEST(loop_nodes)
{
    enum { ITEMS = 1000, OTHERS = 4 }; /* the item itself in the collection is the fourth */
    int values = LIMIT_LOOP_NODES / ITEMS - OTHERS;

    assert_slice(refused(unit, wide_loop(unit, ITEMS, values - 1)), "");
    assert_slice(refused(unit, wide_loop(unit, ITEMS, values)), "E1032"); /* by the collection */
}

UNIT_TEST(loops_that_make_nothing_end)
{
    clock_t start = clock();

    assert_slice(refused(unit, nested_loops(unit, 5, 1000, NULL)), "E1032");
    assert_slice(refused(unit, nested_loops(unit, 5, 1000, "{\"Ref\": \"P\"}")), "SAM1007");
    assert_true(clock() - start < 60 * CLOCKS_PER_SEC);
}

/* A Sub that repeats a text of `size` bytes. */
static struct slice repeating_sub(struct unit *unit, size_t size, int times)
{
    struct buffer text = buffer_new(unit->arena);

    buffer_add(&text, SLICE("{\"Resources\": {\"R\": {\"Type\": \"T\", \"V\": {\"Fn::Sub\": [\""));
    for (int i = 0; i < times; i++)
        buffer_add(&text, SLICE("${A}"));
    buffer_add(&text, SLICE("\", {\"A\": \""));
    buffer_add_repeat(&text, 'x', size);
    buffer_add(&text, SLICE("\"}]}}}}"));
    return buffer_slice(&text);
}

UNIT_TEST(evaluation)
{
    enum { TIMES = 20 };
    size_t most = (LIMIT_EVALUATION - strlen("${A}") * TIMES) / (TIMES + 1); /* it is taken once */

    assert_slice(refused(unit, repeating_sub(unit, most, TIMES)), "");
    assert_slice(refused(unit, repeating_sub(unit, most + 1, TIMES)), "SAM1007");
    assert_slice(refused(unit, repeating_sub(unit, 1000000, 100000)), "SAM1007");
}

/* Each function that makes a value out of another one, 60 times inside itself: `open` goes before
 * the next one, `close` after it. */
UNIT_TEST(functions_that_grow_in_each_other)
{
    static const struct {
        const char *open, *close;
    } functions[] = {
        {"{\"Fn::Base64\": ", "}"},
        {"{\"Fn::ToJsonString\": [", "]}"},
        {"{\"Fn::Sub\": [\"${A}${A}\", {\"A\": ", "}]}"},
    };

    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        struct buffer text = buffer_new(unit->arena);
        buffer_add(&text, SLICE("{\"Resources\": {\"R\": {\"Type\": \"T\", \"V\": "));
        for (int k = 0; k < 60; k++)
            buffer_add(&text, slice_of(functions[i].open));
        buffer_add(&text, SLICE("\"a\\\\\""));
        for (int k = 0; k < 60; k++)
            buffer_add(&text, slice_of(functions[i].close));
        buffer_add(&text, SLICE("}}}"));
        assert_slice(refused(unit, buffer_slice(&text)), "SAM1007");
    }
}

static struct slice condition_chain(struct unit *unit, int count)
{
    struct buffer text = buffer_new(unit->arena);

    buffer_add(&text, SLICE("Resources: {}\nConditions:\n"));
    for (int i = 1; i < count; i++)
        buffer_printf(&text, "  C%d: {Condition: C%d}\n", i, i + 1);
    buffer_printf(&text, "  C%d: !Equals [a, b]\n", count);
    return buffer_slice(&text);
}

UNIT_TEST(condition_levels)
{
    assert_slice(refused(unit, condition_chain(unit, LIMIT_CONDITION_LEVELS)), "");
    assert_slice(refused(unit, condition_chain(unit, LIMIT_CONDITION_LEVELS + 1)), "SAM1007");
    assert_slice(refused(unit, condition_chain(unit, 50000)), "SAM1007");
}

/* -- Questions about conditions -----------------------------------------------------------------
 */

/* Whether the condition C1 of a template can hold. */
static enum answer answer_about(struct unit *unit, struct slice text)
{
    struct evaluation_options view = {.free_parameters = true};
    const struct node *root = unit_read(unit, slice_copy(unit->arena, text).text);
    struct condition_model *model = condition_model_new(&unit->builder, &view, root);

    return scenario_possible(model,
                             scenario_with(unit->arena, NULL, unit_symbol(unit, "C1"), true));
}

UNIT_TEST(condition_levels_in_questions)
{
    assert_int_equal(answer_about(unit, condition_chain(unit, LIMIT_CONDITION_LEVELS)), ANSWER_NO);
    assert_int_equal(answer_about(unit, condition_chain(unit, LIMIT_CONDITION_LEVELS + 1)),
                     ANSWER_NOT_DECIDED);
}

/* C1 needs each of `count` parameters to be a. */
static struct slice many_atoms(struct unit *unit, int count)
{
    struct buffer text = buffer_new(unit->arena);

    buffer_add(&text, SLICE("Conditions:\n"));
    for (int i = 1; i < count; i++)
        buffer_printf(&text,
                      "  C%d: {Fn::And: [{Fn::Equals: [{Ref: P%d}, a]}, {Condition: C%d}]}\n", i, i,
                      i + 1);
    buffer_printf(&text, "  C%d: {Fn::Equals: [{Ref: P%d}, a]}\n", count, count);
    return buffer_slice(&text);
}

UNIT_TEST(condition_atoms)
{
    assert_int_equal(answer_about(unit, many_atoms(unit, LIMIT_CONDITION_ATOMS)), ANSWER_YES);
    assert_int_equal(answer_about(unit, many_atoms(unit, LIMIT_CONDITION_ATOMS + 1)),
                     ANSWER_NOT_DECIDED);
}

/* Pigeons that do not fit into holes, which takes long to find: parameter n is the hole of pigeon
 * n, and no two may be in one. `questions` conditions C1, C2... ask for it. */
static struct slice pigeons(struct unit *unit, int holes, int questions)
{
    struct buffer text = buffer_new(unit->arena);

    buffer_add(&text, SLICE("Conditions:\n"));
    for (int question = 1; question <= questions; question++) {
        buffer_printf(&text,
                      "  C%d:\n    Fn::And:\n    - {Fn::Not: [{Fn::Equals: [{Ref: Q%d}, x]}]}\n",
                      question, question);
        for (int pigeon = 0; pigeon <= holes; pigeon++) {
            buffer_add(&text, SLICE("    - Fn::Or:\n"));
            for (int hole = 0; hole < holes; hole++)
                buffer_printf(&text, "      - {Fn::Equals: [{Ref: H%d}, p%d]}\n", hole, pigeon);
        }
    }
    return buffer_slice(&text);
}

UNIT_TEST(question_steps)
{
    assert_int_equal(answer_about(unit, pigeons(unit, 4, 1)), ANSWER_NO);
    assert_int_equal(answer_about(unit, pigeons(unit, 12, 1)), ANSWER_NOT_DECIDED);
}

/* When hard questions have used up what there is for all, easy ones are not decided either. */
UNIT_TEST(condition_steps)
{
    enum { HARD = LIMIT_CONDITION_STEPS / LIMIT_QUESTION_STEPS };
    struct evaluation_options view = {.free_parameters = true};
    const struct node *root =
        unit_read(unit, slice_copy(unit->arena, pigeons(unit, 12, HARD)).text);
    struct condition_model *model = condition_model_new(&unit->builder, &view, root);
    const struct scenario *easy[2];

    for (size_t i = 0; i < 2; i++)
        easy[i] = scenario_with(unit->arena, NULL, unit_symbol(unit, i ? "Y" : "X"), true);
    assert_int_equal(scenario_possible(model, easy[0]), ANSWER_YES);
    for (int i = 1; i <= HARD; i++) {
        const struct symbol *name =
            symbol_of(unit->builder.symbols, slice_printf(unit->arena, "C%d", i));
        assert_int_equal(scenario_possible(model, scenario_with(unit->arena, NULL, name, true)),
                         ANSWER_NOT_DECIDED);
    }
    assert_int_equal(scenario_possible(model, easy[0]), ANSWER_YES); /* asked before */
    assert_int_equal(scenario_possible(model, easy[1]), ANSWER_NOT_DECIDED);
}

/* Each of `count` values must be one of `count` others, which none is. */
static struct slice members(struct unit *unit, int count)
{
    struct buffer text = buffer_new(unit->arena);

    buffer_add(&text, SLICE("Conditions:\n  C1: {Fn::Equals: [{Ref: P}, a]}\n"
                            "Rules:\n  R:\n    Assertions:\n    - Assert:\n"
                            "        Fn::EachMemberIn:\n        - [{Ref: P}"));
    for (int i = 1; i < count; i++)
        buffer_add(&text, SLICE(", b1"));
    buffer_add(&text, SLICE("]\n        - [b1"));
    for (int i = 1; i < count; i++)
        buffer_printf(&text, ", b%d", i);
    buffer_add(&text, SLICE("]\n"));
    return buffer_slice(&text);
}

UNIT_TEST(rule_comparisons)
{
    assert_int_equal(LIMIT_RULE_COMPARISONS, 100 * 100);
    assert_int_equal(answer_about(unit, members(unit, 100)), ANSWER_NO);
    assert_int_equal(answer_about(unit, members(unit, 101)), ANSWER_YES);
}

UNIT_TEST(trace_steps)
{
    static const struct evaluation_options options = {0};
    struct buffer text = buffer_new(unit->arena);

    buffer_add(&text, SLICE("Resources: {R: {V: ["));
    for (int i = 0; i < LIMIT_TRACE_STEPS; i++) /* two steps each */
        buffer_add(&text, SLICE("!Ref A,"));
    buffer_add(&text, SLICE("]}}"));
    struct traced_value t = trace_value(
        &unit->builder, &options, unit_read(unit, buffer_slice(&text).text), SLICE("Resources"));
    assert_int_equal(t.trace.steps.count, LIMIT_TRACE_STEPS);
    assert_int_equal(t.trace.left_out, LIMIT_TRACE_STEPS);
    assert_int_equal(t.trace.depth, 0);
}

/* -- The linter ---------------------------------------------------------------------------------
 */

/* Findings of a rule of the linter. */
static size_t found_by_lint(const struct buffer *text, const char *rule)
{
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result;
    size_t found = 0;

    options.goal = SAMC_GOAL_LINT;
    assert_int_equal(samc_compile(text->text, text->size, &options, &result), SAMC_OK);
    for (size_t i = 0; i < samc_result_finding_count(result); i++)
        found += strcmp(samc_result_finding(result, i)->rule, rule) == 0;
    samc_result_free(result);
    return found;
}

/* -- Texts that are documents -------------------------------------------------------------------
 */

/* Policies in error that are found in a template in which `count` of them share one text. */
static size_t policies_found(struct unit *unit, size_t size, size_t count)
{
    struct buffer text = buffer_new(unit->arena);

    buffer_printf(&text, "Resources:\n");
    for (size_t i = 0; i < count; i++) {
        buffer_printf(&text,
                      "  P%zu:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n"
                      "      PolicyDocument: %s",
                      i, i ? "*p\n" : "&p '");
        if (i) continue;
        buffer_add_repeat(&text, ' ', size - 2);
        buffer_printf(&text, "[]'\n");
    }
    return found_by_lint(&text, "E3510");
}

UNIT_TEST(embedded_bytes)
{
    size_t quarter = LIMIT_EMBEDDED_BYTES / 4;

    assert_int_equal(policies_found(unit, quarter, 4), 4);
    assert_int_equal(policies_found(unit, quarter, 5), 4);
    assert_int_equal(policies_found(unit, quarter + 1, 5), 3);
}

/* -- Notifications ------------------------------------------------------------------------------
 */

/* Overlaps that are found among `count` notifications that all have the same filter. */
static size_t overlaps_found(struct unit *unit, size_t count)
{
    struct buffer text = buffer_new(unit->arena);

    buffer_printf(&text, "Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties:\n"
                         "      NotificationConfiguration:\n        TopicConfigurations:\n");
    for (size_t i = 0; i < count; i++)
        buffer_printf(&text,
                      "          - {Event: 's3:ObjectCreated:*', Topic: 'arn:aws:sns:eu-west-1:"
                      "123456789012:t%zu'}\n",
                      i);
    return found_by_lint(&text, "SAM3104");
}

UNIT_TEST(notifications)
{
    assert_int_equal(overlaps_found(unit, LIMIT_NOTIFICATIONS), LIMIT_NOTIFICATIONS - 1);
    assert_int_equal(overlaps_found(unit, LIMIT_NOTIFICATIONS + 1), LIMIT_NOTIFICATIONS - 1);
}

int main(void)
{
    return UNIT_RUN(
        UNIT(input_bytes), UNIT(depth_of_json), UNIT(depth_of_yaml), UNIT(a_short_form_is_a_level),
        UNIT(aliases_cannot_go_deeper), UNIT(alias_nodes), UNIT(an_alias_bomb_ends_at_once),
        UNIT(a_merge_bomb_ends_too), UNIT(python_probes), UNIT(python_probes_of_a_template),
        UNIT(findings_of_a_result), UNIT(resources_of_the_output), UNIT(bytes_of_the_output),
        UNIT(loop_depth), UNIT(loop_nodes), UNIT(loops_that_make_nothing_end), UNIT(evaluation),
        UNIT(functions_that_grow_in_each_other), UNIT(condition_levels),
        UNIT(condition_levels_in_questions), UNIT(condition_atoms), UNIT(question_steps),
        UNIT(condition_steps), UNIT(rule_comparisons), UNIT(trace_steps), UNIT(embedded_bytes),
        UNIT(notifications));
}
