/* Networks: subnets are in their VPC and apart from each other, and what a subnet or VPC has one of
 * is there once.
 *
 * A VPC or subnet is known by who it is: a resource of the template, a parameter, or an id that is
 * written out. What is there at the same time is compared. An address block is known when it can
 * be told whatever the parameters are.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
 */
#include "base/buffer.h"
#include "base/network.h"
#include "validator/choices.h"

/* A resource under one of the ways in which its conditions may turn out. */
struct member {
    const struct map_entry *resource;
    const struct scenario *scenario;
    const struct symbol *of;  /* the VPC or subnet that it belongs to; NULL: not known */
    const struct node *value; /* what else it is compared by */
    struct network network;   /* its addresses */
    struct span span;         /* where a finding about it stands */
    bool is_reported;
};

struct members {
    VECTOR(struct member) all;
};

/* Who a value names: equal for the same resource, parameter or id; NULL when it is not known. */
static const struct symbol *identity_of(const struct validation *v, const struct node *value)
{
    const struct map_entry *entry = referred_entry(v, value);
    const struct symbol *parameter = ref_target(v->b, value);

    if (entry) return entry->key;
    if (parameter) return map_find(section_at(v, SECTION_PARAMETERS), parameter) ? parameter : NULL;
    if (!node_is_string(value) || !is_known_value(value)) return NULL;
    return symbol_of(v->b->symbols, CONCAT(v->b->arena, SLICE("="), node_text(value)));
}

static struct choice properties_at(struct validation *v, const struct map_entry *resource)
{
    struct visit visit = {.node = resource->value, .entry = resource};

    return properties_choice(v, &visit);
}

static struct visit visit_of(const struct member *member)
{
    return (struct visit){.section = SECTION_RESOURCES, .owner = member->resource};
}

static bool meet(struct validation *v, const struct member *one, const struct member *other)
{
    return one->resource != other->resource &&
           scenarios_meet(v->conditions, one->scenario, other->scenario) == ANSWER_YES;
}

/* -- Address blocks -----------------------------------------------------------------------------
 */

/* Reads a block; an address alone is one. */
static bool read_network(const struct node *value, struct network *network)
{
    struct slice text = node_text(value);
    bool has_prefix = slice_find(text, '/') < text.size;

    return node_is_string(value) &&
           (has_prefix ? network_read(text, network) : network_read_address(text, network)) &&
           network_is_first(network);
}

/* Adds the blocks that the VPC `of` has by `key`. One that is not known is added without a VPC's
 * value, so that whoever looks knows that there are others. */
static void add_blocks(struct validation *v, struct members *blocks, const struct choice *map,
                       const struct symbol *of)
{
    CHOICES_EACH(v, map, K(CidrBlock), each)
    {
        struct member block = {.of = of};
        if (read_network(each.at->value, &block.network)) block.value = each.at->value;
        VECTOR_PUSH(v->b->arena, &blocks->all, block);
    }
}

/* All blocks of all VPCs. */
static struct members blocks_of_template(struct validation *v)
{
    struct members blocks = {0};

    RESOURCES_EACH(v, each)
    {
        const struct symbol *type = each.at->type->name;
        if (type != K(AWS_EC2_VPC) && type != K(AWS_EC2_VPCCidrBlock)) continue;
        struct choice properties = properties_at(v, each.at->entry);
        if (type == K(AWS_EC2_VPC)) add_blocks(v, &blocks, &properties, each.at->entry->key);
        if (type != K(AWS_EC2_VPCCidrBlock)) continue;
        CHOICES_EACH(v, &properties, K(VpcId), vpc)
        add_blocks(v, &blocks, vpc.at->in, identity_of(v, vpc.at->value));
    }
    return blocks;
}

/* Whether a block of a subnet may be in one of the VPCs that it may belong to. `shown` becomes
 * their blocks. */
static bool may_be_inside(struct validation *v, const struct members *blocks,
                          const struct choices *vpcs, const struct network *network,
                          struct buffer *shown)
{
    for (size_t i = 0; i < vpcs->all.count; i++) {
        const struct map_entry *vpc =
            referred_entry_of(v, vpcs->all.items[i].value, SLICE("AWS::EC2::VPC"));
        if (!vpc) return true;
        for (size_t k = 0; k < blocks->all.count; k++) {
            const struct member *block = &blocks->all.items[k];
            if (block->of && block->of != vpc->key) continue;
            if (!block->value || network_contains(&block->network, network)) return true;
            buffer_printf(shown, "%s%.*s", shown->size ? ", " : "",
                          SLICE_ARG(node_text(block->value)));
        }
    }
    return false;
}

static void check_inside(struct validation *v, const struct members *blocks,
                         const struct map_entry *subnet, const struct symbol *key)
{
    struct visit at = {.section = SECTION_RESOURCES, .owner = subnet};
    struct choice properties = properties_at(v, subnet);
    struct choices vpcs = choices_of(v, &properties, K(VpcId));

    CHOICES_EACH(v, &properties, key, block)
    {
        struct buffer shown = buffer_new(v->b->arena);
        struct network network;
        if (!read_network(block.at->value, &network) ||
            may_be_inside(v, blocks, &vpcs, &network, &shown) || !shown.size)
            continue;
        report(v, &at, RULE_SUBNET_OUTSIDE, block.at->span,
               "%.*s is not in its VPC, which has %.*s. Choose a block inside of that, or add one "
               "to the VPC.",
               SLICE_ARG(node_text(block.at->value)), SLICE_ARG(buffer_slice(&shown)));
    }
}

/* -- Blocks that overlap ------------------------------------------------------------------------
 */

static void add_subnet(struct validation *v, struct members *subnets,
                       const struct map_entry *resource, const struct symbol *key)
{
    struct choice properties = properties_at(v, resource);

    CHOICES_EACH(v, &properties, K(VpcId), vpc)
    {
        struct member subnet = {.resource = resource, .span = properties_span(resource)};
        subnet.of = identity_of(v, vpc.at->value);
        if (!subnet.of) continue;
        CHOICES_EACH(v, vpc.at->in, key, block)
        {
            subnet.scenario = block.at->scenario;
            subnet.value = block.at->value;
            if (read_network(block.at->value, &subnet.network))
                VECTOR_PUSH(v->b->arena, &subnets->all, subnet);
        }
    }
}

static void check_overlap(struct validation *v, const struct members *subnets, size_t number)
{
    const struct member *subnet = &subnets->all.items[number];
    struct visit at = visit_of(subnet);

    for (size_t i = 0; i < number; i++) {
        const struct member *other = &subnets->all.items[i];
        if (other->of != subnet->of || !networks_overlap(&other->network, &subnet->network) ||
            !meet(v, other, subnet))
            continue;
        report(v, &at, RULE_SUBNETS_OVERLAP, subnet->span,
               "%.*s overlaps with %.*s of %s in the same VPC. Choose blocks that are apart.",
               SLICE_ARG(node_text(subnet->value)), SLICE_ARG(node_text(other->value)),
               other->resource->key->text);
        return;
    }
}

void check_subnets(struct validation *v, const struct visit *visit)
{
    static const struct symbol *const keys[] = {K(CidrBlock), K(Ipv6CidrBlock)};
    struct members blocks = blocks_of_template(v), subnets = {0};

    (void)visit;
    RESOURCES_OF_TYPE(v, K(AWS_EC2_Subnet), each)
    for (size_t i = 0; i < 2; i++) {
        check_inside(v, &blocks, each.at->entry, keys[i]);
        add_subnet(v, &subnets, each.at->entry, keys[i]);
    }
    for (size_t i = 1; i < subnets.all.count; i++)
        check_overlap(v, &subnets, i);
}

/* -- Route tables -------------------------------------------------------------------------------
 */

/* Another association of the same subnet that is there whenever this one is. */
static const struct member *second_association(struct validation *v, const struct members *all,
                                               const struct member *one)
{
    if (scenario_possible(v->conditions, one->scenario) != ANSWER_YES) return NULL;
    for (size_t i = 0; i < all->all.count; i++) {
        const struct member *other = &all->all.items[i];
        if (other->resource != one->resource && other->of == one->of &&
            scenario_implies(v->conditions, one->scenario, other->scenario) == ANSWER_YES)
            return other;
    }
    return NULL;
}

void check_route_tables(struct validation *v, const struct visit *visit)
{
    struct members all = {0};
    const struct map_entry *reported = NULL;

    (void)visit;
    RESOURCES_OF_TYPE(v, K(AWS_EC2_SubnetRouteTableAssociation), each)
    {
        struct choice properties = properties_at(v, each.at->entry);
        CHOICES_EACH(v, &properties, K(SubnetId), subnet)
        {
            struct member member = {each.at->entry,
                                    subnet.at->scenario,
                                    identity_of(v, subnet.at->value),
                                    NULL,
                                    {0},
                                    subnet.at->key,
                                    false};
            if (member.of) VECTOR_PUSH(v->b->arena, &all.all, member);
        }
    }
    for (size_t i = 0; i < all.all.count; i++) {
        const struct member *one = &all.all.items[i], *other = second_association(v, &all, one);
        struct visit at = visit_of(one);
        if (!other || one->resource == reported) continue;
        reported = one->resource;
        report(v, &at, RULE_SUBNET_ROUTE_TABLES, one->span,
               "A subnet has one route table, but %s and %s give this one two. Remove one of them.",
               one->resource->key->text, other->resource->key->text);
    }
}

/* -- Endpoints ----------------------------------------------------------------------------------
 */

/* Adds an endpoint that takes the name of its service in the VPC. */
static void add_endpoint(struct validation *v, struct members *endpoints,
                         const struct map_entry *resource)
{
    struct choice properties = properties_at(v, resource);
    struct member endpoint = {.resource = resource, .span = properties_span(resource)};

    CHOICES_EACH(v, &properties, K(VpcEndpointType), type)
    {
        if (!node_is_text(type.at->value, SLICE("Interface"))) continue;
        CHOICES_EACH(v, type.at->in, K(PrivateDnsEnabled), enabled)
        {
            if (!is_true(enabled.at->value)) continue;
            CHOICES_EACH(v, enabled.at->in, K(VpcId), vpc)
            CHOICES_EACH(v, vpc.at->in, K(ServiceName), name)
            {
                endpoint.scenario = name.at->scenario;
                endpoint.of = identity_of(v, vpc.at->value);
                endpoint.value = name.at->value;
                if (endpoint.of && endpoint.value)
                    VECTOR_PUSH(v->b->arena, &endpoints->all, endpoint);
            }
        }
    }
}

void check_endpoints(struct validation *v, const struct visit *visit)
{
    struct members endpoints = {0};

    (void)visit;
    RESOURCES_OF_TYPE(v, K(AWS_EC2_VPCEndpoint), each)
    add_endpoint(v, &endpoints, each.at->entry);
    for (size_t i = 1; i < endpoints.all.count; i++) {
        struct member *one = &endpoints.all.items[i];
        struct visit at = visit_of(one);
        for (size_t k = 0; k < i && !one->is_reported; k++) {
            const struct member *other = &endpoints.all.items[k];
            if (other->of != one->of || !node_equal(other->value, one->value) ||
                !meet(v, other, one))
                continue;
            one->is_reported = true;
            report(v, &at, RULE_ENDPOINT_NAME, one->span,
                   "%s has the private name of the same service in this VPC already. Set "
                   "PrivateDnsEnabled to false in one of them, or remove it.",
                   other->resource->key->text);
        }
    }
}

/* -- Security groups ----------------------------------------------------------------------------
 */

/* Whether two values name VPCs that are not the same one. Two parameters may have one value. */
static bool are_different(const struct validation *v, const struct node *one,
                          const struct node *other)
{
    const struct map_entry *first = referred_entry_of(v, one, SLICE("AWS::EC2::VPC"));
    const struct map_entry *second = referred_entry_of(v, other, SLICE("AWS::EC2::VPC"));
    const struct symbol *whose = identity_of(v, one), *whose_other = identity_of(v, other);

    if (!whose || !whose_other || whose == whose_other) return false;
    if (first || second)
        return (first || !referred_entry(v, one)) && (second || !referred_entry(v, other));
    return node_is_string(one) && node_is_string(other);
}

static void compare_vpcs(struct validation *v, const struct choice *subnet,
                         const struct choice *group)
{
    const struct map_entry *subnet_entry =
        referred_entry_of(v, subnet->value, SLICE("AWS::EC2::Subnet"));
    const struct map_entry *group_entry =
        referred_entry_of(v, group->value, SLICE("AWS::EC2::SecurityGroup"));
    struct choice of_subnet, of_group;
    struct visit at = {.section = SECTION_RESOURCES, .owner = group_entry};

    if (!subnet_entry || !group_entry) return;
    of_subnet = properties_of(subnet_entry, group->scenario);
    CHOICES_EACH(v, &of_subnet, K(VpcId), vpc)
    {
        of_group = properties_of(group_entry, vpc.at->scenario);
        CHOICES_EACH(v, &of_group, K(VpcId), other)
        if (are_different(v, vpc.at->value, other.at->value))
            report(v, &at, RULE_GROUP_VPC, other.at->key,
                   "%s is in another VPC than the subnet %s that it is used with. Give both the "
                   "same VpcId.",
                   group_entry->key->text, subnet_entry->key->text);
    }
}

void check_launch_template_groups(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);

    CHOICES_EACH(v, &properties, K(LaunchTemplateData), data)
    CHOICES_EACH(v, data.at, K(NetworkInterfaces), interfaces)
    CHOICES_IN(v, interfaces.at, interface)
    CHOICES_EACH(v, interface.at, K(SubnetId), subnet)
    {
        struct choice inside = *data.at;
        inside.scenario = subnet.at->scenario;
        CHOICES_EACH(v, &inside, K(SecurityGroupIds), groups)
        CHOICES_IN(v, groups.at, group)
        compare_vpcs(v, subnet.at, group.at);
    }
}
