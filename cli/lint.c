/* samc lint. */
#include "cli/command.h"
#include "cli/compile.h"

static int run(struct cli *cli)
{
    const char *path = arguments_operand(&cli->arguments, 0);
    samc_result *result = compile_template(cli, path);

    if (!result || !compile_report(cli, result)) return STATUS_CANNOT_RUN;
    return compile_status(result);
}

const struct command command_lint = {
    .id = COMMAND_LINT,
    .name = "lint",
    .operands = "[FILE]",
    .least = 0,
    .most = 1,
    .title = "find what is wrong with a template",
    .prose = "Checks the template FILE, in YAML or JSON, and the CloudFormation template that "
             "becomes of it. Without FILE, or with -, it is read from standard input.",
    .run = run,
};
