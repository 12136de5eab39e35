/* Whether a compilation came out as it must: equal output, or the right refusal. */
#ifndef TESTS_SUPPORT_VERDICT_H
#define TESTS_SUPPORT_VERDICT_H

#include "document/document.h"
#include "samc/samc.h"
#include "tests/support/compare.h"

/* Reads JSON that a test was given. NULL, and *reason says so, when it is none. */
const struct node *verdict_read(const struct reader *reader, const char *name, struct slice text,
                                struct slice *reason);

/* The template must be accepted and its output be `expected`, which was read with `reader`. False,
 * and *reason says why, when it is not; the text lives in the reader's arena. */
bool verdict_output(const struct reader *reader, const samc_result *result,
                    const struct node *expected, const struct compare_options *options,
                    struct slice *reason);

/* The template must be refused, and the refused resources be those of `ids`: a list of logical ids,
 * where null stands for the document; NULL is any resources. Texts, order and number of the errors
 * do not matter. */
bool verdict_refusal(const struct reader *reader, const samc_result *result, const struct node *ids,
                     struct slice *reason);

#endif
