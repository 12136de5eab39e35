/* DynamoDB tables: attributes are defined when, and only when, they are keys; throughput goes with
 * the billing mode.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html
 */
#include "validator/choices.h"

void check_billing_mode(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);

    CHOICES_EACH(v, &properties, K(BillingMode), mode)
    {
        bool is_on_demand = node_is_text(mode.at->value, SLICE("PAY_PER_REQUEST"));
        bool is_provisioned = node_is_text(mode.at->value, SLICE("PROVISIONED"));
        if (!is_on_demand && !is_provisioned) continue;
        CHOICES_EACH(v, mode.at->in, K(ProvisionedThroughput), throughput)
        {
            if (is_on_demand && throughput.at->value)
                report(v, visit, RULE_ON_DEMAND_THROUGHPUT, throughput.at->key,
                       "ProvisionedThroughput is for BillingMode PROVISIONED, but this table is "
                       "PAY_PER_REQUEST. Remove one of the two.");
            if (is_provisioned && !throughput.at->value)
                report(v, visit, RULE_PROVISIONED_THROUGHPUT, throughput.at->key,
                       "BillingMode PROVISIONED needs ProvisionedThroughput. Add it, or use "
                       "PAY_PER_REQUEST.");
        }
    }
}

/* -- Key attributes -----------------------------------------------------------------------------
 */

/* The AttributeName of each item of a list, such as KeySchema, added to `names`. */
static void add_names(struct validation *v, const struct choice *in, const struct symbol *list,
                      struct choices *names)
{
    CHOICES_EACH(v, in, list, items)
    {
        if (is_intrinsic(items.at->value)) choices_add(v, names, items.at);
        CHOICES_IN(v, items.at, item)
        CHOICES_EACH(v, item.at, K(AttributeName), name)
        if (name.at->value) choices_add(v, names, name.at);
    }
}

static struct choices key_names(struct validation *v, const struct choice *properties)
{
    static const struct symbol *const indexes[] = {K(GlobalSecondaryIndexes),
                                                   K(LocalSecondaryIndexes)};
    struct choices names = {0};

    add_names(v, properties, K(KeySchema), &names);
    for (size_t i = 0; i < 2; i++)
        CHOICES_EACH(v, properties, indexes[i], list)
        {
            if (is_intrinsic(list.at->value)) choices_add(v, &names, list.at);
            CHOICES_IN(v, list.at, index)
            add_names(v, index.at, K(KeySchema), &names);
        }
    return names;
}

/* Whether one of `names` is `wanted` whenever that is there; true also when it is not known. */
static bool is_among(struct validation *v, const struct choices *names, const struct choice *wanted)
{
    const struct choice *only = NULL;
    size_t found = 0;

    for (size_t i = 0; i < names->all.count; i++) {
        const struct choice *name = &names->all.items[i];
        if (!node_equal(name->value, wanted->value) ||
            scenarios_meet(v->conditions, name->scenario, wanted->scenario) == ANSWER_NO)
            continue;
        only = name;
        found++;
    }
    if (found != 1) return found > 1;
    return scenario_implies(v->conditions, wanted->scenario, only->scenario) != ANSWER_NO;
}

/* Whether all that is not known of `names` stands among `others` as well, so that it is no matter.
 */
static bool are_comparable(const struct choices *names, const struct choices *others)
{
    for (size_t i = 0; i < names->all.count; i++) {
        const struct node *name = names->all.items[i].value;
        size_t at = 0;
        if (is_known_value(name)) continue;
        while (at < others->all.count && !node_equal(others->all.items[at].value, name))
            at++;
        if (at == others->all.count) return false;
    }
    return true;
}

/* The first of `names` that is not among `others`, or NULL. */
static const struct choice *first_missing(struct validation *v, const struct choices *names,
                                          const struct choices *others)
{
    for (size_t i = 0; i < names->all.count; i++)
        if (is_known_value(names->all.items[i].value) && !is_among(v, others, &names->all.items[i]))
            return &names->all.items[i];
    return NULL;
}

void check_key_attributes(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);
    struct choices defined = {0}, keys = key_names(v, &properties);
    const struct choice *missing;

    add_names(v, &properties, K(AttributeDefinitions), &defined);
    if (!defined.all.count || !keys.all.count || !are_comparable(&defined, &keys) ||
        !are_comparable(&keys, &defined))
        return;
    missing = first_missing(v, &keys, &defined);
    if (missing) {
        report(v, visit, RULE_KEY_ATTRIBUTES, properties.span,
               "The key %.*s is not among AttributeDefinitions. Define it there.",
               SLICE_ARG(node_text(missing->value)));
        return;
    }
    missing = first_missing(v, &defined, &keys);
    if (missing)
        report(v, visit, RULE_KEY_ATTRIBUTES, properties.span,
               "AttributeDefinitions defines %.*s, which is no key of the table or of one of its "
               "indexes. DynamoDB takes keys only: remove it.",
               SLICE_ARG(node_text(missing->value)));
}
