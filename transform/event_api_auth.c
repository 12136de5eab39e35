/* Auth of the event source Api: who may call its method. What is wrong is refused before anything
 * is set, in the sequence of the reference, which reports one error of an event.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-apifunctionauth.html
 */
#include "transform/event_api.h"

#include "transform/swagger.h"

/* -- Checking -----------------------------------------------------------------------------------
 */

/* An error of the API that the event brings to light. */
static bool check_api_auth(struct api_event *e, const struct node *auth)
{
    struct transform *t = e->t;
    const struct node *authorizers = given(e->auth, K(Authorizers));
    bool named = node_is_truthy(given(auth, K(Authorizer)));
    const char *what = NULL;
    const struct node *wrong = NULL;

    if (node_is_truthy(e->auth) && !node_is_map(e->auth)) {
        what = "Auth";
        wrong = e->auth;
    } else if (named && node_is_truthy(authorizers) && !node_is_map(authorizers)) {
        what = "Auth.Authorizers";
        wrong = authorizers;
    } else {
        return true;
    }
    t->subject.resource = symbol_slice(e->event->linked);
    refuse(t, wrong, SAM_TYPE, "%s must be a map, but is %s.", what, node_kind_name(wrong));
    return false;
}

static bool check_authorizer(struct api_event *e, const struct node *auth)
{
    struct transform *t = e->t;
    const struct node *name = given(auth, K(Authorizer));
    const struct node *authorizers = given(e->auth, K(Authorizers));
    const char *problem = NULL;

    if (!node_is_truthy(name) || node_is_text(name, SLICE("AWS_IAM"))) return true;
    if (node_is_text(name, SLICE("NONE"))) {
        if (node_is_truthy(given(e->auth, K(DefaultAuthorizer)))) return true;
        problem = "NONE takes back the default authorizer, but the API has no DefaultAuthorizer.";
    } else if (!node_is_truthy(authorizers)) {
        problem = "the API defines no Authorizers. Add it to Auth.Authorizers of the API.";
    } else if (!node_is_string(name)) {
        problem = "it must be the name of an authorizer.";
    } else if (!node_is_truthy(map_get(authorizers, symbol_for(t, node_text(name))))) {
        problem = "it is not defined in Auth.Authorizers of the API.";
    } else {
        return true;
    }
    refuse(t, name, SAM_AUTH, "The authorizer %.*s cannot be set for %s %s: %s",
           SLICE_ARG(node_is_string(name) ? node_text(name) : SLICE("of this event")),
           e->method->text, e->path->text, problem);
    return false;
}

static bool check_scopes(struct api_event *e, const struct node *auth)
{
    struct transform *t = e->t;
    const struct node *scopes = given(auth, K(AuthorizationScopes));

    if (!node_is_truthy(scopes)) return true;
    if (!node_is_list(scopes))
        refuse(t, scopes, SAM_TYPE, "AuthorizationScopes must be a list, but is %s.",
               node_kind_name(scopes));
    else if (!node_is_truthy(given(auth, K(Authorizer))))
        refuse(t, scopes, SAM_AUTH, "AuthorizationScopes needs an Authorizer beside it.");
    else
        return true;
    return false;
}

/* Whether OverrideApiAuth of a function's event has something to put in place of the API's Auth. */
static bool check_override(struct api_event *e, const struct node *auth)
{
    const struct node *override = given(auth, K(OverrideApiAuth));

    if (!e->event->function || !node_is_truthy(override) ||
        node_is_truthy(given(auth, K(Authorizer))) ||
        node_is_truthy(given(auth, K(ApiKeyRequired))) ||
        node_is_truthy(given(auth, K(ResourcePolicy))))
        return true;
    refuse(e->t, override, SAM_AUTH,
           "OverrideApiAuth needs something to put in place of the API's Auth: Authorizer, "
           "ApiKeyRequired or ResourcePolicy.");
    return false;
}

/* What is left when the authorizer is right: API key, override, resource policy. */
static void check_rest(struct api_event *e, const struct node *auth)
{
    struct transform *t = e->t;
    const struct node *key = given(auth, K(ApiKeyRequired));
    const struct node *policy = given(auth, K(ResourcePolicy));

    if (key && !node_is_truthy(key) && !node_is_truthy(given(e->auth, K(ApiKeyRequired)))) {
        refuse(t, key, SAM_AUTH,
               "ApiKeyRequired: false takes back the API's ApiKeyRequired, but the API has none.");
    } else if (check_override(e, auth) && node_is_truthy(policy) && !node_is_map(policy)) {
        t->subject.resource = t->subject.event;
        refuse(t, policy, SAM_TYPE, "ResourcePolicy must be a map, but is %s.",
               node_kind_name(policy));
    }
}

static void check_auth(struct api_event *e, const struct node *auth)
{
    if (check_api_auth(e, auth) && check_authorizer(e, auth) && check_scopes(e, auth))
        check_rest(e, auth);
}

/* -- Setting ------------------------------------------------------------------------------------
 */

void resolve_api_auth(struct api_event *e)
{
    struct transform *t = e->t;
    const struct node *role = map_get(e->auth, K(InvokeRole));

    e->integration_auth = e->auth;
    if (!e->auth || !node_is_truthy(event_property(e->event, K(Auth)))) return;
    map_set(t->b, e->properties, K(Auth), resolved(t, e->auth));
    e->auth = e->integration_auth = given(e->properties, K(Auth));
    if (!node_is_map(e->auth) || !ref_target(t->b, role)) return;
    struct node *with_ref = node_copy(t->b, e->auth); /* the reference has handed it on by now */
    map_set(t->b, with_ref, K(InvokeRole), role);
    e->integration_auth = with_ref;
}

void set_event_auth(struct api_event *e, struct definition *definition)
{
    struct transform *t = e->t;
    const struct node *auth = event_property(e->event, K(Auth));
    const struct node *policy = given(auth, K(ResourcePolicy));

    if (!node_is_truthy(auth)) return;
    check_auth(e, auth);
    if (t->refusals) return;
    swagger_set_method_auth(definition, e->path, e->method, auth, given(e->auth, K(Authorizers)));
    if (!node_is_truthy(policy) || t->aborted) return;
    if (!map_has(definition->paths, e->path)) {
        refuse_path_item(t, NULL, e->path);
        return;
    }
    swagger_add_resource_policy(definition, policy, e->path, e->stage);
    if (!t->aborted && node_is_truthy(given(policy, K(CustomStatements))))
        swagger_add_custom_statements(definition, given(policy, K(CustomStatements)));
}

void override_api_auth(struct api_event *e)
{
    struct transform *t = e->t;
    const struct node *auth = event_property(e->event, K(Auth));
    struct node *body = map_edit(t->b, e->properties, K(DefinitionBody));

    if (!node_is_truthy(given(auth, K(OverrideApiAuth))) || !node_is_truthy(body)) return;
    if (!definition_is_valid(body, API_REST)) {
        if (check_override(e, auth))
            refuse_document(t, body, SAM_API,
                            "OverrideApiAuth cannot be entered here, because DefinitionBody is no "
                            "Swagger 2.0 or OpenAPI 3 document with paths.");
        return;
    }
    struct definition definition = definition_open(t, body, API_REST);
    if (t->aborted) return;
    set_event_auth(e, &definition);
    if (!t->refusals) definition_close(&definition);
}
