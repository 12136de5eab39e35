/* Beside a list that is long, the transform keeps a set of its items, by hash; a short one is gone
 * through. The set catches up with what was appended to the list since it was last asked.
 */
#include "transform/item_set.h"

enum { FEW = 8, FIRST_SLOTS = 32 };

struct item_slot {
    const struct node *item; /* NULL: free */
    uint64_t hash;
};

struct item_set {
    struct item_slot *slots;
    size_t mask;
    uint32_t count; /* items of the list, from its start, that are in the set */
};

/* A hash of a value, the same for values that are node_equal(). The seed cannot be foreseen, so no
 * template can be made whose items collide. */
static uint64_t hash_of(const struct node *node, uint64_t seed)
{
    uint64_t kind = node->kind + (node->kind == NODE_BOOL && node->truth);
    uint64_t hash = symbol_seeded_hash(node_text(node), seed + kind);

    LIST_EACH (node, each)
        hash = (hash ^ hash_of(each.value, seed)) * 0x9e3779b97f4a7c15u;
    MAP_EACH (node, each) { /* in any order */
        uint64_t value = hash_of(each.value, seed) ^ (uint64_t)(uintptr_t)each.key;
        hash += (value * 0x9e3779b97f4a7c15u) ^ (value >> 29);
    }
    return hash ^ (hash >> 32);
}

static void insert(struct item_set *set, struct item_slot slot)
{
    size_t at = slot.hash & set->mask;

    while (set->slots[at].item)
        at = (at + 1) & set->mask;
    set->slots[at] = slot;
}

static void grow(struct arena *arena, struct item_set *set)
{
    struct item_set old = *set;

    set->mask = old.slots ? old.mask * 4 + 3 : FIRST_SLOTS - 1;
    set->slots = arena_zalloc(arena, (set->mask + 1) * sizeof *set->slots);
    for (size_t at = 0; old.slots && at <= old.mask; at++)
        if (old.slots[at].item) insert(set, old.slots[at]);
}

static bool holds(const struct item_set *set, const struct node *item, uint64_t hash)
{
    for (size_t at = hash & set->mask; set->slots[at].item; at = (at + 1) & set->mask)
        if (set->slots[at].hash == hash && node_equal(set->slots[at].item, item)) return true;
    return false;
}

/* The set of a list, made if need be. */
static struct item_set *set_of(struct transform *t, const struct node *list)
{
    struct item_set *set = table_changeable(&t->item_sets, list);

    if (set) return set;
    set = arena_zalloc(t->b->arena, sizeof *set);
    table_set(t->b->arena, &t->item_sets, list, set);
    return set;
}

void list_add_new(struct transform *t, struct node *list, const struct node *item)
{
    if (list->count < FEW) {
        if (!list_holds(list, item)) list_add(t->b, list, item);
        return;
    }
    struct item_set *set = set_of(t, list);
    uint64_t seed = (uint64_t)(uintptr_t)set * 0x9e3779b97f4a7c15u;
    for (; set->count < list->count; set->count++) {
        const struct node *old = list_at(list, set->count);
        if (set->count * (size_t)2 >= set->mask) grow(t->b->arena, set);
        insert(set, (struct item_slot){old, hash_of(old, seed)});
    }
    if (!holds(set, item, hash_of(item, seed))) list_add(t->b, list, item);
}
