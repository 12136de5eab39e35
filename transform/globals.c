/* The Globals section: defaults for the properties of all resources of a type.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
 *
 * Maps merge key by key, the global keys first; lists are put one behind the other, the global one
 * first; everything else, an intrinsic or a null included, is replaced by the resource's own value.
 */
#include "base/nearest.h"
#include "document/python_order.h"
#include "transform/phases_internal.h"

/* Sections and the resource type that each is for. */
static const struct section {
    const struct symbol *name;
    enum schema_id schema;
} sections[] = {
    {K(Function), SCHEMA_Function},         {K(Api), SCHEMA_Api},
    {K(HttpApi), SCHEMA_HttpApi},           {K(WebSocketApi), SCHEMA_WebSocketApi},
    {K(SimpleTable), SCHEMA_SimpleTable},   {K(LayerVersion), SCHEMA_LayerVersion},
    {K(StateMachine), SCHEMA_StateMachine}, {K(CapacityProvider), SCHEMA_CapacityProvider},
};

enum { SECTION_COUNT = sizeof sections / sizeof *sections };

/* -- Checking -----------------------------------------------------------------------------------
 */

static void report_unknown_section(struct transform *t, const struct map_entry *entry)
{
    struct nearest nearest = nearest_to(entry_key(entry));

    for (size_t i = 0; i < SECTION_COUNT; i++)
        nearest_try(&nearest, symbol_slice(sections[i].name));
    if (nearest.found.text)
        refuse_entry(t, entry, SAM_GLOBALS, "Globals has no section %s. Did you mean %s?",
                     entry->key->text, nearest.found.text);
    else
        refuse_entry(t, entry, SAM_GLOBALS,
                     "Globals has no section %s. It may have Api, CapacityProvider, Function, "
                     "HttpApi, LayerVersion, SimpleTable, StateMachine and WebSocketApi.",
                     entry->key->text);
}

static void report_unknown_property(struct transform *t, const struct schema *schema,
                                    const struct map_entry *entry, const struct symbol *section)
{
    const struct property *own = schema_property(schema, entry->key);
    const char *nearest = schema_nearest(schema, entry_key(entry));

    if (own)
        refuse_entry(t, entry, SAM_GLOBALS,
                     "%s cannot be set for all resources in Globals. Set it in each %s.",
                     entry->key->text, schema->type);
    else if (nearest)
        refuse_entry(t, entry, SAM_GLOBALS, "%s is no property of %s. Did you mean %s?",
                     entry->key->text, section->text, nearest);
    else
        refuse_entry(t, entry, SAM_GLOBALS, "%s is no property of %s. Remove it.", entry->key->text,
                     section->text);
}

static void check_section(struct transform *t, const struct section *section,
                          const struct map_entry *entry)
{
    const struct schema *schema = schema_of(section->schema);

    if (!node_is_map(entry->value)) {
        refuse_entry(t, entry, SAM_GLOBALS, "The section %s of Globals must be a map, but is %s.",
                     section->name->text, node_kind_name(entry->value));
        return;
    }
    MAP_EACH (entry->value, each) {
        const struct property *property = schema_property(schema, each.key);
        if (!property || !property->global)
            report_unknown_property(t, schema, each.entry, section->name);
    }
}

static void check_globals(struct transform *t, const struct node *globals)
{
    t->subject.resource = SLICE("Globals");
    if (!node_is_map(globals)) {
        refuse(t, globals, SAM_GLOBALS, "Globals must be a map of sections, but is %s.",
               node_kind_name(globals));
        return;
    }
    MAP_EACH (globals, each) {
        size_t i = 0;
        while (i < SECTION_COUNT && sections[i].name != each.key)
            i++;
        if (i == SECTION_COUNT)
            report_unknown_section(t, each.entry);
        else
            check_section(t, &sections[i], each.entry);
    }
}

/* -- Merging ------------------------------------------------------------------------------------
 */

static const struct node *merge(struct transform *t, const struct node *global,
                                const struct node *local);

/* A copy of `map` as Python's dict.copy() makes it. */
static struct node *copy_of_map(struct transform *t, const struct node *map)
{
    if (!map->map || !map_order(map->map)) return node_copy(t->b, map);
    struct node *copy = python_map_like(t->b, map);
    python_update(t->b, copy, map);
    return copy;
}

static const struct node *merge_maps(struct transform *t, const struct node *global,
                                     const struct node *local)
{
    struct node *merged = copy_of_map(t, global);

    MAP_EACH (local, each) {
        const struct node *old = map_get(merged, each.key);
        map_set_like(t->b, merged, each.entry, old ? merge(t, old, each.value) : each.value);
    }
    return merged;
}

static const struct node *merge(struct transform *t, const struct node *global,
                                const struct node *local)
{
    if (global->kind != local->kind) return local;
    if (local->kind == NODE_LIST) {
        struct node *list = node_copy(t->b, global);
        list_add_all(t->b, list, local);
        return list;
    }
    if (local->kind != NODE_MAP || is_intrinsic(global) || is_intrinsic(local)) return local;
    return merge_maps(t, global, local);
}

/* Takes out of the globals what the resource's IgnoreGlobals names. NULL: all of them. */
static const struct node *without_ignored(struct transform *t, const struct node *globals,
                                          const struct node *ignored)
{
    if (node_is_text(ignored, SLICE("*"))) return NULL;
    if (!node_is_list(ignored)) {
        refuse(t, ignored, SAM_GLOBALS,
               "IgnoreGlobals must be \"*\" or a list of property names, but is %s.",
               node_kind_name(ignored));
        return globals;
    }
    struct node *kept = copy_of_map(t, globals);
    LIST_EACH (ignored, each) {
        struct slice name = node_text(each.value);
        const struct symbol *key = symbol_for(t, name);
        if (!node_is_string(each.value) || !map_has(kept, key))
            refuse(
                t, each.value, SAM_GLOBALS,
                "IgnoreGlobals names %.*s, which Globals does not set for this type, or which it "
                "names before.",
                SLICE_ARG(node_is_string(each.value) ? name : SLICE("something")));
        else
            map_remove(t->b, kept, key);
    }
    return kept;
}

static const struct node *section_for(const struct node *globals, const struct node *resource)
{
    const struct node *type = map_get(resource, K(Type));

    for (size_t i = 0; i < SECTION_COUNT; i++)
        if (node_is_text(type, slice_of(schema_of(sections[i].schema)->type)))
            return map_get(globals, sections[i].name);
    return NULL;
}

static const struct node *merged_resource(struct transform *t, const struct node *globals,
                                          const struct node *resource)
{
    if (!has_sam_type(resource)) return resource;
    const struct node *section = section_for(globals, resource);
    const struct node *ignored = map_get(resource, K(IgnoreGlobals));
    const struct node *own = map_get(resource, K(Properties));

    if (!section) return resource;
    const struct node *globally = section;
    if (node_is_truthy(ignored)) globally = without_ignored(t, section, ignored);
    if (!globally) return resource;
    struct node *copy = node_copy(t->b, resource);
    map_set(t->b, copy, K(Properties), own ? merge_maps(t, globally, own) : globally);
    return copy;
}

void merge_globals(struct transform *t)
{
    const struct node *globals = map_get(t->root, K(Globals));

    if (!globals) return;
    check_globals(t, globals);
    if (t->findings->totals[SEVERITY_ERROR]) return;
    MAP_EACH (t->resources, each) {
        t->subject = (struct subject){.resource = symbol_slice(each.key), .node = each.value};
        const struct node *merged = merged_resource(t, globals, each.value);
        if (merged != each.value) map_set(t->b, t->resources, each.key, merged);
    }
}
