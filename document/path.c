/* A search from the root, depth first, with the steps taken so far as a stack. Readers keep trees
 * below LIMIT_DEPTH levels, so the recursion is bounded. */
#include "document/path.h"

#include "base/vector.h"

struct search {
    struct arena *arena;
    const struct node *wanted;
    VECTOR(struct path_step) steps;
};

/* A copy of a node of the sources keeps its place and kind; no two nodes there agree in both. */
static bool is_same(const struct node *a, const struct node *b)
{
    if (a == b) return true;
    if ((a->flags | b->flags) & NODE_GENERATED) return false;
    return a->kind == b->kind && !span_is_none(a->span) && a->span.start == b->span.start &&
           a->span.end == b->span.end;
}

static bool search_below(struct search *search, const struct node *node);

static bool try_step(struct search *search, struct path_step step)
{
    VECTOR_PUSH(search->arena, &search->steps, step);
    if (is_same(step.node, search->wanted) || search_below(search, step.node)) return true;
    search->steps.count--;
    return false;
}

static bool search_below(struct search *search, const struct node *node)
{
    LIST_EACH (node, each)
        if (try_step(search, (struct path_step){.node = each.value, .item = each.next - 1}))
            return true;
    MAP_EACH (node, each)
        if (try_step(search, (struct path_step){.node = each.value, .entry = each.entry}))
            return true;
    return false;
}

bool path_find(struct arena *arena, const struct node *root, const struct node *node,
               struct path *path)
{
    struct search search = {.arena = arena, .wanted = node};

    *path = (struct path){0};
    if (!root || !node) return false;
    if (!is_same(root, node) && !search_below(&search, root)) return false;
    *path = (struct path){search.steps.items, search.steps.count};
    return true;
}

static void add_key(struct buffer *text, struct slice key)
{
    for (size_t i = 0; i < key.size; i++) {
        if (key.text[i] == '~')
            buffer_add(text, SLICE("~0"));
        else if (key.text[i] == '/')
            buffer_add(text, SLICE("~1"));
        else
            buffer_add_byte(text, key.text[i]);
    }
}

struct slice path_text(struct arena *arena, const struct path *path, size_t count)
{
    struct buffer text = buffer_new(arena);

    for (size_t i = 0; i < count && i < path->count; i++) {
        const struct path_step *step = &path->steps[i];
        if (i > 0) buffer_add_byte(&text, '/');
        if (step->entry)
            add_key(&text, entry_key(step->entry));
        else
            buffer_printf(&text, "%u", (unsigned)step->item);
    }
    return buffer_slice(&text);
}

struct slice path_key(const struct path *path, size_t step)
{
    if (step >= path->count || !path->steps[step].entry) return SLICE("");
    return entry_key(path->steps[step].entry);
}

struct span path_step_span(const struct path_step *step)
{
    return step->entry ? entry_span(step->entry) : node_span(step->node);
}
