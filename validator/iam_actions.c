/* Actions of statements: whether there are such services, and such actions in them.
 *
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
#include "spec/iam_actions.h"

#include "base/nearest.h"
#include "validator/iam_policy_internal.h"

static struct slice in_lower_case(struct policy_walk *walk, struct slice text)
{
    struct buffer lower = buffer_new(walk->schema.v->b->arena);

    for (size_t i = 0; i < text.size; i++) {
        char byte = text.text[i];
        buffer_add_byte(&lower, byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte);
    }
    return buffer_slice(&lower);
}

/* Whether a pattern with * (any text) and ? (any letter) matches the whole of a name. Only the last
 * star has to be tried again, so it takes at most their product in steps. */
static bool matches(struct slice pattern, struct slice name)
{
    size_t at = 0, star = pattern.size, resume = 0;

    for (size_t i = 0; i < name.size;) {
        if (at < pattern.size && pattern.text[at] == '*') {
            star = at++;
            resume = i;
        } else if (at < pattern.size &&
                   (pattern.text[at] == '?' || pattern.text[at] == name.text[i])) {
            at++;
            i++;
        } else if (star < pattern.size) {
            at = star + 1;
            i = ++resume;
        } else {
            return false;
        }
    }
    while (at < pattern.size && pattern.text[at] == '*')
        at++;
    return at == pattern.size;
}

static void report_service(struct policy_walk *walk, struct slice action, struct slice service)
{
    struct nearest nearest = nearest_for(walk->schema.v->findings, service);

    for (struct iam_service each = {.actions = NULL};
         nearest.distance > 0 && iam_service_next(&each);)
        nearest_try(&nearest, each.name);
    if (nearest.found.text)
        schema_report(&walk->schema, RULE_POLICY_ACTION, walk->actions,
                      "%.*s: there is no service %.*s. Did you mean %.*s?", SLICE_ARG(action),
                      SLICE_ARG(service), SLICE_ARG(nearest.found));
    else
        schema_report(&walk->schema, RULE_POLICY_ACTION, walk->actions,
                      "%.*s: there is no service %.*s, so the statement is not about anything.",
                      SLICE_ARG(action), SLICE_ARG(service));
}

/* Whether a service has an action that matches. */
static bool has_action(const struct iam_service *service, struct slice wanted)
{
    struct iam_actions actions = iam_actions_of(service);

    while (iam_actions_next(&actions))
        if (matches(wanted, iam_actions_name(&actions))) return true;
    return false;
}

/* The action of a service whose name is nearest; empty: none is near. */
static struct slice similar_action(struct policy_walk *walk, const struct iam_service *service,
                                   struct slice wanted)
{
    struct nearest nearest = nearest_to(wanted);
    struct iam_actions actions = iam_actions_of(service);
    struct buffer similar = buffer_new(walk->schema.v->b->arena);

    while (iam_actions_next(&actions)) {
        struct slice before = nearest.found;
        nearest_try(&nearest, iam_actions_name(&actions));
        if (nearest.found.text == before.text && nearest.found.size == before.size) continue;
        similar.size = 0;
        buffer_add(&similar, nearest.found);
        nearest.found = buffer_slice(&similar);
    }
    return buffer_slice(&similar);
}

static void report_action(struct policy_walk *walk, struct slice action,
                          const struct iam_service *service, struct slice wanted)
{
    size_t colon = slice_find(action, ':');
    struct slice similar = similar_action(walk, service, wanted);

    if (similar.size > 0)
        schema_report(&walk->schema, RULE_POLICY_ACTION, walk->actions,
                      "There is no action %.*s. Did you mean %.*s:%.*s?", SLICE_ARG(action),
                      SLICE_ARG(slice_first(action, colon)), SLICE_ARG(similar));
    else
        schema_report(&walk->schema, RULE_POLICY_ACTION, walk->actions,
                      "There is no action %.*s, so the statement is not about anything.",
                      SLICE_ARG(action));
}

/* Looks an action up. One that was found is known from then on: many statements name the same. */
static void check_name(struct policy_walk *walk, struct slice action)
{
    static const char found;
    struct validation *v = walk->schema.v;
    const struct symbol *symbol = symbol_of(v->b->symbols, action);
    size_t colon = slice_find(action, ':');
    struct slice name, wanted;
    struct iam_service service;

    if (table_get(&v->known_actions, symbol)) return;
    name = in_lower_case(walk, slice_first(action, colon));
    wanted = in_lower_case(walk, slice_from(action, colon + 1));
    if (colon == action.size)
        schema_report(&walk->schema, RULE_POLICY_ACTION, walk->actions,
                      "%.*s is no action: actions are a service and a name, such as s3:GetObject, "
                      "or *.",
                      SLICE_ARG(action));
    else if (!iam_service_of(name, &service))
        report_service(walk, action, name);
    else if (!has_action(&service, wanted))
        report_action(walk, action, &service, wanted);
    else
        table_set(v->b->arena, &v->known_actions, symbol, &found);
}

/* The policies of some resources can name actions of one service only. */
static void check_service(struct policy_walk *walk, struct slice action)
{
    static const struct {
        const struct symbol *type;
        const char *service;
    } services[] = {
        {K(AWS_S3_BucketPolicy), "s3"},
        {K(AWS_SQS_QueuePolicy), "sqs"},
        {K(AWS_SNS_TopicPolicy), "sns"},
    };
    size_t colon = slice_find(action, ':');

    for (size_t i = 0; i < sizeof services / sizeof *services; i++)
        if (services[i].type == walk->type && colon < action.size &&
            !slice_eq(in_lower_case(walk, slice_first(action, colon)),
                      slice_of(services[i].service)))
            schema_report(&walk->schema, RULE_POLICY_ACTION, walk->actions,
                          "%.*s cannot be in this policy: its actions begin with %s:.",
                          SLICE_ARG(action), services[i].service);
}

void policy_check_action(struct policy_walk *walk, const struct visit *at)
{
    struct slice action = node_text(at->node);

    if (!node_is_string(at->node) || slice_eq(action, SLICE("*"))) return;
    check_service(walk, action);
    check_name(walk, action);
}
