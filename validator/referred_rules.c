/* Rules about a resource and another one that it refers to: a database and its cluster, a service
 * and its task, a listener rule and its target group, a scaling policy and its group.
 *
 * What is compared can be there together: the conditions of the reference hold for what it leads
 * to.
 */
#include "validator/choices.h"

/* A check at work, for choices_at(). */
struct comparison {
    struct validation *v;
    const struct visit *visit;
    const struct map_entry *other;
};

/* Where a finding about the other resource belongs to. */
static struct visit visit_of(const struct map_entry *resource)
{
    return (struct visit){.section = SECTION_RESOURCES, .owner = resource};
}

static bool is_known_text(const struct node *value)
{
    return value && value->kind < NODE_LIST && is_known_value(value);
}

/* -- Databases and their clusters ---------------------------------------------------------------
 */

static void compare_engines(struct validation *v, const struct visit *visit,
                            const struct choice *reference, const struct map_entry *cluster)
{
    CHOICES_EACH(v, reference->in, K(Engine), mine)
    {
        struct choice other = properties_of(cluster, mine.at->scenario);
        if (!is_known_text(mine.at->value)) continue;
        CHOICES_EACH(v, &other, K(Engine), theirs)
        if (is_known_text(theirs.at->value) &&
            !slice_eq_any_case(node_text(mine.at->value), node_text(theirs.at->value)))
            report(v, visit, RULE_MEMBER_ENGINE, mine.at->key,
                   "The engine is %.*s, but the cluster %s is of %.*s. An instance has the engine "
                   "of its cluster: make them the same.",
                   SLICE_ARG(node_text(mine.at->value)), cluster->key->text,
                   SLICE_ARG(node_text(theirs.at->value)));
    }
}

static void compare_encryption(struct validation *v, const struct visit *visit,
                               const struct choice *reference, const struct map_entry *cluster)
{
    CHOICES_EACH(v, reference->in, K(StorageEncrypted), mine)
    {
        struct choice other = properties_of(cluster, mine.at->scenario);
        bool is_encrypted = is_true(mine.at->value);
        if (!is_encrypted && !is_false(mine.at->value)) continue;
        CHOICES_EACH(v, &other, K(StorageEncrypted), theirs)
        if (is_encrypted ? !theirs.at->value || is_false(theirs.at->value)
                         : is_true(theirs.at->value))
            report(v, visit, RULE_MEMBER_ENCRYPTION, mine.at->key,
                   "The instance is %s, but its cluster %s is %s: the storage is the cluster's. "
                   "Remove StorageEncrypted here, or change the cluster's.",
                   is_encrypted ? "encrypted" : "not encrypted", cluster->key->text,
                   is_encrypted ? "not" : "encrypted");
    }
}

void check_cluster_member(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);

    CHOICES_EACH(v, &properties, K(DBClusterIdentifier), reference)
    {
        const struct map_entry *cluster =
            referred_entry_of(v, reference.at->value, SLICE("AWS::RDS::DBCluster"));
        if (!cluster) continue;
        compare_engines(v, visit, reference.at, cluster);
        compare_encryption(v, visit, reference.at, cluster);
    }
}

/* -- Listener rules and target groups -----------------------------------------------------------
 */

static void check_target_group(void *context, const struct choice *reference, struct slice name)
{
    const struct comparison *at = context;
    const struct map_entry *group = referred_entry_of(
        at->v, reference->value, SLICE("AWS::ElasticLoadBalancingV2::TargetGroup"));
    struct choice other;

    (void)name;
    if (!group) return;
    other = properties_of(group, reference->scenario);
    struct visit place = visit_of(group);
    CHOICES_EACH(at->v, &other, K(Protocol), protocol)
    if (node_is_text(protocol.at->value, SLICE("GENEVE")))
        report(
            at->v, &place, RULE_RULE_PROTOCOL, protocol.at->key,
            "The rule %s forwards to this group, but GENEVE is for gateway load balancers, whose "
            "listeners have no rules. Use another protocol, or another group.",
            at->visit->owner ? at->visit->owner->key->text : "");
}

void check_listener_rule(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);
    struct comparison at = {v, visit, NULL};

    choices_at(v, &properties, SLICE("Actions[].TargetGroupArn"), check_target_group, &at);
}

/* -- Scaling policies and their groups ----------------------------------------------------------
 */

static void check_room(struct validation *v, const struct map_entry *group,
                       const struct scenario *scenario, const struct visit *visit)
{
    struct choice other = properties_of(group, scenario);
    struct visit place = visit_of(group);
    long long least, most;

    CHOICES_EACH(v, &other, K(MinSize), minimum)
    CHOICES_EACH(v, minimum.at->in, K(MaxSize), maximum)
    if (number_of(minimum.at->value, &least) && number_of(maximum.at->value, &most) &&
        most <= least)
        report(v, &place, RULE_GROUP_ROOM, maximum.at->key,
               "The policy %s cannot scale this group: MaxSize, %lld, is not above MinSize, %lld. "
               "Leave room between them, or remove the policy.",
               visit->owner ? visit->owner->key->text : "", most, least);
}

void check_scaling_policy(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);

    CHOICES_EACH(v, &properties, K(PolicyType), type)
    {
        if (!node_is_text(type.at->value, SLICE("TargetTrackingScaling"))) continue;
        CHOICES_EACH(v, type.at->in, K(AutoScalingGroupName), name)
        {
            const struct map_entry *group =
                referred_entry_of(v, name.at->value, SLICE("AWS::AutoScaling::AutoScalingGroup"));
            if (group) check_room(v, group, name.at->scenario, visit);
        }
    }
}

/* -- Tasks, and services that run them ----------------------------------------------------------
 */

static void check_driver(void *context, const struct choice *driver, struct slice name)
{
    static const char *const drivers[] = {"awslogs", "splunk", "awsfirelens"};
    const struct comparison *at = context;
    struct visit place = visit_of(at->other);

    (void)name;
    if (!is_known_text(driver->value)) return;
    for (size_t i = 0; i < sizeof drivers / sizeof *drivers; i++)
        if (node_is_text(driver->value, slice_of(drivers[i]))) return;
    report(at->v, &place, RULE_SERVICE_LOG_DRIVER, driver->key,
           "The service %s runs this task on Fargate, which has no log driver %.*s. Use awslogs, "
           "splunk or awsfirelens.",
           at->visit->owner ? at->visit->owner->key->text : "",
           SLICE_ARG(node_text(driver->value)));
}

void check_service_log_driver(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);

    CHOICES_EACH(v, &properties, K(LaunchType), launch)
    {
        if (!node_is_text(launch.at->value, SLICE("FARGATE"))) continue;
        CHOICES_EACH(v, launch.at->in, K(TaskDefinition), reference)
        {
            const struct map_entry *task =
                referred_entry_of(v, reference.at->value, SLICE("AWS::ECS::TaskDefinition"));
            struct comparison at = {v, visit, task};
            if (!task) continue;
            struct choice other = properties_of(task, reference.at->scenario);
            choices_at(v, &other, SLICE("ContainerDefinitions[].LogConfiguration.LogDriver"),
                       check_driver, &at);
        }
    }
}

/* Whether one of the containers may be essential: they are, unless they say no. */
static bool has_essential(struct validation *v, const struct choice *containers)
{
    CHOICES_IN(v, containers, container)
    {
        if (!container.at->value) continue;
        CHOICES_EACH(v, container.at, K(Essential), essential)
        if (!is_false(essential.at->value)) return true;
    }
    return false;
}

void check_essential_container(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);

    CHOICES_EACH(v, &properties, K(ContainerDefinitions), containers)
    if (node_is_list(containers.at->value) && !has_essential(v, containers.at))
        report(
            v, visit, RULE_ESSENTIAL_CONTAINER, containers.at->span,
            "No container of the task is essential, so that nothing says when it has failed. Set "
            "Essential of one to true, or remove it there: true is what it is without.");
}
