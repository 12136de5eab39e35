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

/* The context of all functions. They run inside samc_compile(), to which they have to return also
 * when memory runs out; so they have an arena of their own, from which work jumps no farther than
 * to run(). */
struct host {
    struct arena *arena; /* NULL before the first need, and when there is no memory for it */
    bool no_memory;      /* it ran out: nothing more is answered */
    struct http *http;   /* NULL: not needed so far */
    struct repository repository;
    bool offline; /* asked for, or the command has no use for what the network tells */
    bool shows_progress;
};

/* Does work that allocates in host->arena. False when memory ran out. */
static bool run(struct host *host, void (*work)(void *context), void *context)
{
    if (!host->arena) host->arena = arena_new();
    host->repository.arena = host->arena;
    if (!host->arena || host->no_memory) return false;
    host->no_memory = !arena_run(host->arena, work, context);
    return !host->no_memory;
}

static void close_host(void *context)
{
    struct host *host = context;

    arena_free(host->arena);
    host->arena = NULL;
}

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

    if (!host->http) host->http = http_new(host->arena, aws_variable("AWS_CA_BUNDLE"));
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
    struct buffer line = buffer_new(host->arena);

    if (!host->shows_progress) return;
    buffer_add(&line, SLICE("\r\x1b[K"));
    printable_add(&line, text);
    file_write_descriptor(STDERR_FILENO, buffer_slice(&line));
}

struct search {
    struct host *host;
    const samc_application *application;
    samc_application_status status;
    const char *answer;
};

static void search(void *context)
{
    struct search *search = context;
    struct host *host = search->host;

    show_progress(host, slice_printf(host->arena, "looking for %s, version %s ...",
                                     search->application->id, search->application->version));
    search->status = repository_find(&host->repository, search->application, &search->answer);
    show_progress(host, SLICE(""));
}

static samc_application_status find_application(void *context, const samc_application *application,
                                                const char **answer)
{
    struct host *host = context;
    struct search all = {.host = host, .application = application};

    if (host->offline) {
        *answer = "--offline is given.";
        return SAMC_APPLICATION_NOT_ASKED;
    }
    if (!run(host, search, &all)) return SAMC_APPLICATION_NO_MEMORY;
    *answer = all.answer;
    return all.status;
}

/* -- Files --------------------------------------------------------------------------------------
 */

struct reading {
    struct host *host;
    const char *path;
    struct slice text;
    const char *problem;
};

static void read_text(void *context)
{
    struct reading *reading = context;
    struct arena *arena = reading->host->arena;
    /* One byte over the limit is enough for the library to see that it is over. */
    struct file_status status =
        file_read(arena, reading->path, LIMIT_INPUT_BYTES + 1, &reading->text);

    if (!file_ok(status)) reading->problem = cli_reading_problem(arena, status);
}

static int read_included(void *context, const char *path, const void **bytes, size_t *size,
                         const char **problem)
{
    struct reading reading = {.host = context, .path = path};

    if (!run(context, read_text, &reading)) return SAMC_HOST_NO_MEMORY;
    *bytes = reading.text.text;
    *size = reading.text.size;
    *problem = reading.problem;
    return reading.problem == NULL;
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

struct measuring {
    struct host *host;
    const char *path;
    samc_folder_size *size;
    bool known;
};

static void measure(void *context)
{
    struct measuring *measuring = context;

    measuring->known = folder_size(measuring->host->arena, measuring->path, measuring->size);
}

static int measure_folder(void *context, const char *path, samc_folder_size *size)
{
    struct measuring measuring = {context, path, size, false};

    return run(context, measure, &measuring) ? measuring.known : SAMC_HOST_NO_MEMORY;
}

void host_prepare(struct cli *cli, samc_host *functions)
{
    const char *terminal = getenv("TERM");
    struct host *host = arena_zalloc(cli->arena, sizeof *host);

    arena_on_free(cli->arena, close_host, host);
    host->offline = arguments_flag(&cli->arguments, OPTION_OFFLINE) ||
                    !option_is_for(option_at(OPTION_OFFLINE), cli->arguments.command);
    host->shows_progress = isatty(STDERR_FILENO) && terminal && strcmp(terminal, "dumb") != 0;
    host->repository = (struct repository){
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
