/* Work in many pieces, done by threads in any order, and taken over by one in theirs: what comes
 * out does not depend on the number of threads, nor on which was faster. */
#ifndef CLI_ORDERED_WORK_H
#define CLI_ORDERED_WORK_H

#include <stddef.h>

struct ordered_work {
    size_t count;   /* pieces, with the numbers 0 to count - 1 */
    size_t threads; /* at most that many work; 1: the caller's alone */
    void *context;

    /* Does one piece. Called on any thread, once for each number. */
    void (*work)(void *context, size_t number);

    /* Takes over what came of it. Called on the caller's thread, in the order of the numbers. It
     * has to return: other threads are at work. */
    void (*take)(void *context, size_t number);
};

/* Does all pieces. No more than a few for each thread are done and not yet taken over. Where a
 * thread cannot be started, the others do its work. */
void ordered_work_run(const struct ordered_work *work);

#endif
