/* The table of options: parsing, error messages, --help and the man page all come from it. */
#ifndef CLI_OPTION_H
#define CLI_OPTION_H

#include "base/buffer.h"
#include "cli/command.h"

enum option_id {
#define OPTION(NAME, name, letter, type, argument, choices, commands, help, more) OPTION_##NAME,
#include "cli/option_list.h"
#undef OPTION
    OPTION_COUNT
};

enum option_type {
    OPTION_FLAG,    /* takes no argument */
    OPTION_INSTEAD, /* the same, and is done instead of the command */
    OPTION_ONE,     /* takes one argument, and has one value */
    OPTION_MAYBE,   /* the same, or none; its argument has to be attached: --name=value */
    OPTION_MANY,    /* takes one argument, may be repeated, and keeps all its values */
    OPTION_WORDS,   /* takes the arguments up to the next option; may be repeated */
    OPTION_NAMES,   /* takes one argument, and those after it that look like names of rules or
                       regions; may be repeated, and each argument be a list with commas */
};

struct option {
    enum option_id id;
    const char *name; /* without the dashes */
    char letter;      /* the short form; 0: it has none */
    enum option_type type;
    const char *argument;                  /* what help calls the argument; NULL: see choices */
    const char *(*choices)(size_t number); /* the values there are, then NULL; NULL: any */
    unsigned commands;                     /* bits 1 << enum command_id; 0 is none of them */
    const char *help;                      /* half a sentence; NULL: not shown */
    const char *more;                      /* sentences for the manual; NULL: the help says all */
};

const struct option *option_at(enum option_id id);

/* Whether `command` takes the option; NULL stands for no command at all. */
bool option_is_for(const struct option *option, const struct command *command);

/* By what follows the two dashes, or the one: the option of that command, else the first of that
 * name; NULL when there is none. `command` may be NULL. */
const struct option *option_of_name(struct slice name, const struct command *command);
const struct option *option_of_letter(char letter, const struct command *command);

/* The choices with `separator` between them, and `last_separator` before the last. */
struct slice option_choices(struct arena *arena, const struct option *option,
                            struct slice separator, struct slice last_separator);

/* What help calls the argument; empty when it takes none. */
struct slice option_argument_text(struct arena *arena, const struct option *option);

#endif
