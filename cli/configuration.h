/* The linter's settings in files: .cfnlintrc, .cfnlintrc.yaml or .cfnlintrc.yml, as cfn-lint has
 * them, in the user's home folder and in the working folder; or the one file of --config-file.
 *
 * What a file says is checked as a whole: an unknown key, or a value of the wrong type, is an
 * error, since a setting that does nothing would go unnoticed.
 */
#ifndef CLI_CONFIGURATION_H
#define CLI_CONFIGURATION_H

#include "cli/cli.h"
#include "samc/samc.h"

enum setting_id {
#define SETTING(NAME, key, type, merge, use) SETTING_##NAME,
#include "cli/configuration_list.h"
#undef SETTING
    SETTING_COUNT
};

struct configuration {
    /* What was set, in the order of the files: the items of a list; one item for a text, and for a
     * flag "true" or "false"; none when nothing was set. Parameters stand below. */
    struct words values[SETTING_COUNT];
    const char *sources[SETTING_COUNT]; /* the file that had it last; NULL: none */

    samc_pair *parameters; /* of `parameters` and `template_parameters`, each name once */
    size_t parameter_count, parameter_room;
};

/* Reads all files that there are into *configuration, which is empty at first. On failure it has
 * been said why, and false is returned. */
bool configuration_read(struct cli *cli, struct configuration *configuration);

/* The value of a text; NULL when it was not set. */
const char *configuration_text(const struct configuration *configuration, enum setting_id id);

/* Whether a flag was set to true. */
bool configuration_flag(const struct configuration *configuration, enum setting_id id);

#endif
