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
                    UNIT(nested_maps_are_ordered_too), UNIT(colliding_keys_use_up_the_probes));
}
