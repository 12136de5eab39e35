/* What the commands that compile a template have in common. */
#ifndef CLI_COMPILE_H
#define CLI_COMPILE_H

#include "cli/cli.h"
#include "cli/spool.h"
#include "samc/samc.h"

/* Compiles the template `path` ("-" is standard input) as the options of the command line say. The
 * result lives as long as cli->arena. On failure it has been said why, and NULL is returned. */
samc_result *compile_template(struct cli *cli, const char *path);

/* The same, with a place for an output that is too large to be held; NULL: it is held. */
samc_result *compile_with_spool(struct cli *cli, const char *path, struct spool *spool);

/* Says that the library refused an option, which the command line should have. Returns false. */
bool compile_defect(struct cli *cli);

/* What the terminal behind the descriptor, if it is one, can show of a report. */
unsigned compile_report_style(int descriptor);

/* Prints the findings to standard error, in the form that was asked for. On failure it has been
 * said why, and false is returned. */
bool compile_report(struct cli *cli, samc_result *result);

/* Compiles what the command names and writes the result where --output says, unless there are
 * errors in it. Returns the exit status. */
int compile_to_output(struct cli *cli);

/* Writes to the file `path`; NULL and "-" are standard output. On failure it has been said why, and
 * false is returned. */
bool compile_write(struct cli *cli, const char *path, struct slice text);

/* The exit status that the findings stand for. */
int compile_status(const samc_result *result);

#endif
