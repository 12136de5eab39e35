/* The paths of findings: one walk through the input, in which each key and value is looked up among
 * the spans of the findings.
 *
 * Findings are sorted by span on entry. A finding whose span is that of no key or value (an error
 * of reading, a part of a text) gets no path.
 */
#include "base/vector.h"
#include "document/path.h"
#include "intrinsics/evaluation.h"
#include "pipeline/result_internal.h"
#include "validator/validator.h"

struct walk {
    struct arena *arena;
    struct findings *findings;
    struct span
        *places; /* new spans of findings, by number; {0, 0}: as it is. NULL: none changes */
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

static bool is_short_form(const struct node *node)
{
    const struct map_entry *entry = map_single(node);

    return entry && entry->key_is_tag;
}

/* Where the last step stands for a linter: the item of a list, or the key. The key of a short form
 * (!Ref) is that of the value which it is, or is an item of. */
static struct span linted_place(const struct walk *walk)
{
    size_t count = walk->steps.count;
    const struct path_step *step = &walk->steps.items[count - 1];

    if (!step->entry && !is_short_form(step->node)) return node_span(step->node);
    while (--count && (!step->entry || step->entry->key_is_tag))
        step = &walk->steps.items[count - 1];
    return path_step_span(step);
}

static bool is_among(const struct rule *rule, const struct rule *rules, size_t count)
{
    return rule >= rules && rule < rules + count;
}

/* Findings of evaluation stand at the value that is wrong, which those of linters do not. The
 * validator may have given them a rule of its own. */
static bool is_to_be_moved(const struct finding *finding)
{
    size_t count, validator_count;
    const struct rule *rules = intrinsic_rules(&count);
    const struct rule *validator = validator_rules(&validator_count);

    return !finding->is_placed && (is_among(finding->rule, rules, count) ||
                                   is_among(finding->rule, validator, validator_count));
}

static uint64_t item_steps(const struct path *path)
{
    uint64_t bits = 0;

    for (size_t i = 0; i < path->count && i < 64; i++)
        bits |= (uint64_t)(path->steps[i].entry == NULL) << i;
    return bits;
}

static void give_path(struct walk *walk, struct span span)
{
    struct findings *findings = walk->findings;
    struct path path = {walk->steps.items, walk->steps.count};

    if (span_is_none(span)) return;
    for (size_t i = first_from(findings, span.start);
         i < findings->count && findings->items[i].span.start == span.start; i++) {
        struct finding *finding = &findings->items[i];
        if (finding->span.end != span.end || finding->path.text) continue;
        finding->path = path_text(walk->arena, &path, path.count);
        finding->path_items = item_steps(&path);
        if (walk->places && is_to_be_moved(finding)) walk->places[i] = linted_place(walk);
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

static void move_findings(struct findings *findings, const struct span *places)
{
    for (size_t i = 0; i < findings->count; i++)
        if (!span_is_none(places[i])) findings->items[i].span = places[i];
    findings_sort(findings);
}

void result_find_paths(samc_result *result, bool linted)
{
    size_t count = result->findings->count;
    struct walk walk = {.arena = result->arena, .findings = result->findings};

    if (!count || !result->input) return;
    if (linted) walk.places = arena_zalloc(result->arena, count * sizeof *walk.places);
    walk_below(&walk, result->input);
    if (linted) move_findings(result->findings, walk.places);
}
