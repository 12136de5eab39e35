/* Rules about single properties of other services, and about services as such.
 */
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

void check_zone(struct validation *v, const struct visit *visit)
{
    struct slice text = node_text(visit->node);

    if (visit->part != K(Properties) || !is_zone(visit) || !has_zone(visit->type)) return;
    if (slice_eq(text, SLICE("all")) || !is_known_value(visit->node)) return;
    report(v, visit, RULE_ZONE_FIXED, visit_span(visit),
           "The zone %.*s is written into the template, which then works in that region only. Use "
           "Fn::GetAZs with Fn::Select, or a parameter.",
           SLICE_ARG(text));
}

/* -- Services that end --------------------------------------------------------------------------
 */

void check_lifecycle(struct validation *v, const struct visit *visit)
{
    const struct resource_type *type = resource_type_find(node_text(map_get(visit->node, K(Type))));
    struct slice date, state = type ? resource_type_lifecycle(type, &date) : SLICE("");
    struct span span = properties_span(visit->entry);
    const char *name = visit->type ? visit->type->text : "";

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
