/* AWS::Serverless::GraphQLApi while it is being converted.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-graphqlapi.html
 */
#ifndef TRANSFORM_GRAPHQL_API_H
#define TRANSFORM_GRAPHQL_API_H

#include "transform/sam_types.h"

struct graphql_api {
    struct transform *t;
    const struct sam_resource *sam;
    const struct node *properties; /* as read_graphql_properties() gives them */
    const struct symbol *schema;   /* logical id of the schema */
    struct node *data_sources;     /* name -> logical id, an owned map */
    struct node *functions;        /* name -> expression for its id, an owned map */
    bool uses_none;                /* a function has the data source NONE */
};

/* The Properties in a form that all else can rely on, as transform/graphql_part_list.h says: parts
 * are maps with known properties, all that are required, and no null; texts are strings, switches
 * are booleans. What is wrong is reported; NULL then. (graphql_part.c) */
const struct node *read_graphql_properties(struct transform *t, const struct node *properties);

/* Authentication: properties of the API, and permissions for authorizers. (graphql_auth.c) */
void set_graphql_auth(struct graphql_api *g, struct resource *api);
void add_graphql_authorizer_connectors(struct graphql_api *g);

/* Data sources with their roles and connectors. (graphql_source.c) */
void add_graphql_data_sources(struct graphql_api *g);

/* Functions, and the resolvers that run them one after the other. (graphql_resolver.c) */
void add_graphql_functions(struct graphql_api *g);
void add_graphql_resolvers(struct graphql_api *g);

/* A resource with the attributes of the API, and what most of them have: its ApiId. */
struct resource *add_graphql_resource(struct graphql_api *g, const struct symbol *id,
                                      const struct symbol *type);

/* {"Fn::GetAtt": [api, "ApiId"]} */
struct node *graphql_api_id(const struct graphql_api *g);

/* Adds a role that AppSync may take on. */
struct resource *add_graphql_role(struct graphql_api *g, const struct symbol *id);

/* Adds a connector from one of the generated resources. It has no attributes of the API. */
void add_graphql_connector(struct graphql_api *g, const struct symbol *id,
                           const struct node *source, const struct node *destination,
                           const struct node *permissions);

/* Begins the work on a part such as a data source or a resolver: it is the origin of what is
 * generated, and findings are reported under `name`, by which the reference refuses it. */
void begin_graphql_part(struct graphql_api *g, const struct symbol *name, const struct node *node);

/* Ends it: the API itself is worked on again. */
void end_graphql_part(struct graphql_api *g);

#endif
