/* A command is one file of this folder and one constant. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stddef.h>

#include "base/slice.h"

struct cli;

enum command_id {
#define COMMAND(NAME, name) COMMAND_##NAME,
#include "cli/command_list.h"
#undef COMMAND
    COMMAND_COUNT
};

struct command {
    enum command_id id;
    const char *name;
    const char *operands;        /* as usage shows them, for example "[FILE]" */
    unsigned least, most;        /* operands it needs, and takes */
    const char *title;           /* what it is for, in a few words */
    const char *prose;           /* what it does: a paragraph for its help and the manual */
    int (*run)(struct cli *cli); /* returns the exit status, see enum status */
};

/* The command of that number or name; the latter may be NULL. */
const struct command *command_at(enum command_id id);
const struct command *command_of(struct slice name);

/* The same; when there is none, it has been said, with the name that may have been meant. */
const struct command *command_required(struct cli *cli, const char *name);

#endif
