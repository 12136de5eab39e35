/* The transform runs although nobody wants its output: what it makes is what CloudFormation gets,
 * and a finding there goes back to the line that caused it. When it refuses the template, the
 * validator still looks at what was written.
 */
#include "pipeline/lint.h"

#include <time.h>

#include "intrinsics/evaluation.h"
#include "pipeline/local_files.h"
#include "pipeline/schemas.h"
#include "spec/regions.h"
#include "validator/validator.h"

static uint32_t today(const samc_options *given)
{
    time_t now = given->host.now ? (time_t)given->host.now(given->host.context) : 0;
    struct tm day;

    if (given->today || !now || !gmtime_r(&now, &day)) return given->today;
    return (uint32_t)((day.tm_year + 1900) * 10000 + (day.tm_mon + 1) * 100 + day.tm_mday);
}

/* The template with its loops expanded; NULL when they cannot be. */
static const struct node *
without_loops(samc_result *result, const struct transform_options *options, struct slice partition)
{
    struct evaluation_options evaluation = {
        .extent = EXTENT_EXTENSIONS,
        .region = options->region,
        .partition = partition,
        .values = options->parameters,
        .iterations = &result->iterations,
    };

    if (!names_language_extensions(result->input)) return result->input;
    return evaluate_template(&result->builder, result->findings, &evaluation, result->input);
}

/* The first byte of the template. */
static struct span start_of(const struct sources *sources)
{
    const struct source *source = sources->last;

    while (source->next)
        source = source->next;
    return (struct span){source->base, source->base + 1};
}

static struct rule_settings settings_of(struct arena *arena, const samc_options *given)
{
    struct rule_settings settings = {0};

    for (size_t i = 0; i < given->rule_setting_count; i++) {
        const samc_pair *pair = &given->rule_settings[i];
        enum rule_setting setting = rule_setting_find(slice_of(pair->name));
        if (setting < RULE_SETTING_COUNT)
            rule_settings_add(arena, &settings, setting, slice_of(pair->value));
    }
    return settings;
}

void lint(samc_result *result, const samc_options *given, const struct transform_options *options)
{
    struct transform_options used = *options;
    const struct node *partial = NULL;
    struct validator_input input = {
        .region = options->region,
        .partition =
            options->partition.size ? options->partition : partition_of_region(options->region),
        .parameters = options->parameters,
        .today = today(given),
        .files = local_files(result->arena, given),
        .schemas = schemas_tables(given->schemas),
        .size = result->input_size,
        .start = start_of(result->sources),
        .settings = settings_of(result->arena, given),
    };

    used.local_artifacts = LOCAL_PLACEHOLDER;
    used.merged = &input.merged;
    used.partial = &partial;
    input.source = without_loops(result, options, input.partition);
    if (!input.source) return;
    input.expanded = transform_template(&result->builder, result->findings, &used, input.source);
    if (!input.expanded) input.expanded = partial;
    if (node_is_map(input.source)) validator_check(&result->builder, result->findings, &input);
}
