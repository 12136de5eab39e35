/* The paths of findings: one walk through the input, in which each key and value is looked up among
 * the spans of the findings.
 *
 * Findings are sorted by span on entry. A finding whose span is that of no key or value (an error
 * of reading, a part of a text) gets no path.
 */
#include "base/vector.h"
#include "document/path.h"
#include "pipeline/result_internal.h"

struct walk {
    struct arena *arena;
    struct findings *findings;
    VECTOR(struct path_step) steps;
};

/* The first finding that starts at `start` or later. */
static size_t first_from(const struct findings *findings, uint32_t start)
{
    size_t low = 0, high = findings->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (findings->items[middle].span.start < start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void give_path(struct walk *walk, struct span span)
{
    struct findings *findings = walk->findings;
    struct path path = {walk->steps.items, walk->steps.count};

    if (span_is_none(span)) return;
    for (size_t i = first_from(findings, span.start);
         i < findings->count && findings->items[i].span.start == span.start; i++) {
        struct finding *finding = &findings->items[i];
        if (finding->span.end == span.end && !finding->path.text)
            finding->path = path_text(walk->arena, &path, path.count);
    }
}

static void walk_below(struct walk *walk, const struct node *node);

static void walk_step(struct walk *walk, struct path_step step)
{
    VECTOR_PUSH(walk->arena, &walk->steps, step);
    give_path(walk, path_step_span(&step));
    give_path(walk, node_span(step.node));
    walk_below(walk, step.node);
    walk->steps.count--;
}

static void walk_below(struct walk *walk, const struct node *node)
{
    LIST_EACH (node, each)
        walk_step(walk, (struct path_step){.node = each.value, .item = each.next - 1});
    MAP_EACH (node, each)
        walk_step(walk, (struct path_step){.node = each.value, .entry = each.entry});
}

void result_find_paths(samc_result *result)
{
    struct walk walk = {.arena = result->arena, .findings = result->findings};

    if (result->findings->count && result->input) walk_below(&walk, result->input);
}
