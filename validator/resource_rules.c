/* Resources and outputs as CloudFormation defines them: their attributes, not their properties.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html
 */
#include "validator/shape.h"

static const struct shape_key attributes[] = {
    {K(Type), SHAPE_TEXT},
    {K(Properties), SHAPE_ANY}, /* see check_properties_kind() */
    {K(Condition), SHAPE_TEXT},
    {K(CreationPolicy), SHAPE_MAP},
    {K(DeletionPolicy), SHAPE_ANY},
    {K(DependsOn), SHAPE_TEXT | SHAPE_LIST},
    {K(Metadata), SHAPE_MAP | SHAPE_FUNCTION},
    {K(UpdatePolicy), SHAPE_MAP},
    {K(UpdateReplacePolicy), SHAPE_ANY},
    {K(FnTransform), SHAPE_ANY},
    {K(Version), SHAPE_TEXT}, /* the last: of custom resources only */
};

static bool is_custom(struct slice type)
{
    return slice_starts(type, SLICE("Custom::")) ||
           slice_eq(type, SLICE("AWS::CloudFormation::CustomResource"));
}

static bool is_sam(struct slice type)
{
    return slice_starts(type, SLICE("AWS::Serverless::"));
}

/* -- Attributes ---------------------------------------------------------------------------------
 */

static void check_dependencies_kind(struct validation *v, const struct visit *visit)
{
    LIST_EACH (map_get(visit->node, K(DependsOn)), each)
        if (!node_is_string(each.value))
            report(v, visit, RULE_RESOURCE_SHAPE, node_span(each.value),
                   "DependsOn lists logical ids, but this is %s.",
                   is_intrinsic(each.value) ? "an intrinsic function" : node_kind_name(each.value));
}

static void check_properties_kind(struct validation *v, const struct visit *visit)
{
    const struct map_entry *entry = map_find(visit->node, K(Properties));

    if (entry && !node_is_map(entry->value))
        report(v, visit, RULE_VALUE_KIND, entry_span(entry),
               "Properties must be a map, but are %s.", node_kind_name(entry->value));
}

struct policy_words {
    const struct map_entry *entry;
    enum evaluation_rule rule;
    bool may_snapshot;
};

static void check_policy_word(struct validation *v, const struct visit *visit, void *context,
                              const struct node *value, struct span span)
{
    const struct policy_words *policy = context;
    bool good = node_is_text(value, SLICE("Delete")) || node_is_text(value, SLICE("Retain")) ||
                (policy->may_snapshot && node_is_text(value, SLICE("Snapshot"))) ||
                (policy->rule == INTRINSIC_DELETION_POLICY &&
                 node_is_text(value, SLICE("RetainExceptOnCreate")));

    if (good || !is_known_value(value)) return;
    report_intrinsic(v, visit, policy->rule, span, "%s must be Delete, Retain%s%s.",
                     policy->entry->key->text, policy->may_snapshot ? ", Snapshot" : "",
                     policy->rule == INTRINSIC_DELETION_POLICY ? " or RetainExceptOnCreate" : "");
}

/* Types that CloudFormation makes a snapshot of before it deletes one. */
static bool may_snapshot(struct slice type)
{
    static const char *const types[] = {
        "AWS::DocDB::DBCluster",          "AWS::EC2::Volume",
        "AWS::ElastiCache::CacheCluster", "AWS::ElastiCache::ReplicationGroup",
        "AWS::Neptune::DBCluster",        "AWS::RDS::DBCluster",
        "AWS::RDS::DBInstance",           "AWS::Redshift::Cluster",
    };

    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (slice_eq(type, slice_of(types[i]))) return true;
    return false;
}

static void check_policies(struct validation *v, const struct visit *visit, struct slice type)
{
    struct policy_words policies[] = {
        {map_find(visit->node, K(DeletionPolicy)), INTRINSIC_DELETION_POLICY, may_snapshot(type)},
        {map_find(visit->node, K(UpdateReplacePolicy)), INTRINSIC_UPDATE_REPLACE_POLICY,
         may_snapshot(type)},
    };

    for (size_t i = 0; i < 2; i++)
        each_value(v, visit, policies[i].entry, check_policy_word, &policies[i]);
}

static void check_update_policy(struct validation *v, const struct visit *visit, struct slice type)
{
    static const char *const types[] = {
        "AWS::AppStream::Fleet",
        "AWS::AutoScaling::AutoScalingGroup",
        "AWS::ElastiCache::ReplicationGroup",
        "AWS::Elasticsearch::Domain",
        "AWS::Lambda::Alias",
        "AWS::OpenSearchService::Domain",
    };
    const struct map_entry *entry = map_find(visit->node, K(UpdatePolicy));

    if (!entry) return;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (slice_eq(type, slice_of(types[i]))) return;
    report(v, visit, RULE_UPDATE_POLICY, entry_span(entry),
           "UpdatePolicy is for Auto Scaling groups, Lambda aliases and a few others; it does "
           "nothing here. Remove it.");
}

void check_resource(struct validation *v, const struct visit *visit)
{
    const struct map_entry *type = map_find(visit->node, K(Type));
    size_t count = sizeof attributes / sizeof *attributes;
    struct slice name = node_text(type ? type->value : NULL);

    if (visit->entry->key == K(FnTransform) || (is_sam(name) && v->input->merged)) return;
    if (!node_is_map(visit->node)) {
        report(v, visit, RULE_RESOURCE_SHAPE, entry_span(visit->entry),
               "A resource is a map with a Type; %s is %s. Check the indentation.",
               visit->entry->key->text, node_kind_name(visit->node));
        return;
    }
    if (!type && !map_has(visit->node, K(FnTransform)))
        report(v, visit, RULE_RESOURCE_SHAPE, entry_span(visit->entry),
               "The resource %s needs a Type, such as AWS::S3::Bucket.", visit->entry->key->text);
    check_shape(v, visit, visit->node, "A resource", attributes,
                is_custom(name) ? count : count - 1,
                (struct shape_rules){rule_row(RULE_RESOURCE_SHAPE), rule_row(RULE_RESOURCE_SHAPE)});
    check_properties_kind(v, visit);
    check_dependencies_kind(v, visit);
    check_policies(v, visit, name);
    check_update_policy(v, visit, name);
}

/* -- Outputs ------------------------------------------------------------------------------------
 */

static const struct shape_key output_attributes[] = {
    {K(Value), SHAPE_ANY},
    {K(Description), SHAPE_TEXT},
    {K(Condition), SHAPE_TEXT},
    {K(Export), SHAPE_MAP},
};

/* Functions that give a list. */
static bool gives_list(const struct node *value)
{
    const struct symbol *key = is_intrinsic(value) ? map_single(value)->key : NULL;

    return key == K(FnGetAZs) || key == K(FnSplit) || key == K(FnCidr);
}

static void check_text(struct validation *v, const struct visit *visit, void *context,
                       const struct node *value, struct span span)
{
    const enum rule_name *rule = context;

    if (shape_is(value, SHAPE_TEXT | SHAPE_FUNCTION) && !gives_list(value)) return;
    report(v, visit, *rule, span, "%s must be a text, but is %s. Fn::Join makes a text of a list.",
           *rule == RULE_OUTPUT_VALUE ? "The Value of an output" : "The Name of an export",
           gives_list(value) ? "a list" : node_kind_name(value));
}

static void check_export(struct validation *v, const struct visit *visit,
                         const struct map_entry *entry)
{
    static const struct shape_key export_attributes[] = {{K(Name), SHAPE_ANY}};
    enum rule_name rule = RULE_EXPORT_NAME;

    if (!entry || !node_is_map(entry->value)) return;
    check_shape(v, visit, entry->value, "Export", export_attributes, 1,
                (struct shape_rules){rule_row(RULE_OUTPUT_SHAPE), rule_row(RULE_OUTPUT_KIND)});
    if (!map_has(entry->value, K(Name)))
        report(v, visit, RULE_OUTPUT_MISSING, entry_span(entry),
               "Export needs a Name, under which other stacks import the value.");
    each_value(v, visit, map_find(entry->value, K(Name)), check_text, &rule);
}

void check_output(struct validation *v, const struct visit *visit)
{
    enum rule_name rule = RULE_OUTPUT_VALUE;
    const struct map_entry *value = map_find(visit->node, K(Value));

    if (visit->entry->key == K(FnTransform)) return;
    if (!node_is_map(visit->node)) {
        report(v, visit, RULE_OUTPUT_KIND, entry_span(visit->entry),
               "An output is a map with a Value; %s is %s.", visit->entry->key->text,
               node_kind_name(visit->node));
        return;
    }
    if (!value)
        report(v, visit, RULE_OUTPUT_MISSING, entry_span(visit->entry),
               "The output %s needs a Value.", visit->entry->key->text);
    check_shape(v, visit, visit->node, "An output", output_attributes,
                sizeof output_attributes / sizeof *output_attributes,
                (struct shape_rules){rule_row(RULE_OUTPUT_SHAPE), rule_row(RULE_OUTPUT_KIND)});
    size_t found = v->findings->count;
    each_value(v, visit, value, check_text, &rule);
    name_output_findings(v, found);
    check_export(v, visit, map_find(visit->node, K(Export)));
}
