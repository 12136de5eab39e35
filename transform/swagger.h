/* What SAM adds to the definition of a REST API (transform/definition.h), one function per thing
 * added. Keys are set in the sequence in which the reference sets them.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
#ifndef TRANSFORM_SWAGGER_H
#define TRANSFORM_SWAGGER_H

#include "transform/definition.h"

/* -- Methods (swagger.c) ------------------------------------------------------------------------
 */

/* How a method calls its function. */
struct lambda_integration {
    const struct node *uri;
    bool streamed;                  /* the answer is passed on while it is being made */
    const struct node *method_auth; /* Auth of the event; or NULL */
    const struct node *api_auth;    /* Auth of the API; or NULL */
    const struct symbol *condition; /* of the function; or NULL */
};

void swagger_add_lambda_integration(struct definition *definition, const struct symbol *path,
                                    const struct symbol *method,
                                    const struct lambda_integration *integration);

/* How a method starts a state machine. */
struct state_machine_integration {
    const struct node *uri;
    const struct node *credentials;      /* role ARN */
    const struct node *request_template; /* text of requestTemplates.application/json */
    const struct symbol *condition;
};

void swagger_add_state_machine_integration(struct definition *definition, const struct symbol *path,
                                           const struct symbol *method,
                                           const struct state_machine_integration *integration);

/* Calls work(context, method) for each definition of a method: there are two when the path or the
 * method is an Fn::If. */
typedef void swagger_method_work(struct definition *definition, void *context, struct node *method);
void swagger_for_method(struct definition *definition, const struct symbol *path,
                        const struct symbol *method, swagger_method_work *work, void *context);

/* The same for all methods of a path that have an integration. `options` false leaves the method
 * OPTIONS out. */
void swagger_for_integrated_methods(struct definition *definition, const struct symbol *path,
                                    bool options, swagger_method_work *work, void *context);

/* Sets timeoutInMillis of a method's integration. */
void swagger_set_timeout(struct definition *definition, const struct symbol *path,
                         const struct symbol *method, const struct node *timeout);

/* -- CORS (swagger_cors.c) ----------------------------------------------------------------------
 */

struct cors {
    const struct node *origin, *headers, *methods, *max_age; /* NULL: not given */
    bool credentials;
};

/* Adds an OPTIONS method to each path that has none. */
void swagger_add_cors(struct definition *definition, const struct cors *cors);

/* -- Security (swagger_security.c) --------------------------------------------------------------
 */

struct authorizer;

/* {name: scopes}, an item of a method's "security"; NULL for no scopes. */
struct node *security_requirement(struct transform *t, const struct symbol *name,
                                  const struct node *scopes);

/* Adds a security definition for each authorizer of a list ended by a name of NULL. */
void swagger_add_authorizers(struct definition *definition, const struct authorizer *authorizers);

/* Gives the default authorizer to all integrated methods that have none of their own. */
void swagger_set_default_authorizer(struct definition *definition,
                                    const struct authorizer *authorizers, const struct symbol *name,
                                    bool options);

/* Requires an API key of all integrated methods that do not refuse it. */
void swagger_require_api_key(struct definition *definition, bool options);

/* Refuses the document when the authorizer that an event names is no map; false then. */
bool refuse_wrong_authorizer(struct transform *t, const struct node *config);

/* Sets the authorizer and API key of one method, from the Auth of its event. `authorizers` is the
 * property of the API, or NULL. */
void swagger_set_method_auth(struct definition *definition, const struct symbol *path,
                             const struct symbol *method, const struct node *auth,
                             const struct node *authorizers);

/* -- Resource policies (swagger_policy.c) -------------------------------------------------------
 */

/* Adds the statements that a ResourcePolicy asks for, for one path. */
void swagger_add_resource_policy(struct definition *definition, const struct node *config,
                                 const struct symbol *path, const struct node *stage);

/* Adds CustomStatements: one, or a list. */
void swagger_add_custom_statements(struct definition *definition, const struct node *custom);

/* -- Requests and responses (swagger_request.c) -------------------------------------------------
 */

/* Adds Models as definitions. */
void swagger_add_models(struct definition *definition, const struct node *models);

/* Makes a model the body of a method. */
void swagger_set_request_model(struct definition *definition, const struct symbol *path,
                               const struct symbol *method, const struct node *request_model);

/* Sets the validator of a method. */
void swagger_set_validator(struct definition *definition, const struct symbol *path,
                           const struct symbol *method, bool body, bool parameters);

/* One of RequestParameters. */
struct request_parameter {
    struct slice name; /* method.request.header.X; text is NULL at the end of a list */
    const struct node *required, *caching; /* NULL: false */
};

void swagger_add_request_parameters(struct definition *definition, const struct symbol *path,
                                    const struct symbol *method,
                                    const struct request_parameter *parameters);

/* Adds GatewayResponses, which are sound. */
void swagger_add_gateway_responses(struct definition *definition, const struct node *responses);

/* DisableExecuteApiEndpoint: in OpenAPI 3 of each server, in Swagger 2.0 of the document. */
void swagger_disable_endpoint(struct definition *definition, const struct node *disable);

#endif
