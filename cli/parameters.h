/* Values of template parameters, from the command line and from files; and managed policies, which
 * are such pairs too. */
#ifndef CLI_PARAMETERS_H
#define CLI_PARAMETERS_H

#include "cli/cli.h"
#include "samc/samc.h"

/* The parameters of --parameter-overrides and all --parameter-file, each once; or, with neither of
 * these, those of samconfig.toml beside the template `template` ("-": in the working folder). Their
 * number goes to *count. A parameter with two different values is refused, wherever they come from.
 * On failure it has been said why, and false is returned. */
bool parameters_gather(struct cli *cli, const char *template, const samc_pair **pairs,
                       size_t *count);

/* Those of --parameter-overrides alone, and those of one file that `source` names. */
bool parameters_of_words(struct cli *cli, const samc_pair **pairs, size_t *count);
bool parameters_of_file(struct cli *cli, const char *path, const char *source,
                        const samc_pair **pairs, size_t *count);

/* The same for the names and ARNs of --managed-policies. */
bool managed_policies_gather(struct cli *cli, const samc_pair **pairs, size_t *count);

#endif
