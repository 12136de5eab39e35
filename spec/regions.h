/* Regions and partitions:
 * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
#ifndef SPEC_REGIONS_H
#define SPEC_REGIONS_H

#include <stdbool.h>

#include "base/slice.h"

/* The partition that a region is in, told by its prefix; "aws" for all others. */
struct slice partition_of_region(struct slice region);

/* What the host names of services in a partition end with; empty for a partition that is not known:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html */
struct slice url_suffix_of_partition(struct slice partition);

/* How many availability zones the region has; 0 for a region that is not known. */
unsigned zones_of_region(struct slice region);

/* Whether the region has the Serverless Application Repository:
 * https://docs.aws.amazon.com/general/latest/gr/serverlessrepo.html */
bool region_has_application_repository(struct slice region);

#endif
