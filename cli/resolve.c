/* samc resolve: the template with its functions evaluated, or how one value of it came about, or
 * its conditions. */
#include "cli/command.h"
#include "cli/compile.h"
#include "cli/conditions.h"

/* Whether no option is given that says something about the template when that is not written.
 * `instead` is the option because of which it is not, and `shown` what it shows. */
static bool check_options(struct cli *cli, enum option_id instead, const char *shown)
{
    static const enum option_id useless[] = {OPTION_OUTPUT, OPTION_FORMAT, OPTION_COMPACT,
                                             OPTION_LANGUAGE_EXTENSIONS_ONLY};

    for (size_t i = 0; i < sizeof useless / sizeof *useless; i++)
        if (arguments_value(&cli->arguments, useless[i]))
            return cli_fail(cli, "--%s shows %s, so --%s has no meaning. Remove one of them.",
                            option_at(instead)->name, shown, option_at(useless[i])->name);
    return true;
}

static int explain_value(struct cli *cli, const char *path)
{
    const char *file = arguments_operand(&cli->arguments, 0), *problem = NULL;

    if (!check_options(cli, OPTION_EXPLAIN, "how one value came about")) return STATUS_CANNOT_RUN;
    samc_result *result = compile_template(cli, file ? file : "-");
    if (!result || !compile_report(cli, result)) return STATUS_CANNOT_RUN;
    const samc_value *value = samc_result_resolve(result, path, &problem);
    if (value)
        return cli_print(cli, slice_of(value->steps)) ? compile_status(result) : STATUS_CANNOT_RUN;
    if (!problem) arena_out_of_memory(cli->arena);
    cli_fail(cli, "cannot explain '%s': %s", path, problem);
    return STATUS_CANNOT_RUN;
}

static int show_conditions(struct cli *cli)
{
    if (arguments_value(&cli->arguments, OPTION_EXPLAIN)) {
        cli_fail(cli, "--conditions and --explain show different things. Remove one of them.");
        return STATUS_CANNOT_RUN;
    }
    return check_options(cli, OPTION_CONDITIONS, "conditions") ? conditions_print(cli)
                                                               : STATUS_CANNOT_RUN;
}

static int run(struct cli *cli)
{
    const char *path = arguments_value(&cli->arguments, OPTION_EXPLAIN);

    if (arguments_flag(&cli->arguments, OPTION_CONDITIONS)) return show_conditions(cli);
    return path ? explain_value(cli, path) : compile_to_output(cli);
}

const struct command command_resolve = {
    .id = COMMAND_RESOLVE,
    .name = "resolve",
    .operands = "[FILE]",
    .least = 0,
    .most = 1,
    .title = "evaluate intrinsic functions as far as can be",
    .prose = "Reads the template FILE, in YAML or JSON, and evaluates its intrinsic functions and "
             "loops: by parameters and their defaults, mappings, conditions and the region. What "
             "depends on resources, on other stacks or on parameters without a value stays. SAM "
             "resources stay what they are. Without FILE, or with -, the template is read from "
             "standard input.",
    .run = run,
};
