/* The region that a template is compiled for. */
#ifndef CLI_REGION_H
#define CLI_REGION_H

#include "cli/cli.h"

/* The region of --region, AWS_REGION, AWS_DEFAULT_REGION, or samconfig.toml beside the template
 * `path` ("-": in the working folder), whichever comes first; *region becomes NULL when none of
 * them says. On failure it has been said why, and false is returned. */
bool region_choose(struct cli *cli, const char *path, const char **region);

/* Whether `value` of `source` can be the name of a region or partition (`noun`); if not, it has
 * been said. */
bool region_check(struct cli *cli, const char *noun, const char *value, const char *source);

#endif
