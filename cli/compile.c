/* From the command line to samc_compile(): first all options, so that a mistake in them is known
 * before anything is read, then the template. */
#include "cli/compile.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/vector.h"
#include "cli/host.h"
#include "cli/parameters.h"
#include "cli/region.h"

/* Splits the lists of --feature-toggles at their commas. */
static void gather_toggles(struct cli *cli, samc_options *options)
{
    const struct words *lists = &cli->arguments.values[OPTION_FEATURE_TOGGLES];
    struct words names = {0};

    for (size_t i = 0; i < lists->count; i++) {
        struct slice rest = slice_of(lists->items[i]);
        while (rest.size > 0) {
            struct slice name = slice_first(rest, slice_find(rest, ','));
            VECTOR_PUSH(cli->arena, &names, slice_copy(cli->arena, name).text);
            rest = slice_from(rest, name.size + 1);
        }
    }
    options->feature_toggles = names.items;
    options->feature_toggle_count = names.count;
}

static samc_goal goal_of(const struct arguments *arguments)
{
    if (arguments->command->id != COMMAND_RESOLVE) return SAMC_GOAL_TRANSFORM;
    return arguments_flag(arguments, OPTION_LANGUAGE_EXTENSIONS_ONLY) ? SAMC_GOAL_EXTENSIONS
                                                                      : SAMC_GOAL_RESOLVE;
}

static bool gather_options(struct cli *cli, const char *path, samc_options *options)
{
    const struct arguments *arguments = &cli->arguments;

    options->name = path;
    options->goal = goal_of(arguments);
    options->format = (samc_format)arguments_choice(arguments, OPTION_FORMAT);
    options->compact = arguments_flag(arguments, OPTION_COMPACT);
    options->include_local = arguments_flag(arguments, OPTION_INCLUDE_LOCAL);
    options->local_artifacts =
        (samc_local_artifacts)arguments_choice(arguments, OPTION_LOCAL_ARTIFACTS);
    options->partition = arguments_value(arguments, OPTION_PARTITION);
    host_prepare(cli, &options->host);
    gather_toggles(cli, options);
    if (options->compact && options->format != SAMC_JSON)
        return cli_fail(cli, "--compact is for JSON, but --format is %s. Remove one of them.",
                        samc_format_name(options->format));
    return (!options->partition ||
            region_check(cli, "partition", options->partition, "--partition")) &&
           region_choose(cli, path, &options->region) &&
           parameters_gather(cli, path, &options->parameters, &options->parameter_count) &&
           managed_policies_gather(cli, &options->managed_policies, &options->managed_policy_count);
}

static void release(void *result)
{
    samc_result_free(result);
}

bool compile_defect(struct cli *cli)
{
    return cli_fail(cli, "the library refuses an option that the command line let through. This is "
                         "a defect of samc: please report it.");
}

samc_result *compile_template(struct cli *cli, const char *path)
{
    return compile_with_spool(cli, path, NULL);
}

samc_result *compile_with_spool(struct cli *cli, const char *path, struct spool *spool)
{
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result = NULL;
    struct slice bytes;

    options.bytes_stay = 1;
    if (spool) spool_offer(cli, spool, &options);

    if (!gather_options(cli, path, &options)) return NULL;
    /* One byte over the limit is enough for the library to see that it is over. */
    if (!cli_read(cli, path, "the template", LIMIT_INPUT_BYTES + 1, &bytes)) return NULL;
    switch (samc_compile(bytes.text, bytes.size, &options, &result)) {
    case SAMC_OK:
        arena_on_free(cli->arena, release, result);
        return result;
    case SAMC_NO_MEMORY:
        arena_out_of_memory(cli->arena);
    case SAMC_BAD_ARGUMENT:
        break;
    }
    compile_defect(cli);
    return NULL;
}

unsigned compile_report_style(int descriptor)
{
    const char *no_color = getenv("NO_COLOR"), *terminal = getenv("TERM");

    if (!isatty(descriptor)) return SAMC_PLAIN;
    if ((no_color && *no_color) || !terminal || strcmp(terminal, "dumb") == 0) return SAMC_EXCERPTS;
    return SAMC_EXCERPTS | SAMC_COLORS;
}

bool compile_report(struct cli *cli, samc_result *result)
{
    const char *format = arguments_value(&cli->arguments, OPTION_DIAGNOSTICS_FORMAT);
    size_t size = 0;
    const char *text = samc_result_report(result, format ? format : "text",
                                          compile_report_style(STDERR_FILENO), &size);

    if (!text) arena_out_of_memory(cli->arena);
    struct file_status status = file_write_descriptor(STDERR_FILENO, (struct slice){text, size});
    return file_ok(status) || cli_fail(cli, "cannot write to standard error.");
}

int compile_status(const samc_result *result)
{
    int status = STATUS_GOOD;

    if (samc_result_total(result, SAMC_ERROR)) status |= STATUS_ERRORS;
    if (samc_result_total(result, SAMC_WARNING)) status |= STATUS_WARNINGS;
    if (samc_result_total(result, SAMC_INFO)) status |= STATUS_NOTES;
    return status;
}
