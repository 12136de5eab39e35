/* The table is CPython 2.7's: open addressing, where a probe sequence mixes all bits of the hash
 * in, five at a time; going through it is going through the slots. See docs/deployment-hash.md.
 */
#include "document/python_order.h"

#include <assert.h>

#include "base/utf8.h"

enum {
    FIRST_SLOTS = 8,
    FIRST_HASHES = 4,
    LARGE = 50000,   /* entries from which on a table grows less */
    SMALL_COPY = 86, /* fewer entries have, when they are copied, SMALL_SLOTS slots at most */
    SMALL_SLOTS = 128
};

/* Memory for a copy: the entries in their order, and two tables that take turns. */
struct copying {
    uint32_t *queue, *tables[2];
};

/* The same for copies of a large map, which has so many slots then. */
struct python_scratch {
    struct copying copying;
    uint32_t slots;
};

/* The hash, not finished, of what is before `at`, and of what follows. */
static uint64_t hash_rest(struct slice text, size_t at, uint64_t hash)
{
    uint64_t count = at;

    for (; at < text.size; count++) {
        uint32_t code = utf8_next(text, &at);
        if (count == 0) hash = (uint64_t)code << 7;
        hash = (1000003 * hash) ^ code;
    }
    return hash ^ count;
}

uint64_t python_hash(struct slice text)
{
    uint64_t hash = text.size ? (uint64_t)(unsigned char)text.text[0] << 7 : 0;

    for (size_t at = 0; at < text.size; at++) {
        unsigned char byte = (unsigned char)text.text[at];
        if (byte >= 0x80) return hash_rest(text, at, hash);
        hash = (1000003 * hash) ^ byte;
    }
    return hash ^ text.size;
}

/* Gives the order an empty table, which stands in new memory. The old one stays as it is. */
static void clear(const struct builder *builder, struct python_order *order, uint32_t slots)
{
    order->slots = arena_zalloc(builder->arena, slots * sizeof *order->slots);
    order->room = slots;
    order->mask = slots - 1;
    order->used = order->fill = 0;
}

struct python_order *python_order_new(const struct builder *builder)
{
    void *hashes;
    struct python_order *order = arena_alloc_two(builder->arena, sizeof *order,
                                                 FIRST_HASHES * sizeof *order->hashes, &hashes);

    *order = (struct python_order){.hashes = hashes, .hashes_room = FIRST_HASHES};
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

static bool is_exhausted(const struct builder *builder)
{
    return builder->probes && *builder->probes == 0;
}

/* One step of a probe. When a template has used up its steps, entries go to slots by their number:
 * the order is wrong then, and whoever gave `probes` says so. */
static bool may_probe(const struct builder *builder)
{
    if (!builder->probes) return true;
    if (*builder->probes == 0) return false;
    --*builder->probes;
    return true;
}

/* Takes so many steps at once. */
static void take_steps(const struct builder *builder, uint64_t count)
{
    if (builder->probes) *builder->probes -= count < *builder->probes ? count : *builder->probes;
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
    uint64_t hash = is_exhausted(builder) ? entry : order->hashes[entry - 1];
    uint32_t *slot = free_slot(builder, order, hash);

    order->fill += *slot == 0;
    order->used++;
    *slot = entry;
}

static bool is_live(uint32_t slot)
{
    return slot != 0 && slot != PYTHON_REMOVED;
}

/* The slots of a table with more than `request` ones. */
static uint32_t slots_above(uint32_t request)
{
    uint32_t slots = FIRST_SLOTS;

    while (slots <= request)
        slots *= 2;
    return slots;
}

/* Whether a table must grow that has so many slots in use. */
static bool is_full(const struct python_order *order, uint64_t fill)
{
    return fill * 3 >= ((uint64_t)order->mask + 1) * 2;
}

/* The slots that a full table gets. */
static uint32_t grown(const struct python_order *order)
{
    return slots_above(order->used * (order->used > LARGE ? 2 : 4));
}

static void put_all(const struct builder *builder, struct python_order *order, const uint32_t *old,
                    uint32_t old_mask)
{
    for (uint32_t at = 0; at <= old_mask; at++)
        if (is_live(old[at])) put(builder, order, old[at]);
}

/* Moves all entries, in their order, to a new table. */
static void rebuild(const struct builder *builder, struct python_order *order, uint32_t slots)
{
    uint32_t *old = order->slots;
    uint32_t old_mask = order->mask, old_room = order->room;

    clear(builder, order, slots);
    put_all(builder, order, old, old_mask);
    arena_give_back(builder->arena, old, old_room * sizeof *old);
}

void python_order_insert(const struct builder *builder, struct map *map, uint32_t entry)
{
    struct python_order *order = map->tables->order;

    if (entry >= order->hashes_room) {
        uint32_t old = order->hashes_room;
        order->hashes_room = map->room;
        order->hashes = arena_grow(builder->arena, order->hashes, old * sizeof *order->hashes,
                                   order->hashes_room * sizeof *order->hashes);
    }
    uint64_t hash = python_hash(symbol_slice(map->entries[entry].key));
    uint32_t *first = &order->slots[hash & order->mask];
    order->hashes[entry] = hash;
    if (*first == 0 && !is_exhausted(builder)) {
        *first = entry + 1;
        order->used++;
        order->fill++;
    } else {
        put(builder, order, entry + 1);
    }
    if (is_full(order, order->fill)) rebuild(builder, order, grown(order));
}

/* The slot of an entry. It is on the way of its key, but anywhere once the steps are used up. */
static uint32_t *slot_of(const struct python_order *order, uint32_t entry)
{
    uint64_t perturb = order->hashes[entry], word = perturb & order->mask;

    for (uint32_t steps = 0; steps <= order->mask; steps++) {
        uint32_t *slot = &order->slots[word & order->mask];
        if (*slot == entry + 1) return slot;
        if (*slot == 0) break;
        word = 5 * word + perturb + 1;
        perturb >>= 5;
    }
    uint32_t at = (entry + 1) & order->mask;
    while (order->slots[at] != entry + 1)
        at = (at + 1) & order->mask;
    return &order->slots[at];
}

uint32_t python_order_place(const struct map *map, uint32_t entry)
{
    const struct python_order *order = map->tables->order;

    return (uint32_t)(slot_of(order, entry) - order->slots);
}

void python_order_remove(struct map *map, uint32_t entry)
{
    struct python_order *order = map->tables->order;

    *slot_of(order, entry) = PYTHON_REMOVED;
    order->used--;
}

void python_order_reserve(const struct builder *builder, struct map *map, uint32_t count)
{
    struct python_order *order = map->tables->order;

    if (is_full(order, (uint64_t)order->fill + count))
        rebuild(builder, order, slots_above((order->used + count) * 2));
}

/* -- Copies -------------------------------------------------------------------------------------
 */

/* Enters entries, by their numbers + 1, into a table in which none was removed. A zero is no entry.
 */
static void enter_all(struct python_order *table, const uint32_t *entries, size_t count,
                      uint64_t *steps)
{
    uint32_t *slots = table->slots, mask = table->mask;

    for (size_t i = 0; i < count; i++) {
        if (!entries[i]) continue;
        uint64_t perturb = table->hashes[entries[i] - 1], word = perturb & mask;
        uint32_t at = (uint32_t)word;
        while (slots[at]) {
            if (*steps > 0) {
                --*steps;
                word = 5 * word + perturb + 1;
                perturb >>= 5;
            } else {
                word = at + UINT64_C(1);
            }
            at = (uint32_t)(word & mask);
        }
        slots[at] = entries[i];
        table->used++;
    }
}

/* The slots of a copy with so many entries. */
static uint32_t slots_of_copy(uint32_t count)
{
    uint32_t slots = FIRST_SLOTS;

    while (is_full(&(struct python_order){.mask = slots - 1}, count))
        slots = grown(&(struct python_order){.used = slots - slots / 3});
    return slots;
}

/* Makes a table of what is in the queue, in its order, as if it grew entry by entry. */
static struct python_order table_of(const struct copying *copying, uint32_t count,
                                    const uint64_t *hashes, uint64_t *steps)
{
    struct python_order table = {.slots = copying->tables[0],
                                 .hashes = (uint64_t *)(uintptr_t)hashes,
                                 .mask = FIRST_SLOTS - 1};
    uint32_t done = 0, number = 0;

    memset(table.slots, 0, FIRST_SLOTS * sizeof *table.slots);
    for (;;) {
        uint32_t slots = table.mask + 1, limit = slots - slots / 3;
        uint32_t next = count < limit ? count : limit;
        enter_all(&table, copying->queue + done, next - done, steps);
        done = next;
        if (done < limit) return table;
        const struct python_order old = table;
        table.mask = grown(&old) - 1;
        table.slots = copying->tables[number ^= 1];
        table.used = 0;
        memset(table.slots, 0, ((size_t)table.mask + 1) * sizeof *table.slots);
        enter_all(&table, old.slots, slots, steps);
    }
}

/* Makes `order` a copy of itself: all entries are entered, in their order, into an empty table.
 * Returns whether the order stays the same, so that the next copy changes nothing either. */
static bool copy_with(const struct builder *builder, struct python_order *order,
                      const struct copying *copying)
{
    uint64_t unlimited = UINT64_MAX;
    uint32_t count = 0, at = 0;

    for (uint32_t i = 0; i <= order->mask; i++) { /* no branch: it could not be foreseen */
        copying->queue[count] = order->slots[i];
        count += is_live(order->slots[i]);
    }
    struct python_order copy =
        table_of(copying, count, order->hashes, builder->probes ? builder->probes : &unlimited);
    if (order->room <= copy.mask) {
        arena_give_back(builder->arena, order->slots, order->room * sizeof *order->slots);
        clear(builder, order, copy.mask + 1);
    }
    memcpy(order->slots, copy.slots, ((size_t)copy.mask + 1) * sizeof *order->slots);
    order->mask = copy.mask;
    order->used = order->fill = count;
    for (uint32_t i = 0; i <= order->mask; i++)
        if (order->slots[i] && order->slots[i] != copying->queue[at++]) return false;
    return true;
}

static bool copy_small(const struct builder *builder, struct python_order *order)
{
    uint32_t queue[SMALL_COPY + 1], tables[2][SMALL_SLOTS];

    return copy_with(builder, order, &(struct copying){queue, {tables[0], tables[1]}});
}

static bool copy_large(const struct builder *builder, struct python_order *order)
{
    uint32_t slots = slots_of_copy(order->used);

    if (!order->scratch) order->scratch = arena_zalloc(builder->arena, sizeof *order->scratch);
    struct python_scratch *scratch = order->scratch;
    if (scratch->slots < slots) {
        arena_give_back(builder->arena, scratch->copying.queue,
                        scratch->slots * (size_t)3 * sizeof *scratch->copying.queue);
        uint32_t *all = arena_array(builder->arena, slots * (size_t)3, sizeof *all);
        scratch->copying = (struct copying){all, {all + slots, all + slots * (size_t)2}};
        scratch->slots = slots;
    }
    return copy_with(builder, order, &scratch->copying);
}

/* Whether each entry is in the first slot on its way, which no other one wants then, and a copy has
 * as many slots: it is the same, in whatever order they are entered. */
static bool is_without_collisions(const struct python_order *order)
{
    if (order->fill != order->used || slots_of_copy(order->used) != order->mask + 1) return false;
    for (uint32_t at = 0; at <= order->mask; at++)
        if (order->slots[at] && (order->hashes[order->slots[at] - 1] & order->mask) != at)
            return false;
    return true;
}

/* Copying takes a step for each entry. */
static bool copy_order(const struct builder *builder, struct python_order *order)
{
    take_steps(builder, order->used);
    if (is_exhausted(builder) || is_without_collisions(order)) return true;
    return order->used < SMALL_COPY ? copy_small(builder, order) : copy_large(builder, order);
}

static bool settle(const struct builder *builder, struct node *node);

static bool is_settled(const struct node *node)
{
    return node->kind < NODE_LIST || (node->flags & NODE_SETTLED);
}

/* Settles a child of an owned node, which takes the place of the child when that was shared. */
static const struct node *settle_child(const struct builder *builder, const struct node *child,
                                       bool *settled)
{
    if (is_settled(child)) return child;
    struct node *own = node_own(builder, child);
    *settled &= settle(builder, own);
    return own;
}

static bool settle(const struct builder *builder, struct node *node)
{
    bool settled = true;

    take_steps(builder, node->count);
    if (node->kind == NODE_LIST)
        for (uint32_t i = 0; i < node->count; i++)
            node->list->items[i] = settle_child(builder, node->list->items[i], &settled);
    if (node->kind == NODE_MAP && node->map) {
        struct map *map = node->map;
        if (map_order(map)) settled = copy_order(builder, map_order(map));
        for (uint32_t i = 0; i < map->used; i++)
            if (map->entries[i].key && !is_settled(map->entries[i].value))
                map->entries[i].value = settle_child(builder, map->entries[i].value, &settled);
    }
    if (settled) node->flags |= NODE_SETTLED;
    return settled;
}

void python_settle(const struct builder *builder, struct node *node)
{
    if (!(node->flags & NODE_SETTLED) && !is_exhausted(builder)) settle(builder, node);
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
    if (map_order(map->map)) python_order_reserve(builder, map->map, map_count(from));
    map_merge(builder, map, from);
}
