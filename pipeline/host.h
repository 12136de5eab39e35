/* What the stages ask of the caller, by way of samc_host. */
#ifndef PIPELINE_HOST_H
#define PIPELINE_HOST_H

#include "samc/samc.h"
#include "transform/transform.h"

/* The source of applications that the host stands for, for the region and partition of `options`.
 * It lives in `arena`. */
struct application_source host_applications(struct arena *arena, const samc_host *host,
                                            const struct transform_options *options);

/* samc_host.read_file, which must be there. *text lives until the next call; *problem may be NULL.
 * Like the next one it ends the work in `arena` when the host has no memory. */
bool host_read_file(struct arena *arena, const samc_host *host, const char *path,
                    struct slice *text, const char **problem);

/* samc_host.measure_folder, which must be there. */
bool host_measure_folder(struct arena *arena, const samc_host *host, const char *path,
                         samc_folder_size *size);

#endif
