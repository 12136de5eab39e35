/* The event source Api, while it is being converted, and its Auth. */
#ifndef TRANSFORM_EVENT_API_H
#define TRANSFORM_EVENT_API_H

#include "transform/definition.h"
#include "transform/event_sources.h"

/* The API of an event and the place in it that the event is about. */
struct api_event {
    struct event *event;
    struct transform *t;
    struct node *properties; /* of the API; owned */
    const struct node *auth; /* Auth of the API; or NULL. The first event that has an Auth of its
                                own fills in parameters; those before it see them as written */
    const struct node *integration_auth; /* the same for the integration of the method */
    const struct symbol *path, *method;
    const struct node *stage; /* for resource policies: StageName, or "Stage"; null for a state
                                 machine, as the reference has it */
};

/* -- Auth (event_api_auth.c) --------------------------------------------------------------------
 */

/* Fills parameters into Auth of the API, in place, if the event has an Auth of its own. Comes
 * first: it sets `auth` and `integration_auth`. */
void resolve_api_auth(struct api_event *e);

/* Checks Auth of the event and sets authorizer, API key and resource policy of the method. */
void set_event_auth(struct api_event *e, struct definition *definition);

/* Sets the event's Auth on a definition that the user wrote, when OverrideApiAuth asks for it. */
void override_api_auth(struct api_event *e);

#endif
