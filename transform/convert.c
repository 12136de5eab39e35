/* Goes through the SAM resources, group by group, and hands each to its converter. An error refuses
 * one resource; the others are still converted, so that one run finds many errors. An error of the
 * document ends it all.
 */
#include "document/python_order.h"
#include "transform/api.h"
#include "transform/deployment_preference.h"
#include "transform/phases_internal.h"
#include "transform/policies.h"
#include "transform/sam_types.h"

enum { GROUPS = 5 };

static const struct sam_type {
    struct slice type;
    int group;
    enum schema_id schema;
    void (*convert)(struct transform *t, const struct sam_resource *sam);
} types[] = {
#define SAM_TYPE(type, group, convert)                                                             \
    {{"AWS::Serverless::" #type, sizeof("AWS::Serverless::" #type) - 1},                           \
     group,                                                                                        \
     SCHEMA_##type,                                                                                \
     convert},
#include "transform/sam_type_list.h"
#undef SAM_TYPE
};

/* The type of a resource, when it is one of that group. */
static const struct sam_type *type_in_group(const struct node *resource, int group)
{
    const struct node *type = map_get(resource, K(Type));

    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (types[i].group == group && node_is_text(type, types[i].type)) return &types[i];
    return NULL;
}

/* Policy templates are replaced by their statements before the properties are checked. */
static const struct node *prepared_properties(struct transform *t, const struct sam_type *type,
                                              const struct node *properties)
{
    const struct node *policies = map_get(properties, K(Policies));

    if (type->schema != SCHEMA_Function && type->schema != SCHEMA_StateMachine) return properties;
    const struct node *expanded = expand_policy_templates(t, policies);
    if (!expanded || expanded == policies) return properties;
    struct node *copy = node_copy(t->b, properties);
    map_set(t->b, copy, K(Policies), expanded);
    return copy;
}

/* FunctionName of a function feeds the deployment hash of each API that its events name. */
static void note_function_names(struct transform *t, const struct node *properties)
{
    MAP_EACH (given(properties, K(Events)), each) {
        const struct node *event = map_get(each.value, K(Properties));
        const struct symbol *api = id_or_ref_target(t->b, map_get(event, K(RestApiId)));
        if (node_is_text(map_get(each.value, K(Type)), SLICE("Api")) && api)
            note_function_name(t, api, given(properties, K(FunctionName)));
    }
}

static void convert_resource(struct transform *t, const struct sam_type *type,
                             const struct symbol *id, const struct node *node)
{
    const struct node *properties = map_get(node, K(Properties));
    struct sam_resource sam = {id, node, properties ? properties : node_map(t->b)};

    begin_subject(t, id, node);
    sam.properties = prepared_properties(t, type, sam.properties);
    if (!is_alphanumeric(symbol_slice(id)))
        refuse(t, NULL, SAM_LOGICAL_ID,
               "The logical id '%s' may hold letters and digits only. Rename the resource.",
               id->text);
    else if (!node_is_map(sam.properties))
        refuse(t, properties, SAM_TYPE, "Properties must be a map, but are %s.",
               node_kind_name(properties));
    if (t->refusals || !check_properties(t, type->schema, sam.properties, node)) return;
    if (type->schema == SCHEMA_Function) note_function_names(t, sam.properties);
    type->convert(t, &sam);
    if (t->refusals) return;
    map_remove(t->b, t->output, id);
    publish_resources(t);
}

static void convert_group(struct transform *t, int group)
{
    MAP_EACH (t->resources, each) {
        const struct sam_type *type = type_in_group(each.value, group);
        if (!type) continue;
        t->generated.count = 0;
        convert_resource(t, type, each.key, each.value);
        if (t->aborted) return;
    }
}

/* The output begins as the template's resources in the order in which the user wrote them. */
static struct node *as_written(struct transform *t, const struct node *resources)
{
    struct node *map = node_map(t->b);

    for (uint32_t i = 0; i < resources->map->used; i++)
        if (resources->map->entries[i].key)
            map_set_like(t->b, map, &resources->map->entries[i], resources->map->entries[i].value);
    map->flags = resources->flags | NODE_OWNED;
    map->origin = resources->origin;
    return map;
}

/* Lets the output be gone through, until it is complete, in the order in which the reference goes
 * through it, which has copied the resources. The entries stay as written. */
static void order_output(struct transform *t)
{
    struct map *map = t->output->map;

    map_give_order(t->b, map);
    MAP_EACH (t->resources, each)
        python_order_insert(t->b, map, (uint32_t)(map_find(t->output, each.key) - map->entries));
}

/* The groups that have resources, as a set. */
static unsigned groups_in_use(const struct transform *t)
{
    unsigned groups = 0;

    MAP_EACH (t->resources, each) {
        if (!has_sam_type(each.value)) continue;
        struct slice type = node_text(map_get(each.value, K(Type)));
        for (size_t i = 0; i < sizeof types / sizeof *types; i++)
            if (slice_eq(type, types[i].type)) groups |= 1u << types[i].group;
    }
    return groups;
}

void convert_resources(struct transform *t)
{
    unsigned groups = groups_in_use(t);

    t->output = as_written(t, t->resources);
    if (t->python_order) order_output(t);
    for (int group = 0; group < GROUPS && !t->aborted; group++) {
        if (groups & 1u << group) convert_group(t, group);
        sort_bucket_dependencies(t);
    }
    write_connector_dependencies(t);
    if (!t->aborted) convert_deployments(t);
    if (!t->aborted) check_shared_usage_plan(t);
    if (t->python_order) t->output->map->tables->order = NULL; /* the entries are as written */
}
