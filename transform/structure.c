/* What has to hold before any phase can work: sections of the right type, parameters with values,
 * maps in the order that the reference would go through them.
 */
#include "document/python_order.h"
#include "intrinsics/parameter_check.h"
#include "transform/phases_internal.h"

/* -- Structure ----------------------------------------------------------------------------------
 */

/* The types whose Properties are checked up front. */
static bool is_checked_type(const struct node *resource)
{
    static const struct symbol *const types[] = {
        K(AWS_Serverless_Function),        K(AWS_Serverless_Api),
        K(AWS_Serverless_HttpApi),         K(AWS_Serverless_WebSocketApi),
        K(AWS_Serverless_StateMachine),    K(AWS_Serverless_SimpleTable),
        K(AWS_Serverless_Application),     K(AWS_Serverless_LayerVersion),
        K(AWS_Serverless_CapacityProvider)};

    if (!has_sam_type(resource)) return false;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (has_type(resource, types[i])) return true;
    return false;
}

static void check_is_map(struct transform *t, const struct map_entry *entry)
{
    if (!node_is_map(entry->value))
        refuse_document(t, entry->value, SAM_STRUCTURE,
                        "The resource %s must be a map with a Type, but is %s. Check the "
                        "indentation.",
                        entry->key->text, node_kind_name(entry->value));
}

static void check_resource(struct transform *t, const struct map_entry *entry)
{
    const struct node *resource = entry->value;
    const struct node *properties = map_get(resource, K(Properties));
    const struct node *condition = map_get(resource, K(Condition));

    /* The reference lets what counts as false pass, and writes it into the output, or fails with
     * it: CloudFormation takes neither. */
    if (!node_is_nothing(condition) && !node_is_string(condition)) {
        refuse_document(t, condition, SAM_STRUCTURE,
                        "The Condition of %s must be the name of a condition, but is %s.",
                        entry->key->text, node_kind_name(condition));
        return;
    }
    if (is_checked_type(resource) && properties && !node_is_map(properties)) {
        t->subject.resource = symbol_slice(entry->key);
        refuse(t, properties, SAM_STRUCTURE, "The Properties of %s must be a map, but are %s.",
               entry->key->text, node_kind_name(properties));
        t->aborted = true;
    }
}

void check_structure(struct transform *t)
{
    const struct node *resources = map_get(t->root, K(Resources));

    if (!node_is_map(resources) || resources->count == 0) {
        refuse_document(t, resources, SAM_STRUCTURE,
                        "A template needs a Resources section with at least one resource.");
        return;
    }
    MAP_EACH (resources, each)
        check_is_map(t, each.entry);
    MAP_EACH (resources, each)
        check_resource(t, each.entry);
    if (t->aborted) return;
    t->resources = node_copy(t->b, resources);
}

/* -- Python's order -----------------------------------------------------------------------------
 */

static bool has_api_event(const struct node *resource)
{
    MAP_EACH (map_get(map_get(resource, K(Properties)), K(Events)), each)
        if (node_is_text(map_get(each.value, K(Type)), SLICE("Api"))) return true;
    return false;
}

static bool has_http_api_event(const struct node *resource)
{
    MAP_EACH (map_get(map_get(resource, K(Properties)), K(Events)), each)
        if (node_is_text(map_get(each.value, K(Type)), SLICE("HttpApi"))) return true;
    return false;
}

static bool has_default_authorizer(const struct node *properties)
{
    return node_is_truthy(map_get(map_get(properties, K(Auth)), K(DefaultAuthorizer)));
}

/* Whether the order of maps can show in this template: in the hash of a deployment, or in the order
 * in which a default authorizer is given to the paths of an HttpApi. */
static bool needs_python_order(const struct transform *t)
{
    const struct node *globals = map_get(map_get(t->root, K(Globals)), K(HttpApi));
    bool global_authorizer = has_default_authorizer(globals);

    MAP_EACH (t->resources, each) {
        if (!has_sam_type(each.value)) continue;
        bool function = has_type(each.value, K(AWS_Serverless_Function));
        if (has_type(each.value, K(AWS_Serverless_Api))) return true;
        if (has_type(each.value, K(AWS_Serverless_HttpApi)) &&
            (global_authorizer || has_default_authorizer(map_get(each.value, K(Properties)))))
            return true;
        if ((function || has_type(each.value, K(AWS_Serverless_StateMachine))) &&
            has_api_event(each.value))
            return true;
        if (function && global_authorizer && has_http_api_event(each.value)) return true;
    }
    return false;
}

/* Replaces the value of `key` in an owned map by a copy in Python's order. */
static void order_value(struct transform *t, struct node *map, const struct symbol *key)
{
    const struct node *value = map_get(map, key);

    if (value && value->kind >= NODE_LIST) map_set(t->b, map, key, python_ordered(t->b, value));
}

static const struct node *ordered_resource(struct transform *t, const struct node *resource)
{
    if (!has_sam_type(resource)) return resource;
    bool api =
        has_type(resource, K(AWS_Serverless_Api)) || has_type(resource, K(AWS_Serverless_HttpApi));
    bool events = has_type(resource, K(AWS_Serverless_Function)) ||
                  has_type(resource, K(AWS_Serverless_StateMachine));

    if ((!api && !events) || !map_has(resource, K(Properties))) return resource;
    struct node *copy = node_copy(t->b, resource);
    if (api)
        order_value(t, copy, K(Properties));
    else
        order_value(t, map_edit(t->b, copy, K(Properties)), K(Events));
    return copy;
}

/* A map with the same entries, in Python's order. */
static struct node *ordered_map(struct transform *t, const struct node *map)
{
    struct node *ordered = python_map_like(t->b, map);

    map_merge(t->b, ordered, map);
    return ordered;
}

void mark_python_order(struct transform *t)
{
    t->python_order = needs_python_order(t);
    if (!t->python_order) return;
    struct node *resources = ordered_map(t, t->resources);
    MAP_EACH (resources, each)
        map_set(t->b, resources, each.key, ordered_resource(t, each.value));
    t->resources = resources;

    const struct node *globals = map_get(t->root, K(Globals));
    if (node_is_map(globals)) {
        struct node *copy = node_copy(t->b, globals);
        order_value(t, copy, K(Api));
        map_set(t->b, t->root, K(Globals), copy);
    }
}

/* -- Parameters ---------------------------------------------------------------------------------
 */

static const struct symbol *pseudo(const struct transform *t, const char *name)
{
    return symbol_for(t, slice_of(name));
}

void collect_parameters(struct transform *t)
{
    struct node *values = node_map(t->b);

    map_merge(t->b, values, t->options->parameters);
    MAP_EACH (map_get(t->root, K(Parameters)), each) {
        const struct node *value = map_get(each.value, K(Default));
        if (t->options->stored_defaults_left && parameter_is_stored(each.value)) continue;
        if (value && !map_has(values, each.key)) map_set(t->b, values, each.key, value);
    }
    map_set(t->b, values, pseudo(t, "AWS::Region"), node_string(t->b, t->options->region));
    map_set(t->b, values, pseudo(t, "AWS::Partition"), node_string(t->b, t->partition));
    t->parameters = values;

    t->mappings = map_get(t->root, K(Mappings));
    if (t->mappings && !node_is_map(t->mappings))
        refuse_document(t, t->mappings, SAM_STRUCTURE, "Mappings must be a map, but is %s.",
                        node_kind_name(t->mappings));
}
