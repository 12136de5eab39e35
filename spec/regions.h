/* Regions and partitions:
 * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
#ifndef SPEC_REGIONS_H
#define SPEC_REGIONS_H

#include <stdbool.h>

#include "base/slice.h"

/* The partition that a region is in, told by its prefix; "aws" for all others. */
struct slice partition_of_region(struct slice region);

/* Whether the region has the Serverless Application Repository:
 * https://docs.aws.amazon.com/general/latest/gr/serverlessrepo.html */
bool region_has_application_repository(struct slice region);

#endif
