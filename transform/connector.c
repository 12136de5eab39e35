/* AWS::Serverless::Connector: permissions for the resource at one end to use the one at the other.
 *
 * Connectors are converted last, because they look at what all other resources have become. For the
 * types of the two ends a profile (spec/connector_profiles.h) says what is granted and which
 * resource holds it. A list in Destination stands for as many connectors.
 */
#include "transform/connector.h"

/* The types to which a connector can lead from `source`: "A, B or C". */
static struct slice destinations_text(struct arena *arena, struct slice source)
{
    struct buffer out = buffer_new(arena);
    const struct connector_profile *profile = connector_profile_from(source, 0);

    for (size_t i = 1; profile; i++) {
        const struct connector_profile *next = connector_profile_from(source, i);
        if (out.size) buffer_add(&out, next ? SLICE(", ") : SLICE(" or "));
        buffer_add(&out, slice_of(profile->destination));
        profile = next;
    }
    return buffer_end(&out);
}

/* Whether an end is a SAM resource still, because an error kept it from becoming something else. */
static bool is_refused(const struct connector_end *end)
{
    return end->id && slice_starts(end->type, SLICE("AWS::Serverless::")) &&
           !slice_eq(end->type, symbol_slice(K(AWS_Serverless_Connector)));
}

static void refuse_pair(const struct connector *c)
{
    const struct connector_end *refused = is_refused(&c->source) ? &c->source : &c->destination;
    struct slice possible = destinations_text(c->t->b->arena, c->source.type);

    if (is_refused(refused))
        refuse(c->t, refused->reference, SAM_CONNECTOR,
               "%s cannot be connected, because it was not transformed into a resource of "
               "CloudFormation. See what else is found about it.",
               refused->id->text);
    else if (possible.size)
        refuse(c->t, c->destination.reference, SAM_CONNECTOR,
               "There is no connector from %.*s to %.*s, only to %.*s. Grant the permissions by a "
               "policy instead.",
               SLICE_ARG(c->source.type), SLICE_ARG(c->destination.type), SLICE_ARG(possible));
    else
        refuse(c->t, c->source.reference, SAM_CONNECTOR,
               "There is no connector from %.*s to anything. Grant the permissions by a policy "
               "instead.",
               SLICE_ARG(c->source.type));
}

static void connect(struct connector *c, const struct node *destination)
{
    const struct node *source = given(c->sam->properties, K(Source));

    if (!read_connector_ends(c, source, destination)) return;
    c->profile = connector_profile_of(c->source.type, c->destination.type);
    if (c->profile)
        add_connector_grants(c);
    else
        refuse_pair(c);
}

/* The permissions as a list. A map with one key counts as an intrinsic when properties are checked;
 * the reference then takes its key for the name of a permission. */
static const struct node *permission_list(struct transform *t, const struct node *permissions)
{
    const struct map_entry *only = map_single(permissions);

    return only ? LIST(t->b, name_node(t, only->key)) : permissions;
}

void convert_connector(struct transform *t, const struct sam_resource *sam)
{
    const struct node *destination = given(sam->properties, K(Destination));
    const struct node *metadata = map_get(sam->node, K(Metadata));
    struct connector c = {
        .t = t,
        .sam = sam,
        .permissions = permission_list(t, given(sam->properties, K(Permissions))),
        .ids = node_list(t->b),
        .waiting = node_map(t->b),
    };

    if (metadata && !node_is_map(metadata))
        refuse(t, metadata, SAM_TYPE, "Metadata must be a map, but is %s.",
               node_kind_name(metadata));
    if (node_is_list(destination) && destination->count == 0)
        refuse(t, destination, SAM_CONNECTOR,
               "Destination is an empty list. Name at least one resource.");
    if (node_is_map(destination)) connect(&c, destination);
    LIST_EACH (destination, each) {
        c.suffix = slice_printf(t->b->arena, "Destination%u", each.next - 1);
        connect(&c, each.value);
    }
    if (t->refusals) return;
    add_connector_dependencies(&c);
    replace_connector_dependencies(&c);
}
