/* samc explain: the chain from a resource of the output to the lines that caused it. */
#include <strings.h>

#include "base/nearest.h"
#include "cli/command.h"
#include "cli/compile.h"

enum { MOST_SUGGESTIONS = 5 };

static bool holds(const char *id, const char *part)
{
    size_t size = strlen(part);

    for (; *id; id++)
        if (strncasecmp(id, part, size) == 0) return true;
    return false;
}

/* The ids that may have been meant, as "'A' or 'B'": the nearest one, then those in which `wanted`
 * occurs. */
static struct slice near_ids(struct cli *cli, samc_result *result, const char *wanted)
{
    size_t count, shown = 0;
    const char *const *ids = samc_result_resources(result, &count);

    if (!ids) arena_out_of_memory(cli->arena);
    struct nearest nearest = nearest_to(slice_of(wanted));
    struct buffer text = buffer_new(cli->arena);

    for (size_t i = 0; i < count; i++) {
        if (strcmp(ids[i], wanted) == 0) arena_out_of_memory(cli->arena); /* so it was that */
        nearest_try(&nearest, slice_of(ids[i]));
    }
    if (nearest.found.text) {
        buffer_printf(&text, "'%s'", nearest.found.text);
        shown++;
    }
    for (size_t i = 0; i < count && shown < MOST_SUGGESTIONS && *wanted; i++) {
        if (ids[i] == nearest.found.text || !holds(ids[i], wanted)) continue;
        buffer_printf(&text, "%s'%s'", shown++ ? " or " : "", ids[i]);
    }
    return buffer_slice(&text);
}

static void fail_unknown(struct cli *cli, samc_result *result, const char *id)
{
    struct slice near = near_ids(cli, result, id);

    if (near.size > 0)
        cli_fail(cli, "the output has no resource '%s'. Did you mean %.*s?", id, SLICE_ARG(near));
    else
        cli_fail(cli, "the output has no resource '%s'. 'samc transform' shows which it has.", id);
}

static int run(struct cli *cli)
{
    samc_result *result = compile_template(cli, arguments_operand(&cli->arguments, 0));
    const char *id = arguments_operand(&cli->arguments, 1);

    if (!result) return STATUS_CANNOT_RUN;
    if (!samc_result_output(result, NULL)) {
        if (!compile_report(cli, result)) return STATUS_CANNOT_RUN;
        cli_fail(cli,
                 "the template has errors, so there is no output to explain. Correct them first.");
        return compile_status(result);
    }
    const char *text = samc_result_explain(result, id);
    if (text) return cli_print(cli, slice_of(text)) ? STATUS_GOOD : STATUS_CANNOT_RUN;
    fail_unknown(cli, result, id);
    return STATUS_CANNOT_RUN;
}

const struct command command_explain = {
    .id = COMMAND_EXPLAIN,
    .name = "explain",
    .operands = "FILE LOGICAL_ID",
    .least = 2,
    .most = 2,
    .title = "show where a resource of the output comes from",
    .prose = "Compiles FILE as transform does and shows which lines of it caused the resource "
             "LOGICAL_ID of the output: first the event or property, then what is around it. "
             "Findings are shown only when they leave no output to explain.",
    .run = run,
};
