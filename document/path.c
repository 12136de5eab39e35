/* Searches from the root, depth first, with the steps taken so far as a stack. Readers keep trees
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

/* -- Following a path ---------------------------------------------------------------------------
 */

/* A key of path_text() as it was. */
static struct slice unescaped(struct arena *arena, struct slice key)
{
    struct buffer text = buffer_new(arena);

    if (slice_find(key, '~') == key.size) return key;
    for (size_t i = 0; i < key.size; i++) {
        char next = i + 1 < key.size ? key.text[i + 1] : '\0';
        bool escape = key.text[i] == '~' && (next == '0' || next == '1');
        buffer_add_byte(&text, !escape ? key.text[i] : next == '0' ? '~' : '/');
        i += escape;
    }
    return buffer_slice(&text);
}

/* The number of an item; false when the text is none. */
static bool read_item(struct slice text, uint32_t *item)
{
    *item = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.text[i] < '0' || text.text[i] > '9' || i > 8) return false;
        *item = *item * 10 + (uint32_t)(text.text[i] - '0');
    }
    return text.size > 0;
}

/* A path that is being followed. */
struct follower {
    struct arena *arena;
    char separator; /* of its keys: '/' or '.' */
    VECTOR(struct path_step) steps;
};

/* Whether the text begins with the key; `first` is what stands before the first separator. */
static bool begins_with(const struct follower *f, struct slice text, struct slice first,
                        struct slice key)
{
    if (f->separator == '/') return slice_eq(first, key);
    return slice_starts(text, key) && (key.size == text.size || text.text[key.size] == '.');
}

/* How many steps the text may begin with; *step and *size become the last one and its bytes. */
static unsigned count_steps(const struct follower *f, const struct node *node, struct slice text,
                            struct path_step *step, size_t *size)
{
    size_t end = slice_find(text, f->separator);
    struct slice first = slice_first(text, end);
    unsigned count = 0;
    uint32_t item;

    *size = end;
    if (read_item(first, &item) && list_at(node, item)) {
        *step = (struct path_step){.node = list_at(node, item), .item = item};
        return 1;
    }
    if (f->separator == '/') first = unescaped(f->arena, first);
    MAP_EACH (node, each) {
        if (!begins_with(f, text, first, symbol_slice(each.key))) continue;
        *step = (struct path_step){.node = each.value, .entry = each.entry};
        if (f->separator == '.') *size = symbol_slice(each.key).size;
        count++;
    }
    return count;
}

static struct path_walk follow(struct follower *f, const struct node *node, struct slice text)
{
    struct path_step step;
    bool more = text.size > 0; /* after a separator at the end, there may be an empty key */
    unsigned ways = 1;
    size_t size;

    while (more && (ways = count_steps(f, node, text, &step, &size)) == 1) {
        VECTOR_PUSH(f->arena, &f->steps, step);
        node = step.node;
        more = size < text.size;
        text = slice_from(text, size + 1);
    }
    return (struct path_walk){{f->steps.items, f->steps.count}, text, ways > 1};
}

struct path_walk path_follow(struct arena *arena, const struct node *root, struct slice text)
{
    struct follower slashes = {.arena = arena, .separator = '/'};
    struct follower dots = {.arena = arena, .separator = '.'};
    struct path_walk walk = {0};

    if (slice_find(text, '/') < text.size)
        walk = follow(&slashes, root, slice_from(text, slice_starts(text, SLICE("/")) ? 1 : 0));
    return walk.path.count ? walk : follow(&dots, root, text);
}
