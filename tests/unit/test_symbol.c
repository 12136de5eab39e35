/* Interned names, the well-known ones, and the table of addresses. */
#include "base/table.h"
#include "spec/names.h"
#include "tests/unit/unit.h"

UNIT_TEST(equal_text_is_one_symbol)
{
    struct symbols *symbols = unit->builder.symbols;
    char text[] = "Some.Name";
    const struct symbol *one = symbol_of(symbols, slice_of(text));

    assert_ptr_equal(one, symbol_of(symbols, SLICE("Some.Name")));
    assert_ptr_not_equal(one, symbol_of(symbols, SLICE("Some.Names")));
    text[0] = 'x'; /* the symbol holds a copy */
    assert_slice(symbol_slice(one), "Some.Name");
    assert_int_equal(one->text[one->size], '\0');
    assert_int_equal(one->number, 0);
}

UNIT_TEST(borrowed_text_is_not_copied)
{
    static const char text[] = "borrowed";
    const struct symbol *symbol = symbol_of_borrowed(unit->builder.symbols, SLICE(text));

    assert_ptr_equal(symbol->text, text);
    assert_ptr_equal(symbol, symbol_of(unit->builder.symbols, SLICE("borrowed")));
}

UNIT_TEST(any_bytes_are_a_name)
{
    struct symbols *symbols = unit->builder.symbols;

    assert_ptr_equal(symbol_of(symbols, SLICE("")), symbol_of(symbols, (struct slice){NULL, 0}));
    assert_ptr_equal(symbol_of(symbols, BYTES("a\0b")), symbol_of(symbols, BYTES("a\0b")));
    assert_ptr_not_equal(symbol_of(symbols, BYTES("a\0b")), symbol_of(symbols, BYTES("a\0c")));
    assert_ptr_not_equal(symbol_of(symbols, BYTES("a")), symbol_of(symbols, BYTES("a\0")));
}

UNIT_TEST(many_names_stay_apart)
{
    enum { COUNT = 20000 };
    struct symbols *symbols = unit->builder.symbols;
    const struct symbol **all = arena_array(unit->arena, COUNT, sizeof *all);

    for (int i = 0; i < COUNT; i++)
        all[i] = symbol_of(symbols, slice_printf(unit->arena, "Name%d", i));
    for (int i = 0; i < COUNT; i++) {
        struct slice text = slice_printf(unit->arena, "Name%d", i);
        assert_ptr_equal(all[i], symbol_of(symbols, text));
        assert_true(slice_eq(symbol_slice(all[i]), text));
    }
}

UNIT_TEST(each_well_known_name_is_found)
{
    for (unsigned i = 1; i < N_COUNT; i++) {
        struct slice text = symbol_slice(&known_names[i]);
        assert_int_equal(known_names[i].number, i);
        assert_int_equal(known_names[i].text[text.size], '\0');
        assert_ptr_equal(symbol_of(unit->builder.symbols, text), &known_names[i]);
        assert_int_equal(symbol_number(&known_name_set, text), i);
    }
    assert_int_equal(symbol_number(&known_name_set, SLICE("No such name")), 0);
    assert_int_equal(symbol_number(&known_name_set, SLICE("")), 0);
}

UNIT_TEST(the_hash_of_all_bytes_is_fnv_1a)
{
    (void)unit;
    /* test vectors of the FNV specification (draft-eastlake-fnv, appendix C) */
    assert_int_equal(symbol_hash(SLICE("")), 0x811c9dc5u);
    assert_int_equal(symbol_hash(SLICE("a")), 0xe40c292cu);
    assert_int_equal(symbol_hash(SLICE("foobar")), 0xbf9cf968u);
}

UNIT_TEST(short_names_that_share_their_ends_stay_apart)
{
    static const char *const names[] = {"a",     "aa",      "aaa",      "aba",
                                        "abba",  "abca",    "acba",     "abcab",
                                        "abxab", "abcdabc", "abcxabcd", "abcyabcd"};
    enum { COUNT = sizeof names / sizeof *names };

    for (int i = 0; i < COUNT; i++)
        for (int k = 0; k < i; k++)
            assert_ptr_not_equal(symbol_of(unit->builder.symbols, slice_of(names[i])),
                                 symbol_of(unit->builder.symbols, slice_of(names[k])));
}

UNIT_TEST(texts_that_hash_like_a_known_name_are_not_it)
{
    (void)unit;
    /* sixteen bytes and more count by their first and last eight */
    struct slice known = SLICE("AWS::CloudFormation::Interface");
    struct slice other = SLICE("AWS::CloXXXormation::Interface");

    (void)unit;
    assert_int_not_equal(symbol_number(&known_name_set, known), 0);
    assert_int_equal(symbol_name_hash(known), symbol_name_hash(other));
    assert_int_equal(symbol_number(&known_name_set, other), 0);
}

UNIT_TEST(symbols_without_a_known_set)
{
    struct symbols *symbols = symbols_new(unit->arena, NULL);
    const struct symbol *symbol = symbol_of(symbols, SLICE("Resources"));

    assert_int_equal(symbol->number, 0);
    assert_ptr_equal(symbol, symbol_of(symbols, SLICE("Resources")));
}

UNIT_TEST(a_table_keeps_what_it_was_given)
{
    enum { COUNT = 5000 };
    static const char keys[COUNT], values[COUNT];
    struct table table = {0};

    assert_null(table_get(&table, &keys[0]));
    for (int i = 0; i < COUNT; i++)
        table_set(unit->arena, &table, &keys[i], &values[i]);
    table_set(unit->arena, &table, &keys[7], &values[8]);
    assert_int_equal(table.count, COUNT);
    for (int i = 0; i < COUNT; i++)
        assert_ptr_equal(table_get(&table, &keys[i]), &values[i == 7 ? 8 : i]);
    assert_null(table_get(&table, &values[0]));
}

int main(void)
{
    return UNIT_RUN(UNIT(equal_text_is_one_symbol), UNIT(borrowed_text_is_not_copied),
                    UNIT(any_bytes_are_a_name), UNIT(many_names_stay_apart),
                    UNIT(each_well_known_name_is_found), UNIT(the_hash_of_all_bytes_is_fnv_1a),
                    UNIT(short_names_that_share_their_ends_stay_apart),
                    UNIT(texts_that_hash_like_a_known_name_are_not_it),
                    UNIT(symbols_without_a_known_set), UNIT(a_table_keeps_what_it_was_given));
}
