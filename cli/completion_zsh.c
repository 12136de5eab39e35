/* The script for zsh, in the words of its function _arguments. It can be a file _samc of a folder
 * of $fpath, or be evaluated. */
#include "cli/completion.h"

static const char head[] =
    "#compdef samc\n"
    "# zsh completion for samc. Made by samc completion zsh from the tables in cli/. Do not edit.\n"
    "\n"
    "_samc_rules() {\n"
    "  local -a rules\n"
    "  rules=(${${(f)\"$(samc rules 2>/dev/null)\"}%% *})\n"
    "  compadd -a rules\n"
    "}\n"
    "\n"
    "_samc_types() {\n"
    "  local -a types\n"
    "  types=(${(f)\"$(samc spec 2>/dev/null)\"})\n"
    "  compadd -a types\n"
    "}\n"
    "\n"
    "_samc_templates() { _files -g '*.(yaml|yml|json|template)(-.)' }\n"
    "\n";

static const char tail[] = "\n"
                           "if [[ $funcstack[1] == _samc ]]; then\n"
                           "  _samc \"$@\"\n"
                           "else\n"
                           "  compdef _samc samc\n"
                           "fi\n";

/* What is between single quotes, and means something to _arguments. */
static void add_text(struct buffer *out, const char *text)
{
    for (; *text; text++) {
        char one[] = {*text, 0};
        if (*text == '\'')
            buffer_add(out, SLICE("'\\''"));
        else
            completion_escape(out, one, "[]:\\");
    }
}

static void add_action(struct buffer *out, enum word_kind kind, const struct option *option)
{
    static const char *const actions[] = {
        [WORD_ANY] = " ",
        [WORD_TEMPLATE] = "_samc_templates",
        [WORD_FILE] = "_files",
        [WORD_FOLDER] = "_files -/",
        [WORD_RULE] = "_samc_rules",
        [WORD_TYPE] = "_samc_types",
        [WORD_COMMAND] = "_samc_commands",
        [WORD_CHOICE] = NULL,
        [WORD_SHELL] = NULL,
    };

    if (actions[kind]) {
        buffer_add(out, slice_of(actions[kind]));
        return;
    }
    struct slice words = option ? option_choices(out->arena, option, SLICE(" "), SLICE(" "))
                                : completion_shells(out->arena);
    buffer_printf(out, "(%.*s)", SLICE_ARG(words));
}

/* One form of an option, as _arguments wants it. */
static void add_form(struct buffer *out, const struct option *option, bool is_short)
{
    static const char *const before[] = {
        [OPTION_INSTEAD] = "(- *)", [OPTION_MANY] = "*", [OPTION_WORDS] = "*", [OPTION_NAMES] = "*",
        [OPTION_FLAG] = "",         [OPTION_ONE] = "",   [OPTION_MAYBE] = "",
    };
    bool single = option->type == OPTION_ONE || option->type == OPTION_MANY;

    buffer_add(out, SLICE("      '"));
    if (option->letter && !*before[option->type])
        buffer_printf(out, "(-%c --%s)", option->letter, option->name);
    buffer_add(out, slice_of(before[option->type]));
    if (is_short)
        buffer_printf(out, "-%c%s[", option->letter, single ? "+" : "");
    else
        buffer_printf(out, "--%s%s[", option->name,
                      single                         ? "="
                      : option->type == OPTION_MAYBE ? "=-"
                                                     : "");
    add_text(out, option->help);
    buffer_add_byte(out, ']');
    if (option->type != OPTION_FLAG && option->type != OPTION_INSTEAD) {
        bool several = option->type == OPTION_WORDS || option->type == OPTION_NAMES;
        buffer_add(out, several                        ? SLICE(":*-*:")
                        : option->type == OPTION_MAYBE ? SLICE("::")
                                                       : SLICE(":"));
        add_text(out, option->argument ? option->argument : option->name);
        buffer_add_byte(out, ':');
        add_action(out, completion_argument(option), option);
    }
    buffer_add(out, SLICE("' \\\n"));
}

static void add_options(struct buffer *out, const struct command *command)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const struct option *option = option_at((enum option_id)i);
        if (!completion_shows(option, command)) continue;
        if (option->letter) add_form(out, option, true);
        add_form(out, option, false);
    }
}

static void add_operands(struct buffer *out, const struct command *command)
{
    enum word_kind kind;
    struct slice name;

    for (size_t i = 0; i < 3 && completion_operand(command, i, &kind, &name); i++) {
        bool last = command->most > 2;
        buffer_printf(out, "      '%s", last ? "*" : "");
        if (!last) buffer_printf(out, "%zu", i + 1);
        buffer_printf(out, ":%.*s:", SLICE_ARG(name));
        add_action(out, kind, NULL);
        buffer_add(out, SLICE("' \\\n"));
        if (last) break;
    }
}

static void add_commands(struct buffer *out)
{
    buffer_add(out, SLICE("_samc_commands() {\n  local -a commands=(\n"));
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        const struct command *command = command_at((enum command_id)i);
        buffer_printf(out, "    '%s:", command->name);
        add_text(out, command->title);
        buffer_add(out, SLICE("'\n"));
    }
    buffer_add(out, SLICE("  )\n  _describe -t commands command commands\n}\n\n"));
}

/* Ends a call of _arguments, whose last line goes on. */
static void end_arguments(struct buffer *out)
{
    buffer_add(out, SLICE("      && return 0\n"));
}

void completion_zsh(struct buffer *out)
{
    buffer_add(out, slice_of(head));
    add_commands(out);
    buffer_add(out, SLICE("_samc() {\n  local state line curcontext=$curcontext\n"
                          "  typeset -A opt_args\n  _arguments -C \\\n"));
    add_options(out, NULL);
    buffer_add(out, SLICE("      '1:command:_samc_commands' '*::argument:->argument' \\\n"));
    end_arguments(out);
    buffer_add(out, SLICE("  [[ $state == argument ]] || return 1\n"
                          "  case $words[1] in\n"));
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        const struct command *command = command_at((enum command_id)i);
        buffer_printf(out, "  %s)\n    _arguments -S \\\n", command->name);
        add_options(out, command);
        add_operands(out, command);
        end_arguments(out);
        buffer_add(out, SLICE("    ;;\n"));
    }
    buffer_add(out, SLICE("  esac\n  return 1\n}\n"));
    buffer_add(out, slice_of(tail));
}
