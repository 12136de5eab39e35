/* The script for fish: a line for each thing that can be completed. */
#include "cli/completion.h"

static const char head[] =
    "# fish completion for samc. Made by samc completion fish from the tables in cli/. Do not "
    "edit.\n"
    "\n"
    "function __samc_rules\n"
    "    samc rules 2>/dev/null | string replace -r '^(\\S+)\\s+\\S+\\s+' '$1\\t'\n"
    "end\n"
    "\n"
    "function __samc_templates\n"
    "    for suffix in .yaml .yml .json .template\n"
    "        __fish_complete_suffix $suffix\n"
    "    end\n"
    "end\n"
    "\n"
    "complete -c samc -f\n";

static void add_quoted(struct buffer *out, const char *text)
{
    buffer_add_byte(out, '\'');
    completion_escape(out, text, "'\\");
    buffer_add_byte(out, '\'');
}

/* What is completed, as options of the builtin. */
static void add_words(struct buffer *out, enum word_kind kind, const struct option *option)
{
    switch (kind) {
    case WORD_ANY:
        return;
    case WORD_CHOICE:
        buffer_printf(out, " -a '%.*s'",
                      SLICE_ARG(option_choices(out->arena, option, SLICE(" "), SLICE(" "))));
        return;
    case WORD_TEMPLATE:
        buffer_add(out, SLICE(" -k -a '(__samc_templates)'"));
        return;
    case WORD_FILE:
        buffer_add(out, SLICE(" -F"));
        return;
    case WORD_FOLDER:
        buffer_add(out, SLICE(" -a '(__fish_complete_directories)'"));
        return;
    case WORD_RULE:
        buffer_add(out, SLICE(" -a '(__samc_rules)'"));
        return;
    case WORD_TYPE:
        buffer_add(out, SLICE(" -a '(samc spec 2>/dev/null)'"));
        return;
    case WORD_COMMAND:
        buffer_printf(out, " -a '%.*s'", SLICE_ARG(completion_commands(out->arena)));
        return;
    case WORD_SHELL:
        buffer_printf(out, " -a '%.*s'", SLICE_ARG(completion_shells(out->arena)));
        return;
    }
}

static void add_condition(struct buffer *out, const struct command *command)
{
    buffer_add(out, SLICE("complete -c samc -n '"));
    if (command)
        buffer_printf(out, "__fish_seen_subcommand_from %s'", command->name);
    else
        buffer_add(out, SLICE("__fish_use_subcommand'"));
}

static void add_option(struct buffer *out, const struct command *command,
                       const struct option *option)
{
    bool takes_argument = option->type != OPTION_FLAG && option->type != OPTION_INSTEAD &&
                          option->type != OPTION_MAYBE;

    add_condition(out, command);
    if (option->letter) buffer_printf(out, " -s %c", option->letter);
    buffer_printf(out, " -l %s", option->name);
    if (takes_argument) {
        enum word_kind kind = completion_argument(option);
        buffer_add(out, kind == WORD_FILE ? SLICE(" -r") : SLICE(" -x"));
        add_words(out, kind, option);
    }
    buffer_add(out, SLICE(" -d "));
    add_quoted(out, option->help);
    buffer_add_byte(out, '\n');
}

static void add_options(struct buffer *out, const struct command *command)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const struct option *option = option_at((enum option_id)i);
        if (completion_shows(option, command)) add_option(out, command, option);
    }
}

void completion_fish(struct buffer *out)
{
    enum word_kind kind;

    buffer_add(out, slice_of(head));
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        const struct command *command = command_at((enum command_id)i);
        add_condition(out, NULL);
        buffer_printf(out, " -a %s -d ", command->name);
        add_quoted(out, command->title);
        buffer_add_byte(out, '\n');
    }
    add_options(out, NULL);
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        const struct command *command = command_at((enum command_id)i);
        buffer_printf(out, "\n# samc %s\n", command->name);
        if (completion_operand(command, 0, &kind, NULL) && kind != WORD_ANY) {
            add_condition(out, command);
            add_words(out, kind, NULL);
            buffer_add_byte(out, '\n');
        }
        add_options(out, command);
    }
}
