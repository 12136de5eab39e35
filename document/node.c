/* Scalars, lists, and what holds for every kind of node. Maps are in document/map.c. */
#include "document/node.h"

#include <assert.h>
#include <stdio.h>

#include "document/python_order.h"

bool node_is_truthy(const struct node *node)
{
    if (!node) return false;
    switch ((enum node_kind)node->kind) {
    case NODE_NULL:
        return false;
    case NODE_BOOL:
        return node->truth;
    case NODE_INT:
    case NODE_FLOAT:
        for (uint32_t i = 0; i < node->count && (node->text[i] | 0x20) != 'e'; i++)
            if (node->text[i] != '0' && node->text[i] != '.' && node->text[i] != '-' &&
                node->text[i] != '+')
                return true;
        return false;
    case NODE_STRING:
    case NODE_LIST:
    case NODE_MAP:
        return node->count > 0;
    }
    return false;
}

struct slice node_text(const struct node *node)
{
    if (!node || node->kind < NODE_INT || node->kind > NODE_STRING) return (struct slice){NULL, 0};
    return (struct slice){node->text, node->count};
}

bool node_is_text(const struct node *node, struct slice text)
{
    return node_is_string(node) && slice_eq(node_text(node), text);
}

static bool maps_equal(const struct node *a, const struct node *b)
{
    MAP_EACH (a, each) {
        const struct map_entry *other = map_find(b, each.key);
        if (!other || !node_equal(each.value, other->value)) return false;
    }
    return true;
}

bool node_equal(const struct node *a, const struct node *b)
{
    if (a == b) return true;
    if (!a || !b || a->kind != b->kind) return false;
    switch ((enum node_kind)a->kind) {
    case NODE_NULL:
        return true;
    case NODE_BOOL:
        return a->truth == b->truth;
    case NODE_INT:
    case NODE_FLOAT:
    case NODE_STRING:
        return slice_eq(node_text(a), node_text(b));
    case NODE_LIST:
        if (a->count != b->count) return false;
        for (uint32_t i = 0; i < a->count; i++)
            if (!node_equal(list_at(a, i), list_at(b, i))) return false;
        return true;
    case NODE_MAP:
        return a->count == b->count && maps_equal(a, b);
    }
    return false;
}

struct span node_span(const struct node *node)
{
    while (node && (node->flags & NODE_GENERATED))
        node = node->origin;
    return node ? node->span : (struct span){0, 0};
}

const char *node_kind_name(const struct node *node)
{
    static const char *const names[] = {
        [NODE_NULL] = "null",      [NODE_BOOL] = "a boolean",  [NODE_INT] = "an integer",
        [NODE_FLOAT] = "a number", [NODE_STRING] = "a string", [NODE_LIST] = "a list",
        [NODE_MAP] = "a map",
    };

    return node ? names[node->kind] : "nothing";
}

static void init_node(const struct builder *builder, struct node *node, enum node_kind kind)
{
    *node = (struct node){.kind = (uint8_t)kind, .flags = NODE_OWNED | NODE_GENERATED};
    node->origin = builder->origin;
}

static struct node *new_node(const struct builder *builder, enum node_kind kind)
{
    struct node *node = arena_alloc(builder->arena, sizeof *node);

    init_node(builder, node, kind);
    return node;
}

struct node *node_null(const struct builder *builder)
{
    return new_node(builder, NODE_NULL);
}

struct node *node_bool(const struct builder *builder, bool truth)
{
    struct node *node = new_node(builder, NODE_BOOL);

    node->truth = truth;
    return node;
}

void node_set_text(struct node *node, struct slice text)
{
    node->text = text.text;
    node->count = (uint32_t)text.size;
}

struct node *node_scalar(const struct builder *builder, enum node_kind kind, struct slice text)
{
    struct node *node = new_node(builder, kind);

    node->flags |= NODE_NATIVE;
    node_set_text(node, text);
    return node;
}

struct node *node_int(const struct builder *builder, long long value)
{
    return node_scalar(builder, NODE_INT, slice_printf(builder->arena, "%lld", value));
}

struct node *node_string(const struct builder *builder, struct slice text)
{
    return node_scalar(builder, NODE_STRING, text);
}

struct node *node_user_string(const struct builder *builder, struct slice text)
{
    struct node *node = node_string(builder, text);

    node->flags &= (uint8_t)~NODE_NATIVE;
    return node;
}

struct node *node_cstring(const struct builder *builder, const char *text)
{
    return node_string(builder, slice_of(text));
}

struct node *node_printf(const struct builder *builder, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    struct slice text = slice_vprintf(builder->arena, format, args);
    va_end(args);
    return node_string(builder, text);
}

struct node *node_list(const struct builder *builder)
{
    return new_node(builder, NODE_LIST);
}

static size_t list_size(uint32_t room)
{
    return sizeof(struct list) + room * sizeof(const struct node *);
}

static void list_reserve(const struct builder *builder, struct node *list, uint32_t count)
{
    enum { FIRST_ROOM = 2 };
    struct list *old = list->list;
    uint32_t room = old && old->room ? old->room * 2 : FIRST_ROOM;

    if (old && list->count + count <= old->room) return;
    if (room < list->count + count) room = list->count + count;
    list->list = arena_grow(builder->arena, old, old ? list_size(old->room) : 0, list_size(room));
    list->list->room = room;
}

static struct list *copy_list(const struct builder *builder, const struct node *node)
{
    if (!node->count) return NULL;
    struct list *list = arena_alloc(builder->arena, list_size(node->count));

    memcpy(list, node->list, list_size(node->count));
    list->room = node->count;
    return list;
}

static void list_fit(const struct builder *builder, struct node *node)
{
    struct list *old = node->list;

    if (!old || old->room == node->count) return;
    node->list = copy_list(builder, node);
    arena_give_back(builder->arena, old, list_size(old->room));
}

void list_add(const struct builder *builder, struct node *list, const struct node *item)
{
    assert(node_is_list(list) && (list->flags & NODE_OWNED));
    if (!item) return;
    list->flags &= (uint8_t)~NODE_SETTLED;
    list_reserve(builder, list, 1);
    list->list->items[list->count++] = item;
}

void list_add_all(const struct builder *builder, struct node *list, const struct node *items)
{
    LIST_EACH (items, each)
        list_add(builder, list, each.value);
}

bool list_holds(const struct node *list, const struct node *item)
{
    LIST_EACH (list, each)
        if (node_equal(each.value, item)) return true;
    return false;
}

struct node *node_own(const struct builder *builder, const struct node *node)
{
    /* An owned node was made by node_*() as changeable; only its holder calls it constant. */
    return node->flags & NODE_OWNED ? (struct node *)(uintptr_t)node : node_copy(builder, node);
}

struct node *list_edit(const struct builder *builder, struct node *list, uint32_t at)
{
    assert(list->flags & NODE_OWNED);
    const struct node *old = list_at(list, at);
    if (!old) return NULL;
    struct node *item = node_own(builder, old);
    item->flags &= (uint8_t)~NODE_SETTLED;
    list->list->items[at] = item;
    return item;
}

struct node *map_edit(const struct builder *builder, struct node *map, const struct symbol *key)
{
    const struct node *old = map_get(map, key);
    if (!old) return NULL;
    assert(map->flags & NODE_OWNED);
    struct node *value = node_own(builder, old);
    value->flags &= (uint8_t)~NODE_SETTLED;
    if (value != old) map_set(builder, map, key, value);
    return value;
}

struct node *map_edit_default(const struct builder *builder, struct node *map,
                              const struct symbol *key, enum node_kind kind)
{
    if (!map_has(map, key)) map_set(builder, map, key, new_node(builder, kind));
    return map_edit(builder, map, key);
}

static struct map *copy_map(const struct builder *builder, const struct map *old)
{
    if (!old) return NULL;
    size_t size = sizeof *old + old->used * sizeof *old->entries;
    struct map *map = memcpy(arena_alloc(builder->arena, size), old, size);

    map->room = old->used;
    if (!old->tables) return map;
    map->tables = arena_alloc(builder->arena, sizeof *map->tables);
    *map->tables = *old->tables;
    if (old->tables->index) {
        size = (old->tables->index_mask + 1) * sizeof *old->tables->index;
        map->tables->index = memcpy(arena_alloc(builder->arena, size), old->tables->index, size);
    }
    if (map_order(old)) map->tables->order = python_order_copy(builder, map_order(old));
    return map;
}

void node_fit(const struct builder *builder, struct node *node)
{
    assert(node->flags & NODE_OWNED);
    if (node->kind == NODE_LIST) list_fit(builder, node);
    if (node->kind == NODE_MAP) map_fit(builder, node);
}

struct node *node_copy(const struct builder *builder, const struct node *node)
{
    struct node *copy = arena_alloc(builder->arena, sizeof *copy);

    *copy = *node;
    copy->flags |= NODE_OWNED;
    if (node->kind == NODE_LIST) copy->list = copy_list(builder, node);
    if (node->kind == NODE_MAP) copy->map = copy_map(builder, node->map);
    return copy;
}

struct node *node_text_like(const struct builder *builder, const struct node *like,
                            struct slice text)
{
    struct node *copy = node_copy(builder, like);

    node_set_text(copy, text);
    return copy;
}

struct node *node_deep_copy(const struct builder *builder, const struct node *node)
{
    struct node *copy = node_copy(builder, node);

    if (node->kind == NODE_LIST)
        for (uint32_t i = 0; i < copy->count; i++)
            if (copy->list->items[i]->kind >= NODE_LIST)
                copy->list->items[i] = node_deep_copy(builder, copy->list->items[i]);
    if (node->kind == NODE_MAP && copy->map)
        for (uint32_t i = 0; i < copy->map->used; i++) {
            struct map_entry *entry = &copy->map->entries[i];
            if (entry->key && entry->value->kind >= NODE_LIST)
                entry->value = node_deep_copy(builder, entry->value);
        }
    return copy;
}

static const struct node *replace_items(const struct builder *builder, const struct node *node,
                                        node_replace *replace, void *context)
{
    struct node *copy = NULL;

    for (uint32_t i = 0; i < node->count; i++) {
        const struct node *value = replace(context, node->list->items[i]);
        if (value == node->list->items[i]) continue;
        if (!copy) copy = node_copy(builder, node);
        copy->list->items[i] = value;
    }
    return copy ? copy : node;
}

const struct node *node_replace_children(const struct builder *builder, const struct node *node,
                                         node_replace *replace, void *context)
{
    struct node *copy = NULL;

    if (!node || node->kind < NODE_LIST || node->count == 0) return node;
    if (node->kind == NODE_LIST) return replace_items(builder, node, replace, context);
    MAP_EACH (node, each) {
        const struct node *value = replace(context, each.value);
        if (value == each.value) continue;
        if (!copy) copy = node_copy(builder, node);
        copy->map->entries[each.entry - node->map->entries].value = value;
        copy->flags &= (uint8_t)~NODE_SETTLED;
    }
    return copy ? copy : node;
}

struct node *node_map(const struct builder *builder)
{
    struct node *node = new_node(builder, NODE_MAP);

    node->flags |= NODE_NATIVE;
    return node;
}

/* The node and its items are asked for together. */
struct node *node_list_of(const struct builder *builder, size_t count,
                          const struct node *const *items)
{
    uint32_t room = 0;

    for (size_t i = 0; i < count; i++)
        room += items[i] != NULL;
    void *list;
    struct node *node = arena_alloc_two(builder->arena, sizeof *node, list_size(room), &list);
    init_node(builder, node, NODE_LIST);
    node->list = list;
    node->list->room = room;
    for (size_t i = 0; i < count; i++)
        if (items[i]) node->list->items[node->count++] = items[i];
    return node;
}
