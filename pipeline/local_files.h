/* The files beside a template, by way of samc_host, as the validator asks for them. */
#ifndef PIPELINE_LOCAL_FILES_H
#define PIPELINE_LOCAL_FILES_H

#include "samc/samc.h"
#include "validator/validator.h"

/* The files that paths in the template lead to. They live in `arena`. Without functions when the
 * host has none, or when it is not known where the template is. */
struct validator_files local_files(struct arena *arena, const samc_options *options);

#endif
