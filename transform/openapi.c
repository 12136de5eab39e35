/* Methods, security and tags of HTTP APIs. No id is a hash of such a definition, so the order of
 * its keys does not matter as it does in transform/swagger.c.
 */
#include "transform/openapi.h"

#include "document/python_order.h"

/* -- Integrations -------------------------------------------------------------------------------
 */

static bool is_default_route(const struct symbol *path, const struct symbol *method)
{
    return slice_eq(symbol_slice(path), SLICE("$default")) && method == K(XAnyMethod);
}

static struct node *integration_node(struct transform *t, const struct node *uri,
                                     const struct symbol *condition)
{
    struct node *node = node_python_map(t->b);

    if (condition) uri = if_of(t, user_name_node(t, condition), uri, NULL);
    map_set(t->b, node, K(type), STR(t->b, "aws_proxy"));
    map_set(t->b, node, K(httpMethod), STR(t->b, "POST"));
    map_set(t->b, node, K(payloadFormatVersion), STR(t->b, "2.0"));
    map_set(t->b, node, K(uri), uri);
    return node;
}

static void add_integration(struct definition *definition, struct node *item,
                            const struct symbol *path, const struct symbol *method,
                            const struct node *integration)
{
    struct transform *t = definition->t;
    if (node_is_nothing(map_get(item, method))) map_set(t->b, item, method, node_python_map(t->b));
    struct node *node = map_edit(t->b, item, method);

    if (!node_is_map(node)) {
        refuse_method(t, node, method, path);
        return;
    }
    map_set(t->b, node, K(XIntegration), integration);
    if (is_default_route(path, method))
        map_set(t->b, node, K(isDefaultRoute), node_bool(t->b, true));
    if (!map_has(node, K(responses))) map_set(t->b, node, K(responses), node_python_map(t->b));
}

void openapi_add_lambda_integration(struct definition *definition, const struct symbol *path,
                                    const struct symbol *method, const struct node *uri,
                                    const struct symbol *condition)
{
    struct transform *t = definition->t;

    if (definition_has_integration(definition, path, method)) return;
    definition_add_path(definition, path, method);
    struct contents items = edit_contents(t, definition->paths, path);
    for (uint32_t i = 0; i < items.count && !t->aborted; i++)
        add_integration(definition, items.items[i], path, method,
                        integration_node(t, uri, condition));
    definition_make_method_conditional(definition, path, method, condition);
}

struct key_value {
    const struct symbol *key;
    const struct node *value;
};

static void set_key(struct definition *definition, void *context, struct node *method)
{
    struct transform *t = definition->t;
    const struct key_value *pair = context;
    struct node *integration = map_edit(t->b, method, K(XIntegration));

    if (node_is_map(integration)) map_set(t->b, integration, pair->key, pair->value);
}

void openapi_set_integration_key(struct definition *definition, const struct symbol *path,
                                 const struct symbol *method, const struct symbol *key,
                                 const struct node *value)
{
    struct key_value pair = {key, value};

    swagger_for_method(definition, path, method, set_key, &pair);
}

/* -- Path parameters ----------------------------------------------------------------------------
 */

/* The parameter of that name among those of a method, made fit for changes; NULL for none. */
static struct node *edit_parameter(struct transform *t, struct node *parameters, struct slice name)
{
    for (uint32_t i = 0; i < list_count(parameters); i++)
        if (node_is_text(map_get(list_at(parameters, i), K(name)), name))
            return list_edit(t->b, parameters, i);
    return NULL;
}

static void add_path_parameter(struct transform *t, struct node *parameters, struct slice name)
{
    struct node *parameter = edit_parameter(t, parameters, name);

    if (!parameter) {
        parameter = MAP(t->b, {K(name), node_string(t->b, name)});
        list_add(t->b, parameters, parameter);
    }
    map_set(t->b, parameter, K(in), STR(t->b, "path"));
    map_set(t->b, parameter, K(required), node_bool(t->b, true));
}

/* The next {variable} at or after `*at`, without its braces; false at the end. */
static bool next_variable(struct slice path, size_t *at, struct slice *name)
{
    size_t open = *at + slice_search(slice_from(path, *at), SLICE("{"));
    if (open >= path.size) return false;
    struct slice rest = slice_from(path, open + 1);
    size_t size = slice_search(rest, SLICE("}"));
    if (size >= rest.size) return false;
    *at = open + 1 + size;
    *name = slice_first(rest, size);
    return true;
}

static void add_path_parameters(struct definition *definition, void *context, struct node *method)
{
    struct transform *t = definition->t;
    const struct symbol *path = context;

    if (!node_is_truthy(map_get(method, K(XIntegration)))) return;
    struct node *parameters = map_edit_default(t->b, method, K(parameters), NODE_LIST);
    if (!node_is_list(parameters)) {
        refuse_document(t, parameters, SAM_API,
                        "\"parameters\" of a method of the path %s must be a list, but is %s.",
                        path->text, node_kind_name(parameters));
        return;
    }
    struct slice name;
    for (size_t at = 0; next_variable(symbol_slice(path), &at, &name);)
        add_path_parameter(t, parameters, name);
}

void openapi_add_path_parameters(struct definition *definition, const struct symbol *path,
                                 const struct symbol *method)
{
    struct slice name;

    if (next_variable(symbol_slice(path), &(size_t){0}, &name))
        swagger_for_method(definition, path, method, add_path_parameters, (void *)(uintptr_t)path);
}

/* -- Security -----------------------------------------------------------------------------------
 */

static void add_requirement(struct definition *definition, void *context, struct node *method)
{
    struct transform *t = definition->t;
    const struct key_value *pair = context;
    const struct node *old = map_get(method, K(security));

    if (!node_is_truthy(map_get(method, K(XIntegration)))) return;
    if (node_is_truthy(old) && !node_is_list(old)) {
        refuse_document(t, old, SAM_API, "\"security\" of a method must be a list, but is %s.",
                        node_kind_name(old));
        return;
    }
    struct node *security = node_is_list(old) ? node_copy(t->b, old) : node_list(t->b);

    list_add(t->b, security, security_requirement(t, pair->key, pair->value));
    map_set(t->b, method, K(security), security);
}

void openapi_set_authorizer(struct definition *definition, const struct symbol *path,
                            const struct symbol *method, const struct symbol *authorizer,
                            const struct node *scopes)
{
    struct key_value pair = {authorizer, scopes};

    swagger_for_method(definition, path, method, add_requirement, &pair);
}

static void add_default(struct transform *t, struct node *method, const struct key_value *pair)
{
    if (!node_is_truthy(map_get(method, K(XIntegration)))) return;
    if (node_is_truthy(map_get(method, K(security)))) return;
    map_set(t->b, method, K(security), LIST(t->b, security_requirement(t, pair->key, pair->value)));
}

/* Adds the default to one method of a path item. The reference finds methods by their lower case
 * names only. */
static void add_default_to_method(struct transform *t, const struct symbol *path, struct node *item,
                                  const struct symbol *name, const struct key_value *pair)
{
    const struct symbol *normal = method_symbol(t, name_node(t, name));

    if (normal == K(parameters) || normal == K(options)) return;
    if (!map_has(item, normal)) {
        refuse_document(t, map_get(item, name), SAM_API,
                        "The method %s of the path %s must be spelt %s, or the default authorizer "
                        "cannot be set for it.",
                        name->text, path->text, normal->text);
        return;
    }
    struct contents methods = edit_contents(t, item, name);
    for (uint32_t i = 0; i < methods.count && !t->aborted; i++)
        if (node_is_map(methods.items[i]))
            add_default(t, methods.items[i], pair);
        else
            refuse_method(t, methods.items[i], name, path);
}

static void add_default_to_path(struct transform *t, struct node *paths, const struct symbol *path,
                                const struct key_value *pair)
{
    struct contents items = edit_contents(t, paths, path);

    for (uint32_t i = 0; i < items.count && !t->aborted; i++) {
        if (!node_is_map(items.items[i])) refuse_path_item(t, items.items[i], path);
        MAP_EACH (items.items[i], each)
            if (!t->aborted) add_default_to_method(t, path, items.items[i], each.key, pair);
    }
}

void openapi_set_default_authorizer(struct definition *definition, const struct symbol *authorizer,
                                    const struct node *scopes)
{
    struct key_value pair = {authorizer, scopes};

    MAP_EACH (definition->paths, each)
        if (!definition->t->aborted)
            add_default_to_path(definition->t, definition->paths, each.key, &pair);
}

struct node *openapi_security_schemes(struct definition *definition)
{
    struct transform *t = definition->t;

    if (!node_is_truthy(map_get(definition->root, K(components))))
        map_set(t->b, definition->root, K(components), node_python_map(t->b));
    struct node *components = map_edit(t->b, definition->root, K(components));
    if (node_is_map(components) && !node_is_truthy(map_get(components, K(securitySchemes))))
        map_set(t->b, components, K(securitySchemes), node_python_map(t->b));
    struct node *schemes =
        node_is_map(components) ? map_edit(t->b, components, K(securitySchemes)) : NULL;
    if (node_is_map(schemes)) return schemes;
    refuse_document(
        t, components, SAM_API,
        "\"components\" of the API definition and its \"securitySchemes\" must be maps.");
    return NULL;
}

/* -- Routes -------------------------------------------------------------------------------------
 */

/* Whether the URI of an integration holds ${function.Arn}. An alias is not recognised, as in the
 * reference. */
static bool uri_calls(struct transform *t, const struct node *uri, const struct symbol *function)
{
    struct read_contents contents = contents_of(t, uri);
    struct slice mark = CONCAT(t->b->arena, SLICE("${"), symbol_slice(function), SLICE(".Arn}"));

    for (uint32_t i = 0; i < contents.count; i++) {
        struct slice text = node_text(map_get(contents.items[i], K(FnSub)));
        if (slice_search(text, mark) < text.size) return true;
    }
    return false;
}

bool openapi_default_route_calls(const struct definition *definition, const struct symbol *function)
{
    struct transform *t = definition->t;
    const struct symbol *path = symbol_for(t, SLICE("$default"));
    struct read_contents items = contents_of(t, map_get(definition->paths, path));

    for (uint32_t i = 0; i < items.count; i++) {
        struct read_contents methods = contents_of(t, map_get(items.items[i], K(XAnyMethod)));
        for (uint32_t k = 0; k < methods.count; k++) {
            const struct node *integration = map_get(methods.items[k], K(XIntegration));
            if (uri_calls(t, map_get(integration, K(uri)), function)) return true;
        }
    }
    return false;
}
