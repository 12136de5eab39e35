/* When there is no such file to be had, or no room in it, the library is told so and keeps the
 * output in memory. */
#include "cli/spool.h"

#include <stdlib.h>
#include <unistd.h>

static void empty(void *context)
{
    struct spool *spool = context;

    if (spool->descriptor >= 0) close(spool->descriptor);
    spool->descriptor = -1;
}

static int take(void *context, const void *piece, size_t size)
{
    struct spool *spool = context;
    const char *folder = getenv("TMPDIR");

    if (spool->descriptor < 0)
        spool->descriptor = file_open_temporary(folder && *folder ? folder : "/tmp");
    if (spool->descriptor < 0) return 0;
    struct slice bytes = {piece, size};
    if (file_ok(file_write_descriptor(spool->descriptor, bytes))) return 1;
    empty(spool);
    return 0;
}

void spool_offer(struct cli *cli, struct spool *spool, samc_options *options)
{
    arena_on_free(cli->arena, empty, spool);
    options->take_output = take;
    options->take_output_context = spool;
}

bool spool_write(struct cli *cli, const struct spool *spool, const char *path)
{
    bool is_stream = !path || strcmp(path, "-") == 0;
    struct file_status status;

    if (is_stream) {
        cli->printed = true;
        status = file_write_descriptor_from(cli->arena, STDOUT_FILENO, spool->descriptor);
    } else {
        status = file_write_from(cli->arena, path, spool->descriptor);
    }
    return file_ok(status) || cli_fail_writing(cli, is_stream ? "-" : path, status);
}
