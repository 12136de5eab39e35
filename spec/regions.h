/* Regions and partitions:
 * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
#ifndef SPEC_REGIONS_H
#define SPEC_REGIONS_H

#include "base/slice.h"

/* The partition that a region is in, told by its prefix; "aws" for all others. */
struct slice partition_of_region(struct slice region);

#endif
