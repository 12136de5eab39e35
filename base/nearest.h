/* Finds the word that a misspelt one was meant to be: "did you mean ...?". */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include <stdint.h>

#include "base/finding.h"
#include "base/slice.h"

struct nearest {
    struct slice wanted; /* the misspelt word */
    struct slice found;  /* the best candidate so far; text is NULL when none is near enough */
    size_t distance;     /* edits from `wanted` to `found`; at the start the most that is near;
                            0: nothing can be nearer, and the search is over */
    uint64_t letters;    /* a bit for each letter of `wanted` */
    size_t *steps;       /* what the search takes is counted here; NULL: nowhere */
};

/* Begins a search. A candidate is near when at most a third of the letters differ (at least one
 * may, at most four); case does not count. Words of more than 64 bytes have no neighbours. */
struct nearest nearest_to(struct slice wanted);

/* The same for the message of a finding that is about to be added to `findings`, where there may
 * be as many candidates as a template has names: the search is over at once when the finding would
 * only be counted, or when LIMIT_NEAREST_STEPS have been taken for findings before it. */
struct nearest nearest_for(struct findings *findings, struct slice wanted);

/* Offers a candidate; of equally near ones the first is kept. */
void nearest_try(struct nearest *nearest, struct slice candidate);

#endif
