/* Auth of a WebSocket API: who may connect. */
#include "transform/websocket_api.h"

#include "transform/authorizer.h"

static void check_type(const struct websocket_api *w, const struct node *type)
{
    struct transform *t = w->t;
    struct slice name = upper_case(t, node_text(type)); /* in which the reference compares it */

    if (slice_eq(name, SLICE("CUSTOM"))) {
        if (!node_is_truthy(map_get(w->auth, K(AuthArn))))
            refuse(t, w->auth, SAM_AUTH,
                   "AuthType CUSTOM needs the function that authorizes. Set AuthArn.");
    } else if (!slice_eq(name, SLICE("AWS_IAM")) && !slice_eq(name, SLICE("NONE"))) {
        refuse(t, type, SAM_AUTH, "AuthType must be AWS_IAM, CUSTOM or NONE.");
        return;
    } else if (map_count(w->auth) > 1) {
        refuse(t, w->auth, SAM_AUTH,
               "AuthType %.*s has no further settings. Remove them, or set AuthType to CUSTOM.",
               SLICE_ARG(name));
    }
    if (!slice_eq(name, node_text(type)))
        warn(t, type, SAM_AUTH_TYPE_CASE,
             "AuthType is not written in capitals, and SAM takes it for NONE then: everybody may "
             "connect. Write %.*s.",
             SLICE_ARG(name));
}

void check_connect_route(const struct websocket_api *w)
{
    if (w->auth && !map_has(w->routes, K(DollarConnect)))
        refuse(w->t, w->auth, SAM_AUTH,
               "Auth says who may connect, but the API has no route $connect. Add it to Routes.");
}

bool check_websocket_auth(const struct websocket_api *w)
{
    struct transform *t = w->t;
    const struct node *type = map_get(w->auth, K(AuthType));
    size_t before = t->refusals;

    if (!w->auth) return true;
    if (!node_is_map(w->auth)) {
        refuse(t, w->auth, SAM_AUTH, "Auth must be a map, but is %s.", node_kind_name(w->auth));
        return false;
    }
    if (!node_is_truthy(type))
        refuse(t, w->auth, SAM_AUTH, "Auth needs AuthType: AWS_IAM, CUSTOM or NONE.");
    else if (!node_is_string(type))
        refuse(t, type, SAM_AUTH, "AuthType must be a string, but is %s.", node_kind_name(type));
    else
        check_type(w, type);
    return t->refusals == before;
}

/* -- Generating -------------------------------------------------------------------------------- */

static bool is_type(const struct websocket_api *w, struct slice type)
{
    return node_is_text(map_get(w->auth, K(AuthType)), type);
}

static const struct symbol *authorizer_id(const struct websocket_api *w)
{
    return ID(w->t, symbol_slice(w->sam->id), SLICE("ConnectAuthorizer"));
}

void set_websocket_auth(const struct websocket_api *w, struct resource *route)
{
    struct transform *t = w->t;
    bool custom = is_type(w, SLICE("CUSTOM")), iam = is_type(w, SLICE("AWS_IAM"));

    if (!w->auth) return;
    set(t, route, K(AuthorizationType),
        node_cstring(t->b, custom ? "CUSTOM"
                           : iam  ? "AWS_IAM"
                                  : "NONE"));
    if (custom) set(t, route, K(AuthorizerId), ref_to(t, authorizer_id(w)));
}

void add_websocket_authorizer(const struct websocket_api *w)
{
    struct transform *t = w->t;
    const struct node *name = given(w->auth, K(Name));
    const struct node *role = given(w->auth, K(InvokeRole));

    if (!is_type(w, SLICE("CUSTOM"))) return;
    struct resource *authorizer =
        add_websocket_resource(w, authorizer_id(w), K(AWS_ApiGatewayV2_Authorizer));

    set(t, authorizer, K(AuthorizerCredentialsArn), role);
    set(t, authorizer, K(AuthorizerType), STR(t->b, "REQUEST"));
    set(t, authorizer, K(AuthorizerUri), websocket_function_uri(w, w->auth, K(AuthArn)));
    set(t, authorizer, K(IdentitySource), given(w->auth, K(IdentitySource)));
    set(t, authorizer, K(Name), node_is_truthy(name) ? name : name_node(t, authorizer->id));
    if (!node_is_truthy(role))
        add_authorizer_permission(t, w->sam, SLICE(""), ATTRIBUTES_NONE, SLICE("${AWS::Partition}"),
                                  map_get(w->auth, K(AuthArn)));
}
