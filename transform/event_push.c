/* Event sources that call the function: S3, SNS, CloudWatch Logs, IoT, Alexa, Cognito. Each needs a
 * permission, and the resource that calls: a new one, or one of the template that is changed.
 */
#include <stdlib.h>

#include "transform/function.h"
#include "transform/item_set.h"
#include "transform/phases_internal.h"
#include "transform/polled_sources.h"

/* -- Resources of the template that events change -----------------------------------------------
 */

/* From here on, errors of the event are, as in the reference, those of the resource it is linked
 * to. */
static void blame_linked(struct event *event)
{
    event->t->subject.resource = symbol_slice(event->linked);
}

/* The condition of the function, whatever it is, null included; NULL when it has none. */
static const struct node *owner_condition(const struct event *event)
{
    return map_get(event->owner->node, K(Condition));
}

/* The resource that an event is linked to, owned. */
static struct node *linked_resource(struct event *event)
{
    return map_edit(event->t->b, event->t->resources, event->linked);
}

/* Its Properties, owned; they are made if need be, also for null ones if they may be null. NULL
 * after an error. */
static struct node *linked_properties(struct event *event, bool may_be_null)
{
    struct transform *t = event->t;
    struct node *resource = linked_resource(event);
    const struct node *properties = map_get(resource, K(Properties));

    if (!properties || (may_be_null && node_is_nothing(properties)))
        map_set(t->b, resource, K(Properties), node_map(t->b));
    else if (!node_is_map(properties)) {
        blame_linked(event);
        refuse(t, properties, SAM_TYPE, "Properties of %s must be a map, but are %s.",
               event->linked->text, node_kind_name(properties));
        return NULL;
    }
    return map_edit(t->b, resource, K(Properties));
}

/* An owned value of a property of a resource, made as `kind` when it is absent or null; NULL when
 * it is of another kind. */
static struct node *edit_property(struct transform *t, struct node *properties,
                                  const struct symbol *name, enum node_kind kind)
{
    if (node_is_nothing(map_get(properties, name)))
        map_set(t->b, properties, name, kind == NODE_MAP ? node_map(t->b) : node_list(t->b));
    struct node *value = map_edit(t->b, properties, name);
    return node_is(value, kind) ? value : NULL;
}

/* Checks a changed resource of the template. As in the reference, that comes after the change. */
static void check_linked(struct event *event, const struct node *node, const struct symbol *type,
                         enum schema_id schema)
{
    struct transform *t = event->t;
    struct subject subject = t->subject;

    if (t->refusals) return;
    blame_linked(event);
    if (has_type(node, type))
        check_properties(t, schema, map_get(node, K(Properties)), node);
    else
        refuse(t, map_get(node, K(Type)), SAM_EVENT_TARGET,
               "An event refers to %s as an %s, which it is not.", event->linked->text, type->text);
    t->subject = subject;
}

/* Hands a changed resource of the template to the output. As in the reference, attributes that it
 * does not know are lost, and unknown properties are refused. */
static void emit_again(struct event *event, const struct node *node, const struct symbol *type,
                       enum schema_id schema)
{
    struct transform *t = event->t;
    struct sam_resource source = {event->linked, node, map_get(node, K(Properties))};
    const struct node *origin = t->b->origin;

    t->b->origin = node; /* it stays the user's resource */
    struct resource *resource = add_resource(t, event->linked, type, &source, ATTRIBUTES_MAIN);
    t->b->origin = origin;
    check_linked(event, node, type, schema);
    MAP_EACH (source.properties, each)
        set(t, resource, each.key, each.value);
}

/* Finds the resource that a property names by Ref. */
static void link_to(struct event *event, const struct symbol *property, const char *what)
{
    struct transform *t = event->t;
    const struct node *value = event_property(event, property);
    const struct symbol *target = ref_target(t->b, value);

    if (target && map_has(t->resources, target))
        event->linked = target;
    else
        refuse(t, value, SAM_EVENT_TARGET,
               "%s must be a Ref to %s in this template, because the event is entered there.",
               property->text, what);
}

/* -- S3 -----------------------------------------------------------------------------------------
 */

void link_s3_event(struct event *event)
{
    link_to(event, K(Bucket), "an S3 bucket");
}

/* Whether a set can be made of what a bucket depends on: a name, a list of scalars, a map, which
 * stands for its keys. */
static bool is_set_of_names(const struct node *depends)
{
    LIST_EACH (depends, each)
        if (each.value->kind >= NODE_LIST) return false;
    return !depends || node_is_string(depends) || depends->kind >= NODE_LIST;
}

/* What a bucket depends on, as a list of names that events may add to. NULL after an error. */
static struct node *bucket_dependencies(struct event *event, struct node *bucket)
{
    struct transform *t = event->t;
    const struct node *old = map_get(bucket, K(DependsOn));

    if (old && table_get(&t->bucket_lists, old)) return map_edit(t->b, bucket, K(DependsOn));
    if (!is_set_of_names(old)) {
        t->subject.resource = symbol_slice(event->id);
        refuse(t, old, SAM_TYPE, "DependsOn of %s must be a string or a list of strings.",
               event->linked->text);
        return NULL;
    }
    struct node *list = node_list(t->b);
    if (node_is_string(old)) list_add(t->b, list, old);
    LIST_EACH (old, each)
        list_add_new(t, list, each.value);
    MAP_EACH (old, each)
        list_add_new(t, list, name_node(t, each.key));
    map_set(t->b, bucket, K(DependsOn), list);
    table_set(t->b->arena, &t->bucket_lists, list, list);
    VECTOR_PUSH(t->b->arena, &t->unsorted_lists, list);
    return list;
}

static int compare_descending(const void *a, const void *b)
{
    const struct node *left = *(const struct node *const *)a;
    const struct node *right = *(const struct node *const *)b;
    int order = slice_compare(node_text(right), node_text(left));

    return order ? order : left->kind - right->kind;
}

/* The order of these ids means nothing to CloudFormation, and changes from run to run in the
 * reference. */
void sort_bucket_dependencies(struct transform *t)
{
    for (size_t i = 0; i < t->unsorted_lists.count; i++) {
        struct node *list = t->unsorted_lists.items[i];
        qsort(list->list->items, list->count, sizeof *list->list->items, compare_descending);
    }
}

/* The bucket must not exist before the permission does. */
static void bucket_depends_on(struct event *event, struct node *bucket,
                              const struct symbol *permission)
{
    struct node *list = bucket_dependencies(event, bucket);

    if (list) list_add_new(event->t, list, name_node(event->t, permission));
}

/* DependsOn cannot name a resource that may not exist; a tag that refers to it has the same effect.
 */
static void bucket_depends_by_tag(struct event *event, struct node *properties,
                                  const struct symbol *permission)
{
    struct transform *t = event->t;
    struct node *tags = edit_property(t, properties, K(Tags), NODE_LIST);
    struct slice key =
        CONCAT(t->b->arena, SLICE("sam:ConditionalDependsOn:"), symbol_slice(permission));

    if (!tags) {
        blame_linked(event);
        refuse(t, map_get(properties, K(Tags)), SAM_TYPE,
               "Tags of %s must be a list, because the event adds one.", event->linked->text);
        return;
    }
    list_add(t->b, tags,
             MAP(t->b, {K(Key), node_string(t->b, key)},
                 {K(Value), if_of(t, owner_condition(event), ref_to(t, permission),
                                  STR(t->b, "no dependency"))}));
}

static struct node *notifications_of(struct event *event, struct node *properties)
{
    struct transform *t = event->t;
    struct node *config = edit_property(t, properties, K(NotificationConfiguration), NODE_MAP);
    struct node *list =
        config ? edit_property(t, config, K(LambdaConfigurations), NODE_LIST) : NULL;

    if (list) return list;
    blame_linked(event);
    refuse(t, map_get(properties, K(NotificationConfiguration)), SAM_TYPE,
           "NotificationConfiguration of %s must be a map, and its LambdaConfigurations a list.",
           event->linked->text);
    return NULL;
}

static void add_notifications(struct event *event, struct node *properties)
{
    struct transform *t = event->t;
    struct node *notifications = notifications_of(event, properties);
    const struct node *given_events = event_property(event, K(Events));
    const struct node *events =
        node_is_string(given_events) ? LIST(t->b, given_events) : given_events;

    if (!notifications) return;
    LIST_EACH (events, each) {
        struct node *notification =
            MAP(t->b, {K(Function), event->target.arn},
                {K(Filter), event_property(event, K(Filter))}, {K(Event), each.value});
        if (owner_condition(event))
            notification = if_of(t, owner_condition(event), notification, NULL);
        list_add_new(t, notifications, notification);
    }
}

void convert_s3_event(struct event *event)
{
    struct transform *t = event->t;
    struct resource *permission =
        add_permission(event, event->id, SLICE(""), "s3.amazonaws.com", NULL,
                       ref_to(t, symbol_for(t, SLICE("AWS::AccountId"))));
    struct node *bucket = linked_resource(event);

    if (!owner_condition(event)) bucket_depends_on(event, bucket, permission->id);
    struct node *properties = t->refusals ? NULL : linked_properties(event, owner_condition(event));
    if (!properties) return;
    if (owner_condition(event)) bucket_depends_by_tag(event, properties, permission->id);
    if (t->refusals == 0) add_notifications(event, properties);
    emit_again(event, bucket, K(AWS_S3_Bucket), SCHEMA_S3Bucket);
}

/* -- Cognito ------------------------------------------------------------------------------------
 */

void link_cognito_event(struct event *event)
{
    link_to(event, K(UserPool), "a Cognito user pool");
}

static void add_triggers(struct event *event, struct node *config)
{
    struct transform *t = event->t;
    const struct node *trigger = event_property(event, K(Trigger));
    const struct node *triggers = node_is_string(trigger) ? LIST(t->b, trigger) : trigger;

    LIST_EACH (triggers, each) {
        const struct symbol *name = symbol_for(t, node_text(each.value));
        if (map_has(config, name))
            refuse(t, each.value, SAM_EVENT_TARGET,
                   "The trigger %s of the user pool %s is taken already. A trigger can call one "
                   "function.",
                   name->text, event->linked->text);
        else
            map_set(t->b, config, name, event->target.arn);
    }
}

void convert_cognito_event(struct event *event)
{
    struct transform *t = event->t;
    struct function *f = event->function;
    const struct symbol *target = f->alias ? f->alias->id : f->sam->id;
    const struct symbol *prefix = ID(t, symbol_slice(target), SLICE("Cognito"));

    add_permission(event, prefix, SLICE(""), "cognito-idp.amazonaws.com",
                   attribute_of(t, event->linked, "Arn"), NULL);
    struct node *properties = linked_properties(event, true);
    if (!properties) return;
    struct node *config = edit_property(t, properties, K(LambdaConfig), NODE_MAP);
    if (!config) {
        blame_linked(event);
        refuse(t, map_get(properties, K(LambdaConfig)), SAM_TYPE,
               "LambdaConfig of %s must be a map.", event->linked->text);
        return;
    }
    add_triggers(event, config);
    emit_again(event, linked_resource(event), K(AWS_Cognito_UserPool), SCHEMA_CognitoUserPool);
}

/* -- SNS ----------------------------------------------------------------------------------------
 */

static void add_subscription(struct event *event, const char *protocol, const struct node *endpoint)
{
    static const struct symbol *const copied[] = {K(Region), K(FilterPolicy), K(FilterPolicyScope),
                                                  K(RedrivePolicy)};
    struct transform *t = event->t;
    struct resource *subscription = add_event_resource(event, event->id, K(AWS_SNS_Subscription));

    set(t, subscription, K(Endpoint), endpoint);
    set(t, subscription, K(Protocol), node_cstring(t->b, protocol));
    set(t, subscription, K(TopicArn), event_property(event, K(Topic)));
    for (size_t i = 0; i < sizeof copied / sizeof *copied; i++)
        set(t, subscription, copied[i], event_property(event, copied[i]));
}

/* The FifoTopic of the topic when it is one of the template, parameters filled in; or NULL. */
static const struct node *fifo_topic(struct event *event)
{
    struct transform *t = event->t;
    const struct symbol *topic = ref_target(t->b, event_property(event, K(Topic)));

    if (!topic) return NULL;
    const struct node *properties = map_get(map_get(t->resources, topic), K(Properties));
    if (properties && !node_is_map(properties)) {
        refuse(t, properties, SAM_TYPE, "Properties of %s must be a map, but are %s.", topic->text,
               node_kind_name(properties));
        return NULL;
    }
    return resolved(t, given(properties, K(FifoTopic)));
}

static const struct symbol *add_topic_queue(struct event *event)
{
    struct transform *t = event->t;
    const struct symbol *id = ID(t, symbol_slice(event->id), SLICE("Queue"));
    struct resource *queue = add_event_resource(event, id, K(AWS_SQS_Queue));
    const struct node *fifo = fifo_topic(event);

    if (node_is_truthy(fifo)) set(t, queue, K(FifoQueue), fifo);
    return id;
}

/* Lets the topic send messages to the queue. */
static void add_topic_queue_policy(struct event *event, const struct symbol *id,
                                   const struct node *arn, const struct node *url)
{
    struct transform *t = event->t;
    struct resource *policy = add_event_resource(event, id, K(AWS_SQS_QueuePolicy));
    struct node *statement = allow(t, "sqs:SendMessage", arn);
    const struct node *topic = event_property(event, K(Topic));

    map_set(t->b, statement, K(Principal), STR(t->b, "*"));
    map_set(t->b, statement, K(Condition),
            MAP(t->b, {K(ArnEquals), MAP(t->b, {K(AwsSourceArn), topic})}));
    set(t, policy, K(PolicyDocument),
        MAP(t->b, {K(Version), STR(t->b, "2012-10-17")}, {K(Statement), LIST(t->b, statement)}));
    set(t, policy, K(Queues), LIST(t->b, url));
}

static void add_queue_mapping(struct event *event, const struct node *arn,
                              const struct node *batch_size)
{
    struct transform *t = event->t;
    const struct symbol *id = ID(t, symbol_slice(event->id), SLICE("EventSourceMapping"));
    struct resource *mapping = add_event_source_mapping(event, id);

    set(t, mapping, K(BatchSize), node_is_truthy(batch_size) ? batch_size : node_int(t->b, 10));
    set(t, mapping, K(Enabled), node_bool(t->b, true));
    set(t, mapping, K(EventSourceArn), arn);
    add_role_managed_policy(event, "service-role/AWSLambdaSQSQueueExecutionRole");
}

/* SqsSubscription: the topic sends to a queue, and Lambda polls that. */
static void add_queue_subscription(struct event *event, const struct node *subscription)
{
    struct transform *t = event->t;
    const struct symbol *policy = ID(t, symbol_slice(event->id), SLICE("QueuePolicy"));
    const struct node *arn = given(subscription, K(QueueArn));
    const struct node *url = given(subscription, K(QueueUrl));
    const struct node *name = given(subscription, K(QueuePolicyLogicalId));

    if (!node_is_map(subscription)) {
        const struct symbol *queue = add_topic_queue(event);
        arn = attribute_of(t, queue, "Arn");
        url = ref_to(t, queue);
    } else if (!node_is_truthy(arn) || !node_is_truthy(url)) {
        refuse(t, subscription, SAM_REQUIRED, "SqsSubscription needs both QueueArn and QueueUrl.");
        return;
    }
    if (given(subscription, K(Enabled)))
        warn(t, given(subscription, K(Enabled)), SAM_QUEUE_ENABLED,
             "Enabled of SqsSubscription has no effect: Lambda polls the queue in any case. Write "
             "an "
             "SQS event with Enabled instead.");
    if (node_is_truthy(name)) policy = symbol_for(t, text_of(t, name));
    if (node_is_truthy(name) && !node_is_string(name)) {
        t->subject.resource = symbol_slice(policy); /* as in the reference */
        refuse(t, name, SAM_TYPE,
               "QueuePolicyLogicalId must be a string, because it becomes a logical id.");
        return;
    }
    add_topic_queue_policy(event, policy, arn, url);
    add_subscription(event, "sqs", arn);
    add_queue_mapping(event, arn, given(subscription, K(BatchSize)));
}

void convert_sns_event(struct event *event)
{
    const struct node *queue = event_property(event, K(SqsSubscription));

    if (node_is_truthy(queue)) {
        add_queue_subscription(event, queue);
        return;
    }
    add_permission(event, event->id, SLICE(""), "sns.amazonaws.com",
                   event_property(event, K(Topic)), NULL);
    add_subscription(event, "lambda", event->target.arn);
}

/* -- CloudWatch Logs, IoT, Alexa ----------------------------------------------------------------
 */

void convert_cloud_watch_logs_event(struct event *event)
{
    struct transform *t = event->t;
    struct slice arn = in_partition(
        t, "arn:{partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${__LogGroupName__}:*");
    struct node *names = MAP(
        t->b, {symbol_for(t, SLICE("__LogGroupName__")), event_property(event, K(LogGroupName))});
    struct node *source_arn = sub_with(t, arn, names);
    struct resource *permission =
        add_permission(event, event->id, SLICE(""), "logs.amazonaws.com", source_arn, NULL);
    struct resource *filter = add_event_resource(event, event->id, K(AWS_Logs_SubscriptionFilter));

    set_attribute(t, filter, K(DependsOn), LIST(t->b, name_node(t, permission->id)));
    set(t, filter, K(LogGroupName), event_property(event, K(LogGroupName)));
    set(t, filter, K(FilterPattern), event_property(event, K(FilterPattern)));
    set(t, filter, K(DestinationArn), event->target.arn);
}

void convert_iot_rule_event(struct event *event)
{
    struct transform *t = event->t;
    struct slice arn =
        in_partition(t, "arn:{partition}:iot:${AWS::Region}:${AWS::AccountId}:rule/${RuleName}");
    struct node *names = MAP(t->b, {K(RuleName), ref_to(t, event->id)});
    struct node *action = MAP(t->b, {K(Lambda), MAP(t->b, {K(FunctionArn), event->target.arn})});
    struct resource *rule = add_event_resource(event, event->id, K(AWS_IoT_TopicRule));

    add_permission(event, event->id, SLICE(""), "iot.amazonaws.com", sub_with(t, arn, names),
                   sub_of(t, SLICE("${AWS::AccountId}")));
    set(t, rule, K(TopicRulePayload),
        MAP(t->b, {K(Sql), event_property(event, K(Sql))},
            {K(RuleDisabled), node_bool(t->b, false)}, {K(Actions), LIST(t->b, action)},
            {K(AwsIotSqlVersion), filled(event->properties, K(AwsIotSqlVersion))}));
}

void convert_alexa_skill_event(struct event *event)
{
    struct resource *permission =
        add_permission(event, event->id, SLICE(""), "alexa-appkit.amazon.com", NULL, NULL);

    set(event->t, permission, K(EventSourceToken), event_property(event, K(SkillId)));
}
