/* The entry: brings the process into a known state, takes the command line apart, runs the command,
 * and sees to it that nothing fails silently. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/usage.h"
#include "samc/samc.h"

/* What main() hands to its work inside the arena. */
struct program {
    struct cli cli;
    size_t count; /* of the words behind the name of the program */
    char *const *words;
    int status;
};

/* A closed standard stream would give its number to the next file that is opened, which would then
 * be read or written as that stream. An end of /dev/null that cannot be used keeps the place. */
static void keep_standard_streams(void)
{
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++)
        if (fcntl(descriptor, F_GETFD) < 0 && errno == EBADF)
            (void)open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

/* Writing to a pipe that nobody reads, or more than is allowed, is to be an error of the write. */
static void keep_alive_on_write_errors(void)
{
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
}

static struct slice instead_text(struct cli *cli, const struct option *option)
{
    if (option->id == OPTION_VERSION)
        return CONCAT(cli->arena, SLICE("samc "), slice_of(samc_version()), SLICE("\n"));
    if (option->id == OPTION_MANUAL) return manual_text(cli->arena, cli->arguments.command);
    return usage_text(cli->arena, cli->arguments.command);
}

static int run_command(struct cli *cli)
{
    const struct option *instead = cli->arguments.instead;

    if (!instead) return cli->arguments.command->run(cli);
    return cli_print(cli, instead_text(cli, instead)) ? STATUS_GOOD : STATUS_CANNOT_RUN;
}

/* Some file systems tell only now that what was written is lost. */
static bool close_output(struct cli *cli)
{
    if (!cli->printed || close(STDOUT_FILENO) == 0) return true;
    return cli_fail_writing(cli, "-", (struct file_status){errno, FILE_WRITE});
}

static void run_program(void *context)
{
    struct program *program = context;
    struct cli *cli = &program->cli;

    cli->complaints = buffer_new(cli->arena);
    if (arguments_parse(cli, program->count, program->words)) program->status = run_command(cli);
    if (!close_output(cli)) program->status = STATUS_CANNOT_RUN;
    file_write_descriptor(STDERR_FILENO, buffer_slice(&cli->complaints));
}

int main(int argc, char **argv)
{
    struct program program = {.cli = {.arena = arena_new()}, .status = STATUS_CANNOT_RUN};

    keep_standard_streams();
    keep_alive_on_write_errors();
    if (argc > 0) {
        program.count = (size_t)argc - 1;
        program.words = argv + 1;
    }
    if (!program.cli.arena || !arena_run(program.cli.arena, run_program, &program)) {
        file_write_descriptor(STDERR_FILENO,
                              SLICE("samc: out of memory. Free some, or split the template.\n"));
        program.status = STATUS_CANNOT_RUN;
    }
    arena_free(program.cli.arena);
    return program.status;
}
