/* The parts of Domain that are read alike for all kinds of APIs. */
#include "transform/domain.h"

#include "transform/conditions.h"

enum { TLS_KEYS = 2 };

static const struct symbol *const tls_keys[TLS_KEYS] = {K(TruststoreUri), K(TruststoreVersion)};

bool check_domain(const struct domain *domain)
{
    static const struct symbol *const needed[] = {K(DomainName), K(CertificateArn)};
    struct transform *t = domain->t;
    size_t before = t->refusals;

    if (!node_is_map(domain->config)) {
        refuse(t, domain->config, SAM_DOMAIN, "Domain must be a map, but is %s.",
               node_kind_name(domain->config));
        return false;
    }
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (!given(domain->config, needed[i]))
            refuse(t, domain->config, SAM_DOMAIN, "Domain needs %s.", needed[i]->text);
    return t->refusals == before;
}

const struct symbol *domain_id(const struct domain *domain, const char *prefix)
{
    struct transform *t = domain->t;

    return ID(t, slice_of(prefix), hash_suffix(t, given(domain->config, K(DomainName))));
}

struct resource *add_domain_resource(const struct domain *domain, const struct symbol *id,
                                     const struct symbol *type)
{
    return add_resource(domain->t, id, type, domain->sam,
                        domain->kind == DOMAIN_WEBSOCKET ? ATTRIBUTES_NONE : ATTRIBUTES_PASSED);
}

void copy_to_domain_name(const struct domain *domain, const struct symbol *name)
{
    const struct node *value = map_get(domain->config, name);

    if (node_is_truthy(value)) set(domain->t, domain->name, name, value);
}

/* -- Mutual TLS -------------------------------------------------------------------------------- */

static struct node *unknown_tls_keys(struct transform *t, const struct node *config)
{
    struct node *keys = node_list(t->b);

    MAP_EACH (config, each)
        if (each.key != tls_keys[0] && each.key != tls_keys[1])
            list_add(t->b, keys, name_node(t, each.key));
    return keys;
}

/* The keys one behind the other, as the reference names the resource that it refuses because of
 * them when the API is an HTTP API. */
static struct slice joined(struct transform *t, struct node *keys)
{
    struct buffer text = buffer_new(t->b->arena);

    sort_texts(keys);
    LIST_EACH (keys, each) {
        if (text.size) buffer_add_byte(&text, ',');
        buffer_add(&text, node_text(each.value));
    }
    return buffer_end(&text);
}

static bool check_tls_keys(const struct domain *domain, const struct node *config)
{
    struct transform *t = domain->t;
    struct node *unknown = unknown_tls_keys(t, config);
    struct slice subject = t->subject.resource;

    if (list_count(unknown) == 0) return true;
    struct slice names = joined(t, unknown);
    if (domain->kind == DOMAIN_HTTP) t->subject.resource = names;
    refuse(t, config, SAM_DOMAIN,
           "MutualTlsAuthentication takes TruststoreUri and TruststoreVersion, but has %.*s.",
           SLICE_ARG(names));
    t->subject.resource = subject;
    return false;
}

void set_mutual_tls(const struct domain *domain)
{
    struct transform *t = domain->t;
    const struct node *config = map_get(domain->config, K(MutualTlsAuthentication));

    if (!node_is_truthy(config)) return;
    if (domain->kind == DOMAIN_WEBSOCKET) {
        refuse(t, config, SAM_DOMAIN,
               "Domains of WebSocket APIs cannot ask for mutual TLS. Remove "
               "MutualTlsAuthentication.");
        return;
    }
    if (!node_is_map(config)) {
        refuse(
            t, config, SAM_DOMAIN,
            "MutualTlsAuthentication must be a map with TruststoreUri and TruststoreVersion, but "
            "is %s.",
            node_kind_name(config));
        return;
    }
    if (!check_tls_keys(domain, config)) return;
    struct node *tls = node_map(t->b);
    for (size_t i = 0; i < TLS_KEYS; i++)
        if (node_is_truthy(map_get(config, tls_keys[i])))
            map_set(t->b, tls, tls_keys[i], map_get(config, tls_keys[i]));
    set(t, domain->name, K(MutualTlsAuthentication), tls);
}

/* -- Base paths -------------------------------------------------------------------------------- */

const struct node *base_paths(const struct domain *domain)
{
    struct transform *t = domain->t;
    const struct node *paths = map_get(domain->config, K(BasePath));
    size_t before = t->refusals;

    if (node_is_string(paths) && paths->count) return LIST(t->b, paths);
    if (!node_is_list(paths)) return node_list(t->b);
    LIST_EACH (paths, each)
        if (!node_is_string(each.value))
            refuse(t, each.value, SAM_DOMAIN,
                   "Base paths become part of logical ids, so each must be a string; item %u of "
                   "BasePath is %s.",
                   each.next, node_kind_name(each.value));
    return t->refusals == before ? paths : NULL;
}
