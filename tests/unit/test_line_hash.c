/* Line hashes. The expected ones are those that GitHub's upload action gives for the same files. */
#include "emit/line_hash_internal.h"

#include "tests/unit/unit.h"

/* The hashes of all lines, with a space behind each. */
static struct slice hashes_of(struct unit *unit, struct slice text)
{
    uint32_t base = source_add(unit->reader.sources, SLICE("t"), text)->base;
    const struct source *source = source_position(unit->reader.sources, base).source;
    uint64_t *hashes = line_hashes(unit->arena, source);
    struct buffer out = buffer_new(unit->arena);

    for (uint32_t line = 1; line <= source->line_count; line++)
        buffer_printf(&out, "%s ", line_hash_text(unit->arena, hashes, line).text);
    return buffer_slice(&out);
}

UNIT_TEST(an_empty_file_is_one_line)
{
    assert_slice(hashes_of(unit, SLICE("")), "c129715d7a2bc9a3:1 ");
}

UNIT_TEST(blanks_and_forms_of_line_breaks_do_not_count)
{
    static const char due[] = "271789c17abda88f:1 54703d4cd895b18:1 180aee12dab6264:1 "
                              "a23a3dc5e078b07b:1 ";

    assert_slice(hashes_of(unit, SLICE(" a\nb\n  \t\tc\n d")), due);
    assert_slice(hashes_of(unit, SLICE(" a\r\nb\r\n  \t\tc\r\n d")), due);
    assert_slice(hashes_of(unit, SLICE("a\nb\nc\nd\t ")), due);
}

UNIT_TEST(what_follows_a_line_counts)
{
    assert_slice(hashes_of(unit, SLICE(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n")),
                 "e9496ae3ebfced30:1 fb7c023a8b9ccb3f:1 ce8ba1a563dcdaca:1 e20e36e16fcb0cc8:1 "
                 "b3edc88f2938467e:1 c8e28b0b4002a3a0:1 c129715d7a2bc9a3:1 ");
}

/* Only 100 characters count, so that lines far from an end are alike. */
UNIT_TEST(equal_lines_are_numbered)
{
    struct buffer text = buffer_new(unit->arena);

    for (int i = 0; i < 60; i++)
        buffer_add(&text, SLICE("x\n"));
    struct slice all = hashes_of(unit, buffer_slice(&text));
    struct slice first = slice_first(all, slice_find(all, ':'));
    struct slice second = slice_from(all, slice_find(all, ' ') + 1);
    assert_true(slice_starts(second, CONCAT(unit->arena, first, SLICE(":2 "))));
    assert_true(slice_search(all, CONCAT(unit->arena, first, SLICE(":11 "))) < all.size);
    assert_true(slice_search(all, CONCAT(unit->arena, first, SLICE(":12 "))) == all.size);
}

int main(void)
{
    return UNIT_RUN(UNIT(an_empty_file_is_one_line),
                    UNIT(blanks_and_forms_of_line_breaks_do_not_count),
                    UNIT(what_follows_a_line_counts), UNIT(equal_lines_are_numbered));
}
