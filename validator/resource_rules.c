/* Resources and outputs as CloudFormation defines them: their attributes, not their properties.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html
 */
#include "base/nearest.h"
#include "validator/shape.h"

static const struct shape_key attributes[] = {
    {K(Type), SHAPE_STRING},
    {K(Properties), SHAPE_ANY | SHAPE_NULL}, /* see check_properties_kind() */
    {K(Condition), SHAPE_STRING},
    {K(CreationPolicy), SHAPE_MAP | SHAPE_FUNCTION},
    {K(DeletionPolicy), SHAPE_ANY | SHAPE_NULL}, /* see check_policies() */
    {K(DependsOn), SHAPE_STRING | SHAPE_LIST},
    {K(Metadata), SHAPE_MAP | SHAPE_FUNCTION},
    {K(UpdatePolicy), SHAPE_MAP | SHAPE_FUNCTION | SHAPE_NULL},
    {K(UpdateReplacePolicy), SHAPE_ANY | SHAPE_NULL},
    {K(FnTransform), SHAPE_ANY},
    {K(Version), SHAPE_STRING | SHAPE_INTEGER}, /* of custom resources only: check_custom() */
    {K(Connectors), SHAPE_ANY},                 /* from here on: see attribute_count() */
    {K(IgnoreGlobals), SHAPE_ANY},
};

static bool is_custom(const struct symbol *type)
{
    struct slice name = type ? symbol_slice(type) : SLICE("");

    if (type && type->number) return type == K(AWS_CloudFormation_CustomResource);
    return slice_search(name, SLICE("Custom::")) < name.size;
}

static bool is_sam(struct slice type)
{
    return slice_starts(type, SLICE("AWS::Serverless::"));
}

/* How many of `attributes` a resource may have. Those of SAM are told of elsewhere when they are
 * where they cannot be. */
static size_t attribute_count(const struct validation *v)
{
    size_t count = sizeof attributes / sizeof *attributes;

    return v->is_sam ? count - 2 : count;
}

/* Attributes that only custom resources have, and those that they have not. */
static void check_custom(struct validation *v, const struct visit *visit)
{
    static const struct symbol *const policies[] = {K(CreationPolicy), K(UpdatePolicy)};
    bool custom = is_custom(visit->type);

    if (!custom && map_has(visit->node, K(Version)))
        report(v, visit, RULE_RESOURCE_SHAPE, entry_span(visit->entry),
               "Version is for custom resources only. Remove it.");
    for (size_t i = 0; custom && i < 2; i++) {
        const struct map_entry *entry = map_find(visit->node, policies[i]);
        if (entry)
            report(v, visit, RULE_RESOURCE_SHAPE, entry_span(entry),
                   "A custom resource has no %s. Remove it.", policies[i]->text);
    }
}

/* -- Attributes ---------------------------------------------------------------------------------
 */

static void check_dependencies_kind(struct validation *v, const struct visit *visit)
{
    const struct map_entry *entry = map_find(visit->node, K(DependsOn));

    LIST_EACH (entry ? entry->value : NULL, each)
        if (!node_is_string(each.value))
            report(v, visit, RULE_RESOURCE_SHAPE,
                   each.value->kind >= NODE_LIST ? node_span(each.value) : entry_span(entry),
                   "DependsOn lists logical ids, but this is %s.",
                   is_intrinsic(each.value) ? "an intrinsic function" : node_kind_name(each.value));
}

static void check_properties_kind(struct validation *v, const struct visit *visit)
{
    const struct map_entry *entry = visit->resource->properties;

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
static bool may_snapshot(const struct symbol *type)
{
    return type == K(AWS_DocDB_DBCluster) || type == K(AWS_EC2_Volume) ||
           type == K(AWS_ElastiCache_CacheCluster) || type == K(AWS_ElastiCache_ReplicationGroup) ||
           type == K(AWS_Neptune_DBCluster) || type == K(AWS_RDS_DBCluster) ||
           type == K(AWS_RDS_DBInstance) || type == K(AWS_Redshift_Cluster);
}

static void check_policies(struct validation *v, const struct visit *visit)
{
    bool snapshot = may_snapshot(visit->type);
    struct policy_words policies[] = {
        {map_find(visit->node, K(DeletionPolicy)), INTRINSIC_DELETION_POLICY, snapshot},
        {map_find(visit->node, K(UpdateReplacePolicy)), INTRINSIC_UPDATE_REPLACE_POLICY, snapshot},
    };

    for (size_t i = 0; i < 2; i++)
        each_value(v, visit, policies[i].entry, check_policy_word, &policies[i]);
}

void check_resource(struct validation *v, const struct visit *visit)
{
    const struct map_entry *type = map_find(visit->node, K(Type));
    struct slice name = node_text(type ? type->value : NULL);

    if (visit->entry->key == K(FnTransform)) return;
    if (is_sam(name) && (v->input->merged || v->is_sam)) return;
    if (!node_is_map(visit->node)) {
        report(v, visit, RULE_RESOURCE_SHAPE, entry_span(visit->entry),
               "A resource is a map with a Type; %s is %s. Check the indentation.",
               visit->entry->key->text, node_kind_name(visit->node));
        return;
    }
    if ((!type || node_is_nothing(type->value)) && !map_has(visit->node, K(FnTransform)))
        report(v, visit, RULE_RESOURCE_SHAPE, entry_span(visit->entry),
               "The resource %s needs a Type, such as AWS::S3::Bucket.", visit->entry->key->text);
    if (visit->resource->is_bare) {
        check_properties_kind(v, visit);
        return;
    }
    check_shape(v, visit, visit->node, "A resource", attributes, attribute_count(v),
                (struct shape_rules){rule_row(RULE_RESOURCE_SHAPE), rule_row(RULE_RESOURCE_SHAPE)});
    check_custom(v, visit);
    check_properties_kind(v, visit);
    check_dependencies_kind(v, visit);
    check_policies(v, visit);
}

/* -- SAM ----------------------------------------------------------------------------------------
 */

static void report_ignored(struct validation *v, const struct visit *visit,
                           const struct map_entry *entry)
{
    struct nearest nearest = nearest_to(entry_key(entry));

    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
        nearest_try(&nearest, symbol_slice(attributes[i].name));
    if (nearest.found.text)
        report(v, visit, RULE_ATTRIBUTE_IGNORED, entry_span(entry),
               "The SAM transform passes over %s, which is no attribute of a resource. Did you "
               "mean %.*s?",
               entry->key->text, SLICE_ARG(nearest.found));
    else
        report(v, visit, RULE_ATTRIBUTE_IGNORED, entry_span(entry),
               "The SAM transform passes over %s, which is no attribute of a resource. What "
               "describes the resource stands in Properties.",
               entry->key->text);
}

/* The transform passes over what it does not know; without it, CloudFormation would not. */
void check_sam_attributes(struct validation *v, const struct visit *visit)
{
    size_t count = sizeof attributes / sizeof *attributes;

    if (visit->node->flags & NODE_GENERATED) return;
    if (!v->is_sam) {
        check_shape(
            v, visit, visit->node, "A resource", attributes, count,
            (struct shape_rules){rule_row(RULE_RESOURCE_SHAPE), rule_row(RULE_RESOURCE_SHAPE)});
        return;
    }
    MAP_EACH (visit->node, each) {
        size_t i = 0;
        while (i < count && attributes[i].name != each.key)
            i++;
        if (i == count) report_ignored(v, visit, each.entry);
    }
}

/* Looks at what was written: the transform takes these attributes away. */
void check_attributes_of_sam(struct validation *v, const struct visit *visit)
{
    static const struct symbol *const names[] = {K(Connectors), K(IgnoreGlobals)};

    if (v->is_sam) return;
    MAP_EACH (map_get(v->input->source, K(Resources)), each)
        for (size_t i = 0; i < 2; i++) {
            const struct map_entry *entry = map_find(each.value, names[i]);
            struct visit resource = *visit;
            if (!entry) continue;
            resource.section = SECTION_RESOURCES;
            resource.owner = each.entry;
            report(v, &resource, RULE_ATTRIBUTE_OF_SAM, entry_span(entry),
                   "%s is for the SAM transform, which the template does not name, so "
                   "CloudFormation would refuse it. Add the line \"Transform: "
                   "AWS::Serverless-2016-10-31\" at the top of the template.",
                   entry->key->text);
        }
}

/* -- Modules ------------------------------------------------------------------------------------
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/modules.html
 */

static void refuse_in_module(struct validation *v, const struct visit *visit,
                             const struct map_entry *entry)
{
    if (entry && node_is_truthy(entry->value))
        report(v, visit, RULE_MODULE, entry_span(entry),
               "A module stands for several resources, and cannot be given %s. Remove it.",
               entry->key->text);
}

void check_module(struct validation *v, const struct visit *visit)
{
    if (!visit->type || !slice_ends(symbol_slice(visit->type), SLICE("::MODULE"))) return;
    refuse_in_module(v, visit, map_find(visit->node, K(CreationPolicy)));
    refuse_in_module(v, visit, map_find(visit->node, K(UpdatePolicy)));
    refuse_in_module(v, visit,
                     map_find(map_get(visit->node, K(Metadata)), K(AWS_CloudFormation_Module)));
    refuse_in_module(v, visit, map_find(map_get(visit->node, K(Properties)), K(Tags)));
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

/* Whether it looks like a function, and is none. */
static bool is_unknown_function(const struct node *value)
{
    const struct symbol *key = is_intrinsic(value) ? map_single(value)->key : NULL;

    return key && key != K(FnTransform) &&
           rule_of_function(key, INTRINSIC_SECTIONS) == INTRINSIC_SECTIONS;
}

static void check_text(struct validation *v, const struct visit *visit, void *context,
                       const struct node *value, struct span span)
{
    const enum rule_name *rule = context;

    bool unknown = *rule == RULE_EXPORT_NAME && is_unknown_function(value);

    if (shape_is(value, SHAPE_TEXT | SHAPE_FUNCTION) && !gives_list(value) && !unknown) return;
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
