/* The linter's way through the stages: all of them, for their findings. */
#ifndef PIPELINE_LINT_H
#define PIPELINE_LINT_H

#include "pipeline/result_internal.h"
#include "transform/transform.h"

/* Runs the transform and the validator over result->input. No output comes of it. */
void lint(samc_result *result, const samc_options *given, const struct transform_options *options);

#endif
