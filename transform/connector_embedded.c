/* Connectors that are written into the resource they begin at: its attribute Connectors is a map of
 * them. Each becomes a resource of its own, named by the logical id of its owner and its key; the
 * owner is its Source, and SourceReference may say more of it.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/managing-permissions-connectors.html
 */
#include "document/python_order.h"
#include "transform/phases_internal.h"

struct embedded {
    struct transform *t;
    const struct symbol *owner; /* logical id of the resource */
    const struct symbol *key;   /* in its Connectors */
    const struct symbol *id;    /* of the resource that the connector becomes */
    const struct node *node;
};

/* Says under which logical id the following findings are reported. */
static void report_under(const struct embedded *e, const struct symbol *id)
{
    begin_subject(e->t, id, e->node);
}

/* Source of the connector; NULL after an error. */
static const struct node *source_of(const struct embedded *e, const struct node *properties)
{
    struct transform *t = e->t;
    const struct node *reference = map_get(properties, K(SourceReference));
    struct node *source = MAP(t->b, {K(Id), name_node(t, e->owner)});

    if (reference && !node_is_map(reference)) {
        report_under(e, e->owner);
        refuse(t, reference, SAM_CONNECTOR,
               "SourceReference of the connector %s must be a map, but is %s.", e->key->text,
               node_kind_name(reference));
        return NULL;
    }
    if (map_has(reference, K(Id))) {
        report_under(e, e->key);
        refuse(t, map_get(reference, K(Id)), SAM_CONNECTOR,
               "The source of the connector %s is %s, the resource it stands in. Remove Id from "
               "SourceReference, or write an AWS::Serverless::Connector.",
               e->key->text, e->owner->text);
        return NULL;
    }
    map_merge(t->b, source, reference);
    return source;
}

/* The connector as a resource; NULL after an error. */
static const struct node *resource_of(const struct embedded *e)
{
    struct transform *t = e->t;
    const struct node *properties = map_get(e->node, K(Properties));

    report_under(e, node_is_map(e->node) ? e->owner : e->id);
    if (!node_is_map(properties)) {
        refuse(t, node_is_map(e->node) ? properties : e->node, SAM_CONNECTOR,
               "The connector %s of %s must be a map with Properties, which is a map too.",
               e->key->text, e->owner->text);
        return NULL;
    }
    const struct node *source = source_of(e, properties);
    if (!source) return NULL;
    struct node *copy = node_copy(t->b, properties), *resource = node_copy(t->b, e->node);
    map_remove(t->b, copy, K(SourceReference));
    map_set(t->b, copy, K(Source), source);
    map_remove(t->b, resource, K(Connectors));
    map_set(t->b, resource, K(Type), name_node(t, K(AWS_Serverless_Connector)));
    map_set(t->b, resource, K(Properties), copy);
    return resource;
}

static void add_found(const struct embedded *e, struct node *found, const struct map_entry *entry,
                      const struct node *resource)
{
    if (map_has(found, e->id))
        warn(e->t, e->node, SAM_LOST_CONNECTOR,
             "This connector takes the place of another one that becomes a resource with the "
             "logical id %s, too: the transform keeps the last. Rename one of them.",
             e->id->text);
    map_set_like(e->t->b, found, entry, resource);
}

/* Adds the connectors of one resource to the map `found`. */
static void expand(struct transform *t, const struct map_entry *owner, struct node *found)
{
    const struct node *connectors = map_get(owner->value, K(Connectors));

    if (!node_is_map(connectors)) {
        begin_subject(t, owner->key, owner->value);
        refuse(t, connectors, SAM_CONNECTOR, "Connectors must be a map of connectors, but is %s.",
               node_kind_name(connectors));
        return;
    }
    MAP_EACH (connectors, each) {
        struct embedded e = {
            .t = t,
            .owner = owner->key,
            .key = each.key,
            .id = ID(t, symbol_slice(owner->key), symbol_slice(each.key)),
            .node = each.value,
        };
        struct map_entry entry = *each.entry;
        const struct node *resource = resource_of(&e);
        if (!resource) continue;
        entry.key = e.id;
        if (map_has(t->resources, e.id))
            refuse_entry(
                t, each.entry, SAM_DUPLICATE_ID,
                "This connector becomes a resource with the logical id %s, but there is one "
                "already. Rename the connector.",
                e.id->text);
        else
            add_found(&e, found, &entry, resource);
    }
}

void expand_embedded_connectors(struct transform *t)
{
    struct node *found = node_map(t->b);

    MAP_EACH (t->resources, each) {
        if (!map_has(each.value, K(Connectors))) continue;
        expand(t, each.entry, found);
        struct node *copy = node_copy(t->b, each.value);
        map_remove(t->b, copy, K(Connectors));
        map_set(t->b, t->resources, each.key, copy);
    }
    python_update(t->b, t->resources, found);
}
