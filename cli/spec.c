/* samc spec: what is known of resource types. */
#include <stdlib.h>

#include "base/vector.h"
#include "cli/command.h"
#include "cli/spec_update.h"
#include "cli/type_update.h"

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names of all types, each once: those that are built in, and those of `schemas`. */
static bool print_types(struct cli *cli, const samc_schemas *schemas)
{
    struct buffer text = buffer_new(cli->arena);
    struct words names = {0};
    const char *name;

    for (size_t i = 0; (name = samc_resource_type_name(i)); i++)
        VECTOR_PUSH(cli->arena, &names, name);
    for (size_t i = 0; (name = samc_schemas_type(schemas, i)); i++)
        VECTOR_PUSH(cli->arena, &names, name);
    qsort(names.items, names.count, sizeof *names.items, compare_names);
    for (size_t i = 0; i < names.count; i++)
        if (i == 0 || strcmp(names.items[i], names.items[i - 1]) != 0)
            buffer_printf(&text, "%s\n", names.items[i]);
    return cli_print(cli, buffer_slice(&text));
}

static bool print_description(struct cli *cli, const samc_description *description)
{
    size_t length;
    const char *text = samc_description_text(description, &length);

    if (text) return cli_print(cli, (struct slice){text, length});
    return cli_fail(cli, "%s 'samc spec' lists all types.", samc_description_problem(description));
}

static bool show(struct cli *cli)
{
    const char *name = arguments_operand(&cli->arguments, 0), *update;
    samc_schemas *schemas = NULL;
    samc_description *description;

    update = type_update_use(cli, &schemas);
    if (update)
        cli_warn(cli,
                 "types are as the update in '%s' has them, else as they are built in. "
                 "--bundled-types shows the latter.",
                 update);
    if (!name) return print_types(cli, schemas);
    if (samc_description_new(name, schemas, &description) != SAMC_OK)
        arena_out_of_memory(cli->arena);
    bool good = print_description(cli, description);
    samc_description_free(description);
    return good;
}

static int run(struct cli *cli)
{
    bool updates = arguments_flag(&cli->arguments, OPTION_UPDATE);
    bool removes = arguments_flag(&cli->arguments, OPTION_REMOVE_UPDATE), good;

    if (updates && removes)
        good = cli_fail(cli, "--update and --remove-update exclude each other. Give one of them.");
    else
        good = updates ? spec_update(cli) : removes ? spec_remove_update(cli) : show(cli);
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
