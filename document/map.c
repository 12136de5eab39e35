/* Maps: an array of entries in the order of insertion, searched from front to back while it is
 * small and through a hash index of symbol addresses when it is not. Most keys that are asked for
 * are not there, so a map's node has a set of marks of its keys, which says so at once. A map in
 * Python's order has a table of slots beside it (document/python_order.h) that says in which order
 * to go through it.
 */
#include <assert.h>

#include "document/node.h"
#include "document/python_order.h"

enum { FIRST_ROOM = 2, INDEXED_FROM = 12 };

static uint32_t address_hash(const struct symbol *key)
{
    uint64_t bits = (uint64_t)(uintptr_t)key * 0x9e3779b97f4a7c15u;

    return (uint32_t)(bits >> 32);
}

static bool has_index(const struct map *map)
{
    return map->tables && map->tables->index;
}

static void index_add(struct map *map, uint32_t entry)
{
    const struct map_tables *tables = map->tables;
    uint32_t at = address_hash(map->entries[entry].key) & tables->index_mask;

    while (tables->index[at])
        at = (at + 1) & tables->index_mask;
    tables->index[at] = entry + 1;
}

static struct map_tables *tables_of(const struct builder *builder, struct map *map)
{
    if (!map->tables) map->tables = arena_zalloc(builder->arena, sizeof *map->tables);
    return map->tables;
}

static void index_build(const struct builder *builder, struct map *map)
{
    struct map_tables *tables = tables_of(builder, map);
    uint32_t slots = 4 * INDEXED_FROM;

    while (slots < map->room * 2)
        slots *= 2;
    slots--;
    for (uint32_t bit = 1; bit < 32; bit *= 2)
        slots |= slots >> bit;
    if (tables->index)
        arena_give_back(builder->arena, tables->index,
                        ((size_t)tables->index_mask + 1) * sizeof *tables->index);
    tables->index = arena_zalloc(builder->arena, ((size_t)slots + 1) * sizeof *tables->index);
    tables->index_mask = slots;
    for (uint32_t i = 0; i < map->used; i++)
        if (map->entries[i].key) index_add(map, i);
}

static struct map_entry *find_indexed(struct map *map, const struct symbol *key)
{
    const uint32_t *index = map->tables->index, mask = map->tables->index_mask;

    for (uint32_t at = address_hash(key) & mask; index[at]; at = (at + 1) & mask) {
        struct map_entry *entry = &map->entries[index[at] - 1];
        if (entry->key == key) return entry;
    }
    return NULL;
}

static inline struct map_entry *find(const struct node *node, const struct symbol *key)
{
    if (!map_may_hold(node, key)) return NULL;
    struct map *map = node->map;
    if (has_index(map)) return find_indexed(map, key);
    for (struct map_entry *entry = map->entries, *end = entry + map->used; entry < end; entry++)
        if (entry->key == key) return entry;
    return NULL;
}

const struct map_entry *map_find(const struct node *map, const struct symbol *key)
{
    return find(map, key);
}

const struct node *map_get(const struct node *map, const struct symbol *key)
{
    const struct map_entry *entry = find(map, key);

    return entry ? entry->value : NULL;
}

bool map_next_ordered(struct map_cursor *cursor)
{
    const struct map *map = cursor->map;
    const struct python_order *order = map->tables->order;

    while (cursor->next <= order->mask) {
        uint32_t entry = order->slots[cursor->next++];
        if (entry != 0 && entry != PYTHON_REMOVED)
            return map_cursor_set(cursor, &map->entries[entry - 1]);
    }
    return false;
}

uint32_t map_place(const struct node *map, const struct symbol *key)
{
    uint32_t entry = (uint32_t)(find(map, key) - map->map->entries);

    return map_order(map->map) ? python_order_place(map->map, entry) : entry;
}

const struct map_entry *map_single(const struct node *map)
{
    if (map_count(map) != 1) return NULL;
    if (!map_order(map->map) && map->map->entries[0].key) return map->map->entries;
    struct map_cursor cursor = map_begin(map);
    return map_next(&cursor) ? cursor.entry : NULL;
}

struct span entry_span(const struct map_entry *entry)
{
    if (!entry->key_start) return node_span(entry->value);
    return (struct span){entry->key_start, entry->key_start + entry->key_size};
}

static size_t map_size(uint32_t room)
{
    return sizeof(struct map) + room * sizeof(struct map_entry);
}

void map_make_room(const struct builder *builder, struct node *map, uint32_t count)
{
    if (map->map) return;
    map->map = arena_alloc(builder->arena, map_size(count));
    *map->map = (struct map){.room = count};
}

void map_fit(const struct builder *builder, struct node *node)
{
    struct map *old = node->map;

    if (!old || old->room == old->used) return;
    node->map = NULL;
    if (old->used) {
        node->map =
            memcpy(arena_alloc(builder->arena, map_size(old->used)), old, map_size(old->used));
        node->map->room = old->used;
    }
    arena_give_back(builder->arena, old, map_size(old->room));
}

void map_give_order(const struct builder *builder, struct map *map)
{
    tables_of(builder, map)->order = python_order_new(builder);
}

/* Few entries become twice as many, many half as many more. */
static uint32_t grown(uint32_t room)
{
    return room < INDEXED_FROM ? room * 2 : room + room / 2;
}

/* Whether the index has fewer than two slots for each entry that there is room for. */
static bool index_is_narrow(const struct map *map)
{
    return !has_index(map) || map->tables->index_mask / 2 < map->room;
}

/* Makes room for more entries than there are. */
static struct map *grow(const struct builder *builder, struct node *node)
{
    struct map *map = node->map;
    uint32_t room = map && map->room ? grown(map->room) : FIRST_ROOM;

    node->map = arena_grow(builder->arena, map, map ? map_size(map->room) : 0, map_size(room));
    if (!map) *node->map = (struct map){.used = 0};
    node->map->room = room;
    if (node->map->used >= INDEXED_FROM && index_is_narrow(node->map))
        index_build(builder, node->map);
    return node->map;
}

/* Adds an entry for a key that is not there; the caller gives it the rest. */
static struct map_entry *new_entry(const struct builder *builder, struct node *node,
                                   const struct symbol *key)
{
    struct map *map = node->map;

    if (!map || map->used == map->room) map = grow(builder, node);
    uint32_t number = map->used++;
    struct map_entry *entry = &map->entries[number];
    entry->key = key;
    node->marks = (uint16_t)(node->marks | mark_of(key));
    node->count++;
    if (has_index(map))
        index_add(map, number);
    else if (number >= INDEXED_FROM)
        index_build(builder, map);
    if (map_order(map)) python_order_insert(builder, map, number);
    return entry;
}

void map_set(const struct builder *builder, struct node *map, const struct symbol *key,
             const struct node *value)
{
    assert(node_is_map(map) && (map->flags & NODE_OWNED));
    if (!value) return;
    map->flags &= (uint8_t)~NODE_SETTLED;
    struct map_entry *entry = find(map, key);
    if (entry)
        entry->value = value;
    else
        *new_entry(builder, map, key) =
            (struct map_entry){.key = key, .value = value, .key_native = 1};
}

void map_set_user(const struct builder *builder, struct node *map, const struct symbol *key,
                  const struct node *value)
{
    map_set_like(builder, map, &(struct map_entry){.key = key}, value);
}

void map_set_like(const struct builder *builder, struct node *map, const struct map_entry *like,
                  const struct node *value)
{
    assert(node_is_map(map) && (map->flags & NODE_OWNED));
    map->flags &= (uint8_t)~NODE_SETTLED;
    struct map_entry *entry = find(map, like->key);
    if (entry) {
        entry->value = value;
    } else {
        entry = new_entry(builder, map, like->key);
        *entry = *like;
        entry->value = value;
    }
}

const struct map_entry *map_add(const struct builder *builder, struct node *map,
                                const struct map_entry *entry)
{
    assert(node_is_map(map) && (map->flags & NODE_OWNED));
    const struct map_entry *before = find(map, entry->key);

    if (before) return before;
    map->flags &= (uint8_t)~NODE_SETTLED;
    *new_entry(builder, map, entry->key) = *entry;
    return NULL;
}

void map_remove(const struct builder *builder, struct node *node, const struct symbol *key)
{
    assert(node_is_map(node) && (node->flags & NODE_OWNED));
    (void)builder; /* nothing is made */
    struct map *map = node->map;
    struct map_entry *found = find(node, key);

    if (!found) return;
    uint32_t entry = (uint32_t)(found - map->entries);
    node->count--;
    node->flags &= (uint8_t)~NODE_SETTLED;
    if (map_order(map)) python_order_remove(map, entry);
    if (map->tables) {
        map->entries[entry].key = NULL; /* the index keeps a dead entry, which matches no key */
        return;
    }
    map->used--;
    memmove(&map->entries[entry], &map->entries[entry + 1],
            (map->used - entry) * sizeof *map->entries);
}

void map_merge(const struct builder *builder, struct node *map, const struct node *from)
{
    MAP_EACH (from, each)
        map_set_like(builder, map, each.entry, each.value);
}

struct node *node_python_map(const struct builder *builder)
{
    struct node *node = node_map(builder);

    node->flags &= (uint8_t)~NODE_NATIVE;
    map_give_order(builder, grow(builder, node));
    return node;
}

/* The node and its entries are asked for together. */
struct node *node_map_of(const struct builder *builder, size_t count, const struct field *fields)
{
    uint32_t room = 0;

    for (size_t i = 0; i < count; i++)
        room += fields[i].value != NULL;
    void *map;
    struct node *node = arena_alloc_two(builder->arena, sizeof *node, map_size(room), &map);
    *node = (struct node){.kind = NODE_MAP, .flags = NODE_OWNED | NODE_GENERATED | NODE_NATIVE};
    node->origin = builder->origin;
    node->map = map;
    *node->map = (struct map){.room = room};
    for (size_t i = 0; i < count; i++)
        map_set(builder, node, fields[i].key, fields[i].value);
    return node;
}
