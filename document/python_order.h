/* The order in which Python 2.7 goes through a dictionary.
 *
 * The AWS transform names an API deployment by a hash of the text that Python 2.7 would print for
 * the API's definition, and creates some resources in the order of such dictionaries. That order
 * follows from a hash table: which keys went in, in what sequence, and what was taken out. So a map
 * that has an order (struct map.order) carries that table; the semantics are in
 * docs/deployment-hash.md.
 */
#ifndef DOCUMENT_PYTHON_ORDER_H
#define DOCUMENT_PYTHON_ORDER_H

#include "document/node.h"

struct python_slot {
    uint64_t hash;  /* of the key; kept when the entry is removed */
    uint32_t entry; /* number of the map's entry + 1; 0: never used; PYTHON_REMOVED */
};

#define PYTHON_REMOVED 0xffffffffu

struct python_order {
    struct python_slot *slots;
    uint32_t mask; /* slots - 1; slots is a power of two, at least 8 */
    uint32_t used; /* slots that hold an entry */
    uint32_t fill; /* the same and the removed ones */
};

/* Python 2.7's hash of a unicode text, on a 64-bit machine. */
uint64_t python_hash(struct slice text);

/* A new order with 8 free slots. */
struct python_order *python_order_new(const struct builder *builder);

/* An order with the same slots. */
struct python_order *python_order_copy(const struct builder *builder,
                                       const struct python_order *order);

/* Enters entry number `entry` of `map` under its key, which is new to the order. */
void python_order_insert(const struct builder *builder, struct map *map, uint32_t entry);

/* Takes the entry with that number out. */
void python_order_remove(struct map *map, uint32_t entry);

/* Makes room for `count` entries that will follow, as Python does before a bulk update. */
void python_order_reserve(const struct builder *builder, struct map *map, uint32_t count);

/* An owned copy of a tree as Python's copy.deepcopy() gives it: each map but the native ones gets a
 * new table, into which its keys go in the old order. */
struct node *python_deep_copy(const struct builder *builder, const struct node *node);

/* Gives an owned ordered map the entries of another one as Python's dict.update() does. */
void python_update(const struct builder *builder, struct node *map, const struct node *from);

#endif
