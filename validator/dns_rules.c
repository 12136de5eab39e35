/* Domain names: records of Route 53 have values of the form of their type, aliases no TTL, and
 * names that are in their zone; certificates are validated by a domain above theirs.
 *
 * A record set is the Properties of an AWS::Route53::RecordSet, or an item of RecordSets in an
 * AWS::Route53::RecordSetGroup.
 *
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html
 */
#include <ctype.h>

#include "base/network.h"
#include "validator/choices.h"

/* -- Values by type -----------------------------------------------------------------------------
 */

/* The characters of a domain name as Route 53 takes it. */
#define DOMAIN_NAME "[!-~]+"

#define MX_PRIORITY                                                                                \
    "([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"

/* A text in quotes; quotes in it stand behind a backslash. */
#define QUOTED "\"(?:\\\\\"|[^\"]){1,255}\""

static const struct record_type {
    const char *type;
    const char *pattern; /* of a value; NULL: any, or an address */
    enum { ANY, IPV4, IPV6 } address;
    uint32_t most; /* values; 0: many */
    const char *words;
} record_types[] = {
    {"A", NULL, IPV4, 0, "an IPv4 address, such as 192.0.2.1"},
    {"AAAA", NULL, IPV6, 0, "an IPv6 address, such as 2001:db8::1"},
    {"CAA", "(0|128)\\s([a-zA-Z0-9]+)\\s(\".+\")", ANY, 0,
     "flags, a tag and a value in quotes, such as 0 issue \"ca.example.com\""},
    {"CNAME", DOMAIN_NAME, ANY, 1, "a domain name, such as www.example.com"},
    {"MX", MX_PRIORITY "\\s" DOMAIN_NAME, ANY, 0,
     "a priority and a domain name, such as 10 mail.example.com"},
    {"NS", DOMAIN_NAME, ANY, 0, "a domain name, such as ns1.example.com"},
    {"PTR", DOMAIN_NAME, ANY, 0, "a domain name, such as www.example.com"},
    {"SOA", NULL, ANY, 1, ""},
    {"TXT", "(" QUOTED " *)*" QUOTED, ANY, 0,
     "texts of up to 255 characters, each in double quotes, such as \"one\" \"two\""},
};

static const struct record_type *record_type_of(const struct node *type)
{
    for (size_t i = 0; i < sizeof record_types / sizeof *record_types; i++)
        if (node_is_text(type, slice_of(record_types[i].type))) return &record_types[i];
    return NULL;
}

static bool fits(struct validation *v, const struct record_type *type, struct slice text)
{
    struct network address;

    if (type->address != ANY)
        return network_read_address(text, &address) &&
               (address.family == NETWORK_IPV4) == (type->address == IPV4);
    return !type->pattern ||
           pattern_match(pattern_of(v->patterns, slice_of(type->pattern), PATTERN_PCRE), text,
                         PATTERN_WHOLE) != PATTERN_DIFFERS;
}

static void check_values(struct validation *v, const struct visit *visit,
                         const struct record_type *type, const struct choice *records)
{
    bool is_branch = records->span.start != records->key.start;
    uint32_t count = 0;

    CHOICES_IN(v, records, each)
    {
        struct slice text = node_text(each.at->value);
        if (!each.at->value || node_is_map(each.at->value) || node_is_list(each.at->value) ||
            !is_known_value(each.at->value) || fits(v, type, text))
            continue;
        report(v, visit, RULE_RECORD_VALUE, is_branch ? records->key : each.at->key,
               "%.*s is no value of a record of type %s, which is %s.", SLICE_ARG(text), type->type,
               type->words);
    }
    LIST_EACH (records->value, each)
        count += !is_if(each.value) && !is_no_value(each.value);
    if (type->most && count > type->most)
        report(v, visit, RULE_RECORD_VALUE, records->key,
               "A record of type %s has one value; here are %u.", type->type, (unsigned)count);
}

static void check_record_set(struct validation *v, const struct visit *visit,
                             const struct choice *set)
{
    CHOICES_EACH(v, set, K(Type), type)
    {
        const struct record_type *row = record_type_of(type.at->value);
        if (!row) continue;
        CHOICES_EACH(v, type.at->in, K(ResourceRecords), records)
        check_values(v, visit, row, records.at);
    }
    CHOICES_EACH(v, set, K(AliasTarget), alias)
    {
        if (!alias.at->value) continue;
        CHOICES_EACH(v, alias.at->in, K(TTL), ttl)
        if (ttl.at->value)
            report(v, visit, RULE_ALIAS_RECORD, ttl.at->key,
                   "An alias has the TTL of what it stands for. Remove TTL, or AliasTarget.");
    }
}

/* -- Zones --------------------------------------------------------------------------------------
 */

static struct slice without_dot(struct slice name)
{
    return slice_ends(name, SLICE(".")) ? slice_first(name, name.size - 1) : name;
}

/* Whether `name` is the domain `zone`, or in it. */
static bool is_in_zone(struct slice name, struct slice zone)
{
    name = without_dot(name);
    zone = without_dot(zone);
    if (name.size < zone.size) return false;
    for (size_t i = 0; i < zone.size; i++)
        if (tolower((unsigned char)name.text[name.size - zone.size + i]) !=
            tolower((unsigned char)zone.text[i]))
            return false;
    return name.size == zone.size || zone.size == 0 || name.text[name.size - zone.size - 1] == '.';
}

static void check_zone_name(struct validation *v, const struct visit *visit,
                            const struct choice *zone)
{
    struct slice text = node_text(zone->value);

    if (!node_is_string(zone->value) || !is_known_value(zone->value)) return;
    if (!slice_ends(text, SLICE("."))) {
        report(v, visit, RULE_RECORD_ZONE, zone->key,
               "HostedZoneName ends with a dot. Write %.*s. with one.", SLICE_ARG(text));
        return;
    }
    CHOICES_EACH(v, zone->in, K(Name), name)
    if (node_is_string(name.at->value) && is_known_value(name.at->value) &&
        !is_in_zone(node_text(name.at->value), text))
        report(v, visit, RULE_RECORD_ZONE, name.at->key,
               "%.*s is not in the zone %.*s that HostedZoneName names. Change one of them.",
               SLICE_ARG(node_text(name.at->value)), SLICE_ARG(text));
}

void check_dns_record(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);

    check_record_set(v, visit, &properties);
    CHOICES_EACH(v, &properties, K(HostedZoneName), zone)
    check_zone_name(v, visit, zone.at);
}

void check_dns_records(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);

    CHOICES_EACH(v, &properties, K(RecordSets), sets)
    CHOICES_IN(v, sets.at, set)
    if (node_is_map(set.at->value) && !is_intrinsic(set.at->value))
        check_record_set(v, visit, set.at);
}

/* -- Certificates -------------------------------------------------------------------------------
 */

void check_certificate(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);

    CHOICES_EACH(v, &properties, K(DomainValidationOptions), options)
    CHOICES_IN(v, options.at, option)
    CHOICES_EACH(v, option.at, K(DomainName), name)
    {
        if (!node_is_string(name.at->value) || !is_known_value(name.at->value)) continue;
        CHOICES_EACH(v, name.at->in, K(ValidationDomain), domain)
        if (node_is_string(domain.at->value) && is_known_value(domain.at->value) &&
            !is_in_zone(node_text(name.at->value), node_text(domain.at->value)))
            report(v, visit, RULE_VALIDATION_DOMAIN, name.at->key,
                   "Mails to %.*s cannot validate %.*s, which is not in that domain. "
                   "ValidationDomain is DomainName or a domain above it.",
                   SLICE_ARG(node_text(domain.at->value)), SLICE_ARG(node_text(name.at->value)));
    }
}
