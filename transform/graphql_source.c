/* Data sources of a GraphQL API: DynamoDB tables and Lambda functions. Without ServiceRoleArn a
 * data source gets a role, and a connector that lets it use the table or function.
 */
#include "transform/graphql_api.h"

/* What is common to a kind of data source. */
struct source_kind {
    const struct symbol *group;     /* property of DataSources */
    struct slice suffix;            /* of logical ids */
    const char *type;               /* of the data source */
    struct slice connector_suffix;  /* of the connector's logical id */
    const struct symbol *connected; /* type of the resource that it is connected to */
};

static const struct source_kind tables = {
    K(DynamoDb),           {"DynamoDBDataSource", 18}, "AMAZON_DYNAMODB", {"ToTableConnector", 16},
    K(AWS_DynamoDB_Table),
};

static const struct source_kind functions = {
    K(Lambda),
    {"LambdaDataSource", 16},
    "AWS_LAMBDA",
    {"ToLambdaConnector", 17},
    K(AWS_Lambda_Function),
};

/* The role is generated, and lets the data source use the resource with that ARN. */
static const struct node *generated_role(struct graphql_api *g, const struct source_kind *kind,
                                         const struct resource *source, const struct node *arn,
                                         const struct node *permissions)
{
    struct transform *t = g->t;
    const struct symbol *role = ID(t, symbol_slice(source->id), SLICE("Role"));

    add_graphql_role(g, role);
    add_graphql_connector(g, ID(t, symbol_slice(source->id), kind->connector_suffix),
                          MAP(t->b, {K(Type), name_node(t, K(AWS_AppSync_DataSource))},
                              {K(RoleName), ref_to(t, role)}),
                          MAP(t->b, {K(Type), name_node(t, kind->connected)}, {K(Arn), arn}),
                          permissions);
    return attribute_of(t, role, "Arn");
}

static struct resource *add_source(struct graphql_api *g, const struct source_kind *kind,
                                   const struct symbol *name, const struct node *node,
                                   const struct node *arn, const struct node *permissions)
{
    struct transform *t = g->t;
    const struct symbol *id = ID(t, symbol_slice(g->sam->id), symbol_slice(name), kind->suffix);
    struct resource *source = add_graphql_resource(g, id, K(AWS_AppSync_DataSource));
    const struct node *own_name = map_get(node, K(Name)), *role = map_get(node, K(ServiceRoleArn));

    set(t, source, K(Description), map_get(node, K(Description)));
    set(t, source, K(Name), node_is_truthy(own_name) ? own_name : name_node(t, name));
    set(t, source, K(Type), node_cstring(t->b, kind->type));
    set(t, source, K(ServiceRoleArn),
        node_is_truthy(role) ? role : generated_role(g, kind, source, arn, permissions));
    map_set(t->b, g->data_sources, name, name_node(t, id));
    return source;
}

/* -- DynamoDB --------------------------------------------------------------------------------- */

static const struct node *region_of(const struct graphql_api *g, const struct node *node)
{
    const struct node *region = map_get(node, K(Region));

    return node_is_truthy(region) ? region : MAP(g->t->b, {K(Ref), STR(g->t->b, "AWS::Region")});
}

static const struct node *table_arn(const struct graphql_api *g, const struct node *node)
{
    struct builder *b = g->t->b;
    const struct node *arn = map_get(node, K(TableArn));
    struct slice pattern = SLICE(
        "arn:${AWS::Partition}:dynamodb:${__Region__}:${AWS::AccountId}:table/${__TableName__}");

    if (node_is_truthy(arn)) return arn;
    return sub_with(g->t, pattern,
                    MAP(b, {K(TableNameVariable), map_get(node, K(TableName))},
                        {K(RegionVariable), region_of(g, node)}));
}

static void add_table(struct graphql_api *g, const struct symbol *name, const struct node *node)
{
    static const struct symbol *const options[] = {K(UseCallerCredentials), K(Versioned)};
    struct transform *t = g->t;
    const struct node *permissions = map_get(node, K(Permissions));
    struct node *config =
        MAP(t->b, {K(AwsRegion), region_of(g, node)}, {K(TableName), map_get(node, K(TableName))},
            {K(DeltaSyncConfig), map_get(node, K(DeltaSync))});

    if (!node_is_truthy(permissions))
        permissions = LIST(t->b, STR(t->b, "Read"), STR(t->b, "Write"));
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        if (node_is_truthy(map_get(node, options[i])))
            map_set(t->b, config, options[i], map_get(node, options[i]));
    struct resource *source = add_source(g, &tables, name, node, table_arn(g, node), permissions);
    set(t, source, K(DynamoDBConfig), config);
}

/* -- Lambda ----------------------------------------------------------------------------------- */

static void add_function(struct graphql_api *g, const struct symbol *name, const struct node *node)
{
    struct transform *t = g->t;
    const struct node *arn = map_get(node, K(FunctionArn));
    struct resource *source =
        add_source(g, &functions, name, node, arn, LIST(t->b, STR(t->b, "Write")));

    set(t, source, K(LambdaConfig), MAP(t->b, {K(LambdaFunctionArn), arn}));
}

/* -- All of them ------------------------------------------------------------------------------ */

static void add_group(struct graphql_api *g, const struct source_kind *kind,
                      void (*add)(struct graphql_api *g, const struct symbol *name,
                                  const struct node *node))
{
    const struct node *sources = map_get(g->properties, K(DataSources));

    MAP_EACH (map_get(sources, kind->group), each) {
        begin_graphql_part(g, g->sam->id, each.value);
        add(g, each.key, each.value);
        end_graphql_part(g);
    }
}

void add_graphql_data_sources(struct graphql_api *g)
{
    add_group(g, &tables, add_table);
    add_group(g, &functions, add_function);
}
