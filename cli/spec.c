/* samc spec: what is known of resource types. */
#include "cli/cli.h"
#include "cli/command.h"
#include "samc/samc.h"

static bool print_types(struct cli *cli)
{
    struct buffer text = buffer_new(cli->arena);

    for (size_t i = 0; samc_resource_type_name(i); i++)
        buffer_printf(&text, "%s\n", samc_resource_type_name(i));
    return cli_print(cli, buffer_slice(&text));
}

static bool print_description(struct cli *cli, const samc_description *description)
{
    size_t length;
    const char *text = samc_description_text(description, &length);

    if (text) return cli_print(cli, (struct slice){text, length});
    return cli_fail(cli, "%s 'samc spec' lists all types.", samc_description_problem(description));
}

static int run(struct cli *cli)
{
    const char *name = arguments_operand(&cli->arguments, 0);
    samc_description *description;
    bool good;

    if (!name) return print_types(cli) ? STATUS_GOOD : STATUS_CANNOT_RUN;
    if (samc_description_new(name, &description) != SAMC_OK) arena_out_of_memory(cli->arena);
    good = print_description(cli, description);
    samc_description_free(description);
    return good ? STATUS_GOOD : STATUS_CANNOT_RUN;
}

const struct command command_spec = {
    .id = COMMAND_SPEC,
    .name = "spec",
    .operands = "[TYPE[.PROPERTY]]",
    .least = 0,
    .most = 1,
    .title = "show what is known of resource types",
    .prose =
        "Shows the properties and attributes of a resource type of CloudFormation or SAM, such "
        "as AWS::SQS::Queue, with what lint holds them to. With a PROPERTY behind a dot, which "
        "may have further ones behind it, only that: AWS::SQS::Queue.Tags.Key. Without TYPE, "
        "the names of all types are listed.",
    .run = run,
};
