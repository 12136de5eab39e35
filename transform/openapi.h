/* What SAM adds to the OpenAPI 3 definition of an HTTP API (transform/definition.h).
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
 */
#ifndef TRANSFORM_OPENAPI_H
#define TRANSFORM_OPENAPI_H

#include "transform/swagger.h"

/* Adds the call of a function to a method, unless the method has an integration. */
void openapi_add_lambda_integration(struct definition *definition, const struct symbol *path,
                                    const struct symbol *method, const struct node *uri,
                                    const struct symbol *condition);

/* Sets a key of the integration of a method. */
void openapi_set_integration_key(struct definition *definition, const struct symbol *path,
                                 const struct symbol *method, const struct symbol *key,
                                 const struct node *value);

/* Declares the variables of the path as parameters of those methods that have an integration. */
void openapi_add_path_parameters(struct definition *definition, const struct symbol *path,
                                 const struct symbol *method);

/* Adds a requirement {authorizer: scopes} to a method; `scopes` may be NULL. */
void openapi_set_authorizer(struct definition *definition, const struct symbol *path,
                            const struct symbol *method, const struct symbol *authorizer,
                            const struct node *scopes);

/* Gives the default authorizer to all integrated methods that have no security of their own. */
void openapi_set_default_authorizer(struct definition *definition, const struct symbol *authorizer,
                                    const struct node *scopes);

/* The security schemes (components.securitySchemes), made if need be; NULL after an error. */
struct node *openapi_security_schemes(struct definition *definition);

/* Whether the default route of the definition calls the function. */
bool openapi_default_route_calls(const struct definition *definition,
                                 const struct symbol *function);

#endif
