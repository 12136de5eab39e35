/* Values of documents, and texts that are documents. */
#include "validator/documents.h"

#include "base/limits.h"

/* -- Values -------------------------------------------------------------------------------------
 */

/* In documents, a map with the one key Condition is a map. */
bool document_is_function(const struct schema_walk *walk, const struct node *node)
{
    return !walk->embedded && is_intrinsic(node) && map_single(node)->key != K(Condition);
}

static void each_branch(struct schema_walk *walk, const struct visit *at, document_check *check,
                        void *context)
{
    const struct node *list = if_arguments(at->node);
    struct visit arguments = schema_visit(at, list, map_single(at->node));
    const struct scenario *outside = walk->scenario;

    if (!list) return;
    for (uint32_t branch = 1; branch <= 2; branch++) {
        struct visit below = schema_branch(walk, &arguments, branch, outside);
        document_each_value(walk, &below, check, context);
    }
    walk->scenario = outside;
}

/* The value of a function as far as it is known. Those of SAM resources are looked at where the
 * transform has put them. */
static const struct node *known_value(const struct schema_walk *walk, const struct node *function)
{
    return walk->v->conditions ? value_of(walk->v, function) : function;
}

void document_each_value(struct schema_walk *walk, const struct visit *at, document_check *check,
                         void *context)
{
    if (!walk->embedded && is_if(at->node)) {
        each_branch(walk, at, check, context);
        return;
    }
    if (document_is_function(walk, at->node)) {
        if (walk->v->conditions) schema_each_given(walk, at, check, context);
        return;
    }
    if (!at->node || (node_is_string(at->node) && !is_known_value(at->node))) return;
    check(context, at);
}

void document_each_item(struct schema_walk *walk, const struct visit *at, document_check *check,
                        void *context)
{
    LIST_EACH (at->node, each) {
        struct visit below = schema_visit(at, each.value, NULL);
        below.item = each.next - 1;
        document_each_value(walk, &below, check, context);
    }
}

struct given_property {
    struct schema_walk walk;
    document_check *check;
};

static void check_given_property(void *context, const struct visit *at)
{
    struct given_property *property = context;

    if (property->walk.given) property->check(&property->walk, at);
}

void document_each_given(struct validation *v, const struct visit *resource,
                         const struct symbol *property, document_check *check)
{
    const struct map_entry *properties = map_find(resource->node, K(Properties));
    const struct map_entry *entry = map_find(properties ? properties->value : NULL, property);
    struct given_property given = {
        {.v = v, .resource = resource, .scenario = scenario_of(v, resource->node)}, check};

    if (!entry) return;
    struct visit above = schema_visit(resource, properties->value, properties);
    struct visit value = schema_visit(&above, entry->value, entry);
    document_each_value(&given.walk, &value, check_given_property, &given);
}

/* -- Texts of functions -------------------------------------------------------------------------
 */

/* The items of Fn::Join, those that are not known as ${}. */
static bool joined_text(const struct schema_walk *walk, const struct node *arguments,
                        struct slice *text)
{
    const struct node *delimiter = list_at(arguments, 0), *items = list_at(arguments, 1);
    struct buffer out = buffer_new(walk->v->b->arena);

    if (list_count(arguments) != 2 || !node_is_string(delimiter) || !node_is_list(items))
        return false;
    LIST_EACH (items, each) {
        const struct node *item = each.value;
        if (is_intrinsic(item)) item = known_value(walk, item);
        if (each.next > 1) buffer_add(&out, node_text(delimiter));
        buffer_add(&out, node_is_string(item) ? node_text(item) : SLICE("${}"));
    }
    *text = buffer_slice(&out);
    return true;
}

bool document_text(struct schema_walk *walk, const struct node *value, struct slice *text,
                   bool *is_whole)
{
    const struct map_entry *function;

    if (document_is_function(walk, value)) value = known_value(walk, value);
    *is_whole = node_is_string(value);
    if (node_is_string(value)) {
        *text = node_text(value);
        return is_known_value(value);
    }
    function = document_is_function(walk, value) ? map_single(value) : NULL;
    if (!function) return false;
    if (function->key == K(FnJoin)) return joined_text(walk, function->value, text);
    if (function->key != K(FnSub)) return false;
    value = node_is_list(function->value) ? list_at(function->value, 0) : function->value;
    *text = node_text(value);
    return node_is_string(value);
}

/* -- Reading ------------------------------------------------------------------------------------
 */

bool document_enter(struct schema_walk *walk, const struct visit *at, struct slice text,
                    bool is_json, struct embedded *embedded)
{
    struct validation *v = walk->v;

    if (text.size > LIMIT_EMBEDDED_BYTES - v->embedded_bytes) return false;
    v->embedded_bytes += text.size;
    text = is_json ? embedded_names_quoted(v->b->arena, text) : text;
    *embedded = is_json ? embedded_json(v->b, text) : embedded_json_or_yaml(v->b, text);
    walk->embedded_at = schema_whole_span(at);
    walk->embedded = embedded;
    return true;
}

void document_leave(struct schema_walk *walk)
{
    walk->embedded = NULL;
}
