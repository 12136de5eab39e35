/* Open addressing, at most half full. Addresses are spread by a multiplication; a template cannot
 * choose them. */
#include "base/table.h"

static size_t slot_of(const struct table *table, const void *key)
{
    uint64_t bits = (uint64_t)(uintptr_t)key * 0x9e3779b97f4a7c15u;
    size_t at = (size_t)(bits >> 32) & table->mask;

    while (table->slots[at].key && table->slots[at].key != key)
        at = (at + 1) & table->mask;
    return at;
}

const void *table_get(const struct table *table, const void *key)
{
    return table->slots ? table->slots[slot_of(table, key)].value : NULL;
}

static void grow(struct arena *arena, struct table *table)
{
    struct table old = *table;

    table->mask = old.slots ? old.mask * 2 + 1 : 15;
    table->slots = arena_zalloc(arena, (table->mask + 1) * sizeof *table->slots);
    for (size_t at = 0; old.slots && at <= old.mask; at++)
        if (old.slots[at].key) table->slots[slot_of(table, old.slots[at].key)] = old.slots[at];
    arena_give_back(arena, old.slots, (old.mask + 1) * sizeof *old.slots);
}

void table_set(struct arena *arena, struct table *table, const void *key, const void *value)
{
    if (!table->slots || (table->count + 1) * 2 > table->mask) grow(arena, table);
    struct table_slot *slot = &table->slots[slot_of(table, key)];

    table->count += slot->key == NULL;
    *slot = (struct table_slot){key, value};
}
