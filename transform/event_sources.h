/* Event sources: what makes a function or a state machine run. */
#ifndef TRANSFORM_EVENT_SOURCES_H
#define TRANSFORM_EVENT_SOURCES_H

#include "transform/transform_internal.h"

struct function;
struct event_source;

/* What an event starts. */
struct event_target {
    const struct node *arn;  /* of the function, alias or state machine */
    const struct node *name; /* as AWS::Lambda::Permission wants it; NULL for a state machine */
    const struct symbol *condition; /* of the resource, or NULL */
    const char *suffix;             /* of a rule's target id: "LambdaTarget" */
};

/* One event of a resource's Events, while it is being converted. */
struct event {
    struct transform *t;
    const struct sam_resource *owner; /* the function or state machine */
    struct function *function;        /* NULL for a state machine */
    const struct event_source *source;
    const struct symbol *key;      /* in Events */
    const struct symbol *id;       /* owner's logical id and key */
    const struct node *node;       /* {Type, Properties} */
    const struct node *properties; /* a map, perhaps empty */
    struct event_target target;
    const struct symbol *linked; /* logical id of the bucket, user pool or API; or NULL */
};

/* Whose events they are; the event sources differ. */
enum event_owner { EVENTS_OF_FUNCTION, EVENTS_OF_STATE_MACHINE };

/* Reads the Events of a resource: types, properties, linked resources. Returns a list in the arena,
 * ended by a key of NULL; NULL after an error. */
struct event *read_events(struct transform *t, const struct sam_resource *owner,
                          enum event_owner kind, const struct node *events);

/* Converts them, in the order of the reference. */
void convert_events(struct function *f, struct event *events);

/* The same for a state machine: in the order in which they stand. */
void convert_state_machine_events(struct transform *t, struct event *events,
                                  struct event_target target);

/* Starts the work on an event: findings and origins are about it from now on. */
void begin_event(struct event *event);

/* The permission that lets the service `principal` call the function: <prefix>Permission<suffix>,
 * where a suffix that is not alphanumeric is hashed. `source_arn`, `source_account` and `token` may
 * be NULL. */
struct resource *add_permission(const struct event *event, const struct symbol *prefix,
                                struct slice suffix, const char *principal,
                                const struct node *source_arn, const struct node *source_account);

/* The role with which the service `principal` starts the state machine; its ARN is returned. */
const struct node *add_start_role(const struct event *event, const char *principal);

/* A resource of the event, with the attributes that go from the function to it. */
struct resource *add_event_resource(const struct event *event, const struct symbol *id,
                                    const struct symbol *type);

/* A property of the event; NULL when it is absent or null. */
const struct node *event_property(const struct event *event, const struct symbol *name);

/* -- Event sources of functions, see transform/event_source_list.h ------------------------------
 */

#define no_link                           NULL
#define EVENT_SOURCE(type, link, convert) void convert(struct event *event);
#include "transform/event_source_list.h"
#undef EVENT_SOURCE

/* -- Event sources of state machines ------------------------------------------------------------
 */

void convert_state_machine_api_event(struct event *event);

void link_api_event(struct event *event);
void link_http_api_event(struct event *event);
void link_cognito_event(struct event *event);
void link_s3_event(struct event *event);

/* -- Event source mappings (event_poll.c) -------------------------------------------------------
 */

/* An AWS::Lambda::EventSourceMapping for the event's function. */
struct resource *add_event_source_mapping(struct event *event, const struct symbol *id);

/* -- Rules of EventBridge, for functions and state machines (event_rule.c) ----------------------
 */

/* Whether a DeadLetterConfig is well formed; what is wrong is reported. */
bool check_dead_letter_config(struct event *event, const struct node *config);

/* Adds the queue that a DeadLetterConfig with a Type asks for; returns its logical id. */
const struct symbol *add_queue(struct event *event, const struct node *config);

/* The ARN of the dead-letter queue that DeadLetterConfig asks for, and the queue with its policy
 * when it is to be made. NULL when there is no DeadLetterConfig, or after an error. */
const struct node *add_dead_letter_queue(struct event *event, const struct node *source_arn);

#endif
