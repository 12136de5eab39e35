/* The table of options, made of option_list.h, and the words that the rows of the list use. Values
 * that the library knows are asked of it, so that a new one there is known here. */
#include "cli/option.h"

#include "samc/samc.h"

#define IN(NAME)   (1u << COMMAND_##NAME)
#define COMPILING  (IN(TRANSFORM) | IN(EXPLAIN))
#define EVALUATING (COMPILING | IN(RESOLVE))
#define WRITING    (IN(TRANSFORM) | IN(RESOLVE))
#define EVERYWHERE (~0u)

static const char *toggle_choice(size_t number)
{
    return number == 0 ? "all" : samc_feature_toggle_name(number - 1);
}

static const char *local_artifacts_choice(size_t number)
{
    static const char *const names[] = {[SAMC_LOCAL_REFUSE] = "refuse",
                                        [SAMC_LOCAL_KEEP] = "keep",
                                        [SAMC_LOCAL_PLACEHOLDER] = "placeholder"};

    return number < sizeof names / sizeof *names ? names[number] : NULL;
}

static const char *fail_on_choice(size_t number)
{
    static const char *const names[] = {"info", "warning", "error", "none"};

    return number < sizeof names / sizeof *names ? names[number] : NULL;
}

/* What cfn-lint calls the same, in the same order. */
static const char *exit_code_choice(size_t number)
{
    return number == 0 ? "informational" : fail_on_choice(number);
}

static const struct option options[OPTION_COUNT] = {
#define OPTION(NAME, name, letter, type, argument, choices, commands, help, more)                  \
    {OPTION_##NAME, name, letter, OPTION_##type, argument, choices, commands, help, more},
#include "cli/option_list.h"
#undef OPTION
};

const struct option *option_at(enum option_id id)
{
    return &options[id];
}

bool option_is_for(const struct option *option, const struct command *command)
{
    return command ? (option->commands >> command->id & 1) : option->commands == EVERYWHERE;
}

/* Names that cfn-lint has for options of samc lint. */
static const struct alias {
    struct slice name;
    enum option_id id;
} aliases[] = {
    {{"output-file", 11}, OPTION_LINT_OUTPUT},
    {{"parameters", 10}, OPTION_PARAMETER_OVERRIDES},
    {{"parameter-files", 15}, OPTION_PARAMETER_FILE},
    {{"region", 6}, OPTION_REGIONS}, /* as other commands have it */
};

/* Of two options that fit, in the order of the table, the one to take. */
static const struct option *better(const struct option *first, const struct option *second,
                                   const struct command *command)
{
    return first && (option_is_for(first, command) || !option_is_for(second, command)) ? first
                                                                                       : second;
}

const struct option *option_of_name(struct slice name, const struct command *command)
{
    const struct option *found = NULL;

    if (command && command->id == COMMAND_LINT)
        for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
            if (slice_eq(aliases[i].name, name)) return &options[aliases[i].id];
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (slice_eq(slice_of(options[i].name), name)) found = better(found, &options[i], command);
    return found;
}

const struct option *option_of_letter(char letter, const struct command *command)
{
    const struct option *found = NULL;

    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (letter && options[i].letter == letter) found = better(found, &options[i], command);
    return found;
}

struct slice option_choices(struct arena *arena, const struct option *option,
                            struct slice separator, struct slice last_separator)
{
    struct buffer text = buffer_new(arena);

    for (size_t i = 0; option->choices(i); i++) {
        if (i > 0) buffer_add(&text, option->choices(i + 1) ? separator : last_separator);
        buffer_add(&text, slice_of(option->choices(i)));
    }
    return buffer_slice(&text);
}

struct slice option_argument_text(struct arena *arena, const struct option *option)
{
    if (option->argument) return slice_of(option->argument);
    if (option->choices) return option_choices(arena, option, SLICE("|"), SLICE("|"));
    return SLICE("");
}
