/* A list and three counters. Sorting is stable, so that findings of one place stay in the order in
 * which they were found. */
#include "base/finding.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/utf8.h"

struct findings *findings_new(struct arena *arena)
{
    struct findings *findings = arena_alloc(arena, sizeof *findings);

    *findings = (struct findings){.arena = arena};
    return findings;
}

bool findings_are_full(const struct findings *findings)
{
    return findings->count == LIMIT_FINDINGS;
}

/* The message without its middle when it is too long; the end has the advice. */
static struct slice shortened(struct arena *arena, struct slice message)
{
    if (message.size <= LIMIT_MESSAGE_BYTES) return message;
    size_t first = utf8_whole(message, LIMIT_MESSAGE_BYTES * 3 / 4);
    size_t last = message.size - LIMIT_MESSAGE_BYTES / 4;
    while (utf8_goes_on(message, last))
        last++;
    return CONCAT(arena, slice_first(message, first), SLICE(" [...] "), slice_from(message, last));
}

struct finding *findings_add(struct findings *findings, struct finding finding)
{
    findings->totals[finding.rule->severity]++;
    if (findings_are_full(findings)) return NULL;
    if (findings->count == findings->room) {
        size_t room = findings->room ? findings->room * 2 : 8;
        findings->items = arena_grow(findings->arena, findings->items,
                                     findings->count * sizeof finding, room * sizeof finding);
        findings->room = room;
    }
    finding.message = shortened(findings->arena, finding.message);
    findings->items[findings->count] = finding;
    return &findings->items[findings->count++];
}

void findings_report(struct findings *findings, const struct rule *rule, struct span span,
                     const char *format, ...)
{
    struct buffer message = buffer_new(findings->arena);
    va_list args;

    va_start(args, format);
    buffer_vprintf(&message, format, args);
    va_end(args);
    findings_add(findings,
                 (struct finding){.rule = rule, .span = span, .message = buffer_slice(&message)});
}

void findings_cut(struct findings *findings, size_t count)
{
    while (findings->count > count) {
        const struct finding *last = &findings->items[--findings->count];
        findings->totals[last->rule->severity]--;
    }
}

static int compare(const struct finding *a, const struct finding *b)
{
    if (a->span.start != b->span.start) return a->span.start < b->span.start ? -1 : 1;
    return strcmp(a->rule->id, b->rule->id);
}

/* Merge sort of items[0..count) with `spare` of the same size. */
static void sort(struct finding *items, struct finding *spare, size_t count)
{
    if (count < 2) return;
    size_t half = count / 2;

    sort(items, spare, half);
    sort(items + half, spare + half, count - half);
    memcpy(spare, items, half * sizeof *items);
    for (size_t left = 0, right = half, out = 0; left < half; out++) {
        if (right < count && compare(&items[right], &spare[left]) < 0)
            items[out] = items[right++];
        else
            items[out] = spare[left++];
    }
}

void findings_sort(struct findings *findings)
{
    struct finding *spare = arena_array(findings->arena, findings->count, sizeof *spare);

    sort(findings->items, spare, findings->count);
}
