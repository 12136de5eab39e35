/* Event sources that Lambda polls. What they have in common is done here for all of them, by the rows
 * of transform/polled_source_list.h.
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
} sources[] = {
#define POLLED_SOURCE(type, source, policy, extra) {#type, K(source), policy, extra},
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
};

static const struct polled_source *source_of(const struct event *event)
{
    const struct node *type = map_get(event->node, K(Type));
    size_t i = 0;

    while (!node_is_text(type, slice_of(sources[i].type))) i++;
    return &sources[i];
}

/* -- Role --------------------------------------------------------------------------------------- */

void add_role_policy(struct event *event, const struct node *policy)
{
    struct node *policies = event->function->role_plan.inline_policies;
    const struct node *document = map_get(policy, K(PolicyDocument));

    LIST_EACH (policies, each)
        if (node_equal(map_get(each.value, K(PolicyDocument)), document)) return;
    list_add(event->t->b, policies, policy);
}

void add_role_managed_policy(struct event *event, const char *path_and_name)
{
    struct node *policies = event->function->role_plan.managed_policies;
    const struct node *arn = managed_policy(event->t, path_and_name);

    if (!list_holds(policies, arn)) list_add(event->t->b, policies, arn);
}

/* -- Destinations ------------------------------------------------------------------------------- */

static void refuse_destination(struct event *event, const struct node *type)
{
    refuse(event->t, type, SAM_VALUE,
           "The Type of OnFailure in DestinationConfig must be SQS, SNS or S3%s.",
           event->source ? ", or Kafka for Kafka sources" : "");
}

/* The role's policy for a destination of failed batches; NULL for none, or after an error. */
static const struct node *destination_policy(struct event *event, const struct node *type,
                                             const struct node *arn)
{
    struct transform *t = event->t;

    if (node_is_text(type, SLICE("SQS")))
        return named_policy(t, event->id, "SQSPolicy", LIST(t->b, allow(t, "sqs:SendMessage", arn)));
    if (node_is_text(type, SLICE("SNS")))
        return named_policy(t, event->id, "SNSPolicy", LIST(t->b, allow(t, "sns:publish", arn)));
    if (node_is_text(type, SLICE("S3"))) {
        struct node *objects =
            MAP(t->b, {K(FnJoin), LIST(t->b, STR(t->b, "/"), LIST(t->b, arn, STR(t->b, "*")))});
        return named_policy(t, event->id, "S3Policy",
                            LIST(t->b, allow(t, "s3:PutObject", objects),
                                 allow(t, "s3:ListBucket", arn)));
    }
    if (!node_is_text(type, SLICE("Kafka"))) refuse_destination(event, type);
    return NULL;
}

/* DestinationConfig as it goes to the mapping: without the Type, which only tells the policy. */
static const struct node *destination_config(struct event *event)
{
    struct transform *t = event->t;
    const struct node *config = event_property(event, K(DestinationConfig));
    const struct node *failure = given(config, K(OnFailure));
    const struct node *type = given(failure, K(Type));

    if (!config || is_intrinsic(config)) return config;
    if (!node_is_map(failure)) {
        refuse(t, config, SAM_REQUIRED, "DestinationConfig needs OnFailure, a map.");
        return NULL;
    }
    if (!type) return config;
    if (!given(failure, K(Destination))) {
        refuse(t, failure, SAM_REQUIRED, "OnFailure with a Type needs a Destination.");
        return NULL;
    }
    const struct node *policy = destination_policy(event, type, given(failure, K(Destination)));
    if (policy) add_role_policy(event, policy);
    struct node *bare = node_copy(t->b, failure);
    map_remove(t->b, bare, K(Type));
    struct node *copy = node_copy(t->b, config);
    map_set(t->b, copy, K(OnFailure), bare);
    return copy;
}

/* -- Mapping ------------------------------------------------------------------------------------ */

struct resource *add_event_source_mapping(struct event *event, const struct symbol *id)
{
    struct resource *mapping = add_event_resource(event, id, K(AWS_Lambda_EventSourceMapping));

    set(event->t, mapping, K(FunctionName), event->target.name);
    return mapping;
}

void convert_polled_event(struct event *event)
{
    struct transform *t = event->t;
    const struct polled_source *source = source_of(event);
    struct resource *mapping = add_event_source_mapping(event, event->id);

    for (size_t i = 0; i < sizeof copied / sizeof *copied; i++)
        set(t, mapping, copied[i], event_property(event, copied[i]));
    if (source->source != K(EventSourceArn))
        set(t, mapping, K(EventSourceArn), event_property(event, source->source));
    set(t, mapping, K(FilterCriteria), event_property(event, K(FilterCriteria)));
    set(t, mapping, K(DestinationConfig), destination_config(event));
    if (source->policy) add_role_managed_policy(event, source->policy);
    if (source->extra) source->extra(event, mapping);
}
