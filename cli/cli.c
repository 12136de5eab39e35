/* The one place where the tool speaks for itself: what it says is escaped here as a whole line, so
 * that no caller has to think of it. */
#include "cli/cli.h"

#include <unistd.h>

#include "base/printable.h"

static void add_complaint(struct cli *cli, const char *format, va_list args)
{
    struct buffer text = buffer_new(cli->arena);

    buffer_vprintf(&text, format, args);
    buffer_add(&cli->complaints, SLICE("samc: "));
    printable_add(&cli->complaints, buffer_slice(&text));
    buffer_add_byte(&cli->complaints, '\n');
}

bool cli_fail(struct cli *cli, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    add_complaint(cli, format, args);
    va_end(args);
    return false;
}

void cli_warn(struct cli *cli, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    add_complaint(cli, format, args);
    va_end(args);
}

struct slice cli_suggestion(const struct cli *cli, struct slice found)
{
    if (found.size == 0) return SLICE("");
    return CONCAT(cli->arena, SLICE(" Did you mean '"), found, SLICE("'?"));
}

static void invite(void)
{
    /* Nobody reads a template from a terminal on purpose without knowing how to end it. */
    if (isatty(STDIN_FILENO) && isatty(STDERR_FILENO))
        file_write_descriptor(STDERR_FILENO,
                              SLICE("samc: reading from the terminal; Ctrl-D ends the input\n"));
}

bool cli_read(struct cli *cli, const char *path, const char *use, size_t most, struct slice *bytes)
{
    struct file_status status;

    if (strcmp(path, "-") != 0) {
        status = file_read(cli->arena, path, most, bytes);
        return file_ok(status) || cli_fail_reading(cli, path, status);
    }
    if (cli->input_use)
        return cli_fail(cli,
                        "standard input is asked for twice: as %s and as %s. Put one of them into "
                        "a file.",
                        cli->input_use, use);
    cli->input_use = use;
    invite();
    status = file_read_descriptor(cli->arena, STDIN_FILENO, most, bytes);
    return file_ok(status) || cli_fail_reading(cli, "-", status);
}

bool cli_print(struct cli *cli, struct slice text)
{
    struct file_status status = file_write_descriptor(STDOUT_FILENO, text);

    cli->printed = true;
    return file_ok(status) || cli_fail_writing(cli, "-", status);
}
