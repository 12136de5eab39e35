/* What shells are told so that they complete words of samc: made of the tables of commands and
 * options, as help and manual are. What changes more often, the ids of rules and the names of
 * types, shells ask samc for when they need it. */
#ifndef CLI_COMPLETION_H
#define CLI_COMPLETION_H

#include "cli/option.h"

/* What a word of the command line is. */
enum word_kind {
    WORD_ANY,      /* nobody can guess it */
    WORD_CHOICE,   /* one of the choices of its option */
    WORD_TEMPLATE, /* a file in YAML or JSON */
    WORD_FILE,
    WORD_FOLDER,
    WORD_RULE, /* the id of a rule */
    WORD_TYPE, /* the name of a resource type */
    WORD_COMMAND,
    WORD_SHELL
};

/* Of the argument of an option that takes one. */
enum word_kind completion_argument(const struct option *option);

/* Of an operand, from 0; the last one stands for those behind it. *name, when it is not NULL,
 * becomes what help calls it, without brackets and dots. False: the command takes no such operand.
 */
bool completion_operand(const struct command *command, size_t number, enum word_kind *kind,
                        struct slice *name);

/* Whether the option is completed for the command; NULL stands for no command. */
bool completion_shows(const struct option *option, const struct command *command);

/* The names of all commands, and of all shells, with blanks between them. */
struct slice completion_commands(struct arena *arena);
struct slice completion_shells(struct arena *arena);

/* Appends the text with a backslash before each of the `special` characters. */
void completion_escape(struct buffer *out, const char *text, const char *special);

/* One function for each shell: appends its whole script. */
#define SHELL(name) void completion_##name(struct buffer *out);
#include "cli/shell_list.h"
#undef SHELL

#endif
