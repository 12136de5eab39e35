/* All schemas are compiled before anything is written, so that an update that fails leaves the last
 * one as it is. */
#include "cli/spec_update.h"

#include "base/printable.h"
#include "cli/schemas.h"
#include "cli/type_update.h"

static const char source[] = "--update";

static size_t count_types(const samc_schemas *schemas)
{
    size_t count = 0;

    while (samc_schemas_type(schemas, count))
        count++;
    return count;
}

/* Prints a line that may have a path in it. */
static bool tell(struct cli *cli, struct slice line)
{
    struct buffer text = buffer_new(cli->arena);

    printable_add(&text, line);
    buffer_add_byte(&text, '\n');
    return cli_print(cli, buffer_slice(&text));
}

bool spec_update(struct cli *cli)
{
    const char *from = arguments_operand(&cli->arguments, 0);
    samc_schemas *schemas = schemas_new(cli);
    struct slice bytes;

    if (!from)
        return cli_fail(cli, "--update needs a folder with schemas of the CloudFormation "
                             "registry. Write: samc spec --update FOLDER");
    if (!schemas_add_folder(cli, schemas, from, source) ||
        !schemas_finish(cli, schemas, source, &bytes))
        return false;
    size_t count = count_types(schemas);
    if (count == 0)
        return cli_fail(cli, "'%s' has no schema that can be used, so nothing is changed.", from);
    return type_update_write(cli, bytes) &&
           tell(cli, slice_printf(cli->arena, "%zu resource type%s, %.1f MB, in %s", count,
                                  count == 1 ? "" : "s", (double)bytes.size / 1e6,
                                  type_update_path(cli)));
}

bool spec_remove_update(struct cli *cli)
{
    bool was_there;

    if (arguments_operand(&cli->arguments, 0))
        return cli_fail(cli, "--remove-update takes nothing beside it, but '%s' is given.",
                        arguments_operand(&cli->arguments, 0));
    if (!type_update_remove(cli, &was_there)) return false;
    return tell(cli, slice_printf(cli->arena, was_there ? "removed %s" : "there is no %s",
                                  type_update_path(cli)));
}
