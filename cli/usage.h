/* What --help says, and the man pages: both made of the tables of commands and options. */
#ifndef CLI_USAGE_H
#define CLI_USAGE_H

#include "base/buffer.h"
#include "cli/command.h"

/* The help of a command, or with NULL of the program, for a terminal of 80 columns. */
struct slice usage_text(struct arena *arena, const struct command *command);

/* The man page of a command, or with NULL of the program, in the language of man(7). */
struct slice manual_text(struct arena *arena, const struct command *command);

#endif
