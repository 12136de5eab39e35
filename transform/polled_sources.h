/* Event sources that Lambda polls: each becomes an AWS::Lambda::EventSourceMapping, and the role of
 * the function gets what it needs to read from the source. */
#ifndef TRANSFORM_POLLED_SOURCES_H
#define TRANSFORM_POLLED_SOURCES_H

#include "transform/event_sources.h"

/* The parts of transform/polled_source_list.h that are functions. They check the event, set what is
 * particular about the mapping, and add inline policies to the role. */
#define no_extra NULL
void extra_document_db(struct event *event, struct resource *mapping);
void extra_mq(struct event *event, struct resource *mapping);
void extra_msk(struct event *event, struct resource *mapping);
void extra_self_managed_kafka(struct event *event, struct resource *mapping);

/* Adds an inline policy to the role of the event's function, unless it has an equal document. */
void add_role_policy(struct event *event, const struct node *policy);

/* Adds a managed policy to it, unless it has it. */
void add_role_managed_policy(struct event *event, const char *path_and_name);

#endif
