/* The list of what passes. A line names one check; once there, it may never fail again. */
#ifndef TESTS_CONFORMANCE_RATCHET_H
#define TESTS_CONFORMANCE_RATCHET_H

#include "base/arena.h"
#include "base/slice.h"

/* One check: a case in a partition, or an error case. */
struct check {
    struct slice name; /* "api_cache/aws" or "error_x/errors" */
    bool passed;
};

struct checks {
    struct check *items; /* in the order of their names once ratchet_sort() ran */
    size_t count, room;
};

struct ratchet {
    struct slice *lines; /* sorted */
    size_t count;
};

/* Reads the list; a file that is not there is an empty list. False, and a message on stderr, when
 * its lines are not sorted. */
bool ratchet_read(struct arena *arena, const char *path, struct ratchet *ratchet);

/* Whether a check is on the list. */
bool ratchet_holds(const struct ratchet *ratchet, struct slice name);

/* Brings checks into the order that the list has. */
void ratchet_sort(struct checks *checks);

/* Writes all checks that pass or were on the list. False, and a message on stderr, when the file
 * cannot be written. */
bool ratchet_write(const char *path, const struct ratchet *ratchet, const struct checks *checks);

#endif
