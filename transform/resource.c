/* Resources: the properties of SAM resources are checked here, and the CloudFormation resources
 * that they generate are put together and handed to the output here.
 */
#include "document/python_order.h"
#include "transform/transform_internal.h"

/* -- Checking properties ------------------------------------------------------------------------
 */

bool has_a_type(const struct node *value, unsigned types)
{
    static const unsigned type_of[] = {
        [NODE_BOOL] = TYPE_BOOL | TYPE_INT, /* Python, and so the reference, counts True as 1 */
        [NODE_INT] = TYPE_INT,
        [NODE_FLOAT] = 0,
        [NODE_STRING] = TYPE_STRING,
        [NODE_LIST] = TYPE_LIST,
        [NODE_MAP] = TYPE_MAP,
        [NODE_NULL] = 0,
    };

    return types == TYPE_ANY || (types & type_of[value->kind]);
}

/* "a string or a map" */
static struct slice types_text(struct arena *arena, unsigned types)
{
    static const char *const names[] = {"a string", "a map", "a list", "a boolean", "an integer"};
    struct buffer out = buffer_new(arena);

    for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
        if (!(types & (1u << i))) continue;
        if (out.size) buffer_add(&out, SLICE(" or "));
        buffer_add(&out, slice_of(names[i]));
    }
    return buffer_end(&out);
}

static void check_items(struct transform *t, const struct property *property,
                        const struct node *value)
{
    struct slice wanted = types_text(t->b->arena, property->items);

    LIST_EACH (value, each) {
        if (!has_a_type(each.value, property->items))
            refuse(t, each.value, SAM_TYPE, "Item %u of %s must be %.*s, but is %s.", each.next,
                   property->name->text, SLICE_ARG(wanted), node_kind_name(each.value));
    }
    if (property->types & TYPE_LIST) return;
    MAP_EACH (value, each) {
        if (!has_a_type(each.value, property->items))
            refuse(t, each.value, SAM_TYPE, "%s.%s must be %.*s, but is %s.", property->name->text,
                   each.key->text, SLICE_ARG(wanted), node_kind_name(each.value));
    }
}

static void check_value(struct transform *t, const struct property *property,
                        const struct node *value)
{
    if (property->intrinsics && map_count(value) == 1) return;
    if (!has_a_type(value, property->types)) {
        struct slice wanted = types_text(t->b->arena, property->types);
        refuse(t, value, SAM_TYPE, "%s must be %.*s, but is %s.", property->name->text,
               SLICE_ARG(wanted), node_kind_name(value));
    } else if (property->items) {
        check_items(t, property, value);
    }
}

static void report_unknown(struct transform *t, const struct schema *schema,
                           const struct map_entry *entry)
{
    const char *nearest = schema_nearest(schema, entry_key(entry));

    if (schema == schema_of(SCHEMA_GraphQLApi)) /* the one type where the reference lets it pass */
        warn(t, entry->value, SAM_IGNORED, "%s has no property %s, so it has no effect. %s%s%s",
             schema->type, entry->key->text, nearest ? "Did you mean " : "Remove it",
             nearest ? nearest : "", nearest ? "?" : ".");
    else if (nearest)
        refuse_entry(t, entry, SAM_UNKNOWN_PROPERTY, "%s has no property %s. Did you mean %s?",
                     schema->type, entry->key->text, nearest);
    else
        refuse_entry(t, entry, SAM_UNKNOWN_PROPERTY, "%s has no property %s. Remove it.",
                     schema->type, entry->key->text);
}

bool check_properties(struct transform *t, enum schema_id id, const struct node *properties,
                      const struct node *at)
{
    const struct schema *schema = schema_of(id);
    const struct node *values[MOST_PROPERTIES]; /* by the number of their property */
    size_t before = t->refusals;

    memset(values, 0, schema->count * sizeof *values);
    MAP_EACH (properties, each) {
        const struct property *property = schema_property(schema, each.key);
        if (property)
            values[property - schema->properties] = each.value;
        else if (each.key != K(ManageSwagger))
            report_unknown(t, schema, each.entry);
    }
    for (size_t i = 0; i < schema->count; i++) {
        const struct property *property = &schema->properties[i];
        if (!node_is_nothing(values[i]))
            check_value(t, property, values[i]);
        else if (property->required)
            refuse(t, at, SAM_REQUIRED, "%s needs the property %s.", schema->type,
                   property->name->text);
    }
    return t->refusals == before;
}

/* -- Generating resources -----------------------------------------------------------------------
 */

const struct node *dependencies_of(const struct node *resource)
{
    const struct node *dependencies = map_get(resource, K(DependsOn));

    return node_is_truthy(dependencies) ? dependencies : NULL;
}

static void pass_attributes(struct transform *t, struct node *to, const struct node *from,
                            enum attributes attributes)
{
    static const struct symbol *const passed[] = {K(Condition), K(DeletionPolicy),
                                                  K(UpdateReplacePolicy), NULL};
    static const struct symbol *const all[] = {K(DeletionPolicy), K(UpdatePolicy),
                                               K(Condition),      K(UpdateReplacePolicy),
                                               K(Metadata),       NULL};
    const struct symbol *const *names = attributes >= ATTRIBUTES_ALL ? all : passed;

    if (attributes == ATTRIBUTES_NONE) return;
    if (attributes == ATTRIBUTES_MAIN) map_set(t->b, to, K(DependsOn), dependencies_of(from));
    for (; *names; names++)
        if (map_may_hold(from, *names)) map_set(t->b, to, *names, map_get(from, *names));
}

static void check_id(struct transform *t, const struct symbol *id)
{
    struct slice subject = t->subject.resource;

    if (is_alphanumeric(symbol_slice(id))) return;
    t->subject.resource = symbol_slice(id);
    refuse(t, NULL, SAM_LOGICAL_ID,
           "A resource with the logical id '%s' would be generated for this, but logical ids may "
           "hold letters and digits only.",
           id->text);
    t->subject.resource = subject;
}

struct resource *add_resource(struct transform *t, const struct symbol *id,
                              const struct symbol *type, const struct sam_resource *from,
                              enum attributes attributes)
{
    struct resource *resource = arena_alloc(t->b->arena, sizeof *resource);

    *resource = (struct resource){.id = id,
                                  .type = type,
                                  .origin = t->b->origin,
                                  .node = node_map(t->b),
                                  .properties = node_map(t->b)};
    check_id(t, id);
    map_set(t->b, resource->node, K(Type), name_node(t, type));
    pass_attributes(t, resource->node, from->node, attributes);
    VECTOR_PUSH(t->b->arena, &t->generated, resource);
    return resource;
}

void set(struct transform *t, struct resource *resource, const struct symbol *name,
         const struct node *value)
{
    if (!node_is_nothing(value)) map_set(t->b, resource->properties, name, value);
}

void set_attribute(struct transform *t, struct resource *resource, const struct symbol *name,
                   const struct node *value)
{
    map_set(t->b, resource->node, name, value);
}

struct node *with_dependency(struct transform *t, const struct node *dependencies,
                             const struct symbol *id)
{
    struct node *name = name_node(t, id);

    if (node_is_nothing(dependencies)) return name;
    struct node *list =
        node_is_list(dependencies) ? node_copy(t->b, dependencies) : LIST(t->b, dependencies);
    if (!list_holds(list, name)) list_add(t->b, list, name);
    return list;
}

void depends_on(struct transform *t, struct resource *resource, const struct symbol *id)
{
    const struct node *old = map_get(resource->node, K(DependsOn));

    map_set(t->b, resource->node, K(DependsOn), with_dependency(t, old, id));
}

void derive(struct transform *t, const struct sam_resource *from, const char *part,
            const struct symbol *generated)
{
    struct derived_reference *derived = arena_alloc(t->b->arena, sizeof *derived);

    *derived = (struct derived_reference){
        .part = slice_of(part),
        .id = generated,
        .before = table_get(&t->derived, from->id),
    };
    table_set(t->b->arena, &t->derived, from->id, derived);
    for (size_t i = 0; i < t->derived_parts.count; i++)
        if (slice_eq(t->derived_parts.items[i], derived->part)) return;
    VECTOR_PUSH(t->b->arena, &t->derived_parts, derived->part);
    t->part_letters |= UINT32_C(1) << (derived->part.text[0] & 31);
}

/* -- Tags ---------------------------------------------------------------------------------------
 */

/* Generated resource types that have a property Tags. */
static const struct symbol *const tagged[] = {
    K(AWS_ApiGateway_ApiKey),
    K(AWS_ApiGateway_DomainName),
    K(AWS_ApiGateway_DomainNameAccessAssociation),
    K(AWS_ApiGateway_DomainNameV2),
    K(AWS_ApiGateway_RestApi),
    K(AWS_ApiGateway_Stage),
    K(AWS_ApiGateway_UsagePlan),
    K(AWS_ApiGatewayV2_Api),
    K(AWS_ApiGatewayV2_DomainName),
    K(AWS_ApiGatewayV2_Stage),
    K(AWS_AppSync_GraphQLApi),
    K(AWS_CloudFormation_Stack),
    K(AWS_CodeDeploy_Application),
    K(AWS_CodeDeploy_DeploymentGroup),
    K(AWS_DynamoDB_Table),
    K(AWS_IAM_Role),
    K(AWS_IoT_TopicRule),
    K(AWS_Lambda_CapacityProvider),
    K(AWS_Lambda_Function),
    K(AWS_S3_Bucket),
    K(AWS_SNS_Topic),
    K(AWS_SQS_Queue),
    K(AWS_StepFunctions_StateMachine),
};

/* Says that a resource of the template that an event changes loses the tags it has there. */
static void warn_of_lost_tags(struct transform *t, const struct resource *resource)
{
    const struct node *original = map_get(t->resources, resource->id);
    const struct node *own = map_get(map_get(original, K(Properties)), K(Tags));

    if (map_count(original) && node_is_truthy(own) && has_type(original, resource->type))
        warn(t, own, SAM_LOST_TAGS,
             "PropagateTags of %.*s replaces these tags of %s, because an event of it changes the "
             "resource.",
             SLICE_ARG(t->subject.resource), resource->id->text);
}

static bool is_tagged(const struct symbol *type)
{
    for (size_t i = 0; i < sizeof tagged / sizeof *tagged; i++)
        if (type == tagged[i]) return true;
    return false;
}

void propagate_tags(struct transform *t, const struct node *tags, const struct node *propagate)
{
    if (!node_is_truthy(propagate) || !node_is_truthy(tags)) return;
    for (size_t i = 0; i < t->generated.count; i++) {
        struct resource *resource = t->generated.items[i];
        if (!is_tagged(resource->type)) continue;
        warn_of_lost_tags(t, resource);
        set(t, resource, K(Tags), tag_list(t, tags));
    }
}

/* -- Handing them over --------------------------------------------------------------------------
 */

/* Generated types that may take the place of a resource of the template, and of which type that one
 * must be. */
static const struct {
    const struct symbol *generated, *replaced;
} replacements[] = {
    {K(AWS_Lambda_Function), K(AWS_Serverless_Function)},
    {K(AWS_Lambda_LayerVersion), K(AWS_Serverless_LayerVersion)},
    {K(AWS_Lambda_CapacityProvider), K(AWS_Serverless_CapacityProvider)},
    {K(AWS_ApiGateway_RestApi), K(AWS_Serverless_Api)},
    {K(AWS_ApiGatewayV2_Api), K(AWS_Serverless_HttpApi)},
    {K(AWS_ApiGatewayV2_Api), K(AWS_Serverless_WebSocketApi)},
    {K(AWS_StepFunctions_StateMachine), K(AWS_Serverless_StateMachine)},
    {K(AWS_DynamoDB_Table), K(AWS_Serverless_SimpleTable)},
    {K(AWS_CloudFormation_Stack), K(AWS_Serverless_Application)},
    {K(AWS_AppSync_GraphQLApi), K(AWS_Serverless_GraphQLApi)},
    {K(AWS_S3_Bucket), K(AWS_S3_Bucket)},
    {K(AWS_SNS_Topic), K(AWS_SNS_Topic)},
    {K(AWS_Cognito_UserPool), K(AWS_Cognito_UserPool)},
    {K(AWS_ApiGateway_DomainName), K(AWS_ApiGateway_DomainName)},
    {K(AWS_ApiGateway_DomainNameV2), K(AWS_ApiGateway_DomainNameV2)},
    {K(AWS_ApiGateway_BasePathMapping), K(AWS_ApiGateway_BasePathMapping)},
    {K(AWS_ApiGateway_BasePathMappingV2), K(AWS_ApiGateway_BasePathMappingV2)},
};

static bool may_replace(const struct resource *resource, const struct node *existing)
{
    const struct node *type = map_get(existing, K(Type));

    for (size_t i = 0; i < sizeof replacements / sizeof *replacements; i++)
        if (replacements[i].generated == resource->type &&
            node_is_text(type, symbol_slice(replacements[i].replaced)))
            return true;
    return false;
}

static void report_duplicate(struct transform *t, const struct resource *resource,
                             const struct map_entry *existing)
{
    refuse_entry(t, existing, SAM_DUPLICATE_ID,
                 "SAM gives the logical id %s to the %s that it generates for %.*s, so no other "
                 "resource may have it. Rename this one.",
                 resource->id->text, resource->type->text, SLICE_ARG(t->subject.resource));
}

/* The properties without a list of policies that nobody added anything to. */
static const struct node *finished_properties(struct transform *t, const struct resource *resource)
{
    const struct node *policies = map_get(resource->properties, K(Policies));

    if (resource->type == K(AWS_IAM_Role) && policies && !list_count(policies))
        map_remove(t->b, resource->properties, K(Policies));
    return resource->properties;
}

/* Here the reference updates its dictionary by one with a single entry, which shows in its order.
 */
static void add_to_output(struct transform *t, const struct resource *resource)
{
    struct map *map = t->output->map;

    if (map && map_order(map)) python_order_reserve(t->b, map, 1);
    t->b->origin = resource->origin;
    map_set(t->b, resource->node, K(Properties), finished_properties(t, resource));
    map_set(t->b, t->output, resource->id, resource->node);
}

void publish_resources(struct transform *t)
{
    const struct node *origin = t->b->origin;

    for (size_t i = 0; i < t->generated.count; i++) {
        const struct resource *resource = t->generated.items[i];
        const struct map_entry *existing = map_find(t->resources, resource->id);
        if (existing && !may_replace(resource, existing->value))
            report_duplicate(t, resource, existing);
        else
            add_to_output(t, resource);
    }
    t->generated.count = 0;
    t->b->origin = origin;
}
