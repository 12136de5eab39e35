/* The table of event sources, and what is done for every one of them. */
#include "transform/event_sources.h"

#include <stdlib.h>

#include "base/nearest.h"
#include "transform/function.h"
#include "transform/policies.h"

struct event_source {
    struct slice type;
    enum schema_id schema;
    void (*link)(struct event *event);
    void (*convert)(struct event *event);
};

static const struct event_source function_sources[] = {
#define EVENT_SOURCE(type, link, convert)                                                          \
    {{#type, sizeof(#type) - 1}, SCHEMA_##type##Event, link, convert},
#include "transform/event_source_list.h"
#undef EVENT_SOURCE
};

static const struct event_source state_machine_sources[] = {
    {{"Api", 3}, SCHEMA_StateMachineApiEvent, link_api_event, convert_state_machine_api_event},
    {{"CloudWatchEvent", 15},
     SCHEMA_StateMachineCloudWatchEventEvent,
     NULL,
     convert_event_bridge_event},
    {{"EventBridgeRule", 15},
     SCHEMA_StateMachineEventBridgeRuleEvent,
     NULL,
     convert_event_bridge_event},
    {{"Schedule", 8}, SCHEMA_StateMachineScheduleEvent, NULL, convert_schedule_event},
    {{"ScheduleV2", 10}, SCHEMA_ScheduleV2Event, NULL, convert_schedule_v2_event},
};

static const struct owner_kind {
    const char *name; /* in messages */
    const struct event_source *sources;
    size_t count;
} owner_kinds[] = {
    [EVENTS_OF_FUNCTION] = {"functions", function_sources,
                            sizeof function_sources / sizeof *function_sources},
    [EVENTS_OF_STATE_MACHINE] = {"state machines", state_machine_sources,
                                 sizeof state_machine_sources / sizeof *state_machine_sources},
};

const struct node *event_property(const struct event *event, const struct symbol *name)
{
    return given(event->properties, name);
}

void begin_event(struct event *event)
{
    struct transform *t = event->t;

    t->subject = (struct subject){
        .resource = symbol_slice(event->owner->id),
        .event = symbol_slice(event->key),
        .node = event->node,
    };
    t->b->origin = event->node;
}

/* -- Reading ------------------------------------------------------------------------------------
 */

/* Refuses an event of which the Type names no source. */
static void refuse_source(struct transform *t, const struct owner_kind *kind,
                          const struct node *type)
{
    struct nearest nearest = nearest_to(node_text(type));

    for (size_t i = 0; node_is_string(type) && i < kind->count; i++)
        nearest_try(&nearest, kind->sources[i].type);
    if (!node_is_string(type))
        refuse(t, type, SAM_EVENT, "The event %.*s needs a Type, such as Api, SQS or Schedule.",
               SLICE_ARG(t->subject.event));
    else if (nearest.found.text)
        refuse(t, type, SAM_EVENT, "There is no event source '%.*s'. Did you mean %.*s?",
               SLICE_ARG(node_text(type)), SLICE_ARG(nearest.found));
    else
        refuse(t, type, SAM_EVENT, "There is no event source '%.*s' for %s.",
               SLICE_ARG(node_text(type)), kind->name);
}

static const struct event_source *source_of(struct transform *t, const struct owner_kind *kind,
                                            const struct node *event)
{
    const struct node *type = map_get(event, K(Type));

    for (size_t i = 0; node_is_string(type) && i < kind->count; i++)
        if (slice_eq(node_text(type), kind->sources[i].type)) return &kind->sources[i];
    refuse_source(t, kind, type);
    return NULL;
}

/* Checks the properties. What is wrong with them is reported, as in the reference, as if the event
 * were a resource with the id of what it generates. */
static void check_event(struct event *event)
{
    struct transform *t = event->t;
    const struct node *properties = map_get(event->node, K(Properties));
    struct subject subject = t->subject;

    t->subject.resource = symbol_slice(event->id);
    if (!is_alphanumeric(symbol_slice(event->id)))
        refuse(t, NULL, SAM_LOGICAL_ID,
               "The event's key becomes part of logical ids, so it may hold letters and digits "
               "only.");
    if (properties && !node_is_map(properties))
        refuse(t, properties, SAM_EVENT, "Properties of an event must be a map, but are %s.",
               node_kind_name(properties));
    else if (t->refusals == 0)
        check_properties(t, event->source->schema, event->properties, event->node);
    t->subject = subject;
}

static void read_event(struct event *event, const struct owner_kind *kind)
{
    struct transform *t = event->t;
    const struct node *properties = map_get(event->node, K(Properties));

    begin_event(event);
    if (!node_is_map(event->node)) {
        refuse(t, event->node, SAM_EVENT, "An event must be a map with a Type, but this is %s.",
               node_kind_name(event->node));
        return;
    }
    event->source = source_of(t, kind, event->node);
    if (!event->source) return;
    event->properties = node_is_map(properties) ? properties : node_map(t->b);
    check_event(event);
    if (t->refusals == 0 && event->source->link) event->source->link(event);
}

struct event *read_events(struct transform *t, const struct sam_resource *owner,
                          enum event_owner kind, const struct node *events)
{
    struct event *list = arena_array(t->b->arena, map_count(events) + 1, sizeof *list);
    size_t count = 0;

    MAP_EACH (events, each) {
        struct event *event = &list[count++];
        *event = (struct event){.t = t, .owner = owner, .key = each.key, .node = each.value};
        event->id = ID(t, symbol_slice(owner->id), symbol_slice(each.key));
        read_event(event, &owner_kinds[kind]);
        if (t->refusals || t->aborted) return NULL;
    }
    list[count] = (struct event){.key = NULL};
    return list;
}

/* -- Converting ---------------------------------------------------------------------------------
 */

/* Events are converted in the order of their paths, and those without one in that of their keys. */
static struct slice sort_key(const struct event *event)
{
    const struct node *path = map_get(event->properties, K(Path));

    return node_is_string(path) ? node_text(path) : symbol_slice(event->key);
}

struct sorted_event {
    struct slice key;
    struct event *event;
};

/* Events with the same key stay in the order in which they stand in their array. */
static int compare_events(const void *a, const void *b)
{
    const struct sorted_event *left = a, *right = b;
    int order = slice_compare(left->key, right->key);

    return order ? order : (left->event > right->event) - (left->event < right->event);
}

/* The events in the order in which they are converted; the last one has the key NULL. */
static struct sorted_event *sorted_events(struct arena *arena, struct event *events)
{
    size_t count = 0;

    while (events[count].key)
        count++;
    struct sorted_event *sorted = arena_array(arena, count + 1, sizeof *sorted);
    for (size_t i = 0; i < count; i++)
        sorted[i] = (struct sorted_event){sort_key(&events[i]), &events[i]};
    if (count) qsort(sorted, count, sizeof *sorted, compare_events);
    sorted[count] = (struct sorted_event){.event = &events[count]};
    return sorted;
}

void convert_events(struct function *f, struct event *events)
{
    const struct sorted_event *next = sorted_events(f->t->b->arena, events);

    for (struct event *event = next->event; event->key; event = (++next)->event) {
        begin_event(event);
        event->function = f;
        event->target = (struct event_target){
            .arn = function_arn(f),
            .name = function_name(f),
            .condition = f->condition,
            .suffix = "LambdaTarget",
        };
        event->source->convert(event);
        if (f->t->refusals || f->t->aborted) return;
    }
}

void convert_state_machine_events(struct transform *t, struct event *events,
                                  struct event_target target)
{
    for (struct event *event = events; event->key; event++) {
        begin_event(event);
        t->subject.resource = (struct slice){NULL, 0}; /* the reference refuses just the event */
        event->target = target;
        event->source->convert(event);
        if (t->refusals || t->aborted) return;
    }
}

/* -- What events generate -----------------------------------------------------------------------
 */

struct resource *add_event_resource(const struct event *event, const struct symbol *id,
                                    const struct symbol *type)
{
    return add_resource(event->t, id, type, event->owner, ATTRIBUTES_PASSED);
}

struct resource *add_permission(const struct event *event, const struct symbol *prefix,
                                struct slice suffix, const char *principal,
                                const struct node *source_arn, const struct node *source_account)
{
    struct transform *t = event->t;
    struct slice end = is_alphanumeric(suffix) || suffix.size == 0 ? suffix : text_hash(t, suffix);
    const struct symbol *id = ID(t, symbol_slice(prefix), SLICE("Permission"), end);
    struct resource *permission = add_event_resource(event, id, K(AWS_Lambda_Permission));

    set(t, permission, K(Action), STR(t->b, "lambda:InvokeFunction"));
    set(t, permission, K(FunctionName), event->target.name);
    set(t, permission, K(Principal), node_cstring(t->b, principal));
    set(t, permission, K(SourceArn), source_arn);
    set(t, permission, K(SourceAccount), source_account);
    return permission;
}

const struct node *add_start_role(const struct event *event, const char *principal)
{
    struct transform *t = event->t;
    const struct symbol *id = ID(t, symbol_slice(event->id), SLICE("Role"));
    struct resource *role = add_event_resource(event, id, K(AWS_IAM_Role));
    struct node *statement = allow(t, "states:StartExecution", event->target.arn);

    set(t, role, K(AssumeRolePolicyDocument), assume_role_policy(t, principal));
    set(t, role, K(Policies),
        LIST(t->b, named_policy(t, id, "StartExecutionPolicy", LIST(t->b, statement))));
    set(t, role, K(PermissionsBoundary), filled(event->owner->properties, K(PermissionsBoundary)));
    return attribute_of(t, id, "Arn");
}
