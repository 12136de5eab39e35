/* A place for an output that is too large to be held in memory until it is known that it may go
 * out: a file without a name in TMPDIR or /tmp. */
#ifndef CLI_SPOOL_H
#define CLI_SPOOL_H

#include "cli/cli.h"
#include "samc/samc.h"

struct spool {
    int descriptor; /* -1: nothing was put into it */
};

/* Lets samc_compile() put a large output into the spool, which is emptied when cli->arena is freed.
 */
void spool_offer(struct cli *cli, struct spool *spool, samc_options *options);

/* Writes what is in the spool to the file `path`; NULL and "-" are standard output. On failure it
 * has been said why, and false is returned. */
bool spool_write(struct cli *cli, const struct spool *spool, const char *path);

#endif
