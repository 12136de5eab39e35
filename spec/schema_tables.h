/* Tables of resource types beside the built-in one: those that a user's schemas of the registry
 * become. They have the same layout (spec/table_layout.h), so that what is found in them is read by
 * the functions of spec/resource_types.h.
 */
#ifndef SPEC_SCHEMA_TABLES_H
#define SPEC_SCHEMA_TABLES_H

#include <stdint.h>

#include "base/arena.h"
#include "spec/resource_types.h"

/* A table, and those that are asked after it. */
struct schema_table {
    const uint32_t *words;
    size_t count; /* of words */
    const struct schema_table *next;
};

/* Whether a table that comes from outside can be read without leaving it, whatever is asked.
 * `arena` is for the search alone. */
bool schema_table_is_sound(struct arena *arena, const uint32_t *words, size_t count);

/* The type of that name in the first table that has it, or NULL. */
const struct resource_type *schema_tables_find(const struct schema_table *tables,
                                               struct slice name);

/* The types of one table, in the order of their names. */
size_t schema_table_types(const struct schema_table *table);
const struct resource_type *schema_table_at(const struct schema_table *table, size_t index);

#endif
