/* samc_result_conditions(): what is known of each condition.
 *
 * Two models of the same conditions are asked. One knows all that the compilation knows: values,
 * defaults, region. The other knows nothing but the template, so what it says is so whatever is
 * chosen when the stack is made.
 */
#include "intrinsics/condition_model.h"
#include "intrinsics/condition_text.h"
#include "pipeline/result_internal.h"
#include "spec/names.h"

/* Whether a condition can be true, and can be false. */
struct possibilities {
    bool can_be_true, can_be_false;
};

static struct possibilities possibilities_of(const samc_result *result,
                                             struct condition_model *model,
                                             const struct symbol *name)
{
    const struct scenario *true_one = scenario_with(result->arena, NULL, name, true);
    const struct scenario *false_one = scenario_with(result->arena, NULL, name, false);

    return (struct possibilities){
        .can_be_true = scenario_possible(model, true_one) != ANSWER_NO,
        .can_be_false = scenario_possible(model, false_one) != ANSWER_NO,
    };
}

/* A template whose Rules allow no stack at all makes everything impossible, which says nothing. */
static bool is_decided(struct possibilities p)
{
    return p.can_be_true != p.can_be_false;
}

static samc_condition_value value_of(struct possibilities now, struct possibilities ever)
{
    if (is_decided(ever)) return ever.can_be_true ? SAMC_CONDITION_ALWAYS : SAMC_CONDITION_NEVER;
    if (is_decided(now)) return now.can_be_true ? SAMC_CONDITION_TRUE : SAMC_CONDITION_FALSE;
    return SAMC_CONDITION_UNKNOWN;
}

struct conditions_job {
    samc_result *result;
    samc_condition *list;
    size_t count;
};

static void run_conditions(void *context)
{
    static const struct evaluation_options anything = {.free_parameters = true};
    struct conditions_job *job = context;
    samc_result *result = job->result;
    struct arena *arena = result->arena;
    const struct node *root =
        template_without_loops(&result->builder, &result->evaluation, result->input);
    const struct node *conditions = map_get(root, K(Conditions));
    struct condition_model *now = condition_model_new(&result->builder, &result->evaluation, root);
    struct condition_model *ever = condition_model_new(&result->builder, &anything, root);

    job->list = arena_array(arena, map_count(conditions) + 1, sizeof *job->list);
    MAP_EACH (conditions, each)
        job->list[job->count++] = (samc_condition){
            .name = slice_copy(arena, symbol_slice(each.key)).text,
            .value = value_of(possibilities_of(result, now, each.key),
                              possibilities_of(result, ever, each.key)),
            .formula = slice_copy(arena, condition_text(arena, each.value)).text,
        };
}

const samc_condition *samc_result_conditions(samc_result *result, size_t *count)
{
    struct conditions_job job = {.result = result};

    *count = 0;
    if (!result->input || !arena_run(result->arena, run_conditions, &job)) return NULL;
    *count = job.count;
    return job.list;
}

const char *samc_condition_value_name(samc_condition_value value)
{
    static const char *const names[] = {
        [SAMC_CONDITION_UNKNOWN] = "unknown", [SAMC_CONDITION_TRUE] = "true",
        [SAMC_CONDITION_FALSE] = "false",     [SAMC_CONDITION_ALWAYS] = "always",
        [SAMC_CONDITION_NEVER] = "never",
    };

    return (unsigned)value < sizeof names / sizeof *names ? names[value] : NULL;
}
