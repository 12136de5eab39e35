/* The table of conditions: a line for each with its name, its value and what it is made of.
 *
 *     IsProd  true     Env = "prod"
 *     UseVpc  unknown  IsProd and VpcId != ""
 */
#include "cli/conditions.h"

#include "base/printable.h"
#include "base/utf8.h"
#include "cli/compile.h"

/* Widths of the columns, in code points. */
struct widths {
    size_t name, value;
};

static size_t width_of(struct cli *cli, const char *text)
{
    return utf8_count(printable(cli->arena, slice_of(text)));
}

static struct widths widths_of(struct cli *cli, const samc_condition *conditions, size_t count)
{
    struct widths widths = {0, 0};

    for (size_t i = 0; i < count; i++) {
        size_t name = width_of(cli, conditions[i].name);
        size_t value = strlen(samc_condition_value_name(conditions[i].value));
        if (name > widths.name) widths.name = name;
        if (value > widths.value) widths.value = value;
    }
    return widths;
}

static void add_column(struct cli *cli, struct buffer *out, const char *text, size_t width)
{
    printable_add(out, slice_of(text));
    buffer_add_repeat(out, ' ', width - width_of(cli, text) + 2);
}

static struct slice table_of(struct cli *cli, const samc_condition *conditions, size_t count)
{
    struct widths widths = widths_of(cli, conditions, count);
    struct buffer out = buffer_new(cli->arena);

    for (size_t i = 0; i < count; i++) {
        add_column(cli, &out, conditions[i].name, widths.name);
        add_column(cli, &out, samc_condition_value_name(conditions[i].value), widths.value);
        printable_add(&out, slice_of(conditions[i].formula));
        buffer_add_byte(&out, '\n');
    }
    return buffer_slice(&out);
}

/* Whether the template could be read at all. */
static bool is_readable(samc_result *result)
{
    const char *problem;

    return samc_result_resolve(result, "", &problem) || !problem;
}

int conditions_print(struct cli *cli)
{
    const char *path = arguments_operand(&cli->arguments, 0);
    samc_result *result = compile_template(cli, path ? path : "-");
    size_t count;

    if (!result || !compile_report(cli, result)) return STATUS_CANNOT_RUN;
    int status = compile_status(result);
    const samc_condition *conditions = samc_result_conditions(result, &count);
    if (!conditions && !is_readable(result)) return status;
    if (!conditions) arena_out_of_memory(cli->arena);
    return cli_print(cli, table_of(cli, conditions, count)) ? status : STATUS_CANNOT_RUN;
}
