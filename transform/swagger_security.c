/* Security of REST APIs: who may call which method.
 *
 * A method's "security" is a list of maps with one key each: an authorizer's name, AWS_IAM,
 * api_key, or one of the markers NONE and api_key_false, with which an event refuses a default of
 * the API.
 */
#include "document/python_order.h"
#include "transform/authorizer.h"
#include "transform/swagger.h"

struct node *security_requirement(struct transform *t, const struct symbol *name,
                                  const struct node *scopes)
{
    struct node *map = node_python_map(t->b);

    map_set_user(t->b, map, name, scopes ? scopes : node_list(t->b));
    return map;
}

static struct node *native_requirement(struct transform *t, const struct symbol *name)
{
    struct node *map = node_python_map(t->b);

    map_set(t->b, map, name, node_list(t->b));
    return map;
}

/* The security definitions, made if need be. NULL after an error. */
static struct node *security_definitions(struct definition *definition)
{
    return definition_section(definition, SECTION_SECURITY);
}

/* An owned copy of the "security" of a method. NULL after an error. */
static struct node *security_of(struct definition *definition, const struct node *method)
{
    struct transform *t = definition->t;
    const struct node *security = map_get(method, K(security));

    if (!security) return node_list(t->b);
    if (!node_is_list(security)) {
        refuse_document(t, security, SAM_API, "\"security\" of a method must be a list, but is %s.",
                        node_kind_name(security));
        return NULL;
    }
    return node_copy(t->b, security);
}

/* The same when each of its items has to be a map. */
static struct node *checked_security_of(struct definition *definition, const struct node *method)
{
    struct transform *t = definition->t;
    struct node *security = security_of(definition, method);

    LIST_EACH (security, each)
        if (!node_is_map(each.value)) {
            refuse_document(t, each.value, SAM_API,
                            "Each item of \"security\" must be a map, but this is %s.",
                            node_kind_name(each.value));
            return NULL;
        }
    return security;
}

static bool names_iam(const struct transform *t, const struct node *security)
{
    return map_has(list_at(security, 0), symbol_for(t, SLICE("AWS_IAM")));
}

static void add_iam_definition(struct definition *definition)
{
    struct transform *t = definition->t;
    const struct symbol *name = symbol_for(t, SLICE("AWS_IAM"));
    struct node *definitions = security_definitions(definition);

    if (definitions && !map_has(definitions, name))
        map_set(t->b, definitions, name, iam_definition(t));
}

static void set_security(struct definition *definition, struct node *method,
                         const struct node *security)
{
    if (!list_count(security)) return;
    map_set(definition->t->b, method, K(security), security);
    if (names_iam(definition->t, security)) add_iam_definition(definition);
}

/* -- Authorizers --------------------------------------------------------------------------------
 */

void swagger_add_authorizers(struct definition *definition, const struct authorizer *authorizers)
{
    struct transform *t = definition->t;
    struct node *definitions = security_definitions(definition);

    for (; definitions && authorizers->name; authorizers++)
        map_set_user(t->b, definitions, authorizers->name, authorizer_definition(t, authorizers));
}

struct default_authorizer {
    const struct authorizer *authorizers;
    const struct symbol *name;
};

static const struct node *scopes_of(const struct authorizer *authorizers, const struct symbol *name)
{
    for (; authorizers && authorizers->name; authorizers++)
        if (authorizers->name == name) return given(authorizers->config, K(AuthorizationScopes));
    return NULL;
}

/* Whether a requirement names an authorizer (and not an API key or a marker). */
static bool names_authorizer(const struct transform *t, const struct authorizer *authorizers,
                             const struct node *requirement)
{
    if (map_has(requirement, symbol_for(t, SLICE("AWS_IAM")))) return true;
    for (; authorizers && authorizers->name; authorizers++)
        if (map_has(requirement, authorizers->name)) return true;
    return false;
}

static void apply_default(struct definition *definition, void *context, struct node *method)
{
    struct transform *t = definition->t;
    const struct default_authorizer *by_default = context;
    const struct node *old = checked_security_of(definition, method);
    struct node *others = node_list(t->b), *own = node_list(t->b);
    bool refused = false;

    if (!old) return;
    LIST_EACH (old, each) {
        bool authorizer = names_authorizer(t, by_default->authorizers, each.value);
        if (!authorizer && !refused && map_has(each.value, K(NONE))) {
            refused = true;
            continue;
        }
        list_add(t->b, authorizer ? own : others, each.value);
    }
    if (!list_count(own) && !refused) {
        const struct node *scopes = scopes_of(by_default->authorizers, by_default->name);
        list_add(t->b, own, security_requirement(t, by_default->name, scopes));
    }
    if (!refused) list_add_all(t->b, others, own);
    set_security(definition, method, others);
}

void swagger_set_default_authorizer(struct definition *definition,
                                    const struct authorizer *authorizers, const struct symbol *name,
                                    bool options)
{
    struct default_authorizer by_default = {authorizers, name};

    MAP_EACH (definition->paths, each)
        swagger_for_integrated_methods(definition, each.key, options, apply_default, &by_default);
}

/* -- API keys -----------------------------------------------------------------------------------
 */

static void add_api_key_definition(struct definition *definition)
{
    struct transform *t = definition->t;
    struct node *definitions = security_definitions(definition);
    struct node *api_key = node_python_map(t->b);

    if (!definitions || map_has(definitions, K(api_key))) return;
    map_set(t->b, api_key, K(type), STR(t->b, "apiKey"));
    map_set(t->b, api_key, K(name), STR(t->b, "x-api-key"));
    map_set(t->b, api_key, K(in), STR(t->b, "header"));
    map_set(t->b, definitions, K(api_key), api_key);
}

/* Puts one api_key in place of all that name it, or none when an event has refused it. */
static void require_key(struct definition *definition, void *context, struct node *method)
{
    struct transform *t = definition->t;
    const struct node *old = checked_security_of(definition, method);
    struct node *security = node_list(t->b);
    bool refused = false;

    (void)context;
    if (!old) return;
    LIST_EACH (old, each) {
        refused |= map_has(each.value, K(api_key_false));
        if (!map_has(each.value, K(api_key)) && !map_has(each.value, K(api_key_false)))
            list_add(t->b, security, each.value);
    }
    if (!refused) list_add(t->b, security, native_requirement(t, K(api_key)));
    if (!node_equal(security, old)) map_set(t->b, method, K(security), security);
}

void swagger_require_api_key(struct definition *definition, bool options)
{
    add_api_key_definition(definition);
    MAP_EACH (definition->paths, each)
        swagger_for_integrated_methods(definition, each.key, options, require_key, NULL);
}

/* -- One method ---------------------------------------------------------------------------------
 */

struct method_auth {
    const struct node *auth;        /* of the event */
    const struct node *authorizers; /* of the API, or NULL */
};

bool refuse_wrong_authorizer(struct transform *t, const struct node *config)
{
    if (!config || node_is_map(config)) return true;
    refuse_document(t, config, SAM_TYPE, "An authorizer must be a map, but is %s.",
                    node_kind_name(config));
    return false;
}

static void set_authorizer(struct definition *definition, void *context, struct node *method)
{
    struct transform *t = definition->t;
    const struct method_auth *event = context;
    const struct symbol *name = symbol_for(t, node_text(given(event->auth, K(Authorizer))));
    const struct node *config = given(event->authorizers, name);
    const struct node *scopes = given(config, K(AuthorizationScopes));
    const struct node *own_scopes = given(event->auth, K(AuthorizationScopes));

    if (!node_is_truthy(map_get(method, K(XIntegration)))) return;
    struct node *security = security_of(definition, method);
    if (!security) return;
    if (name != K(NONE) && !refuse_wrong_authorizer(t, config)) return;
    if (list_count(security) && !node_is_map(list_at(security, 0)) &&
        !node_is_string(list_at(security, 0))) {
        refuse_document(t, list_at(security, 0), SAM_API,
                        "Each item of \"security\" must be a map, but this is %s.",
                        node_kind_name(list_at(security, 0)));
        return;
    }
    if (own_scopes) scopes = own_scopes;
    if (name == K(NONE) || !config) scopes = NULL;
    list_add(t->b, security, security_requirement(t, name, scopes));
    set_security(definition, method, security);
}

static void set_api_key(struct definition *definition, void *context, struct node *method)
{
    struct transform *t = definition->t;
    const struct method_auth *event = context;
    bool required = node_is_truthy(given(event->auth, K(ApiKeyRequired)));

    if (!node_is_truthy(map_get(method, K(XIntegration)))) return;
    struct node *security = security_of(definition, method);
    if (!security) return;
    list_add(t->b, security, native_requirement(t, required ? K(api_key) : K(api_key_false)));
    if (required) add_api_key_definition(definition);
    map_set(t->b, method, K(security), security);
}

void swagger_set_method_auth(struct definition *definition, const struct symbol *path,
                             const struct symbol *method, const struct node *auth,
                             const struct node *authorizers)
{
    struct method_auth event = {auth, authorizers};

    if (node_is_truthy(given(auth, K(Authorizer))))
        swagger_for_method(definition, path, method, set_authorizer, &event);
    if (given(auth, K(ApiKeyRequired)))
        swagger_for_method(definition, path, method, set_api_key, &event);
}
