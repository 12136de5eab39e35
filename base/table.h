/* A hash table from addresses (of symbols, of nodes) to addresses. */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include <stdint.h>

#include "base/arena.h"

struct table_slot {
    const void *key; /* NULL: free */
    const void *value;
};

/* Zero-initialised is empty. */
struct table {
    struct table_slot *slots;
    size_t count, mask;
};

/* The value of `key`, or NULL. */
const void *table_get(const struct table *table, const void *key);

/* The same from a table that was given only what may be changed. */
static inline void *table_changeable(const struct table *table, const void *key)
{
    return (void *)(uintptr_t)table_get(table, key);
}

/* Gives `key`, which is not NULL, a value. */
void table_set(struct arena *arena, struct table *table, const void *key, const void *value);

#endif
