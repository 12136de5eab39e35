/* The event source ScheduleV2 of functions and state machines: a schedule of EventBridge Scheduler,
 * which calls its target through a role.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-schedulev2.html
 */
#include "transform/event_sources.h"
#include "transform/policies.h"

/* Properties that go to the schedule as they are. */
static const struct symbol *const copied[] = {
    K(ScheduleExpression),         K(Description), K(StartDate), K(EndDate),
    K(ScheduleExpressionTimezone), K(GroupName),   K(KmsKeyArn),
};

static const struct node *dead_letter_queue(struct event *event)
{
    const struct node *config = event_property(event, K(DeadLetterConfig));

    if (!config || !check_dead_letter_config(event, config)) return NULL;
    if (given(config, K(Arn))) return given(config, K(Arn));
    return attribute_of(event->t, add_queue(event, config), "Arn");
}

static const struct node *add_execution_role(struct event *event, const struct node *dead_letters)
{
    struct transform *t = event->t;
    const struct symbol *id = ID(t, symbol_slice(event->id), SLICE("Role"));
    struct resource *role = add_event_resource(event, id, K(AWS_IAM_Role));
    struct node *policies = node_list(t->b);

    if (event->function)
        list_add(t->b, policies,
                 named_policy(t, event->id, "LambdaPolicy",
                              LIST(t->b, allow(t, "lambda:InvokeFunction", event->target.arn))));
    else
        list_add(t->b, policies,
                 named_policy(t, event->id, "StartExecutionPolicy",
                              LIST(t->b, allow(t, "states:StartExecution", event->target.arn))));
    if (node_is_truthy(dead_letters))
        list_add(t->b, policies,
                 named_policy(t, event->id, "SQSPolicy",
                              LIST(t->b, allow(t, "sqs:SendMessage", dead_letters))));
    set(t, role, K(AssumeRolePolicyDocument), assume_role_policy(t, "scheduler.amazonaws.com"));
    set(t, role, K(Policies), policies);
    set(t, role, K(PermissionsBoundary), filled(event->properties, K(PermissionsBoundary)));
    return attribute_of(t, id, "Arn");
}

void convert_schedule_v2_event(struct event *event)
{
    struct transform *t = event->t;
    struct resource *schedule = add_event_resource(event, event->id, K(AWS_Scheduler_Schedule));
    const struct node *name = event_property(event, K(Name));
    const struct node *window = event_property(event, K(FlexibleTimeWindow));
    const struct node *role = event_property(event, K(RoleArn));
    const struct node *dead_letters = dead_letter_queue(event);

    if (node_is_truthy(name) && node_is_truthy(event_property(event, K(OmitName))))
        refuse(t, name, SAM_CONFLICT, "Name and OmitName: true cannot stand together.");
    for (size_t i = 0; i < sizeof copied / sizeof *copied; i++)
        set(t, schedule, copied[i], event_property(event, copied[i]));
    set(t, schedule, K(State), filled(event->properties, K(State)));
    if (!node_is_truthy(name) && !node_is_truthy(event_property(event, K(OmitName))))
        name = name_node(t, event->id);
    set(t, schedule, K(Name), name);
    set(t, schedule, K(FlexibleTimeWindow),
        node_is_truthy(window) ? window : MAP(t->b, {K(Mode), STR(t->b, "OFF")}));
    if (!node_is_truthy(role)) role = add_execution_role(event, dead_letters);
    set(t, schedule, K(Target),
        MAP(t->b, {K(Arn), event->target.arn}, {K(RoleArn), role},
            {K(Input), event_property(event, K(Input))},
            {K(DeadLetterConfig), dead_letters ? MAP(t->b, {K(Arn), dead_letters}) : NULL},
            {K(RetryPolicy), event_property(event, K(RetryPolicy))}));
}
