/* Who may call a GraphQL API: one way to authenticate, and any number of additional ones. AppSync
 * needs the permission to call each Lambda authorizer, which a connector grants.
 */
#include "transform/graphql_api.h"

/* The ways to authenticate that have a configuration, as SAM and CloudFormation call it. */
static const struct {
    const char *type;
    const struct symbol *config, *generated;
} schemes[] = {
    {"AWS_LAMBDA", K(LambdaAuthorizer), K(LambdaAuthorizerConfig)},
    {"OPENID_CONNECT", K(OpenIDConnect), K(OpenIDConnectConfig)},
    {"AMAZON_COGNITO_USER_POOLS", K(UserPool), K(UserPoolConfig)},
};

enum { SCHEMES = sizeof schemes / sizeof *schemes };

static void check_configs(struct transform *t, const struct node *auth)
{
    int configs = 0;

    for (int i = 0; i < SCHEMES; i++) {
        bool given_config = map_has(auth, schemes[i].config);
        bool needed = node_is_text(map_get(auth, K(Type)), slice_of(schemes[i].type));
        configs += given_config;
        if (given_config && !needed)
            warn(t, map_get(auth, schemes[i].config), SAM_IGNORED,
                 "%s has no effect: it is for authentication of type %s.", schemes[i].config->text,
                 schemes[i].type);
        if (needed && !given_config)
            refuse(t, auth, SAM_AUTH, "Authentication of type %s needs %s.", schemes[i].type,
                   schemes[i].config->text);
    }
    if (configs > 1)
        refuse(t, auth, SAM_AUTH,
               "One Auth takes one configuration: LambdaAuthorizer, OpenIDConnect or UserPool. Put "
               "others into Additional.");
}

/* Sets the configuration that the type asks for, unless it is empty. */
static void set_config(struct transform *t, struct node *to, const struct node *auth)
{
    for (int i = 0; i < SCHEMES; i++) {
        const struct node *config = map_get(auth, schemes[i].config);
        if (node_is_text(map_get(auth, K(Type)), slice_of(schemes[i].type)) && map_count(config))
            map_set(t->b, to, schemes[i].generated, config);
    }
}

/* An item of AdditionalAuthenticationProviders. A user pool has no DefaultAction there. */
static struct node *additional_provider(struct transform *t, const struct node *auth)
{
    struct node *provider = MAP(t->b, {K(AuthenticationType), map_get(auth, K(Type))});

    set_config(t, provider, auth);
    if (map_has(provider, K(UserPoolConfig)))
        map_remove(t->b, map_edit(t->b, provider, K(UserPoolConfig)), K(DefaultAction));
    return provider;
}

void set_graphql_auth(struct graphql_api *g, struct resource *api)
{
    struct transform *t = g->t;
    const struct node *auth = map_get(g->properties, K(Auth));
    struct node *additional = node_list(t->b);

    check_configs(t, auth);
    set(t, api, K(AuthenticationType), map_get(auth, K(Type)));
    set_config(t, api->properties, auth);
    LIST_EACH (map_get(auth, K(Additional)), each) {
        check_configs(t, each.value);
        list_add(t->b, additional, additional_provider(t, each.value));
    }
    if (additional->count) set(t, api, K(AdditionalAuthenticationProviders), additional);
}

static void add_authorizer_connector(struct graphql_api *g, const struct node *auth,
                                     unsigned *count)
{
    struct transform *t = g->t;
    const struct node *uri = map_get(map_get(auth, K(LambdaAuthorizer)), K(AuthorizerUri));

    if (!node_is_text(map_get(auth, K(Type)), SLICE("AWS_LAMBDA"))) return;
    const struct symbol *id = symbol_for(
        t, slice_printf(t->b->arena, "%sToLambdaAuthConnector%u", g->sam->id->text, ++*count));
    begin_graphql_part(g, id, auth);
    if (node_is_truthy(uri))
        add_graphql_connector(
            g, id,
            MAP(t->b, {K(Type), name_node(t, K(AWS_AppSync_GraphQLApi))},
                {K(ResourceId), graphql_api_id(g)}),
            MAP(t->b, {K(Type), name_node(t, K(AWS_Lambda_Function))}, {K(Arn), uri}),
            LIST(t->b, STR(t->b, "Write")));
    else
        refuse(t, uri, SAM_AUTH, "AuthorizerUri must be the ARN of a Lambda function.");
    end_graphql_part(g);
}

void add_graphql_authorizer_connectors(struct graphql_api *g)
{
    const struct node *auth = map_get(g->properties, K(Auth));
    unsigned count = 0;

    add_authorizer_connector(g, auth, &count);
    LIST_EACH (map_get(auth, K(Additional)), each)
        add_authorizer_connector(g, each.value, &count);
}
