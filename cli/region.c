/* samconfig.toml is what `sam` keeps its options in: a table for each environment, command and
 * "parameters". https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/
 * serverless-sam-cli-config.html */
#include "cli/region.h"

#include <errno.h>

#include "aws/environment.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "cli/toml.h"

static const char *const variables[] = {"AWS_REGION", "AWS_DEFAULT_REGION"};

/* Where samconfig.toml may have the region, the first one first. */
static const char *const keys[] = {
    "default.transform.parameters.region",
    "default.deploy.parameters.region",
    "default.global.parameters.region",
};

enum { KEY_COUNT = sizeof keys / sizeof *keys };

/* What was found at each key. */
struct regions {
    struct slice text[KEY_COUNT];
    size_t line[KEY_COUNT]; /* 0: nothing */
};

bool region_check(struct cli *cli, const char *noun, const char *value, const char *source)
{
    size_t good = strspn(value, "abcdefghijklmnopqrstuvwxyz0123456789-");

    if (good > 0 && !value[good]) return true;
    return cli_fail(cli, "'%s' (%s) is not the name of a %s. Write it like %s.", value, source,
                    noun, strcmp(noun, "partition") == 0 ? "aws-cn" : "eu-west-1");
}

static void note_region(void *context, const struct toml_path *path, struct slice text, size_t line)
{
    struct regions *regions = context;

    for (size_t i = 0; i < KEY_COUNT; i++) {
        if (path->in_array || !toml_path_is(path, keys[i])) continue;
        regions->text[i] = text;
        regions->line[i] = line;
    }
}

/* The path of samconfig.toml beside the template. */
static const char *samconfig_path(const struct cli *cli, const char *template)
{
    struct slice folder = strcmp(template, "-") == 0 ? SLICE("") : slice_of(template);

    while (folder.size > 0 && folder.text[folder.size - 1] != '/')
        folder.size--;
    return CONCAT(cli->arena, folder, SLICE("samconfig.toml")).text;
}

static bool take_region(struct cli *cli, const char *path, const struct regions *regions,
                        const char **region)
{
    for (size_t i = 0; i < KEY_COUNT; i++) {
        if (!regions->line[i]) continue;
        if (!regions->text[i].text)
            return cli_fail(cli,
                            "line %zu of '%s': %s is not a text. Write: region = \"eu-west-1\"",
                            regions->line[i], path, keys[i]);
        *region = slice_copy(cli->arena, regions->text[i]).text;
        struct slice source = slice_printf(cli->arena, "line %zu of %s", regions->line[i], path);
        return region_check(cli, "region", *region, source.text);
    }
    return true;
}

static bool read_samconfig(struct cli *cli, const char *path, const char **region)
{
    struct slice text;
    struct regions regions = {0};
    struct file_status status = file_read(cli->arena, path, LIMIT_INPUT_BYTES + 1, &text);

    if (status.error == ENOENT || status.error == ENOTDIR) return true;
    if (!file_ok(status)) return cli_fail_reading(cli, path, status);
    bool is_text = text.size <= LIMIT_INPUT_BYTES && utf8_check(text) == text.size;
    size_t line = is_text ? toml_read(cli->arena, text, note_region, &regions) : 1;
    if (line == 0) return take_region(cli, path, &regions, region);
    return cli_fail(cli,
                    "cannot take the region from '%s': line %zu is not valid TOML. Correct it, or "
                    "give --region.",
                    path, line);
}

bool region_choose(struct cli *cli, const char *path, const char **region)
{
    *region = arguments_value(&cli->arguments, OPTION_REGION);
    if (*region) return region_check(cli, "region", *region, "--region");
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        *region = aws_variable(variables[i]);
        if (*region) return region_check(cli, "region", *region, variables[i]);
    }
    return read_samconfig(cli, samconfig_path(cli, path), region);
}
