/* AWS::Serverless::GraphQLApi: an AppSync API with its schema, keys, domain name and cache; the
 * data sources, functions and resolvers are in files beside this one. What is generated comes in
 * the order of the reference, which lets the later of two resources with one logical id stand.
 */
#include "transform/graphql_api.h"

#include "transform/policies.h"

/* -- Generated resources ---------------------------------------------------------------------- */

struct node *graphql_api_id(const struct graphql_api *g)
{
    return attribute_of(g->t, g->sam->id, "ApiId");
}

struct resource *add_graphql_resource(struct graphql_api *g, const struct symbol *id,
                                      const struct symbol *type)
{
    struct resource *resource = add_resource(g->t, id, type, g->sam, ATTRIBUTES_MAIN);

    set(g->t, resource, K(ApiId), graphql_api_id(g));
    return resource;
}

struct resource *add_graphql_role(struct graphql_api *g, const struct symbol *id)
{
    struct resource *role = add_resource(g->t, id, K(AWS_IAM_Role), g->sam, ATTRIBUTES_MAIN);

    set(g->t, role, K(AssumeRolePolicyDocument), assume_role_policy(g->t, "appsync.amazonaws.com"));
    return role;
}

void begin_graphql_part(struct graphql_api *g, const struct symbol *name, const struct node *node)
{
    return_to_subject(g->t, name, node);
}

void end_graphql_part(struct graphql_api *g)
{
    return_to_subject(g->t, g->sam->id, g->sam->node);
}

void add_graphql_connector(struct graphql_api *g, const struct symbol *id,
                           const struct node *source, const struct node *destination,
                           const struct node *permissions)
{
    struct transform *t = g->t;
    struct subject part = t->subject;
    struct sam_resource connector = {
        .id = id,
        .node = node_map(t->b),
        .properties = MAP(t->b, {K(Source), source}, {K(Destination), destination},
                          {K(Permissions), permissions}),
    };

    t->subject.resource = symbol_slice(id);
    convert_connector(t, &connector);
    t->subject = part;
}

/* -- The API ---------------------------------------------------------------------------------- */

static const struct symbol *log_role_id(const struct graphql_api *g)
{
    return ID(g->t, symbol_slice(g->sam->id), SLICE("CloudWatchRole"));
}

/* Whether logs are written with a role that is generated. */
static bool has_log_role(const struct graphql_api *g)
{
    const struct node *logging = map_get(g->properties, K(Logging));

    if (node_is(logging, NODE_BOOL)) return logging->truth;
    return !node_is_truthy(map_get(logging, K(CloudWatchLogsRoleArn)));
}

static struct node *log_config(const struct graphql_api *g)
{
    struct transform *t = g->t;
    const struct node *logging = map_get(g->properties, K(Logging));
    struct node *config = node_map(t->b);

    if (node_is(logging, NODE_BOOL) && !logging->truth) return NULL;
    MAP_EACH (logging, each)
        if (node_is_truthy(each.value)) map_set(t->b, config, each.key, each.value);
    if (!map_has(config, K(FieldLogLevel)))
        map_set(t->b, config, K(FieldLogLevel), STR(t->b, "ALL"));
    if (has_log_role(g))
        map_set(t->b, config, K(CloudWatchLogsRoleArn), attribute_of(t, log_role_id(g), "Arn"));
    return config;
}

static void add_log_role(struct graphql_api *g)
{
    struct transform *t = g->t;
    struct slice policy = SLICE("arn:${AWS::Partition}:iam::aws:policy/service-role/"
                                "AWSAppSyncPushToCloudWatchLogs");

    if (!has_log_role(g)) return;
    set(t, add_graphql_role(g, log_role_id(g)), K(ManagedPolicyArns),
        LIST(t->b, sub_of(t, policy)));
}

/* The user's tags, then the one that SAM sets. */
static struct node *api_tags(const struct graphql_api *g)
{
    struct transform *t = g->t;
    struct node *tags = node_map(t->b);

    map_merge(t->b, tags, map_get(g->properties, K(Tags)));
    map_set(t->b, tags, symbol_for(t, SLICE("graphqlapi:createdBy")), STR(t->b, "SAM"));
    return tag_list(t, tags);
}

static void add_api(struct graphql_api *g)
{
    static const struct symbol *const copied[] = {K(Visibility), K(OwnerContact),
                                                  K(IntrospectionConfig), K(QueryDepthLimit),
                                                  K(ResolverCountLimit)};
    struct transform *t = g->t;
    const struct node *p = g->properties, *name = map_get(p, K(Name));
    struct resource *api =
        add_resource(t, g->sam->id, K(AWS_AppSync_GraphQLApi), g->sam, ATTRIBUTES_MAIN);

    set(t, api, K(Name), node_is_truthy(name) ? name : name_node(t, g->sam->id));
    set(t, api, K(Tags), api_tags(g));
    set(t, api, K(XrayEnabled), map_get(p, K(XrayEnabled)));
    set_graphql_auth(g, api);
    set(t, api, K(LogConfig), log_config(g));
    for (size_t i = 0; i < sizeof copied / sizeof *copied; i++)
        if (node_is_truthy(map_get(p, copied[i]))) set(t, api, copied[i], map_get(p, copied[i]));
}

/* -- What belongs to it ----------------------------------------------------------------------- */

static void add_schema(struct graphql_api *g)
{
    struct transform *t = g->t;
    const struct node *text = map_get(g->properties, K(SchemaInline));
    const struct node *uri = map_get(g->properties, K(SchemaUri));
    struct resource *schema = add_graphql_resource(g, g->schema, K(AWS_AppSync_GraphQLSchema));

    if (node_is_truthy(text) == node_is_truthy(uri))
        refuse(t, uri, SAM_CONFLICT,
               "The schema is either SchemaInline, its text, or SchemaUri, its location in S3. Set "
               "one of them.");
    set(t, schema, K(Definition), text);
    set(t, schema, K(DefinitionS3Location), uri);
}

static void add_api_keys(struct graphql_api *g)
{
    struct transform *t = g->t;

    MAP_EACH (map_get(g->properties, K(ApiKeys)), each) {
        const struct symbol *id = ID(t, symbol_slice(g->sam->id), symbol_slice(each.key));
        begin_graphql_part(g, g->sam->id, each.value);
        struct resource *key = add_graphql_resource(g, id, K(AWS_AppSync_ApiKey));
        set(t, key, K(ApiKeyId), map_get(each.value, K(ApiKeyId)));
        set(t, key, K(Description), map_get(each.value, K(Description)));
        set(t, key, K(Expires), map_get(each.value, K(ExpiresOn)));
        end_graphql_part(g);
    }
}

static void add_cache(struct graphql_api *g)
{
    const struct node *cache = map_get(g->properties, K(Cache));
    const struct symbol *id = ID(g->t, symbol_slice(g->sam->id), SLICE("ApiCache"));

    if (!cache) return;
    begin_graphql_part(g, g->sam->id, cache);
    struct resource *resource = add_graphql_resource(g, id, K(AWS_AppSync_ApiCache));
    MAP_EACH (cache, each)
        set(g->t, resource, each.key, each.value);
    end_graphql_part(g);
}

static void add_domain_name(struct graphql_api *g)
{
    struct transform *t = g->t;
    const struct node *domain = map_get(g->properties, K(DomainName));
    const struct symbol *id = ID(t, symbol_slice(g->sam->id), SLICE("DomainName"));
    const struct symbol *association = ID(t, symbol_slice(id), SLICE("ApiAssociation"));

    if (!domain) return;
    begin_graphql_part(g, g->sam->id, domain);
    struct resource *resource =
        add_resource(t, id, K(AWS_AppSync_DomainName), g->sam, ATTRIBUTES_MAIN);
    MAP_EACH (domain, each)
        set(t, resource, each.key, each.value);
    resource = add_graphql_resource(g, association, K(AWS_AppSync_DomainNameApiAssociation));
    set(t, resource, K(DomainName), ref_to(t, id));
    end_graphql_part(g);
}

/* The data source for functions that need none. */
static void add_none_source(struct graphql_api *g)
{
    struct transform *t = g->t;
    const struct symbol *id = ID(t, symbol_slice(g->sam->id), SLICE("NoneDataSource"));

    if (!g->uses_none) return;
    struct resource *source = add_graphql_resource(g, id, K(AWS_AppSync_DataSource));
    set(t, source, K(Name), name_node(t, id));
    set(t, source, K(Type), STR(t->b, "NONE"));
}

void convert_graphql_api(struct transform *t, const struct sam_resource *sam)
{
    struct graphql_api g = {
        .t = t,
        .sam = sam,
        .properties = read_graphql_properties(t, sam->properties),
        .schema = ID(t, symbol_slice(sam->id), SLICE("Schema")),
        .data_sources = node_map(t->b),
        .functions = node_map(t->b),
    };

    if (!g.properties) return;
    add_api(&g);
    add_schema(&g);
    if (t->refusals) return;
    add_graphql_authorizer_connectors(&g);
    add_log_role(&g);
    add_api_keys(&g);
    add_cache(&g);
    add_graphql_data_sources(&g);
    add_domain_name(&g);
    add_graphql_functions(&g);
    add_graphql_resolvers(&g);
    add_none_source(&g);
}
