/* What S3 refuses in the notifications of a bucket: two that one event would go to.
 *
 * A configuration is an event, such as s3:ObjectCreated:*, with the start and the end that keys
 * must have. Two overlap when one event and one key can fit both, wherever they send it.
 *
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html
 */
#include "base/limits.h"
#include "validator/choices.h"

struct notification {
    const struct scenario *scenario;
    struct slice event, prefix, suffix;
    struct span span; /* of its Event */
};

struct notifications {
    VECTOR(struct notification) all;
};

/* Puts the rules of a filter into `n`. False when one of them is not known. */
static bool read_filter(struct validation *v, const struct choice *rules, struct notification *n)
{
    CHOICES_IN(v, rules, rule)
    CHOICES_EACH(v, rule.at, K(Name), name)
    CHOICES_EACH(v, name.at->in, K(Value), value)
    {
        struct slice key = node_text(name.at->value), text = node_text(value.at->value);
        if (!node_is_string(name.at->value) || !is_known_value(value.at->value)) return false;
        n->scenario = value.at->scenario;
        if (slice_eq(key, SLICE("prefix")) || slice_eq(key, SLICE("Prefix")))
            n->prefix = text;
        else
            n->suffix = text;
    }
    return true;
}

static void add_configuration(struct validation *v, const struct choice *item,
                              struct notifications *notifications)
{
    CHOICES_EACH(v, item, K(Event), event)
    CHOICES_EACH(v, event.at->in, K(Filter), filter)
    CHOICES_EACH(v, filter.at, K(S3Key), key)
    CHOICES_EACH(v, key.at, K(Rules), rules)
    {
        struct notification n = {.scenario = rules.at->scenario,
                                 .event = node_text(event.at->value),
                                 .span = event.at->span};
        if (node_is_string(event.at->value) && is_known_value(event.at->value) &&
            !is_intrinsic(rules.at->value) && read_filter(v, rules.at, &n))
            VECTOR_PUSH(v->b->arena, &notifications->all, n);
    }
}

/* "s3:ObjectCreated:*" is all events that begin so. */
static bool events_meet(struct slice one, struct slice other)
{
    if (slice_ends(one, SLICE("*"))) return slice_starts(other, slice_first(one, one.size - 1));
    if (slice_ends(other, SLICE("*"))) return slice_starts(one, slice_first(other, other.size - 1));
    return slice_eq(one, other);
}

static bool overlap(struct validation *v, const struct notification *one,
                    const struct notification *other)
{
    return events_meet(one->event, other->event) &&
           (slice_starts(one->prefix, other->prefix) || slice_starts(other->prefix, one->prefix)) &&
           (slice_ends(one->suffix, other->suffix) || slice_ends(other->suffix, one->suffix)) &&
           scenarios_meet(v->conditions, one->scenario, other->scenario) == ANSWER_YES;
}

static void report_overlaps(struct validation *v, const struct visit *visit,
                            const struct notifications *notifications)
{
    size_t count = notifications->all.count;

    for (size_t i = 1; i < count && i < LIMIT_NOTIFICATIONS; i++)
        for (size_t j = 0; j < i; j++) {
            const struct notification *one = &notifications->all.items[i],
                                      *other = &notifications->all.items[j];
            if (!overlap(v, one, other)) continue;
            report(v, visit, RULE_NOTIFICATION_OVERLAP, one->span,
                   "Another notification of this bucket, for %.*s, fits the same keys, and S3 "
                   "refuses two that do. Give them filters with different prefixes or suffixes, or "
                   "send the event to a topic that both listen to.",
                   SLICE_ARG(other->event));
            break;
        }
}

void check_notifications(struct validation *v, const struct visit *visit)
{
    static const struct symbol *const lists[] = {K(LambdaConfigurations), K(QueueConfigurations),
                                                 K(TopicConfigurations)};
    struct choice properties = properties_choice(v, visit);
    struct notifications notifications = {0};

    CHOICES_EACH(v, &properties, K(NotificationConfiguration), configuration)
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        CHOICES_EACH(v, configuration.at, lists[i], list)
    CHOICES_IN(v, list.at, item)
    add_configuration(v, item.at, &notifications);
    report_overlaps(v, visit, &notifications);
}
