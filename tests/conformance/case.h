/* One case of the corpus: an input and what it must give. */
#ifndef TESTS_CONFORMANCE_CASE_H
#define TESTS_CONFORMANCE_CASE_H

#include "base/arena.h"
#include "base/slice.h"

struct partition {
    const char *name, *region;
};

/* The partitions that a good input is compiled for. */
extern const struct partition partitions[3];

/* One check to run. */
struct trial {
    struct arena *arena;        /* for the reason */
    struct slice input;         /* the template */
    struct slice expected;      /* JSON: a template, or the errors of a refused one */
    const char *name;           /* of the case, without folder and suffix */
    const struct partition *in; /* what it is compiled for */
    bool must_fail;             /* the input is to be refused */
    struct slice reason;        /* out: why it failed; empty when it passed */
};

/* Compiles the input and compares; false and trial->reason when they differ. */
bool trial_run(struct trial *trial);

#endif
