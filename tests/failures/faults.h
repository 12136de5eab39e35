/* Calls of the program that can be made to fail. The linker sends them through faults.c. */
#ifndef TESTS_FAILURES_FAULTS_H
#define TESTS_FAILURES_FAULTS_H

#include <stdbool.h>

enum fault_kind {
    FAULT_NONE,   /* calls are counted only */
    FAULT_MEMORY, /* an allocation gives NULL, or the arena is out of memory */
    FAULT_ERROR,  /* a system call fails with `error` */
    FAULT_SHORT,  /* this and all later reads and writes do one byte only */
};

/* What is to fail, and what came of it. It is shared between processes. */
struct faults {
    enum fault_kind kind;
    long number; /* of the call that fails, from 1; 0: none */
    int error;   /* errno */

    long allocations, calls; /* seen so far: those that FAULT_MEMORY, and all others, can hit */
    bool happened;
    const char *call; /* the function that failed */
    int descriptor;   /* it was called for; -1: none */

    long live;    /* blocks of memory that were allocated and not freed */
    long folders; /* folders that are open */
    long files;   /* descriptors that were left open */
};

/* Where the functions look; NULL at first: nothing fails, and nothing is counted. */
extern struct faults *faults;

#endif
