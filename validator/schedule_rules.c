/* Schedule expressions: rate(5 minutes), cron(0 12 * * ? *), and of EventBridge Scheduler
 * at(2030-01-31T12:00:00).
 *
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
#include "validator/choices.h"
#include "validator/documents.h"

/* The text before the next space, which is taken off `rest` with the space. */
static struct slice next_field(struct slice *rest)
{
    struct slice field = slice_first(*rest, slice_find(*rest, ' '));

    *rest = slice_from(*rest, field.size + 1);
    return field;
}

/* What is wrong with the "5 minutes" of a rate, with a full stop; NULL: nothing. */
static const char *rate_problem(struct slice rate)
{
    static const char *const units[] = {"minute", "hour", "day"};
    struct slice value = next_field(&rate), unit = rate;
    bool is_one, is_whole = true;

    for (size_t i = 0; i < value.size; i++)
        is_whole = is_whole && value.text[i] >= '0' && value.text[i] <= '9';
    if (!value.size || !unit.size || slice_find(unit, ' ') < unit.size)
        return "a rate is a number, one space and a unit.";
    if (!is_whole) return "the number of a rate is a whole number.";
    while (value.size > 1 && value.text[0] == '0')
        value = slice_from(value, 1);
    is_one = slice_eq(value, SLICE("1")) || slice_eq(value, SLICE("0"));
    for (size_t i = 0; i < 3; i++) {
        struct slice singular = slice_of(units[i]);
        if (is_one ? slice_eq(unit, singular)
                   : slice_starts(unit, singular) && unit.size == singular.size + 1 &&
                         unit.text[singular.size] == 's')
            return NULL;
    }
    return is_one ? "the unit after 1 is minute, hour or day."
                  : "the unit is minutes, hours or days.";
}

static const char *cron_problem(struct slice cron)
{
    enum { FIELDS = 6, DAY_OF_MONTH = 2, DAY_OF_WEEK = 4 };
    struct slice fields[FIELDS];
    size_t count = 0;

    for (; cron.size; count++) {
        struct slice field = next_field(&cron);
        if (count < FIELDS) fields[count] = field;
    }
    if (count != FIELDS)
        return "cron has six fields with one space between: minutes, hours, day of month, month, "
               "day of week, year.";
    if (!slice_eq(fields[DAY_OF_MONTH], SLICE("?")) && !slice_eq(fields[DAY_OF_WEEK], SLICE("?")))
        return "of day of month and day of week one must be ?.";
    return NULL;
}

/* Whether `text` is NAME(...); *inner becomes what is in the parentheses. */
static bool is_call(struct slice text, struct slice name, struct slice *inner)
{
    if (!slice_starts(text, name) || !slice_ends(text, SLICE(")"))) return false;
    *inner = slice_from(slice_first(text, text.size - 1), name.size);
    return true;
}

static const char *problem_of(struct slice text, bool may_be_once)
{
    struct slice inner;

    if (is_call(text, SLICE("rate("), &inner)) return rate_problem(inner);
    if (is_call(text, SLICE("cron("), &inner)) return cron_problem(inner);
    if (may_be_once && is_call(text, SLICE("at("), &inner)) return NULL;
    return may_be_once ? "it is none of rate(...), cron(...) and at(...)."
                       : "it is neither rate(...) nor cron(...).";
}

static void check_expression(struct validation *v, const struct visit *visit, void *context,
                             const struct node *value, struct span span)
{
    const char *problem;

    (void)context;
    if (!node_is_string(value) || !is_known_value(value)) return;
    problem = problem_of(node_text(value), visit->type == K(AWS_Scheduler_Schedule));
    if (problem)
        report(v, visit, RULE_SCHEDULE, span, "\"%.*s\" is no schedule: %s",
               SLICE_ARG(node_text(value)), problem);
}

static void check_given_expression(void *context, const struct visit *at)
{
    struct schema_walk *walk = context;
    const char *problem;

    if (!node_is_string(at->node)) return;
    problem = problem_of(node_text(at->node), walk->resource->type == K(AWS_Scheduler_Schedule));
    if (problem)
        schema_report(walk, RULE_SCHEDULE, schema_span(at), "\"%.*s\" is no schedule: %s",
                      SLICE_ARG(node_text(at->node)), problem);
}

void check_schedule(struct validation *v, const struct visit *visit)
{
    const struct map_entry *entry =
        map_find(map_get(visit->node, K(Properties)), K(ScheduleExpression));

    if (entry && (!is_intrinsic(entry->value) || is_if(entry->value)))
        each_value(v, visit, entry, check_expression, NULL);
    document_each_given(v, visit, K(ScheduleExpression), check_given_expression);
}
