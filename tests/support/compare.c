/* Walks both trees side by side. The way from the root is a chain of steps on the stack, which
 * becomes a path only where a difference is found; the first one ends the walk. */
#include "tests/support/compare.h"

#include "base/number.h"
#include "emit/emit.h"

enum { VALUE_BYTES = 240 }; /* of a value in a message */

struct comparison {
    struct arena *arena;
    struct compare_options options;
    struct difference *difference;
};

struct step {
    const struct step *from; /* NULL: the root */
    struct slice key;        /* of an entry; text is NULL for an item of a list */
    uint32_t number;         /* of an item */
};

static bool same(const struct comparison *work, const struct step *at, const struct node *expected,
                 const struct node *got);

static void write_path(struct buffer *out, const struct step *at)
{
    if (!at || !at->from) return;
    write_path(out, at->from);
    if (out->size) buffer_add_byte(out, '/');
    if (at->key.text)
        buffer_add(out, at->key);
    else
        buffer_printf(out, "%u", at->number);
}

static struct slice path_of(const struct comparison *work, const struct step *at)
{
    struct buffer path = buffer_new(work->arena);

    write_path(&path, at);
    return buffer_slice(&path);
}

static bool differ(const struct comparison *work, const struct step *at,
                   const struct node *expected, const struct node *got)
{
    *work->difference = (struct difference){path_of(work, at), expected, got};
    return false;
}

static bool is_number(const struct node *node)
{
    return node->kind == NODE_INT || node->kind == NODE_FLOAT;
}

/* Two integers are compared digit by digit, all else as JSON readers do: as doubles. */
static bool same_number(struct arena *arena, const struct node *a, const struct node *b)
{
    if (slice_eq(node_text(a), node_text(b))) return true;
    if (a->kind == NODE_INT && b->kind == NODE_INT) return false;
    return number_double(arena, node_text(a)) == number_double(arena, node_text(b));
}

static bool same_maps(const struct comparison *work, const struct step *at,
                      const struct node *expected, const struct node *got)
{
    MAP_EACH (expected, each) {
        struct step step = {.from = at, .key = symbol_slice(each.key)};
        const struct node *other = map_get(got, each.key);
        if (!other) return differ(work, &step, each.value, NULL);
        if (!same(work, &step, each.value, other)) return false;
    }
    MAP_EACH (got, each) {
        struct step step = {.from = at, .key = symbol_slice(each.key)};
        if (!map_get(expected, each.key)) return differ(work, &step, NULL, each.value);
    }
    return true;
}

/* How many items of `list` are the same as `item`. */
static uint32_t occurrences(const struct comparison *work, const struct node *list,
                            const struct node *item)
{
    struct difference ignored;
    struct comparison inner = {work->arena, work->options, &ignored};
    uint32_t count = 0;

    LIST_EACH (list, each)
        count += same(&inner, NULL, item, each.value);
    return count;
}

/* Whether the order of the list means nothing. */
static bool is_any_order(const struct comparison *work, const struct step *at)
{
    if (!at) return false;
    if (work->options.loose_or && slice_eq(at->key, SLICE("Fn::Or"))) return true;
    if (!list_count(work->options.any_order)) return false;
    struct slice path = path_of(work, at);
    LIST_EACH (work->options.any_order, each) {
        if (node_is_text(each.value, path)) return true;
    }
    return false;
}

static bool same_items(const struct comparison *work, const struct step *at,
                       const struct node *expected, const struct node *got)
{
    uint32_t count = expected->count > got->count ? expected->count : got->count;

    for (uint32_t i = 0; i < count; i++) {
        struct step step = {.from = at, .number = i};
        const struct node *one = list_at(expected, i), *other = list_at(got, i);
        if (!one || !other) return differ(work, &step, one, other);
        if (!same(work, &step, one, other)) return false;
    }
    return true;
}

/* Lists of the same length, each item as often in one as in the other. */
static bool same_bags(const struct comparison *work, const struct step *at,
                      const struct node *expected, const struct node *got)
{
    LIST_EACH (expected, each) {
        if (occurrences(work, got, each.value) != occurrences(work, expected, each.value))
            return differ(work, at, expected, got);
    }
    return true;
}

static bool same_lists(const struct comparison *work, const struct step *at,
                       const struct node *expected, const struct node *got)
{
    if (expected->count == got->count && is_any_order(work, at))
        return same_bags(work, at, expected, got);
    return same_items(work, at, expected, got);
}

static bool same(const struct comparison *work, const struct step *at, const struct node *expected,
                 const struct node *got)
{
    if (is_number(expected) && is_number(got))
        return same_number(work->arena, expected, got) || differ(work, at, expected, got);
    if (expected->kind != got->kind) return differ(work, at, expected, got);
    if (expected->kind == NODE_MAP) return same_maps(work, at, expected, got);
    if (expected->kind == NODE_LIST) return same_lists(work, at, expected, got);
    return node_equal(expected, got) || differ(work, at, expected, got);
}

bool compare_trees(struct arena *arena, const struct node *expected, const struct node *got,
                   const struct compare_options *options, struct difference *difference)
{
    static const struct compare_options none = {0};
    struct comparison work = {arena, options ? *options : none, difference};
    struct step root = {0};

    if (!expected || !got) return expected == got || differ(&work, &root, expected, got);
    return same(&work, &root, expected, got);
}

static void write_value(struct buffer *out, const struct node *value)
{
    struct buffer text = buffer_new(out->arena);

    if (!value) {
        buffer_add(&text, SLICE("nothing"));
    } else {
        struct emit_options options = {.compact = true};
        emit_format(SLICE("json"))->write_template(&text, value, &options);
    }
    while (text.size && text.text[text.size - 1] == '\n')
        text.size--;
    buffer_add(out, slice_first(buffer_slice(&text), VALUE_BYTES));
    if (text.size > VALUE_BYTES) buffer_add(out, SLICE("..."));
}

struct slice compare_text(struct arena *arena, const struct difference *difference)
{
    struct buffer out = buffer_new(arena);

    buffer_add(&out, difference->path.size ? difference->path : SLICE("the root"));
    buffer_add(&out, SLICE(": expected "));
    write_value(&out, difference->expected);
    buffer_add(&out, SLICE(", got "));
    write_value(&out, difference->got);
    return buffer_slice(&out);
}
