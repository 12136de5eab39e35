/* The rules between two properties are a table; what asks for a look at values stands below it.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances.html
 * https://docs.aws.amazon.com/lambda/latest/dg/tenant-isolation.html
 */
#include "transform/function_rules.h"

enum relation { EXCLUDES, NEEDS };

/* When a property counts as set. */
enum presence {
    EVEN_EMPTY, /* when it is there and not null */
    FILLED,     /* when it is not empty, zero or false either */
};

/* To add a rule: a row here. */
static const struct property_rule {
    const struct symbol *property;
    enum relation relation;
    const struct symbol *other;
    enum presence presence; /* of both */
} rules[] = {
    {K(CapacityProviderConfig), EXCLUDES, K(ProvisionedConcurrencyConfig), EVEN_EMPTY},
    {K(CapacityProviderConfig), EXCLUDES, K(VpcConfig), EVEN_EMPTY},
    {K(FunctionScalingConfig), NEEDS, K(CapacityProviderConfig), EVEN_EMPTY},
    {K(ProvisionedConcurrencyConfig), NEEDS, K(AutoPublishAlias), FILLED},
    {K(TenancyConfig), EXCLUDES, K(FunctionUrlConfig), FILLED},
    {K(TenancyConfig), EXCLUDES, K(ProvisionedConcurrencyConfig), FILLED},
    {K(TenancyConfig), EXCLUDES, K(SnapStart), FILLED},
    {K(VersionDeletionPolicy), NEEDS, K(AutoPublishAlias), EVEN_EMPTY},
};

/* The value when it counts as set, else NULL. */
static const struct node *present(const struct function *f, const struct symbol *property,
                                  enum presence presence)
{
    const struct node *value = given(f->properties, property);

    return presence == EVEN_EMPTY || node_is_truthy(value) ? value : NULL;
}

static void check_rule(struct function *f, const struct property_rule *rule)
{
    const struct node *value = present(f, rule->property, rule->presence);
    const struct node *other = present(f, rule->other, rule->presence);

    if (!value) return;
    if (rule->relation == NEEDS && !other)
        refuse(f->t, value, SAM_REQUIRED, "%s needs %s. Set it, or remove %s.",
               rule->property->text, rule->other->text, rule->property->text);
    if (rule->relation == EXCLUDES && other)
        refuse(f->t, other, SAM_CONFLICT,
               "A function with %s cannot have %s. Remove one of them (it may come from Globals).",
               rule->property->text, rule->other->text);
}

/* Who calls a function with tenant isolation must say for which tenant, which only APIs can. */
static void check_tenancy_events(struct function *f)
{
    if (!node_is_truthy(given(f->properties, K(TenancyConfig)))) return;
    MAP_EACH (given(f->properties, K(Events)), each) {
        const struct node *type = map_get(each.value, K(Type));
        if (node_is_text(type, SLICE("Api")) || node_is_text(type, SLICE("HttpApi"))) continue;
        refuse(f->t, type, SAM_CONFLICT,
               "A function with TenancyConfig can have event sources of type Api and HttpApi only. "
               "Move the event %s to another function.",
               each.key->text);
    }
}

void check_function_rules(struct function *f)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        check_rule(f, &rules[i]);
    check_tenancy_events(f);
}

void check_version_deletion_policy(struct function *f)
{
    const struct node *policy = given(f->properties, K(VersionDeletionPolicy));

    if (!policy || map_count(policy) == 1) return;
    if (node_is_text(policy, SLICE("Delete")) || node_is_text(policy, SLICE("Retain"))) return;
    refuse(f->t, policy, SAM_VALUE, "VersionDeletionPolicy must be Delete or Retain.");
}
