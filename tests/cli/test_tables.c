/* The tables of commands and options hold together. */
#include "cli/option.h"
#include "cli/usage.h"
#include "tests/unit/unit.h"

UNIT_TEST(options_are_distinct)
{
    (void)unit;
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const struct option *option = option_at((enum option_id)i);
        assert_int_equal(option->id, i);
        for (size_t j = 0; j < COMMAND_COUNT; j++) {
            const struct command *command = command_at((enum command_id)j);
            if (!option_is_for(option, command)) continue;
            assert_ptr_equal(option_of_name(slice_of(option->name), command), option);
            if (!option->letter) continue;
            assert_ptr_equal(option_of_letter(option->letter, command), option);
        }
    }
    assert_null(option_of_name(SLICE(""), NULL));
    assert_null(option_of_letter('\0', NULL));
}

UNIT_TEST(options_are_shown_as_they_are)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const struct option *option = option_at((enum option_id)i);
        bool takes_argument = option->type != OPTION_FLAG && option->type != OPTION_INSTEAD;
        assert_int_equal(takes_argument, option_argument_text(unit->arena, option).size > 0);
        if (option->choices) assert_non_null(option->choices(0));
    }
}

UNIT_TEST(commands_are_distinct_and_told)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        const struct command *command = command_at((enum command_id)i);
        assert_int_equal(command->id, i);
        assert_ptr_equal(command_of(slice_of(command->name)), command);
        assert_true(command->least <= command->most && *command->title && *command->prose);
        struct slice all = usage_text(unit->arena, NULL), own = usage_text(unit->arena, command);
        assert_true(slice_search(all, slice_of(command->title)) < all.size);
        assert_true(slice_search(own, slice_of(command->operands)) < own.size);
    }
}

/* Whether the command has an option of that name, and shows it. */
static bool shows(const struct command *command, const char *name)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const struct option *option = option_at((enum option_id)i);
        if (strcmp(option->name, name) == 0 && option->help && option_is_for(option, command))
            return true;
    }
    return false;
}

/* The text with its dashes as troff wants them, and what stands behind a name in bold. */
static struct slice in_bold(struct arena *arena, const char *before, const char *text)
{
    struct buffer name = buffer_new(arena);

    buffer_add(&name, slice_of(before));
    for (const char *c = text; *c; c++)
        buffer_add(&name, *c == '-' ? SLICE("\\-") : (struct slice){c, 1});
    buffer_add(&name, SLICE("\\fR"));
    return buffer_slice(&name);
}

/* Each option is in the help and the manual of the commands that take it, and in no other. */
UNIT_TEST(help_and_manual_show_all_options)
{
    for (size_t i = 0; i < OPTION_COUNT * COMMAND_COUNT; i++) {
        const struct option *option = option_at((enum option_id)(i / COMMAND_COUNT));
        const struct command *command = command_at((enum command_id)(i % COMMAND_COUNT));
        struct slice help = usage_text(unit->arena, command);
        struct slice manual = manual_text(unit->arena, command);
        struct slice before_space = slice_printf(unit->arena, " --%s ", option->name);
        struct slice before_break = slice_printf(unit->arena, " --%s\n", option->name);
        struct slice in_manual = in_bold(unit->arena, "\\fB\\-\\-", option->name);
        bool shown = slice_search(help, before_space) < help.size ||
                     slice_search(help, before_break) < help.size;
        assert_int_equal(shown, shows(command, option->name));
        assert_int_equal(slice_search(manual, in_manual) < manual.size, shown);
    }
}

/* The page of the program names those of all commands. */
UNIT_TEST(manual_names_all_commands)
{
    struct slice manual = manual_text(unit->arena, NULL);

    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        const struct command *command = command_at((enum command_id)i);
        struct slice page = in_bold(unit->arena, "\\fBsamc\\-", command->name);
        assert_true(slice_search(manual, page) < manual.size);
    }
}

int main(void)
{
    return UNIT_RUN(UNIT(options_are_distinct), UNIT(options_are_shown_as_they_are),
                    UNIT(commands_are_distinct_and_told), UNIT(help_and_manual_show_all_options),
                    UNIT(manual_names_all_commands));
}
