/* How one value came about, as lines for people. */
#ifndef PIPELINE_STEPS_H
#define PIPELINE_STEPS_H

#include "intrinsics/trace.h"
#include "pipeline/result_internal.h"

/* The lines of samc_value.steps for a value that was found. */
struct slice steps_text(const samc_result *result, const struct traced_value *t);

#endif
