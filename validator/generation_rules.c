/* Types of instances of generations that AWS has better ones for.
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-type-specifications.html
 */
#include "validator/choices.h"

static const struct {
    enum name type;
    const char *path;
} places[] = {
    {N_AWS_AutoScaling_LaunchConfiguration, "InstanceType"},
    {N_AWS_EC2_CapacityReservation, "InstanceType"},
    {N_AWS_EC2_Host, "InstanceType"},
    {N_AWS_EC2_Instance, "InstanceType"},
    {N_AWS_EC2_LaunchTemplate, "LaunchTemplateData.InstanceType"},
    {N_AWS_ElastiCache_CacheCluster, "CacheNodeType"},
    {N_AWS_ElastiCache_GlobalReplicationGroup, "CacheNodeType"},
    {N_AWS_ElastiCache_ReplicationGroup, "CacheNodeType"},
    {N_AWS_Elasticsearch_Domain, "ElasticsearchClusterConfig.InstanceType"},
    {N_AWS_OpenSearchService_Domain, "ClusterConfig.InstanceType"},
    {N_AWS_RDS_DBInstance, "DBInstanceClass"},
};

struct place {
    struct validation *v;
    const struct visit *visit;
};

/* Whether it is m1.small, db.m1.small or cache.m1.small, and so on. */
static bool is_old(struct slice type)
{
    static const char *const families[] = {"c1",  "c3", "cc2", "cg1", "cr1", "g2", "hi1",
                                           "hs1", "i2", "m1",  "m2",  "m3",  "r3", "t1"};
    struct slice family = slice_first(type, slice_find(type, '.'));

    if (slice_eq(family, SLICE("db")) || slice_eq(family, SLICE("cache"))) {
        type = slice_from(type, family.size + 1);
        family = slice_first(type, slice_find(type, '.'));
    }
    if (family.size == type.size) return false;
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (slice_eq(family, slice_of(families[i]))) return true;
    return false;
}

static void check_type(void *context, const struct choice *choice, struct slice name)
{
    const struct place *place = context;

    (void)name;
    if (!choice->is_written || !node_is_string(choice->value) || !is_old(node_text(choice->value)))
        return;
    report(place->v, place->visit, RULE_OLD_GENERATION, choice->span,
           "%.*s is of an old generation: newer ones do more for the money. Take a newer type.",
           SLICE_ARG(node_text(choice->value)));
}

void check_instance_generation(struct validation *v, const struct visit *visit)
{
    uint32_t type = visit->type ? visit->type->number : N_none;

    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (type != places[i].type) continue;
        struct choice properties = properties_choice(v, visit);
        struct place place = {v, visit};
        choices_at(v, &properties, slice_of(places[i].path), check_type, &place);
    }
}
