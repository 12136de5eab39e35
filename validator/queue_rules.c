/* SQS queues, and what reads from queues and streams.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
#include "validator/choices.h"

/* -- Queues -------------------------------------------------------------------------------------
 */

static void check_fifo_name(struct validation *v, const struct visit *visit,
                            const struct choice *fifo)
{
    CHOICES_EACH(v, fifo->in, K(QueueName), name)
    if (node_is_string(name.at->value) && is_known_value(name.at->value) &&
        !slice_ends(node_text(name.at->value), SLICE(".fifo")))
        report(v, visit, RULE_QUEUE_PROPERTIES, name.at->span,
               "The name of a FIFO queue ends with .fifo; %.*s does not. Change it.",
               SLICE_ARG(node_text(name.at->value)));
}

static void check_standard(struct validation *v, const struct visit *visit,
                           const struct choice *fifo)
{
    static const struct symbol *const keys[] = {K(ContentBasedDeduplication), K(DeduplicationScope),
                                                K(FifoThroughputLimit)};

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        CHOICES_EACH(v, fifo->in, keys[i], each)
    if (each.at->value)
        report(v, visit, RULE_QUEUE_PROPERTIES, each.at->key,
               "%s is for FIFO queues, but this is a standard queue. Remove it, or set "
               "FifoQueue to true.",
               keys[i]->text);
}

void check_queue_kind(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);

    CHOICES_EACH(v, &properties, K(FifoQueue), fifo)
    {
        if (is_true(fifo.at->value)) check_fifo_name(v, visit, fifo.at);
        if (!fifo.at->value || is_false(fifo.at->value)) check_standard(v, visit, fifo.at);
    }
}

static void compare_kinds(struct validation *v, const struct visit *visit,
                          const struct choice *source, const struct map_entry *dead)
{
    struct choice properties = properties_of(dead, source->scenario);

    CHOICES_EACH(v, &properties, K(FifoQueue), fifo)
    {
        bool is_fifo = is_true(fifo.at->value);
        if ((!is_fifo && fifo.at->value && !is_false(fifo.at->value)) ||
            is_fifo == is_true(source->value))
            continue;
        report(v, visit, RULE_DEAD_LETTER_KIND, source->key,
               "The dead-letter queue %s is a %s queue, but this is a %s queue. Both must be of "
               "the same kind.",
               dead->key->text, is_fifo ? "FIFO" : "standard", is_fifo ? "standard" : "FIFO");
    }
}

void check_dead_letter_queue(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);

    CHOICES_EACH(v, &properties, K(FifoQueue), fifo)
    {
        if (fifo.at->value && !is_true(fifo.at->value) && !is_false(fifo.at->value)) continue;
        CHOICES_EACH(v, fifo.at->in, K(RedrivePolicy), policy)
        {
            CHOICES_EACH(v, policy.at, K(deadLetterTargetArn), target)
            {
                const struct map_entry *queue =
                    referred_entry_of(v, target.at->value, SLICE("AWS::SQS::Queue"));
                struct choice source = *fifo.at;
                source.scenario = target.at->scenario;
                if (queue) compare_kinds(v, visit, &source, queue);
            }
        }
    }
}

/* -- Event source mappings ----------------------------------------------------------------------
 */

enum event_source { SOURCE_OTHER, SOURCE_QUEUE, SOURCE_STREAM };

static enum event_source event_source_of(const struct validation *v, const struct node *arn)
{
    static const char *const streams[] = {":kinesis:", ":kafka:", ":dynamodb:"};
    struct slice text = node_text(arn), type;
    const struct map_entry *resource = referred_entry(v, arn);

    if (node_is_string(arn)) {
        if (slice_search(text, SLICE(":sqs:")) < text.size) return SOURCE_QUEUE;
        for (size_t i = 0; i < 3; i++)
            if (slice_search(text, slice_of(streams[i])) < text.size) return SOURCE_STREAM;
        return SOURCE_OTHER;
    }
    type = node_text(map_get(resource ? resource->value : NULL, K(Type)));
    if (slice_eq(type, SLICE("AWS::SQS::Queue"))) return SOURCE_QUEUE;
    return slice_eq(type, SLICE("AWS::Kinesis::Stream")) ||
                   slice_eq(type, SLICE("AWS::DynamoDB::Table"))
               ? SOURCE_STREAM
               : SOURCE_OTHER;
}

static void check_batch(struct validation *v, const struct visit *visit,
                        const struct choice *source, const struct map_entry *queue)
{
    enum { MOST_OF_FIFO = 10 };
    struct choice properties = properties_of(queue, NULL);
    long long size;

    CHOICES_EACH(v, source->in, K(BatchSize), batch)
    {
        if (!number_of(batch.at->value, &size) || size <= MOST_OF_FIFO) continue;
        properties.scenario = batch.at->scenario;
        CHOICES_EACH(v, &properties, K(FifoQueue), fifo)
        if (is_true(fifo.at->value))
            report(v, visit, RULE_FIFO_BATCH_SIZE, batch.at->span,
                   "A batch of %lld messages is too large: FIFO queues such as %s give 10 at "
                   "most.",
                   size, queue->key->text);
    }
}

static void check_timeouts(struct validation *v, const struct visit *visit,
                           const struct choice *function, const struct map_entry *queue)
{
    enum { DEFAULT_TIMEOUT = 3, DEFAULT_VISIBILITY = 30 };
    const struct map_entry *entry =
        referred_entry_of(v, function->value, SLICE("AWS::Lambda::Function"));
    struct choice of_function, of_queue;

    if (!entry) return;
    of_function = properties_of(entry, function->scenario);
    CHOICES_EACH(v, &of_function, K(Timeout), timeout)
    {
        long long seconds = DEFAULT_TIMEOUT, hidden = DEFAULT_VISIBILITY;
        if (timeout.at->value && !number_of(timeout.at->value, &seconds)) continue;
        of_queue = properties_of(queue, timeout.at->scenario);
        CHOICES_EACH(v, &of_queue, K(VisibilityTimeout), visibility)
        {
            if (visibility.at->value && !number_of(visibility.at->value, &hidden)) continue;
            if (!visibility.at->value) hidden = DEFAULT_VISIBILITY;
            if (hidden >= seconds) continue;
            report(v, visit, RULE_QUEUE_VISIBILITY, visibility.at->span,
                   "Messages of %s are hidden for %lld seconds, but the function %s that reads "
                   "them may run for %lld. Lambda refuses that: set VisibilityTimeout to at least "
                   "%lld, better six times that.",
                   queue->key->text, hidden, entry->key->text, seconds, seconds);
        }
    }
}

void check_event_source(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);

    CHOICES_EACH(v, &properties, K(EventSourceArn), source)
    {
        enum event_source kind = event_source_of(v, source.at->value);
        const struct map_entry *queue =
            referred_entry_of(v, source.at->value, SLICE("AWS::SQS::Queue"));
        CHOICES_EACH(v, source.at->in, K(StartingPosition), start)
        {
            if (kind == SOURCE_QUEUE && start.at->value)
                report(v, visit, RULE_QUEUE_STARTING_POSITION, start.at->key,
                       "StartingPosition is for streams; a queue has none. Remove it.");
            if (kind == SOURCE_STREAM && !start.at->value)
                report(v, visit, RULE_STREAM_STARTING_POSITION, start.at->key,
                       "StartingPosition is missing: Lambda must know where in the stream to "
                       "begin. Add it, with LATEST or TRIM_HORIZON.");
        }
        if (!queue) continue;
        check_batch(v, visit, source.at, queue);
        CHOICES_EACH(v, source.at->in, K(FunctionName), function)
        check_timeouts(v, visit, function.at, queue);
    }
}
