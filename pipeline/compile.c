/* The pipeline, one screen, and the public API around it.
 *
 *     document    text to tree
 *     intrinsics  parameters and mappings, as far as the transform needs them
 *     transform   SAM to CloudFormation
 *     validator   package types, references, limits
 *     emit        tree to text
 */
#include "samc/samc.h"

#include <stdlib.h>

#include "base/limits.h"
#include "document/document.h"
#include "emit/emit.h"
#include "pipeline/output_rules.h"
#include "spec/names.h"
#include "transform/transform.h"

#ifndef SAMC_VERSION
#error "SAMC_VERSION is given by CMakeLists.txt"
#endif

struct samc_result {
    struct arena *arena;
    struct findings *findings;
    struct sources *sources;
    struct builder builder;
    const struct node *input;  /* the tree that was read; NULL when it could not be */
    const struct node *output; /* the CloudFormation tree; NULL when refused */
    struct slice text;         /* the output as text; text is NULL when refused */
    samc_finding *list;        /* findings->count of them */
};

/* What samc_compile() hands to its work inside the arena. */
struct job {
    samc_result *result;
    const samc_options *options;
    struct slice bytes;
};

static struct node *pairs_map(const struct builder *builder, const samc_pair *pairs, size_t count)
{
    struct node *map = node_map(builder);

    for (size_t i = 0; i < count; i++)
        map_set(builder, map, symbol_of(builder->symbols, slice_of(pairs[i].name)),
                node_string(builder, slice_copy(builder->arena, slice_of(pairs[i].value))));
    return map;
}

static struct transform_options transform_options_of(const struct job *job)
{
    const samc_options *given = job->options;
    const struct builder *builder = &job->result->builder;
    struct transform_options options = {
        .region = slice_of(given->region ? given->region : "us-east-1"),
        .partition = slice_of(given->partition),
        .parameters = pairs_map(builder, given->parameters, given->parameter_count),
        .managed_policies =
            pairs_map(builder, given->managed_policies, given->managed_policy_count),
        .local_artifacts = (enum local_artifacts)given->local_artifacts,
        .now = given->host.now ? given->host.now(given->host.context) : 0,
    };

    for (size_t i = 0; i < given->feature_toggle_count; i++)
        options.toggles |= feature_toggle_of(slice_of(given->feature_toggles[i]));
    return options;
}

static struct slice emit_template(const struct job *job, const struct node *output)
{
    const samc_options *given = job->options;
    struct buffer text = buffer_new(job->result->arena);
    const struct emit_format *format =
        emit_format(given->format == SAMC_YAML ? SLICE("yaml") : SLICE("json"));

    format->write_template(&text, output, &(struct emit_options){.compact = given->compact != 0});
    return buffer_slice(&text);
}

/* The pipeline. */
static void compile(const struct job *job)
{
    samc_result *result = job->result;
    struct reader reader = {result->builder, result->sources, result->findings};
    struct transform_options options = transform_options_of(job);
    struct slice name = slice_of(job->options->name ? job->options->name : "template");

    result->input = document_read(&reader, slice_copy(result->arena, name), job->bytes);
    if (!result->input) return;
    result->output =
        transform_template(&result->builder, result->findings, &options, result->input);
    if (!result->output) return;
    result->text = emit_template(job, result->output);
    output_check(result->findings, result->output, result->text);
}

/* -- Public API ---------------------------------------------------------------------------------
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

static void list_findings(samc_result *result)
{
    struct findings *findings = result->findings;

    findings_sort(findings);
    result->list = arena_array(result->arena, findings->count, sizeof *result->list);
    for (size_t i = 0; i < findings->count; i++)
        result->list[i] = public_finding(result, &findings->items[i]);
}

static void run_job(void *context)
{
    struct job *job = context;
    samc_result *result = job->result;

    result->findings = findings_new(result->arena);
    result->sources = sources_new(result->arena);
    result->builder = (struct builder){
        .arena = result->arena,
        .symbols = symbols_new(result->arena, &known_name_set),
    };
    compile(job);
    list_findings(result);
}

static bool options_are_good(const samc_options *options)
{
    return options && options->size == sizeof *options &&
           options->local_artifacts <= SAMC_LOCAL_PLACEHOLDER && options->format <= SAMC_YAML &&
           (options->parameters || !options->parameter_count) &&
           (options->managed_policies || !options->managed_policy_count) &&
           (options->feature_toggles || !options->feature_toggle_count);
}

samc_status samc_compile(const void *bytes, size_t size, const samc_options *options,
                         samc_result **result)
{
    if (!result) return SAMC_BAD_ARGUMENT;
    *result = NULL;
    if ((!bytes && size) || !options_are_good(options)) return SAMC_BAD_ARGUMENT;

    samc_result *made = calloc(1, sizeof *made);
    if (!made) return SAMC_NO_MEMORY;
    made->arena = arena_new();
    struct job job = {made, options, {bytes, size}};
    if (!made->arena || !arena_run(made->arena, run_job, &job)) {
        samc_result_free(made);
        return SAMC_NO_MEMORY;
    }
    *result = made;
    return SAMC_OK;
}

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

struct report_job {
    samc_result *result;
    const struct emit_format *format;
    struct emit_options options;
    struct buffer text;
};

static void run_report(void *context)
{
    struct report_job *job = context;

    job->text = buffer_new(job->result->arena);
    buffer_reserve(&job->text, 1);
    job->text.text[0] = '\0';
    job->format->write_findings(&job->text, job->result->findings, job->result->sources,
                                &job->options);
}

const char *samc_result_report(samc_result *result, const char *format, int terminal,
                               size_t *length)
{
    struct report_job job = {
        .result = result,
        .format = emit_format(slice_of(format)),
        .options = {.color = terminal != 0, .excerpt = terminal != 0},
    };

    if (!job.format || !job.format->write_findings) return NULL;
    if (!arena_run(result->arena, run_report, &job)) return NULL;
    if (length) *length = job.text.size;
    return job.text.text;
}

const char *samc_version(void)
{
    return SAMC_VERSION;
}
