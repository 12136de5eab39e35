/* Trees as Python prints them, by fixtures/document/python_text.txt, which the reference wrote. */
#include "document/python_text.h"

#include "document/python_order.h"
#include "document/reader_internal.h"
#include "tests/support/files.h"
#include "tests/unit/unit.h"

/* Takes what stands before the first `mark` off `rest`. */
static struct slice take(struct slice *rest, char mark)
{
    struct slice part = slice_first(*rest, slice_find(*rest, mark));

    *rest = slice_from(*rest, part.size + 1);
    return part;
}

static struct slice text_of(struct unit *unit, struct slice form, struct slice json)
{
    struct buffer out = buffer_new(unit->arena);
    const struct source *source = source_add(unit->reader.sources, SLICE("value"), json);
    const struct node *root = json_read(&unit->reader, source);

    assert_non_null(root);
    root = python_ordered(&unit->builder, root);
    if (slice_eq(form, SLICE("repr")))
        python_repr(&out, root);
    else
        python_json(&out, root,
                    slice_eq(form, SLICE("sorted")) ? PYTHON_JSON_SORTED : PYTHON_JSON_PLAIN);
    return buffer_slice(&out);
}

UNIT_TEST(each_row_of_the_table)
{
    struct slice rest;
    size_t rows = 0, wrong = 0;

    assert_true(load_file(unit->arena, FIXTURES "/document/python_text.txt", &rest));
    while (rest.size) {
        struct slice expected = take(&rest, '\n');
        if (slice_find(expected, '\t') == expected.size) continue;
        struct slice form = take(&expected, '\t'), json = take(&expected, '\t');
        struct slice got = text_of(unit, form, json);
        rows++;
        if (slice_eq(got, expected)) continue;
        print_error("%.*s of %.*s\nexpected: %.*s\ngot:      %.*s\n", SLICE_ARG(form),
                    SLICE_ARG(json), SLICE_ARG(expected), SLICE_ARG(got));
        wrong++;
    }
    assert_true(rows > 100);
    assert_int_equal(wrong, 0);
}

/* What the transform made itself prints without the u, in Python 3's way. */
/* An empty text may have no address at all. */
UNIT_TEST(empty_text)
{
    struct buffer out = buffer_new(unit->arena);
    struct node *list = node_list(&unit->builder);

    list_add(&unit->builder, list, node_string(&unit->builder, (struct slice){NULL, 0}));
    python_repr(&out, list);
    /* checked with Python 3: repr(['']) */
    assert_slice(buffer_slice(&out), "['']");
}

UNIT_TEST(generated_text_is_native)
{
    struct builder *b = &unit->builder;
    struct buffer out = buffer_new(unit->arena);
    struct node *map = node_map(b);

    map_set(b, map, unit_symbol(unit, "it's"), node_cstring(b, "say \"caf\xc3\xa9\"\n"));
    map_set(b, map, unit_symbol(unit, "n"), node_int(b, 5));
    python_repr(&out, map);
    /* checked with Python 3: repr({"it's": 'say "caf\u00e9"\n', 'n': 5}) */
    assert_slice(buffer_slice(&out), "{\"it's\": 'say \"caf\xc3\xa9\"\\n', 'n': 5}");
}

int main(void)
{
    return UNIT_RUN(UNIT(each_row_of_the_table), UNIT(empty_text), UNIT(generated_text_is_native));
}
