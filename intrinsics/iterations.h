/* Where in a loop something stands: what is found in what loops made points to the body of a loop,
 * and this says for which item of the collection it was found. */
#ifndef INTRINSICS_ITERATIONS_H
#define INTRINSICS_ITERATIONS_H

#include <stdbool.h>

#include "base/finding.h"
#include "base/symbol.h"
#include "base/table.h"

/* One item that a loop goes through. In the arena of the compilation. */
struct iteration {
    const struct symbol *loop;     /* key of the loop: Fn::ForEach::Name */
    struct slice identifier, item; /* item: as text */
    struct slice plain_item;       /* the letters and digits of it */
    const struct iteration *outer; /* of the loop around this one; NULL: none */
};

/* "Found in the loop Fn::ForEach::Name, where Identifier is item": without full stop. Items that
 * are long are cut. */
struct slice iteration_text(struct arena *arena, const struct iteration *iteration);

/* How findings in loops are finished. */
struct iteration_naming {
    struct symbols *symbols;
    const struct table *iterations; /* symbols of resources that loops made -> struct iteration */
    bool merges_resources;          /* the same in several resources is one finding */
};

/* Puts what iteration_text() says behind the messages of findings, which are sorted. Which
 * iteration it is they know (struct finding, within), or their resource tells. Findings that differ
 * by nothing else become one. */
void findings_name_iterations(struct findings *findings, const struct iteration_naming *naming);

#endif
