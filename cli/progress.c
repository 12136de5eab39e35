/* The line is drawn over itself. */
#include "cli/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"

enum {
    FIRST_AFTER = 500, /* milliseconds of work before the line is drawn */
    AGAIN_AFTER = 100,
};

static struct timespec now(void)
{
    struct timespec time = {0};

    clock_gettime(CLOCK_MONOTONIC, &time);
    return time;
}

static long milliseconds(struct timespec from, struct timespec to)
{
    return (long)(to.tv_sec - from.tv_sec) * 1000 + (to.tv_nsec - from.tv_nsec) / 1000000;
}

struct progress progress_begin(size_t total)
{
    const char *no_color = getenv("NO_COLOR"), *terminal = getenv("TERM");
    bool plain = (no_color && *no_color) || !terminal || strcmp(terminal, "dumb") == 0;

    return (struct progress){
        .total = total,
        .wanted = total > 1 && !plain && isatty(STDERR_FILENO),
        .drawn_at = now(),
    };
}

void progress_show(struct progress *progress, size_t done)
{
    char line[64];

    if (!progress->wanted) return;
    struct timespec time = now();
    if (milliseconds(progress->drawn_at, time) < (progress->drawn ? AGAIN_AFTER : FIRST_AFTER))
        return;
    int size = snprintf(line, sizeof line, "\r\x1b[K%zu of %zu files", done, progress->total);
    file_write_descriptor(STDERR_FILENO, (struct slice){line, (size_t)size});
    progress->drawn = true;
    progress->drawn_at = time;
}

void progress_end(struct progress *progress)
{
    if (progress->drawn) file_write_descriptor(STDERR_FILENO, SLICE("\r\x1b[K"));
    progress->drawn = false;
}
