/* Maps: an array of entries in the order of insertion, searched from front to back while it is
 * small and through a hash index of symbol addresses when it is not. A map in Python's order has a
 * table of slots beside it (document/python_order.h) that says in which order to go through it.
 */
#include <assert.h>

#include "document/node.h"
#include "document/python_order.h"

enum { FIRST_ROOM = 4, INDEXED_FROM = 12 };

static uint32_t address_hash(const struct symbol *key)
{
    uint64_t bits = (uint64_t)(uintptr_t)key * 0x9e3779b97f4a7c15u;

    return (uint32_t)(bits >> 32);
}

static void index_add(struct map *map, uint32_t entry)
{
    uint32_t at = address_hash(map->entries[entry].key) & map->index_mask;

    while (map->index[at])
        at = (at + 1) & map->index_mask;
    map->index[at] = entry + 1;
}

static void index_build(const struct builder *builder, struct map *map)
{
    uint32_t slots = 4 * INDEXED_FROM;

    while (slots < map->room * 2)
        slots *= 2;
    slots--;
    for (uint32_t bit = 1; bit < 32; bit *= 2)
        slots |= slots >> bit;
    map->index = arena_zalloc(builder->arena, ((size_t)slots + 1) * sizeof *map->index);
    map->index_mask = slots;
    for (uint32_t i = 0; i < map->used; i++)
        if (map->entries[i].key) index_add(map, i);
}

/* The number of the entry of `key`, or map->used. */
static uint32_t entry_of(const struct map *map, const struct symbol *key)
{
    if (map->index) {
        for (uint32_t at = address_hash(key) & map->index_mask; map->index[at];
             at = (at + 1) & map->index_mask)
            if (map->entries[map->index[at] - 1].key == key) return map->index[at] - 1;
        return map->used;
    }
    uint32_t entry = 0;
    while (entry < map->used && map->entries[entry].key != key)
        entry++;
    return entry;
}

static struct map_entry *find(const struct node *node, const struct symbol *key)
{
    struct map *map = node_is_map(node) ? node->map : NULL;
    uint32_t entry = map ? entry_of(map, key) : 0;

    return map && entry < map->used ? &map->entries[entry] : NULL;
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

    while (cursor->next <= map->order->mask) {
        uint32_t entry = map->order->slots[cursor->next++];
        if (entry != 0 && entry != PYTHON_REMOVED)
            return map_cursor_set(cursor, &map->entries[entry - 1]);
    }
    return false;
}

uint32_t map_place(const struct node *map, const struct symbol *key)
{
    uint32_t entry = entry_of(map->map, key);

    return map->map->order ? python_order_place(map->map, entry) : entry;
}

const struct map_entry *map_single(const struct node *map)
{
    if (map_count(map) != 1) return NULL;
    if (!map->map->order && map->map->entries[0].key) return map->map->entries;
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

static struct map *map_reserve(const struct builder *builder, struct node *node)
{
    struct map *map = node->map;

    if (map && map->used < map->room) return map;
    uint32_t room = map && map->room ? map->room * 2 : FIRST_ROOM;
    node->map = arena_grow(builder->arena, map, map ? map_size(map->room) : 0, map_size(room));
    if (!map) *node->map = (struct map){.used = 0};
    node->map->room = room;
    if (node->map->used >= INDEXED_FROM) index_build(builder, node->map);
    return node->map;
}

static void add_entry(const struct builder *builder, struct node *node, struct map_entry entry)
{
    struct map *map = map_reserve(builder, node);
    uint32_t number = map->used++;

    map->entries[number] = entry;
    node->count++;
    if (map->index)
        index_add(map, number);
    else if (map->used > INDEXED_FROM)
        index_build(builder, map);
    if (map->order) python_order_insert(builder, map, number);
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
        add_entry(builder, map, (struct map_entry){.key = key, .value = value, .key_native = 1});
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
        struct map_entry added = *like;
        added.value = value;
        add_entry(builder, map, added);
    }
}

const struct map_entry *map_add(const struct builder *builder, struct node *map,
                                const struct map_entry *entry)
{
    assert(node_is_map(map) && (map->flags & NODE_OWNED));
    const struct map_entry *before = find(map, entry->key);

    if (before) return before;
    map->flags &= (uint8_t)~NODE_SETTLED;
    add_entry(builder, map, *entry);
    return NULL;
}

void map_remove(const struct builder *builder, struct node *node, const struct symbol *key)
{
    assert(node_is_map(node) && (node->flags & NODE_OWNED));
    (void)builder; /* nothing is made */
    struct map *map = node->map;
    uint32_t entry = map ? entry_of(map, key) : 0;

    if (!map || entry == map->used) return;
    node->count--;
    node->flags &= (uint8_t)~NODE_SETTLED;
    if (map->order) python_order_remove(map, entry);
    if (map->order || map->index) {
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
    map_reserve(builder, node)->order = python_order_new(builder);
    return node;
}
