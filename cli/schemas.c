/* The files of a folder are taken in the order of their names, so that of two schemas for one type
 * the same one counts each time. */
#include "cli/schemas.h"

#include "base/limits.h"
#include "base/vector.h"

/* The paths of the *.json files in a folder. */
static bool list_folder(struct cli *cli, const char *folder, const char *source,
                        struct words *paths)
{
    struct file_names names;
    struct file_status status = file_list(cli->arena, folder, &names);

    if (!file_ok(status))
        return cli_fail(cli,
                        "cannot read the folder '%s' (%s): %s. Name a folder with schemas of "
                        "the CloudFormation registry.",
                        folder, source, strerror(status.error));
    for (size_t i = 0; i < names.count; i++) {
        struct slice name = slice_of(names.items[i]);
        if (name.text[0] == '.' || !slice_ends(name, SLICE(".json"))) continue;
        VECTOR_PUSH(cli->arena, paths, CONCAT(cli->arena, slice_of(folder), SLICE("/"), name).text);
    }
    return true;
}

static void free_schemas(void *schemas)
{
    samc_schemas_free(schemas);
}

samc_schemas *schemas_new(struct cli *cli)
{
    samc_schemas *schemas;

    if (samc_schemas_new(&schemas) != SAMC_OK) arena_out_of_memory(cli->arena);
    arena_on_free(cli->arena, free_schemas, schemas);
    return schemas;
}

void schemas_add(struct cli *cli, samc_schemas *schemas, const char *path, struct slice json)
{
    const char *problem;

    if (samc_schemas_add(schemas, json.text, json.size, &problem) != SAMC_OK)
        arena_out_of_memory(cli->arena);
    if (problem)
        cli_warn(cli, "'%s' is left out, because it is no schema of a resource type. %s", path,
                 problem);
}

bool schemas_add_folder(struct cli *cli, samc_schemas *schemas, const char *folder,
                        const char *source)
{
    struct words paths = {0};
    struct slice bytes;
    size_t size = 0;

    if (!list_folder(cli, folder, source, &paths)) return false;
    if (paths.count == 0)
        cli_warn(cli, "there are no *.json files in the folder '%s' (%s).", folder, source);
    for (size_t i = 0; i < paths.count; i++) {
        if (!cli_read(cli, paths.items[i], "a schema", LIMIT_INPUT_BYTES, &bytes)) return false;
        size += bytes.size;
        if (paths.count > LIMIT_SCHEMA_FILES || size > LIMIT_SCHEMA_BYTES)
            return cli_fail(cli,
                            "the folder '%s' (%s) has more than %d *.json files, or more than %zu "
                            "MB of them. Name a folder that has nothing but schemas.",
                            folder, source, LIMIT_SCHEMA_FILES, LIMIT_SCHEMA_BYTES >> 20);
        schemas_add(cli, schemas, paths.items[i], bytes);
    }
    return true;
}

bool schemas_finish(struct cli *cli, samc_schemas *schemas, const char *source, struct slice *bytes)
{
    const char *problem;
    const void *start;
    size_t size;

    if (samc_schemas_finish(schemas, &start, &size, &problem) != SAMC_OK)
        arena_out_of_memory(cli->arena);
    if (problem) return cli_fail(cli, "the schemas (%s) cannot be used: %s", source, problem);
    if (bytes) *bytes = (struct slice){start, size};
    return true;
}

bool schemas_of_folders(struct cli *cli, const struct words *folders, const char *source,
                        samc_schemas **schemas)
{
    *schemas = NULL;
    if (folders->count == 0) return true;
    *schemas = schemas_new(cli);
    for (size_t i = 0; i < folders->count; i++)
        if (!schemas_add_folder(cli, *schemas, folders->items[i], source)) return false;
    return schemas_finish(cli, *schemas, source, NULL);
}
