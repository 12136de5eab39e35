/* Lambda functions: SnapStart, logging, layers; who may call them, and what filters send to them.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html
 */
#include "validator/choices.h"

/* -- SnapStart ----------------------------------------------------------------------------------
 */

static bool supports_snap_start(struct slice runtime)
{
    static const char *const names[] = {
        "java11",     "java17",     "java21",  "java25",   "python3.12",
        "python3.13", "python3.14", "dotnet8", "dotnet10",
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (slice_eq(runtime, slice_of(names[i]))) return true;
    return false;
}

void check_snap_start_runtime(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);

    CHOICES_EACH(v, &properties, K(Runtime), runtime)
    {
        struct slice name = node_text(runtime.at->value);
        bool fits = supports_snap_start(name);
        if (!node_is_string(runtime.at->value)) continue;
        CHOICES_EACH(v, runtime.at->in, K(SnapStart), snap)
        {
            if (!snap.at->value && fits && slice_starts(name, SLICE("java")))
                report(v, visit, RULE_SNAP_START_ADVICE, properties.span,
                       "Functions of %.*s start faster with SnapStart. Consider SnapStart: "
                       "{ApplyOn: PublishedVersions} and a published version.",
                       SLICE_ARG(name));
            if (!node_is_map(snap.at->value) || fits) continue;
            CHOICES_EACH(v, snap.at, K(ApplyOn), apply)
            if (node_is_text(apply.at->value, SLICE("PublishedVersions")))
                report(v, visit, RULE_SNAP_START_RUNTIME, apply.at->span,
                       "SnapStart does not work with the runtime %.*s. It needs java11, "
                       "python3.12, dotnet8 or a newer one.",
                       SLICE_ARG(name));
        }
    }
}

/* Functions that a resource AWS::Lambda::Version publishes. */
static struct table published_functions(const struct validation *v)
{
    struct table published = {0};

    RESOURCES_OF_TYPE(v, K(AWS_Lambda_Version), each)
    {
        const struct map_entry *properties = each.at->properties;
        const struct map_entry *function =
            referred_entry(v, map_get(properties ? properties->value : NULL, K(FunctionName)));
        if (function) table_set(v->b->arena, &published, function->key, function);
    }
    return published;
}

static void check_publishing(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);

    CHOICES_EACH(v, &properties, K(SnapStart), snap)
    {
        if (!node_is_map(snap.at->value) || is_intrinsic(snap.at->value)) continue;
        CHOICES_EACH(v, snap.at, K(ApplyOn), apply)
        if (node_is_text(apply.at->value, SLICE("PublishedVersions")))
            report(v, visit, RULE_SNAP_START_VERSION, apply.at->span,
                   "SnapStart applies to published versions, and the template publishes none "
                   "of %s. Add an AWS::Lambda::Version, or to a SAM function "
                   "AutoPublishAlias.",
                   visit->owner->key->text);
    }
}

void check_snap_start_versions(struct validation *v, const struct visit *visit)
{
    struct table published = published_functions(v);

    (void)visit;
    RESOURCES_OF_TYPE(v, K(AWS_Lambda_Function), each)
    {
        const struct map_entry *entry = each.at->entry;
        struct visit function = {.node = entry->value,
                                 .entry = entry,
                                 .section = SECTION_RESOURCES,
                                 .owner = entry,
                                 .resource = each.at,
                                 .type = K(AWS_Lambda_Function)};
        if (!table_get(&published, entry->key)) check_publishing(v, &function);
    }
}

/* -- Logging and layers -------------------------------------------------------------------------
 */

void check_logging(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);

    CHOICES_EACH(v, &properties, K(LoggingConfig), config)
    CHOICES_EACH(v, config.at, K(LogFormat), format)
    {
        if (!node_is_text(format.at->value, SLICE("Text"))) continue;
        CHOICES_EACH(v, format.at->in, K(SystemLogLevel), level)
        if (level.at->value)
            report(v, visit, RULE_LOG_LEVEL, level.at->key,
                   "SystemLogLevel is for LogFormat JSON, but the format is Text. Remove "
                   "it, or set LogFormat to JSON.");
    }
}

void check_layer_arns(struct validation *v, const struct visit *visit)
{
    /* arn:PARTITION:lambda:REGION:123456789012:layer:NAME:1234 */
    enum { LONGEST = 4 + 8 + 1 + 12 + 7 + 140 + 4 };
    struct choice properties = properties_choice(v, visit);
    size_t longest = LONGEST + v->input->region.size + v->input->partition.size;

    CHOICES_EACH(v, &properties, K(Layers), layers)
    CHOICES_IN(v, layers.at, layer)
    {
        struct slice arn = node_text(layer.at->value);
        if (!node_is_string(layer.at->value) || !is_known_value(layer.at->value)) continue;
        if (arn.size > longest)
            report(v, visit, RULE_LAYER_ARN_SIZE, layer.at->span,
                   "The ARN of this layer has %zu characters; in this region one has up to "
                   "%zu.",
                   arn.size, longest);
        if (slice_search(arn, SLICE(":lambda:::awslayer:")) < arn.size)
            report(v, visit, RULE_LAYER_OF_AWS, layer.at->span,
                   "Layers of the form awslayer are AWS's own and not available everywhere. "
                   "Name a layer version with account and region.");
    }
}

/* -- Permissions --------------------------------------------------------------------------------
 */

/* Whether a text has an account id between two colons. */
static bool names_account(struct slice arn)
{
    enum { ACCOUNT_SIZE = 12 };

    for (size_t i = 0; i < arn.size; i++) {
        size_t digits = 0;
        if (arn.text[i] != ':') continue;
        while (i + 1 + digits < arn.size && arn.text[i + 1 + digits] >= '0' &&
               arn.text[i + 1 + digits] <= '9')
            digits++;
        if (digits == ACCOUNT_SIZE && i + 1 + digits < arn.size && arn.text[i + 1 + digits] == ':')
            return true;
    }
    return false;
}

static void check_principal(struct validation *v, const struct visit *visit,
                            const struct choice *source, const struct map_entry *resource)
{
    static const struct {
        const char *type, *principal;
    } services[] = {
        {"AWS::ApiGateway::RestApi", "apigateway.amazonaws.com"},
        {"AWS::ApiGatewayV2::Api", "apigateway.amazonaws.com"},
        {"AWS::Cognito::UserPool", "cognito-idp.amazonaws.com"},
        {"AWS::Config::ConfigRule", "config.amazonaws.com"},
        {"AWS::ElasticLoadBalancingV2::TargetGroup", "elasticloadbalancing.amazonaws.com"},
        {"AWS::Events::Rule", "events.amazonaws.com"},
        {"AWS::IoT::TopicRule", "iot.amazonaws.com"},
        {"AWS::S3::Bucket", "s3.amazonaws.com"},
        {"AWS::SNS::Topic", "sns.amazonaws.com"},
    };
    struct slice type = node_text(map_get(resource->value, K(Type)));

    for (size_t i = 0; i < sizeof services / sizeof *services; i++)
        CHOICES_EACH(v, source->in, K(Principal), principal)
        {
            struct slice text = node_text(principal.at->value);
            if (!slice_eq(type, slice_of(services[i].type))) break;
            if (!node_is_string(principal.at->value) || !is_known_value(principal.at->value) ||
                slice_eq(text, slice_of(services[i].principal)))
                continue;
            report(v, visit, RULE_PERMISSION_PRINCIPAL, principal.at->span,
                   "%s is the source, and calls as %s, not as %.*s. Change Principal.",
                   resource->key->text, services[i].principal, SLICE_ARG(text));
        }
}

void check_permission(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);

    if (visit->node->flags & NODE_GENERATED) return;
    CHOICES_EACH(v, &properties, K(SourceArn), source)
    {
        const struct map_entry *resource = referred_entry(v, source.at->value);
        bool is_bucket = referred_entry_of(v, source.at->value, SLICE("AWS::S3::Bucket"));
        bool is_text = node_is_string(source.at->value) && is_known_value(source.at->value);
        if (resource) check_principal(v, visit, source.at, resource);
        if (!is_bucket && (!is_text || names_account(node_text(source.at->value)))) continue;
        CHOICES_EACH(v, source.at->in, K(SourceAccount), account)
        if (!account.at->value)
            report(v, visit, RULE_PERMISSION_ACCOUNT, properties.span,
                   "SourceArn names no account, so that a bucket of the same name in another "
                   "account could call the function. Add SourceAccount.");
    }
}

/* -- Log groups ---------------------------------------------------------------------------------
 */

/* Filters of one log group that come before a filter. */
struct filters {
    const struct node *group;
    const struct scenario *scenario;
    size_t count;
};

void check_subscription_filters(struct validation *v, const struct visit *visit)
{
    enum { MOST_FILTERS = 2 };
    VECTOR(struct filters) groups = {0};

    (void)visit;
    RESOURCES_OF_TYPE(v, K(AWS_Logs_SubscriptionFilter), each)
    {
        const struct map_entry *entry = each.at->entry, *properties = each.at->properties;
        struct visit at = {.section = SECTION_RESOURCES, .owner = entry};
        const struct node *group = map_get(properties ? properties->value : NULL, K(LogGroupName));
        const struct scenario *scenario = each.at->scenario;
        size_t i = 0;
        if (!group) continue;
        while (i < groups.count &&
               (!node_equal(groups.items[i].group, group) ||
                scenarios_meet(v->conditions, groups.items[i].scenario, scenario) == ANSWER_NO))
            i++;
        if (i == groups.count)
            VECTOR_PUSH(v->b->arena, &groups, (struct filters){group, scenario, 0});
        if (++groups.items[i].count == MOST_FILTERS + 1) /* once for each group */
            report(v, &at, RULE_TOO_MANY_FILTERS, entry_span(entry),
                   "A log group has up to %d subscription filters, and this is number %zu of its "
                   "group. Join them, or send to a stream that others read.",
                   MOST_FILTERS, groups.items[i].count);
    }
}
