/* AWS::Serverless::Api, while it is being converted.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html
 */
#ifndef TRANSFORM_API_H
#define TRANSFORM_API_H

#include "transform/definition.h"

struct api {
    struct transform *t;
    const struct sam_resource *sam;
    const struct node *properties; /* of the SAM resource */
    const struct node *auth;       /* Auth, parameters filled in; NULL when not given */
    struct node *domain;           /* Domain, parameters filled in, owned; NULL when not given */
    struct node *body;             /* DefinitionBody, owned; NULL when not given */
    const struct node *open_api_version; /* OpenApiVersion, or what the body says; or NULL */
    struct resource *rest_api, *deployment, *stage;
};

/* Edits of the definition that properties of the API ask for, in their order (api_definition.c). */
void edit_definition(struct api *api);

/* The last step of some edits: with OpenAPI 3, what Swagger 2.0 calls otherwise is renamed. */
void finish_open_api(struct api *api);

/* The logical id of the stage. */
const struct symbol *api_stage_id(const struct api *api);

/* Domain: custom domain name, mappings, DNS records (api_domain.c). */
void add_api_domain(struct api *api);

/* Auth.UsagePlan: usage plan and API keys (usage_plan.c). */
void add_usage_plan(struct api *api);

/* Warns, when all APIs are converted, of what CloudFormation will not take in the plan that they
 * share (usage_plan.c). */
void check_shared_usage_plan(struct transform *t);

/* Notes that a function with this FunctionName is called by an event of the API: the names feed the
 * hash of the API's deployment. */
void note_function_name(struct transform *t, const struct symbol *api,
                        const struct node *function_name);

/* The names noted so far, one behind the other. */
struct slice noted_function_names(const struct transform *t, const struct symbol *api);

#endif
