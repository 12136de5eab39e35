/* What a compilation leaves behind, for the files of this folder. */
#ifndef PIPELINE_RESULT_INTERNAL_H
#define PIPELINE_RESULT_INTERNAL_H

#include "samc/samc.h"

#include "base/finding.h"
#include "base/table.h"
#include "document/node.h"
#include "intrinsics/evaluation.h"

struct samc_result {
    struct arena *arena;
    struct findings *findings;
    struct sources *sources;
    struct builder builder;
    struct table iterations;   /* of loops, see struct evaluation_options */
    size_t input_size;         /* bytes that were given */
    const struct node *input;  /* the tree that was read; NULL when it could not be */
    const struct node *output; /* the CloudFormation tree; NULL when refused */
    struct slice text;         /* the output as text; text is NULL when refused, or taken */
    samc_finding *list;        /* findings->count of them */

    /* The lists of rules that the caller chose by, in copies; NULL: it was not linted. */
    const samc_options *choice;

    /* What is known of parameters and region, to evaluate all that can be. */
    struct evaluation_options evaluation;
};

/* Sorts the findings, drops those that do not count, and makes the public list of them. Inside
 * arena_run(). */
void result_list_findings(samc_result *result, const samc_options *given);

/* Gives each finding, in sorted order, the path of the key or value it stands at. When `linted`,
 * findings of evaluation move to where linters have them. Inside arena_run(). */
void result_find_paths(samc_result *result, bool linted);

/* The text of samc_result_explain(); its text is NULL when the output has no such resource. Inside
 * arena_run(). */
struct slice result_explain(const samc_result *result, struct slice id);

#endif
