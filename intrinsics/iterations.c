/* A finding keeps its message and the iteration apart until all are there, so that the same finding
 * in a hundred iterations becomes one, whose message names the first and counts the others. */
#include "intrinsics/iterations.h"

#include "base/printable.h"

/* Adds "Fn::ForEach::A, where X is 1"; those of outer loops first. */
static void add_iteration(struct buffer *text, const struct iteration *iteration)
{
    if (iteration->outer) {
        add_iteration(text, iteration->outer);
        buffer_add(text, SLICE(", and "));
    }
    quotable_add(text, symbol_slice(iteration->loop));
    buffer_add(text, SLICE(", where "));
    quotable_add(text, iteration->identifier);
    buffer_add(text, SLICE(" is "));
    quotable_add(text, iteration->item);
}

struct slice iteration_text(struct arena *arena, const struct iteration *iteration)
{
    struct buffer text = buffer_new(arena);

    buffer_add(&text, SLICE("Found in the loop "));
    add_iteration(&text, iteration);
    return buffer_slice(&text);
}

/* A finding that is kept, while more like it may come. */
struct kept {
    struct finding finding;
    size_t others; /* that became this one */
};

static void look_up_iteration(struct arena *arena, struct finding *finding,
                              const struct iteration_naming *naming)
{
    const struct iteration *iteration = NULL;

    if (finding->within.text || !finding->resource.text || naming->iterations->count == 0) return;
    iteration = table_get(naming->iterations, symbol_of(naming->symbols, finding->resource));
    if (iteration) finding->within = iteration_text(arena, iteration);
}

static bool is_same_but_for_iteration(const struct finding *a, const struct finding *b,
                                      bool merges_resources)
{
    return a->within.text && b->within.text && a->span.end == b->span.end &&
           slice_eq(a->message, b->message) &&
           (merges_resources || slice_eq(a->resource, b->resource));
}

/* The one of `kept`, from its end, at the same place and of the same rule, that `finding` repeats;
 * NULL for none. */
static struct kept *find_same(struct kept *kept, size_t count, const struct finding *finding,
                              bool merges_resources)
{
    while (count-- > 0) {
        const struct finding *other = &kept[count].finding;
        if (other->span.start != finding->span.start || other->rule != finding->rule) return NULL;
        if (is_same_but_for_iteration(other, finding, merges_resources)) return &kept[count];
    }
    return NULL;
}

/* The message, with the iteration behind it. */
static struct slice message_of(struct arena *arena, const struct kept *kept)
{
    struct buffer text = buffer_new(arena);

    if (!kept->finding.within.text) return kept->finding.message;
    buffer_add(&text, kept->finding.message);
    buffer_add_byte(&text, ' ');
    buffer_add(&text, kept->finding.within);
    if (kept->others == 1) buffer_add(&text, SLICE(", and once more"));
    if (kept->others > 1) buffer_printf(&text, ", and %zu times more", kept->others);
    buffer_add_byte(&text, '.');
    return buffer_slice(&text);
}

void findings_name_iterations(struct findings *findings, const struct iteration_naming *naming)
{
    struct kept *kept = arena_array(findings->arena, findings->count, sizeof *kept);
    size_t count = 0;

    for (size_t i = 0; i < findings->count; i++) {
        struct finding *finding = &findings->items[i];
        look_up_iteration(findings->arena, finding, naming);
        struct kept *same = find_same(kept, count, finding, naming->merges_resources);
        if (same) {
            same->others++;
            findings->totals[finding->rule->severity]--;
        } else {
            kept[count++] = (struct kept){*finding, 0};
        }
    }
    for (size_t i = 0; i < count; i++) {
        findings->items[i] = kept[i].finding;
        findings->items[i].message = message_of(findings->arena, &kept[i]);
    }
    findings->count = count;
}
