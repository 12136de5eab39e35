/* Opening, closing, and the paths of a definition. What REST and HTTP APIs add to them is in
 * transform/swagger.c and transform/openapi.c.
 */
#include "transform/definition.h"

#include "document/python_order.h"

struct node *definition_skeleton(struct transform *t, enum api_kind kind)
{
    struct node *root = node_python_map(t->b);
    struct node *info = node_python_map(t->b);

    map_set(t->b, info, K(version), STR(t->b, "1.0"));
    map_set(t->b, info, K(title), MAP(t->b, {K(Ref), STR(t->b, "AWS::StackName")}));
    if (kind == API_REST)
        map_set(t->b, root, K(swagger), STR(t->b, "2.0"));
    else
        map_set(t->b, root, K(openapi), STR(t->b, "3.0.1"));
    map_set(t->b, root, K(info), info);
    map_set(t->b, root, K(paths), node_python_map(t->b));
    return root;
}

/* 3.x or 3.x.y */
bool is_openapi_3(struct slice version)
{
    size_t parts = 0, digits = 0;

    for (size_t i = 0; i <= version.size; i++) {
        char c = i < version.size ? version.text[i] : '.';
        if (c == '.') {
            if (digits == 0) return false;
            parts++;
            digits = 0;
        } else if (c < '0' || c > '9') {
            return false;
        } else {
            digits++;
        }
    }
    return slice_starts(version, SLICE("3.")) && (parts == 2 || parts == 3);
}

bool definition_is_valid(const struct node *body, enum api_kind kind)
{
    if (!node_is_map(map_get(body, K(paths)))) return false;
    if (kind == API_REST && node_is_truthy(map_get(body, K(swagger)))) return true;
    return is_openapi_3(node_text(map_get(body, K(openapi))));
}

struct node *editable_body(struct transform *t, const struct symbol *api)
{
    struct node *resource = map_edit(t->b, t->resources, api);
    struct node *properties = resource ? map_edit(t->b, resource, K(Properties)) : NULL;

    return node_is_map(properties) ? map_edit(t->b, properties, K(DefinitionBody)) : NULL;
}

void refuse_path_item(struct transform *t, const struct node *item, const struct symbol *path)
{
    refuse_document(t, item, SAM_API,
                    "The path %s of the API definition must be a map of methods, but is %s.",
                    path->text, item ? node_kind_name(item) : "missing");
}

void refuse_method(struct transform *t, const struct node *node, const struct symbol *method,
                   const struct symbol *path)
{
    refuse_document(t, node, SAM_API, "The method %s of the path %s must be a map, but is %s.",
                    method->text, path->text, node ? node_kind_name(node) : "missing");
}

/* Checks what the user wrote, once: what editing puts into an owned map is in order. */
static void check_paths(struct definition *definition)
{
    struct transform *t = definition->t;

    if (table_get(&t->checked_paths, definition->paths)) return;
    table_set(t->b->arena, &t->checked_paths, definition->paths, definition->paths);
    MAP_EACH (definition->paths, each) {
        struct read_contents contents = contents_of(t, each.value);
        for (uint32_t i = 0; i < contents.count && !t->aborted; i++)
            if (!node_is_map(contents.items[i])) refuse_path_item(t, contents.items[i], each.key);
        if (t->aborted) return;
    }
}

struct definition definition_open(struct transform *t, struct node *body, enum api_kind kind)
{
    struct definition definition = {.t = t, .kind = kind, .root = body};

    python_settle(t->b, body);
    body->flags &= (uint8_t)~NODE_SETTLED;
    definition.paths = map_edit(t->b, body, K(paths));
    if (kind == API_REST) check_paths(&definition);
    return definition;
}

static const struct symbol *const section_keys[] = {
    [SECTION_SECURITY] = K(securityDefinitions),
    [SECTION_GATEWAY_RESPONSES] = K(XGatewayResponses),
    [SECTION_DEFINITIONS] = K(definitions),
};

struct node *definition_section(struct definition *definition, enum definition_section section)
{
    struct transform *t = definition->t;
    const struct symbol *key = section_keys[section];

    if (definition->sections[section]) return definition->sections[section];
    struct node *node = map_edit(t->b, definition->root, key);
    if (!node_is_truthy(node)) node = node_python_map(t->b);
    if (!node_is_map(node)) {
        refuse_document(t, node, SAM_API, "%s of the API definition must be a map, but is %s.",
                        key->text, node_kind_name(node));
        return NULL;
    }
    definition->sections[section] = node;
    return node;
}

void definition_close(struct definition *definition)
{
    struct transform *t = definition->t;

    for (int i = 0; i < SECTION_COUNT; i++)
        if (map_count(definition->sections[i]))
            map_set(t->b, definition->root, section_keys[i], definition->sections[i]);
    python_settle(t->b, definition->root);
}

const struct symbol *method_symbol(struct transform *t, const struct node *method)
{
    if (!node_is_string(method)) return NULL;
    struct slice name = lower_case(t, node_text(method));
    return slice_eq(name, SLICE("any")) ? K(XAnyMethod) : symbol_for(t, name);
}

/* The list of an Fn::If. NULL when it is no list, which refuses the document. */
static const struct node *branches_of(struct transform *t, const struct node *node)
{
    const struct node *branches = map_get(node, K(FnIf));

    if (node_is_list(branches)) return branches;
    refuse_document(t, branches, SAM_API,
                    "The value of Fn::If must be a list of a condition and two values, but is %s.",
                    node_kind_name(branches));
    return NULL;
}

struct read_contents contents_of(struct transform *t, const struct node *node)
{
    struct read_contents contents = {NULL, 0};

    if (!node) return contents;
    const struct node *branches = map_has(node, K(FnIf)) ? branches_of(t, node) : NULL;
    if (t->aborted) return contents;
    contents.items = arena_array(t->b->arena, list_count(branches) + 1, sizeof *contents.items);
    if (!branches) contents.items[contents.count++] = node;
    for (uint32_t i = 1; i < list_count(branches); i++)
        if (!is_no_value(list_at(branches, i)))
            contents.items[contents.count++] = list_at(branches, i);
    return contents;
}

struct contents edit_contents(struct transform *t, struct node *map, const struct symbol *key)
{
    struct node *node = map_edit(t->b, map, key);
    struct contents contents = {NULL, 0};

    if (!node) return contents;
    bool conditional = map_has(node, K(FnIf));
    if (conditional && !branches_of(t, node)) return contents;
    struct node *branches = conditional ? map_edit(t->b, node, K(FnIf)) : NULL;
    contents.items = arena_array(t->b->arena, list_count(branches) + 1, sizeof *contents.items);
    if (!branches) contents.items[contents.count++] = node;
    for (uint32_t i = 1; i < list_count(branches); i++)
        if (!is_no_value(list_at(branches, i)))
            contents.items[contents.count++] = list_edit(t->b, branches, i);
    return contents;
}

void definition_add_path(struct definition *definition, const struct symbol *path,
                         const struct symbol *method)
{
    struct transform *t = definition->t;

    if (path == definition->own_path && !map_has(definition->paths, path))
        map_set(t->b, definition->paths, path, node_python_map(t->b));
    else if (!map_has(definition->paths, path))
        map_set_user(t->b, definition->paths, path, node_python_map(t->b));
    struct contents contents = edit_contents(t, definition->paths, path);
    for (uint32_t i = 0; i < contents.count; i++) {
        if (!node_is_map(contents.items[i])) {
            refuse_path_item(t, contents.items[i], path);
            return;
        }
        if (map_has(contents.items[i], method)) continue;
        if (method == K(XAnyMethod))
            map_set(t->b, contents.items[i], method, node_python_map(t->b));
        else
            map_set_user(t->b, contents.items[i], method, node_python_map(t->b));
    }
}

static bool has_path(struct read_contents items, const struct symbol *method)
{
    for (uint32_t i = 0; i < items.count; i++)
        if (!map_has(items.items[i], method)) return false;
    return true;
}

/* Whether an alternative of a method, which may be null, has an integration. */
static bool has_integration(struct transform *t, const struct node *method,
                            const struct symbol *name, const struct symbol *path)
{
    struct read_contents methods = contents_of(t, node_is_truthy(method) ? method : NULL);

    for (uint32_t i = 0; i < methods.count; i++) {
        if (!node_is_map(methods.items[i])) {
            refuse_method(t, methods.items[i], name, path);
            return false;
        }
        if (node_is_truthy(map_get(methods.items[i], K(XIntegration)))) return true;
    }
    return false;
}

bool definition_has_integration(const struct definition *definition, const struct symbol *path,
                                const struct symbol *method)
{
    struct transform *t = definition->t;
    struct read_contents items = contents_of(t, map_get(definition->paths, path));

    if (!has_path(items, method)) return false;
    for (uint32_t i = 0; i < items.count && !t->aborted; i++)
        if (!has_integration(t, map_get(items.items[i], method), method, path)) return false;
    return items.count > 0;
}

void definition_clear_method(struct definition *definition, const struct symbol *path,
                             const struct symbol *method)
{
    struct transform *t = definition->t;
    struct contents items = edit_contents(t, definition->paths, path);

    for (uint32_t i = 0; i < items.count; i++)
        if (map_has(items.items[i], method))
            map_set(t->b, items.items[i], method, node_python_map(t->b));
}

void definition_make_conditional(struct definition *definition, const struct symbol *path,
                                 const struct node *condition)
{
    const struct node *item = map_get(definition->paths, path);

    map_set(definition->t->b, definition->paths, path, if_of(definition->t, condition, item, NULL));
}

void definition_make_method_conditional(struct definition *definition, const struct symbol *path,
                                        const struct symbol *method, const struct symbol *condition)
{
    struct transform *t = definition->t;
    struct contents items = edit_contents(t, definition->paths, path);

    for (uint32_t i = 0; condition && !t->aborted && i < items.count; i++)
        map_set(t->b, items.items[i], method,
                if_of(t, user_name_node(t, condition), map_get(items.items[i], method), NULL));
}
