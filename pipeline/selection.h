/* Which findings of a linted template count: by the caller's lists, the template's Metadata, and
 * comments in it. */
#ifndef PIPELINE_SELECTION_H
#define PIPELINE_SELECTION_H

#include "pipeline/result_internal.h"

/* Drops the findings that do not count, and repeated ones. The findings are sorted and have their
 * paths. Inside arena_run(). */
void result_select(samc_result *result, const samc_options *given);

/* Whether findings of a rule could be among those of the result. A rule that is ignored for a
 * resource or a line only is one that was looked for. */
bool result_looked_for(const samc_result *result, const struct rule *rule);

#endif
