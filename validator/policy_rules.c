/* UpdatePolicy and CreationPolicy: which types have one, and what stands in it.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-updatepolicy.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-creationpolicy.html
 */
#include "validator/form.h"

struct policy_form {
    enum name type;
    enum form_name form;
};

static const struct policy_form update_policies[] = {
    {N_AWS_AppStream_Fleet, FORM_FLEET_UPDATE},
    {N_AWS_AutoScaling_AutoScalingGroup, FORM_GROUP_UPDATE},
    {N_AWS_ElastiCache_ReplicationGroup, FORM_CACHE_UPDATE},
    {N_AWS_Elasticsearch_Domain, FORM_DOMAIN_UPDATE},
    {N_AWS_Lambda_Alias, FORM_ALIAS_UPDATE},
    {N_AWS_OpenSearchService_Domain, FORM_DOMAIN_UPDATE},
};

/* Other types are not known to have none: what stands there is not looked at. */
static const struct policy_form creation_policies[] = {
    {N_AWS_AppStream_Fleet, FORM_FLEET_CREATION},
    {N_AWS_AutoScaling_AutoScalingGroup, FORM_GROUP_CREATION},
    {N_AWS_CloudFormation_WaitCondition, FORM_WAITING_CREATION},
};

static enum form_name form_of(const struct symbol *type, const struct policy_form *forms,
                              size_t count)
{
    for (size_t i = 0; type && i < count; i++)
        if (type->number == forms[i].type) return forms[i].form;
    return FORM_NOTHING;
}

static bool is_custom(const struct symbol *type)
{
    return type && (slice_starts(symbol_slice(type), SLICE("Custom::")) ||
                    type == K(AWS_CloudFormation_CustomResource));
}

static void refuse_in_custom(struct validation *v, const struct visit *visit,
                             const struct map_entry *entry)
{
    if (entry)
        report(v, visit, RULE_RESOURCE_SHAPE, entry_span(entry),
               "Custom resources have no %s. Remove it.", entry->key->text);
}

void check_resource_policies(struct validation *v, const struct visit *visit)
{
    bool is_bare = visit->resource->is_bare;
    const struct map_entry *update = is_bare ? NULL : map_find(visit->node, K(UpdatePolicy));
    const struct map_entry *creation = is_bare ? NULL : map_find(visit->node, K(CreationPolicy));
    const struct symbol *type = visit->type;
    enum form_name form;

    if (!update && !creation) return;
    form = form_of(type, update_policies, sizeof update_policies / sizeof *update_policies);
    if (update && form == FORM_NOTHING)
        report(v, visit, RULE_UPDATE_POLICY, entry_span(update),
               "UpdatePolicy is for Auto Scaling groups, Lambda aliases and a few others; it does "
               "nothing here. Remove it.");
    else if (update && node_is_map(update->value))
        check_form(v, visit, RULE_UPDATE_POLICY, update, form, FORM_OF_TEMPLATE);
    form = form_of(type, creation_policies, sizeof creation_policies / sizeof *creation_policies);
    if (creation && node_is_map(creation->value) && form != FORM_NOTHING)
        check_form(v, visit, RULE_CREATION_POLICY, creation, form, FORM_OF_TEMPLATE);
    if (is_custom(type)) {
        refuse_in_custom(v, visit, creation);
        refuse_in_custom(v, visit, update);
    }
}
