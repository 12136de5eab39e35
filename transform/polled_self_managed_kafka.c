/* The event source SelfManagedKafka: a topic of a Kafka cluster that AWS does not manage. How
 * Lambda reaches it and authenticates itself is told by SourceAccessConfigurations: subnets and
 * security groups, at most one way of authentication, certificates.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-selfmanagedkafka.html
 */
#include "transform/policies.h"
#include "transform/polled_sources.h"

/* Kinds of entries of SourceAccessConfigurations. */
enum access_kind {
    ACCESS_AUTH,
    ACCESS_SUBNET,
    ACCESS_GROUP,
    ACCESS_ROOT_CERTIFICATE,
    ACCESS_KINDS
};

static const struct access_type {
    const char *name;
    enum access_kind kind;
} access_types[] = {
    {"BASIC_AUTH", ACCESS_AUTH},
    {"CLIENT_CERTIFICATE_TLS_AUTH", ACCESS_AUTH},
    {"SASL_SCRAM_256_AUTH", ACCESS_AUTH},
    {"SASL_SCRAM_512_AUTH", ACCESS_AUTH},
    {"SERVER_ROOT_CA_CERTIFICATE", ACCESS_ROOT_CERTIFICATE},
    {"VPC_SECURITY_GROUP", ACCESS_GROUP},
    {"VPC_SUBNET", ACCESS_SUBNET},
};

/* The URI of an entry of each kind, or NULL. */
struct access {
    const struct node *uri[ACCESS_KINDS];
};

static const struct access_type *access_type(struct event *event, const struct node *entry)
{
    const struct node *type = map_get(entry, K(Type));

    for (size_t i = 0; i < sizeof access_types / sizeof *access_types; i++)
        if (node_is_text(type, slice_of(access_types[i].name))) return &access_types[i];
    refuse(event->t, type ? type : entry, SAM_VALUE,
           "The Type of an item of SourceAccessConfigurations must be BASIC_AUTH, "
           "CLIENT_CERTIFICATE_TLS_AUTH, SASL_SCRAM_256_AUTH, SASL_SCRAM_512_AUTH, "
           "SERVER_ROOT_CA_CERTIFICATE, VPC_SECURITY_GROUP or VPC_SUBNET.");
    return NULL;
}

static void read_entry(struct event *event, const struct node *entry, struct access *access)
{
    struct transform *t = event->t;
    const struct access_type *type = access_type(event, entry);
    const struct node *uri = map_get(entry, K(URI));

    if (!type) return;
    if (type->kind == ACCESS_AUTH && access->uri[ACCESS_AUTH])
        refuse(t, entry, SAM_CONFLICT,
               "SourceAccessConfigurations may name one way of authentication only.");
    else if (!node_is_truthy(uri))
        refuse(t, entry, SAM_REQUIRED, "%s needs a URI.", type->name);
    else if (!node_is_string(uri) && !is_intrinsic(uri))
        refuse(t, uri, SAM_TYPE, "The URI of %s must be a string, but is %s.", type->name,
               node_kind_name(uri));
    else
        access->uri[type->kind] = uri;
}

/* An entry that is no map is refused, as in the reference, as if the event's key were the id of a
 * resource. */
static void refuse_entry_type(struct event *event, const struct node *entry)
{
    event->t->subject.resource = symbol_slice(event->key);
    refuse(event->t, entry, SAM_TYPE,
           "An item of SourceAccessConfigurations must be a map with Type and URI, but is %s.",
           node_kind_name(entry));
}

static void read_access(struct event *event, struct access *access)
{
    struct transform *t = event->t;
    const struct node *list = event_property(event, K(SourceAccessConfigurations));

    if (!node_is_truthy(list) || !node_is_list(list)) {
        refuse(
            t, list, list ? SAM_TYPE : SAM_REQUIRED,
            "SelfManagedKafka needs SourceAccessConfigurations: a list that says how to reach the "
            "cluster.");
        return;
    }
    LIST_EACH (list, each) {
        if (node_is_map(each.value))
            read_entry(event, each.value, access);
        else
            refuse_entry_type(event, each.value);
        if (t->refusals) return;
    }
    if (!access->uri[ACCESS_SUBNET] != !access->uri[ACCESS_GROUP])
        refuse(t, list, SAM_REQUIRED,
               "VPC_SUBNET and VPC_SECURITY_GROUP in SourceAccessConfigurations need each other.");
}

static void check_cluster(struct event *event)
{
    struct transform *t = event->t;
    const struct node *topics = event_property(event, K(Topics));

    if (!node_is_truthy(event_property(event, K(KafkaBootstrapServers))))
        refuse(t, NULL, SAM_REQUIRED,
               "SelfManagedKafka needs KafkaBootstrapServers, a list of host:port.");
    if (!node_is_truthy(topics))
        refuse(t, topics, SAM_REQUIRED, "SelfManagedKafka needs Topics, a list of one topic.");
    if (list_count(topics) > 1)
        refuse(t, topics, SAM_VALUE,
               "SelfManagedKafka takes one topic. Add an event for each topic.");
}

/* The role is given the secret of the authentication a second time instead of the one with the root
 * certificate, and nothing at all when there is no authentication: so does the reference. */
static void add_root_certificate_statement(struct event *event, const struct access *access,
                                           struct node *statements)
{
    struct transform *t = event->t;
    const struct node *certificate = access->uri[ACCESS_ROOT_CERTIFICATE];

    if (!certificate) return;
    list_add(t->b, statements, allow_secret(t, access->uri[ACCESS_AUTH]));
    warn(
        t, certificate, SAM_ROOT_CERTIFICATE,
        "The generated role does not allow reading this secret, so Lambda cannot verify the "
        "cluster's certificate. Add a statement that allows secretsmanager:GetSecretValue on it to "
        "the function's Policies.");
}

static void add_access_policy(struct event *event, const struct access *access)
{
    struct transform *t = event->t;
    struct node *statements = node_list(t->b);
    const struct node *key = secret_key_arn(event);

    if (access->uri[ACCESS_AUTH])
        list_add(t->b, statements, allow_secret(t, access->uri[ACCESS_AUTH]));
    add_root_certificate_statement(event, access, statements);
    if (access->uri[ACCESS_SUBNET]) list_add(t->b, statements, allow_network(t));
    if (key) list_add(t->b, statements, allow_actions(t, "kms:Decrypt", key));
    add_registry_statements(event, statements);
    add_role_policy(
        event, MAP(t->b, {K(PolicyName), STR(t->b, "SelfManagedKafkaExecutionRolePolicy")},
                   {K(PolicyDocument),
                    MAP(t->b, {K(Version), STR(t->b, "2012-10-17")}, {K(Statement), statements})}));
}

void extra_self_managed_kafka(struct event *event, struct resource *mapping)
{
    struct access access = {{NULL}};

    set_kafka_config(event, mapping, K(SelfManagedKafkaEventSourceConfig));
    check_cluster(event);
    if (event->t->refusals == 0) read_access(event, &access);
    if (event->t->refusals == 0) add_access_policy(event, &access);
}
