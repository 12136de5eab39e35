/* What the library asks of its host, answered for real. */
#ifndef CLI_HOST_H
#define CLI_HOST_H

#include "cli/cli.h"
#include "samc/samc.h"

/* Fills in *functions as the options of the command line say. They work as long as cli->arena. */
void host_prepare(struct cli *cli, samc_host *functions);

#endif
