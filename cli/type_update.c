/* The file holds what samc_schemas_finish() gave. It may have been made by another version of samc,
 * or be anything: samc_schemas_load() looks through it before it is used.
 */
#include "cli/type_update.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "aws/environment.h"
#include "base/limits.h"
#include "cli/schemas.h"

/* Room for the records, and for the rows of the types that come before them. */
#define MOST_BYTES (2 * LIMIT_SCHEMA_WORDS * sizeof(uint32_t))

const char *type_update_path(const struct cli *cli)
{
    const char *cache = aws_variable("XDG_CACHE_HOME"), *home = aws_variable("HOME");
    struct slice end = SLICE("/samc/resource-types");

    /* The standard (basedir-spec) has relative paths ignored. */
    if (cache && cache[0] == '/') return CONCAT(cli->arena, slice_of(cache), end).text;
    return home ? CONCAT(cli->arena, slice_of(home), SLICE("/.cache"), end).text : NULL;
}

static bool fail_place(struct cli *cli)
{
    return cli_fail(cli, "there is no folder for resource types, because neither HOME nor "
                         "XDG_CACHE_HOME is set. Set one of them.");
}

static const char *leave_out(struct cli *cli, const char *path, const char *problem)
{
    cli_warn(cli,
             "the update of resource types in '%s' is left out: %s Make it anew with 'samc spec "
             "--update', or remove it with 'samc spec --remove-update'.",
             path, problem);
    return NULL;
}

const char *type_update_use(struct cli *cli, samc_schemas **schemas)
{
    const char *path = type_update_path(cli), *problem;
    struct slice bytes;

    if (!path || arguments_flag(&cli->arguments, OPTION_BUNDLED_TYPES)) return NULL;
    struct file_status status = file_read(cli->arena, path, MOST_BYTES, &bytes);
    if (status.error == ENOENT || status.error == ENOTDIR) return NULL;
    if (!file_ok(status)) return leave_out(cli, path, cli_reading_problem(cli->arena, status));
    if (!*schemas) *schemas = schemas_new(cli);
    if (samc_schemas_load(*schemas, bytes.text, bytes.size, &problem) != SAMC_OK)
        arena_out_of_memory(cli->arena);
    return problem ? leave_out(cli, path, problem) : path;
}

/* Makes the folders on the way to a file that are not there yet. What cannot be made is found out
 * when the file is written. */
static void make_folders(const struct cli *cli, const char *path)
{
    char *part = (char *)slice_copy(cli->arena, slice_of(path)).text;

    for (char *at = part + 1; *at; at++) {
        if (*at != '/') continue;
        *at = '\0';
        (void)mkdir(part, S_IRWXU);
        *at = '/';
    }
}

bool type_update_write(struct cli *cli, struct slice bytes)
{
    const char *path = type_update_path(cli);

    if (!path) return fail_place(cli);
    make_folders(cli, path);
    struct file_status status = file_write(cli->arena, path, bytes);
    return file_ok(status) || cli_fail_writing(cli, path, status);
}

bool type_update_remove(struct cli *cli, bool *was_there)
{
    const char *path = type_update_path(cli);

    if (!path) return fail_place(cli);
    *was_there = unlink(path) == 0;
    return *was_there || errno == ENOENT || errno == ENOTDIR ||
           cli_fail(cli, "cannot remove '%s': %s.", path, strerror(errno));
}
