/* DependsOn and connectors: what a connector is for must not come before its policy, and a resource
 * that depends on a connector depends on what was generated for it.
 */
#include "transform/connector.h"

static void set_dependencies(struct transform *t, const struct symbol *id,
                             const struct node *dependencies)
{
    struct node *resource = node_copy(t->b, map_get(t->output, id));

    map_set(t->b, resource, K(DependsOn), dependencies);
    map_set(t->b, t->output, id, resource);
}

/* -- What must not come before the policy -------------------------------------------------------
 */

/* Lets a resource of the output depend on a generated policy. As in the reference, DependsOn is a
 * list then, whatever it was. */
static void depend_on_policy(struct transform *t, const struct symbol *id,
                             const struct symbol *policy)
{
    const struct node *old = map_get(map_get(t->output, id), K(DependsOn));
    struct node *list = node_is_list(old) ? node_copy(t->b, old) : LIST(t->b, old);

    if (!list_holds(list, name_node(t, policy))) list_add(t->b, list, name_node(t, policy));
    set_dependencies(t, id, list);
}

/* The only event source mapping from the source to the destination; NULL when there is none, or
 * more than one. */
static const struct symbol *find_event_source_mapping(const struct connector *c)
{
    struct transform *t = c->t;
    const struct symbol *found = NULL;
    int count = 0;

    MAP_EACH (t->output, each) {
        const struct node *type = map_get(each.value, K(Type));
        const struct node *properties = map_get(each.value, K(Properties));
        if (!node_is_text(type, symbol_slice(K(AWS_Lambda_EventSourceMapping)))) continue;
        if (properties && !node_is_map(properties))
            refuse(
                t, properties, SAM_CONNECTOR,
                "The Properties of %s must be a map to see whether it belongs to this connector, "
                "but are %s.",
                each.key->text, node_kind_name(properties));
        if (id_referred_to(t, map_get(properties, K(FunctionName))) != c->destination.id ||
            id_referred_to(t, map_get(properties, K(EventSourceArn))) != c->source.id)
            continue;
        found = each.key;
        count++;
    }
    return count == 1 ? found : NULL;
}

void add_connector_dependent(const struct connector *c, const struct symbol *policy)
{
    const struct symbol *dependent = NULL;

    if (c->profile->dependent == CONNECTOR_SOURCE)
        dependent = c->source.id;
    else if (c->profile->dependent == CONNECTOR_EVENT_SOURCE_MAPPING && c->source.id &&
             c->destination.id)
        dependent = find_event_source_mapping(c);
    if (dependent) depend_on_policy(c->t, dependent, policy);
}

/* -- What depends on the connector --------------------------------------------------------------
 */

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

static struct node *list_with(struct transform *t, const struct node *list,
                              const struct node *items)
{
    struct node *more = node_copy(t->b, list);

    LIST_EACH (items, each)
        if (!list_holds(more, each.value)) list_add(t->b, more, each.value);
    return more;
}

/* Gives all resources whose DependsOn is the very list `old` another one. What one SAM resource
 * generated shares the user's list in the reference too, which takes the connector out of the
 * shared list but puts what was generated only into the list of the first resource. */
static void replace_shared_list(struct transform *t, const struct node *old,
                                const struct node *list)
{
    MAP_EACH (t->output, each)
        if (map_get(each.value, K(DependsOn)) == old) set_dependencies(t, each.key, list);
}

void replace_connector_dependencies(struct transform *t, const struct symbol *connector,
                                    const struct node *ids)
{
    const struct node *name = name_node(t, connector);

    MAP_EACH (t->output, each) {
        const struct node *old = map_get(each.value, K(DependsOn));
        if (node_is_list(old) && list_holds(old, name)) {
            const struct node *rest = list_without(t, old, name);
            replace_shared_list(t, old, rest);
            set_dependencies(t, each.key, list_with(t, rest, ids));
        } else if (node_is_text(old, symbol_slice(connector))) {
            set_dependencies(t, each.key, ids);
        }
    }
}
