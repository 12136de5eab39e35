/* Finds the word that a misspelt one was meant to be: "did you mean ...?". */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include "base/slice.h"

struct nearest {
    struct slice wanted; /* the misspelt word */
    struct slice found;  /* the best candidate so far; text is NULL when none is near enough */
    size_t distance;     /* edits from `wanted` to `found`; at the start the most that is near */
};

/* Begins a search. A candidate is near when at most a third of the letters differ (at least one
 * may, at most four); case does not count. Words of more than 64 bytes have no neighbours. */
struct nearest nearest_to(struct slice wanted);

/* Offers a candidate; of equally near ones the first is kept. */
void nearest_try(struct nearest *nearest, struct slice candidate);

#endif
