/* Rules of networks, containers and distributions that look at several values at once. */
#include "validator/engine_internal.h"

/* -- AWS::ECS: memory by processor units, for Fargate -------------------------------------------
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
 */

static const struct {
    long cpu, least, most, step; /* units; MiB */
} fargate_sizes[] = {
    {256, 512, 2048, 512},        {512, 1024, 4096, 1024},   {1024, 2048, 8192, 1024},
    {2048, 4096, 16384, 1024},    {4096, 8192, 30720, 1024}, {8192, 16384, 61440, 4096},
    {16384, 32768, 122880, 8192},
};

/* A number of at most nine digits; -1 for all else. */
static long number_of(const struct node *value)
{
    struct slice text = node_text(value);
    long number = 0;

    if (!text.size || text.size > 9) return -1;
    for (size_t i = 0; i < text.size; i++) {
        if (text.text[i] < '0' || text.text[i] > '9') return -1;
        number = number * 10 + (text.text[i] - '0');
    }
    return number;
}

static bool is_size(long cpu, long memory)
{
    for (size_t i = 0; i < sizeof fargate_sizes / sizeof *fargate_sizes; i++)
        if (fargate_sizes[i].cpu == cpu && memory >= fargate_sizes[i].least &&
            memory <= fargate_sizes[i].most && memory % fargate_sizes[i].step == 0)
            return !(cpu == 256 && memory == 1536);
    return false;
}

void check_fargate_size(struct validation *v, const struct visit *visit)
{
    long cpu = number_of(property_of(v, visit->node, K(Cpu)));
    long memory = number_of(property_of(v, visit->node, K(Memory)));
    const struct node *kinds = property_of(v, visit->node, K(RequiresCompatibilities));
    bool is_fargate = false;

    LIST_EACH (kinds, each)
        is_fargate |= node_is_text(each.value, SLICE("FARGATE"));
    if (!is_fargate || cpu < 0 || memory < 0 || is_size(cpu, memory)) return;
    report(v, visit, RULE_FARGATE_SIZE, entry_span(map_find(visit->node, K(Properties))),
           "Fargate has no tasks with %ld processor units and %ld MiB of memory. With 256 units go "
           "512, 1024 and 2048 MiB; with more units, more.",
           cpu, memory);
}

/* Tasks with a network interface of their own need to know where. */
void check_service_network(struct validation *v, const struct visit *visit)
{
    const struct node *properties = map_get(visit->node, K(Properties));
    const struct symbol *task = ref_target(v->b, map_get(properties, K(TaskDefinition)));
    const struct node *mode = task ? property_of(v, resource_of(v, task), K(NetworkMode)) : NULL;

    if (!node_is_text(mode, SLICE("awsvpc")) || present(properties, K(NetworkConfiguration)))
        return;
    report(v, visit, RULE_SERVICE_NETWORK, entry_span(map_find(visit->node, K(Properties))),
           "NetworkConfiguration is needed: the task %s has the network mode awsvpc. Name subnets "
           "and security groups.",
           task->text);
}

/* -- AWS::AutoScaling ---------------------------------------------------------------------------
 */

void check_group_size(struct validation *v, const struct visit *visit)
{
    long least = number_of(property_of(v, visit->node, K(MinSize)));
    long most = number_of(property_of(v, visit->node, K(MaxSize)));

    if (least < 0 || most < 0 || most >= least) return;
    report(v, visit, RULE_GROUP_SIZE,
           entry_span(map_find(map_get(visit->node, K(Properties)), K(MaxSize))),
           "MaxSize is %ld, which is below MinSize, %ld.", most, least);
}

static void check_health_type(struct validation *v, const struct visit *visit, void *context,
                              const struct node *value, struct span span)
{
    struct slice text = node_text(value), rest = text;
    bool is_mixed = slice_find(text, ',') < text.size;

    (void)context;
    while (is_mixed && rest.size) {
        struct slice word = slice_first(rest, slice_find(rest, ','));
        rest = slice_from(rest, word.size < rest.size ? word.size + 1 : word.size);
        while (slice_starts(word, SLICE(" ")))
            word = slice_from(word, 1);
        while (slice_ends(word, SLICE(" ")))
            word.size--;
        if (!slice_eq(word, SLICE("EC2"))) continue;
        report(
            v, visit, RULE_HEALTH_TYPE, span,
            "EC2 stands alone in HealthCheckType, not in %.*s: its checks are always made. Remove "
            "it.",
            SLICE_ARG(text));
        return;
    }
}

void check_group_health(struct validation *v, const struct visit *visit)
{
    each_value(v, visit, map_find(map_get(visit->node, K(Properties)), K(HealthCheckType)),
               check_health_type, NULL);
}

/* -- AWS::ElasticLoadBalancingV2 ----------------------------------------------------------------
 */

void check_balancer_subnets(struct validation *v, const struct visit *visit)
{
    const struct node *properties = map_get(visit->node, K(Properties));
    const struct node *type = property_of(v, visit->node, K(Type));
    static const struct symbol *const keys[] = {K(Subnets), K(SubnetMappings)};

    if (type && !node_is_text(type, SLICE("application"))) return;
    for (size_t i = 0; i < 2; i++) {
        const struct map_entry *entry = map_find(properties, keys[i]);
        if (!entry || list_count(entry->value) != 1 || is_intrinsic(list_at(entry->value, 0)))
            continue;
        report(v, visit, RULE_BALANCER_SUBNETS, entry_span(entry),
               "An application load balancer needs subnets in at least two availability zones; %s "
               "names one.",
               entry->key->text);
    }
}

/* -- AWS::CloudFront ----------------------------------------------------------------------------
 */

static bool has_id(const struct node *items, const struct node *wanted, bool *known)
{
    *known &= !is_intrinsic(items);
    LIST_EACH (items, each) {
        const struct node *id = map_get(each.value, K(Id));
        *known &= node_is_string(id) && !is_intrinsic(each.value);
        if (id && node_equal(id, wanted)) return true;
    }
    return false;
}

static void check_target(struct validation *v, const struct visit *visit, const struct node *config,
                         const struct node *behavior)
{
    const struct map_entry *target = map_find(behavior, K(TargetOriginId));
    bool known = true;

    if (!target || !node_is_string(target->value)) return;
    if (!map_has(config, K(Origins)) && !map_has(config, K(OriginGroups))) return;
    if (has_id(map_get(config, K(Origins)), target->value, &known) ||
        has_id(map_get(map_get(config, K(OriginGroups)), K(Items)), target->value, &known) ||
        !known)
        return;
    report(v, visit, RULE_TARGET_ORIGIN, entry_span(target),
           "The distribution has no origin %.*s. TargetOriginId is the Id of one of Origins or "
           "OriginGroups.",
           SLICE_ARG(node_text(target->value)));
}

void check_distribution_targets(struct validation *v, const struct visit *visit)
{
    const struct node *config = map_get(map_get(visit->node, K(Properties)), K(DistributionConfig));

    check_target(v, visit, config, map_get(config, K(DefaultCacheBehavior)));
    LIST_EACH (map_get(config, K(CacheBehaviors)), each)
        check_target(v, visit, config, each.value);
}
