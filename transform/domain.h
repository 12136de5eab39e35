/* Custom domains: what the Domain of REST, HTTP and WebSocket APIs has in common.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-domainconfiguration.html
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-httpapi-httpapidomainconfiguration.html
 */
#ifndef TRANSFORM_DOMAIN_H
#define TRANSFORM_DOMAIN_H

#include "transform/transform_internal.h"

enum domain_kind { DOMAIN_REST, DOMAIN_HTTP, DOMAIN_WEBSOCKET };

/* The Domain of one API. */
struct domain {
    struct transform *t;
    enum domain_kind kind;
    const struct sam_resource *sam; /* the API */
    const struct node *config;      /* the property, parameters filled in */
    const struct symbol *stage;     /* logical id of the stage that the domain leads to */
    const struct symbol *id;        /* logical id of the domain name */
    struct resource *name;          /* AWS::ApiGateway::DomainName or the like */
};

/* -- The parts of Domain (domain.c) ------------------------------------------------------------ */

/* Whether it is a map that has a name and a certificate; reports what is missing. */
bool check_domain(const struct domain *domain);

/* The logical id of a domain name. */
const struct symbol *domain_id(const struct domain *domain, const char *prefix);

/* A resource for the domain, with the attributes of the API that such resources get. */
struct resource *add_domain_resource(const struct domain *domain, const struct symbol *id,
                                     const struct symbol *type);

/* Sets a property of the domain name to what Domain has under the same name, unless that is empty.
 */
void copy_to_domain_name(const struct domain *domain, const struct symbol *name);

/* Sets MutualTlsAuthentication of the domain name. */
void set_mutual_tls(const struct domain *domain);

/* The base paths, a list of strings; an empty one when the domain leads to the API without any.
 * NULL after an error. */
const struct node *base_paths(const struct domain *domain);

/* The domain name of an HTTP or WebSocket API, its mappings and records. `tags` are its Tags, a
 * map. (domain_v2.c) */
void add_domain_v2(struct domain *domain, const struct node *tags);

/* -- DNS (domain_records.c) -------------------------------------------------------------------- */

/* Route53 of Domain: whether there is one; reports what is missing in it. */
bool has_records(const struct domain *domain);

/* The records for the domain, which lead to `name` in the hosted zone `zone`. APIs whose records
 * stand in the same hosted zone share one group of them. */
void add_records(const struct domain *domain, const struct node *zone, const struct node *name);

#endif
