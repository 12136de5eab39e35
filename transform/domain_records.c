/* Route53 in Domain: records that let the domain's name lead to the API.
 *
 * Records are put into groups, one for each hosted zone. The first API with a record in a zone
 * makes the group, and its attributes are the group's; the others add to it. Two kinds of APIs keep
 * their records for themselves: REST APIs that say so, and WebSocket APIs, whose group takes the
 * place of a group with the same logical id, as it does in the reference.
 */
#include "transform/domain.h"

/* A group that several APIs add to. */
struct record_group {
    struct resource *resource;
};

static const struct node *route53(const struct domain *domain)
{
    return given(domain->config, K(Route53));
}

/* What the hosted zone is named by: its id, or else its name. */
static const struct node *hosted_zone(const struct node *config)
{
    const struct node *id = map_get(config, K(HostedZoneId));

    return node_is_truthy(id) ? id : map_get(config, K(HostedZoneName));
}

static bool is_separate(const struct domain *domain)
{
    const struct node *separate = given(route53(domain), K(SeparateRecordSetGroup));

    return domain->kind == DOMAIN_REST && node_is_truthy(separate);
}

bool has_records(const struct domain *domain)
{
    struct transform *t = domain->t;
    const struct node *config = route53(domain);
    const struct node *separate = given(config, K(SeparateRecordSetGroup));
    size_t before = t->refusals;

    if (!config) return false;
    if (!node_is_map(config))
        refuse(t, config, SAM_DOMAIN, "Route53 of Domain must be a map, but is %s.",
               node_kind_name(config));
    else if (!given(config, K(HostedZoneId)) && !given(config, K(HostedZoneName)))
        refuse(t, config, SAM_DOMAIN,
               "Route53 of Domain needs the hosted zone that the records go to. Set HostedZoneId "
               "or HostedZoneName.");
    else if (domain->kind == DOMAIN_REST && node_is_truthy(separate) &&
             !node_is(separate, NODE_BOOL))
        refuse(t, separate, SAM_DOMAIN, "SeparateRecordSetGroup must be true or false, but is %s.",
               node_kind_name(separate));
    return t->refusals == before;
}

/* -- Records ----------------------------------------------------------------------------------- */

static struct node *record(const struct domain *domain, const char *type, const struct node *target)
{
    struct transform *t = domain->t;

    return MAP(t->b, {K(Name), map_get(domain->config, K(DomainName))},
               {K(Type), node_cstring(t->b, type)}, {K(AliasTarget), target},
               {K(Region), given(route53(domain), K(Region))},
               {K(SetIdentifier), given(route53(domain), K(SetIdentifier))});
}

/* Adds the record, and one for IPv6 when that is asked for. */
static void fill_group(const struct domain *domain, struct resource *group, const struct node *zone,
                       const struct node *name)
{
    struct transform *t = domain->t;
    const struct node *ipv6 = given(route53(domain), K(IpV6));
    struct node *records = map_edit(t->b, group->properties, K(RecordSets));
    struct node *target =
        MAP(t->b, {K(EvaluateTargetHealth), given(route53(domain), K(EvaluateTargetHealth))},
            {K(HostedZoneId), zone}, {K(DNSName), name});

    list_add(t->b, records, record(domain, "A", target));
    if (node_is(ipv6, NODE_BOOL) && ipv6->truth)
        list_add(t->b, records, record(domain, "AAAA", target));
}

/* -- Groups ------------------------------------------------------------------------------------ */

static const struct symbol *group_id(const struct domain *domain)
{
    struct transform *t = domain->t;
    const struct node *zone = hosted_zone(route53(domain)), *key = zone;

    if (is_separate(domain))
        key = LIST(t->b, zone ? zone : node_null(t->b), map_get(domain->config, K(DomainName)));
    return ID(t, SLICE("RecordSetGroup"), hash_suffix(t, key));
}

/* REST APIs have the id and the name when both are given; the others have no name when there is an
 * id, even null. */
static void set_hosted_zone(const struct domain *domain, struct resource *group)
{
    struct transform *t = domain->t;
    const struct node *config = route53(domain);
    const struct node *id = given(config, K(HostedZoneId));
    const struct node *name = given(config, K(HostedZoneName));
    bool separate = is_separate(domain);

    if (!separate || node_is_truthy(id)) set(t, group, K(HostedZoneId), id);
    if (domain->kind != DOMAIN_REST && map_has(config, K(HostedZoneId))) return;
    if (!separate || node_is_truthy(name)) set(t, group, K(HostedZoneName), name);
}

static struct resource *add_group(const struct domain *domain, const struct symbol *id)
{
    struct transform *t = domain->t;
    struct resource *group = add_domain_resource(domain, id, K(AWS_Route53_RecordSetGroup));

    if (map_has(t->output, id) && !map_has(t->resources, id))
        warn(t, route53(domain), SAM_REPLACED_RECORDS,
             "The records for this domain take the place of those of another API in the same "
             "hosted zone, because both get the logical id %s. Add them to the template as a "
             "resource of its own instead.",
             id->text);
    set_hosted_zone(domain, group);
    set(t, group, K(RecordSets), node_list(t->b));
    return group;
}

/* The group can have one condition only, and that is the one of the first API. */
static void warn_of_condition(const struct domain *domain, const struct resource *group)
{
    const struct node *own = given(domain->sam->node, K(Condition));
    const struct node *shared = map_get(group->node, K(Condition));

    if (own == shared || (own && shared && node_equal(own, shared))) return;
    warn(domain->t, route53(domain), SAM_RECORDS_CONDITION,
         "The records for this domain stand in one group with those of another API in the same "
         "hosted zone, which %s%.*s, unlike this API. Give both the same Condition%s.",
         shared ? "has the condition " : "has no condition", SLICE_ARG(node_text(shared)),
         domain->kind == DOMAIN_REST ? ", or set SeparateRecordSetGroup to true" : "");
}

/* The group of the hosted zone, which is generated once more for this API. */
static struct resource *shared_group(const struct domain *domain, const struct symbol *id)
{
    struct transform *t = domain->t;
    const struct record_group *group = table_get(&t->record_groups, id);

    if (group) {
        warn_of_condition(domain, group->resource);
        VECTOR_PUSH(t->b->arena, &t->generated, group->resource);
        return group->resource;
    }
    struct record_group *new_group = arena_alloc(t->b->arena, sizeof *new_group);
    new_group->resource = add_group(domain, id);
    table_set(t->b->arena, &t->record_groups, id, new_group);
    return new_group->resource;
}

void add_records(const struct domain *domain, const struct node *zone, const struct node *name)
{
    const struct symbol *id = group_id(domain);
    bool alone = domain->kind == DOMAIN_WEBSOCKET || is_separate(domain);
    struct resource *group = alone ? add_group(domain, id) : shared_group(domain, id);

    fill_group(domain, group, zone, name);
}
