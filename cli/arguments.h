/* The command line, taken apart by the tables of commands and options.
 *
 * Grammar: samc [OPTION...] COMMAND [OPTION | OPERAND]... with --name value, --name=value, -x value
 * and -xvalue. "--" ends the options. "-" is an operand or a value. What is given twice must be
 * given with the same value.
 */
#ifndef CLI_ARGUMENTS_H
#define CLI_ARGUMENTS_H

#include "cli/option.h"

/* Texts of the command line, in its order. */
struct words {
    const char **items;
    size_t count, room;
};

struct arguments {
    const struct command *command; /* NULL: none was named */
    const struct option *instead;  /* --help and the like; what follows it was not read. Or NULL */
    struct words operands;
    struct words values[OPTION_COUNT]; /* a flag that is given has one value, its own name */
};

struct cli;

/* Takes `words` (argv without its first) apart, into cli->arguments. On failure it has been said
 * why, and false is returned. */
bool arguments_parse(struct cli *cli, size_t count, char *const *words);

/* The value of an option with one value; NULL when it is not given. */
const char *arguments_value(const struct arguments *arguments, enum option_id id);

/* The place of that value among the choices of the option; 0 when it is not given. */
size_t arguments_choice(const struct arguments *arguments, enum option_id id);

static inline bool arguments_flag(const struct arguments *arguments, enum option_id id)
{
    return arguments_value(arguments, id) != NULL;
}

/* The operand with that number, or NULL. */
const char *arguments_operand(const struct arguments *arguments, size_t number);

#endif
