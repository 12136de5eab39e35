/* AWS::Serverless::WebSocketApi, while it is being converted.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-websocketapi.html
 */
#ifndef TRANSFORM_WEBSOCKET_API_H
#define TRANSFORM_WEBSOCKET_API_H

#include "transform/transform_internal.h"

struct websocket_api {
    struct transform *t;
    const struct sam_resource *sam;
    const struct node *properties; /* of the SAM resource */
    const struct node *routes;     /* Routes, parameters filled in; a map with at least one route */
    const struct node *auth;       /* Auth, parameters filled in; NULL when not given or empty */
    const struct node *stage_name; /* of its only stage */
};

/* A resource that belongs to the API: with its ApiId, and without any attributes. */
struct resource *add_websocket_resource(const struct websocket_api *w, const struct symbol *id,
                                        const struct symbol *type);

/* The URI by which the API calls the function whose ARN is the value of `property` in `map`. */
struct node *websocket_function_uri(const struct websocket_api *w, const struct node *map,
                                    const struct symbol *property);

/* -- Routes (websocket_route.c) ---------------------------------------------------------------- */

/* The logical id of a route. */
const struct symbol *websocket_route_id(const struct websocket_api *w, const struct symbol *key);

/* Adds all routes, what they call and the permissions for it. */
void add_websocket_routes(const struct websocket_api *w);

/* -- Auth (websocket_auth.c) ------------------------------------------------------------------- */

/* Checks that there is a route $connect when there is Auth. */
void check_connect_route(const struct websocket_api *w);

/* Whether Auth is complete. */
bool check_websocket_auth(const struct websocket_api *w);

/* Sets who may connect, on the route $connect. */
void set_websocket_auth(const struct websocket_api *w, struct resource *route);

/* Adds the authorizer when Auth names one. */
void add_websocket_authorizer(const struct websocket_api *w);

#endif
