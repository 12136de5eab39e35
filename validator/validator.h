/* Checks of a template beyond what the transform needs: what CloudFormation or Lambda would refuse,
 * and what would do other things than its author means. Package types first of all.
 *
 * Input: the trees of one template at three stages. Output: findings, nothing else. The engine
 * walks; rules look at what they are handed (validator/engine_internal.h).
 */
#ifndef VALIDATOR_VALIDATOR_H
#define VALIDATOR_VALIDATOR_H

#include "base/finding.h"
#include "document/node.h"
#include "spec/schema_tables.h"
#include "validator/rule_settings.h"

/* What is at a path. */
enum local_file {
    LOCAL_FILE_MISSING,
    LOCAL_FILE_REGULAR,
    LOCAL_FILE_FOLDER,
    LOCAL_FILE_UNKNOWN, /* something else, or nobody can tell */
};

/* Bytes of the files in a folder, as far as they were looked at. */
struct folder_size {
    uint64_t bytes;
    struct slice largest; /* the name of what has most of them; empty: there is nothing */
    uint64_t largest_bytes;
};

/* The files beside the template. Paths are as the template has them, relative to its folder. */
struct validator_files {
    void *context;
    enum local_file (*find)(void *context, struct slice path); /* NULL: there are no files */

    /* Adds up what is in a folder; NULL, or false: nobody can tell. */
    bool (*measure)(void *context, struct slice path, struct folder_size *size);

    /* Reads a regular file; false when it cannot be read. The text stays as it is. */
    bool (*read)(void *context, struct slice path, struct slice *text);
};

/* One template. */
struct validator_input {
    const struct node *written; /* as it was read; NULL: `source` is that */
    const struct node *source;  /* the same with loops, and what comes with them, evaluated */
    const struct node *merged;  /* its SAM resources with Globals merged into them; NULL when it has
                                   no SAM resources, or when they could not be merged */
    const struct node *expanded; /* CloudFormation; `source` itself when there was nothing to
                                    expand; NULL when the transform refused it */
    bool loops_left_out;         /* `source` lacks what loops make whose collection is not known */
    struct slice region;         /* that it is to be deployed to */
    struct slice partition;      /* of that region */
    size_t size;                 /* bytes that were read; 0: not known */
    struct span start;           /* where they start */
    const struct node *parameters; /* map of texts: what parameters are given; or NULL */
    struct validator_files files;
    const struct schema_table *schemas; /* types of the user; NULL: none */
    struct rule_settings settings;      /* of single rules */
    uint32_t today; /* as 20261121, for what has a date; 0: nothing has come to its end */
};

/* Checks a template. */
void validator_check(const struct builder *builder, struct findings *findings,
                     const struct validator_input *input);

/* The rules of this stage; *count becomes their number. */
const struct rule *validator_rules(size_t *count);

#endif
