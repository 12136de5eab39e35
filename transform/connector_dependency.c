/* DependsOn and connectors: what a connector is for must not come before its policy, and a resource
 * that depends on a connector depends on what was generated for it.
 *
 * What has to be known of the whole template is found out once (struct connector_state), so that
 * the work does not grow with the product of connectors and resources; and DependsOn is written
 * when all connectors are converted.
 */
#include "transform/connector.h"
#include "transform/phases_internal.h"

/* The event source mappings from one source to one function. */
struct mappings {
    const struct symbol *id; /* of the first */
    bool several;
};

/* The DependsOn of a resource of the output, while connectors are converted: an array, because
 * names are taken out of it and added to it one by one. Several resources have the same one when
 * their DependsOn is the very same list, as the user's is for all that one SAM resource generates.
 */
struct dependencies {
    const struct node *list; /* the list that it is made of, until it is changed; or NULL */
    VECTOR(const struct node *) items; /* NULL: taken out */
    struct table places;               /* name -> its first item, as a place in `items` + 1 */
    VECTOR(const struct symbol *)
    owners;       /* logical ids of the resources, in the order of the output */
    bool repeats; /* a name stands there twice */
    bool changed;
};

/* All dependencies in which the name of a connector stood once. */
struct named {
    VECTOR(struct dependencies *) items;
};

struct connector_state {
    struct table by_owner; /* logical id -> struct dependencies */
    struct table by_list;  /* list -> the same, while it is unchanged */
    struct table by_name;  /* name of a connector -> struct named */
    VECTOR(struct dependencies *) all;
    struct table mappings;          /* "source function" -> struct mappings */
    bool has_mappings;              /* `mappings` was filled */
    const struct symbol *malformed; /* a mapping that cannot be looked at; or NULL */
};

/* -- Dependencies ----------------------------------------------------------------------------- */

static const struct symbol *name_of(struct transform *t, const struct node *item)
{
    return node_is_string(item) ? symbol_for(t, node_text(item)) : NULL;
}

static void set_place(struct transform *t, struct dependencies *d, const struct symbol *name,
                      size_t place)
{
    table_set(t->b->arena, &d->places, name, (void *)(uintptr_t)place);
}

static bool holds(const struct dependencies *d, const struct symbol *name)
{
    return table_get(&d->places, name) != NULL;
}

static void add_item(struct transform *t, struct dependencies *d, const struct node *item)
{
    const struct symbol *name = name_of(t, item);

    VECTOR_PUSH(t->b->arena, &d->items, item);
    if (name && holds(d, name))
        d->repeats = true;
    else if (name)
        set_place(t, d, name, d->items.count);
}

/* The name of a connector, or NULL. */
static const struct symbol *connector_name(struct transform *t, const struct node *item)
{
    const struct symbol *name = name_of(t, item);
    bool connector = name && has_type(map_get(t->resources, name), K(AWS_Serverless_Connector));

    return connector ? name : NULL;
}

static bool names_connector(struct transform *t, const struct node *dependencies)
{
    LIST_EACH (dependencies, each)
        if (connector_name(t, each.value)) return true;
    return connector_name(t, dependencies) != NULL;
}

/* Notes that the dependencies are to be asked when a connector of that name is converted. */
static void note_name(struct transform *t, struct dependencies *d, const struct node *item)
{
    const struct symbol *name = connector_name(t, item);

    if (!name) return;
    struct named *named = table_changeable(&t->connectors->by_name, name);
    if (!named) {
        named = arena_zalloc(t->b->arena, sizeof *named);
        table_set(t->b->arena, &t->connectors->by_name, name, named);
    }
    VECTOR_PUSH(t->b->arena, &named->items, d);
}

static struct dependencies *new_dependencies(struct transform *t)
{
    struct dependencies *d = arena_zalloc(t->b->arena, sizeof *d);

    VECTOR_PUSH(t->b->arena, &t->connectors->all, d);
    return d;
}

static void add_owner(struct transform *t, struct dependencies *d, const struct symbol *owner)
{
    VECTOR_PUSH(t->b->arena, &d->owners, owner);
    table_set(t->b->arena, &t->connectors->by_owner, owner, d);
}

/* The dependencies of a resource, made of its DependsOn; NULL: it has none. */
static struct dependencies *dependencies_of_owner(struct transform *t, const struct symbol *owner,
                                                  const struct node *value)
{
    struct dependencies *d = new_dependencies(t);

    add_owner(t, d, owner);
    if (node_is_list(value)) d->list = value;
    LIST_EACH (value, each) {
        add_item(t, d, each.value);
        note_name(t, d, each.value);
    }
    if (!value || node_is_list(value)) return d;
    add_item(t, d, value);
    note_name(t, d, value);
    return d;
}

/* Notes a DependsOn that names a connector. */
static void note_owner(struct transform *t, const struct symbol *owner, const struct node *value)
{
    struct table *by_list = &t->connectors->by_list;
    struct dependencies *d = table_changeable(by_list, value);

    if (!value || !names_connector(t, value)) return;
    if (d && !d->changed) {
        add_owner(t, d, owner);
        return;
    }
    d = dependencies_of_owner(t, owner, value);
    if (node_is_list(value)) table_set(t->b->arena, by_list, value, d);
}

/* Takes the first item of a name out; another one may be left. */
static void take_out(struct transform *t, struct dependencies *d, const struct symbol *name)
{
    size_t place = (uintptr_t)table_get(&d->places, name);
    size_t next = d->repeats ? place : d->items.count;

    d->items.items[place - 1] = NULL;
    while (next < d->items.count && !node_is_text(d->items.items[next], symbol_slice(name)))
        next++;
    set_place(t, d, name, next < d->items.count ? next + 1 : 0);
    d->changed = true;
}

/* Adds those names that are not there yet. */
static void add_new_items(struct transform *t, struct dependencies *d, const struct node *names)
{
    LIST_EACH (names, each)
        if (!holds(d, name_of(t, each.value))) add_item(t, d, each.value);
    d->changed = true;
}

/* The dependencies of one of their owners, for it alone. */
static struct dependencies *own_dependencies(struct transform *t, struct dependencies *d,
                                             const struct symbol *owner)
{
    size_t kept = 0;

    if (d->owners.count == 1) return d;
    struct dependencies *own = new_dependencies(t);
    add_owner(t, own, owner);
    for (size_t i = 0; i < d->items.count; i++) {
        if (!d->items.items[i]) continue;
        add_item(t, own, d->items.items[i]);
        note_name(t, own, d->items.items[i]);
    }
    for (size_t i = 0; i < d->owners.count; i++)
        if (d->owners.items[i] != owner) d->owners.items[kept++] = d->owners.items[i];
    d->owners.count = kept;
    return own;
}

/* Made when the first connector is converted. */
static struct connector_state *state_of(struct transform *t)
{
    if (t->connectors) return t->connectors;
    t->connectors = arena_zalloc(t->b->arena, sizeof *t->connectors);
    MAP_EACH (t->output, each)
        note_owner(t, each.key, map_get(each.value, K(DependsOn)));
    return t->connectors;
}

static void set_dependencies(struct transform *t, const struct symbol *id,
                             const struct node *dependencies)
{
    const struct node *old = map_get(t->output, id);

    if (!node_is_map(old)) return; /* a connector, which was converted meanwhile */
    struct node *resource = node_copy(t->b, old);
    map_set(t->b, resource, K(DependsOn), dependencies);
    map_set(t->b, t->output, id, resource);
}

void write_connector_dependencies(struct transform *t)
{
    const struct connector_state *state = t->connectors;

    for (size_t i = 0; state && i < state->all.count; i++) {
        const struct dependencies *d = state->all.items[i];
        if (!d->changed) continue;
        t->b->origin = d->list;
        struct node *list = node_list(t->b);
        for (size_t k = 0; k < d->items.count; k++)
            list_add(t->b, list, d->items.items[k]);
        for (size_t k = 0; k < d->owners.count; k++)
            set_dependencies(t, d->owners.items[k], list);
    }
    t->b->origin = NULL;
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
    const struct connector_state *state = state_of(t);

    MAP_EACH (c->waiting, each) {
        struct dependencies *d = table_changeable(&state->by_owner, each.key);
        if (!d)
            d = dependencies_of_owner(t, each.key,
                                      map_get(map_get(t->output, each.key), K(DependsOn)));
        add_new_items(t, own_dependencies(t, d, each.key), each.value);
    }
}

/* -- What depends on the connector ------------------------------------------------------------ */

/* Replaces the connector in the dependencies of one of their owners. What one SAM resource
 * generates shares the user's list in the reference too: there the connector is taken out of the
 * shared list, but what it became goes only into that of the first resource. */
static void replace_in(const struct connector *c, struct dependencies *d,
                       const struct symbol *owner)
{
    struct transform *t = c->t;
    struct dependencies *own = own_dependencies(t, d, owner);

    take_out(t, own, c->sam->id);
    add_new_items(t, own, c->ids);
    if (own == d) return;
    take_out(t, d, c->sam->id);
    warn(t, d->list, SAM_LOST_DEPENDENCY,
         "Of all that is generated here, only %s will wait for the connector %.*s: the "
         "transform takes it out of this list for the others. Name the policies and "
         "permissions that it becomes instead.",
         owner->text, SLICE_ARG(t->subject.resource));
}

/* Forgets owners that are in the output no more: connectors, once they are converted. Returns the
 * one that stands first there; NULL when none is left. */
static const struct symbol *first_owner(const struct transform *t, struct dependencies *d)
{
    const struct symbol *first = NULL;
    size_t kept = 0;

    for (size_t i = 0; i < d->owners.count; i++) {
        const struct symbol *owner = d->owners.items[i];
        if (!map_has(t->output, owner)) continue;
        d->owners.items[kept++] = owner;
        if (!first || map_place(t->output, owner) < map_place(t->output, first)) first = owner;
    }
    d->owners.count = kept;
    return first;
}

void replace_connector_dependencies(const struct connector *c)
{
    struct transform *t = c->t;
    const struct named *named = table_get(&state_of(t)->by_name, c->sam->id);
    size_t count = named ? named->items.count : 0; /* what becomes more is done already */

    for (size_t i = 0; i < count; i++) {
        struct dependencies *d = named->items.items[i];
        const struct symbol *owner = first_owner(t, d);
        while (owner && holds(d, c->sam->id)) {
            bool alone = d->owners.count == 1;
            replace_in(c, d, owner);
            owner = alone ? NULL : first_owner(t, d);
        }
    }
    for (size_t i = 0; i < t->generated.count; i++) {
        const struct resource *resource = t->generated.items[i];
        note_owner(t, resource->id, map_get(resource->node, K(DependsOn)));
    }
}
