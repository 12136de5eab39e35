/* Which resource waits for which: cycles, and DependsOn that says what a reference says already.
 *
 * The graph has a number for each resource, in the template's order, and an edge from each to those
 * that it refers to or names in DependsOn. Its strongly connected components are found as Tarjan
 * did, with a stack of our own, since a chain of resources may be long.
 */
#include "validator/engine_internal.h"

struct graph {
    const struct map_entry **resources; /* by number */
    uint32_t count;
    uint32_t *first; /* the edges of n are targets[first[n] .. first[n + 1] - 1] */
    uint32_t *targets;
};

/* What the search knows of a resource. */
struct seen {
    uint32_t order; /* when it was come to, from 1; 0: not yet */
    uint32_t low;   /* the earliest that can be come to from it */
    uint32_t edge;  /* the next of its edges to follow */
    uint32_t group; /* its component, from 1; 0: not known yet */
};

static bool is_edge(const struct reference *reference)
{
    return reference->section == SECTION_RESOURCES && reference->kind <= REFERENCE_DEPENDS_ON;
}

static uint32_t number_of_owner(const struct validation *v, const struct reference *reference)
{
    const struct node *section = section_at(v, SECTION_RESOURCES);

    return v->resources[reference->owner - section->map->entries].number;
}

static void number_resources(struct validation *v, struct graph *graph)
{
    const struct node *resources = section_at(v, SECTION_RESOURCES);

    graph->count = map_count(resources);
    graph->resources = arena_array(v->b->arena, graph->count + 1, sizeof(struct map_entry *));
    graph->first = arena_zalloc(v->b->arena, (graph->count + 2) * sizeof *graph->first);
    uint32_t number = 0;
    MAP_EACH (resources, each)
        graph->resources[number++] = each.entry;
}

static struct graph *graph_of(struct validation *v)
{
    struct graph *graph = arena_zalloc(v->b->arena, sizeof *graph);

    number_resources(v, graph);
    REFERENCES_EACH(v, each)
    {
        const struct reference *reference = each.at;
        if (is_edge(reference)) graph->first[number_of_owner(v, reference) + 2]++;
    }
    for (uint32_t n = 2; n < graph->count + 2; n++)
        graph->first[n] += graph->first[n - 1];
    graph->targets = arena_array(v->b->arena, v->reference_count + 1, sizeof *graph->targets);
    REFERENCES_EACH(v, each)
    {
        const struct reference *reference = each.at;
        const struct resource *to = reference->resource;
        if (!is_edge(reference)) continue;
        uint32_t from = number_of_owner(v, reference);
        graph->targets[graph->first[from + 1]++] = to ? to->number : UINT32_MAX;
    }
    return graph;
}

/* -- Components ---------------------------------------------------------------------------------
 */

struct search {
    const struct graph *graph;
    struct seen *seen;
    uint32_t *path, *open; /* stacks: the way down, and what has no component yet */
    uint32_t depth, open_count, order, groups;
};

static void come_to(struct search *s, uint32_t number)
{
    s->order++;
    s->seen[number] = (struct seen){s->order, s->order, s->graph->first[number], 0};
    s->path[s->depth++] = number;
    s->open[s->open_count++] = number;
}

/* The next resource that `number` leads to and that is new; false when there is none. */
static bool follow_edges(struct search *s, uint32_t number, uint32_t *next)
{
    struct seen *seen = &s->seen[number];

    while (seen->edge < s->graph->first[number + 1]) {
        uint32_t target = s->graph->targets[seen->edge++];
        if (target == UINT32_MAX) continue;
        if (!s->seen[target].order) {
            *next = target;
            return true;
        }
        if (!s->seen[target].group && s->seen[target].low < seen->low)
            seen->low = s->seen[target].low;
    }
    return false;
}

static void leave(struct search *s, uint32_t number)
{
    struct seen *seen = &s->seen[number];

    if (seen->low == seen->order) {
        s->groups++;
        while (!seen->group)
            s->seen[s->open[--s->open_count]].group = s->groups;
    }
    if (--s->depth == 0) return;
    struct seen *parent = &s->seen[s->path[s->depth - 1]];
    if (!seen->group && seen->low < parent->low) parent->low = seen->low;
}

static struct seen *find_components(struct validation *v, const struct graph *graph)
{
    struct search s = {
        .graph = graph,
        .seen = arena_zalloc(v->b->arena, (graph->count + 1) * sizeof *s.seen),
        .path = arena_array(v->b->arena, graph->count + 1, sizeof *s.path),
        .open = arena_array(v->b->arena, graph->count + 1, sizeof *s.open),
    };

    for (uint32_t start = 0; start < graph->count; start++) {
        uint32_t next;
        if (s.seen[start].order) continue;
        come_to(&s, start);
        while (s.depth) {
            if (follow_edges(&s, s.path[s.depth - 1], &next))
                come_to(&s, next);
            else
                leave(&s, s.path[s.depth - 1]);
        }
    }
    return s.seen;
}

/* -- Rules --------------------------------------------------------------------------------------
 */

void check_dependency_cycles(struct validation *v, const struct visit *visit)
{
    const struct graph *graph = graph_of(v);
    const struct seen *seen = find_components(v, graph);

    (void)visit;
    for (uint32_t number = 0; number < graph->count; number++) {
        const struct map_entry *resource = graph->resources[number];
        struct visit at = {.section = SECTION_RESOURCES, .owner = resource};
        for (uint32_t i = graph->first[number]; i < graph->first[number + 1]; i++) {
            uint32_t target = graph->targets[i];
            if (target == UINT32_MAX || seen[target].group != seen[number].group) continue;
            report(v, &at, RULE_DEPENDENCY_CYCLE, entry_span(resource),
                   "%s waits for %s, which waits for %s in turn, so that neither can be made. "
                   "Remove one of the references, or move it to a resource of its own.",
                   resource->key->text, graph->resources[target]->key->text, resource->key->text);
            break;
        }
    }
}

/* Whom resources refer to by functions: for each name the last resource that does, of those from
 * reference `from` on that are of one resource. All references of a resource stand together, those
 * of DependsOn first. */
static void note_referred(struct validation *v, struct reference_cursor from,
                          struct table *referred)
{
    const struct map_entry *owner = from.at->owner;

    do
        if (from.at->kind < REFERENCE_DEPENDS_ON)
            table_set(v->b->arena, referred, from.at->name, owner);
    while (references_next(&from) && from.at->owner == owner);
}

/* The entry of DependsOn, or its item when it has several. */
static void fix_dependency(struct validation *v, struct finding *finding,
                           const struct reference *reference)
{
    const struct node *written =
        map_get(map_get(v->input->source, K(Resources)), reference->owner->key);
    const struct map_entry *entry = map_find(written, K(DependsOn));

    if (!finding) return;
    if (!entry || list_count(entry->value) < 2) {
        if (entry) fix_by_removal(v, finding, written, entry);
        return;
    }
    LIST_EACH (entry->value, each)
        if (node_span(each.value).start == reference->span.start)
            fix_by_item_removal(v, finding, entry->value, each.value);
}

/* Whether the transform has written the DependsOn, where nobody can remove anything. */
static bool is_generated(const struct reference *depends_on)
{
    const struct node *list = map_get(depends_on->owner->value, K(DependsOn));

    return list->flags & NODE_GENERATED;
}

void check_redundant_dependencies(struct validation *v, const struct visit *visit)
{
    struct table referred = {0};
    const struct map_entry *owner = NULL; /* whose references have been noted */

    (void)visit;
    REFERENCES_EACH(v, each)
    {
        const struct reference *reference = each.at;
        struct visit at = {.section = SECTION_RESOURCES, .owner = reference->owner};
        if (reference->kind != REFERENCE_DEPENDS_ON) continue;
        if (reference->owner != owner) note_referred(v, each, &referred);
        owner = reference->owner;
        if (table_get(&referred, reference->name) != owner) continue;
        if (is_generated(reference)) continue;
        struct finding *finding =
            report(v, &at, RULE_DEPENDS_ON_REDUNDANT, reference->span,
                   "%s refers to %s, so it waits for it anyway. Remove it from DependsOn.",
                   reference->owner->key->text, reference->name->text);
        fix_dependency(v, finding, reference);
    }
}
