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

struct slice url_suffix_of_partition(struct slice partition)
{
    static const char *const suffixes[][2] = {
        {"aws", "amazonaws.com"},        {"aws-cn", "amazonaws.com.cn"},
        {"aws-us-gov", "amazonaws.com"}, {"aws-iso", "c2s.ic.gov"},
        {"aws-iso-b", "sc2s.sgov.gov"},  {"aws-iso-e", "cloud.adc-e.uk"},
        {"aws-iso-f", "csp.hci.ic.gov"}, {"aws-eusc", "amazonaws.eu"},
    };

    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        if (slice_eq(partition, slice_of(suffixes[i][0]))) return slice_of(suffixes[i][1]);
    return SLICE("");
}

unsigned zones_of_region(struct slice region)
{
    static const struct {
        struct slice region;
        unsigned count;
    } rows[] = {
#define ZONES(region, count) {{region, sizeof(region) - 1}, count},
#include "spec/zone_list.h"
#undef ZONES
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (slice_eq(region, rows[i].region)) return rows[i].count;
    return 0;
}

bool region_has_application_repository(struct slice region)
{
    static const char *const regions[] = {
        "ap-east-1",      "ap-northeast-1", "ap-northeast-2", "ap-south-1",     "ap-southeast-1",
        "ap-southeast-2", "ca-central-1",   "cn-north-1",     "cn-northwest-1", "eu-central-1",
        "eu-north-1",     "eu-west-1",      "eu-west-2",      "eu-west-3",      "me-south-1",
        "sa-east-1",      "us-east-1",      "us-east-2",      "us-gov-east-1",  "us-gov-west-1",
        "us-west-1",      "us-west-2"};

    for (size_t i = 0; i < sizeof regions / sizeof *regions; i++)
        if (slice_eq(region, slice_of(regions[i]))) return true;
    return false;
}
