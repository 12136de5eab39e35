/* Rules of EventBridge: the event sources Schedule, CloudWatchEvent and EventBridgeRule of
 * functions and of state machines. A function is called by permission, a state machine through a
 * role.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-schedule.html
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventbridgerule.html
 */
#include "transform/event_sources.h"
#include "transform/policies.h"

enum { LONGEST_TARGET_ID = 64 };

/* -- Dead-letter queues -------------------------------------------------------------------------
 */

bool check_dead_letter_config(struct event *event, const struct node *config)
{
    const struct node *arn = map_get(config, K(Arn)), *type = map_get(config, K(Type));
    const struct node *queue = given(config, K(QueueLogicalId));

    if (arn && type)
        refuse(
            event->t, config, SAM_DEAD_LETTER,
            "DeadLetterConfig takes either Arn (an existing queue) or Type (a new one), not both.");
    else if (!arn && !type)
        refuse(event->t, config, SAM_DEAD_LETTER,
               "DeadLetterConfig needs Arn (an existing queue) or Type: SQS (a new one).");
    else if (type && !node_is_text(type, SLICE("SQS")))
        refuse(event->t, type, SAM_DEAD_LETTER, "The Type of DeadLetterConfig can only be SQS.");
    else if (node_is_nothing(arn) && queue && !node_is_string(queue))
        refuse(event->t, queue, SAM_DEAD_LETTER,
               "QueueLogicalId must be a string, because it becomes a logical id.");
    else
        return true;
    return false;
}

const struct symbol *add_queue(struct event *event, const struct node *config)
{
    struct transform *t = event->t;
    const struct node *name = given(config, K(QueueLogicalId));
    const struct symbol *id = node_is_truthy(name) ? symbol_for(t, node_text(name))
                                                   : ID(t, symbol_slice(event->id), SLICE("Queue"));

    add_event_resource(event, id, K(AWS_SQS_Queue));
    return id;
}

/* Lets the rule send messages to the queue. */
static void add_queue_policy(struct event *event, const struct symbol *queue,
                             const struct node *source_arn)
{
    struct transform *t = event->t;
    struct node *statement = allow(t, "sqs:SendMessage", attribute_of(t, queue, "Arn"));
    struct resource *policy = add_resource(t, ID(t, symbol_slice(event->id), SLICE("QueuePolicy")),
                                           K(AWS_SQS_QueuePolicy), event->owner, ATTRIBUTES_PASSED);

    map_set(t->b, statement, K(Principal),
            MAP(t->b, {K(Service), STR(t->b, "events.amazonaws.com")}));
    map_set(t->b, statement, K(Condition),
            MAP(t->b, {K(ArnEquals), MAP(t->b, {K(AwsSourceArn), source_arn})}));
    set(t, policy, K(PolicyDocument),
        MAP(t->b, {K(Version), STR(t->b, "2012-10-17")}, {K(Statement), LIST(t->b, statement)}));
    set(t, policy, K(Queues), LIST(t->b, ref_to(t, queue)));
}

const struct node *add_dead_letter_queue(struct event *event, const struct node *source_arn)
{
    const struct node *config = event_property(event, K(DeadLetterConfig));

    if (!config || !check_dead_letter_config(event, config)) return NULL;
    if (given(config, K(Arn))) return given(config, K(Arn));
    const struct symbol *queue = add_queue(event, config);
    add_queue_policy(event, queue, source_arn);
    return attribute_of(event->t, queue, "Arn");
}

/* -- Targets ------------------------------------------------------------------------------------
 */

/* A rule's target id has at most 64 characters: the event's id is cut, the suffix kept. */
static struct node *target_id(const struct event *event)
{
    struct transform *t = event->t;
    struct slice suffix = slice_of(event->target.suffix);
    struct slice id = slice_first(symbol_slice(event->id), LONGEST_TARGET_ID - suffix.size);

    return node_string(t->b, CONCAT(t->b->arena, id, suffix));
}

static const struct node *role_arn(struct event *event)
{
    const struct node *role = event_property(event, K(RoleArn));

    if (event->function) return NULL;
    return role ? role : add_start_role(event, "events.amazonaws.com");
}

static struct node *target_of(struct event *event, const struct node *dead_letters)
{
    struct transform *t = event->t;
    const struct node *id = map_get(event_property(event, K(Target)), K(Id));

    return MAP(t->b, {K(Arn), event->target.arn}, {K(Id), id ? id : target_id(event)},
               {K(RoleArn), role_arn(event)}, {K(Input), event_property(event, K(Input))},
               {K(InputPath), event_property(event, K(InputPath))},
               {K(DeadLetterConfig), event_property(event, K(DeadLetterConfig))
                                         ? MAP(t->b, {K(Arn), dead_letters})
                                         : NULL},
               {K(RetryPolicy), event_property(event, K(RetryPolicy))},
               {K(InputTransformer), event_property(event, K(InputTransformer))});
}

/* -- Rules --------------------------------------------------------------------------------------
 */

/* State, or else what Enabled means. Enabled: !Ref Parameter is true, whatever the parameter is. */
static const struct node *rule_state(struct event *event)
{
    const struct node *state = event_property(event, K(State));
    const struct node *enabled = event_property(event, K(Enabled));

    if (state && enabled)
        refuse(event->t, enabled, SAM_CONFLICT, "State and Enabled cannot stand together.");
    if (state || !enabled) return node_is_truthy(state) ? state : NULL;
    if (is_intrinsic(enabled))
        warn(event->t, enabled, SAM_ENABLED_INTRINSIC,
             "Enabled is not evaluated here, so the rule is always enabled. Use State instead.");
    return node_is_truthy(enabled) ? STR(event->t->b, "ENABLED") : STR(event->t->b, "DISABLED");
}

static void finish_rule(struct event *event, struct resource *rule)
{
    struct transform *t = event->t;
    struct node *arn = attribute_of(t, event->id, "Arn");
    const struct node *dead_letters = add_dead_letter_queue(event, arn);

    set(t, rule, K(State), rule_state(event));
    set(t, rule, K(Targets), LIST(t->b, target_of(event, dead_letters)));
    if (event->function)
        add_permission(event, event->id, SLICE(""), "events.amazonaws.com", arn, NULL);
}

void convert_schedule_event(struct event *event)
{
    struct transform *t = event->t;
    struct resource *rule = add_event_resource(event, event->id, K(AWS_Events_Rule));

    set(t, rule, K(ScheduleExpression), event_property(event, K(Schedule)));
    set(t, rule, K(Name), event_property(event, K(Name)));
    set(t, rule, K(Description), event_property(event, K(Description)));
    finish_rule(event, rule);
}

void convert_event_bridge_event(struct event *event)
{
    struct transform *t = event->t;
    struct resource *rule = add_event_resource(event, event->id, K(AWS_Events_Rule));

    set(t, rule, K(EventBusName), event_property(event, K(EventBusName)));
    set(t, rule, K(EventPattern), event_property(event, K(Pattern)));
    set(t, rule, K(Name), event_property(event, K(RuleName)));
    finish_rule(event, rule);
}
