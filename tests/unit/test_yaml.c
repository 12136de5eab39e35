/* Reading YAML: the cases of fixtures/document/yaml, encodings, places, and what is refused. */
#include "document/reader_internal.h"
#include "tests/support/compare.h"
#include "tests/support/files.h"
#include "tests/unit/unit.h"

/* -- Cases from files ---------------------------------------------------------------------------
 */

/* Whether NAME.yaml and NAME.json are the same tree. */
static bool same_trees(struct unit *unit, struct slice name)
{
    struct slice yaml, json;
    struct slice stem = slice_first(name, name.size - strlen(".yaml"));
    struct slice path = CONCAT(unit->arena, SLICE(FIXTURES "/document/yaml/"), stem);
    struct difference difference;

    assert_true(load_file(unit->arena, CONCAT(unit->arena, path, SLICE(".yaml")).text, &yaml));
    assert_true(load_file(unit->arena, CONCAT(unit->arena, path, SLICE(".json")).text, &json));
    const struct node *got = document_read(&unit->reader, name, yaml);
    if (!got) print_error("%.*s: %.*s\n", SLICE_ARG(name), SLICE_ARG(unit_finding(unit)->message));
    const struct node *expected = document_read(&unit->reader, name, json);
    assert_non_null(expected);
    if (!got) return false;
    if (compare_trees(unit->arena, expected, got, NULL, &difference)) return true;
    struct slice text = compare_text(unit->arena, &difference);
    print_error("%.*s: %.*s\n", SLICE_ARG(name), SLICE_ARG(text));
    return false;
}

UNIT_TEST(files_give_the_tree_beside_them)
{
    static const char *const suffixes[] = {".yaml", NULL};
    struct file_names names;
    size_t wrong = 0;

    assert_true(list_folder(unit->arena, FIXTURES "/document/yaml", suffixes, &names));
    assert_true(names.count > 10);
    for (size_t i = 0; i < names.count; i++)
        wrong += !same_trees(unit, slice_of(names.items[i]));
    assert_int_equal(wrong, 0);
}

/* -- Encodings and line breaks ------------------------------------------------------------------
 */

static void assert_reads(struct unit *unit, struct slice bytes, const char *json)
{
    const struct node *root = document_read(&unit->reader, SLICE("a"), bytes);

    assert_slice(unit_json(unit, root), json);
}

UNIT_TEST(encodings)
{
    assert_reads(unit, BYTES("\xef\xbb\xbfk: \xc3\xa9"), "{\"k\":\"\xc3\xa9\"}");
    assert_reads(unit, BYTES("\xff\xfek\0:\0 \0\xe9\0"), "{\"k\":\"\xc3\xa9\"}");
    assert_reads(unit, BYTES("\xfe\xff\0k\0:\0 \0\xe9"), "{\"k\":\"\xc3\xa9\"}");
    assert_reads(unit, BYTES("\xfe\xff\0k\0:\0 \xd8\x3d\xde\x00"), "{\"k\":\"\xf0\x9f\x98\x80\"}");
    assert_int_equal(unit->reader.findings->count, 0);
}

UNIT_TEST(line_breaks)
{
    assert_reads(unit, BYTES("a: 1\r\nb: |\r\n  x\r\n  y\r\nc: [1,\r\n 2]\r\n"),
                 "{\"a\":1,\"b\":\"x\\ny\\n\",\"c\":[1,2]}");
    assert_reads(unit, BYTES("a: 1\rb: 2"), "{\"a\":1,\"b\":2}");
    assert_int_equal(unit->reader.findings->count, 0);
}

UNIT_TEST(an_anchor_may_be_defined_again)
{
    /* YAML 1.1, 3.2.2.2: an alias stands for the last node before it with that anchor */
    assert_reads(unit, SLICE("[&a 1, *a, &a 2, *a]"), "[1,1,2,2]");
}

/* -- Places -------------------------------------------------------------------------------------
 */

static const char placed[] = "Resources:\n"
                             "  F\xc3\xbcn:\n"
                             "    Type: \"AWS::X\"   # comment\n"
                             "    List: [a, {b: !Ref C}]\n"
                             "    Block: |\n"
                             "      text\n"
                             "    Map:\n"
                             "      k: v\n"
                             "\n"
                             "# behind\n"
                             "Outputs: !GetAtt \xc3\xa9.Arn\n";

static struct slice span_at(struct unit *unit, const struct node *node)
{
    assert_non_null(node);
    return unit_span(unit, node_span(node));
}

UNIT_TEST(values_know_their_places)
{
    const struct node *root = unit_read(unit, placed);
    const struct node *fn = unit_at(unit, root, "Resources", "F\xc3\xbcn", NULL);

    assert_slice(span_at(unit, unit_at(unit, fn, "Type", NULL)), "3:11-3:19");
    assert_slice(span_at(unit, unit_at(unit, fn, "List", NULL)), "4:11-4:27");
    assert_slice(span_at(unit, unit_at(unit, fn, "List", "0", NULL)), "4:12-4:13");
    assert_slice(span_at(unit, unit_at(unit, fn, "List", "1", NULL)), "4:15-4:26");
    assert_slice(span_at(unit, unit_at(unit, fn, "List", "1", "b", NULL)), "4:19-4:25");
    assert_slice(span_at(unit, unit_at(unit, fn, "Map", NULL)), "8:7-8:11");
    assert_slice(span_at(unit, unit_at(unit, fn, "Map", "k", NULL)), "8:10-8:11");
    assert_slice(span_at(unit, fn), "3:5-8:11");
    assert_slice(span_at(unit, unit_at(unit, root, "Outputs", NULL)), "11:10-11:23");
    assert_slice(span_at(unit, unit_at(unit, root, "Outputs", "Fn::GetAtt", NULL)), "11:10-11:23");
}

/* What holds a block scalar ends where that ends, and not where libyaml says. */
UNIT_TEST(a_block_scalar_ends_in_what_holds_it)
{
    const struct node *root = unit_read(unit, "a:\n"
                                              "  - !Ref |-\n"
                                              "    one\n"
                                              "    two\n"
                                              "\n"
                                              "  - >+\n"
                                              "    three\n"
                                              "\n"
                                              "b: |\n"
                                              "\n");

    assert_slice(span_at(unit, unit_at(unit, root, "a", "0", NULL)), "2:5-4:8");
    assert_slice(span_at(unit, unit_at(unit, root, "a", "0", "Ref", NULL)), "2:5-4:8");
    assert_slice(span_at(unit, unit_at(unit, root, "a", "1", NULL)), "6:5-7:10");
    assert_slice(span_at(unit, unit_at(unit, root, "a", NULL)), "2:3-7:10");
    assert_slice(span_at(unit, unit_at(unit, root, "b", NULL)), "9:4-9:5");
    assert_slice(span_at(unit, root), "1:1-9:5");
}

static struct slice key_span(struct unit *unit, const struct node *map, const char *key)
{
    const struct map_entry *entry = map_find(map, unit_symbol(unit, key));

    assert_non_null(entry);
    return unit_span(unit, entry_span(entry));
}

UNIT_TEST(keys_know_their_places)
{
    const struct node *root = unit_read(unit, placed);
    const struct node *fn = unit_at(unit, root, "Resources", "F\xc3\xbcn", NULL);

    assert_slice(key_span(unit, root, "Resources"), "1:1-1:10");
    assert_slice(key_span(unit, root, "Outputs"), "11:1-11:8");
    assert_slice(key_span(unit, unit_at(unit, root, "Resources", NULL), "F\xc3\xbcn"), "2:3-2:6");
    assert_slice(key_span(unit, fn, "Block"), "5:5-5:10");
    assert_slice(key_span(unit, unit_at(unit, fn, "List", "1", NULL), "b"), "4:16-4:17");
    /* the key of a short form is its tag */
    assert_slice(key_span(unit, unit_at(unit, root, "Outputs", NULL), "Fn::GetAtt"), "11:10-11:17");
}

UNIT_TEST(an_alias_stands_where_its_anchor_is)
{
    const struct node *root = unit_read(unit, "a: &x {k: v}\nb: *x\n");

    assert_slice(span_at(unit, unit_at(unit, root, "b", "k", NULL)), "1:11-1:12");
}

UNIT_TEST(a_merged_entry_keeps_its_place)
{
    const struct node *root = unit_read(unit, "a: &x {k: v}\nb:\n  <<: *x\n  own: 1\n");
    const struct node *b = unit_at(unit, root, "b", NULL);

    assert_slice(key_span(unit, b, "k"), "1:8-1:9");
    assert_slice(key_span(unit, b, "own"), "4:3-4:6");
}

UNIT_TEST(places_far_behind_text_beyond_ascii)
{
    struct buffer text = buffer_new(unit->arena);

    for (int i = 0; i < 300; i++)
        buffer_printf(&text, "k%d: \xe2\x82\xac\xf0\x9f\x98\x80 # \xc3\xa9\n", i);
    const struct node *root = document_read(&unit->reader, SLICE("a"), buffer_slice(&text));
    for (int i = 0; i < 300; i++) {
        struct slice key = slice_printf(unit->arena, "k%d", i);
        struct slice place = slice_printf(unit->arena, "%d:1-%d:%zu", i + 1, i + 1, key.size + 1);
        assert_slice(key_span(unit, root, key.text), place.text);
        place =
            slice_printf(unit->arena, "%d:%zu-%d:%zu", i + 1, key.size + 3, i + 1, key.size + 5);
        assert_slice(span_at(unit, unit_at(unit, root, key.text, NULL)), place.text);
    }
}

/* -- Findings -----------------------------------------------------------------------------------
 */

UNIT_TEST(a_duplicate_key_is_reported)
{
    const struct node *root = unit_read(unit, "a: 1\nb: 2\na: 3\n");
    const struct finding *finding = unit_finding(unit);

    assert_slice(unit_json(unit, root), "{\"a\":3,\"b\":2}");
    assert_ptr_equal(finding->rule, document_rule(DOCUMENT_DUPLICATE_KEY));
    assert_slice(unit_span(unit, finding->span), "3:1-3:2");
    assert_true(slice_search(finding->message, SLICE("line 1")) < finding->message.size);
    assert_int_equal(unit->reader.findings->count, 1);
}

UNIT_TEST(own_keys_over_merged_ones_are_no_duplicates)
{
    assert_non_null(unit_read(unit, "a: &x {k: 1}\nb: {<<: *x, k: 2}\n"));
    assert_int_equal(unit->reader.findings->count, 0);
}

/* No bytes, and no pointer to any; byte order marks with nothing behind them. */
UNIT_TEST(nothing_to_read)
{
    const struct slice nothing[] = {
        {NULL, 0}, BYTES("\xef\xbb\xbf"), BYTES("\xff\xfe"), BYTES("\xfe\xff")};

    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++) {
        assert_null(document_read(&unit->reader, SLICE("a"), nothing[i]));
        assert_int_equal(unit->reader.findings->count, i + 1);
        struct slice message = unit_finding(unit)->message;
        assert_true(slice_search(message, SLICE("empty")) < message.size);
    }
}

/* Texts that cannot be read, and where the finding must point. Which words it uses is up to it, but
 * it must name what the row says. */
static const struct {
    const char *text, *place, *named;
} refused[] = {
    {"", "1:1", "empty"},
    {"# only a comment\n", "1:1", "empty"},
    {"a: b: c\n", "1:5", "':'"},
    {"a: [1, 2\n", "2:1", "'['"},
    {"a: {b: 1\nc: 2\n", "2:2", "'{'"},
    {"a: \"b\nc: d\n", "3:1", "quote"},
    {"a: 1\n\tb: 2\n", "2:1", "tab"},
    {"a:\n\t- b\n", "2:1", "tab"},
    {"a: 1\n  b: 2\n", "2:4", "':'"},
    {"a:\n  b: 1\n c: 2\n", "3:2", "indent"},
    {"- a\nb: 1\n", "2:1", "'- '"},
    {"a: @b\n", "1:4", "'@'"},
    {"a: `b`\n", "1:4", "'`'"},
    {"a: %b\n", "1:4", "'%'"},
    {"a: \"\\q\"\n", "1:5", "escape"},
    {"a: \"\\ud83d\"\n", "1:7", "escape"},
    {"a: *b\n", "1:4", "&b"},
    {"a: &x [*x]\n", "1:8", "*x"},
    {"a: !<tag:yaml.org,2002:set> {b}\n", "1:4", "tag"},
    {"a: !!int b\n", "1:4", "type"},
    {"a: !!binary aGk=\n", "1:4", "tag"},
    {"a: !e!x b\n", "1:4", "%TAG"},
    {"a: .inf\n", "1:4", "quotes"},
    {"a: .nan\n", "1:4", "quotes"},
    {"a: 1.0e+400\n", "1:4", "quotes"},
    {"a: !!float .inf\n", "1:4", "quotes"},
    {".inf: a\n", "1:1", "quotes"},
    {"a: -001.5e+999\n", "1:4", "quotes"},
    {"a: {<<: text}\n", "1:9", "<<"},
    {"a: {<<: [{b: 1}, text]}\n", "1:18", "<<"},
    {"? [a]\n: b\n", "1:3", "list"},
    {"k: {[a]: b}\n", "1:5", "list"},
    {"? {a: 1}\n: b\n", "1:3", "map"},
    {"a: 1\n---\nb: 2\n", "2:1", "second"},
    {"a: 1\n...\nb: 2\n", "3:1", "end of the YAML document"},
    {"a: 1\n]\n", "2:1", ""},
    {"%YAML 2.0\n---\na: 1\n", "1:1", "1.1"},
    {"a: &  b\n", "1:5", "anchor"},
    {"a: b\x01\n", "1:5", "ontrol"},
    {"a: \xff\n", "1:4", "UTF-8"},
    {"a: \xc3\n", "1:4", "UTF-8"},
    {"\x7f"
     "ELF\x02\x01\x01",
     "1:1", ""},
};

UNIT_TEST(what_cannot_be_read_is_reported_where_it_is)
{
    size_t wrong = 0;

    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        findings_cut(unit->reader.findings, 0);
        const struct node *root = unit_read(unit, refused[i].text);
        const struct finding *finding = unit->reader.findings->count ? unit_finding(unit) : NULL;
        struct slice place = finding ? unit_place(unit, finding->span.start) : SLICE("nowhere");
        if (!root && slice_eq(place, slice_of(refused[i].place)) &&
            slice_search(finding->message, slice_of(refused[i].named)) < finding->message.size &&
            finding->rule->severity == SEVERITY_ERROR)
            continue;
        print_error("%s--> at %s, naming \"%s\"; got %s at %.*s: %.*s\n", refused[i].text,
                    refused[i].place, refused[i].named, root ? "a tree" : "no tree",
                    SLICE_ARG(place), SLICE_ARG(finding ? finding->message : SLICE("no finding")));
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    return UNIT_RUN(UNIT(files_give_the_tree_beside_them), UNIT(encodings), UNIT(line_breaks),
                    UNIT(an_anchor_may_be_defined_again), UNIT(values_know_their_places),
                    UNIT(a_block_scalar_ends_in_what_holds_it), UNIT(keys_know_their_places),
                    UNIT(an_alias_stands_where_its_anchor_is), UNIT(a_merged_entry_keeps_its_place),
                    UNIT(places_far_behind_text_beyond_ascii), UNIT(a_duplicate_key_is_reported),
                    UNIT(own_keys_over_merged_ones_are_no_duplicates), UNIT(nothing_to_read),
                    UNIT(what_cannot_be_read_is_reported_where_it_is));
}
