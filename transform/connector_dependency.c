/* DependsOn and connectors: what a connector is for must not come before its policy, and a resource
 * that depends on a connector depends on what was generated for it.
 *
 * What has to be known of the whole template is found out once (struct connector_state), so that
 * the work does not grow with the product of connectors and resources.
 */
#include "transform/connector.h"

/* The event source mappings from one source to one function. */
struct mappings {
    const struct symbol *id; /* of the first */
    bool several;
};

struct connector_state {
    struct table depended_on;       /* names in any DependsOn of the template -> that name */
    struct table mappings;          /* "source function" -> struct mappings */
    bool has_mappings;              /* `mappings` was filled */
    const struct symbol *malformed; /* a mapping that cannot be looked at; or NULL */
};

static void note_dependency(struct transform *t, struct connector_state *state,
                            const struct node *name)
{
    if (!node_is_string(name)) return;
    table_set(t->b->arena, &state->depended_on, symbol_for(t, node_text(name)), name);
}

/* Made when the first connector is converted. */
static struct connector_state *state_of(struct transform *t)
{
    if (t->connectors) return t->connectors;
    t->connectors = arena_zalloc(t->b->arena, sizeof *t->connectors);
    MAP_EACH (t->resources, each) {
        const struct node *dependencies = map_get(each.value, K(DependsOn));
        note_dependency(t, t->connectors, dependencies);
        LIST_EACH (dependencies, name)
            note_dependency(t, t->connectors, name.value);
    }
    return t->connectors;
}

static void set_dependencies(struct transform *t, const struct symbol *id,
                             const struct node *dependencies)
{
    struct node *resource = node_copy(t->b, map_get(t->output, id));

    map_set(t->b, resource, K(DependsOn), dependencies);
    map_set(t->b, t->output, id, resource);
}

/* A copy of a list with those names that it does not hold yet. The names differ from each other. */
static struct node *list_with(struct transform *t, const struct node *list,
                              const struct node *names)
{
    struct node *more = node_copy(t->b, list);
    struct table held = {0};

    LIST_EACH (list, each)
        if (node_is_string(each.value))
            table_set(t->b->arena, &held, symbol_for(t, node_text(each.value)), each.value);
    LIST_EACH (names, each)
        if (!table_get(&held, symbol_for(t, node_text(each.value))))
            list_add(t->b, more, each.value);
    return more;
}

/* -- What must not come before the policy ----------------------------------------------------- */

static const struct symbol *mapping_key(struct transform *t, const struct symbol *source,
                                        const struct symbol *function)
{
    return ID(t, symbol_slice(source), SLICE(" "), symbol_slice(function));
}

static void note_mapping(struct transform *t, struct connector_state *state,
                         const struct map_entry *mapping)
{
    const struct node *properties = map_get(mapping->value, K(Properties));
    const struct symbol *source = id_referred_to(t, map_get(properties, K(EventSourceArn)));
    const struct symbol *function = id_referred_to(t, map_get(properties, K(FunctionName)));

    if (properties && !node_is_map(properties)) state->malformed = mapping->key;
    if (!source || !function) return;
    const struct symbol *key = mapping_key(t, source, function);
    const struct mappings *before = table_get(&state->mappings, key);
    struct mappings *mappings = arena_alloc(t->b->arena, sizeof *mappings);
    *mappings = (struct mappings){before ? before->id : mapping->key, before != NULL};
    table_set(t->b->arena, &state->mappings, key, mappings);
}

/* The only event source mapping from the source to the destination; NULL when there is none, or
 * more than one. Connectors come last, so all mappings are in the output. */
static const struct symbol *find_mapping(const struct connector *c)
{
    struct transform *t = c->t;
    struct connector_state *state = state_of(t);

    if (!state->has_mappings) {
        MAP_EACH (t->output, each) {
            const struct node *type = map_get(each.value, K(Type));
            if (node_is_text(type, symbol_slice(K(AWS_Lambda_EventSourceMapping))))
                note_mapping(t, state, each.entry);
        }
        state->has_mappings = true;
    }
    if (state->malformed)
        refuse(t, map_get(t->output, state->malformed), SAM_CONNECTOR,
               "The Properties of %s must be a map, to see whether the connector is for it.",
               state->malformed->text);
    const struct mappings *mappings =
        table_get(&state->mappings, mapping_key(t, c->source.id, c->destination.id));
    return mappings && !mappings->several ? mappings->id : NULL;
}

void add_connector_dependent(struct connector *c, const struct symbol *policy)
{
    struct builder *b = c->t->b;
    const struct symbol *dependent = NULL;

    if (c->profile->dependent == CONNECTOR_SOURCE)
        dependent = c->source.id;
    else if (c->profile->dependent == CONNECTOR_EVENT_SOURCE_MAPPING && c->source.id &&
             c->destination.id)
        dependent = find_mapping(c);
    if (!dependent) return;
    list_add(b, map_edit_default(b, c->waiting, dependent, NODE_LIST), name_node(c->t, policy));
}

void add_connector_dependencies(const struct connector *c)
{
    struct transform *t = c->t;

    MAP_EACH (c->waiting, each) {
        const struct node *old = map_get(map_get(t->output, each.key), K(DependsOn));
        const struct node *list = node_is_list(old) ? old : LIST(t->b, old);
        set_dependencies(t, each.key, list_with(t, list, each.value));
    }
}

/* -- What depends on the connector ------------------------------------------------------------ */

/* A list without the first item that is equal to `item`. */
static struct node *list_without(struct transform *t, const struct node *list,
                                 const struct node *item)
{
    struct node *rest = node_list(t->b);
    bool found = false;

    LIST_EACH (list, each) {
        if (!found && node_equal(each.value, item))
            found = true;
        else
            list_add(t->b, rest, each.value);
    }
    return rest;
}

/* Gives the other resources whose DependsOn is the very list `old` another one. What one SAM
 * resource generates shares the user's list in the reference too: there the connector is taken out
 * of the shared list, but what it became goes only into that of the first resource. */
static void replace_shared_list(struct transform *t, const struct symbol *first,
                                const struct node *old, const struct node *list)
{
    bool lost = false;

    MAP_EACH (t->output, each) {
        if (each.key == first || map_get(each.value, K(DependsOn)) != old) continue;
        set_dependencies(t, each.key, list);
        lost = true;
    }
    if (lost)
        warn(t, old, SAM_LOST_DEPENDENCY,
             "Of all that is generated here, only %s will wait for the connector %.*s: the "
             "transform takes it out of this list for the others. Name the policies and "
             "permissions that it becomes instead.",
             first->text, SLICE_ARG(t->subject.resource));
}

void replace_connector_dependencies(const struct connector *c)
{
    struct transform *t = c->t;
    const struct node *name = name_node(t, c->sam->id);

    if (!table_get(&state_of(t)->depended_on, c->sam->id)) return;
    MAP_EACH (t->output, each) {
        const struct node *old = map_get(each.value, K(DependsOn));
        if (node_is_list(old) && list_holds(old, name)) {
            const struct node *rest = list_without(t, old, name);
            replace_shared_list(t, each.key, old, rest);
            set_dependencies(t, each.key, list_with(t, rest, c->ids));
        } else if (node_is_text(old, node_text(name))) {
            set_dependencies(t, each.key, node_copy(t->b, c->ids));
        }
    }
}
