/* Two columns: what to write, and what it means. Text is wrapped between blanks. */
#include "cli/usage.h"

#include "cli/cli.h"
#include "cli/option.h"

enum {
    WIDTH = 79,  /* the last column that is used, from 1 */
    COLUMN = 29, /* where the meaning of an option starts, from 0 */
    COMMAND_COLUMN = 14,
};

/* Appends `text` with line breaks. `column` is where the line at hand has come to, and `indent` how
 * far the following ones are moved in. Ends the line. */
static void add_wrapped(struct buffer *out, struct slice text, size_t column, size_t indent)
{
    bool fresh = true; /* nothing of the text is on this line */

    while (text.size > 0) {
        size_t size = slice_find(text, ' ');
        if (!fresh && column + 1 + size > WIDTH) {
            buffer_add_byte(out, '\n');
            buffer_add_repeat(out, ' ', indent);
            column = indent;
            fresh = true;
        }
        if (!fresh) buffer_add_byte(out, ' ');
        buffer_add(out, slice_first(text, size));
        column += size + !fresh;
        fresh = false;
        text = slice_from(text, size + 1);
    }
    buffer_add_byte(out, '\n');
}

/* One entry of a list: `left` at the margin, `right` from `column` on. */
static void add_entry(struct buffer *out, struct slice left, struct slice right, size_t column)
{
    buffer_add(out, left);
    if (left.size + 2 > column) {
        buffer_add_byte(out, '\n');
        buffer_add_repeat(out, ' ', column);
    } else {
        buffer_add_repeat(out, ' ', column - left.size);
    }
    add_wrapped(out, right, column, column);
}

static void add_option(struct buffer *out, const struct option *option)
{
    struct buffer left = buffer_new(out->arena);
    struct slice argument = option_argument_text(out->arena, option);

    if (option->letter)
        buffer_printf(&left, "  -%c, --%s", option->letter, option->name);
    else
        buffer_printf(&left, "      --%s", option->name);
    if (argument.size > 0) buffer_printf(&left, " %.*s", SLICE_ARG(argument));
    struct buffer right = buffer_new(out->arena);
    buffer_add(&right, slice_of(option->help));
    if (option->argument && option->choices) {
        struct slice choices = option_choices(out->arena, option, SLICE(", "), SLICE(", "));
        buffer_printf(&right, ": %.*s", SLICE_ARG(choices));
    }
    add_entry(out, buffer_slice(&left), buffer_slice(&right), COLUMN);
}

static void add_options(struct buffer *out, const struct command *command)
{
    buffer_add(out, SLICE("\nOptions:\n"));
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const struct option *option = option_at((enum option_id)i);
        if (option->help && option_is_for(option, command)) add_option(out, option);
    }
}

static void add_statuses(struct buffer *out)
{
    static const char *const rows[] = {
#define STATUS(NAME, value, meaning, sentence) #value " " meaning,
#include "cli/status_list.h"
#undef STATUS
    };
    struct buffer text = buffer_new(out->arena);

    buffer_add(&text, SLICE("Exit status:"));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        buffer_printf(&text, "%s %s", i ? ";" : "", rows[i]);
    buffer_add(&text, SLICE("; the last three are added up."));
    buffer_add_byte(out, '\n');
    add_wrapped(out, buffer_slice(&text), 0, 0);
}

static void add_command_usage(struct buffer *out, const struct command *command)
{
    buffer_printf(out, "Usage: samc %s [OPTION...] %s\n\n", command->name, command->operands);
    add_wrapped(out, slice_of(command->prose), 0, 0);
    add_options(out, command);
    if (option_is_for(option_at(OPTION_PARTITION), command)) add_statuses(out);
}

static void add_program_usage(struct buffer *out)
{
    buffer_add(out, SLICE("Usage: samc COMMAND [OPTION...] [ARGUMENT...]\n\n"
                          "Compiles AWS SAM templates to CloudFormation, on your own machine.\n\n"
                          "Commands:\n"));
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        const struct command *command = command_at((enum command_id)i);
        struct slice left = CONCAT(out->arena, SLICE("  "), slice_of(command->name));
        add_entry(out, left, slice_of(command->title), COMMAND_COLUMN);
    }
    add_options(out, NULL);
    buffer_add(out, SLICE("\nsamc COMMAND --help tells more of a command, and man samc-COMMAND all "
                          "there is.\n"));
}

struct slice usage_text(struct arena *arena, const struct command *command)
{
    struct buffer out = buffer_new(arena);

    if (command)
        add_command_usage(&out, command);
    else
        add_program_usage(&out);
    return buffer_slice(&out);
}
