/* The event source HttpApi of functions: a route of an HTTP API that calls them.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-httpapi.html
 */
#include "transform/api_path.h"
#include "transform/event_sources.h"
#include "transform/function.h"
#include "transform/openapi.h"

struct http_event {
    struct event *event;
    struct transform *t;
    struct node *properties; /* of the API; owned */
    const struct symbol *path, *method;
};

void link_http_api_event(struct event *event)
{
    struct transform *t = event->t;
    const struct node *value = event_property(event, K(ApiId));
    const struct symbol *api = id_or_ref_target(t->b, value);

    if (api && map_has(t->resources, api))
        event->linked = api;
    else
        refuse(t, value, SAM_EVENT_TARGET,
               "ApiId must be a Ref to an HTTP API in this template, because the route is entered "
               "there.");
}

/* -- Auth ---------------------------------------------------------------------------------------
 */

#define CANNOT_SET_AUTHORIZER "The authorizer %.*s cannot be set for %s %s: "

/* The authorizer that the method asks for; NULL when there is none, or after an error. */
static const struct symbol *authorizer_of(struct http_event *e, const struct node *auth)
{
    struct transform *t = e->t;
    const struct node *api_auth = given(e->properties, K(Auth));
    const struct node *authorizers = given(api_auth, K(Authorizers));
    const struct node *iam = given(api_auth, K(EnableIamAuthorizer));
    bool iam_enabled = node_is(iam, NODE_BOOL) && iam->truth;
    const struct node *name = given(auth, K(Authorizer));
    const char *problem = NULL;

    if (!node_is_truthy(name)) name = given(api_auth, K(DefaultAuthorizer));
    if (!node_is_truthy(name)) return NULL;
    if (node_is_text(name, SLICE("NONE")))
        problem = node_is_truthy(given(api_auth, K(DefaultAuthorizer)))
                      ? NULL
                      : "NONE takes back the default authorizer, but the API has none.";
    else if (node_is_text(name, SLICE("AWS_IAM")) && iam_enabled)
        problem = NULL;
    else if (!node_is_truthy(authorizers))
        problem = "the API defines no Authorizers. Add it to Auth.Authorizers of the API.";
    else if (!node_is_string(name))
        problem = "it must be the name of an authorizer.";
    else if (!node_is_truthy(map_get(authorizers, symbol_for(t, node_text(name)))))
        problem = "it is not defined in Auth.Authorizers of the API.";
    if (!problem) return symbol_for(t, node_text(name));
    refuse(t, name, SAM_AUTH, CANNOT_SET_AUTHORIZER "%s",
           SLICE_ARG(node_is_string(name) ? node_text(name) : SLICE("of this event")),
           e->method->text, e->path->text, problem);
    return NULL;
}

static void set_auth(struct http_event *e, struct definition *definition)
{
    struct transform *t = e->t;
    const struct node *auth = event_property(e->event, K(Auth));
    const struct node *scopes = given(auth, K(AuthorizationScopes));
    const struct node *api_auth = map_get(e->properties, K(Auth));

    if (!node_is_truthy(auth)) return;
    if (api_auth && !node_is_map(api_auth)) {
        t->subject.resource = symbol_slice(e->event->linked);
        refuse(t, api_auth, SAM_TYPE, "Auth must be a map, but is %s.", node_kind_name(api_auth));
        return;
    }
    const struct symbol *authorizer = authorizer_of(e, auth);
    if (t->refusals) return;
    if (!authorizer)
        refuse(t, auth, SAM_AUTH,
               "Auth needs an Authorizer, here or as DefaultAuthorizer of the API.");
    else if (node_is_truthy(scopes) && !node_is_list(scopes))
        refuse(t, scopes, SAM_TYPE, "AuthorizationScopes must be a list, but is %s.",
               node_kind_name(scopes));
    if (t->refusals || !authorizer) return;
    const struct node *authorizers = given(api_auth, K(Authorizers));
    if (slice_eq(symbol_slice(authorizer), SLICE("NONE")) ||
        slice_eq(symbol_slice(authorizer), SLICE("AWS_IAM")))
        scopes = NULL;
    else if (!refuse_wrong_authorizer(t, given(authorizers, authorizer)))
        return;
    else if (!node_is_truthy(scopes))
        scopes = given(map_get(authorizers, authorizer), K(AuthorizationScopes));
    openapi_set_authorizer(definition, e->path, e->method, authorizer, scopes);
}

/* -- Permission ---------------------------------------------------------------------------------
 */

static void add_route_permission(struct http_event *e)
{
    struct transform *t = e->t;
    struct event *event = e->event;
    struct slice path = path_in_arn(t, symbol_slice(e->path), API_HTTP);
    struct slice method = method_in_arn(t, symbol_slice(e->method));
    if (slice_eq(path, SLICE("$default"))) path = SLICE("");
    if (slice_eq(path, SLICE("/$default")) &&
        slice_eq(lower_case(t, node_text(event_property(event, K(Method)))), SLICE("any"))) {
        method = SLICE("");
        path = SLICE("$default");
    }
    struct slice arn = CONCAT(t->b->arena,
                              SLICE("arn:${AWS::Partition}:execute-api:${AWS::Region}:"
                                    "${AWS::AccountId}:${__ApiId__}/${__Stage__}/"),
                              method, path);
    struct node *names =
        MAP(t->b, {symbol_for(t, SLICE("__ApiId__")), event_property(event, K(ApiId))},
            {symbol_for(t, SLICE("__Stage__")), STR(t->b, "*")});

    add_permission(event, event->id, SLICE(""), "apigateway.amazonaws.com", sub_with(t, arn, names),
                   NULL);
}

/* -- The route ----------------------------------------------------------------------------------
 */

static const struct node *function_uri(const struct function *f)
{
    struct transform *t = f->t;
    const struct symbol *target = f->alias ? f->alias->id : f->sam->id;
    struct slice text =
        CONCAT(t->b->arena,
               SLICE("arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/"
                     "functions/${"),
               symbol_slice(target), f->alias ? SLICE("}") : SLICE(".Arn}"), SLICE("/invocations"));

    return MAP(t->b, {K(FnSub), f->alias ? node_string(t->b, text) : node_user_string(t->b, text)});
}

static void add_route(struct http_event *e, struct definition *definition)
{
    struct transform *t = e->t;
    struct event *event = e->event;
    const struct node *timeout = event_property(event, K(TimeoutInMillis));
    const struct node *format = event_property(event, K(PayloadFormatVersion));
    bool managed = node_is_truthy(map_get(e->properties, K(ManageSwagger)));

    if (managed && definition_has_integration(definition, e->path, e->method)) {
        refuse(t, event->node, SAM_EVENT,
               "The method %s of the path %s is defined by another event already.", e->method->text,
               e->path->text);
        return;
    }
    openapi_add_lambda_integration(definition, e->path, e->method, function_uri(event->function),
                                   event->target.condition);
    if (t->aborted) return;
    openapi_add_path_parameters(definition, e->path, e->method);
    if (t->aborted) return;
    set_auth(e, definition);
    if (t->refusals && managed && !t->aborted)
        definition_clear_method(definition, e->path, e->method);
    if (t->refusals) return;
    if (node_is_truthy(timeout))
        openapi_set_integration_key(definition, e->path, e->method, K(timeoutInMillis), timeout);
    if (node_is_truthy(format))
        openapi_set_integration_key(definition, e->path, e->method, K(payloadFormatVersion),
                                    format);
}

/* RouteSettings have been entered into the API, with the condition of the function around them. */
static void check_route_settings(struct event *event)
{
    struct transform *t = event->t;
    const struct node *settings = event_property(event, K(RouteSettings));

    if (!settings || node_is_map(settings)) return;
    t->subject.resource = symbol_slice(event->id);
    refuse(t, settings, SAM_TYPE, "RouteSettings must be a map, but is %s.",
           node_kind_name(settings));
}

void convert_http_api_event(struct event *event)
{
    struct transform *t = event->t;
    struct node *api = map_edit(t->b, t->resources, event->linked);
    struct http_event e = {
        .event = event,
        .t = t,
        .properties = map_edit(t->b, api, K(Properties)),
        .path = symbol_for(t, node_text(event_property(event, K(Path)))),
        .method = method_symbol(t, event_property(event, K(Method))),
    };
    struct node *body = map_edit(t->b, e.properties, K(DefinitionBody));

    check_route_settings(event);
    if (t->refusals) return;
    if (node_is_nothing(body)) {
        add_route_permission(&e);
        return;
    }
    if (!definition_is_valid(body, API_HTTP)) {
        t->subject.resource = symbol_slice(event->linked);
        refuse(t, body, SAM_API, "DefinitionBody is no OpenAPI 3 document with paths.");
        return;
    }
    struct definition definition = definition_open(t, body, API_HTTP);
    if (t->aborted) return;
    if (event_property(event, K(Path))->flags & NODE_NATIVE) definition.own_path = e.path;
    bool default_path = e.path->size == 0 || slice_eq(symbol_slice(e.path), SLICE("$default"));
    if (default_path || !openapi_default_route_calls(&definition, event->owner->id))
        add_route_permission(&e);
    add_route(&e, &definition);
    if (!t->refusals && !t->aborted) definition_close(&definition);
}
