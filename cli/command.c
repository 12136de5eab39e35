/* The table of commands, made of command_list.h. */
#include "cli/command.h"

#include "base/nearest.h"
#include "cli/cli.h"

#define COMMAND(NAME, name) extern const struct command command_##name;
#include "cli/command_list.h"
#undef COMMAND

static const struct command *const commands[COMMAND_COUNT] = {
#define COMMAND(NAME, name) [COMMAND_##NAME] = &command_##name,
#include "cli/command_list.h"
#undef COMMAND
};

const struct command *command_at(enum command_id id)
{
    return commands[id];
}

const struct command *command_of(struct slice name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (slice_eq(slice_of(commands[i]->name), name)) return commands[i];
    return NULL;
}

const struct command *command_required(struct cli *cli, const char *name)
{
    const struct command *command = command_of(slice_of(name));
    struct nearest nearest = nearest_to(slice_of(name));

    if (command) return command;
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        nearest_try(&nearest, slice_of(commands[i]->name));
    struct slice suggestion = cli_suggestion(cli, nearest.found);
    if (suggestion.size > 0)
        cli_fail(cli, "there is no command '%s'.%.*s", name, SLICE_ARG(suggestion));
    else if (strchr(name, '.') || strchr(name, '/')) /* it looks like a file */
        cli_fail(cli, "there is no command '%s'. To compile a file: samc transform %s", name, name);
    else
        cli_fail(cli, "there is no command '%s'. 'samc --help' lists those there are.", name);
    return NULL;
}
