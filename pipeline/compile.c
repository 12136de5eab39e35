/* The pipeline, one screen, and the call that starts it. What it leaves is in pipeline/result.c.
 *
 *     document    text to tree
 *     include     included files, when that is asked for
 *     intrinsics  parameters and mappings, as far as the transform needs them
 *     transform   SAM to CloudFormation
 *     validator   package types, references, limits
 *     emit        tree to text
 */
#include <stdlib.h>

#include "base/limits.h"
#include "document/document.h"
#include "emit/emit.h"
#include "intrinsics/evaluation.h"
#include "pipeline/given_values.h"
#include "pipeline/host.h"
#include "pipeline/include.h"
#include "pipeline/lint.h"
#include "pipeline/output_rules.h"
#include "pipeline/result_internal.h"
#include "spec/names.h"
#include "spec/regions.h"
#include "transform/transform.h"
#include "validator/rule_settings.h"

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
    struct arena *arena = builder->arena;
    struct transform_options options = {
        .region = slice_copy(
            arena, slice_of(given->region && *given->region ? given->region : "us-east-1")),
        .partition = slice_copy(arena, slice_of(given->partition)),
        .parameters = pairs_map(builder, given->parameters, given->parameter_count),
        .managed_policies =
            pairs_map(builder, given->managed_policies, given->managed_policy_count),
        .local_artifacts = (enum local_artifacts)given->local_artifacts,
        .now = given->host.now ? given->host.now(given->host.context) : 0,
    };

    options.applications = host_applications(arena, &given->host, &options);
    for (size_t i = 0; i < given->feature_toggle_count; i++)
        options.toggles |= feature_toggle_of(slice_of(given->feature_toggles[i]));
    return options;
}

/* A large output on its way to the caller. */
struct handing {
    const samc_options *options;
    bool refused; /* the caller could not take it */
};

static void hand_over(void *context, struct slice piece)
{
    struct handing *handing = context;
    const samc_options *options = handing->options;

    if (!handing->refused)
        handing->refused =
            !options->take_output(options->take_output_context, piece.text, piece.size);
}

static void emit_into(struct buffer *text, const struct job *job, const struct node *output)
{
    const samc_options *given = job->options;
    const struct emit_format *format = emit_format(slice_of(samc_format_name(given->format)));

    format->write_template(text, output, &(struct emit_options){.compact = given->compact != 0});
}

/* The output of a large template is several times as large. Memory that is reserved and not used
 * costs nothing; text that has to move while it grows is there twice. */
static struct slice keep_output(const struct job *job, const struct node *output)
{
    enum { LARGE = 64 * 1024, TIMES = 16 };
    struct buffer text = buffer_new(job->result->arena);

    if (job->bytes.size > LARGE) buffer_reserve(&text, job->bytes.size * TIMES);
    emit_into(&text, job, output);
    return buffer_end(&text);
}

/* The output as text; only its size when the caller took it. */
static struct slice emit_template(const struct job *job, const struct node *output)
{
    enum { PIECE = LIMIT_OUTPUT_BYTES, LARGE = PIECE / 16, LONG_TEXT = 64 * 1024 };
    struct handing handing = {.options = job->options};
    struct outlet outlet = {.take = hand_over, .context = &handing, .least = PIECE};
    struct buffer text = buffer_new(job->result->arena);

    if (!job->options->take_output) return keep_output(job, output);
    text.outlet = &outlet;
    if (job->bytes.size > LARGE) buffer_reserve(&text, PIECE + LONG_TEXT);
    emit_into(&text, job, output);
    if (!outlet.passed && text.size <= LIMIT_OUTPUT_BYTES) return buffer_end(&text);
    buffer_pass(&text);
    buffer_drop(&text);
    return handing.refused ? keep_output(job, output) : (struct slice){NULL, outlet.passed};
}

/* The input, kept for reports that show its lines. What is too long to be read is not kept. */
static struct slice own_bytes(const struct job *job)
{
    if (job->options->bytes_stay || job->bytes.size > LIMIT_INPUT_BYTES) return job->bytes;
    return slice_copy(job->result->arena, job->bytes);
}

static struct evaluation_options evaluation_options_of(const struct transform_options *options)
{
    return (struct evaluation_options){
        .extent = EXTENT_ALL,
        .region = options->region,
        .partition =
            options->partition.size ? options->partition : partition_of_region(options->region),
        .values = options->parameters,
    };
}

/* Evaluates what has to be evaluated before the transform. NULL when there is an error. */
static const struct node *evaluated(const struct job *job, const struct node *root)
{
    samc_result *result = job->result;
    struct evaluation_options evaluation = result->evaluation;
    samc_goal goal = job->options->goal;

    if (goal == SAMC_GOAL_TRANSFORM && !names_language_extensions(root)) return root;
    if (goal != SAMC_GOAL_RESOLVE) evaluation.extent = EXTENT_EXTENSIONS;
    evaluation.iterations = &result->iterations;
    return evaluate_template(&result->builder, result->findings, &evaluation, root);
}

/* The pipeline. */
static void compile(const struct job *job)
{
    samc_result *result = job->result;
    struct reader reader = {result->builder, result->sources, result->findings};
    struct transform_options options = transform_options_of(job);
    struct slice name = slice_of(job->options->name ? job->options->name : "template");

    name = slice_copy(result->arena, name);
    result->evaluation = evaluation_options_of(&options);
    result->input = document_read(&reader, name, own_bytes(job));
    if (result->input && job->options->include_local)
        result->input = include_files(&reader, &job->options->host, name, result->input);
    if (!result->input) return;
    given_values_check(&result->builder, result->findings, result->input, options.parameters);
    if (job->options->goal == SAMC_GOAL_LINT) {
        lint(result, job->options, &options);
        return;
    }
    result->output = evaluated(job, result->input);
    if (result->output && job->options->goal == SAMC_GOAL_TRANSFORM)
        result->output =
            transform_template(&result->builder, result->findings, &options, result->output);
    /* A template with nothing to transform is refused for the values that it is given, too. */
    if (result->findings->totals[SEVERITY_ERROR] > 0) result->output = NULL;
    if (!result->output) return;
    result->text = emit_template(job, result->output);
    output_check(result->findings, result->output, result->text);
}

/* -- Public API ---------------------------------------------------------------------------------
 */

static void run_job(void *context)
{
    struct job *job = context;
    samc_result *result = job->result;

    result->input_size = job->bytes.size;
    result->findings = findings_new(result->arena);
    result->sources = sources_new(result->arena);
    result->builder = (struct builder){
        .arena = result->arena,
        .symbols = symbols_new(result->arena, &known_name_set),
    };
    compile(job);
    given_values_hide(&result->builder, result->findings, result->input, result->evaluation.values);
    result_list_findings(result, job->options);
}

static bool pairs_are_good(const samc_pair *pairs, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!pairs || !pairs[i].name || !pairs[i].value) return false;
    return true;
}

static bool toggles_are_good(const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!names || !names[i] || !feature_toggle_of(slice_of(names[i]))) return false;
    return true;
}

static bool texts_are_good(const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!texts || !texts[i]) return false;
    return true;
}

static bool rule_settings_are_good(const samc_pair *pairs, size_t count)
{
    if (!pairs_are_good(pairs, count)) return false;
    for (size_t i = 0; i < count; i++) {
        enum rule_setting setting = rule_setting_find(slice_of(pairs[i].name));
        if (setting == RULE_SETTING_COUNT || !rule_setting_takes(setting, slice_of(pairs[i].value)))
            return false;
    }
    return true;
}

static bool options_are_good(const samc_options *options)
{
    return options && options->size == sizeof *options &&
           (unsigned)options->local_artifacts <= SAMC_LOCAL_PLACEHOLDER &&
           (unsigned)options->goal <= SAMC_GOAL_LINT &&
           samc_format_name((unsigned)options->format) &&
           (!options->include_local || options->host.read_file) &&
           pairs_are_good(options->parameters, options->parameter_count) &&
           pairs_are_good(options->managed_policies, options->managed_policy_count) &&
           rule_settings_are_good(options->rule_settings, options->rule_setting_count) &&
           toggles_are_good(options->feature_toggles, options->feature_toggle_count) &&
           texts_are_good(options->ignore_checks, options->ignore_check_count) &&
           texts_are_good(options->include_checks, options->include_check_count) &&
           texts_are_good(options->mandatory_checks, options->mandatory_check_count);
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
