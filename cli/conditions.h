/* samc resolve --conditions. */
#ifndef CLI_CONDITIONS_H
#define CLI_CONDITIONS_H

#include "cli/cli.h"

/* Compiles what the command names and prints a table of its conditions. Returns the exit status. */
int conditions_print(struct cli *cli);

#endif
