/* Maps in the order of Python 2.7, by fixtures/document/python_order.txt, which the reference
 * wrote.
 */
#include "document/python_order.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/limits.h"
#include "tests/support/files.h"
#include "tests/unit/unit.h"

/* Takes what stands before the first `mark` off `rest`. */
static struct slice take(struct slice *rest, char mark)
{
    struct slice part = slice_first(*rest, slice_find(*rest, mark));

    *rest = slice_from(*rest, part.size + 1);
    return part;
}

static void set(struct unit *unit, struct node *map, struct slice key)
{
    map_set(&unit->builder, map, symbol_of(unit->builder.symbols, key),
            node_string(&unit->builder, key));
}

static void update(struct unit *unit, struct node *map, struct slice keys)
{
    struct node *from = node_python_map(&unit->builder);

    while (keys.size)
        set(unit, from, take(&keys, ','));
    python_update(&unit->builder, map, from);
}

/* How a deep copy is made: as a new tree, or in place. */
enum copying { BY_COPY, IN_PLACE };

static struct node *run(struct unit *unit, struct slice operations, enum copying copying)
{
    struct node *map = node_python_map(&unit->builder);

    while (operations.size) {
        struct slice operation = take(&operations, ' ');
        struct slice key = slice_from(operation, 1);
        if (operation.text[0] == '=')
            set(unit, map, key);
        else if (operation.text[0] == '-')
            map_remove(&unit->builder, map, symbol_of(unit->builder.symbols, key));
        else if (operation.text[0] == '<')
            update(unit, map, key);
        else if (copying == BY_COPY)
            map = python_ordered(&unit->builder, map);
        else
            python_settle(&unit->builder, map);
    }
    return map;
}

static struct slice keys_of(struct unit *unit, const struct node *map)
{
    struct buffer out = buffer_new(unit->arena);

    MAP_EACH (map, each) {
        assert_slice(node_text(each.value), each.key->text); /* each key still has its value */
        if (out.size) buffer_add_byte(&out, ' ');
        buffer_add(&out, symbol_slice(each.key));
    }
    return buffer_slice(&out);
}

static void check_order(struct unit *unit, struct slice operations, struct slice expected)
{
    for (int copying = BY_COPY; copying <= IN_PLACE; copying++) {
        const struct node *map = run(unit, operations, (enum copying)copying);
        struct slice got = keys_of(unit, map);
        if (slice_eq(got, expected)) continue;
        print_error("%.*s\nexpected: %.*s\ngot:      %.*s (%s)\n", SLICE_ARG(operations),
                    SLICE_ARG(expected), SLICE_ARG(got), copying == BY_COPY ? "copied" : "settled");
        fail();
    }
}

UNIT_TEST(each_row_of_the_table)
{
    struct slice rest;
    size_t hashes = 0, orders = 0;

    assert_true(load_file(unit->arena, FIXTURES "/document/python_order.txt", &rest));
    while (rest.size) {
        struct slice line = take(&rest, '\n');
        struct slice what = take(&line, '\t');
        struct slice first = take(&line, '\t');
        if (slice_eq(what, SLICE("hash"))) {
            uint64_t expected = (uint64_t)strtoll(slice_copy(unit->arena, line).text, NULL, 10);
            assert_true(python_hash(first) == expected);
            hashes++;
        } else if (slice_eq(what, SLICE("order"))) {
            check_order(unit, first, line);
            orders++;
        }
    }
    assert_true(hashes > 30 && orders > 150);
}

UNIT_TEST(hash_of_nothing)
{
    (void)unit;
    assert_true(python_hash(SLICE("")) == 0);
}

UNIT_TEST(a_copy_keeps_the_table_a_deep_copy_does_not)
{
    /* these two collide: in the table the one that came later stands first */
    struct node *map = node_python_map(&unit->builder);

    set(unit, map, SLICE("get"));
    set(unit, map, SLICE("GET"));
    assert_slice(keys_of(unit, map), "GET get");
    assert_slice(keys_of(unit, python_ordered(&unit->builder, map)), "get GET");
    struct node *copy = node_copy(&unit->builder, map);
    assert_slice(keys_of(unit, copy), "GET get");
    map_remove(&unit->builder, copy, unit_symbol(unit, "GET"));
    assert_slice(keys_of(unit, copy), "get");
    assert_slice(keys_of(unit, map), "GET get"); /* the copy has a table of its own */
}

UNIT_TEST(nested_maps_are_ordered_too)
{
    const struct node *root = unit_read(unit, "{\"x\": [{\"get\": 1, \"GET\": 2}], \"y\": 1}");
    const struct node *ordered = python_ordered(&unit->builder, root);

    assert_slice(unit_json(unit, unit_at(unit, root, "x", "0", NULL)), "{\"get\":1,\"GET\":2}");
    assert_slice(unit_json(unit, unit_at(unit, ordered, "x", "0", NULL)), "{\"GET\":2,\"get\":1}");
}

/* Whether both maps have the same keys in the same order. */
static bool same_order(const struct node *a, const struct node *b)
{
    struct map_cursor left = map_begin(a), right = map_begin(b);

    while (map_next(&left))
        if (!map_next(&right) || left.key != right.key) return false;
    return !map_next(&right);
}

static uint32_t next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33);
}

/* Copies in place, beside copies that are made anew after the same changes. `rarely`: of so many
 * steps one removes a key, or adds several. */
static void check_copies(struct unit *unit, uint64_t seed, uint32_t count, uint32_t rarely,
                         const char *format)
{
    struct builder *builder = &unit->builder;
    struct node *settled = node_python_map(builder), *copied = node_python_map(builder);
    uint32_t number = 0;

    while (map_count(settled) < count) {
        uint32_t random = next_random(&seed), keys = random % rarely == 1 ? random / rarely % 9 : 1;
        for (uint32_t i = 0; i < keys; i++) {
            struct slice key = slice_printf(unit->arena, format, seed % 7 ? number : number * 8192);
            number++;
            set(unit, settled, key);
            set(unit, copied, key);
        }
        if (random % rarely == 0) {
            struct slice key = slice_printf(unit->arena, format, random % (number + 1));
            map_remove(builder, settled, symbol_of(builder->symbols, key));
            map_remove(builder, copied, symbol_of(builder->symbols, key));
        }
        for (uint32_t i = random / 7 % 3; i < 2; i++) {
            python_settle(builder, settled);
            settled->flags &= (uint8_t)~NODE_SETTLED;
            copied = python_ordered(builder, copied);
        }
        assert_true(same_order(settled, copied));
    }
}

UNIT_TEST(copies_of_large_maps)
{
    for (uint64_t seed = 1; seed <= 12; seed++)
        check_copies(unit, seed, 120, 5, "/p%u");
    check_copies(unit, 1, 800, 1000000, "/p%u");
    check_copies(unit, 2, 800, 40, "key%u");
    check_copies(unit, 3, 1500, 200, "/items/%u/{id}");
}

/* The same as the next one, in a map that was copied. */
UNIT_TEST(colliding_keys_of_a_copy_use_up_the_probes)
{
    uint64_t probes = 1000;
    struct builder builder = unit->builder;
    struct node *map = node_python_map(&builder);
    size_t count = 0;

    for (int i = 0; i < 3000; i++) {
        const struct symbol *key =
            symbol_of(builder.symbols, slice_printf(unit->arena, "key%d", i));
        if (i == 1000) builder.probes = &probes;
        map_set(&builder, map, key, node_null(&builder));
        map->flags &= (uint8_t)~NODE_SETTLED;
        python_settle(&builder, map);
    }
    assert_true(probes == 0);
    map_remove(&builder, map, unit_symbol(unit, "key7"));
    MAP_EACH (map, each)
        count++;
    assert_int_equal(count, 2999);
}

/* The hash of Python 2.7 is public, so keys that all collide are easily made: a template could make
 * each insertion take as long as the table is full. The steps are counted and run out. */
UNIT_TEST(colliding_keys_use_up_the_probes)
{
    uint64_t probes = 1000;
    struct builder builder = unit->builder;

    builder.probes = &probes;
    struct node *map = node_python_map(&builder);
    for (int i = 0; i < 3000; i++) {
        const struct symbol *key =
            symbol_of(builder.symbols, slice_printf(unit->arena, "key%d", i));
        map_set(&builder, map, key, node_null(&builder));
    }
    assert_true(probes == 0);
    assert_int_equal(map_count(map), 3000); /* the order is wrong now, but nothing is lost */
    size_t count = 0;
    MAP_EACH (map, each)
        count++;
    assert_int_equal(count, 3000);
}

int main(void)
{
    return UNIT_RUN(UNIT(each_row_of_the_table), UNIT(hash_of_nothing),
                    UNIT(a_copy_keeps_the_table_a_deep_copy_does_not),
                    UNIT(nested_maps_are_ordered_too), UNIT(copies_of_large_maps),
                    UNIT(colliding_keys_of_a_copy_use_up_the_probes),
                    UNIT(colliding_keys_use_up_the_probes));
}
