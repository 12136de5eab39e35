/* What Lambda refuses in the settings of what it polls, and CloudFormation learns at deployment
 * only.
 *
 * https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
 */
#include "validator/choices.h"

static void check_start(struct validation *v, const struct visit *visit,
                        const struct choice *properties)
{
    CHOICES_EACH(v, properties, K(StartingPosition), start)
    {
        if (!node_is_text(start.at->value, SLICE("AT_TIMESTAMP"))) continue;
        CHOICES_EACH(v, start.at->in, K(StartingPositionTimestamp), time)
        if (!time.at->value)
            report(v, visit, RULE_START_WITHOUT_TIME, start.at->span,
                   "StartingPosition AT_TIMESTAMP needs a time. Add StartingPositionTimestamp, in "
                   "seconds since 1970, or begin at LATEST or TRIM_HORIZON.");
    }
}

/* The batching window of a mapping of a queue. */
static void check_window(struct validation *v, const struct visit *visit,
                         const struct choice *batch, bool is_fifo)
{
    enum { MOST_WITHOUT_WINDOW = 10 };
    long long size = MOST_WITHOUT_WINDOW, seconds = 0;
    bool is_large = number_of(batch->value, &size) && size > MOST_WITHOUT_WINDOW;

    CHOICES_EACH(v, batch->in, K(MaximumBatchingWindowInSeconds), window)
    {
        bool is_known = !window.at->value || number_of(window.at->value, &seconds);
        if (!window.at->value) seconds = 0;
        if (is_known && is_fifo && seconds > 0)
            report(v, visit, RULE_WINDOW_OF_FIFO, window.at->span,
                   "Lambda does not wait for messages of FIFO queues. Remove "
                   "MaximumBatchingWindowInSeconds.");
        if (is_known && !is_fifo && is_large && seconds == 0)
            report(v, visit, RULE_BATCH_WITHOUT_WINDOW, batch->span,
                   "Lambda gathers more than 10 messages of a queue only within a time. Add "
                   "MaximumBatchingWindowInSeconds, at least 1, or make BatchSize 10 or less.");
    }
}

/* Whether an ARN is that of a queue of which it is known what kind it is. */
static bool is_queue(const struct validation *v, const struct choice *source, bool *is_fifo)
{
    const struct map_entry *queue = referred_entry_of(v, source->value, SLICE("AWS::SQS::Queue"));
    const struct node *properties = queue ? map_get(queue->value, K(Properties)) : NULL;
    const struct node *fifo = map_get(properties, K(FifoQueue));
    struct slice arn = node_is_string(source->value) ? node_text(source->value) : (struct slice){0};

    *is_fifo = is_true(fifo) || slice_ends(arn, SLICE(".fifo"));
    if (queue) return !fifo || is_true(fifo) || is_false(fifo);
    return slice_search(arn, SLICE(":sqs:")) < arn.size;
}

void check_polling(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);
    bool is_fifo;

    check_start(v, visit, &properties);
    CHOICES_EACH(v, &properties, K(EventSourceArn), source)
    if (is_queue(v, source.at, &is_fifo)) CHOICES_EACH(v, source.at->in, K(BatchSize), batch)
    check_window(v, visit, batch.at, is_fifo);
}
