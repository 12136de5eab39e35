/* Threads take the next number from a counter as long as it is near enough to what was taken over;
 * the caller waits for its next number. One lock is held for the counters only. */
#include "cli/ordered_work.h"

#include <pthread.h>
#include <stdbool.h>

enum {
    MOST_THREADS = 256,
    AHEAD = 4, /* pieces for each thread that may wait to be taken over */
    STACK =
        16 * 1024 * 1024, /* bytes of a thread's, whatever the system's habit is; see LIMIT_DEPTH */
};

struct crew {
    const struct ordered_work *work;
    pthread_mutex_t lock;
    pthread_cond_t progress;         /* one of the numbers below changed */
    size_t next;                     /* not begun by anyone */
    size_t taken;                    /* all below are taken over */
    size_t window;                   /* how far `next` may be from `taken` */
    bool done[MOST_THREADS * AHEAD]; /* number % window: it waits to be taken over */
};

static void *work_along(void *context)
{
    struct crew *crew = context;

    pthread_mutex_lock(&crew->lock);
    while (crew->next < crew->work->count) {
        if (crew->next >= crew->taken + crew->window) {
            pthread_cond_wait(&crew->progress, &crew->lock);
            continue;
        }
        size_t number = crew->next++;
        pthread_mutex_unlock(&crew->lock);
        crew->work->work(crew->work->context, number);
        pthread_mutex_lock(&crew->lock);
        crew->done[number % crew->window] = true;
        pthread_cond_broadcast(&crew->progress);
    }
    pthread_mutex_unlock(&crew->lock);
    return NULL;
}

static void take_over(struct crew *crew)
{
    pthread_mutex_lock(&crew->lock);
    while (crew->taken < crew->work->count) {
        bool *done = &crew->done[crew->taken % crew->window];
        if (!*done) {
            pthread_cond_wait(&crew->progress, &crew->lock);
            continue;
        }
        *done = false;
        pthread_mutex_unlock(&crew->lock);
        crew->work->take(crew->work->context, crew->taken);
        pthread_mutex_lock(&crew->lock);
        crew->taken++;
        pthread_cond_broadcast(&crew->progress);
    }
    pthread_mutex_unlock(&crew->lock);
}

static void work_alone(const struct ordered_work *work)
{
    for (size_t i = 0; i < work->count; i++) {
        work->work(work->context, i);
        work->take(work->context, i);
    }
}

/* Starts up to `wanted` threads, and returns how many there are. */
static size_t start(struct crew *crew, pthread_t *threads, size_t wanted)
{
    pthread_attr_t attributes;
    size_t started = 0;

    if (pthread_attr_init(&attributes) != 0) return 0;
    pthread_attr_setstacksize(&attributes, STACK);
    while (started < wanted &&
           pthread_create(&threads[started], &attributes, work_along, crew) == 0)
        started++;
    pthread_attr_destroy(&attributes);
    return started;
}

void ordered_work_run(const struct ordered_work *work)
{
    pthread_t threads[MOST_THREADS];
    size_t wanted = work->threads < work->count ? work->threads : work->count;
    struct crew crew = {
        .work = work, .lock = PTHREAD_MUTEX_INITIALIZER, .progress = PTHREAD_COND_INITIALIZER};

    if (wanted > MOST_THREADS) wanted = MOST_THREADS;
    crew.window = wanted * AHEAD;
    size_t started = wanted > 1 ? start(&crew, threads, wanted) : 0;
    if (started == 0) {
        work_alone(work);
    } else {
        take_over(&crew);
        for (size_t i = 0; i < started; i++)
            pthread_join(threads[i], NULL);
    }
    pthread_cond_destroy(&crew.progress);
    pthread_mutex_destroy(&crew.lock);
}
