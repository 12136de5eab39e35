/* AWS::Serverless::HttpApi, while it is being converted.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-httpapi.html
 */
#ifndef TRANSFORM_HTTP_API_H
#define TRANSFORM_HTTP_API_H

#include "transform/definition.h"

struct http_api {
    struct transform *t;
    const struct sam_resource *sam;
    const struct node *properties; /* of the SAM resource, parameters filled in where it matters */
    struct node *domain;           /* Domain, parameters filled in, owned; NULL when not given */
    struct node *body;             /* DefinitionBody, owned; NULL when not given */
    const struct node
        *tags; /* Tags, and the tag of SAM if the definition can be tagged; NULL: none */
    struct resource *api, *stage; /* AWS::ApiGatewayV2::Api and ::Stage */
};

/* Edits of the definition that properties of the API ask for, in their order
 * (http_api_definition.c). */
void edit_http_definition(struct http_api *api);

/* The logical id of the stage. */
const struct symbol *http_api_stage_id(const struct http_api *api);

/* Domain: custom domain name, mappings, DNS records (http_api_domain.c). */
void add_http_api_domain(struct http_api *api);

#endif
