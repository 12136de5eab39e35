/* Rules about single properties of other services, and about services as such.
 */
#include <strings.h>

#include "spec/resource_types.h"
#include "validator/choices.h"

/* -- CloudWatch, SNS, CloudFront ----------------------------------------------------------------
 */

static void check_period(struct validation *v, const struct visit *visit, void *context,
                         const struct node *value, struct span span)
{
    long long seconds;

    (void)context;
    if (!number_of(value, &seconds) || seconds == 10 || seconds == 20 || seconds == 30 ||
        (seconds > 0 && seconds % 60 == 0))
        return;
    report(v, visit, RULE_ALARM_PERIOD, span,
           "A period of %lld seconds is not possible: use 10, 20, 30, or a multiple of 60.",
           seconds);
}

void check_alarm_period(struct validation *v, const struct visit *visit)
{
    each_value(v, visit, map_find(map_get(visit->node, K(Properties)), K(Period)), check_period,
               NULL);
}

/* The form that a reference gives, such as "AWS::SQS::Queue.Arn"; empty: it is not known. */
static struct slice format_of(const struct validation *v, const struct node *value)
{
    const struct map_entry *entry = referred_entry(v, value);
    const struct map_entry *function = entry ? map_single(value) : NULL;
    const struct resource_type *type =
        entry ? known_type_of(v, node_text(map_get(entry->value, K(Type)))) : NULL;
    struct slice name = node_text(function ? function->value : NULL);
    const struct value_spec *spec;

    if (!type || function->key == K(FnSub)) return SLICE("");
    if (node_is_list(function->value))
        name = node_text(list_at(function->value, 1));
    else
        name = slice_from(name, slice_find(name, '.') + 1);
    spec = function->key == K(Ref) ? resource_type_ref(type) : resource_type_attribute(type, name);
    return spec ? value_spec_format(spec) : SLICE("");
}

void check_subscription(struct validation *v, const struct visit *visit)
{
    static const struct {
        const char *protocol, *service, *format;
    } protocols[] = {{"sqs", ":sqs:", "AWS::SQS::Queue.Arn"},
                     {"lambda", ":lambda:", "AWS::Lambda::Function.Arn"}};
    struct choice properties = properties_choice(v, visit);

    CHOICES_EACH(v, &properties, K(Protocol), protocol)
    CHOICES_EACH(v, protocol.at->in, K(Endpoint), endpoint)
    for (size_t i = 0; i < 2; i++) {
        const struct node *value = endpoint.at->value;
        struct slice format = format_of(v, value), text = node_text(value);
        bool is_other = format.size
                            ? !slice_eq(format, slice_of(protocols[i].format))
                            : node_is_string(value) && is_known_value(value) &&
                                  slice_search(text, slice_of(protocols[i].service)) == text.size;
        if (is_other && node_is_text(protocol.at->value, slice_of(protocols[i].protocol)))
            report(v, visit, RULE_SUBSCRIPTION_ENDPOINT, endpoint.at->span,
                   "The protocol %s needs the ARN of a %s, which this is not. Change "
                   "Endpoint or Protocol.",
                   protocols[i].protocol, i == 0 ? "queue" : "function");
    }
}

/* -- Backup, GuardDuty, CodeBuild ---------------------------------------------------------------
 */

/* Looks at the Lifecycle of a rule, or of a copy that it makes. */
static void check_backup_lifecycle(struct validation *v, const struct visit *visit,
                                   const struct choice *rule)
{
    enum { LEAST_COLD = 90 };
    long long moved, deleted;

    CHOICES_EACH(v, rule, K(Lifecycle), lifecycle)
    CHOICES_EACH(v, lifecycle.at, K(DeleteAfterDays), after)
    CHOICES_EACH(v, after.at->in, K(MoveToColdStorageAfterDays), cold)
    if (number_of(after.at->value, &deleted) && number_of(cold.at->value, &moved) &&
        deleted < moved + LEAST_COLD)
        report(v, visit, RULE_BACKUP_LIFECYCLE, after.at->key,
               "Backups stay in cold storage for %d days at least, but these are moved there after "
               "%lld days and deleted after %lld. Delete them after %lld days or more.",
               LEAST_COLD, moved, deleted, moved + LEAST_COLD);
}

void check_backup_plan(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);

    CHOICES_EACH(v, &properties, K(BackupPlan), plan)
    CHOICES_EACH(v, plan.at, K(BackupPlanRule), rules)
    CHOICES_IN(v, rules.at, rule)
    {
        if (!node_is_map(rule.at->value)) continue;
        check_backup_lifecycle(v, visit, rule.at);
        CHOICES_EACH(v, rule.at, K(CopyActions), copies)
        CHOICES_IN(v, copies.at, copy)
        if (node_is_map(copy.at->value)) check_backup_lifecycle(v, visit, copy.at);
    }
}

void check_detector(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);

    CHOICES_EACH(v, &properties, K(DataSources), sources)
    CHOICES_EACH(v, sources.at->in, K(Features), features)
    {
        if (!sources.at->value || !features.at->value) continue;
        report(v, visit, RULE_DETECTOR, properties.span,
               "GuardDuty takes DataSources or Features, not both. Put all into Features.");
        return;
    }
}

/* A role with a path is not found by its name, which Ref gives. */
void check_build_role(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);

    CHOICES_EACH(v, &properties, K(ServiceRole), role)
    {
        const struct map_entry *entry = referred_entry(v, role.at->value);
        if (!entry || !map_get(role.at->value, K(Ref)) ||
            !slice_starts(node_text(map_get(entry->value, K(Type))), SLICE("AWS::IAM::")))
            continue;
        struct choice theirs = properties_of(entry, role.at->scenario);
        CHOICES_EACH(v, &theirs, K(Path), path)
        if (node_is_string(path.at->value) && is_known_value(path.at->value) &&
            !node_is_text(path.at->value, SLICE("/")) && !node_is_text(path.at->value, SLICE(""))) {
            report(v, visit, RULE_REF_WITH_PATH, role.at->key,
                   "%s has the path %.*s, and is not found by its name alone, which Ref gives. Use "
                   "!GetAtt %s.Arn.",
                   entry->key->text, SLICE_ARG(node_text(path.at->value)), entry->key->text);
            break;
        }
    }
}

/* -- Systems Manager ----------------------------------------------------------------------------
 */

static bool starts_with_word(struct slice text, const char *word)
{
    size_t size = strlen(word);

    return text.size >= size && strncasecmp(text.text, word, size) == 0;
}

static void check_stored_name(struct validation *v, const struct visit *visit, void *context,
                              const struct node *value, struct span span)
{
    static const char form[] = "[a-zA-Z0-9_.-]+|(/[a-zA-Z0-9_.-]+)+";
    struct slice text = node_text(value), name = slice_from(text, slice_starts(text, SLICE("/")));

    (void)context;
    if (!node_is_string(value) || !is_known_value(value)) return;
    if (starts_with_word(name, "aws") || starts_with_word(name, "ssm"))
        report(v, visit, RULE_STORED_NAME, span,
               "Names that begin with aws or ssm are reserved; an account may be refused %.*s. "
               "Choose another name.",
               SLICE_ARG(text));
    else if (pattern_match(pattern_of(v->patterns, SLICE(form), PATTERN_PCRE), text,
                           PATTERN_WHOLE) == PATTERN_DIFFERS)
        report(v, visit, RULE_STORED_NAME, span,
               "\"%.*s\" is no name of a parameter: these have letters, digits, dots, hyphens and "
               "underscores, and begin with a slash when they have any.",
               SLICE_ARG(text));
}

void check_stored_parameter(struct validation *v, const struct visit *visit)
{
    each_value(v, visit, map_find(map_get(visit->node, K(Properties)), K(Name)), check_stored_name,
               NULL);
}

/* -- ElastiCache --------------------------------------------------------------------------------
 */

/* Whether a parameter group turns cluster mode on, be it under a condition. */
static bool is_cluster_group(struct validation *v, const struct choice *group)
{
    const struct map_entry *entry =
        referred_entry_of(v, group->value, SLICE("AWS::ElastiCache::ParameterGroup"));
    const struct symbol *key = symbol_of(v->b->symbols, SLICE("cluster-enabled"));

    if (!entry) return false;
    struct choice theirs = properties_of(entry, group->scenario);
    CHOICES_EACH(v, &theirs, K(Properties), parameters)
    CHOICES_EACH(v, parameters.at, key, enabled)
    if (node_is_text(enabled.at->value, SLICE("yes"))) return true;
    return false;
}

/* Whether a group says that it has one cache, or does not say how many. */
static bool has_one_cache(struct validation *v, const struct choice *group)
{
    long long count;

    CHOICES_EACH(v, group, K(NumCacheClusters), caches)
    {
        if (number_of(caches.at->value, &count) && count <= 1) return true;
        if (caches.at->value) continue;
        CHOICES_EACH(v, caches.at->in, K(NumNodeGroups), shards)
        if (!shards.at->value) return true;
    }
    return false;
}

void check_replication_group(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);

    CHOICES_EACH(v, &properties, K(CacheParameterGroupName), group)
    {
        if (!is_cluster_group(v, group.at)) continue;
        CHOICES_EACH(v, group.at->in, K(AutomaticFailoverEnabled), failover)
        if (has_one_cache(v, failover.at->in))
            report(v, visit, RULE_CACHE_CLUSTER, group.at->key,
                   "This parameter group turns cluster mode on, which needs more than one cache. "
                   "Set NumCacheClusters to 2 or more, or NumNodeGroups.");
        else if (is_false(failover.at->value))
            report(v, visit, RULE_CACHE_CLUSTER, group.at->key,
                   "This parameter group turns cluster mode on, which needs "
                   "AutomaticFailoverEnabled. Set it to true.");
        else
            continue;
        return;
    }
}

/* -- Availability zones -------------------------------------------------------------------------
 */

static bool has_zone(const struct symbol *type)
{
    static const struct symbol *const types[] = {
        K(AWS_AutoScaling_AutoScalingGroup),
        K(AWS_DAX_Cluster),
        K(AWS_DMS_ReplicationInstance),
        K(AWS_EC2_Host),
        K(AWS_EC2_Instance),
        K(AWS_EC2_LaunchTemplate),
        K(AWS_EC2_SpotFleet),
        K(AWS_EC2_Subnet),
        K(AWS_EC2_Volume),
        K(AWS_EMR_Cluster),
        K(AWS_ElasticLoadBalancing_LoadBalancer),
        K(AWS_ElasticLoadBalancingV2_TargetGroup),
        K(AWS_Glue_Connection),
        K(AWS_OpsWorks_Instance),
        K(AWS_RDS_DBCluster),
        K(AWS_RDS_DBInstance),
    };

    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (type == types[i]) return true;
    return false;
}

/* Whether a text is the value, or an item, of a property for zones. */
static bool is_zone(const struct visit *visit)
{
    const struct map_entry *list = visit->parent ? visit->parent->entry : NULL;

    if (visit->function) return false;
    if (visit->entry) return visit->entry->key == K(AvailabilityZone);
    return list && list->key == K(AvailabilityZones);
}

/* The CDK looks zones up and writes them into what it makes. */
static bool is_made_by_cdk(const struct validation *v)
{
    RESOURCES_OF_TYPE(v, K(AWS_CDK_Metadata), each)
    return true;
    return false;
}

void check_zone(struct validation *v, const struct visit *visit)
{
    struct slice text;

    if (!is_zone(visit) || visit->part != K(Properties) || !has_zone(visit->type)) return;
    text = node_text(visit->node);
    if (slice_eq(text, SLICE("all")) || !is_known_value(visit->node) || is_made_by_cdk(v)) return;
    report(v, visit, RULE_ZONE_FIXED, visit_span(visit),
           "The zone %.*s is written into the template, which then works in that region only. Use "
           "Fn::GetAZs with Fn::Select, or a parameter.",
           SLICE_ARG(text));
}

/* -- Services that end --------------------------------------------------------------------------
 */

void check_lifecycle(struct validation *v, const struct visit *visit)
{
    const struct resource_type *type = visit->resource->type->listed;
    struct slice date, state = type ? resource_type_lifecycle(type, &date) : SLICE("");
    const char *name = visit->type ? visit->type->text : "";
    struct span span;

    if (!state.size) return;
    span = properties_span(visit->entry);
    if (slice_eq(state, SLICE("shutdown")))
        report(v, visit, RULE_SERVICE_ENDED, span,
               "The service of %s was shut down on %.*s. Remove the resource, or use another "
               "service.",
               name, SLICE_ARG(date));
    else if (slice_eq(state, SLICE("sunset")))
        report(v, visit, RULE_SERVICE_ENDS, span,
               "The service of %s has its end on %.*s. Plan to use another one.", name,
               SLICE_ARG(date));
    else if (slice_eq(state, SLICE("maintenance")))
        report(v, visit, RULE_SERVICE_MAINTAINED, span,
               "The service of %s gets no new features since %.*s, and may not be open for new "
               "accounts. Consider another one.",
               name, SLICE_ARG(date));
}
