/* Custom domains of HTTP and WebSocket APIs, which are those of version 2 of API Gateway. */
#include "transform/domain.h"

static void add_domain_name(struct domain *domain, const struct node *tags)
{
    static const struct symbol *const copied[] = {K(OwnershipVerificationCertificateArn),
                                                  K(SecurityPolicy)};
    struct transform *t = domain->t;
    struct node *configuration =
        MAP(t->b, {K(CertificateArn), given(domain->config, K(CertificateArn))},
            {K(EndpointType), STR(t->b, "REGIONAL")});

    for (size_t i = 0; i < sizeof copied / sizeof *copied; i++)
        if (node_is_truthy(map_get(domain->config, copied[i])))
            map_set(t->b, configuration, copied[i], map_get(domain->config, copied[i]));
    domain->name = add_domain_resource(domain, domain->id, K(AWS_ApiGatewayV2_DomainName));
    set(t, domain->name, K(DomainName), given(domain->config, K(DomainName)));
    set(t, domain->name, K(DomainNameConfigurations), LIST(t->b, configuration));
    set(t, domain->name, K(Tags), tags);
    set_mutual_tls(domain);
    derive(t, domain->sam, "DomainName", domain->id);
}

/* -- Mappings ---------------------------------------------------------------------------------- */

static bool is_id_byte(char c)
{
    return is_alphanumeric((struct slice){&c, 1});
}

/* The letters and digits of a base path; text is NULL when there are others than - _ / besides. */
static struct slice id_part(struct transform *t, struct slice path)
{
    struct buffer out = buffer_new(t->b->arena);

    for (size_t i = 0; i < path.size; i++) {
        if (is_id_byte(path.text[i]))
            buffer_add_byte(&out, path.text[i]);
        else if (path.text[i] != '-' && path.text[i] != '_' && path.text[i] != '/')
            return (struct slice){NULL, 0};
    }
    return out.size ? buffer_end(&out) : SLICE("");
}

static struct slice without_outer_slashes(struct slice path)
{
    while (slice_starts(path, SLICE("/")))
        path = slice_from(path, 1);
    while (slice_ends(path, SLICE("/")))
        path.size--;
    return path;
}

static void add_mapping(const struct domain *domain, struct slice part, const struct node *key)
{
    struct transform *t = domain->t;
    const struct symbol *id = ID(t, symbol_slice(domain->sam->id), part, SLICE("ApiMapping"));
    struct resource *mapping = add_domain_resource(domain, id, K(AWS_ApiGatewayV2_ApiMapping));

    set(t, mapping, K(ApiId), ref_to(t, domain->sam->id));
    set(t, mapping, K(ApiMappingKey), key);
    set(t, mapping, K(DomainName), ref_to(t, domain->id));
    set(t, mapping, K(Stage), ref_to(t, domain->stage));
}

static void add_mappings(const struct domain *domain)
{
    struct transform *t = domain->t;
    const struct node *paths = base_paths(domain);

    if (!paths) return;
    if (list_count(paths) == 0) add_mapping(domain, SLICE(""), NULL);
    LIST_EACH (paths, each) {
        struct slice path = node_text(each.value), part = id_part(t, path);
        if (part.text)
            add_mapping(domain, part, node_string(t->b, without_outer_slashes(path)));
        else
            refuse(t, each.value, SAM_DOMAIN,
                   "The base path '%.*s' may hold letters, digits and - _ / only.",
                   SLICE_ARG(path));
    }
}

/* -- The whole --------------------------------------------------------------------------------- */

void add_domain_v2(struct domain *domain, const struct node *tags)
{
    struct transform *t = domain->t;

    if (!check_domain(domain)) return;
    const struct node *endpoint = given(domain->config, K(EndpointConfiguration));
    if (endpoint && !node_is_text(endpoint, SLICE("REGIONAL")))
        refuse(t, endpoint, SAM_DOMAIN,
               "EndpointConfiguration of Domain can only be REGIONAL for %s APIs.",
               domain->kind == DOMAIN_HTTP ? "HTTP" : "WebSocket");
    domain->id = domain_id(domain, "ApiGatewayDomainNameV2");
    add_domain_name(domain, tags);
    add_mappings(domain);
    if (has_records(domain))
        add_records(domain, attribute_of(t, domain->id, "RegionalHostedZoneId"),
                    attribute_of(t, domain->id, "RegionalDomainName"));
}
