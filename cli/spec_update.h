/* samc spec --update and --remove-update. */
#ifndef CLI_SPEC_UPDATE_H
#define CLI_SPEC_UPDATE_H

#include "cli/cli.h"

/* Both say what they did, or why they cannot. */
bool spec_update(struct cli *cli);
bool spec_remove_update(struct cli *cli);

#endif
