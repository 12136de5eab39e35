/* samconfig.toml, the file beside a template in which `sam` keeps its options: a table for each
 * environment, command and "parameters". Only the environment "default" is read.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/
 * serverless-sam-cli-config.html */
#ifndef CLI_SAMCONFIG_H
#define CLI_SAMCONFIG_H

#include "cli/cli.h"
#include "cli/toml.h"

/* The commands whose options count, the first one first. */
enum { SAMCONFIG_TRANSFORM, SAMCONFIG_DEPLOY, SAMCONFIG_GLOBAL, SAMCONFIG_COMMANDS };

/* An option as it was asked for. */
struct samconfig_option {
    const char *name;   /* in the file, such as "region" */
    const char *noun;   /* what it gives, such as "the region" */
    const char *option; /* ours of the same meaning, such as "--region" */
};

/* Calls visit(context, ...) for each value of the file beside the template `template` ("-": in the
 * working folder); *path becomes its path. No file is no values. On failure it has been said why,
 * and false is returned. */
bool samconfig_read(struct cli *cli, const char *template, const struct samconfig_option *option,
                    toml_visit *visit, void *context, const char **path);

/* Whose option of that name a value is: SAMCONFIG_COMMANDS when it is none. What stands below the
 * option, as a table, belongs to it. */
size_t samconfig_command(const struct toml_path *path, const char *name);

/* What `sam` calls a command: "deploy". */
const char *samconfig_command_name(size_t command);

#endif
