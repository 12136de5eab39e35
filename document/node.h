/* The one tree type: what a template is after reading, at every stage, until it is emitted.
 *
 * Nodes live in the arena of their compilation. Nodes that a reader made are never changed; a stage
 * builds new nodes that share what it leaves as it was. A builder may change the nodes it made
 * (they are "owned") until it hands them on; to change something below a shared node, map_edit()
 * and list_edit() put an owned copy in its place first.
 *
 * Reading functions take NULL for "absent" and answer NULL, 0 or false for it, and for a node of
 * the wrong kind, so that a path can be followed without a check at each step.
 */
#ifndef DOCUMENT_NODE_H
#define DOCUMENT_NODE_H

#include "base/buffer.h"
#include "base/source.h"
#include "base/symbol.h"

enum node_kind {
    NODE_NULL,
    NODE_BOOL,
    NODE_INT,    /* decimal text of any length: -?(0|[1-9][0-9]*) */
    NODE_FLOAT,  /* text as written; "inf", "-inf" and "nan" are possible in YAML */
    NODE_STRING, /* UTF-8; may hold zero bytes; not ended by one */
    NODE_LIST,
    NODE_MAP,
};

enum node_flag {
    NODE_OWNED = 1,     /* may still be changed by the stage that made it */
    NODE_GENERATED = 2, /* stands in no source: `origin` is valid instead of `span` */
    NODE_NATIVE = 4,    /* made by the transform in a place where the reference prints it, or orders
                           its keys, otherwise than a value of the user: see document/python_text.h */
    NODE_SETTLED = 8,   /* copying would change no order in this tree: see python_settle(). Cleared
                           on the way to each change by map_edit() and list_edit() */
    NODE_MERGED = 16,   /* the map was written with merge keys, "<<" */
};

struct list;
struct map;

struct node {
    uint8_t kind;   /* enum node_kind */
    uint8_t flags;  /* enum node_flag */
    uint16_t marks; /* of a map: mark_of() of each of its keys */
    uint32_t count; /* bytes of a scalar's text, items of a list, entries of a map */
    union {
        struct span span;          /* the text it was read from */
        const struct node *origin; /* the node that it was generated for; NULL when none is known */
    };
    union {
        bool truth;       /* NODE_BOOL */
        const char *text; /* NODE_INT, NODE_FLOAT, NODE_STRING */
        struct list *list;
        struct map *map;
    };
};

struct list {
    uint32_t room;
    const struct node *items[];
};

struct map_entry {
    const struct symbol *key; /* NULL: removed */
    const struct node *value;
    uint32_t key_start;      /* offset of the key in the sources; 0 for a generated key */
    uint32_t key_size : 30;  /* bytes of the key there */
    uint32_t key_is_tag : 1; /* it is the tag of a short form, "!Ref" */
    uint32_t key_native : 1; /* the key is a NODE_NATIVE text */
};

struct python_order;

/* What few maps have. */
struct map_tables {
    uint32_t *index;            /* hash index: number of an entry + 1, or 0; NULL while small */
    struct python_order *order; /* order of iteration; NULL: order of insertion */
    uint32_t index_mask;        /* slots of `index` - 1 */
};

struct map {
    uint32_t used, room;       /* entries in use (removed ones included), and space for them */
    struct map_tables *tables; /* NULL: there are none */
    struct map_entry entries[];
};

/* The order of iteration; NULL: order of insertion. */
static inline struct python_order *map_order(const struct map *map)
{
    return map->tables ? map->tables->order : NULL;
}

/* What a builder needs. One per stage and compilation. */
struct builder {
    struct arena *arena;
    struct symbols *symbols;
    const struct node *origin; /* goes into each node made from now on */
    uint64_t *probes;          /* steps left for Python's order, see LIMIT_PYTHON_PROBES; or NULL */
};

/* -- Reading ------------------------------------------------------------------------------------
 */

static inline bool node_is(const struct node *node, enum node_kind kind)
{
    return node && node->kind == kind;
}

static inline bool node_is_map(const struct node *node)
{
    return node_is(node, NODE_MAP);
}

static inline bool node_is_list(const struct node *node)
{
    return node_is(node, NODE_LIST);
}

static inline bool node_is_string(const struct node *node)
{
    return node_is(node, NODE_STRING);
}

/* Absent or null. */
static inline bool node_is_nothing(const struct node *node)
{
    return !node || node->kind == NODE_NULL;
}

/* What Python calls true: neither absent, null, false, a zero, nor empty. */
bool node_is_truthy(const struct node *node);

/* The text of a string, integer or float; an empty slice for all else. */
struct slice node_text(const struct node *node);

/* Whether it is the string `text`. */
bool node_is_text(const struct node *node, struct slice text);

/* Whether both are the same value: maps without order, numbers by their text. */
bool node_equal(const struct node *a, const struct node *b);

/* Where it, or the node that caused it, stands. */
struct span node_span(const struct node *node);

/* The word that users know for a kind: "a map", "a string"... */
const char *node_kind_name(const struct node *node);

static inline uint32_t list_count(const struct node *list)
{
    return node_is_list(list) ? list->count : 0;
}

/* The item, or NULL when there are fewer. */
static inline const struct node *list_at(const struct node *list, uint32_t at)
{
    return list && at < list_count(list) ? list->list->items[at] : NULL;
}

/* Goes through a list: LIST_EACH(list, each) { use(each.value); } */
struct list_cursor {
    const struct node *list;
    const struct node *value; /* the current item */
    uint32_t next;            /* number of the next item */
};

static inline bool list_next(struct list_cursor *cursor)
{
    cursor->value = list_at(cursor->list, cursor->next);
    cursor->next++;
    return cursor->value != NULL;
}

#define LIST_EACH(list_, each_)                                                                    \
    for (struct list_cursor each_ = {.list = (list_)}; list_next(&each_);)

static inline uint32_t map_count(const struct node *map)
{
    return node_is_map(map) ? map->count : 0;
}

/* One of 16 bits, by the address of a symbol. */
static inline uint32_t mark_of(const struct symbol *key)
{
    return UINT32_C(1) << ((uintptr_t)key / sizeof *key % 16);
}

/* Whether it may be a map with that key; false for most keys that are absent. */
static inline bool map_may_hold(const struct node *map, const struct symbol *key)
{
    return node_is_map(map) && (map->marks & mark_of(key));
}

/* The entry of `key`, or NULL. Valid until the map is changed. */
const struct map_entry *map_find(const struct node *map, const struct symbol *key);

/* The value of `key`, or NULL. */
const struct node *map_get(const struct node *map, const struct symbol *key);

static inline bool map_has(const struct node *map, const struct symbol *key)
{
    return map_find(map, key) != NULL;
}

/* Goes through a map in its order: MAP_EACH(map, each) { use(each.key, each.value); }
 * The map may not be changed meanwhile, except by giving a key that it has another value. */
struct map_cursor {
    const struct map *map; /* NULL: nothing to go through */
    uint32_t next;         /* the next entry, or the next slot of the order */
    const struct symbol *key;
    const struct node *value;
    const struct map_entry *entry; /* all there is to know of the current one */
};

static inline struct map_cursor map_begin(const struct node *map)
{
    return (struct map_cursor){.map = node_is_map(map) ? map->map : NULL};
}

static inline bool map_cursor_set(struct map_cursor *cursor, const struct map_entry *entry)
{
    cursor->entry = entry;
    cursor->key = entry->key;
    cursor->value = entry->value;
    return true;
}

/* The part of map_next() for maps in Python's order. */
bool map_next_ordered(struct map_cursor *cursor);

static inline bool map_next(struct map_cursor *cursor)
{
    const struct map *map = cursor->map;

    if (!map) return false;
    if (map_order(map)) return map_next_ordered(cursor);
    while (cursor->next < map->used) {
        const struct map_entry *entry = &map->entries[cursor->next++];
        if (entry->key) return map_cursor_set(cursor, entry);
    }
    return false;
}

#define MAP_EACH(map_, each_) for (struct map_cursor each_ = map_begin(map_); map_next(&each_);)

/* A number that is smaller for one entry of a map than for another that is gone through later. The
 * key is in the map. */
uint32_t map_place(const struct node *map, const struct symbol *key);

/* The only entry of a map with one entry; NULL for all else. */
const struct map_entry *map_single(const struct node *map);

/* The entry's key as text. */
static inline struct slice entry_key(const struct map_entry *entry)
{
    return symbol_slice(entry->key);
}

/* Where an entry's key stands; where the value stands when the key is generated. */
struct span entry_span(const struct map_entry *entry);

/* -- Building -----------------------------------------------------------------------------------
 */

struct node *node_null(const struct builder *builder);
struct node *node_bool(const struct builder *builder, bool truth);
struct node *node_int(const struct builder *builder, long long value);

/* A string; the text is borrowed and must live as long as the arena. */
struct node *node_string(const struct builder *builder, struct slice text);

/* A string that counts as a text of the user (not NODE_NATIVE), because it is made of one. */
struct node *node_user_string(const struct builder *builder, struct slice text);

/* A string from a C string that lives as long as the arena. */
struct node *node_cstring(const struct builder *builder, const char *text);

/* A string of a printf text. */
struct node *node_printf(const struct builder *builder, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A scalar of `kind` with the given text, which is borrowed. */
struct node *node_scalar(const struct builder *builder, enum node_kind kind, struct slice text);

/* An owned scalar that stands where the scalar `like` stands, with its kind and flags, and another
 * text, which is borrowed. */
struct node *node_text_like(const struct builder *builder, const struct node *like,
                            struct slice text);

/* Gives an owned scalar its text, which is borrowed. */
void node_set_text(struct node *node, struct slice text);

struct node *node_list(const struct builder *builder);
struct node *node_map(const struct builder *builder);

/* An empty map in Python's order, see document/python_order.h. */
struct node *node_python_map(const struct builder *builder);

/* An owned node with the same content and place; items and values are shared. A map keeps its kind
 * of order. */
struct node *node_copy(const struct builder *builder, const struct node *node);

/* The node itself when it is owned, else an owned copy. Only for the one who owns its parent. */
struct node *node_own(const struct builder *builder, const struct node *node);

/* An owned copy down to the leaves. */
struct node *node_deep_copy(const struct builder *builder, const struct node *node);

/* `node` with each item or value replaced by what replace(context, it) gives for it. A copy is made
 * only when one of them changes; a scalar is returned as it is. */
typedef const struct node *node_replace(void *context, const struct node *child);
const struct node *node_replace_children(const struct builder *builder, const struct node *node,
                                         node_replace *replace, void *context);

/* Appends to an owned list. NULL is not appended. */
void list_add(const struct builder *builder, struct node *list, const struct node *item);

/* Appends all items of a list. */
void list_add_all(const struct builder *builder, struct node *list, const struct node *items);

/* Whether an equal item is in the list. */
bool list_holds(const struct node *list, const struct node *item);

/* The item of an owned list, made fit for changes: an owned copy takes its place if needed. */
struct node *list_edit(const struct builder *builder, struct node *list, uint32_t at);

/* The part of node_fit() for maps. */
void map_fit(const struct builder *builder, struct node *node);

/* Gives back the room that an owned list or map has beyond what is in it; more may follow all the
 * same. For readers, which do not know before how much there will be. */
void node_fit(const struct builder *builder, struct node *node);

/* Makes room for just so many entries in an empty map; more may follow all the same. */
void map_make_room(const struct builder *builder, struct node *map, uint32_t count);

/* Gives `key` a value in an owned map: an existing key keeps its place, a new one goes to the end.
 * NULL changes nothing. */
void map_set(const struct builder *builder, struct node *map, const struct symbol *key,
             const struct node *value);

/* The same for a key that is a text of the user: a new key does not count as NODE_NATIVE. */
void map_set_user(const struct builder *builder, struct node *map, const struct symbol *key,
                  const struct node *value);

/* The same, keeping the place of the key in the sources and what is known of it from `like`. */
void map_set_like(const struct builder *builder, struct node *map, const struct map_entry *like,
                  const struct node *value);

/* Adds an entry to an owned map, unless there is one of its key, which is left alone and returned.
 */
const struct map_entry *map_add(const struct builder *builder, struct node *map,
                                const struct map_entry *entry);

/* Takes `key` out of an owned map, if it is there. */
void map_remove(const struct builder *builder, struct node *node, const struct symbol *key);

/* Sets all entries of `from` in an owned map. */
void map_merge(const struct builder *builder, struct node *map, const struct node *from);

/* The value of `key` in an owned map, made fit for changes: an owned copy takes its place if
 * needed. NULL when the key is absent. */
struct node *map_edit(const struct builder *builder, struct node *map, const struct symbol *key);

/* The same, after an absent key was given an empty list or map, as `kind` tells. */
struct node *map_edit_default(const struct builder *builder, struct node *map,
                              const struct symbol *key, enum node_kind kind);

/* One entry for MAP(). */
struct field {
    const struct symbol *key;
    const struct node *value; /* NULL: left out */
};

struct node *node_map_of(const struct builder *builder, size_t count, const struct field *fields);
struct node *node_list_of(const struct builder *builder, size_t count,
                          const struct node *const *items);

/* MAP(b, {K(Effect), STR(b, "Allow")}, {K(Action), action}): fields with a NULL value are left out.
 */
#define MAP(builder, ...)                                                                          \
    node_map_of((builder), sizeof((struct field[]){__VA_ARGS__}) / sizeof(struct field),           \
                (struct field[]){__VA_ARGS__})

/* LIST(b, one, two): NULL items are left out. */
#define LIST(builder, ...)                                                                         \
    node_list_of((builder),                                                                        \
                 sizeof((const struct node *[]){__VA_ARGS__}) / sizeof(const struct node *),       \
                 (const struct node *[]){__VA_ARGS__})

/* A string node of a literal. */
#define STR(builder, literal) node_string((builder), SLICE(literal))

#endif
