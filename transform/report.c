/* Findings of the transform: who is refused, and where to look. */
#include "transform/transform_internal.h"

#include <stdarg.h>

static const struct rule rules[] = {
#define RULE(name, id, severity, title) [SAM_##name] = {id, SEVERITY_##severity, title},
#include "transform/rule_list.h"
#undef RULE
};

const struct rule *transform_rules(size_t *count)
{
    *count = sizeof rules / sizeof *rules;
    return rules;
}

const struct rule *transform_rule(enum transform_rule rule)
{
    return &rules[rule];
}

void begin_subject(struct transform *t, const struct symbol *id, const struct node *node)
{
    return_to_subject(t, id, node);
    t->refusals = 0;
}

void return_to_subject(struct transform *t, const struct symbol *id, const struct node *node)
{
    t->subject = (struct subject){.resource = symbol_slice(id), .node = node};
    t->b->origin = node;
}

static void report(struct transform *t, struct span span, enum transform_rule rule,
                   const char *format, va_list args)
{
    struct buffer message = buffer_new(t->b->arena);
    bool error = rules[rule].severity == SEVERITY_ERROR;

    if (t->aborted) return;
    if (error && t->refusals++ == 0) t->refused = t->subject.resource;
    if (error && !slice_eq(t->refused, t->subject.resource)) return;
    buffer_vprintf(&message, format, args);
    findings_add(t->findings, (struct finding){
                                  .rule = &rules[rule],
                                  .span = span,
                                  .message = buffer_slice(&message),
                                  .resource = t->subject.resource,
                                  .event = t->subject.event,
                              });
}

/* The place of `at`, or else of what is being worked on. */
static struct span span_for(const struct transform *t, const struct node *at)
{
    struct span span = node_span(at);

    return span_is_none(span) ? node_span(t->subject.node) : span;
}

void refuse(struct transform *t, const struct node *at, enum transform_rule rule,
            const char *format, ...)
{
    va_list args;

    va_start(args, format);
    report(t, span_for(t, at), rule, format, args);
    va_end(args);
}

void refuse_entry(struct transform *t, const struct map_entry *at, enum transform_rule rule,
                  const char *format, ...)
{
    va_list args;

    va_start(args, format);
    report(t, entry_span(at), rule, format, args);
    va_end(args);
}

void warn(struct transform *t, const struct node *at, enum transform_rule rule, const char *format,
          ...)
{
    va_list args;

    va_start(args, format);
    report(t, span_for(t, at), rule, format, args);
    va_end(args);
}

/* Takes back the errors found so far: the reference, too, reports such an error alone, and what it
 * would find later is not known. */
static void drop_errors(struct findings *findings)
{
    size_t kept = 0;

    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].rule->severity != SEVERITY_ERROR)
            findings->items[kept++] = findings->items[i];
    findings->count = kept;
    findings->totals[SEVERITY_ERROR] = 0;
}

void refuse_document(struct transform *t, const struct node *at, enum transform_rule rule,
                     const char *format, ...)
{
    va_list args;
    struct span span = span_for(t, at);

    if (t->aborted || t->refusals) return; /* the reference stops at a resource's first error */
    drop_errors(t->findings);
    t->subject = (struct subject){.node = t->subject.node};
    t->refusals = 0;
    va_start(args, format);
    report(t, span, rule, format, args);
    va_end(args);
    t->aborted = true;
}
