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

/* -- AWS::LanguageExtensions --------------------------------------------------------------------
 */

/* What evaluation of the template as a whole has found wrong, put aside: the validator finds most
 * of it as well, and says it with the rule and at the place that users know. */
struct aside {
    struct finding *items;
    size_t count;
    size_t errors; /* that there were before */
};

static bool is_rule(const struct finding *finding, enum evaluation_rule rule)
{
    size_t count;

    return finding->rule == &intrinsic_rules(&count)[rule];
}

/* Puts findings from number `from` on aside; false when one of them means that nothing is known of
 * what the loops make. */
static bool put_aside(struct findings *findings, size_t from, struct aside *aside)
{
    for (size_t i = from; i < findings->count; i++)
        if (is_rule(&findings->items[i], INTRINSIC_FOR_EACH) ||
            is_rule(&findings->items[i], INTRINSIC_OVER_LIMIT))
            return false;
    aside->items = arena_array(findings->arena, findings->count - from, sizeof *aside->items);
    for (size_t i = from; i < findings->count; i++)
        aside->items[aside->count++] = findings->items[i];
    findings_cut(findings, from);
    aside->errors = findings->totals[SEVERITY_ERROR];
    return true;
}

/* Reports what was put aside after all when the validator has found no error. */
static void put_back(struct findings *findings, const struct aside *aside)
{
    bool silent = findings->totals[SEVERITY_ERROR] == aside->errors;

    for (size_t i = 0; i < aside->count; i++)
        if (silent || is_rule(&aside->items[i], INTRINSIC_TRANSFORM_ORDER))
            findings_add(findings, aside->items[i]);
}

/* The template with its loops expanded; NULL when they cannot be. */
static const struct node *without_loops(samc_result *result,
                                        const struct transform_options *options,
                                        struct validator_input *input, struct aside *aside)
{
    struct evaluation_options evaluation = {
        .extent = EXTENT_EXTENSIONS,
        .region = options->region,
        .partition = input->partition,
        .values = options->parameters,
        .iterations = &result->iterations,
        .loops_left_out = &input->loops_left_out,
    };
    size_t from = result->findings->count;
    const struct node *root;

    if (!names_language_extensions(result->input)) return result->input;
    root = evaluate_template(&result->builder, result->findings, &evaluation, result->input);
    if (root || !node_is_map(result->input)) return root;
    if (!put_aside(result->findings, from, aside)) return NULL;
    evaluation.iterations = NULL;
    return template_without_loops(&result->builder, &evaluation, result->input);
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
    struct aside aside = {0};
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
    used.stored_defaults_left = true;
    used.merged = &input.merged;
    used.partial = &partial;
    input.written = result->input;
    input.source = without_loops(result, options, &input, &aside);
    if (!input.source) return;
    input.expanded = transform_template(&result->builder, result->findings, &used, input.source);
    if (!input.expanded) input.expanded = partial;
    if (node_is_map(input.source)) validator_check(&result->builder, result->findings, &input);
    put_back(result->findings, &aside);
}
