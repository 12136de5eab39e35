/* The clock, files, and the Serverless Application Repository. A template without applications
 * never gets as far as looking for credentials or loading libcurl.
 */
#include "cli/host.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "aws/application_repository.h"
#include "aws/environment.h"
#include "base/limits.h"
#include "base/printable.h"
#include "cli/folder_size.h"
#include "cli/option.h"

/* The context of all functions. */
struct host {
    struct cli *cli;
    struct http *http; /* NULL: not needed so far */
    struct repository repository;
    bool offline; /* asked for, or the command has no use for what the network tells */
    bool shows_progress;
};

static int64_t now(void *context)
{
    (void)context;
    return (int64_t)time(NULL);
}

/* -- How the repository is reached --------------------------------------------------------------
 */

static struct http_response send(void *context, const struct http_request *request)
{
    struct host *host = context;

    if (!host->http) host->http = http_new(host->cli->arena, aws_variable("AWS_CA_BUNDLE"));
    return http_send(host->http, request);
}

static void pause_for(void *context, unsigned milliseconds)
{
    struct timespec left = {milliseconds / 1000, (long)(milliseconds % 1000) * 1000000};

    (void)context;
    while (nanosleep(&left, &left) != 0 && errno == EINTR)
        ;
}

static time_t clock_time(void *context)
{
    (void)context;
    return time(NULL);
}

/* -- Applications -------------------------------------------------------------------------------
 */

/* Says what is waited for, on a terminal; an empty text takes it away again. */
static void show_progress(const struct host *host, struct slice text)
{
    struct buffer line = buffer_new(host->cli->arena);

    if (!host->shows_progress) return;
    buffer_add(&line, SLICE("\r\x1b[K"));
    printable_add(&line, text);
    file_write_descriptor(STDERR_FILENO, buffer_slice(&line));
}

static samc_application_status find_application(void *context, const samc_application *application,
                                                const char **answer)
{
    struct host *host = context;

    if (host->offline) {
        *answer = "--offline is given.";
        return SAMC_APPLICATION_NOT_ASKED;
    }
    show_progress(host, slice_printf(host->cli->arena, "looking for %s, version %s ...",
                                     application->id, application->version));
    samc_application_status status = repository_find(&host->repository, application, answer);
    show_progress(host, SLICE(""));
    return status;
}

/* -- Files --------------------------------------------------------------------------------------
 */

static int read_included(void *context, const char *path, const void **bytes, size_t *size,
                         const char **problem)
{
    struct host *host = context;
    struct slice text;
    /* One byte over the limit is enough for the library to see that it is over. */
    struct file_status status = file_read(host->cli->arena, path, LIMIT_INPUT_BYTES + 1, &text);

    *problem = NULL;
    if (!file_ok(status)) {
        *problem = cli_reading_problem(host->cli, status);
        return 0;
    }
    *bytes = text.text;
    *size = text.size;
    return 1;
}

static samc_file_kind find_file(void *context, const char *path)
{
    struct stat status;

    (void)context;
    if (stat(path, &status) != 0)
        return errno == ENOENT || errno == ENOTDIR ? SAMC_FILE_MISSING : SAMC_FILE_UNKNOWN;
    if (S_ISREG(status.st_mode)) return SAMC_FILE_REGULAR;
    return S_ISDIR(status.st_mode) ? SAMC_FILE_FOLDER : SAMC_FILE_UNKNOWN;
}

static int measure_folder(void *context, const char *path, samc_folder_size *size)
{
    const struct host *host = context;

    return folder_size(host->cli->arena, path, size);
}

void host_prepare(struct cli *cli, samc_host *functions)
{
    const char *terminal = getenv("TERM");
    struct host *host = arena_zalloc(cli->arena, sizeof *host);

    host->cli = cli;
    host->offline = arguments_flag(&cli->arguments, OPTION_OFFLINE) ||
                    !option_is_for(option_at(OPTION_OFFLINE), cli->arguments.command);
    host->shows_progress = isatty(STDERR_FILENO) && terminal && strcmp(terminal, "dumb") != 0;
    host->repository = (struct repository){
        .arena = cli->arena,
        .host = {.context = host, .send = send, .pause = pause_for, .now = clock_time},
        .profile = arguments_value(&cli->arguments, OPTION_PROFILE),
    };
    *functions = (samc_host){
        .context = host,
        .now = now,
        .find_application = find_application,
        .read_file = read_included,
        .find_file = find_file,
        .measure_folder = measure_folder,
    };
}
