/* What properties of AWS::Serverless::HttpApi do to its definition, in the order in which they do
 * it. */
#include "base/nearest.h"
#include "document/document.h"
#include "document/python_text.h"
#include "transform/http_api.h"
#include "transform/http_authorizer.h"
#include "transform/openapi.h"

static bool has_body(struct http_api *api, const struct node *value, const char *property)
{
    if (node_is_truthy(api->body)) return true;
    refuse(api->t, value, SAM_API,
           "%s works only with a definition in DefinitionBody, not with one in DefinitionUri.",
           property);
    return false;
}

#define CANNOT_ADD "%s cannot be added, because DefinitionBody is no OpenAPI 3 document with paths."

/* Whether the definition can take the property; if not, the API is refused. */
static bool can_edit(struct http_api *api, const struct node *value, const char *property)
{
    if (!has_body(api, value, property)) return false;
    if (definition_is_valid(api->body, API_HTTP)) return true;
    refuse(api->t, value, SAM_API, CANNOT_ADD, property);
    return false;
}

/* The same for those properties that make the reference refuse the whole document. */
static bool must_edit(struct http_api *api, const struct node *value, const char *property)
{
    if (!has_body(api, value, property)) return false;
    if (definition_is_valid(api->body, API_HTTP)) return true;
    refuse_document(api->t, value, SAM_API, CANNOT_ADD, property);
    return false;
}

static struct definition open_body(struct http_api *api)
{
    return definition_open(api->t, api->body, API_HTTP);
}

/* -- CorsConfiguration --------------------------------------------------------------------------
 */

/* SAM's names, and those of API Gateway's extension. */
static const struct {
    const struct symbol *sam, *extension;
} cors_keys[] = {
    {K(AllowOrigins), K(allowOrigins)},
    {K(AllowHeaders), K(allowHeaders)},
    {K(AllowMethods), K(allowMethods)},
    {K(ExposeHeaders), K(exposeHeaders)},
    {K(MaxAge), K(maxAge)},
    {K(AllowCredentials), K(allowCredentials)},
};

enum { CORS_KEYS = sizeof cors_keys / sizeof *cors_keys };

static void refuse_cors_key(struct transform *t, const struct map_entry *entry)
{
    struct nearest nearest = nearest_to(entry_key(entry));

    for (size_t i = 0; i < CORS_KEYS; i++)
        nearest_try(&nearest, symbol_slice(cors_keys[i].sam));
    if (nearest.found.text)
        refuse_entry(t, entry, SAM_UNKNOWN_PROPERTY,
                     "CorsConfiguration has no property %s. Did you mean %.*s?", entry->key->text,
                     SLICE_ARG(nearest.found));
    else
        refuse_entry(t, entry, SAM_UNKNOWN_PROPERTY,
                     "CorsConfiguration has no property %s. Remove it.", entry->key->text);
}

static bool check_cors(struct http_api *api, const struct node *cors)
{
    MAP_EACH (cors, each) {
        size_t i = 0;
        while (i < CORS_KEYS && cors_keys[i].sam != each.key)
            i++;
        if (i == CORS_KEYS) refuse_cors_key(api->t, each.entry);
    }
    return api->t->refusals == 0;
}

/* The text with each name of SAM replaced by that of the extension, wherever it stands. */
static struct slice with_extension_names(struct transform *t, struct slice text)
{
    struct buffer out = buffer_new(t->b->arena);

    for (size_t at = 0; at < text.size;) {
        size_t i = 0;
        struct slice rest = slice_from(text, at);
        while (i < CORS_KEYS && !slice_starts(rest, symbol_slice(cors_keys[i].sam)))
            i++;
        if (i < CORS_KEYS) {
            buffer_add(&out, symbol_slice(cors_keys[i].extension));
            at += cors_keys[i].sam->size;
        } else {
            buffer_add_byte(&out, text.text[at++]);
        }
    }
    return buffer_end(&out);
}

static const struct node *renamed_intrinsic(void *context, const struct node *value)
{
    struct transform *t = context;

    if (node_is_string(value))
        return node_user_string(t->b, with_extension_names(t, node_text(value)));
    if (!node_is_map(value)) return node_replace_children(t->b, value, renamed_intrinsic, t);
    struct node *renamed = node_map(t->b);
    MAP_EACH (value, each)
        map_set(t->b, renamed, symbol_for(t, with_extension_names(t, symbol_slice(each.key))),
                renamed_intrinsic(t, each.value));
    return renamed;
}

static void set_cors(struct http_api *api, struct node *extension, const struct node *cors)
{
    struct transform *t = api->t;

    if (is_intrinsic(cors)) {
        map_merge(t->b, extension, renamed_intrinsic(t, cors));
        return;
    }
    if (node_is(cors, NODE_BOOL)) {
        map_set(t->b, extension, K(allowOrigins), LIST(t->b, STR(t->b, "*")));
        return;
    }
    const struct node *origins = given(cors, K(AllowOrigins));
    if (is_intrinsic(origins)) {
        map_merge(t->b, extension, renamed_intrinsic(t, origins));
        return;
    }
    for (size_t i = 0; i < CORS_KEYS; i++) {
        const struct node *value = given(cors, cors_keys[i].sam);
        bool set_it = cors_keys[i].sam == K(MaxAge) ? value != NULL : node_is_truthy(value);
        if (cors_keys[i].sam == K(AllowCredentials)) set_it = set_it && node_is(value, NODE_BOOL);
        if (set_it) map_set(t->b, extension, cors_keys[i].extension, value);
    }
}

static void add_cors(struct http_api *api)
{
    struct transform *t = api->t;
    const struct node *cors = given(api->properties, K(CorsConfiguration));
    const struct node *credentials = given(cors, K(AllowCredentials));
    struct node *everybody = LIST(t->b, STR(t->b, "*"));

    if (!node_is_truthy(cors)) return;
    if (!node_is_truthy(api->body)) {
        can_edit(api, cors, "CorsConfiguration");
        return;
    }
    if (!node_is(cors, NODE_BOOL) && !node_is_map(cors))
        refuse(t, cors, SAM_CORS, "CorsConfiguration must be true or a map, but is %s.",
               node_kind_name(cors));
    else if (!is_intrinsic(cors))
        check_cors(api, cors);
    if (t->refusals || !can_edit(api, cors, "CorsConfiguration")) return;
    if (node_is(credentials, NODE_BOOL) && credentials->truth &&
        node_equal(given(cors, K(AllowOrigins)), everybody)) {
        refuse(t, cors, SAM_CORS,
               "AllowCredentials cannot be true for every origin. List the origins in "
               "AllowOrigins.");
        return;
    }
    struct definition definition = open_body(api);
    if (t->aborted) return;
    if (!node_is_map(map_get(definition.root, K(XCors))))
        map_set(t->b, definition.root, K(XCors), node_map(t->b));
    set_cors(api, map_edit(t->b, definition.root, K(XCors)), cors);
    definition_close(&definition);
}

/* -- Auth ---------------------------------------------------------------------------------------
 */

static bool check_auth_keys(struct http_api *api, const struct node *auth)
{
    MAP_EACH (auth, each) {
        if (each.key == K(Authorizers) || each.key == K(DefaultAuthorizer) ||
            each.key == K(EnableIamAuthorizer))
            continue;
        refuse_entry(
            api->t, each.entry, SAM_UNKNOWN_PROPERTY,
            "Auth of an HTTP API has no property %s. It has Authorizers, DefaultAuthorizer "
            "and EnableIamAuthorizer.",
            each.key->text);
    }
    return api->t->refusals == 0;
}

static void set_default_authorizer(struct http_api *api, struct definition *definition,
                                   const struct http_authorizer *authorizers)
{
    struct transform *t = api->t;
    const struct node *name = given(given(api->properties, K(Auth)), K(DefaultAuthorizer));

    if (!node_is_truthy(name) || is_no_value(name)) return;
    if (!node_is_string(name)) {
        refuse(t, name, SAM_AUTH, "DefaultAuthorizer must be the name of an authorizer, but is %s.",
               node_kind_name(name));
        return;
    }
    const struct symbol *symbol = symbol_for(t, node_text(name));
    while (authorizers->name && authorizers->name != symbol)
        authorizers++;
    if (!authorizers->name) {
        refuse(t, name, SAM_AUTH,
               "DefaultAuthorizer names %s, which is not defined in Authorizers.", symbol->text);
        return;
    }
    openapi_set_default_authorizer(definition, symbol,
                                   given(authorizers->config, K(AuthorizationScopes)));
}

static void add_auth(struct http_api *api)
{
    struct transform *t = api->t;
    const struct node *auth = given(api->properties, K(Auth));

    if (!node_is_truthy(auth)) return;
    if (node_is_truthy(given(api->properties, K(DefinitionUri)))) {
        refuse(t, auth, SAM_API,
               "Auth works only with a definition in DefinitionBody, not with one in "
               "DefinitionUri.");
        return;
    }
    if (!check_auth_keys(api, auth) || !can_edit(api, auth, "Auth")) return;
    struct definition definition = open_body(api);
    if (t->aborted) return;
    const struct http_authorizer *authorizers = read_http_authorizers(t, auth);
    if (t->refusals) return;
    struct node *schemes = authorizers->name ? openapi_security_schemes(&definition) : NULL;
    for (size_t i = 0; schemes && authorizers[i].name; i++)
        if (check_http_identity(t, &authorizers[i]))
            map_set(t->b, schemes, authorizers[i].name, http_authorizer_scheme(t, &authorizers[i]));
    if (!t->aborted) set_default_authorizer(api, &definition, authorizers);
    if (!t->refusals && !t->aborted) definition_close(&definition);
}

/* -- Tags ---------------------------------------------------------------------------------------
 */

/* The tag of that name in a list of OpenAPI tags, made fit for changes; NULL when there is none,
 * or when something that is no tag comes before it, which is reported. */
static struct node *edit_tag(struct transform *t, struct node *tags, const struct symbol *name)
{
    for (uint32_t i = 0; i < list_count(tags) && !t->refusals; i++)
        if (!node_is_map(list_at(tags, i)))
            refuse(t, list_at(tags, i), SAM_API,
                   "Each item of \"tags\" of the API definition must be a map, but item %u is %s.",
                   i + 1, node_kind_name(list_at(tags, i)));
        else if (node_is_text(map_get(list_at(tags, i), K(name)), symbol_slice(name)))
            return list_edit(t->b, tags, i);
    return NULL;
}

static void set_tag(struct transform *t, struct node *tags, const struct symbol *name,
                    const struct node *value)
{
    struct node *tag = edit_tag(t, tags, name);

    if (tag)
        map_set(t->b, tag, K(XTagValue), value);
    else
        list_add(t->b, tags, MAP(t->b, {K(name), name_node(t, name)}, {K(XTagValue), value}));
}

/* The tags go to the definition, and to the stage by api->tags; without a definition that can be
 * edited only to the stage. */
static void add_tags(struct http_api *api)
{
    struct transform *t = api->t;
    const struct node *given_tags = given(api->properties, K(Tags));

    api->tags = given_tags;
    if (node_is_truthy(given_tags) && !can_edit(api, given_tags, "Tags")) return;
    if (!definition_is_valid(api->body, API_HTTP)) return;
    struct node *tags = given_tags ? node_copy(t->b, given_tags) : node_map(t->b);
    map_set(t->b, tags, symbol_for(t, SLICE("httpapi:createdBy")), STR(t->b, "SAM"));
    api->tags = tags;
    struct definition definition = open_body(api);
    if (t->aborted) return;
    if (!node_is_truthy(map_get(definition.root, K(tags))))
        map_set(t->b, definition.root, K(tags), node_list(t->b));
    struct node *list = map_edit(t->b, definition.root, K(tags));
    if (!node_is_list(list)) {
        refuse_document(t, list, SAM_API,
                        "\"tags\" of the API definition must be a list, but is %s.",
                        node_kind_name(list));
        return;
    }
    LIST_EACH (list, each)
        if (!node_is_map(each.value))
            refuse(
                t, each.value, SAM_API,
                "An item of \"tags\" of the API definition must be a map with a name, but is %s.",
                node_kind_name(each.value));
    if (t->refusals) return;
    MAP_EACH (tags, each)
        if (!t->refusals) set_tag(t, list, each.key, each.value);
    definition_close(&definition);
}

/* -- Name, description, endpoint ----------------------------------------------------------------
 */

/* A property that sets a key of "info": when it may, and whether the definition can be edited. */
struct info_key {
    const struct symbol *property, *key;
    bool (*may_set)(const struct node *info, const struct symbol *key);
    bool (*can_edit)(struct http_api *api, const struct node *value, const char *property);
};

/* A definition that SAM made is called after the stack. */
static bool is_stack_name(const struct node *info, const struct symbol *key)
{
    return node_is_text(map_get(map_get(info, key), K(Ref)), SLICE("AWS::StackName"));
}

static bool is_empty(const struct node *info, const struct symbol *key)
{
    return !node_is_truthy(map_get(info, key));
}

static void set_info(struct http_api *api, const struct info_key *info)
{
    struct transform *t = api->t;
    const struct symbol *key = info->key;
    const struct node *value = given(api->properties, info->property);

    if (!node_is_truthy(value) || !info->can_edit(api, value, info->property->text)) return;
    struct definition definition = open_body(api);
    if (t->aborted) return;
    const struct node *old = map_get(definition.root, K(info));
    if (old && !node_is_nothing(old) && !node_is_map(old)) {
        refuse(t, old, SAM_API, "\"info\" of the API definition must be a map, but is %s.",
               node_kind_name(old));
        return;
    }
    if (!info->may_set(old, key)) {
        refuse(t, value, SAM_CONFLICT,
               "%s cannot be set, because DefinitionBody has a %s of its own. Set info.%s there.",
               info->property->text, key->text, key->text);
        return;
    }
    if (!node_is_map(old)) map_set(t->b, definition.root, K(info), node_map(t->b));
    map_set(t->b, map_edit(t->b, definition.root, K(info)), key, value);
    definition_close(&definition);
}

static void add_name(struct http_api *api)
{
    static const struct info_key name = {K(Name), K(title), is_stack_name, can_edit};

    set_info(api, &name);
}

static void add_description(struct http_api *api)
{
    static const struct info_key description = {K(Description), K(description), is_empty,
                                                must_edit};

    set_info(api, &description);
}

static void add_endpoint_extension(struct http_api *api)
{
    struct transform *t = api->t;
    const struct node *disable = given(api->properties, K(DisableExecuteApiEndpoint));

    if (!disable || !must_edit(api, disable, "DisableExecuteApiEndpoint")) return;
    struct definition definition = open_body(api);
    if (t->aborted) return;
    swagger_disable_endpoint(&definition, disable);
    if (!t->aborted) definition_close(&definition);
}

/* -- Default path -------------------------------------------------------------------------------
 */

/* API Gateway warns about the path $default; with FailOnWarnings it has to be called /$default. */
static void rename_default_path(struct http_api *api)
{
    struct transform *t = api->t;
    const struct symbol *path = symbol_for(t, SLICE("$default"));

    if (!node_is_truthy(given(api->properties, K(FailOnWarnings)))) return;
    if (!map_has(map_get(api->body, K(paths)), path)) return;
    struct node *paths = map_edit(t->b, api->body, K(paths));
    map_set(t->b, paths, symbol_for(t, SLICE("/$default")), map_get(paths, path));
    map_remove(t->b, paths, path);
}

void edit_http_definition(struct http_api *api)
{
    static void (*const edits[])(struct http_api *) = {
        add_cors,
        add_auth,
        add_tags,
        add_endpoint_extension,
        add_name,
        add_description,
        rename_default_path,
    };

    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        edits[i](api);
        if (api->t->refusals || api->t->aborted) return;
    }
}
