/* The tree: maps and lists being built, changed through owned copies, and compared. */
#include <stdio.h>

#include "document/node.h"

#include <stdlib.h>

#include "spec/names.h"
#include "tests/unit/unit.h"

static struct slice keys_of(struct unit *unit, const struct node *map)
{
    struct buffer out = buffer_new(unit->arena);

    MAP_EACH (map, each)
        buffer_printf(&out, "%s ", each.key->text);
    return buffer_slice(&out);
}

UNIT_TEST(absent_is_the_answer_of_absent)
{
    const struct symbol *key = K(Resources);

    assert_null(map_get(NULL, key));
    assert_null(map_get(node_list(&unit->builder), key));
    assert_null(map_get(node_map(&unit->builder), key));
    assert_int_equal(map_count(NULL), 0);
    assert_int_equal(list_count(node_map(&unit->builder)), 0);
    assert_null(list_at(NULL, 0));
    assert_null(map_single(NULL));
    assert_true(node_is_nothing(NULL));
    assert_true(node_is_nothing(node_null(&unit->builder)));
    assert_false(node_is_truthy(NULL));
    assert_null(node_text(NULL).text);
    assert_true(span_is_none(node_span(NULL)));
    MAP_EACH (NULL, each)
        fail();
    LIST_EACH (NULL, each)
        fail();
}

UNIT_TEST(a_map_keeps_the_order_of_insertion)
{
    struct builder *b = &unit->builder;
    struct node *map = node_map(b);

    map_set(b, map, unit_symbol(unit, "b"), node_int(b, 1));
    map_set(b, map, unit_symbol(unit, "a"), node_int(b, 2));
    map_set(b, map, unit_symbol(unit, "c"), node_int(b, 3));
    map_set(b, map, unit_symbol(unit, "b"), node_int(b, 4)); /* keeps its place */
    map_set(b, map, unit_symbol(unit, "d"), NULL);           /* changes nothing */
    assert_slice(unit_json(unit, map), "{\"b\":4,\"a\":2,\"c\":3}");
    map_remove(b, map, unit_symbol(unit, "a"));
    map_remove(b, map, unit_symbol(unit, "not there"));
    assert_slice(unit_json(unit, map), "{\"b\":4,\"c\":3}");
    map_set(b, map, unit_symbol(unit, "a"), node_int(b, 5)); /* comes back at the end */
    assert_slice(keys_of(unit, map), "b c a ");
    assert_int_equal(map_count(map), 3);
}

/* Keys are told by the marks of a map as well; several keys have the same. */
UNIT_TEST(marks_of_keys)
{
    enum { KEYS = 10, OTHERS = 200 };
    struct builder *b = &unit->builder;
    struct node *map = node_map(b);

    for (int i = 0; i < KEYS; i++)
        map_set(b, map, symbol_of(b->symbols, slice_printf(unit->arena, "key%d", i)),
                node_int(b, i));
    const struct node *copy = node_copy(b, map);
    map_remove(b, map, unit_symbol(unit, "key3"));
    for (int i = 0; i < OTHERS; i++) {
        const struct symbol *key = symbol_of(b->symbols, slice_printf(unit->arena, "key%d", i));
        assert_true(map_has(map, key) == (i < KEYS && i != 3));
        assert_true(map_has(copy, key) == (i < KEYS));
        assert_true(!map_has(map, key) || map_may_hold(map, key));
    }
    assert_false(map_may_hold(node_map(b), unit_symbol(unit, "key0")));
    assert_false(map_may_hold(NULL, unit_symbol(unit, "key0")));
    map_set(b, map, unit_symbol(unit, "key3"), node_int(b, 33));
    assert_true(map_has(map, unit_symbol(unit, "key3")));
    assert_int_equal(map_count(map), KEYS);
}

/* Beyond a dozen entries a map has an index; it must say the same as a search would. */
UNIT_TEST(large_maps)
{
    enum { COUNT = 1000 };
    struct builder *b = &unit->builder;
    struct node *map = node_map(b);
    const struct symbol *keys[COUNT];

    for (int i = 0; i < COUNT; i++) {
        keys[i] = unit_symbol(unit, slice_printf(unit->arena, "key%d", i).text);
        map_set(b, map, keys[i], node_int(b, i));
        assert_true(map_has(map, keys[i / 2]));
    }
    for (int i = 0; i < COUNT; i += 3)
        map_remove(b, map, keys[i]);
    assert_int_equal(map_count(map), COUNT - (COUNT + 2) / 3);
    for (int i = 0; i < COUNT; i++) {
        const struct node *value = map_get(map, keys[i]);
        assert_int_equal(value == NULL, i % 3 == 0);
        if (value) assert_slice(node_text(value), slice_printf(unit->arena, "%d", i).text);
    }
    int last = -1;
    MAP_EACH (map, each) {
        int number = (int)strtol(each.key->text + 3, NULL, 10);
        assert_true(number > last);
        last = number;
    }
}

UNIT_TEST(shared_nodes_are_not_changed)
{
    struct builder *b = &unit->builder;
    const struct node *root = unit_read(unit, "a: {b: [x, {c: 1}]}\nd: {e: f}\n");
    struct node *copy = node_copy(b, root);
    struct node *a = map_edit(b, copy, unit_symbol(unit, "a"));
    struct node *list = map_edit(b, a, unit_symbol(unit, "b"));
    struct node *item = list_edit(b, list, 1);

    map_set(b, item, unit_symbol(unit, "c"), node_int(b, 2));
    list_add(b, list, STR(b, "y"));
    assert_slice(unit_json(unit, copy),
                 "{\"a\":{\"b\":[\"x\",{\"c\":2},\"y\"]},\"d\":{\"e\":\"f\"}}");
    assert_slice(unit_json(unit, root), "{\"a\":{\"b\":[\"x\",{\"c\":1}]},\"d\":{\"e\":\"f\"}}");
    /* what was not touched is still the same node; what was made owned is not copied again */
    assert_ptr_equal(unit_at(unit, copy, "d", NULL), unit_at(unit, root, "d", NULL));
    assert_ptr_equal(map_edit(b, copy, unit_symbol(unit, "a")), a);
    assert_null(map_edit(b, copy, unit_symbol(unit, "not there")));
    assert_null(list_edit(b, list, 9));
}

UNIT_TEST(a_deep_copy_shares_no_containers)
{
    struct builder *b = &unit->builder;
    const struct node *root = unit_read(unit, "{\"a\": {\"b\": [{\"c\": 1}]}}");
    struct node *copy = node_deep_copy(b, root);

    assert_true(node_equal(copy, root));
    assert_ptr_not_equal(unit_at(unit, copy, "a", "b", "0", NULL),
                         unit_at(unit, root, "a", "b", "0", NULL));
    assert_ptr_equal(map_edit(b, copy, unit_symbol(unit, "a")), unit_at(unit, copy, "a", NULL));
}

UNIT_TEST(what_is_fitted_stays_and_grows_again)
{
    const struct builder *b = &unit->builder;

    for (unsigned count = 0; count < 40; count++) {
        struct node *list = node_list(b), *map = node_map(b);
        char name[16];
        for (unsigned i = 0; i <= count; i++) {
            if (i == count) {
                node_fit(b, list);
                node_fit(b, map);
            }
            snprintf(name, sizeof name, "k%u", i);
            list_add(b, list, node_int(b, i));
            map_set(b, map, symbol_of(b->symbols, slice_of(name)), node_int(b, i));
        }
        assert_int_equal(list_count(list), count + 1);
        assert_int_equal(map_count(map), count + 1);
        for (unsigned i = 0; i <= count; i++) {
            snprintf(name, sizeof name, "%u", i);
            assert_slice(node_text(list_at(list, i)), name);
            snprintf(name, sizeof name, "k%u", i);
            const struct symbol *key = symbol_of(b->symbols, slice_of(name));
            assert_ptr_equal(map_find(map, key), &map->map->entries[i]);
            assert_slice(node_text(map_get(map, key)), name + 1);
        }
    }
}

UNIT_TEST(building_in_one_expression)
{
    struct builder *b = &unit->builder;
    struct node *map = MAP(b, {K(Type), STR(b, "T")}, {K(Condition), NULL},
                           {K(Properties), LIST(b, node_bool(b, true), NULL, node_null(b))});

    assert_slice(unit_json(unit, map), "{\"Type\":\"T\",\"Properties\":[true,null]}");
    assert_slice(unit_json(unit, node_printf(b, "%s-%d", "x", 3)), "\"x-3\"");
    assert_slice(unit_json(unit, node_int(b, -5)), "-5");
}

UNIT_TEST(merging_sets_each_entry)
{
    struct builder *b = &unit->builder;
    struct node *map = node_copy(b, unit_read(unit, "{\"a\": 1, \"b\": 2}"));

    map_merge(b, map, unit_read(unit, "{\"b\": 3, \"c\": 4}"));
    assert_slice(unit_json(unit, map), "{\"a\":1,\"b\":3,\"c\":4}");
}

UNIT_TEST(one_entry)
{
    const struct map_entry *entry = map_single(unit_read(unit, "{\"Ref\": \"a\"}"));

    assert_non_null(entry);
    assert_ptr_equal(entry->key, K(Ref));
    assert_null(map_single(unit_read(unit, "{}")));
    assert_null(map_single(unit_read(unit, "{\"a\": 1, \"b\": 2}")));
}

UNIT_TEST(equal_is_by_value)
{
    static const struct {
        const char *a, *b;
        bool equal;
    } cases[] = {
        {"{\"a\": 1, \"b\": [2]}", "{\"b\": [2], \"a\": 1}", true},
        {"[1, 2]", "[2, 1]", false},
        {"[1]", "[1, 1]", false},
        {"{\"a\": 1}", "{\"a\": 1, \"b\": null}", false},
        {"{\"a\": null}", "{\"b\": null}", false},
        {"\"1\"", "1", false},
        {"true", "\"true\"", false},
        {"~", "~", true},
        {"\"\"", "\"\"", true},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(node_equal(unit_read(unit, cases[i].a), unit_read(unit, cases[i].b)),
                         cases[i].equal);
}

/* bool() of Python */
UNIT_TEST(truth)
{
    static const char *const truthy[] = {"1",   "-1",  "0.1",    "1.0e+3", "a",
                                         "'0'", "[~]", "{a: ~}", "yes",    "' '"};
    static const char *const falsy[] = {"0",  "-0", "0.0", "-0.0", "0.0e+9",
                                        "''", "[]", "{}",  "no",   "~"};

    for (size_t i = 0; i < sizeof truthy / sizeof *truthy; i++)
        assert_true(node_is_truthy(unit_read(unit, truthy[i])));
    for (size_t i = 0; i < sizeof falsy / sizeof *falsy; i++)
        assert_false(node_is_truthy(unit_read(unit, falsy[i])));
}

UNIT_TEST(generated_nodes_lead_to_their_source)
{
    const struct node *root = unit_read(unit, "a: 1\nb: 2\n");
    struct builder builder = unit->builder;

    builder.origin = unit_at(unit, root, "b", NULL);
    struct node *first = node_map(&builder);
    builder.origin = first;
    struct node *second = node_map(&builder);
    assert_slice(unit_span(unit, node_span(second)), "2:4-2:5");
    builder.origin = NULL;
    assert_true(span_is_none(node_span(node_map(&builder))));
}

int main(void)
{
    return UNIT_RUN(UNIT(absent_is_the_answer_of_absent), UNIT(a_map_keeps_the_order_of_insertion),
                    UNIT(large_maps), UNIT(marks_of_keys), UNIT(shared_nodes_are_not_changed),
                    UNIT(a_deep_copy_shares_no_containers),
                    UNIT(what_is_fitted_stays_and_grows_again), UNIT(building_in_one_expression),
                    UNIT(merging_sets_each_entry), UNIT(one_entry), UNIT(equal_is_by_value),
                    UNIT(truth), UNIT(generated_nodes_lead_to_their_source));
}
