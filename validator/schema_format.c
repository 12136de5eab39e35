/* The forms of texts that have a name: AWS's identifiers, dates, networks. */
#include "base/network.h"
#include "validator/schema_internal.h"

static const struct {
    const char *format; /* in the table of resource types */
    enum rule_name rule;
    const char *pattern;
    const char *words; /* what it is, and an example */
} formats[] = {
    {"AWS::EC2::SecurityGroup.Id", RULE_FORMAT_SECURITY_GROUP_ID,
     "^sg-([a-fA-F0-9]{8}|[a-fA-F0-9]{17})$",
     "the id of a security group, such as sg-0123456789abcdef0"},
    {"AWS::EC2::VPC.Id", RULE_FORMAT_VPC_ID, "^vpc-([0-9A-Fa-f]{8}|[0-9A-Fa-f]{17})$",
     "the id of a VPC, such as vpc-0123456789abcdef0"},
    {"AWS::EC2::Image.Id", RULE_FORMAT_IMAGE_ID, "^ami-([0-9a-z]{8}|[0-9a-z]{17})$",
     "the id of an image, such as ami-0123456789abcdef0"},
    {"AWS::EC2::SecurityGroup.Name", RULE_FORMAT_SECURITY_GROUP_NAME,
     "^[a-zA-Z0-9 ._\\-:/()#,@\\[\\]+=&;{}!$*]+$", "the name of a security group"},
    {"AWS::EC2::Subnet.Id", RULE_FORMAT_SUBNET_ID, "^subnet-([0-9A-Fa-f]{8}|[0-9A-Fa-f]{17})$",
     "the id of a subnet, such as subnet-0123456789abcdef0"},
    {"AWS::Logs::LogGroup.Name", RULE_FORMAT_LOG_GROUP_NAME, "^[.\\-_/#A-Za-z0-9]{1,512}\\z",
     "the name of a log group: letters, digits and . - _ / #"},
    {"AWS::IAM::Role.Arn", RULE_FORMAT_ROLE_ARN, "^arn:aws[a-zA-Z-]*:iam::\\d{12}:role/.+$",
     "the ARN of a role, such as arn:aws:iam::123456789012:role/name"},
    {"AWS::KMS::Key.Arn", RULE_FORMAT_KEY_ARN,
     "^arn:aws[a-zA-Z-]*:kms:[a-z0-9-]+:\\d{12}:(key|alias)/.+$",
     "the ARN of a key, such as arn:aws:kms:us-east-1:123456789012:key/id"},
    {"AWS::SNS::Topic.Arn", RULE_FORMAT_TOPIC_ARN, "^arn:aws[a-zA-Z-]*:sns:[a-z0-9-]+:\\d{12}:.+$",
     "the ARN of a topic, such as arn:aws:sns:us-east-1:123456789012:name"},
    {"AWS::ACM::Certificate.Arn", RULE_FORMAT_CERTIFICATE_ARN,
     "^arn:aws[a-zA-Z-]*:acm:[a-z0-9-]+:\\d{12}:certificate/.+$",
     "the ARN of a certificate, such as arn:aws:acm:us-east-1:123456789012:certificate/id"},
    {"AWS::Lambda::Function.Arn", RULE_FORMAT_FUNCTION_ARN,
     "^arn:aws[a-zA-Z-]*:lambda:[a-z0-9-]+:\\d{12}:function:.+(:.+)?$",
     "the ARN of a function, such as arn:aws:lambda:us-east-1:123456789012:function:name"},
    {"AWS::S3::Bucket.Name", RULE_FORMAT_BUCKET_NAME,
     "^(?![.\\-])(?!.*\\.\\.)(?!.*\\-\\.)(?!.*\\.\\-)[a-z0-9.\\-]{3,63}(?<![.\\-])$",
     "the name of a bucket: 3 to 63 small letters, digits, dots and hyphens"},
    {"AWS::KMS::Key.Id", RULE_FORMAT_KEY_ID,
     "^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|mrk-[0-9a-f]{32}|"
     "alias/[a-zA-Z0-9/_-]+)$",
     "the id of a key"},
    {"AWS::KMS::Alias.AliasName", RULE_FORMAT_KEY_ALIAS, "^alias/[a-zA-Z0-9:/_-]+$",
     "the alias of a key, such as alias/name"},
    {"date-time", RULE_PROPERTY_UNKNOWN,
     "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])[Tt]([01]\\d|2[0-3]):[0-5]\\d:([0-5]\\d|60)"
     "(\\.\\d+)?([Zz]|[+-]\\d\\d:\\d\\d)$",
     "a date with time and zone, such as 2026-11-21T05:30:00Z"},
};

/* Whether a text is an address and, behind a slash, the count of the bits of its network; without a
 * slash it is all of them. The bits behind those of the network are zero. */
static bool is_network(struct slice text, enum network_family family)
{
    struct network network;
    bool is_read = slice_find(text, '/') < text.size ? network_read(text, &network)
                                                     : network_read_address(text, &network);

    return is_read && network.family == family && network_is_first(&network);
}

static void check_network(struct schema_walk *walk, const struct visit *at,
                          enum network_family family, const char *words)
{
    struct slice text = node_text(at->node), shown = schema_shown(walk, text);

    if (!is_network(text, family))
        schema_report(walk, RULE_PROPERTY_UNKNOWN, schema_span(at),
                      "%.*s is not a range of addresses whose first one is given, such as %s.",
                      SLICE_ARG(shown), words);
}

void schema_check_format(struct schema_walk *walk, const struct value_spec *spec,
                         const struct visit *at)
{
    struct slice format = value_spec_format(spec), text = node_text(at->node), shown;

    if (format.size == 0) return;
    shown = schema_shown(walk, text);
    if (slice_eq(format, SLICE("ipv4-network")))
        check_network(walk, at, NETWORK_IPV4, "10.0.0.0/16");
    if (slice_eq(format, SLICE("ipv6-network")))
        check_network(walk, at, NETWORK_IPV6, "2001:db8::/56");
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (slice_eq(format, slice_of(formats[i].format)) &&
            !schema_matches(walk, slice_of(formats[i].pattern), text))
            schema_report(walk, formats[i].rule, schema_span(at), "%.*s is not %s.",
                          SLICE_ARG(shown), formats[i].words);
}
