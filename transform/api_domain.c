/* Domain of AWS::Serverless::Api.
 *
 * The map itself is part of what the logical id of the deployment is a hash of, with the values
 * that are filled in here; so they have to go in in this order.
 */
#include "transform/api.h"
#include "transform/domain.h"

enum endpoint { ENDPOINT_EDGE, ENDPOINT_REGIONAL, ENDPOINT_PRIVATE, ENDPOINT_COUNT };

/* A Domain while it is being converted. */
struct rest_domain {
    struct domain d;
    struct node *config; /* the same as d.config; owned */
    enum endpoint endpoint;
};

/* The hosted zone of all edge endpoints:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-route53-recordset-aliastarget.html
 */
#define EDGE_ZONE "Z2FDTNDATAQYW2"

/* -- The domain name --------------------------------------------------------------------------- */

static const char *const endpoint_names[ENDPOINT_COUNT] = {"EDGE", "REGIONAL", "PRIVATE"};

static bool read_endpoint(struct rest_domain *r)
{
    const struct node *type = given(r->config, K(EndpointConfiguration));

    for (int i = 0; i < ENDPOINT_COUNT; i++)
        if (node_is_text(type, slice_of(endpoint_names[i]))) r->endpoint = i;
    if (!type) r->endpoint = ENDPOINT_REGIONAL;
    if (r->endpoint < ENDPOINT_COUNT) return true;
    refuse(r->d.t, type, SAM_DOMAIN,
           "EndpointConfiguration of Domain must be EDGE, REGIONAL or PRIVATE.");
    return false;
}

static void note_defaults(struct rest_domain *r)
{
    struct transform *t = r->d.t;

    if (r->endpoint != ENDPOINT_PRIVATE)
        map_set(t->b, r->config, K(ApiDomainName), name_node(t, r->d.id));
    if (!given(r->config, K(EndpointConfiguration)))
        map_set(t->b, r->config, K(EndpointConfiguration), STR(t->b, "REGIONAL"));
}

/* A property that Domain can have for other endpoints only. The reference tells so about the domain
 * name, not about the API. */
static void refuse_property(const struct rest_domain *r, const struct symbol *name,
                            const char *remedy)
{
    struct transform *t = r->d.t;
    const struct node *value = map_get(r->config, name);
    struct slice subject = t->subject.resource;

    if (!node_is_truthy(value)) return;
    t->subject.resource = symbol_slice(r->d.id);
    refuse(t, value, SAM_DOMAIN, "A custom domain with the endpoint %s cannot have %s. %s",
           endpoint_names[r->endpoint], name->text, remedy);
    t->subject.resource = subject;
}

static struct node *endpoint_configuration(const struct rest_domain *r)
{
    struct transform *t = r->d.t;
    const struct node *address_type = map_get(r->config, K(IpAddressType));

    return MAP(t->b, {K(Types), LIST(t->b, node_cstring(t->b, endpoint_names[r->endpoint]))},
               {K(IpAddressType), node_is_truthy(address_type) ? address_type : NULL});
}

static void add_domain_name(struct rest_domain *r)
{
    struct transform *t = r->d.t;
    bool private = r->endpoint == ENDPOINT_PRIVATE, regional = r->endpoint == ENDPOINT_REGIONAL;

    r->d.name = add_domain_resource(
        &r->d, r->d.id, private ? K(AWS_ApiGateway_DomainNameV2) : K(AWS_ApiGateway_DomainName));
    set(t, r->d.name, K(DomainName), given(r->config, K(DomainName)));
    set(t, r->d.name, regional ? K(RegionalCertificateArn) : K(CertificateArn),
        given(r->config, K(CertificateArn)));
    set(t, r->d.name, K(EndpointConfiguration), endpoint_configuration(r));
    copy_to_domain_name(&r->d, K(SecurityPolicy));
    copy_to_domain_name(&r->d, K(EndpointAccessMode));
    if (private) {
        copy_to_domain_name(&r->d, K(Policy));
        refuse_property(r, K(OwnershipVerificationCertificateArn),
                        "Only public endpoints verify ownership. Remove it.");
    } else {
        set_mutual_tls(&r->d);
        copy_to_domain_name(&r->d, K(OwnershipVerificationCertificateArn));
        refuse_property(r, K(Policy), "Set Policy of the API instead.");
    }
    derive(t, r->d.sam, private ? "DomainNameV2" : "DomainName", r->d.id);
}

/* -- Mappings ---------------------------------------------------------------------------------- */

/* The letters and digits of a base path. Those beyond ASCII are left for the check of logical ids
 * to find. */
static struct slice letters_of(struct transform *t, struct slice path)
{
    struct buffer out = buffer_new(t->b->arena);

    for (size_t i = 0; i < path.size; i++)
        if (is_alphanumeric((struct slice){path.text + i, 1}) || (unsigned char)path.text[i] > 127)
            buffer_add_byte(&out, path.text[i]);
    return out.size ? buffer_end(&out) : SLICE("");
}

static void add_mapping(const struct rest_domain *r, struct slice part, const struct node *path)
{
    struct transform *t = r->d.t;
    bool private = r->endpoint == ENDPOINT_PRIVATE;
    const struct symbol *id = ID(t, symbol_slice(r->d.sam->id), part, SLICE("BasePathMapping"));
    struct resource *mapping = add_domain_resource(&r->d, id,
                                                   private ? K(AWS_ApiGateway_BasePathMappingV2)
                                                           : K(AWS_ApiGateway_BasePathMapping));

    set(t, mapping, K(BasePath), path);
    set(t, mapping, private ? K(DomainNameArn) : K(DomainName), ref_to(t, r->d.id));
    set(t, mapping, K(RestApiId), ref_to(t, r->d.sam->id));
    set(t, mapping, K(Stage), ref_to(t, r->d.stage));
}

static void add_mappings(const struct rest_domain *r)
{
    struct transform *t = r->d.t;
    const struct node *paths = base_paths(&r->d);
    const struct node *normalize = map_get(r->config, K(NormalizeBasePath));

    if (!paths) return;
    if (list_count(paths) == 0) add_mapping(r, SLICE(""), NULL);
    LIST_EACH (paths, each) {
        struct slice letters = letters_of(t, node_text(each.value));
        bool as_written = normalize && !node_is_truthy(normalize);
        add_mapping(r, letters, as_written ? each.value : node_string(t->b, letters));
    }
}

/* -- Access from VPCs -------------------------------------------------------------------------- */

static void add_access_association(const struct rest_domain *r)
{
    struct transform *t = r->d.t;
    const struct node *access = given(r->config, K(AccessAssociation));
    const struct node *vpc_endpoint = map_get(access, K(VpcEndpointId));

    if (!access || r->endpoint != ENDPOINT_PRIVATE) return;
    if (!node_is_map(access)) {
        refuse(t, access, SAM_DOMAIN,
               "AccessAssociation of Domain must be a map with VpcEndpointId, but is %s.",
               node_kind_name(access));
        return;
    }
    struct node *key =
        LIST(t->b, vpc_endpoint ? vpc_endpoint : node_null(t->b), name_node(t, r->d.id));
    struct resource *association =
        add_domain_resource(&r->d, ID(t, SLICE("DomainNameAccessAssociation"), hash_suffix(t, key)),
                            K(AWS_ApiGateway_DomainNameAccessAssociation));
    set(t, association, K(AccessAssociationSource), vpc_endpoint);
    set(t, association, K(AccessAssociationSourceType), STR(t->b, "VPCE"));
    set(t, association, K(DomainNameArn), ref_to(t, r->d.id));
}

/* -- Records ----------------------------------------------------------------------------------- */

static const struct node *edge_name(struct rest_domain *r)
{
    struct transform *t = r->d.t;
    struct node *route53 = map_edit(t->b, r->config, K(Route53));

    if (!given(route53, K(DistributionDomainName)))
        map_set(t->b, route53, K(DistributionDomainName),
                attribute_of(t, r->d.id, "DistributionDomainName"));
    return map_get(route53, K(DistributionDomainName));
}

/* A value of Route53, null when it is absent: the reference prints it then. */
static const struct node *value_or_null(const struct rest_domain *r, const struct symbol *name)
{
    const struct node *value = map_get(map_get(r->config, K(Route53)), name);

    return value ? value : node_null(r->d.t->b);
}

static void add_domain_records(struct rest_domain *r)
{
    struct transform *t = r->d.t;

    if (!has_records(&r->d)) return;
    if (r->endpoint == ENDPOINT_EDGE)
        add_records(&r->d, STR(t->b, EDGE_ZONE), edge_name(r));
    else if (r->endpoint == ENDPOINT_REGIONAL)
        add_records(&r->d, attribute_of(t, r->d.id, "RegionalHostedZoneId"),
                    attribute_of(t, r->d.id, "RegionalDomainName"));
    else
        add_records(&r->d, value_or_null(r, K(VpcEndpointHostedZoneId)),
                    value_or_null(r, K(VpcEndpointDomainName)));
}

/* -- The whole --------------------------------------------------------------------------------- */

void add_api_domain(struct api *api)
{
    struct rest_domain r = {
        .d = {.t = api->t,
              .kind = DOMAIN_REST,
              .sam = api->sam,
              .config = api->domain,
              .stage = api_stage_id(api)},
        .config = api->domain,
        .endpoint = ENDPOINT_COUNT,
    };

    if (!api->domain || !check_domain(&r.d) || !read_endpoint(&r)) return;
    r.d.id = domain_id(&r.d, r.endpoint == ENDPOINT_PRIVATE ? "ApiGatewayDomainNameV2"
                                                            : "ApiGatewayDomainName");
    note_defaults(&r);
    add_domain_name(&r);
    add_mappings(&r);
    add_access_association(&r);
    add_domain_records(&r);
}
