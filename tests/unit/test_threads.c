/* Many compilations at once give what one alone gives. Built with the thread sanitizer (preset
 * "thread"), it would also see any shared state. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "samc/samc.h"
#include "tests/support/files.h"
#include "tests/unit/unit.h"

enum { THREADS = 8, ROUNDS = 20 };

struct job {
    struct slice text;
    const char *expected; /* the output that one compilation alone gave */
    bool same;            /* out: every round gave it again */
};

static samc_result *compile(struct slice text)
{
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result = NULL;

    samc_compile(text.text, text.size, &options, &result);
    return result;
}

static void *work(void *context)
{
    struct job *job = context;

    job->same = true;
    for (int i = 0; i < ROUNDS; i++) {
        samc_result *result = compile(job->text);
        const char *output = result ? samc_result_output(result, NULL) : NULL;
        job->same &= output && strcmp(output, job->expected) == 0;
        job->same &= result && samc_result_report(result, "text", SAMC_EXCERPTS, NULL) != NULL;
        samc_result_free(result);
    }
    return NULL;
}

UNIT_TEST(threads_do_not_touch_each_other)
{
    struct slice text;
    struct job jobs[THREADS];
    pthread_t threads[THREADS];

    assert_true(load_file(unit->arena, FIXTURES "/demo/template.yaml", &text));
    samc_result *alone = compile(text);
    assert_non_null(alone);
    assert_non_null(samc_result_output(alone, NULL));
    for (size_t i = 0; i < THREADS; i++) {
        jobs[i] = (struct job){text, samc_result_output(alone, NULL), false};
        assert_int_equal(pthread_create(&threads[i], NULL, work, &jobs[i]), 0);
    }
    for (size_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    samc_result_free(alone);
    for (size_t i = 0; i < THREADS; i++)
        assert_true(jobs[i].same);
}

int main(void)
{
    return UNIT_RUN(UNIT(threads_do_not_touch_each_other));
}
