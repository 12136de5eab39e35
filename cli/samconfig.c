#include "cli/samconfig.h"

#include <errno.h>

#include "base/limits.h"
#include "base/utf8.h"

/* The names on the way to an option: "default", a command, "parameters", the option. */
enum { OPTION_DEPTH = 4 };

/* The path of samconfig.toml beside the template. */
static const char *path_beside(const struct cli *cli, const char *template)
{
    struct slice folder = strcmp(template, "-") == 0 ? SLICE("") : slice_of(template);

    while (folder.size > 0 && folder.text[folder.size - 1] != '/')
        folder.size--;
    return CONCAT(cli->arena, folder, SLICE("samconfig.toml")).text;
}

bool samconfig_read(struct cli *cli, const char *template, const struct samconfig_option *option,
                    toml_visit *visit, void *context, const char **path)
{
    struct slice text;

    *path = path_beside(cli, template);
    struct file_status status = file_read(cli->arena, *path, LIMIT_INPUT_BYTES + 1, &text);
    if (status.error == ENOENT || status.error == ENOTDIR) return true;
    if (!file_ok(status)) return cli_fail_reading(cli, *path, status);
    bool is_text = text.size <= LIMIT_INPUT_BYTES && utf8_check(text) == text.size;
    size_t line = is_text ? toml_read(cli->arena, text, visit, context) : 1;
    if (line == 0) return true;
    return cli_fail(cli,
                    "cannot take %s from '%s': line %zu is not valid TOML. Correct it, or give %s.",
                    option->noun, *path, line, option->option);
}

const char *samconfig_command_name(size_t command)
{
    static const char *const names[] = {[SAMCONFIG_TRANSFORM] = "transform",
                                        [SAMCONFIG_DEPLOY] = "deploy",
                                        [SAMCONFIG_GLOBAL] = "global"};

    return names[command];
}

size_t samconfig_command(const struct toml_path *path, const char *name)
{
    size_t command = 0;

    if (path->count < OPTION_DEPTH || !slice_eq(path->names[0], SLICE("default")) ||
        !slice_eq(path->names[2], SLICE("parameters")) || !slice_eq(path->names[3], slice_of(name)))
        return SAMCONFIG_COMMANDS;
    while (command < SAMCONFIG_COMMANDS &&
           !slice_eq(path->names[1], slice_of(samconfig_command_name(command))))
        command++;
    return command;
}
