#include "cli/region.h"

#include "aws/environment.h"
#include "cli/samconfig.h"

static const char *const variables[] = {"AWS_REGION", "AWS_DEFAULT_REGION"};

/* What was found of each command. */
struct regions {
    struct slice text[SAMCONFIG_COMMANDS]; /* text is NULL for what is no text */
    size_t line[SAMCONFIG_COMMANDS];       /* 0: nothing */
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
    size_t command = samconfig_command(path, "region");

    if (path->in_array || path->count != 4 || command == SAMCONFIG_COMMANDS) return;
    regions->text[command] = text;
    regions->line[command] = line;
}

static bool read_samconfig(struct cli *cli, const char *template, const char **region)
{
    static const struct samconfig_option option = {"region", "the region", "--region"};
    struct regions regions = {0};
    const char *path;

    if (!samconfig_read(cli, template, &option, note_region, &regions, &path)) return false;
    for (size_t i = 0; i < SAMCONFIG_COMMANDS; i++) {
        if (!regions.line[i]) continue;
        if (!regions.text[i].text)
            return cli_fail(cli,
                            "line %zu of '%s': default.%s.parameters.region is not a text. "
                            "Write: region = \"eu-west-1\"",
                            regions.line[i], path, samconfig_command_name(i));
        *region = slice_copy(cli->arena, regions.text[i]).text;
        struct slice source = slice_printf(cli->arena, "line %zu of %s", regions.line[i], path);
        return region_check(cli, "region", *region, source.text);
    }
    return true;
}

bool region_choose(struct cli *cli, const char *path, const char **region)
{
    *region = arguments_value(&cli->arguments, OPTION_REGION);
    if (!*region) *region = arguments_value(&cli->arguments, OPTION_UPDATE_REGION);
    if (*region) return region_check(cli, "region", *region, "--region");
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        *region = aws_variable(variables[i]);
        if (*region) return region_check(cli, "region", *region, variables[i]);
    }
    return read_samconfig(cli, path, region);
}
