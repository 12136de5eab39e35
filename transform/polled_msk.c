/* The event source MSK: topics of an Amazon Managed Streaming for Apache Kafka cluster.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-msk.html
 */
#include "transform/policies.h"
#include "transform/polled_sources.h"

/* The secrets with the client certificates of mutual TLS. */
static void add_certificate_statements(struct event *event, struct node *statements)
{
    struct transform *t = event->t;
    const struct node *list = event_property(event, K(SourceAccessConfigurations));

    LIST_EACH (list, each) {
        const struct node *uri = map_get(each.value, K(URI));
        if (node_is_text(map_get(each.value, K(Type)), SLICE("CLIENT_CERTIFICATE_TLS_AUTH")) &&
            node_is_truthy(uri))
            list_add(t->b, statements, allow_secret(t, uri));
    }
}

void extra_msk(struct event *event, struct resource *mapping)
{
    struct transform *t = event->t;
    struct node *statements = node_list(t->b);

    set_kafka_config(event, mapping, K(AmazonManagedKafkaEventSourceConfig));
    add_registry_statements(event, statements);
    add_certificate_statements(event, statements);
    const struct symbol *name = symbol_for(t, SLICE("MSKExecutionRolePolicy"));
    if (statements->count) add_role_policy(event, named_policy(t, name, "", statements));
}
