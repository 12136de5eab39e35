/* Event sources that Lambda polls. What they have in common is done here for all of them, by the
 * rows of transform/polled_source_list.h.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html
 */
#include "transform/function.h"
#include "transform/polled_sources.h"

static const struct polled_source {
    const char *type;
    const struct symbol *source;
    const char *policy;
    void (*extra)(struct event *event, struct resource *mapping);
    bool kafka;
} sources[] = {
#define POLLED_SOURCE(type, source, policy, extra, kafka) {#type, source, policy, extra, kafka},
#include "transform/polled_source_list.h"
#undef POLLED_SOURCE
};

/* Properties that go to the mapping as they are. */
static const struct symbol *const copied[] = {
    K(BatchSize),
    K(Enabled),
    K(MaximumBatchingWindowInSeconds),
    K(MaximumRetryAttempts),
    K(BisectBatchOnFunctionError),
    K(MaximumRecordAgeInSeconds),
    K(ParallelizationFactor),
    K(StartingPosition),
    K(StartingPositionTimestamp),
    K(Topics),
    K(Queues),
    K(SourceAccessConfigurations),
    K(TumblingWindowInSeconds),
    K(FunctionResponseTypes),
    K(KmsKeyArn),
    K(ScalingConfig),
    K(ProvisionedPollerConfig),
    K(MetricsConfig),
    K(LoggingConfig),
    K(FilterCriteria),
};

static const struct polled_source *source_of(const struct event *event)
{
    const struct node *type = map_get(event->node, K(Type));
    size_t i = 0;

    while (!node_is_text(type, slice_of(sources[i].type)))
        i++;
    return &sources[i];
}

/* -- Role ---------------------------------------------------------------------------------------
 */

static void add_policy_once(struct event *event, const struct node *policy)
{
    struct node *policies = event->function->role_plan.inline_policies;
    const struct node *document = map_get(policy, K(PolicyDocument));

    LIST_EACH (policies, each)
        if (node_equal(map_get(each.value, K(PolicyDocument)), document)) return;
    list_add(event->t->b, policies, policy);
}

void add_role_policy(struct event *event, const struct node *policy)
{
    struct node *policies = event->function->role_plan.inline_policies;

    LIST_EACH (policies, each) {
        if (map_has(each.value, K(PolicyDocument))) continue;
        refuse(event->t, event_property(event, K(SourceAccessConfigurations)), SAM_POLICY,
               "This event source adds a policy to the role, which AWS's transform cannot do when "
               "there are statements or policy templates inside an Fn::If in Policies. Move the "
               "Fn::If into the statements, or make the role a resource of its own.");
        return;
    }
    add_policy_once(event, policy);
}

void add_role_managed_policy(struct event *event, const char *path_and_name)
{
    plan_managed_policy(event->t, &event->function->role_plan,
                        managed_policy(event->t, path_and_name));
}

/* -- Destinations -------------------------------------------------------------------------------
 */

/* The policy that lets the role send failed batches to a destination; NULL when none is needed. The
 * resource is null when there is no Destination, as in the reference. */
static struct node *destination_policy(struct event *event, const struct node *failure)
{
    struct transform *t = event->t;
    const struct node *type = map_get(failure, K(Type));
    const struct node *given_arn = map_get(failure, K(Destination));
    const struct node *arn = given_arn ? given_arn : node_null(t->b);

    if (node_is_text(type, SLICE("SQS")))
        return named_policy(t, event->id, "SQSPolicy",
                            LIST(t->b, allow(t, "sqs:SendMessage", arn)));
    if (node_is_text(type, SLICE("SNS")))
        return named_policy(t, event->id, "SNSPolicy", LIST(t->b, allow(t, "sns:publish", arn)));
    if (node_is_text(type, SLICE("S3"))) {
        struct node *objects =
            MAP(t->b, {K(FnJoin), LIST(t->b, STR(t->b, "/"), LIST(t->b, arn, STR(t->b, "*")))});
        return named_policy(
            t, event->id, "S3Policy",
            LIST(t->b, allow(t, "s3:PutObject", objects), allow(t, "s3:ListBucket", arn)));
    }
    if (!node_is_text(type, SLICE("Kafka")))
        refuse(t, type, SAM_VALUE,
               "The Type of OnFailure in DestinationConfig must be SQS, SNS, S3 or Kafka.");
    return NULL;
}

/* Where failed batches go. */
struct destination {
    const struct node *config; /* DestinationConfig of the mapping; NULL: none */
    const struct node *policy; /* that the role needs; NULL: none */
};

/* Reads DestinationConfig. The Type in OnFailure tells the policy and does not go to the mapping.
 */
static struct destination destination_of(struct event *event)
{
    struct transform *t = event->t;
    const struct node *config = event_property(event, K(DestinationConfig));
    const struct node *failure = map_get(config, K(OnFailure));
    struct destination destination = {NULL, NULL};

    if (!node_is_truthy(config)) return destination;
    if (!node_is_map(failure)) {
        refuse(t, failure ? failure : config, failure ? SAM_TYPE : SAM_REQUIRED,
               "DestinationConfig needs OnFailure, a map with Type and Destination. An intrinsic "
               "may stand in Destination only.");
        return destination;
    }
    destination.config = config;
    if (!node_is_truthy(map_get(failure, K(Type)))) return destination;
    destination.policy = destination_policy(event, failure);
    if (destination.policy && !node_is_truthy(map_get(failure, K(Destination))))
        warn(t, failure, SAM_NO_DESTINATION,
             "OnFailure has a Type but no Destination, so the generated policy allows nothing and "
             "the stack cannot be deployed. Set Destination to an ARN.");
    struct node *bare = node_copy(t->b, failure);
    map_remove(t->b, bare, K(Type));
    struct node *copy = node_copy(t->b, config);
    map_set(t->b, copy, K(OnFailure), bare);
    destination.config = copy;
    return destination;
}

/* -- Mapping ------------------------------------------------------------------------------------
 */

struct resource *add_event_source_mapping(struct event *event, const struct symbol *id)
{
    struct resource *mapping = add_event_resource(event, id, K(AWS_Lambda_EventSourceMapping));

    set(event->t, mapping, K(FunctionName), event->target.name);
    return mapping;
}

/* KafkaBootstrapServers, which the reference takes from every source that is polled. */
static void set_servers(struct event *event, struct resource *mapping)
{
    struct transform *t = event->t;
    const struct node *servers = event_property(event, K(KafkaBootstrapServers));

    if (!node_is_truthy(servers)) return;
    struct node *endpoints = MAP(t->b, {K(KafkaBootstrapServers), servers});
    set(t, mapping, K(SelfManagedEventSource), MAP(t->b, {K(Endpoints), endpoints}));
}

static void check_consumer_group(struct event *event, const struct polled_source *source)
{
    const struct node *group = event_property(event, K(ConsumerGroupId));

    if (node_is_truthy(group) && !source->kafka)
        refuse(event->t, group, SAM_UNKNOWN_PROPERTY,
               "ConsumerGroupId is for MSK and SelfManagedKafka. %s has none; remove it.",
               source->type);
}

static void check_filters(struct event *event)
{
    const struct node *criteria = event_property(event, K(FilterCriteria));
    const struct map_entry *only = map_single(criteria);

    if (!node_is_truthy(criteria) || is_intrinsic(criteria) || (only && only->key == K(Filters)))
        return;
    refuse(event->t, criteria, SAM_VALUE,
           "FilterCriteria takes one key, Filters: a list of maps with a Pattern.");
}

void convert_polled_event(struct event *event)
{
    struct transform *t = event->t;
    const struct polled_source *source = source_of(event);
    struct resource *mapping = add_event_source_mapping(event, event->id);
    struct destination destination = destination_of(event);

    for (size_t i = 0; i < sizeof copied / sizeof *copied; i++)
        set(t, mapping, copied[i], event_property(event, copied[i]));
    if (source->source) set(t, mapping, K(EventSourceArn), event_property(event, source->source));
    set(t, mapping, K(DestinationConfig), destination.config);
    set_servers(event, mapping);
    check_filters(event);
    check_consumer_group(event, source);
    if (source->policy) add_role_managed_policy(event, source->policy);
    if (source->extra && t->refusals == 0) source->extra(event, mapping);
    if (destination.policy) add_policy_once(event, destination.policy);
}
