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

#define PYTHON_REMOVED 0xffffffffu

struct python_scratch;

struct python_order {
    uint32_t *slots;  /* number of the map's entry + 1; 0: never used; PYTHON_REMOVED */
    uint64_t *hashes; /* of the keys, by the number of their entry */
    struct python_scratch *scratch; /* for copies of a large map; or NULL */
    uint32_t room;                  /* slots that there is space for */
    uint32_t hashes_room;           /* entries that there is space for in `hashes` */
    uint32_t mask;                  /* slots in use - 1; a power of two, at least 8 */
    uint32_t used;                  /* slots that hold an entry */
    uint32_t fill;                  /* the same and the removed ones */
};

/* Python 2.7's hash of a unicode text, on a 64-bit machine. */
uint64_t python_hash(struct slice text);

/* A new order with 8 free slots. */
struct python_order *python_order_new(const struct builder *builder);

/* Gives a map without order an empty one. */
void map_give_order(const struct builder *builder, struct map *map);

/* An order with the same slots. */
struct python_order *python_order_copy(const struct builder *builder,
                                       const struct python_order *order);

/* Enters entry number `entry` of `map` under its key, which is new to the order. */
void python_order_insert(const struct builder *builder, struct map *map, uint32_t entry);

/* Takes the entry with that number out. */
void python_order_remove(struct map *map, uint32_t entry);

/* The slot of the entry with that number. */
uint32_t python_order_place(const struct map *map, uint32_t entry);

/* Makes room for `count` entries that will follow, as Python does before a bulk update. */
void python_order_reserve(const struct builder *builder, struct map *map, uint32_t count);

/* An owned copy of a tree in which all maps have Python's order; their keys go in as they stood. */
struct node *python_ordered(const struct builder *builder, const struct node *node);

/* An empty map in Python's order with the place and the flags of another one. */
struct node *python_map_like(const struct builder *builder, const struct node *like);

/* Brings the maps of an owned tree, in place, into the order that a deep copy of it would have. The
 * editors of the reference copy a whole definition for each small change; here, parts whose order
 * copying leaves as it is are marked NODE_SETTLED and passed over. Nothing is done any more once
 * the steps of builder->probes are used up. */
void python_settle(const struct builder *builder, struct node *node);

/* Gives an owned ordered map the entries of another one as Python's dict.update() does. */
void python_update(const struct builder *builder, struct node *map, const struct node *from);

#endif
