/* One case of the corpus: an input and what it must give. */
#ifndef TESTS_CONFORMANCE_CASE_H
#define TESTS_CONFORMANCE_CASE_H

#include "base/arena.h"
#include "base/slice.h"
#include "samc/samc.h"

struct partition {
    const char *name, *region;
};

/* The partitions that a good input is compiled for. */
extern const struct partition partitions[3];

/* What a compilation must end with. */
enum due {
    DUE_OUTPUT,            /* an output that is equal to trial->expected */
    DUE_ANY_OUTPUT,        /* an output */
    DUE_REFUSED_RESOURCES, /* errors, of just the resources that trial->expected lists */
    DUE_REFUSAL,           /* an error */
};

/* One check to run. */
struct trial {
    struct arena *arena;        /* for the reason */
    struct slice input;         /* the template */
    struct slice expected;      /* JSON: a template, or the errors of a refused one; else empty */
    const char *name;           /* of the case, without folder and suffix */
    const struct partition *in; /* what it is compiled for */
    samc_goal goal;             /* what is to be made of it */
    enum due due;
    struct slice reason; /* out: why it failed; empty when it passed */
};

/* Compiles the input and compares; false and trial->reason when they differ. */
bool trial_run(struct trial *trial);

#endif
