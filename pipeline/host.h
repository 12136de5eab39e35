/* What the stages ask of the caller, by way of samc_host. */
#ifndef PIPELINE_HOST_H
#define PIPELINE_HOST_H

#include "samc/samc.h"
#include "transform/transform.h"

/* The source of applications that the host stands for, for the region and partition of `options`.
 * It lives in `arena`. */
struct application_source host_applications(struct arena *arena, const samc_host *host,
                                            const struct transform_options *options);

#endif
