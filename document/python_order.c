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

/* Makes the table empty, with `slots` slots; the old slots are in `spare` afterwards. */
static void clear(const struct builder *builder, struct python_order *order, uint32_t slots)
{
    uint32_t *old = order->slots;
    uint32_t old_room = order->room;

    if (order->spare_room < slots) {
        order->spare_room = slots;
        order->spare = arena_array(builder->arena, slots, sizeof *order->spare);
    }
    order->slots = order->spare;
    order->room = order->spare_room;
    order->spare = old;
    order->spare_room = old_room;
    memset(order->slots, 0, slots * sizeof *order->slots);
    order->mask = slots - 1;
    order->used = order->fill = 0;
}

struct python_order *python_order_new(const struct builder *builder)
{
    struct python_order *order = arena_zalloc(builder->arena, sizeof *order);

    clear(builder, order, FIRST_SLOTS);
    return order;
}

struct python_order *python_order_copy(const struct builder *builder,
                                       const struct python_order *order)
{
    struct python_order *copy = arena_zalloc(builder->arena, sizeof *copy);

    clear(builder, copy, order->mask + 1);
    memcpy(copy->slots, order->slots, ((size_t)order->mask + 1) * sizeof *order->slots);
    copy->hashes_room = order->hashes_room;
    copy->hashes = arena_array(builder->arena, copy->hashes_room, sizeof *copy->hashes);
    if (order->hashes)
        memcpy(copy->hashes, order->hashes, order->hashes_room * sizeof *copy->hashes);
    copy->used = order->used;
    copy->fill = order->fill;
    return copy;
}

/* One step of a probe. When a hostile template has used up its steps, entries go to slots by their
 * number: the order is wrong then, and whoever gave `probes` refuses the result. */
static bool may_probe(const struct builder *builder)
{
    if (!builder->probes) return true;
    if (*builder->probes == 0) return false;
    --*builder->probes;
    return true;
}

/* The slot for a key that is not in the table: the first removed one on its way, or else the free
 * one at its end. */
static uint32_t *free_slot(const struct builder *builder, struct python_order *order, uint64_t hash)
{
    uint32_t *removed = NULL;
    uint64_t perturb = hash, word = hash & order->mask;

    for (uint32_t at = (uint32_t)word;; at = (uint32_t)(word & order->mask)) {
        uint32_t *slot = &order->slots[at];
        if (*slot == 0) return removed ? removed : slot;
        if (*slot == PYTHON_REMOVED && !removed) removed = slot;
        if (may_probe(builder)) {
            word = 5 * word + perturb + 1;
            perturb >>= 5;
        } else {
            word = at + UINT64_C(1);
        }
    }
}

/* Puts an entry, given by its number + 1, into the slot that Python would choose. */
static void put(const struct builder *builder, struct python_order *order, uint32_t entry)
{
    bool hostile = builder->probes && *builder->probes == 0;
    uint32_t *slot = free_slot(builder, order, hostile ? entry : order->hashes[entry - 1]);

    order->fill += *slot == 0;
    order->used++;
    *slot = entry;
}

static bool is_live(uint32_t slot)
{
    return slot != 0 && slot != PYTHON_REMOVED;
}

/* Moves all entries, in their order, to a new table of more than `request` slots. */
static void rebuild(const struct builder *builder, struct python_order *order, uint32_t request)
{
    uint32_t slots = FIRST_SLOTS, old_mask = order->mask;

    while (slots <= request)
        slots *= 2;
    clear(builder, order, slots);
    const uint32_t *old = order->spare;
    for (uint32_t at = 0; at <= old_mask; at++)
        if (is_live(old[at])) put(builder, order, old[at]);
}

static void put_growing(const struct builder *builder, struct python_order *order, uint32_t entry)
{
    put(builder, order, entry);
    if ((uint64_t)order->fill * 3 >= ((uint64_t)order->mask + 1) * 2)
        rebuild(builder, order, order->used * (order->used > LARGE ? 2 : 4));
}

void python_order_insert(const struct builder *builder, struct map *map, uint32_t entry)
{
    struct python_order *order = map->order;

    if (entry >= order->hashes_room) {
        uint32_t old = order->hashes_room;
        order->hashes_room = map->room;
        order->hashes = arena_grow(builder->arena, order->hashes, old * sizeof *order->hashes,
                                   order->hashes_room * sizeof *order->hashes);
    }
    order->hashes[entry] = python_hash(symbol_slice(map->entries[entry].key));
    put_growing(builder, order, entry + 1);
}

void python_order_remove(struct map *map, uint32_t entry)
{
    struct python_order *order = map->order;

    for (uint32_t at = 0; at <= order->mask; at++) {
        if (order->slots[at] != entry + 1) continue;
        order->slots[at] = PYTHON_REMOVED;
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

/* Enters all entries, in their order, into an empty table, as a copy of the map would be made.
 * Returns whether the order stays the same, so that the next copy changes nothing either. */
static bool reinsert(const struct builder *builder, struct python_order *order)
{
    uint32_t count = 0, at = 0;

    if (order->queue_room <= order->used) {
        order->queue_room = order->mask + 1;
        order->queue = arena_array(builder->arena, order->queue_room, sizeof *order->queue);
    }
    for (uint32_t i = 0; i <= order->mask; i++) { /* no branch: it could not be foreseen */
        order->queue[count] = order->slots[i];
        count += is_live(order->slots[i]);
    }
    clear(builder, order, FIRST_SLOTS);
    for (uint32_t i = 0; i < count; i++)
        put_growing(builder, order, order->queue[i]);
    for (uint32_t i = 0; i <= order->mask; i++)
        if (is_live(order->slots[i]) && order->slots[i] != order->queue[at++]) return false;
    return true;
}

static bool settle(const struct builder *builder, struct node *node);

/* Settles a child of an owned node, which takes the place of the child when that was shared. */
static const struct node *settle_child(const struct builder *builder, const struct node *child,
                                       bool *settled)
{
    if (child->kind < NODE_LIST || (child->flags & NODE_SETTLED)) return child;
    struct node *own = node_own(builder, child);
    *settled &= settle(builder, own);
    return own;
}

static bool settle(const struct builder *builder, struct node *node)
{
    bool settled = true;

    if (node->kind == NODE_LIST)
        for (uint32_t i = 0; i < node->count; i++)
            node->list->items[i] = settle_child(builder, node->list->items[i], &settled);
    if (node->kind == NODE_MAP && node->map) {
        struct map *map = node->map;
        if (map->order) settled = reinsert(builder, map->order);
        for (uint32_t i = 0; i < map->used; i++)
            if (map->entries[i].key)
                map->entries[i].value = settle_child(builder, map->entries[i].value, &settled);
    }
    if (settled) node->flags |= NODE_SETTLED;
    return settled;
}

void python_settle(const struct builder *builder, struct node *node)
{
    if (!(node->flags & NODE_SETTLED)) settle(builder, node);
}

static const struct node *ordered(const struct builder *builder, const struct node *node)
{
    return node->kind < NODE_LIST ? node : python_ordered(builder, node);
}

struct node *python_ordered(const struct builder *builder, const struct node *node)
{
    if (node->kind != NODE_MAP) {
        struct node *list = node_copy(builder, node);
        for (uint32_t i = 0; i < list_count(list); i++)
            list->list->items[i] = ordered(builder, list->list->items[i]);
        return list;
    }
    struct node *map = python_map_like(builder, node);
    MAP_EACH (node, each)
        map_set_like(builder, map, each.entry, ordered(builder, each.value));
    return map;
}

struct node *python_map_like(const struct builder *builder, const struct node *like)
{
    struct node *map = node_python_map(builder);

    map->flags = like->flags | NODE_OWNED;
    map->origin = like->origin;
    return map;
}

void python_update(const struct builder *builder, struct node *map, const struct node *from)
{
    if (map->map->order) python_order_reserve(builder, map->map, map_count(from));
    map_merge(builder, map, from);
}
