/* samc help: the same texts as --help. */
#include "cli/cli.h"
#include "cli/command.h"
#include "cli/usage.h"

static int run(struct cli *cli)
{
    const char *name = arguments_operand(&cli->arguments, 0);
    const struct command *command = name ? command_required(cli, name) : NULL;

    if (name && !command) return STATUS_CANNOT_RUN;
    return cli_print(cli, usage_text(cli->arena, command)) ? STATUS_GOOD : STATUS_CANNOT_RUN;
}

const struct command command_help = {
    .id = COMMAND_HELP,
    .name = "help",
    .operands = "[COMMAND]",
    .least = 0,
    .most = 1,
    .title = "show what samc, or one of its commands, can do",
    .prose = "Shows the commands of samc, or the options of COMMAND.",
    .run = run,
};
