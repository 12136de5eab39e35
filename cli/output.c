/* Commands whose result is a template: it goes out only when there is no error in it. */
#include "cli/command.h"
#include "cli/compile.h"

/* Whether the output would go over the template itself, which nobody wants and cannot be undone. */
static bool would_overwrite(const char *output, const char *template)
{
    static const char stdin_path[] = "/dev/stdin";

    return file_same(output, strcmp(template, "-") == 0 ? stdin_path : template);
}

bool compile_write(struct cli *cli, const char *path, struct slice text)
{
    if (!path || strcmp(path, "-") == 0) return cli_print(cli, text);
    struct file_status status = file_write(cli->arena, path, text);
    return file_ok(status) || cli_fail_writing(cli, path, status);
}

int compile_to_output(struct cli *cli)
{
    const char *path = arguments_operand(&cli->arguments, 0);
    const char *output = arguments_value(&cli->arguments, OPTION_OUTPUT);

    if (!path) path = "-";
    if (output && would_overwrite(output, path)) {
        cli_fail(cli, "'%s' (--output) is the template itself. Give the output another name.",
                 output);
        return STATUS_CANNOT_RUN;
    }
    struct spool *spool = arena_alloc(cli->arena, sizeof *spool);
    *spool = (struct spool){.descriptor = -1};
    samc_result *result = compile_with_spool(cli, path, spool);
    if (!result || !compile_report(cli, result)) return STATUS_CANNOT_RUN;
    struct slice text;
    text.text = samc_result_output(result, &text.size);
    int status = compile_status(result);
    if (!text.size || (status & STATUS_ERRORS)) return status;
    bool done = text.text ? compile_write(cli, output, text) : spool_write(cli, spool, output);
    return done ? status : STATUS_CANNOT_RUN;
}
