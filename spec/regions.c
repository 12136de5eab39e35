#include "spec/regions.h"

/* The first row whose prefix fits counts, so the longer ones stand first. */
static const struct {
    struct slice prefix, partition;
} partitions[] = {
#define ROW(prefix, partition) {{prefix, sizeof(prefix) - 1}, {partition, sizeof(partition) - 1}},
    ROW("cn-", "aws-cn")        //
    ROW("us-gov", "aws-us-gov") //
    ROW("us-isob", "aws-iso-b") //
    ROW("us-isof", "aws-iso-f") //
    ROW("us-iso-", "aws-iso")   //
    ROW("eu-isoe", "aws-iso-e") //
    ROW("eusc-", "aws-eusc")    //
#undef ROW
};

struct slice partition_of_region(struct slice region)
{
    for (size_t i = 0; i < sizeof partitions / sizeof *partitions; i++)
        if (slice_starts(region, partitions[i].prefix)) return partitions[i].partition;
    return SLICE("aws");
}
