/* The public view of a result. Its own types hold slices and spans; what leaves here has texts that
 * end with a zero byte, and lines and columns. */
#include "pipeline/result_internal.h"

#include <stdlib.h>

#include "intrinsics/iterations.h"
#include "pipeline/selection.h"
#include "spec/names.h"

void samc_result_free(samc_result *result)
{
    if (!result) return;
    arena_free(result->arena);
    free(result);
}

const char *samc_result_output(const samc_result *result, size_t *length)
{
    if (length) *length = result->text.size;
    return result->text.text;
}

/* -- Findings -----------------------------------------------------------------------------------
 */

static const char *text_or_null(struct arena *arena, struct slice text)
{
    return text.text ? slice_copy(arena, text).text : NULL;
}

static samc_finding public_finding(const samc_result *result, const struct finding *finding)
{
    struct arena *arena = result->arena;
    struct position start = source_position(result->sources, finding->span.start);
    struct position end = source_position(result->sources, finding->span.end);
    struct slice file = start.source ? start.source->name : sources_name(result->sources);

    return (samc_finding){
        .rule = finding->rule->id,
        .severity = (samc_severity)finding->rule->severity,
        .message = slice_copy(arena, finding->message).text,
        .file = slice_copy(arena, file).text,
        .line = start.source ? start.line : 1,
        .column = start.source ? start.column : 1,
        .end_line = end.source ? end.line : 1,
        .end_column = end.source ? end.column : 1,
        .resource = text_or_null(arena, finding->resource),
        .event = text_or_null(arena, finding->event),
        .path = text_or_null(arena, finding->path),
    };
}

void result_list_findings(samc_result *result, const samc_options *given)
{
    struct findings *findings = result->findings;

    findings_sort(findings);
    result_find_paths(result, given->goal == SAMC_GOAL_LINT);
    findings_name_iterations(findings, &(struct iteration_naming){result->builder.symbols,
                                                                  &result->iterations,
                                                                  given->goal == SAMC_GOAL_LINT});
    if (given->goal == SAMC_GOAL_LINT) result_select(result, given);
    result->list = arena_array(result->arena, findings->count, sizeof *result->list);
    for (size_t i = 0; i < findings->count; i++)
        result->list[i] = public_finding(result, &findings->items[i]);
}

size_t samc_result_finding_count(const samc_result *result)
{
    return result->findings->count;
}

const samc_finding *samc_result_finding(const samc_result *result, size_t number)
{
    return number < result->findings->count ? &result->list[number] : NULL;
}

size_t samc_result_total(const samc_result *result, samc_severity severity)
{
    return (unsigned)severity < SEVERITY_COUNT ? result->findings->totals[severity] : 0;
}

/* -- Resources ----------------------------------------------------------------------------------
 */

struct resources_job {
    samc_result *result;
    const char **ids;
    size_t count;
};

static void run_resources(void *context)
{
    struct resources_job *job = context;
    struct arena *arena = job->result->arena;
    const struct node *resources = map_get(job->result->output, K(Resources));

    job->ids = arena_array(arena, map_count(resources) + 1, sizeof *job->ids);
    MAP_EACH (resources, each)
        job->ids[job->count++] = slice_copy(arena, symbol_slice(each.key)).text;
    job->ids[job->count] = NULL;
}

const char *const *samc_result_resources(samc_result *result, size_t *count)
{
    struct resources_job job = {.result = result};

    *count = 0;
    if (!result->output || !arena_run(result->arena, run_resources, &job)) return NULL;
    *count = job.count;
    return job.ids;
}
