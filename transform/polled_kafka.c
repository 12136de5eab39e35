/* What the event sources MSK and SelfManagedKafka have in common: the consumer group, and the
 * schema registry that Lambda asks how to read the records. The registry is one of AWS Glue, told
 * by its ARN, or any other, told by its URL and reached with secrets.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/services-consume-kafka-events.html
 */
#include "transform/policies.h"
#include "transform/polled_sources.h"

/* -- The mapping --------------------------------------------------------------------------------
 */

/* The registry as the mapping gets it. In the reference the search for a Glue ARN fills in
 * parameters within the URI, and what it fills below the top of it stays. */
static const struct node *mapped_registry(struct transform *t, const struct node *registry)
{
    const struct node *uri = map_get(registry, K(SchemaRegistryURI));
    bool shallow = !node_is_map(uri) || node_is_string(map_get(uri, K(FnSub)));
    const struct node *value = shallow ? NULL : resolved(t, uri);

    if (!node_is_truthy(registry)) return NULL;
    if (!node_is_map(value)) return registry;
    struct node *copy = node_copy(t->b, registry);
    map_set(t->b, copy, K(SchemaRegistryURI), value);
    return copy;
}

void set_kafka_config(struct event *event, struct resource *mapping, const struct symbol *property)
{
    struct transform *t = event->t;
    const struct node *group = event_property(event, K(ConsumerGroupId));
    const struct node *registry = event_property(event, K(SchemaRegistryConfig));
    struct node *config = MAP(t->b, {K(ConsumerGroupId), node_is_truthy(group) ? group : NULL},
                              {K(SchemaRegistryConfig), mapped_registry(t, registry)});

    if (config->count) set(t, mapping, property, config);
}

/* -- Checking the registry ----------------------------------------------------------------------
 */

static bool check_keys(struct transform *t, const struct node *registry)
{
    static const struct symbol *const required[] = {K(SchemaRegistryURI), K(EventRecordFormat),
                                                    K(SchemaValidationConfigs)};

    for (size_t i = 0; i < sizeof required / sizeof *required; i++) {
        if (map_has(registry, required[i])) continue;
        refuse(t, registry, SAM_REQUIRED, "SchemaRegistryConfig needs %s.", required[i]->text);
        return false;
    }
    return true;
}

static void check_secrets(struct transform *t, const struct node *secrets)
{
    bool nothing = (node_is_map(secrets) || node_is_string(secrets)) && !node_is_truthy(secrets);

    if (!node_is_list(secrets) && !nothing) {
        refuse(t, secrets, SAM_TYPE,
               "AccessConfigs must be a list of maps with Type and URI, but is %s.",
               node_kind_name(secrets));
        return;
    }
    LIST_EACH (secrets, each)
        if (!map_has(each.value, K(Type)) || !map_has(each.value, K(URI)))
            refuse(t, each.value, SAM_REQUIRED,
                   "An item of AccessConfigs must be a map with Type and URI.");
}

static bool check_registry(struct transform *t, const struct node *registry)
{
    const struct node *format = map_get(registry, K(EventRecordFormat));
    const struct node *validations = map_get(registry, K(SchemaValidationConfigs));
    size_t before = t->refusals;

    if (!check_keys(t, registry)) return false;
    if (!node_is_text(format, SLICE("JSON")) && !node_is_text(format, SLICE("SOURCE")))
        refuse(t, format, SAM_VALUE, "EventRecordFormat must be JSON or SOURCE.");
    if (!node_is_list(validations))
        refuse(t, validations, SAM_TYPE, "SchemaValidationConfigs must be a list, but is %s.",
               node_kind_name(validations));
    if (map_has(registry, K(AccessConfigs))) check_secrets(t, map_get(registry, K(AccessConfigs)));
    return t->refusals == before;
}

/* -- Glue ---------------------------------------------------------------------------------------
 */

/* What stands after the fifth colon, up to the next; text is NULL when there are fewer colons. */
static struct slice arn_resource(struct slice arn)
{
    for (int colons = 0; colons < 5; colons++) {
        size_t end = slice_find(arn, ':');
        if (end == arn.size) return (struct slice){NULL, 0};
        arn = slice_from(arn, end + 1);
    }
    return slice_first(arn, slice_find(arn, ':'));
}

/* The text in which the ARN of a Glue registry may stand: a plain string, or a Sub with parameters
 * filled in. */
static const struct node *uri_text(struct event *event, const struct node *uri)
{
    struct transform *t = event->t;

    if (!node_is_map(uri)) return uri;
    const struct node *value = resolved(t, uri);
    if (node_is_map(value)) return map_get(value, K(FnSub));
    refuse(t, uri, SAM_INTRINSIC,
           "SchemaRegistryURI cannot be a Ref to a parameter. Write Fn::Sub with ${Parameter} "
           "instead.");
    return NULL;
}

/* The name of the Glue registry that a URI is the ARN of; text is NULL for any other URI. */
static struct slice glue_registry(struct event *event, const struct node *uri)
{
    const struct node *text = uri_text(event, uri);
    struct slice arn = node_text(text), start = SLICE("registry/");
    struct slice resource = {NULL, 0};

    if (node_is_string(text) && slice_starts(arn, SLICE("arn:"))) resource = arn_resource(arn);
    if (!slice_starts(resource, start)) return (struct slice){NULL, 0};
    return slice_from(resource, start.size);
}

static void add_glue_statements(struct event *event, const struct node *uri, struct slice name,
                                struct node *statements)
{
    struct transform *t = event->t;
    struct slice schemas = CONCAT(
        t->b->arena, SLICE("arn:${AWS::Partition}:glue:${AWS::Region}:${AWS::AccountId}:schema/"),
        name, SLICE("/*"));

    list_add(t->b, statements, allow_actions(t, "glue:GetRegistry", uri));
    list_add(t->b, statements,
             allow_actions(t, "glue:GetSchemaVersion", LIST(t->b, sub_of(t, schemas))));
}

void add_registry_statements(struct event *event, struct node *statements)
{
    struct transform *t = event->t;
    const struct node *registry = event_property(event, K(SchemaRegistryConfig));
    const struct node *uri = map_get(registry, K(SchemaRegistryURI));

    if (!node_is_truthy(registry) || !check_registry(t, registry)) return;
    LIST_EACH (map_get(registry, K(AccessConfigs)), each)
        list_add(t->b, statements, allow_secret(t, map_get(each.value, K(URI))));
    struct slice name = glue_registry(event, uri);
    if (name.text) add_glue_statements(event, uri, name, statements);
}
