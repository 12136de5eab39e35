/* S3 buckets: access control lists, and tiers of storage.
 *
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
#include "validator/choices.h"

static bool works_without_ownership(const struct node *acl)
{
    return node_is_text(acl, SLICE("Private")) ||
           node_is_text(acl, SLICE("BucketOwnerFullControl")) ||
           node_is_text(acl, SLICE("BucketOwnerRead"));
}

static void report_ownership(struct validation *v, const struct visit *visit, struct span span)
{
    report(v, visit, RULE_BUCKET_ACL_OWNERSHIP, span,
           "New buckets have ACLs off, so that AccessControl fails. Add OwnershipControls with a "
           "rule such as ObjectOwnership: BucketOwnerPreferred, or use a bucket policy instead.");
}

void check_bucket_acl(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);
    const struct map_entry *entry = present(properties.value, K(AccessControl));

    if (!entry) return;
    report(v, visit, RULE_BUCKET_ACL, entry_span(entry),
           "AccessControl is a legacy property. Use AWS::S3::BucketPolicy instead.");
    CHOICES_EACH(v, &properties, K(AccessControl), acl)
    {
        if (!node_is_string(acl.at->value) || works_without_ownership(acl.at->value)) continue;
        CHOICES_EACH(v, acl.at->in, K(OwnershipControls), ownership)
        {
            if (!ownership.at->value) report_ownership(v, visit, properties.span);
            if (!node_is_map(ownership.at->value)) continue;
            CHOICES_EACH(v, ownership.at, K(Rules), rules)
            if (!rules.at->value || (node_is_list(rules.at->value) && !list_count(rules.at->value)))
                report_ownership(v, visit, rules.at->key);
        }
    }
}

static void check_tier(struct validation *v, const struct visit *visit, const struct choice *item,
                       const struct choice *days)
{
    static const struct {
        struct slice name;
        long long least;
    } tiers[] = {{{"ARCHIVE_ACCESS", 14}, 90}, {{"DEEP_ARCHIVE_ACCESS", 19}, 180}};
    enum { MOST_DAYS = 730 };
    const struct node *tier = map_get(item->value, K(AccessTier));
    long long number;

    if (!number_of(days->value, &number)) return;
    for (size_t i = 0; i < 2; i++)
        if (node_is_text(tier, tiers[i].name) && (number < tiers[i].least || number > MOST_DAYS))
            report(v, visit, RULE_BUCKET_TIER_DAYS, days->span,
                   "%lld days are not possible for %.*s: use %lld to %d.", number,
                   SLICE_ARG(tiers[i].name), tiers[i].least, MOST_DAYS);
}

void check_bucket_tiers(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);

    CHOICES_EACH(v, &properties, K(IntelligentTieringConfigurations), configurations)
    CHOICES_IN(v, configurations.at, configuration)
    CHOICES_EACH(v, configuration.at, K(Tierings), tierings)
    CHOICES_IN(v, tierings.at, item)
    CHOICES_EACH(v, item.at, K(Days), days)
    check_tier(v, visit, item.at, days.at);
}
