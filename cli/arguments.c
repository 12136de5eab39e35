/* One pass over the words. Each function takes the word at hand, and what belongs to it, or says
 * what is wrong with it and returns false. */
#include "cli/arguments.h"

#include "base/nearest.h"
#include "base/vector.h"
#include "cli/cli.h"

struct parser {
    struct cli *cli;
    struct arguments *arguments;
    char *const *words;
    size_t count;
    size_t at;          /* the next word */
    bool operands_only; /* "--" was seen */
};

static bool is_option(const char *word)
{
    return word[0] == '-' && word[1] != '\0';
}

/* The next word when it is no option, or NULL. */
static const char *next_argument(struct parser *parser)
{
    if (parser->at == parser->count || is_option(parser->words[parser->at])) return NULL;
    return parser->words[parser->at++];
}

/* -- Values -------------------------------------------------------------------------------------
 */

static bool is_choice(const struct option *option, struct slice value)
{
    for (size_t i = 0; option->choices(i); i++)
        if (slice_eq(slice_of(option->choices(i)), value)) return true;
    return false;
}

static bool fail_choice(struct cli *cli, const struct option *option, const char *value)
{
    struct nearest nearest = nearest_to(slice_of(value));

    for (size_t i = 0; option->choices(i); i++)
        nearest_try(&nearest, slice_of(option->choices(i)));
    struct slice all = option_choices(cli->arena, option, SLICE(", "), SLICE(" or "));
    struct slice suggestion = cli_suggestion(cli, nearest.found);
    return cli_fail(cli, "--%s does not know '%s'.%.*s It takes %.*s.", option->name, value,
                    SLICE_ARG(suggestion), SLICE_ARG(all));
}

/* Whether all names between the commas of `list` are choices. */
static bool check_choices(struct cli *cli, const struct option *option, const char *list)
{
    for (struct slice rest = slice_of(list);; rest = slice_from(rest, slice_find(rest, ',') + 1)) {
        struct slice name = slice_first(rest, slice_find(rest, ','));
        if (!is_choice(option, name))
            return fail_choice(cli, option, slice_copy(cli->arena, name).text);
        if (name.size == rest.size) return true;
    }
}

static bool add_value(struct parser *parser, const struct option *option, const char *value)
{
    struct words *values = &parser->arguments->values[option->id];

    if (!*value) {
        struct slice argument = option_argument_text(parser->cli->arena, option);
        return cli_fail(parser->cli, "the value of --%s is empty. Write: --%s %.*s", option->name,
                        option->name, SLICE_ARG(argument));
    }
    if (option->choices && option->type == OPTION_MANY) {
        if (!check_choices(parser->cli, option, value)) return false;
    } else if (option->choices && !is_choice(option, slice_of(value))) {
        return fail_choice(parser->cli, option, value);
    }
    if ((option->type == OPTION_ONE || option->type == OPTION_MAYBE) && values->count > 0) {
        if (strcmp(values->items[0], value) == 0) return true;
        return cli_fail(parser->cli,
                        "--%s is given twice, with '%s' and with '%s'. Remove one of them.",
                        option->name, values->items[0], value);
    }
    VECTOR_PUSH(parser->cli->arena, values, value);
    return true;
}

/* `attached` is what stands in the same word as the option, or NULL. */
static bool take_one(struct parser *parser, const struct option *option, const char *attached)
{
    const char *value = attached ? attached : next_argument(parser);

    if (value) return add_value(parser, option, value);
    struct slice argument = option_argument_text(parser->cli->arena, option);
    if (parser->at < parser->count)
        return cli_fail(parser->cli,
                        "--%s needs a value, but '%s' follows. Write: --%s %.*s, or --%s=%s if "
                        "that is the value.",
                        option->name, parser->words[parser->at], option->name, SLICE_ARG(argument),
                        option->name, parser->words[parser->at]);
    return cli_fail(parser->cli, "--%s needs a value. Write: --%s %.*s", option->name, option->name,
                    SLICE_ARG(argument));
}

static bool take_words(struct parser *parser, const struct option *option, const char *attached)
{
    if (!take_one(parser, option, attached)) return false;
    while (parser->at < parser->count && strcmp(parser->words[parser->at], "-") != 0) {
        const char *word = next_argument(parser);
        if (!word) break;
        if (!add_value(parser, option, word)) return false;
    }
    return true;
}

/* Whether all parts of a list with commas look like the id of a rule or the start of one (E3012,
 * W), or like a region (eu-west-1). */
static bool is_name_list(const char *word)
{
    static const char upper[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", digits[] = "0123456789",
                      region[] = "abcdefghijklmnopqrstuvwxyz-";

    do {
        const char *start = word;
        word += *word >= 'a' && *word <= 'z' ? strspn(word, region) : strspn(word, upper);
        bool is_region = *start >= 'a' && *start <= 'z';
        if (word == start || (is_region && word[-1] != '-')) return false;
        size_t numbers = strspn(word, digits);
        if (is_region && numbers == 0) return false;
        word += numbers;
    } while (*word++ == ',');
    return word[-1] == '\0';
}

/* Adds the parts of a list with commas. */
static bool add_names(struct parser *parser, const struct option *option, const char *list)
{
    for (struct slice rest = slice_of(list);; rest = slice_from(rest, slice_find(rest, ',') + 1)) {
        struct slice name = slice_first(rest, slice_find(rest, ','));
        if (!add_value(parser, option, slice_copy(parser->cli->arena, name).text)) return false;
        if (name.size == rest.size) return true;
    }
}

static bool take_names(struct parser *parser, const struct option *option, const char *attached)
{
    struct words *values = &parser->arguments->values[option->id];

    if (!take_one(parser, option, attached)) return false;
    if (!add_names(parser, option, values->items[--values->count])) return false;
    while (parser->at < parser->count && is_name_list(parser->words[parser->at]))
        if (!add_names(parser, option, parser->words[parser->at++])) return false;
    return true;
}

static bool take_maybe(struct parser *parser, const struct option *option, const char *attached)
{
    struct words *values = &parser->arguments->values[option->id];

    if (attached) return add_value(parser, option, attached);
    VECTOR_PUSH(parser->cli->arena, values, "");
    return true;
}

static bool take_flag(struct parser *parser, const struct option *option, const char *attached)
{
    struct words *values = &parser->arguments->values[option->id];

    if (attached)
        return cli_fail(parser->cli, "--%s takes no value, but got '%s'. Write just --%s.",
                        option->name, attached, option->name);
    if (values->count == 0) VECTOR_PUSH(parser->cli->arena, values, option->name);
    if (option->type == OPTION_INSTEAD) parser->arguments->instead = option;
    return true;
}

/* -- Options ------------------------------------------------------------------------------------
 */

static bool take_option(struct parser *parser, const struct option *option, const char *attached)
{
    const struct command *command = parser->arguments->command;

    if (!option_is_for(option, command)) {
        if (!command)
            return cli_fail(parser->cli,
                            "--%s stands before the command. Write: samc COMMAND --%s ...",
                            option->name, option->name);
        return cli_fail(parser->cli,
                        "%s has no option --%s. 'samc %s --help' lists the options it has.",
                        command->name, option->name, command->name);
    }
    switch (option->type) {
    case OPTION_FLAG:
    case OPTION_INSTEAD:
        return take_flag(parser, option, attached);
    case OPTION_ONE:
    case OPTION_MANY:
        return take_one(parser, option, attached);
    case OPTION_MAYBE:
        return take_maybe(parser, option, attached);
    case OPTION_WORDS:
        return take_words(parser, option, attached);
    case OPTION_NAMES:
        return take_names(parser, option, attached);
    }
    return false;
}

/* The options that an unknown one may stand for: those that it begins, else the nearest. */
static struct slice near_options(const struct parser *parser, struct slice name)
{
    struct buffer found = buffer_new(parser->cli->arena);
    struct nearest nearest = nearest_to(name);

    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const struct option *option = option_at((enum option_id)i);
        if (!option->help || !option_is_for(option, parser->arguments->command)) continue;
        nearest_try(&nearest, slice_of(option->name));
        if (name.size < 2 || !slice_starts(slice_of(option->name), name)) continue;
        buffer_printf(&found, "%s--%s", found.size ? " or " : "", option->name);
    }
    if (found.size == 0 && nearest.found.text)
        buffer_printf(&found, "--%.*s", SLICE_ARG(nearest.found));
    return buffer_slice(&found);
}

static bool fail_unknown(const struct parser *parser, const char *word)
{
    const struct command *command = parser->arguments->command;
    struct slice name = slice_of(word);

    while (slice_starts(name, SLICE("-")))
        name = slice_from(name, 1);
    name = slice_first(name, slice_find(name, '='));
    struct slice near = near_options(parser, name);
    if (near.size > 0)
        return cli_fail(parser->cli, "there is no option '%s'. Did you mean %.*s?", word,
                        SLICE_ARG(near));
    return cli_fail(parser->cli,
                    "there is no option '%s'. 'samc %s%s--help' lists those there are.", word,
                    command ? command->name : "", command ? " " : "");
}

static bool take_long(struct parser *parser, const char *word)
{
    struct slice text = slice_of(word + 2);
    size_t size = slice_find(text, '=');
    const struct option *option =
        option_of_name(slice_first(text, size), parser->arguments->command);

    if (!option) return fail_unknown(parser, word);
    return take_option(parser, option, size < text.size ? text.text + size + 1 : NULL);
}

/* Whether it helps the user to hear that this option, known by its letter, is for other commands:
 * not when it is shown nowhere, or this command has one of the same name. */
static bool is_worth_naming(const struct option *option, const struct command *command)
{
    return option->help && !option_is_for(option_of_name(slice_of(option->name), command), command);
}

static bool take_short(struct parser *parser, const char *word)
{
    const struct command *command = parser->arguments->command;
    const struct option *option = option_of_letter(word[1], command);

    if (!option || option_of_name(slice_of(word + 1), NULL)) return fail_unknown(parser, word);
    if (!option_is_for(option, command) && !is_worth_naming(option, command))
        return fail_unknown(parser, word);
    return take_option(parser, option, word[2] ? word + 2 : NULL);
}

/* -- Words --------------------------------------------------------------------------------------
 */

static bool take_operand(struct parser *parser, const char *word)
{
    const struct command *command = parser->arguments->command;

    if (!command) {
        parser->arguments->command = command_required(parser->cli, word);
        return parser->arguments->command != NULL;
    }
    if (parser->arguments->operands.count == command->most)
        return cli_fail(parser->cli, "'%s' is one argument too many. Usage: samc %s [OPTION...] %s",
                        word, command->name, command->operands);
    VECTOR_PUSH(parser->cli->arena, &parser->arguments->operands, word);
    return true;
}

static bool take_word(struct parser *parser)
{
    const char *word = parser->words[parser->at++];

    if (parser->operands_only || !is_option(word)) return take_operand(parser, word);
    if (word[1] != '-') return take_short(parser, word);
    if (word[2] != '\0') return take_long(parser, word);
    parser->operands_only = true;
    return true;
}

/* Whether all is there that the command cannot do without. */
static bool check_complete(struct cli *cli, const struct arguments *arguments)
{
    const struct command *command = arguments->command;

    if (arguments->instead) return true;
    if (!command)
        return cli_fail(cli, "no command is given. Write: samc transform FILE; 'samc --help' lists "
                             "what else there is.");
    if (arguments->operands.count >= command->least) return true;
    return cli_fail(cli, "an argument is missing. Usage: samc %s [OPTION...] %s", command->name,
                    command->operands);
}

bool arguments_parse(struct cli *cli, size_t count, char *const *words)
{
    struct parser parser = {
        .cli = cli, .arguments = &cli->arguments, .words = words, .count = count};

    while (parser.at < count && !parser.arguments->instead)
        if (!take_word(&parser)) return false;
    return check_complete(cli, parser.arguments);
}

const char *arguments_value(const struct arguments *arguments, enum option_id id)
{
    return arguments->values[id].count ? arguments->values[id].items[0] : NULL;
}

size_t arguments_choice(const struct arguments *arguments, enum option_id id)
{
    const char *value = arguments_value(arguments, id);
    size_t choice = 0;

    if (!value) return 0;
    while (strcmp(option_at(id)->choices(choice), value) != 0)
        choice++;
    return choice;
}

const char *arguments_operand(const struct arguments *arguments, size_t number)
{
    return number < arguments->operands.count ? arguments->operands.items[number] : NULL;
}
