/* What samc lint is asked to do, by its options and by the files of configuration.
 *
 * Lists of rules from all places are put together. Where there can be one value only, the command
 * line comes before the file in the working folder, and that before the one at home.
 */
#ifndef CLI_LINT_SETTINGS_H
#define CLI_LINT_SETTINGS_H

#include "cli/configuration.h"
#include "samc/samc.h"

/* Each template is linted once for each pass, and findings that come again are left out. */
struct lint_pass {
    const char *region; /* NULL: the one that the environment, or samconfig.toml beside the
                           template, says */
    const samc_pair *parameters;
    size_t parameter_count;
};

struct lint_settings {
    struct configuration configuration;
    samc_options options; /* for all templates: all but name, region, parameters and host */
    struct lint_pass *passes;
    size_t pass_count;
    const char *format;   /* of the report */
    const char *output;   /* where it goes; NULL: standard output */
    struct words ignored; /* what options.ignore_checks points to */
    int counted;          /* the bits of the exit status that findings may set */
    size_t threads;       /* 0: one for each processor */
};

/* Fills in *settings but for what depends on the files. On failure it has been said why, and false
 * is returned. */
bool lint_settings_gather(struct cli *cli, struct lint_settings *settings);

/* Says how many files there are. Values that are given for many templates need not have a parameter
 * in each of them, nor need those of a configuration file: what is found of that (W0031) does not
 * count. */
void lint_settings_fit(struct cli *cli, struct lint_settings *settings, size_t files);

#endif
