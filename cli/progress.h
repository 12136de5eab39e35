/* A line on the terminal behind standard error that says how far long work has come. Anywhere else
 * nothing is written, nor where the terminal is not to be told how to look (NO_COLOR, TERM=dumb).
 */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

struct progress {
    size_t total;
    bool wanted;              /* there is such a terminal */
    bool drawn;               /* the line is there, to be taken away */
    struct timespec drawn_at; /* or, when it is not there yet, when work began */
};

/* Begins work in `total` pieces. */
struct progress progress_begin(size_t total);

/* Says that `done` pieces are done: not before work has taken half a second, and then at times. */
void progress_show(struct progress *progress, size_t done);

/* Takes the line away. */
void progress_end(struct progress *progress);

#endif
