/* samc completion: prints the script for a shell. Here is also what the scripts have in common:
 * what kind of word is meant, told by the name that help has for it. */
#include "cli/completion.h"

#include "cli/cli.h"

static const struct {
    const char *name;
    enum word_kind kind;
} kinds[] = {
    {"FILE", WORD_FILE}, {"FOLDER", WORD_FOLDER},   {"ID", WORD_RULE},
    {"TYPE", WORD_TYPE}, {"COMMAND", WORD_COMMAND}, {"SHELL", WORD_SHELL},
};

static const struct {
    const char *name;
    void (*add)(struct buffer *out);
} shells[] = {
#define SHELL(name) {#name, completion_##name},
#include "cli/shell_list.h"
#undef SHELL
};

enum { SHELL_COUNT = sizeof shells / sizeof *shells };

/* The first word in capitals, as "TYPE" of "[TYPE[.PROPERTY]]". */
static struct slice bare_name(struct slice text)
{
    size_t start = 0, end;

    while (start < text.size && text.text[start] == '[')
        start++;
    for (end = start; end < text.size; end++)
        if ((text.text[end] < 'A' || text.text[end] > 'Z') && text.text[end] != '_') break;
    return (struct slice){text.text + start, end - start};
}

static enum word_kind kind_of(struct slice name)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (slice_eq(name, slice_of(kinds[i].name))) return kinds[i].kind;
    return WORD_ANY;
}

enum word_kind completion_argument(const struct option *option)
{
    return option->choices ? WORD_CHOICE : kind_of(bare_name(slice_of(option->argument)));
}

bool completion_operand(const struct command *command, size_t number, enum word_kind *kind,
                        struct slice *name)
{
    struct slice rest = slice_of(command->operands), word;

    if (number >= command->most) return false;
    do {
        size_t size = slice_find(rest, ' ');
        word = bare_name(slice_first(rest, size));
        rest = slice_from(rest, size + (size < rest.size));
    } while (number-- > 0 && rest.size > 0);
    *kind = kind_of(word) == WORD_FILE ? WORD_TEMPLATE : kind_of(word);
    if (name) *name = word;
    return true;
}

bool completion_shows(const struct option *option, const struct command *command)
{
    return option->help && option_is_for(option, command);
}

struct slice completion_commands(struct arena *arena)
{
    struct buffer out = buffer_new(arena);

    for (size_t i = 0; i < COMMAND_COUNT; i++)
        buffer_printf(&out, "%s%s", i ? " " : "", command_at((enum command_id)i)->name);
    return buffer_slice(&out);
}

struct slice completion_shells(struct arena *arena)
{
    struct buffer out = buffer_new(arena);

    for (size_t i = 0; i < SHELL_COUNT; i++)
        buffer_printf(&out, "%s%s", i ? " " : "", shells[i].name);
    return buffer_slice(&out);
}

void completion_escape(struct buffer *out, const char *text, const char *special)
{
    for (; *text; text++) {
        if (strchr(special, *text)) buffer_add_byte(out, '\\');
        buffer_add_byte(out, *text);
    }
}

static int run(struct cli *cli)
{
    const char *name = arguments_operand(&cli->arguments, 0);
    struct buffer out = buffer_new(cli->arena);

    for (size_t i = 0; i < SHELL_COUNT; i++) {
        if (strcmp(shells[i].name, name) != 0) continue;
        shells[i].add(&out);
        return cli_print(cli, buffer_slice(&out)) ? STATUS_GOOD : STATUS_CANNOT_RUN;
    }
    cli_fail(cli, "there is no completion for the shell '%s'. Those there are: %.*s.", name,
             SLICE_ARG(completion_shells(cli->arena)));
    return STATUS_CANNOT_RUN;
}

const struct command command_completion = {
    .id = COMMAND_COMPLETION,
    .name = "completion",
    .operands = "SHELL",
    .least = 1,
    .most = 1,
    .title = "print what a shell needs to complete words of samc",
    .prose =
        "Prints a script with which SHELL (bash, zsh or fish) completes commands, options, their "
        "values, names of templates, ids of rules and names of resource types. Packages and make "
        "install put it where the shell finds it. Otherwise: eval \"$(samc completion bash)\" in "
        "~/.bashrc, the same with zsh in ~/.zshrc below compinit, or samc completion fish | source "
        "in ~/.config/fish/config.fish.",
    .run = run,
};
