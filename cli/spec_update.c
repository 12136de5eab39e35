/* All schemas are compiled before anything is written, so that an update that fails leaves the last
 * one as it is. */
#include "cli/spec_update.h"

#include <sys/stat.h>

#include "aws/schema_archive.h"
#include "aws/zip.h"
#include "base/limits.h"
#include "base/printable.h"
#include "cli/region.h"
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

/* -- Where schemas come from --------------------------------------------------------------------
 */

/* Adds the *.json files of an archive. `name` is what messages call it. */
static bool add_archive(struct cli *cli, samc_schemas *schemas, const char *name,
                        struct slice bytes)
{
    struct zip_limits limits = {LIMIT_SCHEMA_FILES, LIMIT_INPUT_BYTES, LIMIT_SCHEMA_BYTES};
    struct zip *zip = zip_open(cli->arena, bytes, limits);
    struct zip_file file;

    while (zip_next(zip, &file))
        if (slice_ends(file.name, SLICE(".json")))
            schemas_add(cli, schemas, file.name.text, file.bytes);
    return !zip_problem(zip) ||
           cli_fail(cli, "cannot read the archive '%s': %s", name, zip_problem(zip));
}

static bool add_download(struct cli *cli, samc_schemas *schemas)
{
    const char *region;

    if (!region_choose(cli, "-", &region)) return false;
    struct schema_archive archive = schema_archive_fetch(cli->arena, region ? region : "us-east-1");
    if (archive.problem.size)
        return cli_fail(cli,
                        "cannot download the schemas%s%.*s: %.*s Try again, or get them otherwise "
                        "and name the file: samc spec --update FILE",
                        archive.url.size ? " from " : "", SLICE_ARG(archive.url),
                        SLICE_ARG(archive.problem));
    return add_archive(cli, schemas, archive.url.text, archive.bytes);
}

static bool is_folder(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool add_file(struct cli *cli, samc_schemas *schemas, const char *path)
{
    struct slice bytes;

    if (!cli_read(cli, path, "an archive of schemas", LIMIT_ARCHIVE_BYTES + 1, &bytes))
        return false;
    if (bytes.size > LIMIT_ARCHIVE_BYTES)
        return cli_fail(cli,
                        "the archive '%s' has more than %zu MB. Unpack it and name the folder.",
                        path, LIMIT_ARCHIVE_BYTES >> 20);
    return add_archive(cli, schemas, path, bytes);
}

static bool add_source(struct cli *cli, samc_schemas *schemas, const char *from)
{
    if (!from) return add_download(cli, schemas);
    if (is_folder(from)) return schemas_add_folder(cli, schemas, from, source);
    return add_file(cli, schemas, from);
}

/* -- The commands -------------------------------------------------------------------------------
 */

bool spec_update(struct cli *cli)
{
    const char *from = arguments_operand(&cli->arguments, 0);
    samc_schemas *schemas = schemas_new(cli);
    struct slice bytes;

    if (!add_source(cli, schemas, from) || !schemas_finish(cli, schemas, source, &bytes))
        return false;
    size_t count = count_types(schemas);
    if (count == 0)
        return cli_fail(cli, "%s has no schema that can be used, so nothing is changed.",
                        from ? CONCAT(cli->arena, SLICE("'"), slice_of(from), SLICE("'")).text
                             : "what was downloaded");
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
