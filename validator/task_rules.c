/* Tasks of ECS, the services that run them, and the load balancers before these.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html
 */
#include "validator/choices.h"

static bool is_port(const struct node *value, long long port)
{
    long long number;

    return number_of(value, &number) && number == port;
}

/* -- Ports of tasks -----------------------------------------------------------------------------
 */

static void check_mapping_ports(struct validation *v, const struct visit *visit,
                                const struct choice *mapping)
{
    long long host, container;

    CHOICES_EACH(v, mapping, K(HostPort), outside)
    {
        if (!number_of(outside.at->value, &host)) continue;
        CHOICES_EACH(v, outside.at->in, K(ContainerPort), inside)
        if (number_of(inside.at->value, &container) && container != host)
            report(v, visit, RULE_TASK_PORTS, outside.at->key,
                   "In the network mode awsvpc HostPort is ContainerPort, %lld, not %lld. Remove "
                   "HostPort, or make both the same.",
                   container, host);
    }
}

void check_task_ports(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);

    CHOICES_EACH(v, &properties, K(NetworkMode), mode)
    {
        if (!node_is_text(mode.at->value, SLICE("awsvpc"))) continue;
        CHOICES_EACH(v, mode.at->in, K(ContainerDefinitions), containers)
        CHOICES_IN(v, containers.at, container)
        CHOICES_EACH(v, container.at, K(PortMappings), mappings)
        CHOICES_IN(v, mappings.at, mapping)
        check_mapping_ports(v, visit, mapping.at);
    }
}

/* -- Services on Fargate ------------------------------------------------------------------------
 */

/* Whether there are conditions under which a list of known texts is without `text`. */
static bool may_lack(struct validation *v, const struct choice *list, struct slice text)
{
    struct choices items = choices_in(v, list);

    for (size_t i = 0; i < items.all.count; i++) {
        const struct choice *one = &items.all.items[i];
        bool is_there = false;
        for (size_t k = 0; k < items.all.count && !is_there; k++) {
            const struct choice *other = &items.all.items[k];
            bool counts = !node_is_string(other->value) || !is_known_value(other->value) ||
                          node_is_text(other->value, text);
            is_there = counts && other->value &&
                       scenarios_meet(v->conditions, one->scenario, other->scenario) != ANSWER_NO;
        }
        if (!is_there) return true;
    }
    return false;
}

/* Looks at a task that a service runs on Fargate. One with the mode awsvpc may be for Fargate
 * although it does not say so. */
static void check_fargate_task(struct validation *v, const struct visit *visit,
                               const struct map_entry *task, const struct scenario *scenario)
{
    struct choice properties = properties_of(task, scenario);
    struct visit at = {.section = SECTION_RESOURCES, .owner = task};

    CHOICES_EACH(v, &properties, K(NetworkMode), mode)
    {
        if (mode.at->value && (!node_is_string(mode.at->value) || !is_known_value(mode.at->value) ||
                               node_is_text(mode.at->value, SLICE("awsvpc"))))
            continue;
        CHOICES_EACH(v, mode.at->in, K(RequiresCompatibilities), kinds)
        if (!kinds.at->value ||
            (node_is_list(kinds.at->value) && may_lack(v, kinds.at, SLICE("FARGATE"))))
            report(v, &at, RULE_FARGATE_TASK, kinds.at->key,
                   "The service %s runs this task on Fargate, which it is not made for. Add "
                   "FARGATE to RequiresCompatibilities.",
                   visit->entry->key->text);
    }
}

void check_service_task(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);

    CHOICES_EACH(v, &properties, K(LaunchType), launch)
    {
        if (!node_is_text(launch.at->value, SLICE("FARGATE"))) continue;
        CHOICES_EACH(v, launch.at->in, K(TaskDefinition), task)
        {
            const struct map_entry *entry =
                referred_entry_of(v, task.at->value, SLICE("AWS::ECS::TaskDefinition"));
            if (entry) check_fargate_task(v, visit, entry, task.at->scenario);
        }
    }
}

/* -- Ports that the host chooses ----------------------------------------------------------------
 */

/* Looks at a target group whose targets have ports of their own. */
static void check_target_group(struct validation *v, const struct map_entry *group,
                               const struct scenario *scenario, const struct map_entry *task)
{
    struct choice properties = properties_of(group, scenario);
    struct visit at = {.section = SECTION_RESOURCES, .owner = group};

    CHOICES_EACH(v, &properties, K(HealthCheckPort), port)
    if (!port.at->value || (port.at->value->kind < NODE_LIST && is_known_value(port.at->value) &&
                            !node_is_text(port.at->value, SLICE("traffic-port"))))
        report(v, &at, RULE_DYNAMIC_PORT, port.at->span,
               "The task %s leaves its port to the host, so that its health can only be checked "
               "at that one. Set HealthCheckPort to traffic-port.",
               task->key->text);
}

/* Whether a container may be the one that `balancer` names, with a port that the host chooses.
 * `when` becomes the conditions of that. */
static bool has_dynamic_port(struct validation *v, const struct choice *container,
                             const struct node *name, long long port, const struct scenario **when)
{
    CHOICES_EACH(v, container, K(Name), own)
    {
        if (!own.at->value || !node_equal(own.at->value, name)) continue;
        CHOICES_EACH(v, own.at->in, K(PortMappings), mappings)
        CHOICES_IN(v, mappings.at, mapping)
        CHOICES_EACH(v, mapping.at, K(ContainerPort), inside)
        {
            if (!is_port(inside.at->value, port)) continue;
            CHOICES_EACH(v, inside.at->in, K(HostPort), outside)
            {
                *when = outside.at->scenario;
                if (is_port(outside.at->value, 0)) return true;
            }
        }
    }
    return false;
}

/* Looks at one of LoadBalancers of a service that runs `task`. */
static void check_balancer(struct validation *v, const struct map_entry *task,
                           const struct choice *balancer)
{
    const struct scenario *when;
    long long port;

    CHOICES_EACH(v, balancer, K(ContainerName), name)
    CHOICES_EACH(v, name.at->in, K(ContainerPort), target)
    CHOICES_EACH(v, target.at->in, K(TargetGroupArn), reference)
    {
        const struct map_entry *group = referred_entry_of(
            v, reference.at->value, SLICE("AWS::ElasticLoadBalancingV2::TargetGroup"));
        struct choice properties = properties_of(task, reference.at->scenario);
        if (!group || !name.at->value || !number_of(target.at->value, &port)) continue;
        CHOICES_EACH(v, &properties, K(ContainerDefinitions), containers)
        CHOICES_IN(v, containers.at, container)
        if (has_dynamic_port(v, container.at, name.at->value, port, &when))
            check_target_group(v, group, when, task);
    }
}

void check_service_balancers(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);

    CHOICES_EACH(v, &properties, K(TaskDefinition), reference)
    {
        const struct map_entry *task =
            referred_entry_of(v, reference.at->value, SLICE("AWS::ECS::TaskDefinition"));
        if (!task) continue;
        CHOICES_EACH(v, reference.at->in, K(LoadBalancers), balancers)
        CHOICES_IN(v, balancers.at, balancer)
        check_balancer(v, task, balancer.at);
    }
}
