/* What properties of AWS::Serverless::Api do to its definition. Each edit opens the definition,
 * changes it and closes it again, because that is what the order of its keys depends on.
 */
#include "base/nearest.h"
#include "document/python_order.h"
#include "transform/api.h"
#include "transform/authorizer.h"
#include "transform/swagger.h"

/* Whether the definition can be edited for `property`; what stands against it is reported. */
static bool can_edit(struct api *api, const struct node *value, const char *property)
{
    if (!node_is_truthy(api->body))
        refuse(api->t, value, SAM_API,
               "%s works only with a definition in DefinitionBody, not with one in DefinitionUri.",
               property);
    else if (!definition_is_valid(api->body, API_REST))
        refuse(api->t, value, SAM_API,
               "%s cannot be added, because DefinitionBody is no Swagger 2.0 or OpenAPI 3 document "
               "with paths.",
               property);
    else
        return true;
    return false;
}

static struct definition open_body(struct api *api)
{
    return definition_open(api->t, api->body, API_REST);
}

static void refuse_key(struct transform *t, const struct map_entry *entry,
                       const struct symbol *const *known, const char *property)
{
    struct nearest nearest = nearest_to(entry_key(entry));

    while (*known)
        nearest_try(&nearest, symbol_slice(*known++));
    if (nearest.found.text)
        refuse_entry(t, entry, SAM_UNKNOWN_PROPERTY, "%s has no property %s. Did you mean %.*s?",
                     property, entry->key->text, SLICE_ARG(nearest.found));
    else
        refuse_entry(t, entry, SAM_UNKNOWN_PROPERTY, "%s has no property %s. Remove it.", property,
                     entry->key->text);
}

/* Refuses keys of a map that are not in a list ended by NULL. */
static bool check_keys(struct transform *t, const struct node *map,
                       const struct symbol *const *known, const char *property)
{
    size_t before = t->refusals;

    MAP_EACH (map, each) {
        const struct symbol *const *name = known;
        while (*name && *name != each.key)
            name++;
        if (!*name) refuse_key(t, each.entry, known, property);
    }
    return t->refusals == before;
}

/* -- Cors ---------------------------------------------------------------------------------------
 */

static void add_cors(struct api *api)
{
    static const struct symbol *const known[] = {
        K(AllowMethods), K(AllowHeaders), K(AllowOrigin), K(MaxAge), K(AllowCredentials), NULL};
    struct transform *t = api->t;
    const struct node *value = given(api->properties, K(Cors));
    bool origin_only = node_is_string(value) || is_intrinsic(value);
    struct cors cors = {.origin = STR(t->b, "'*'")};

    if (!node_is_truthy(value)) return;
    if (!node_is_truthy(api->body)) {
        can_edit(api, value, "Cors");
        return;
    }
    if (origin_only) {
        cors.origin = value;
    } else {
        if (!check_keys(t, value, known, "Cors")) return;
        if (map_has(value, K(AllowOrigin))) cors.origin = map_get(value, K(AllowOrigin));
        cors.methods = given(value, K(AllowMethods));
        cors.headers = given(value, K(AllowHeaders));
        cors.max_age = given(value, K(MaxAge));
        cors.credentials = node_is(given(value, K(AllowCredentials)), NODE_BOOL) &&
                           given(value, K(AllowCredentials))->truth;
    }
    if (!can_edit(api, value, "Cors")) return;
    if (cors.credentials && node_is_text(cors.origin, SLICE("'*'"))) {
        refuse(t, value, SAM_CORS,
               "AllowCredentials cannot be true for every origin. Set AllowOrigin to one origin, "
               "for example \"'https://example.com'\".");
        return;
    }
    struct definition definition = open_body(api);
    if (t->aborted) return;
    swagger_add_cors(&definition, &cors);
    definition_close(&definition);
}

/* -- Auth ---------------------------------------------------------------------------------------
 */

/* Whether a switch of Auth that is on by default is on: anything that says no, even null, says so.
 */
static bool is_on(const struct node *auth, const struct symbol *name)
{
    return !map_has(auth, name) || node_is_truthy(map_get(auth, name));
}

static void set_default_authorizer(struct api *api, struct definition *definition,
                                   const struct authorizer *authorizers)
{
    struct transform *t = api->t;
    const struct node *name = given(api->auth, K(DefaultAuthorizer));
    bool options = is_on(api->auth, K(AddDefaultAuthorizerToCorsPreflight));
    const struct authorizer *found = authorizers;

    if (!node_is_truthy(name)) return;
    if (!node_is_string(name)) {
        refuse(t, name, SAM_AUTH, "DefaultAuthorizer must be the name of an authorizer, but is %s.",
               node_kind_name(name));
        return;
    }
    const struct symbol *symbol = symbol_for(t, node_text(name));
    while (found->name && found->name != symbol)
        found++;
    if (!found->name) {
        refuse(t, name, SAM_AUTH,
               "DefaultAuthorizer names %s, which is not defined in Authorizers.", symbol->text);
        return;
    }
    swagger_set_default_authorizer(definition, authorizers, symbol, options);
}

static void add_resource_policies(struct api *api, struct definition *definition)
{
    struct transform *t = api->t;
    const struct node *policy = given(api->auth, K(ResourcePolicy));
    const struct node *custom = NULL;

    if (!node_is_truthy(policy)) return;
    if (!node_is_map(policy)) {
        refuse_document(t, policy, SAM_AUTH, "ResourcePolicy must be a map, but is %s.",
                        node_kind_name(policy));
        return;
    }
    MAP_EACH (definition->paths, each)
        swagger_add_resource_policy(definition, policy, each.key,
                                    given(api->properties, K(StageName)));
    custom = given(policy, K(CustomStatements));
    if (node_is_truthy(custom)) swagger_add_custom_statements(definition, custom);
}

static void add_auth(struct api *api)
{
    static const struct symbol *const known[] = {K(Authorizers),
                                                 K(DefaultAuthorizer),
                                                 K(InvokeRole),
                                                 K(AddDefaultAuthorizerToCorsPreflight),
                                                 K(ApiKeyRequired),
                                                 K(ResourcePolicy),
                                                 K(UsagePlan),
                                                 K(AddApiKeyRequiredToCorsPreflight),
                                                 NULL};
    struct transform *t = api->t;

    if (!node_is_truthy(api->auth)) return;
    if (!node_is_map(api->auth)) {
        refuse(t, api->auth, SAM_TYPE, "Auth must be a map, but is %s.", node_kind_name(api->auth));
        return;
    }
    if (!node_is_truthy(api->body)) {
        can_edit(api, api->auth, "Auth");
        return;
    }
    if (!check_keys(t, api->auth, known, "Auth") || !can_edit(api, api->auth, "Auth")) return;
    struct definition definition = open_body(api);
    if (t->aborted) return;
    const struct authorizer *authorizers = read_authorizers(t, api->auth);
    if (t->refusals) return;
    if (authorizers) {
        swagger_add_authorizers(&definition, authorizers);
        if (!t->aborted) set_default_authorizer(api, &definition, authorizers);
    }
    if (node_is_truthy(given(api->auth, K(ApiKeyRequired))) && !t->aborted)
        swagger_require_api_key(&definition, is_on(api->auth, K(AddApiKeyRequiredToCorsPreflight)));
    if (!t->aborted) add_resource_policies(api, &definition);
    if (t->aborted) return;
    definition_close(&definition);
    finish_open_api(api);
}

/* -- Gateway responses --------------------------------------------------------------------------
 */

static bool is_status_code(const struct node *status)
{
    struct slice text = node_text(status);

    if (node_is(status, NODE_BOOL) || text.size < 1 || text.size > 3) return false;
    for (size_t i = 0; i < text.size; i++)
        if (text.text[i] < '0' || text.text[i] > '9') return false;
    return true;
}

static void check_response_parameters(struct transform *t, const struct node *parameters)
{
    static const struct symbol *const known[] = {K(Headers), K(Paths), K(QueryStrings), NULL};

    if (!node_is_truthy(parameters)) return;
    if (!node_is_map(parameters)) {
        refuse(t, parameters, SAM_TYPE, "ResponseParameters must be a map, but is %s.",
               node_kind_name(parameters));
        return;
    }
    check_keys(t, parameters, known, "ResponseParameters");
    for (size_t i = 0; known[i]; i++) {
        const struct node *group = map_get(parameters, known[i]);
        if (group && !node_is_map(group))
            refuse(t, group, SAM_TYPE, "%s of ResponseParameters must be a map, but is %s.",
                   known[i]->text, node_kind_name(group));
    }
}

static void check_gateway_response(struct transform *t, const struct map_entry *entry)
{
    static const struct symbol *const known[] = {K(ResponseParameters), K(ResponseTemplates),
                                                 K(StatusCode), NULL};
    const struct node *status = given(entry->value, K(StatusCode));

    if (!node_is_map(entry->value) || is_intrinsic(entry->value)) {
        refuse_entry(t, entry, SAM_TYPE,
                     "The gateway response %s must be a map and no intrinsic function, but is %s.",
                     entry->key->text,
                     is_intrinsic(entry->value) ? "one" : node_kind_name(entry->value));
        return;
    }
    check_keys(t, entry->value, known, "A gateway response");
    check_response_parameters(t, given(entry->value, K(ResponseParameters)));
    if (node_is_truthy(status) && !is_status_code(status))
        refuse(t, status, SAM_VALUE, "StatusCode must be a number of up to three digits.");
}

static void add_gateway_responses(struct api *api)
{
    struct transform *t = api->t;
    const struct node *responses = given(api->properties, K(GatewayResponses));

    if (!node_is_truthy(responses)) return;
    if (!can_edit(api, responses, "GatewayResponses")) return;
    MAP_EACH (responses, each)
        check_gateway_response(t, each.entry);
    if (t->refusals) return;
    struct definition definition = open_body(api);
    if (t->aborted) return;
    swagger_add_gateway_responses(&definition, responses);
    definition_close(&definition);
}

/* -- Binary media types -------------------------------------------------------------------------
 */

/* "image~1png" is image/png */
static const struct node *with_slashes(void *context, const struct node *type)
{
    struct transform *t = context;
    struct buffer out = buffer_new(t->b->arena);
    struct slice text = node_text(type), mark = SLICE("~1");

    if (!node_is_string(type)) return node_replace_children(t->b, type, with_slashes, t);
    while (text.size) {
        size_t at = slice_search(text, mark);
        buffer_add(&out, slice_first(text, at));
        if (at < text.size) buffer_add_byte(&out, '/');
        text = slice_from(text, at + mark.size);
    }
    return node_user_string(t->b, buffer_end(&out));
}

static void add_binary_media_types(struct api *api)
{
    struct transform *t = api->t;
    const struct node *types = map_get(api->rest_api->properties, K(BinaryMediaTypes));

    if (!node_is_truthy(types) || !node_is_truthy(api->body)) return;
    if (!definition_is_valid(api->body, API_REST)) {
        refuse_document(
            t, types, SAM_API,
            "BinaryMediaTypes cannot be added, because DefinitionBody is no Swagger 2.0 "
            "or OpenAPI 3 document with paths.");
        return;
    }
    struct definition definition = open_body(api);
    if (t->aborted) return;
    map_set(t->b, definition.root, K(XBinaryMediaTypes), with_slashes(t, types));
    definition_close(&definition);
}

/* -- Models -------------------------------------------------------------------------------------
 */

static void add_models(struct api *api)
{
    struct transform *t = api->t;
    const struct node *models = given(api->properties, K(Models));

    if (!node_is_truthy(models) || !can_edit(api, models, "Models")) return;
    MAP_EACH (models, each)
        if (!node_is_map(each.value))
            refuse_entry(t, each.entry, SAM_MODEL, "The model %s must be a JSON schema, but is %s.",
                         each.key->text, node_kind_name(each.value));
    if (t->refusals) return;
    struct definition definition = open_body(api);
    if (t->aborted) return;
    swagger_add_models(&definition, models);
    if (t->aborted) return;
    definition_close(&definition);
    finish_open_api(api);
}

/* -- Endpoint extension -------------------------------------------------------------------------
 */

static void add_endpoint_extension(struct api *api)
{
    struct transform *t = api->t;
    const struct node *disable = given(api->properties, K(DisableExecuteApiEndpoint));
    const struct node *uri = given(api->properties, K(DefinitionUri));

    if (!disable) return;
    if (node_is_truthy(uri)) {
        refuse(t, disable, SAM_API,
               "DisableExecuteApiEndpoint works only with a definition in DefinitionBody, not with "
               "one in DefinitionUri.");
        return;
    }
    if (!definition_is_valid(api->body, API_REST)) {
        refuse_document(t, disable, SAM_API,
                        "DisableExecuteApiEndpoint cannot be added, because DefinitionBody is no "
                        "Swagger 2.0 or OpenAPI 3 document with paths.");
        return;
    }
    struct definition definition = open_body(api);
    if (t->aborted) return;
    swagger_disable_endpoint(&definition, disable);
    if (!t->aborted) definition_close(&definition);
}

void edit_definition(struct api *api)
{
    static void (*const edits[])(struct api *) = {
        add_cors,
        add_auth,
        add_gateway_responses,
        add_binary_media_types,
        add_models,
        add_endpoint_extension,
    };

    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        edits[i](api);
        if (api->t->refusals || api->t->aborted) return;
    }
}

/* -- OpenAPI 3 ----------------------------------------------------------------------------------
 */

/* Moves a section of Swagger 2.0 to where OpenAPI 3 has it. */
static void move_to_components(struct api *api, const struct symbol *from, const struct symbol *to)
{
    struct transform *t = api->t;
    const struct node *section = map_get(api->body, from);

    if (!node_is_truthy(section)) return;
    if (!node_is_truthy(map_get(api->body, K(components))))
        map_set(t->b, api->body, K(components), node_python_map(t->b));
    struct node *components = map_edit(t->b, api->body, K(components));
    if (!node_is_map(components)) {
        refuse_document(t, components, SAM_API,
                        "\"components\" of the API definition must be a map, but is %s.",
                        node_kind_name(components));
        return;
    }
    map_set(t->b, components, to, section);
    map_remove(t->b, api->body, from);
}

/* Refuses the document unless a part of the OPTIONS method of a path is a map or null. */
static bool is_map_or_nothing(struct api *api, const struct node *part, const char *name,
                              const struct symbol *path)
{
    if (!part || node_is_nothing(part) || node_is_map(part)) return true;
    refuse_document(api->t, part, SAM_API,
                    "%s of the OPTIONS method of the path %s must be a map, but is %s.", name,
                    path->text, node_kind_name(part));
    return false;
}

/* Wraps what the 200 response of an OPTIONS method declares of its headers: {schema: ...}. It is
 * done at each of these steps, as the reference does it, so headers may be wrapped several times.
 */
static void wrap_headers(struct api *api, struct node *options, const struct symbol *path)
{
    struct transform *t = api->t;
    struct node *responses = map_edit(t->b, options, K(responses));
    struct node *ok =
        node_is_map(responses) ? map_edit(t->b, responses, symbol_for(t, SLICE("200"))) : NULL;
    struct node *headers = node_is_map(ok) ? map_edit(t->b, ok, K(headers)) : NULL;

    if (!is_map_or_nothing(api, responses, "\"responses\"", path)) return;
    if (!is_map_or_nothing(api, ok, "The 200 response", path)) return;
    if (!node_is_truthy(headers)) return;
    if (!is_map_or_nothing(api, headers, "\"headers\" of the 200 response", path)) return;
    MAP_EACH (headers, each) {
        struct node *wrapped = node_python_map(t->b);
        map_set(t->b, wrapped, K(schema), each.value);
        map_set(t->b, headers, each.key, wrapped);
    }
}

static void finish_options(struct api *api, struct node *paths, const struct symbol *path)
{
    struct transform *t = api->t;
    struct node *item = map_edit(t->b, paths, path);

    if (!node_is_map(item)) {
        refuse_document(t, item, SAM_API,
                        "The path %s of the API definition must be a map of methods, but is %s.",
                        path->text, node_kind_name(item));
        return;
    }
    if (!node_is_truthy(map_get(item, K(options)))) return;
    struct node *options = map_edit(t->b, item, K(options));
    if (!node_is_map(options)) {
        refuse_document(t, options, SAM_API,
                        "The OPTIONS method of the path %s must be a map, but is %s.", path->text,
                        node_kind_name(options));
        return;
    }
    map_remove(t->b, options, K(produces));
    map_remove(t->b, options, K(consumes));
    wrap_headers(api, options, path);
}

void finish_open_api(struct api *api)
{
    struct transform *t = api->t;
    const struct node *version = api->open_api_version;

    if (!node_is_nothing(map_get(api->body, K(swagger)))) return;
    if (!version) version = given(api->body, K(openapi));
    if (!is_openapi_3(node_text(version))) return;
    move_to_components(api, K(securityDefinitions), K(securitySchemes));
    if (!t->aborted) move_to_components(api, K(definitions), K(schemas));
    if (t->aborted || !node_is_truthy(map_get(api->body, K(paths)))) return;
    struct node *paths = map_edit(t->b, api->body, K(paths));
    if (!node_is_map(paths)) {
        refuse_document(t, paths, SAM_API,
                        "\"paths\" of the API definition must be a map, but is %s.",
                        node_kind_name(paths));
        return;
    }
    MAP_EACH (paths, each) {
        finish_options(api, paths, each.key);
        if (t->aborted) return;
    }
}
