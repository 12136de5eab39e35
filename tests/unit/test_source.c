/* Places: offsets to lines and columns, over several sources. */
#include "base/source.h"
#include "tests/unit/unit.h"

static struct slice place(struct unit *unit, const struct source *source, uint32_t local)
{
    return unit_place(unit, source->base + local);
}

UNIT_TEST(lines_and_columns_start_at_one)
{
    struct source *source = source_add(unit->reader.sources, SLICE("a"), SLICE("ab\ncd\r\n\nlast"));

    assert_slice(place(unit, source, 0), "1:1");
    assert_slice(place(unit, source, 1), "1:2");
    assert_slice(place(unit, source, 2), "1:3"); /* the line break itself */
    assert_slice(place(unit, source, 3), "2:1");
    assert_slice(place(unit, source, 7), "3:1");
    assert_slice(place(unit, source, 8), "4:1");
    assert_slice(place(unit, source, 12), "4:5"); /* the end of the text is a place */
}

UNIT_TEST(columns_count_code_points)
{
    /* 1, 2, 3 and 4 bytes of UTF-8, then an x */
    struct source *source = source_add(unit->reader.sources, SLICE("a"),
                                       SLICE("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80x"));

    assert_slice(place(unit, source, 1), "1:2");
    assert_slice(place(unit, source, 3), "1:3");
    assert_slice(place(unit, source, 6), "1:4");
    assert_slice(place(unit, source, 10), "1:5");
}

UNIT_TEST(lines_without_their_breaks)
{
    struct source *source = source_add(unit->reader.sources, SLICE("a"), SLICE("ab\ncd\r\n\nlast"));

    place(unit, source, 0);
    assert_slice(source_line(source, 1), "ab");
    assert_slice(source_line(source, 2), "cd");
    assert_slice(source_line(source, 3), "");
    assert_slice(source_line(source, 4), "last");
    assert_null(source_line(source, 0).text);
    assert_null(source_line(source, 5).text);
}

UNIT_TEST(sources_share_one_space)
{
    struct source *one = source_add(unit->reader.sources, SLICE("one"), SLICE("1\n2"));
    struct source *empty = source_add(unit->reader.sources, SLICE("empty"), SLICE(""));
    struct source *two = source_add(unit->reader.sources, SLICE("two"), SLICE("x\ny"));

    assert_int_not_equal(one->base, 0);
    assert_ptr_equal(source_position(unit->reader.sources, one->base + 3).source, one);
    assert_ptr_equal(source_position(unit->reader.sources, empty->base).source, empty);
    assert_ptr_equal(source_position(unit->reader.sources, two->base).source, two);
    assert_slice(place(unit, one, 3), "2:2");
    assert_slice(place(unit, empty, 0), "1:1");
    assert_slice(place(unit, two, 2), "2:1");
    assert_slice(sources_name(unit->reader.sources), "one");
}

/* Places of one source are related to the one that was asked for before. */
UNIT_TEST(places_are_the_same_in_any_order)
{
    struct slice text = SLICE("a\u00e9\u65e5b\n\n\u65e5\u65e5xyz\U0001f600z\n\u00e9");
    uint32_t base = source_add(unit->reader.sources, SLICE("a"), text)->base;
    uint32_t count = (uint32_t)text.size + 1;

    for (uint32_t one = 0; one < count; one++) {
        /* A source that was asked for nothing else. */
        struct sources *fresh = sources_new(unit->arena);
        struct position due =
            source_position(fresh, source_add(fresh, SLICE("a"), text)->base + one);
        for (uint32_t other = 0; other < count; other++) {
            source_position(unit->reader.sources, base + other);
            struct position got = source_position(unit->reader.sources, base + one);
            assert_int_equal(got.line, due.line);
            assert_int_equal(got.column, due.column);
            assert_int_equal(got.byte, due.byte);
        }
    }
}

UNIT_TEST(no_place)
{
    assert_slice(sources_name(unit->reader.sources), "");
    assert_null(source_position(unit->reader.sources, 5).source);
    source_add(unit->reader.sources, SLICE("a"), SLICE("text"));
    assert_null(source_position(unit->reader.sources, 0).source);
    assert_true(span_is_none((struct span){0, 0}));
    assert_false(span_is_none((struct span){1, 1}));
}

UNIT_TEST(many_lines)
{
    struct buffer text = buffer_new(unit->arena);

    for (int i = 0; i < 5000; i++)
        buffer_printf(&text, "%d\n", i);
    struct source *source = source_add(unit->reader.sources, SLICE("a"), buffer_slice(&text));
    uint32_t at = 0;
    for (uint32_t i = 0; i < 5000; i++) {
        struct position position = source_position(unit->reader.sources, source->base + at);
        assert_int_equal(position.line, i + 1);
        assert_int_equal(position.column, 1);
        at += (uint32_t)slice_printf(unit->arena, "%u\n", i).size;
    }
}

int main(void)
{
    return UNIT_RUN(UNIT(lines_and_columns_start_at_one), UNIT(columns_count_code_points),
                    UNIT(lines_without_their_breaks), UNIT(sources_share_one_space),
                    UNIT(places_are_the_same_in_any_order), UNIT(no_place), UNIT(many_lines));
}
