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

/* Adds an inline policy to the role of the event's function, unless it has an equal document.
 * Refused when the role has conditional policies: the reference fails on them. */
void add_role_policy(struct event *event, const struct node *policy);

/* Adds a managed policy to it, unless it has it. */
void add_role_managed_policy(struct event *event, const char *path_and_name);

/* -- What sources need to be read from (polled_access.c) ----------------------------------------
 */

/* {Action: [...], Effect: Allow, Resource}; `actions` are separated by spaces. A resource of NULL
 * stands as null, as in the reference. */
struct node *allow_actions(struct transform *t, const char *actions, const struct node *resource);

/* {Action: [secretsmanager:GetSecretValue], Effect: Allow, Resource: secret} */
struct node *allow_secret(struct transform *t, const struct node *secret);

/* Lets Lambda put network interfaces into the VPC of the source. */
struct node *allow_network(struct transform *t);

/* The secret of the one BASIC_AUTH entry of SourceAccessConfigurations. `types`, ended by NULL, are
 * the entries that the source knows. NULL after an error. */
const struct node *basic_auth_secret(struct event *event, const char *const *types);

/* The ARN of the key that SecretsManagerKmsKeyId names; NULL when it is not given, or after an
 * error. */
const struct node *secret_key_arn(struct event *event);

/* -- Kafka, managed and self-managed (polled_kafka.c) -------------------------------------------
 */

/* Sets `property` of the mapping, which holds the consumer group and the schema registry. */
void set_kafka_config(struct event *event, struct resource *mapping, const struct symbol *property);

/* Checks SchemaRegistryConfig and adds the statements that let a role read from the registry. */
void add_registry_statements(struct event *event, struct node *statements);

#endif
