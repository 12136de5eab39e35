/* The table is CPython 2.7's: open addressing, where a probe sequence mixes all bits of the hash
 * in, five at a time; going through it is going through the slots. See docs/deployment-hash.md.
 */
#include "document/python_order.h"

#include <assert.h>

#include "base/utf8.h"

enum { FIRST_SLOTS = 8, LARGE = 50000 };

uint64_t python_hash(struct slice text)
{
    uint64_t hash = 0, count = 0;

    for (size_t at = 0; at < text.size; count++) {
        uint32_t code = utf8_next(text, &at);
        if (count == 0) hash = (uint64_t)code << 7;
        hash = (1000003 * hash) ^ code;
    }
    return hash ^ count;
}

struct python_order *python_order_new(const struct builder *builder)
{
    struct python_order *order = arena_alloc(builder->arena, sizeof *order);

    *order = (struct python_order){
        .slots = arena_zalloc(builder->arena, FIRST_SLOTS * sizeof *order->slots),
        .mask = FIRST_SLOTS - 1,
    };
    return order;
}

struct python_order *python_order_copy(const struct builder *builder,
                                       const struct python_order *order)
{
    size_t size = ((size_t)order->mask + 1) * sizeof *order->slots;
    struct python_order *copy = arena_alloc(builder->arena, sizeof *copy);

    *copy = *order;
    copy->slots = memcpy(arena_alloc(builder->arena, size), order->slots, size);
    return copy;
}

/* One step of a probe. When a hostile template has used up its steps, slots are taken in sequence:
 * the order is wrong then, and whoever gave `probes` refuses the result. */
static bool may_probe(const struct builder *builder)
{
    if (!builder->probes) return true;
    if (*builder->probes == 0) return false;
    --*builder->probes;
    return true;
}

/* The slot for a key that is not in the table: the first removed one on its way, or else the free
 * one at its end. */
static struct python_slot *free_slot(const struct builder *builder, struct python_order *order,
                                     uint64_t hash)
{
    struct python_slot *removed = NULL;
    uint64_t perturb = hash, word = hash & order->mask;

    for (uint32_t at = (uint32_t)word;; at = (uint32_t)(word & order->mask)) {
        struct python_slot *slot = &order->slots[at];
        if (slot->entry == 0) return removed ? removed : slot;
        if (slot->entry == PYTHON_REMOVED && !removed) removed = slot;
        if (may_probe(builder)) {
            word = 5 * word + perturb + 1;
            perturb >>= 5;
        } else {
            word = at + UINT64_C(1);
        }
    }
}

/* Moves all entries, in their order, to a new table of more than `request` slots. */
static void rebuild(const struct builder *builder, struct python_order *order, uint32_t request)
{
    struct python_order old = *order;
    uint32_t slots = FIRST_SLOTS;

    while (slots <= request)
        slots *= 2;
    order->slots = arena_zalloc(builder->arena, slots * sizeof *order->slots);
    order->mask = slots - 1;
    order->fill = order->used;
    for (uint32_t at = 0; at <= old.mask; at++)
        if (old.slots[at].entry != 0 && old.slots[at].entry != PYTHON_REMOVED)
            *free_slot(builder, order, old.slots[at].hash) = old.slots[at];
}

void python_order_insert(const struct builder *builder, struct map *map, uint32_t entry)
{
    struct python_order *order = map->order;
    uint64_t hash = python_hash(symbol_slice(map->entries[entry].key));
    struct python_slot *slot = free_slot(builder, order, hash);

    order->fill += slot->entry == 0;
    order->used++;
    *slot = (struct python_slot){.hash = hash, .entry = entry + 1};
    if ((uint64_t)order->fill * 3 >= ((uint64_t)order->mask + 1) * 2)
        rebuild(builder, order, order->used * (order->used > LARGE ? 2 : 4));
}

void python_order_remove(struct map *map, uint32_t entry)
{
    struct python_order *order = map->order;

    for (uint32_t at = 0; at <= order->mask; at++) {
        if (order->slots[at].entry != entry + 1) continue;
        order->slots[at].entry = PYTHON_REMOVED;
        order->used--;
        return;
    }
    assert(!"an entry is in the order of its map");
}

void python_order_reserve(const struct builder *builder, struct map *map, uint32_t count)
{
    struct python_order *order = map->order;

    if (((uint64_t)order->fill + count) * 3 >= ((uint64_t)order->mask + 1) * 2)
        rebuild(builder, order, (order->used + count) * 2);
}

/* A new empty map that looks like `node`: same place, same flags. */
static struct node *map_like(const struct builder *builder, const struct node *node)
{
    struct node *map = node->flags & NODE_NATIVE ? node_map(builder) : node_python_map(builder);

    map->flags = node->flags | NODE_OWNED;
    map->origin = node->origin;
    return map;
}

/* Scalars are never changed in place, so the copy shares them. */
static const struct node *deep(const struct builder *builder, const struct node *node)
{
    return node->kind < NODE_LIST ? node : python_deep_copy(builder, node);
}

struct node *python_deep_copy(const struct builder *builder, const struct node *node)
{
    if (node->kind == NODE_LIST) {
        struct node *list = node_copy(builder, node);
        for (uint32_t i = 0; i < list->count; i++)
            list->list->items[i] = deep(builder, list->list->items[i]);
        return list;
    }
    if (node->kind != NODE_MAP) return node_copy(builder, node);
    struct node *map = map_like(builder, node);
    MAP_EACH (node, each)
        map_set_like(builder, map, each.entry, deep(builder, each.value));
    return map;
}

void python_update(const struct builder *builder, struct node *map, const struct node *from)
{
    if (map->map->order) python_order_reserve(builder, map->map, map_count(from));
    map_merge(builder, map, from);
}
