/* Running out of memory at every point of a compilation: it ends with SAMC_NO_MEMORY, and (as the
 * leak sanitizer sees) nothing is left behind.
 *
 * The linker is told to send arena_new() and calloc() of the library through the functions below,
 * and libyaml's allocation functions are replaced by the ones here.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "samc/samc.h"
#include "tests/support/files.h"
#include "tests/unit/unit.h"

struct arena *__real_arena_new(void);
struct arena *__wrap_arena_new(void);
void *__real_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size);
__attribute__((visibility("default"))) void *yaml_malloc(size_t size);
__attribute__((visibility("default"))) void *yaml_realloc(void *block, size_t size);
__attribute__((visibility("default"))) char *yaml_strdup(const char *text);

enum { NEVER = -1 };

static long arena_fails_after = NEVER;  /* allocations in each new arena before one fails */
static long calloc_fails_after = NEVER; /* calls of calloc() before one fails */
static long yaml_fails_after = NEVER;   /* allocations of libyaml before one fails */
static struct arena *last_arena;        /* the arena made last */

/* Whether this is the call that fails. */
static bool fails(long *after)
{
    if (*after == NEVER) return false;
    return (*after)-- == 0;
}

struct arena *__wrap_arena_new(void)
{
    struct arena *arena = __real_arena_new();

    if (arena && arena_fails_after != NEVER) arena_fail_after(arena, (size_t)arena_fails_after);
    last_arena = arena;
    return arena;
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails(&calloc_fails_after) ? NULL : __real_calloc(count, size);
}

void *yaml_malloc(size_t size)
{
    return fails(&yaml_fails_after) ? NULL : malloc(size ? size : 1);
}

void *yaml_realloc(void *block, size_t size)
{
    return fails(&yaml_fails_after) ? NULL : realloc(block, size ? size : 1);
}

char *yaml_strdup(const char *text)
{
    return fails(&yaml_fails_after) || !text ? NULL : strdup(text);
}

/* -----------------------------------------------------------------------------------------------
 */

static const char *const files[] = {
    FIXTURES "/demo/template.yaml",
    FIXTURES "/transform/api-auth-lambda/template.yaml",
    FIXTURES "/errors/kafka-and-queues/template.yaml",
};

enum { SAMPLES = sizeof files / sizeof *files };

struct samples {
    struct arena *arena;
    struct slice texts[SAMPLES];
    struct slice
        texts_for_libyaml[SAMPLES]; /* the same with what document/plain_yaml.h leaves to it */
};

static void load(void *context)
{
    struct samples *samples = context;

    for (int i = 0; i < SAMPLES; i++) {
        assert_true(load_file(samples->arena, files[i], &samples->texts[i]));
        samples->texts_for_libyaml[i] =
            CONCAT(samples->arena, SLICE("%TAG !e! tag:e,1:\n---\n"), samples->texts[i]);
    }
}

static int read_samples(void **state)
{
    struct samples *samples = malloc(sizeof *samples);

    samples->arena = __real_arena_new();
    *state = samples;
    return arena_run(samples->arena, load, samples) ? 0 : -1;
}

static int free_samples(void **state)
{
    struct samples *samples = *state;

    arena_free(samples->arena);
    free(samples);
    return 0;
}

static samc_status compile(struct slice text, samc_format format, samc_result **result)
{
    samc_options options = SAMC_OPTIONS_INIT;

    options.format = format;
    return samc_compile(text.text, text.size, &options, result);
}

/* Lets the allocation after n ones fail, for n = 0, 1, 2... in growing steps, until the compilation
 * comes to its end. Returns how many allocations that takes at least. */
static long fail_everywhere(struct slice text, samc_format format, long *after)
{
    long step = 1, failed_at = NEVER;

    for (long n = 0;; n += step) {
        samc_result *result = (samc_result *)&text; /* must be set in any case */
        *after = n;
        samc_status status = compile(text, format, &result);
        bool failed = after != &arena_fails_after && *after == NEVER;
        *after = NEVER;
        if (status == SAMC_OK) {
            assert_non_null(result);
            assert_false(failed); /* it came to its end because nothing failed */
            samc_result_free(result);
            return failed_at;
        }
        assert_int_equal(status, SAMC_NO_MEMORY);
        assert_null(result);
        failed_at = n;
        if (n > 600) step = 1 + n / 200;
    }
}

static void any_allocation_of_the_arena(void **state)
{
    const struct samples *samples = *state;

    for (int i = 0; i < SAMPLES; i++) {
        assert_true(fail_everywhere(samples->texts[i], SAMC_JSON, &arena_fails_after) > 100);
        assert_true(fail_everywhere(samples->texts[i], SAMC_YAML, &arena_fails_after) > 100);
    }
}

static void any_allocation_of_libyaml(void **state)
{
    const struct samples *samples = *state;

    for (int i = 0; i < SAMPLES; i++)
        assert_true(fail_everywhere(samples->texts_for_libyaml[i], SAMC_JSON, &yaml_fails_after) >
                    50);
}

/* The result, and its arena. */
static void the_first_allocations(void **state)
{
    const struct samples *samples = *state;

    assert_int_equal(fail_everywhere(samples->texts[0], SAMC_JSON, &calloc_fails_after), 1);
}

static void reports_and_explanations(void **state)
{
    const struct samples *samples = *state;
    samc_result *result;
    size_t reports = 0, explanations = 0;

    for (size_t n = 0; n < 12; n++) {
        assert_int_equal(compile(samples->texts[0], SAMC_JSON, &result), SAMC_OK);
        arena_fail_after(last_arena, n);
        reports += samc_result_report(result, "json", SAMC_PLAIN, NULL) != NULL;
        arena_fail_after(last_arena, n);
        explanations += samc_result_explain(result, "Orders") != NULL;
        arena_fail_after(last_arena, SIZE_MAX);
        /* the result is as good as before */
        assert_non_null(samc_result_output(result, NULL));
        assert_non_null(samc_result_report(result, "json", SAMC_PLAIN, NULL));
        samc_result_free(result);
    }
    assert_true(reports > 0 && reports < 12);
    assert_true(explanations < 12);
}

/* Without memory there is neither a value nor a reason; later there is a value again. */
static void values(void **state)
{
    const struct samples *samples = *state;
    const samc_value *value = NULL;
    samc_result *result;
    size_t n = 0;

    assert_int_equal(compile(samples->texts[0], SAMC_JSON, &result), SAMC_OK);
    for (; !value; n++) {
        const char *problem = "not set";
        arena_fail_after(last_arena, n);
        value = samc_result_resolve(result, "Resources", &problem);
        arena_fail_after(last_arena, SIZE_MAX);
        assert_null(problem);
    }
    assert_true(n > 10);
    assert_int_equal(value->type, SAMC_VALUE_MAP);
    samc_result_free(result);
}

/* The same of conditions. */
static void conditions(void **state)
{
    static const char text[] =
        "{\"Parameters\": {\"P\": {\"Type\": \"String\"}}, \"Resources\": {}, \"Conditions\":"
        " {\"A\": {\"Fn::Equals\": [{\"Ref\": \"P\"}, \"a\"]},"
        "  \"B\": {\"Fn::And\": [{\"Condition\": \"A\"}, {\"Fn::Not\": [{\"Condition\": "
        "\"A\"}]}]}}}";
    const samc_condition *found = NULL;
    samc_result *result;
    size_t n = 0, count;

    (void)state;
    assert_int_equal(compile(BYTES(text), SAMC_JSON, &result), SAMC_OK);
    for (; !found; n++) {
        arena_fail_after(last_arena, n);
        found = samc_result_conditions(result, &count);
        arena_fail_after(last_arena, SIZE_MAX);
        assert_int_equal(count, found ? 2 : 0);
    }
    assert_true(n > 10);
    assert_int_equal(found[1].value, SAMC_CONDITION_NEVER);
    samc_result_free(result);
}

/* A report over several results: what is there after a failure can be released, no more. */
static void reports_on_several_templates(void **state)
{
    const struct samples *samples = *state;
    samc_result *result;
    size_t made = 0, n = 0;

    assert_int_equal(compile(samples->texts[2], SAMC_JSON, &result), SAMC_OK);
    for (; made < 3; n++) {
        samc_report *report = (samc_report *)&n; /* must be set in any case */
        arena_fails_after = (long)n;
        samc_status status = samc_report_new("sarif", SAMC_PLAIN, &report);
        arena_fails_after = NEVER;
        made = 0;
        if (status == SAMC_OK) {
            made += 1 + (samc_report_add(report, result) == SAMC_OK);
            made += made == 2 && samc_report_text(report, NULL);
        } else {
            assert_int_equal(status, SAMC_NO_MEMORY);
            assert_null(report);
        }
        samc_report_free(report);
    }
    assert_true(n > 20);
    calloc_fails_after = 0;
    samc_report *report = (samc_report *)&n;
    assert_int_equal(samc_report_new("sarif", SAMC_PLAIN, &report), SAMC_NO_MEMORY);
    assert_null(report);
    samc_result_free(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_allocation_of_the_arena),
        cmocka_unit_test(any_allocation_of_libyaml),
        cmocka_unit_test(the_first_allocations),
        cmocka_unit_test(reports_and_explanations),
        cmocka_unit_test(values),
        cmocka_unit_test(conditions),
        cmocka_unit_test(reports_on_several_templates),
    };

    return cmocka_run_group_tests(tests, read_samples, free_samples);
}
