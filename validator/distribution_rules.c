/* Distributions of CloudFront: their names, and what their behaviors hand on.
 *
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesGeneral.html
 */
#include "validator/choices.h"

/* -- Aliases ------------------------------------------------------------------------------------
 */

static bool is_alias(struct validation *v, struct slice name)
{
    static const char pattern[] = "(?:[a-z0-9*](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+"
                                  "[a-z0-9][a-z0-9-]{0,61}[a-z0-9]";

    return slice_search(name, SLICE(".*.")) == name.size &&
           pattern_match(pattern_of(v->patterns, SLICE(pattern), PATTERN_PCRE), name,
                         PATTERN_WHOLE) != PATTERN_DIFFERS;
}

void check_aliases(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);

    CHOICES_EACH(v, &properties, K(DistributionConfig), config)
    CHOICES_EACH(v, config.at, K(Aliases), aliases)
    CHOICES_IN(v, aliases.at, alias)
    if (node_is_string(alias.at->value) && is_known_value(alias.at->value) &&
        !is_alias(v, node_text(alias.at->value)))
        report(v, visit, RULE_ALIAS, alias.at->span,
               "%.*s is no name that a distribution can have, such as www.example.com or "
               "*.example.com. Write a domain name in small letters, without protocol and path.",
               SLICE_ARG(node_text(alias.at->value)));
}

/* -- Behaviors ----------------------------------------------------------------------------------
 */

static void check_forwarded(struct validation *v, const struct visit *visit,
                            const struct choice *behavior)
{
    CHOICES_EACH(v, behavior, K(ForwardedValues), values)
    {
        if (!values.at->value) continue;
        CHOICES_EACH(v, values.at->in, K(CachePolicyId), policy)
        {
            if (!policy.at->value) continue;
            report(v, visit, RULE_FORWARDED_VALUES, values.at->key,
                   "ForwardedValues is ignored beside CachePolicyId. Remove it.");
            return;
        }
    }
}

void check_behaviors(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);

    CHOICES_EACH(v, &properties, K(DistributionConfig), config)
    {
        CHOICES_EACH(v, config.at, K(DefaultCacheBehavior), behavior)
        if (node_is_map(behavior.at->value)) check_forwarded(v, visit, behavior.at);
        CHOICES_EACH(v, config.at, K(CacheBehaviors), behaviors)
        CHOICES_IN(v, behaviors.at, behavior)
        if (node_is_map(behavior.at->value)) check_forwarded(v, visit, behavior.at);
    }
}
