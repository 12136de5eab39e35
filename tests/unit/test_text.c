/* struct slice and struct buffer. */
#include <stdio.h>

#include "base/buffer.h"
#include "tests/unit/unit.h"

UNIT_TEST(slices_compare_by_their_bytes)
{
    (void)unit;
    assert_true(slice_eq(SLICE(""), (struct slice){NULL, 0}));
    assert_true(slice_eq(BYTES("a\0b"), BYTES("a\0b")));
    assert_false(slice_eq(BYTES("a\0b"), BYTES("a\0c")));
    assert_false(slice_eq(SLICE("a"), SLICE("ab")));
    assert_int_equal(slice_compare(SLICE("a"), SLICE("a")), 0);
    assert_true(slice_compare(SLICE("a"), SLICE("ab")) < 0);
    assert_true(slice_compare(SLICE("b"), SLICE("ab")) > 0);
    assert_true(slice_compare(SLICE("z"), SLICE("\xc3\xa9")) < 0); /* bytes are unsigned */
    assert_int_equal(slice_compare((struct slice){NULL, 0}, SLICE("")), 0);
}

UNIT_TEST(starts_and_ends)
{
    (void)unit;
    assert_true(slice_starts(SLICE("Fn::Sub"), SLICE("Fn::")));
    assert_true(slice_starts(SLICE("Fn::"), SLICE("Fn::")));
    assert_true(slice_starts(SLICE(""), SLICE("")));
    assert_false(slice_starts(SLICE("Fn"), SLICE("Fn::")));
    assert_true(slice_ends(SLICE("a.yaml"), SLICE(".yaml")));
    assert_false(slice_ends(SLICE("yaml"), SLICE(".yaml")));
    assert_true(slice_ends((struct slice){NULL, 0}, SLICE("")));
}

UNIT_TEST(parts_of_slices)
{
    (void)unit;
    assert_slice(slice_from(SLICE("abc"), 1), "bc");
    assert_slice(slice_from(SLICE("abc"), 3), "");
    assert_slice(slice_from(SLICE("abc"), 4), "");
    assert_slice(slice_first(SLICE("abc"), 2), "ab");
    assert_slice(slice_first(SLICE("abc"), 9), "abc");
    assert_int_equal(slice_find(SLICE("a.b.c"), '.'), 1);
    assert_int_equal(slice_find(SLICE("abc"), '.'), 3);
    assert_int_equal(slice_find((struct slice){NULL, 0}, '.'), 0);
    assert_int_equal(slice_search(SLICE("aab"), SLICE("ab")), 1);
    assert_int_equal(slice_search(SLICE("aab"), SLICE("b ")), 3);
    assert_int_equal(slice_search(SLICE("ab"), SLICE("abc")), 2);
}

UNIT_TEST(a_buffer_grows_and_ends_with_zero)
{
    struct buffer out = buffer_new(unit->arena);

    for (int i = 0; i < 1000; i++) {
        buffer_add_byte(&out, (char)('a' + i % 26));
        assert_int_equal(out.text[out.size], '\0');
    }
    assert_int_equal(out.size, 1000);
    assert_int_equal(out.text[999], 'a' + 999 % 26);
    buffer_add(&out, (struct slice){NULL, 0});
    assert_int_equal(out.size, 1000);
    buffer_add_repeat(&out, '-', 300);
    assert_int_equal(out.size, 1300);
    assert_int_equal(out.text[1300], '\0');
    assert_int_equal(out.text[1299], '-');
}

UNIT_TEST(several_buffers_grow_in_turn)
{
    struct buffer one = buffer_new(unit->arena), two = buffer_new(unit->arena);

    for (int i = 0; i < 500; i++) {
        buffer_add(&one, SLICE("one"));
        buffer_add(&two, SLICE("2"));
    }
    assert_int_equal(one.size, 1500);
    assert_int_equal(two.size, 500);
    for (size_t i = 0; i < 500; i++) {
        assert_memory_equal(one.text + 3 * i, "one", 3);
        assert_int_equal(two.text[i], '2');
    }
}

UNIT_TEST(printing_into_a_buffer)
{
    struct buffer out = buffer_new(unit->arena);

    buffer_printf(&out, "%s-%d", "a", 7);
    buffer_printf(&out, "%200s", "x");
    assert_int_equal(out.size, 203);
    assert_memory_equal(out.text, "a-7 ", 4);
    assert_int_equal(out.text[202], 'x');
    assert_slice(slice_printf(unit->arena, "%.*s!", SLICE_ARG(slice_first(SLICE("abc"), 2))),
                 "ab!");
}

UNIT_TEST(texts_and_counts_are_printed_as_by_printf)
{
    struct arena *arena = unit->arena;
    struct slice zero = BYTES("a\0b");
    const char *volatile nothing = NULL; /* which a compiler that sees it warns of */

    assert_slice(slice_printf(arena, "%s", ""), "");
    assert_slice(slice_printf(arena, "100 %% of %u and %zu", 4294967295u, (size_t)0),
                 "100 % of 4294967295 and 0");
    assert_slice(slice_printf(arena, "%zu", SIZE_MAX), "18446744073709551615");
    assert_slice(slice_printf(arena, "<%.*s>", SLICE_ARG(zero)), "<a>");
    assert_slice(slice_printf(arena, "<%.*s>", 0, nothing), "<>");
    assert_slice(slice_printf(arena, "<%.*s>", -1, "all of it"), "<all of it>");
    /* what comes behind something else is printed once, and not twice */
    assert_slice(slice_printf(arena, "%s, %u, %.1f %%", "a", 1u, 0.5), "a, 1, 0.5 %");
    assert_slice(slice_printf(arena, "%.*s is %04d", 2, "abc", 7), "ab is 0007");
    assert_int_equal(slice_printf(arena, "%s", "end").text[3], '\0');
}

UNIT_TEST(parts_are_searched_for)
{
    (void)unit;
    assert_int_equal(slice_search(SLICE("a$b${c"), SLICE("${")), 3);
    assert_int_equal(slice_search(SLICE("$$$"), SLICE("${")), 3);
    assert_int_equal(slice_search(SLICE("$"), SLICE("${")), 1);
    assert_int_equal(slice_search(SLICE("x{{"), SLICE("{{")), 1);
    assert_int_equal(slice_search(slice_first(SLICE("a${"), 2), SLICE("${")), 2);
    assert_int_equal(slice_search(SLICE("one two"), SLICE("two")), 4);
    assert_int_equal(slice_search(SLICE(""), SLICE("${")), 0);
}

static void gather(void *context, struct slice piece)
{
    buffer_add(context, piece);
    buffer_add_byte(context, '|');
}

UNIT_TEST(a_buffer_with_an_outlet_holds_little)
{
    struct buffer all = buffer_new(unit->arena), pieces = buffer_new(unit->arena);
    struct outlet outlet = {.take = gather, .context = &pieces, .least = 100};

    all.outlet = &outlet;
    buffer_pass(&all);
    assert_int_equal(pieces.size, 0); /* nothing is no piece */
    for (int i = 0; i < 1000; i++)
        buffer_printf(&all, "%03d,", i);
    buffer_add_repeat(&all, 'x', 3000);
    buffer_pass(&all);
    assert_int_equal(all.size, 0);
    assert_true(all.room < 8000);
    assert_int_equal(outlet.passed, 7000);
    size_t count = 0, at = 0;
    for (size_t i = 0; i < pieces.size; i++) {
        if (pieces.text[i] == '|') {
            count++;
        } else {
            char digits[8];
            snprintf(digits, sizeof digits, "%03zu,", at / 4 % 1000);
            assert_int_equal(pieces.text[i], at < 4000 ? digits[at % 4] : 'x');
            at++;
        }
    }
    assert_int_equal(at, 7000);
    assert_true(count > 10 && count <= 70);
}

/* Formats with what is left to the C library begin anew. */
UNIT_TEST(printing_into_a_buffer_with_an_outlet)
{
    struct buffer all = buffer_new(unit->arena), pieces = buffer_new(unit->arena);
    struct outlet outlet = {.take = gather, .context = &pieces, .least = 100};
    static const char text[] = "a text of some bytes, as long as a line that people would write";

    all.outlet = &outlet;
    for (int i = 0; i < 200; i++)
        buffer_printf(&all, "%s%s%c", text, text, '.');
    buffer_pass(&all);
    assert_int_equal(outlet.passed, 200 * (2 * (sizeof text - 1) + 1));
    size_t dots = 0;
    for (size_t i = 0; i < pieces.size; i++)
        dots += pieces.text[i] == '.';
    assert_int_equal(dots, 200);
}

UNIT_TEST(a_text_that_is_done_takes_no_more_room)
{
    struct buffer out = buffer_new(unit->arena), none = buffer_new(unit->arena);
    size_t before = arena_used(unit->arena);

    assert_int_equal(buffer_end(&none).size, 0);
    buffer_add(&out, SLICE("abc"));
    struct slice text = buffer_end(&out);
    assert_slice(text, "abc");
    assert_int_equal(text.text[3], '\0');
    assert_true(arena_used(unit->arena) - before <= 8);
    buffer_add(&out, SLICE("def"));
    assert_slice(buffer_slice(&out), "abcdef");
    buffer_drop(&out);
    assert_int_equal(arena_used(unit->arena), before);
    buffer_add(&out, SLICE("ghi"));
    assert_slice(buffer_slice(&out), "ghi");
}

UNIT_TEST(copies_are_apart_and_end_with_zero)
{
    char text[] = "abc";
    struct slice copy = slice_copy(unit->arena, (struct slice){text, 2});

    text[0] = 'x';
    assert_slice(copy, "ab");
    assert_int_equal(copy.text[2], '\0');
    assert_slice(CONCAT(unit->arena, SLICE("a"), (struct slice){NULL, 0}, SLICE("bc")), "abc");
    assert_slice(slice_concat(unit->arena, 0, NULL), "");
}

int main(void)
{
    return UNIT_RUN(
        UNIT(slices_compare_by_their_bytes), UNIT(starts_and_ends), UNIT(parts_of_slices),
        UNIT(a_buffer_grows_and_ends_with_zero), UNIT(several_buffers_grow_in_turn),
        UNIT(printing_into_a_buffer), UNIT(texts_and_counts_are_printed_as_by_printf),
        UNIT(parts_are_searched_for), UNIT(copies_are_apart_and_end_with_zero),
        UNIT(a_buffer_with_an_outlet_holds_little), UNIT(printing_into_a_buffer_with_an_outlet),
        UNIT(a_text_that_is_done_takes_no_more_room));
}
