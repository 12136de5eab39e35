/* The script for bash. It needs no other script, and works with the words as bash breaks them: at
 * blanks, and at the characters = and :, which have to be put together again for names of types. */
#include "cli/completion.h"

static const char head[] =
    "# bash completion for samc. Made by samc completion bash from the tables in cli/. Do not "
    "edit.\n"
    "\n"
    "# Offers those of the words that start with what is typed. What bash has taken for words of "
    "its\n"
    "# own, up to the last = or :, is left out.\n"
    "_samc_words() { # WORD...\n"
    "    local typed=${typed##*=} kept\n"
    "    kept=${typed%\"${typed##*:}\"}\n"
    "    mapfile -t COMPREPLY < <(compgen -W \"$*\" -- \"$typed\")\n"
    "    COMPREPLY=(\"${COMPREPLY[@]#\"$kept\"}\")\n"
    "}\n"
    "\n"
    "_samc_rules() { _samc_words $(samc rules 2>/dev/null | cut -d' ' -f1); }\n"
    "_samc_types() { _samc_words $(samc spec 2>/dev/null); }\n"
    "\n"
    "_samc_files() { # -f or -d\n"
    "    compopt -o filenames 2>/dev/null\n"
    "    mapfile -t COMPREPLY < <(compgen \"$1\" -- \"$cur\")\n"
    "}\n"
    "\n"
    "# Folders, and files that look like templates; other files only where there is none.\n"
    "_samc_templates() {\n"
    "    local word words=()\n"
    "    _samc_files -f\n"
    "    for word in \"${COMPREPLY[@]}\"; do\n"
    "        [[ -d $word || $word == *.@(yaml|yml|json|template) ]] && words+=(\"$word\")\n"
    "    done\n"
    "    [[ ${#words[@]} == 0 ]] || COMPREPLY=(\"${words[@]}\")\n"
    "}\n"
    "\n";

static const char tail[] =
    "_samc() {\n"
    "    local cur=${COMP_WORDS[COMP_CWORD]} line=${COMP_LINE:0:COMP_POINT}\n"
    "    local typed=${line##*[[:space:]]} command= option= behind=0 word i\n"
    "    COMPREPLY=()\n"
    "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
    "        word=${COMP_WORDS[i]}\n"
    "        case $word in\n"
    "        --) option= ;;\n"
    "        -*) option=$word behind=0 ;;\n"
    "        = | : | ::) ;;\n"
    "        *) if [[ $command ]]; then ((behind++)); else command=$word; fi ;;\n"
    "        esac\n"
    "    done\n"
    "    [[ $cur != [=:]* ]] || cur=\n"
    "    if [[ $typed == -* && $typed != *=* ]]; then\n"
    "        _samc_words $(_samc_options \"$command\")\n"
    "    elif ! [[ $option ]] || ! _samc_argument \"$command\" \"$option\" $behind; then\n"
    "        _samc_operand \"$command\"\n"
    "    fi\n"
    "}\n"
    "\n"
    "complete -F _samc samc\n";

static void add_complete(struct buffer *out, enum word_kind kind, const struct option *option)
{
    switch (kind) {
    case WORD_ANY:
        buffer_add(out, SLICE(":"));
        return;
    case WORD_CHOICE:
        buffer_printf(out, "_samc_words %.*s",
                      SLICE_ARG(option_choices(out->arena, option, SLICE(" "), SLICE(" "))));
        return;
    case WORD_TEMPLATE:
        buffer_add(out, SLICE("_samc_templates"));
        return;
    case WORD_FILE:
        buffer_add(out, SLICE("_samc_files -f"));
        return;
    case WORD_FOLDER:
        buffer_add(out, SLICE("_samc_files -d"));
        return;
    case WORD_RULE:
        buffer_add(out, SLICE("_samc_rules"));
        return;
    case WORD_TYPE:
        buffer_add(out, SLICE("_samc_types"));
        return;
    case WORD_COMMAND:
        buffer_printf(out, "_samc_words %.*s", SLICE_ARG(completion_commands(out->arena)));
        return;
    case WORD_SHELL:
        buffer_printf(out, "_samc_words %.*s", SLICE_ARG(completion_shells(out->arena)));
        return;
    }
}

static void add_option_names(struct buffer *out, const struct command *command)
{
    buffer_printf(out, "    %s) echo \"", command ? command->name : "*");
    for (size_t i = 0, shown = 0; i < OPTION_COUNT; i++) {
        const struct option *option = option_at((enum option_id)i);
        if (!completion_shows(option, command)) continue;
        if (option->letter) buffer_printf(out, "%s-%c", shown++ ? " " : "", option->letter);
        buffer_printf(out, "%s--%s", shown++ ? " " : "", option->name);
    }
    buffer_add(out, SLICE("\" ;;\n"));
}

/* A row of the case in _samc_argument. Behind the first of several arguments there may be operands,
 * too, where names are told from them by their look. */
static void add_argument(struct buffer *out, const struct command *command,
                         const struct option *option)
{
    bool several = option->type == OPTION_WORDS || option->type == OPTION_NAMES;
    enum word_kind kind = completion_argument(option);
    const char *number =
        several && (option->type == OPTION_WORDS || kind != WORD_ANY) ? "\"*" : "0\"";

    buffer_add(out, SLICE("    "));
    if (option->letter) buffer_printf(out, "\"%s -%c %s | ", command->name, option->letter, number);
    buffer_printf(out, "\"%s --%s %s) ", command->name, option->name, number);
    add_complete(out, kind, option);
    if (option->type == OPTION_NAMES && kind != WORD_ANY)
        buffer_add(out, SLICE("; [[ ${#COMPREPLY[@]} -gt 0 ]]"));
    buffer_add(out, SLICE(" ;;\n"));
}

static bool takes_argument(const struct option *option)
{
    return option->type != OPTION_FLAG && option->type != OPTION_INSTEAD &&
           option->type != OPTION_MAYBE;
}

static void add_arguments(struct buffer *out)
{
    buffer_add(out, SLICE("# Completes an argument of an option; fails when what comes is none.\n"
                          "_samc_argument() { # COMMAND OPTION NUMBER\n"
                          "    case \"$1 $2 $3\" in\n"));
    for (size_t i = 0; i < COMMAND_COUNT * OPTION_COUNT; i++) {
        const struct command *command = command_at((enum command_id)(i / OPTION_COUNT));
        const struct option *option = option_at((enum option_id)(i % OPTION_COUNT));
        if (completion_shows(option, command) && takes_argument(option))
            add_argument(out, command, option);
    }
    buffer_add(out, SLICE("    *) return 1 ;;\n    esac\n}\n\n"));
}

/* The first operand; nobody can guess the others. */
static void add_operands(struct buffer *out)
{
    enum word_kind kind;

    buffer_add(out, SLICE("_samc_operand() { # COMMAND\n    case $1 in\n"));
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        const struct command *command = command_at((enum command_id)i);
        if (!completion_operand(command, 0, &kind, NULL)) continue;
        buffer_printf(out, "    %s) ", command->name);
        add_complete(out, kind, NULL);
        buffer_add(out, SLICE(" ;;\n"));
    }
    buffer_add(out, SLICE("    '') "));
    add_complete(out, WORD_COMMAND, NULL);
    buffer_add(out, SLICE(" ;;\n    esac\n}\n\n"));
}

void completion_bash(struct buffer *out)
{
    buffer_add(out, slice_of(head));
    buffer_add(out, SLICE("_samc_options() { # COMMAND\n    case $1 in\n"));
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        add_option_names(out, command_at((enum command_id)i));
    add_option_names(out, NULL);
    buffer_add(out, SLICE("    esac\n}\n\n"));
    add_arguments(out);
    add_operands(out);
    buffer_add(out, slice_of(tail));
}
