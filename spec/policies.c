/* Both tables are sorted by name and generated (spec/tools). */
#include "spec/policies.h"

#include <stdint.h>

#include "base/nearest.h"

static const struct policy_template templates[] = {
#include "spec/policy_template_table.inc"
};

enum { TEMPLATE_COUNT = sizeof templates / sizeof *templates };

const struct policy_template *policy_template_of(struct slice name)
{
    size_t low = 0, high = TEMPLATE_COUNT;

    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = slice_compare(name, slice_of(templates[middle].name));
        if (order == 0) return &templates[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

const char *policy_template_nearest(struct slice name)
{
    struct nearest nearest = nearest_to(name);

    for (size_t i = 0; i < TEMPLATE_COUNT; i++)
        nearest_try(&nearest, slice_of(templates[i].name));
    return nearest.found.text;
}

/* Partitions of the table, as a set. */
enum { AWS = 1, CN = 2, GOV = 4, EUSC = 8 };

/* What stands between "policy/" and the name in an ARN. */
enum path { NO_PATH, AWS_SERVICE_ROLE, SERVICE_ROLE, JOB_FUNCTION };

static const char *const paths[] = {
    [NO_PATH] = "",
    [AWS_SERVICE_ROLE] = "aws-service-role/",
    [SERVICE_ROLE] = "service-role/",
    [JOB_FUNCTION] = "job-function/",
};

/* No pointers, so that the table needs no relocation at start-up. */
struct managed_policy {
    char name[78];
    uint8_t path;       /* enum path */
    uint8_t partitions; /* where it exists */
};

static const struct managed_policy managed_policies[] = {
#include "spec/managed_policy_table.inc"
};

static unsigned partition_bit(struct slice partition)
{
    if (slice_eq(partition, SLICE("aws"))) return AWS;
    if (slice_eq(partition, SLICE("aws-cn"))) return CN;
    if (slice_eq(partition, SLICE("aws-us-gov"))) return GOV;
    if (slice_eq(partition, SLICE("aws-eusc"))) return EUSC;
    return 0;
}

struct slice managed_policy_arn(struct arena *arena, struct slice partition, struct slice name)
{
    size_t low = 0, high = sizeof managed_policies / sizeof *managed_policies;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct managed_policy *policy = &managed_policies[middle];
        int order = slice_compare(name, slice_of(policy->name));
        if (order == 0) {
            if (!(policy->partitions & partition_bit(partition))) break;
            return CONCAT(arena, SLICE("arn:"), partition, SLICE(":iam::aws:policy/"),
                          slice_of(paths[policy->path]), name);
        }
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return (struct slice){NULL, 0};
}
