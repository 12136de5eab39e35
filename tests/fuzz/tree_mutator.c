/* A copy of the tree is made in which every node may be changed. All its maps and lists are listed;
 * a change takes one of them, and one of its entries or items. A container is changed by giving it
 * the content of a new one, so that whoever holds it need not know. */
#include "tests/fuzz/tree_mutator.h"

#include "base/vector.h"
#include "emit/emit.h"
#include "spec/names.h"
#include "tests/fuzz/fuzz.h"

/* Larger trees (aliases can make a million nodes of a few bytes) are left to changes of bytes. */
enum { MOST_NODES = 8000 };

enum { MOST_CHANGES = 4 }; /* of one mutation */

struct mutator {
    struct builder builder;
    uint64_t random;
    struct node *root;
    VECTOR(struct node *) containers;  /* of the tree, those that are not empty */
    VECTOR(const struct node *) parts; /* values that may be put somewhere: those of a template */
};

/* -- Chance -------------------------------------------------------------------------------------
 */

static uint32_t chance(struct mutator *m, size_t below)
{
    m->random ^= m->random << 13;
    m->random ^= m->random >> 7;
    m->random ^= m->random << 17;
    return below ? (uint32_t)((m->random >> 11) % below) : 0;
}

static const struct symbol *symbol(const struct mutator *m, struct slice text)
{
    return symbol_of(m->builder.symbols, text);
}

/* The entry with that number, in the order of the map. */
static const struct map_entry *entry_at(const struct node *map, uint32_t number)
{
    MAP_EACH (map, each)
        if (number-- == 0) return each.entry;
    return NULL;
}

/* A name that the code knows: of a property, a resource type, a function. */
static const struct symbol *any_name(struct mutator *m)
{
    return &known_names[1 + chance(m, N_COUNT - 1)];
}

/* -- The copy -----------------------------------------------------------------------------------
 */

static bool is_small(const struct node *node, size_t *left)
{
    if ((*left)-- == 0) return false;
    MAP_EACH (node, each)
        if (!is_small(each.value, left)) return false;
    LIST_EACH (node, each)
        if (!is_small(each.value, left)) return false;
    return true;
}

static void list_parts(struct mutator *m, const struct node *node)
{
    VECTOR_PUSH(m->builder.arena, &m->parts, node);
    MAP_EACH (node, each)
        list_parts(m, each.value);
    LIST_EACH (node, each)
        list_parts(m, each.value);
}

/* All nodes are owned, since they come from node_deep_copy(). */
static void list_containers(struct mutator *m, const struct node *node)
{
    if (node->kind < NODE_LIST) return;
    if (node->count > 0) VECTOR_PUSH(m->builder.arena, &m->containers, (struct node *)node);
    MAP_EACH (node, each)
        list_containers(m, each.value);
    LIST_EACH (node, each)
        list_containers(m, each.value);
}

/* -- Values -------------------------------------------------------------------------------------
 */

/* A key of one of the sections of the template, such as a logical id. */
static struct slice any_id(struct mutator *m, const struct symbol *section)
{
    const struct node *map = map_get(m->root, section);
    const struct map_entry *entry = entry_at(map, chance(m, map_count(map)));

    return entry ? entry_key(entry) : symbol_slice(any_name(m));
}

static struct slice any_referred(struct mutator *m)
{
    static const char *const pseudo[] = {"AWS::Region", "AWS::NoValue", "AWS::Partition",
                                         "AWS::NotificationARNs", "AWS::AccountId"};

    switch (chance(m, 4)) {
    case 0:
        return any_id(m, K(Parameters));
    case 1:
        return slice_of(pseudo[chance(m, sizeof pseudo / sizeof *pseudo)]);
    default:
        return any_id(m, K(Resources));
    }
}

static const struct node *call(struct mutator *m, const char *function, const struct node *argument)
{
    return MAP(&m->builder, {symbol(m, slice_of(function)), argument});
}

/* An intrinsic function with names of this template; `value` may become a part of it. */
static const struct node *any_intrinsic(struct mutator *m, const struct node *value)
{
    const struct builder *b = &m->builder;
    const struct node *referred = node_string(b, any_referred(m));
    const struct node *condition = node_string(b, any_id(m, K(Conditions)));
    struct slice sub = CONCAT(b->arena, SLICE("a-${"), any_referred(m), SLICE("}"));

    switch (chance(m, 12)) {
    case 0:
    case 1:
        return call(m, "Ref", referred);
    case 2:
        return call(m, "Fn::GetAtt", LIST(b, referred, STR(b, "Arn")));
    case 3:
        return call(m, "Fn::Sub", node_string(b, sub));
    case 4:
        return call(m, "Fn::Sub",
                    LIST(b, node_string(b, sub), MAP(b, {symbol(m, any_referred(m)), value})));
    case 5:
        return call(m, "Fn::If", LIST(b, condition, value, call(m, "Ref", STR(b, "AWS::NoValue"))));
    case 6:
        return call(m, "Fn::Join", LIST(b, STR(b, "-"), value));
    case 7:
        return call(m, "Fn::Select", LIST(b, node_int(b, chance(m, 4)), value));
    case 8:
        return call(m, "Fn::FindInMap",
                    LIST(b, node_string(b, any_id(m, K(Mappings))), value, STR(b, "x")));
    case 9:
        return call(m, "Fn::Transform",
                    MAP(b, {symbol(m, SLICE("Name")), STR(b, "AWS::Include")},
                        {symbol(m, SLICE("Parameters")),
                         MAP(b, {symbol(m, SLICE("Location")), referred})}));
    case 10:
        return call(m, "Fn::Equals", LIST(b, value, referred));
    default:
        return call(m, chance(m, 2) ? "Fn::ImportValue" : "Fn::ToJsonString", value);
    }
}

/* A loop, for the place of an entry. */
static const struct node *loop(struct mutator *m, struct slice key, const struct node *value)
{
    const struct builder *b = &m->builder;
    struct slice made = CONCAT(b->arena, key, SLICE("${I}"));

    return LIST(b, STR(b, "I"), LIST(b, STR(b, "A"), node_string(b, any_referred(m))),
                MAP(b, {symbol(m, made), value}));
}

static const struct node *odd_value(struct mutator *m)
{
    static const char *const values[] = {
        "null",
        "true",
        "\"true\"",
        "0",
        "-1",
        "7.5",
        "1e300",
        "\"\"",
        "\"x\"",
        "[]",
        "{}",
        "[{}]",
        "\"*\"",
        "\"./src\"",
        "\"s3://b/k\"",
        "\"arn:aws:sns:us-east-1:123456789012:t\"",
        "{\"x\": null}",
        "[null]",
        "\"${x}\"",
        "\"{{resolve:ssm:x}}\"",
        "\"\\u0000\"",
        "\"\\u001b[31m\"",
        "99999999999999999999",
        "\"2012-10-17\"",
        "\"Allow\"",
        "{\"Bucket\": \"b\", \"Key\": \"k\"}",
    };

    return document_read_constant(&m->builder,
                                  slice_of(values[chance(m, sizeof values / sizeof *values)]));
}

/* A copy of any part of the template, or of the one that is crossed with it. */
static const struct node *any_part(struct mutator *m)
{
    return node_deep_copy(&m->builder, m->parts.items[chance(m, m->parts.count)]);
}

static const struct node *any_value(struct mutator *m, const struct node *value)
{
    switch (chance(m, 5)) {
    case 0:
        return node_string(&m->builder, symbol_slice(any_name(m)));
    case 1:
        return odd_value(m);
    case 2:
        return any_part(m);
    default:
        return any_intrinsic(m, value);
    }
}

/* -- Changes ------------------------------------------------------------------------------------
 */

/* What happens to one entry or item. */
enum change {
    DROP,
    DUPLICATE,
    RENAME,
    REPLACE,
    SPLICE, /* a part of a template takes its place */
    WRAP,
    LOOP,
    INSERT, /* something new goes before it */
    CHANGES,
};

static const struct symbol *other_key(struct mutator *m, const struct symbol *key)
{
    switch (chance(m, 4)) {
    case 0:
        return symbol(m, CONCAT(m->builder.arena, symbol_slice(key), SLICE("2")));
    case 1:
        return symbol(m, any_referred(m));
    default:
        return any_name(m);
    }
}

static void change_entry(struct mutator *m, struct node *to, const struct symbol *key,
                         const struct node *value, enum change change)
{
    const struct builder *b = &m->builder;
    struct slice name = CONCAT(b->arena, SLICE("Fn::ForEach::"), symbol_slice(key));

    if (change == INSERT) map_set(b, to, other_key(m, key), any_value(m, value));
    if (change == DROP) return;
    if (change == LOOP) {
        map_set(b, to, symbol(m, name), loop(m, symbol_slice(key), value));
        return;
    }
    if (change == REPLACE) value = any_value(m, value);
    if (change == SPLICE) value = any_part(m);
    if (change == WRAP) value = chance(m, 4) ? any_intrinsic(m, value) : LIST(b, value, value);
    map_set(b, to, change == RENAME ? other_key(m, key) : key, value);
    if (change == DUPLICATE) map_set(b, to, other_key(m, key), value);
}

static void change_item(struct mutator *m, struct node *to, const struct node *value,
                        enum change change)
{
    const struct builder *b = &m->builder;

    if (change == INSERT) list_add(b, to, any_value(m, value));
    if (change == DROP) return;
    if (change == REPLACE || change == RENAME) value = any_value(m, value);
    if (change == SPLICE) value = any_part(m);
    if (change == WRAP || change == LOOP)
        value = chance(m, 4) ? any_intrinsic(m, value) : LIST(b, value);
    list_add(b, to, value);
    if (change == DUPLICATE) list_add(b, to, value);
}

static void change_container(struct mutator *m, struct node *container, uint32_t number,
                             enum change change)
{
    struct node *to = node_is_map(container) ? node_map(&m->builder) : node_list(&m->builder);
    uint32_t at = 0;

    MAP_EACH (container, each) {
        if (at++ == number)
            change_entry(m, to, each.key, each.value, change);
        else
            map_set(&m->builder, to, each.key, each.value);
    }
    LIST_EACH (container, each) {
        if (at++ == number)
            change_item(m, to, each.value, change);
        else
            list_add(&m->builder, to, each.value);
    }
    *container = *to;
}

/* The place of a value of a container. */
static const struct node **value_place(struct node *container, uint32_t number)
{
    if (node_is_list(container)) return &container->list->items[number];
    return &((struct map_entry *)entry_at(container, number))->value;
}

static bool holds(const struct node *tree, const struct node *node)
{
    bool found = tree == node;

    MAP_EACH (tree, each)
        found = found || holds(each.value, node);
    LIST_EACH (tree, each)
        found = found || holds(each.value, node);
    return found;
}

/* Two values of the tree change places, unless one is a part of the other. */
static void swap(struct mutator *m)
{
    struct node *one = m->containers.items[chance(m, m->containers.count)];
    struct node *other = m->containers.items[chance(m, m->containers.count)];
    if (one->count == 0 || other->count == 0) return;
    const struct node **a = value_place(one, chance(m, one->count));
    const struct node **b = value_place(other, chance(m, other->count));
    const struct node *kept = *a;

    if (holds(*a, *b) || holds(*b, *a) || holds(*a, other) || holds(*b, one)) return;
    *a = *b;
    *b = kept;
}

static void change_tree(struct mutator *m, bool splice)
{
    for (uint32_t left = 1 + chance(m, MOST_CHANGES); left > 0; left--) {
        m->containers.count = 0;
        list_containers(m, m->root);
        if (m->containers.count == 0) return;
        struct node *container = m->containers.items[chance(m, m->containers.count)];
        uint32_t change = splice ? (uint32_t)SPLICE : chance(m, CHANGES + 1);
        if (change == CHANGES)
            swap(m);
        else
            change_container(m, container, chance(m, container->count), (enum change)change);
        m->root = node_deep_copy(&m->builder, m->root); /* what is shared now becomes two */
    }
}

/* -- Reading and writing ------------------------------------------------------------------------
 */

struct request {
    struct arena *arena;
    struct slice text, other; /* templates; other.text is NULL for a mutation */
    uint8_t *out;
    size_t most; /* bytes that fit there */
    unsigned seed;
    size_t size; /* of what was written; 0: nothing */
};

static void write_tree(struct mutator *m, struct request *request)
{
    bool yaml = chance(m, 3) == 0;
    struct buffer text = buffer_new(m->builder.arena);
    struct emit_options options = {.compact = chance(m, 2)};
    size_t left = MOST_NODES;

    if (!is_small(m->root, &left)) return;
    emit_format(yaml ? SLICE("yaml") : SLICE("json"))->write_template(&text, m->root, &options);
    struct slice written = buffer_slice(&text);
    if (written.size == 0 || written.size > request->most) return;
    memcpy(request->out, written.text, written.size);
    request->size = written.size;
}

static void run_request(void *context)
{
    struct request *request = context;
    struct arena *arena = request->arena;
    struct reader reader = {
        .builder = {.arena = arena, .symbols = symbols_new(arena, &known_name_set)},
        .sources = sources_new(arena),
        .findings = findings_new(arena),
    };
    struct mutator m = {.builder = reader.builder,
                        .random = (request->seed + 1) * UINT64_C(0x9e3779b97f4a7c15)};
    size_t left = MOST_NODES;
    const struct node *root = document_read(&reader, SLICE("template"), request->text);

    if (!root || !is_small(root, &left)) return;
    m.root = node_deep_copy(&m.builder, root);
    if (request->other.text) root = document_read(&reader, SLICE("other"), request->other);
    if (!root || !is_small(root, &left)) return;
    list_parts(&m, root);
    change_tree(&m, request->other.text != NULL);
    write_tree(&m, request);
}

static size_t answer(struct request *request)
{
    request->arena = arena_new();
    if (!request->arena || !arena_run(request->arena, run_request, request)) request->size = 0;
    arena_free(request->arena);
    return request->size;
}

size_t tree_mutate(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    if (size < 2 || most < 2) return 0;
    struct request request = {
        .text = {(char *)data + 1, size - 1}, .out = data + 1, .most = most - 1, .seed = seed};

    return answer(&request) ? request.size + 1 : 0;
}

size_t tree_cross(const uint8_t *one, size_t one_size, const uint8_t *other, size_t other_size,
                  uint8_t *out, size_t most, unsigned seed)
{
    if (one_size < 2 || other_size < 2 || most < 2) return 0;
    struct request request = {.text = {(const char *)one + 1, one_size - 1},
                              .other = {(const char *)other + 1, other_size - 1},
                              .out = out + 1,
                              .most = most - 1,
                              .seed = seed};

    if (!answer(&request)) return 0;
    out[0] = one[0];
    return request.size + 1;
}

/* -- libFuzzer ----------------------------------------------------------------------------------
 */

/* One in so many mutations is one of bytes, for readers and options. */
enum { BYTES_EVERY = 8 };

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    size_t mutated = 0;

    if (seed % BYTES_EVERY != 0) mutated = tree_mutate(data, size, most, seed);
    if (mutated && seed / BYTES_EVERY % 16 == 0) data[0] = (uint8_t)(seed >> 16);
    return mutated ? mutated : LLVMFuzzerMutate(data, size, most);
}

size_t LLVMFuzzerCustomCrossOver(const uint8_t *one, size_t one_size, const uint8_t *other,
                                 size_t other_size, uint8_t *out, size_t most, unsigned seed)
{
    return tree_cross(one, one_size, other, other_size, out, most, seed);
}
