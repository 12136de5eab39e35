#include "tests/support/same_tree.h"

enum { MOST_VALUES = 100000 };

static bool is_same(const struct node *a, const struct node *b, int *left);

static bool is_same_list(const struct node *a, const struct node *b, int *left)
{
    for (uint32_t i = 0; i < list_count(a); i++)
        if (!is_same(list_at(a, i), list_at(b, i), left)) return false;
    return true;
}

static bool is_same_map(const struct node *a, const struct node *b, int *left)
{
    struct map_cursor other = map_begin(b);

    MAP_EACH (a, each) {
        if (!map_next(&other) || each.key != other.key) return false;
        if (each.entry->key_start != other.entry->key_start) return false;
        if (each.entry->key_size != other.entry->key_size) return false;
        if (each.entry->key_is_tag != other.entry->key_is_tag) return false;
        if (!is_same(each.value, other.value, left)) return false;
    }
    return true;
}

static bool is_same(const struct node *a, const struct node *b, int *left)
{
    if (--*left < 0) return true;
    if (a->kind != b->kind || a->flags != b->flags) return false;
    if (a->span.start != b->span.start || a->span.end != b->span.end) return false;
    if (a->kind < NODE_LIST) return node_equal(a, b);
    if (a->count != b->count) return false;
    return a->kind == NODE_LIST ? is_same_list(a, b, left) : is_same_map(a, b, left);
}

bool is_same_tree(const struct node *a, const struct node *b)
{
    int left = MOST_VALUES;

    return is_same(a, b, &left);
}
