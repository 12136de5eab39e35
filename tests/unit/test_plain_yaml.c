/* The reader for plain YAML: it takes what is plain, and gives then the tree that libyaml gives. */
#include "document/plain_yaml.h"
#include "tests/support/files.h"
#include "tests/support/same_tree.h"
#include "tests/unit/unit.h"

static const struct source *source_of(struct unit *unit, struct slice text)
{
    return source_add(unit->reader.sources, SLICE("a"), text);
}

/* Whether both readers give the same tree; fails when one gives none. */
static bool is_read_alike(struct unit *unit, struct slice text)
{
    const struct source *source = source_of(unit, text);
    const struct node *plain = plain_yaml_read(&unit->reader, source);
    const struct node *any = yaml_read_any(&unit->reader, source);

    if (plain && any && is_same_tree(plain, any)) return true;
    print_error("%s: %.*s\n",
                !plain ? "not plain"
                : any  ? "another tree"
                       : "an error",
                SLICE_ARG(text));
    return false;
}

/* What is plain. */
static const char *const plain[] = {
    "a: b", "a: b\n", "a:\n", "a: \n", "a:", "a : b", "- a\n- b", "-\n-\n", "- ", "  a: 1\n  b: 2",
    "a:\n  b:\n    c: d\n  e: f\ng: h\n", "a:\n- b\n- c\nd: e\n", "a:\n  - b\n  - c\nd: e\n",
    "- a: 1\n  b: 2\n- c: 3\n", "- - a\n  - b\n-  - c\n", "-   a: 1\n    b:\n    - c\n",
    "-\n  a: 1\n- # comment\n  b: 2\n", "a:\n\n  # comment\n\n  b: c # more\n# end\n",
    /* texts without quotes */
    "a: b c  d \n", "a: b:c\n", "a: b#c\n", "a: b #c\n", "a: http://x.y/z?u=v&w\n", "a: -1\n",
    "a: -b\n", "a: :b\n", "a: ?b\n", "a: b, [c]\n", "a: 1\nb: 1.5\nc: true\nd: ~\ne: null\n",
    "a: b\n  c\n  d\n", "a: b\n\n  c\n\n\n  d\n", "a:\n  b\n  c\ne: f", "- b\n  c\n- d",
    "a: b\n - c\n", "a: b\n  c # d\ne: f\n", "a: b   \n    c\n",
    /* in quotes */
    "a: 'b'\n", "a: ''\n", "a: 'b''c'\n", "a: \"b\"\n", "a: \"\"\n", "'a': b", "\"a\" : b",
    "a: \"b\\n\\t\\\"\\\\\\/\\x41\\u00e9\\U0001F600\\e\\0\"\n", "a: 'b\n  c'\n",
    "a: 'b\n\n\n c' # d\n", "a: \" b \n c \"\n", "a: 'b\nc'\nd: e\n", "a: 'b: c # d'\n",
    "a:\n  'b'\n", "'a\\': b",
    /* in blocks */
    "a: |\n  b\n  c\n", "a: |\n  b\n\n\nd: e", "a: |-\n  b\n\n", "a: |+\n  b\n\n\nc: d\n",
    "a: |2\n   b\n  c\n", "a: |\n  b", "a: |\n", "a: |\n\n", "a: |+\n\n\n",
    "a: >\n  b\n  c\n\n  d\n   e\n  f\n", "a: >-\n  b\n\n  c\n", "a: | # comment\n  b\n",
    "a: |1-\n  b\n", "a: |-1\n  b\n", "- |\n  a\n- >\n b\n", "a:\n- |\n  b\n- c\n",
    "a: |\n  b\n # comment\nc: d\n", "a: |\n  b\tc\n  \td\n", "a:\n  |\n  b\n",
    /* flow style */
    "a: []\n", "a: {}\n", "a: [b, c]\n", "a: [b, c, ]\n", "a: {b: c, d: e,}\n",
    "a: {\"b\":c, 'd':[1]}\n", "a: [b,\n  c, # d\n  {e: f}]\n", "a: [b c, 'd', \"e\"]\n",
    "a: {b: , c: }\n", "a: [b: c, 'd': [e]]\n", "a: [b:c, d#e, -f]\n", "a: [\n]\n",
    "- [a]\n- {b: c}\n", "a:\n  [b]\nc: d\n", "a: [b\n, c]\n",
    /* tags, anchors, aliases */
    "a: !Ref b\n", "a: !Sub 'b'\n", "a: !Sub |\n  b\n", "a: !If [b, !Ref c, !GetAtt d.e.f]\n",
    "a: !Join\n  - b\n  - c\n", "a: !Join\n- b\n- c\n", "a: !Foo\n  b: c\n",
    "- !Ref a\n- !Sub\n  b\n", "a: !GetAtt b.c\n", "a: !GetAtt b\n", "a: !Foo::Bar x\n",
    "a: &b c\nd: *b\n", "a: &b\n  c: d\ne:\n  <<: *b\n  f: g\n", "a: [&b c, *b]\n",
    /* lines, marks, characters */
    "a: b\r\nc: |\r\n  d\r\n  e\r\nf: 'g\r\n  h'\r\ni: j\r\n  k\r\n", "---\na: b\n",
    "# c\n--- # d\na: b\n", "%YAML 1.1\n---\na: b\n", "%YAML 1.1\n# c\n---\na: b\n",
    "\xc3\xa9: \xe2\x82\xac \xf0\x9f\x98\x80 \xef\xbf\xbd\n", "a: \xc2\xa0\n",
    "- \xc3\xa9: a\n  \xc3\xa9\xc3\xa9: b\n", "a: ---\n", "a: '---'\n", "a: b\tc\n", "a: b \t\n",
    "a: b\na: c\n", "1: a\ntrue: b\n1.50: c\n~: d\n"};

UNIT_TEST(what_is_plain_is_read_as_libyaml_does)
{
    size_t wrong = 0;

    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        wrong += !is_read_alike(unit, slice_of(plain[i]));
    assert_int_equal(wrong, 0);
}

/* What is not: some of it is no YAML either. */
static const char *const not_plain[] = {"",
                                        "\n",
                                        "# only\n",
                                        "a",
                                        "'a'",
                                        "[a]\n",
                                        "{a: b}\n",
                                        "a:\tb\n",
                                        "\ta: b\n",
                                        "-\ta\n",
                                        "a: [b,\tc]\n",
                                        "a:\n\tb\n",
                                        "a: b\n \t\nc: d\n",
                                        "--- a: b\n",
                                        "a: b\n---\nc: d\n",
                                        "a: b\n...\n",
                                        "a: 'b\n--- c'\n",
                                        "a: [b,\n--- c]\n",
                                        "a: b\n--- c\n",
                                        "...\na: b\n",
                                        "%TAG !e! tag:e,1:\n---\na: b\n",
                                        "%YAML 1.1\na: b\n",
                                        "%YAML 1.2\n---\na: b\n",
                                        "? a\n: b\n",
                                        "!Ref a: b\n",
                                        "&x a: b\n",
                                        "a: &x b\n*x : c\n",
                                        "a: !!str b\n",
                                        "a: ! b\n",
                                        "a: !<b> c\n",
                                        "a: !b! c\n",
                                        "a: !Ref &x b\n",
                                        "a: &x !Ref b\n",
                                        "a: !Ref\nb: c\n",
                                        "a: !Ref !Ref b\n",
                                        "a: *x\n",
                                        "a: {b}\n",
                                        "a: {b, c: d}\n",
                                        "a: {? b : c}\n",
                                        "a: [b\n",
                                        "a: [,]\n",
                                        "a: [b,,c]\n",
                                        "a: [b] c\n",
                                        "a: [b]: c\n",
                                        "a: [a?b]\n",
                                        "a: [-]\n",
                                        "a: [b:]\n",
                                        "a: {b:}\n",
                                        "a: {'b\n c': d}\n",
                                        "a: [b\n c]\n",
                                        "a: b: c\n",
                                        "a: 'b': c\n",
                                        "a: 'b' c\n",
                                        "a: 'b'#c\n",
                                        "a: 'b\n",
                                        "a: - b\n",
                                        "a:\n  - b\n  c: d\n",
                                        "a:\n  - b\n c: d\n",
                                        "a:\n    b: c\n  d: e\n",
                                        "a: b\n  c: d\n",
                                        "a\nb: c\n",
                                        "'a\n b': c\n",
                                        "a: b\nc\n",
                                        "a: b\n  # c\n  d\n",
                                        "a: @b\n",
                                        "a: `b\n",
                                        "a: %b\n",
                                        "a: |x\n  b\n",
                                        "a: |0\n  b\n",
                                        "a: |#b\n  c\n",
                                        "a: |",
                                        "a: |\n\tb\n",
                                        "a: |\n   b\n  c: d\n",
                                        "a: \"\\q\"\n",
                                        "a: \"\\xg0\"\n",
                                        "a: \"\\ud800\"\n",
                                        "a: \"\\U00110000\"\n",
                                        "a: \"b\\\n  c\"\n",
                                        "a: \"\\N\"\n",
                                        "a: \x01\n",
                                        "a: \x7f\n",
                                        "a: b # \x01\n",
                                        "a: '\x01'\n",
                                        "a: |\n  \x01\n",
                                        "a: \xc2\x85\n",
                                        "a: \xc2\x80\n",
                                        "a: \xe2\x80\xa8\n",
                                        "a: \xef\xbb\xbf\n",
                                        "a: \xef\xbf\xbe\n",
                                        "a: b\rc: d\n",
                                        "- a\n b\n- c: d\n e\n"};

UNIT_TEST(what_is_not_plain_is_left_to_libyaml)
{
    size_t wrong = 0;

    for (size_t i = 0; i < sizeof not_plain / sizeof *not_plain; i++) {
        if (!plain_yaml_read(&unit->reader, source_of(unit, slice_of(not_plain[i])))) continue;
        print_error("read as plain: %s\n", not_plain[i]);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

/* Nothing of a reading that was given up is left. */
UNIT_TEST(findings_of_what_was_not_plain_do_not_stay)
{
    struct slice text = SLICE("a: b\na: c\nd: !!str e\n");

    assert_non_null(document_read(&unit->reader, SLICE("a"), text));
    assert_int_equal(unit->reader.findings->count, 1);
    assert_int_equal(unit->reader.findings->totals[SEVERITY_WARNING], 1);
}

static struct slice repeated(struct unit *unit, const char *text, size_t times)
{
    struct buffer out = buffer_new(unit->arena);

    for (size_t i = 0; i < times; i++)
        buffer_add(&out, slice_of(text));
    return buffer_slice(&out);
}

UNIT_TEST(limits)
{
    struct slice key = repeated(unit, "k", 1000), nested = repeated(unit, "- ", 250);
    struct slice deep = repeated(unit, "- ", 300), brackets = repeated(unit, "[", 100000);

    assert_true(is_read_alike(unit, CONCAT(unit->arena, key, SLICE(": v"))));
    assert_true(is_read_alike(unit, CONCAT(unit->arena, nested, SLICE("a"))));
    key = CONCAT(unit->arena, SLICE("k"), key, SLICE(": v"));
    assert_null(plain_yaml_read(&unit->reader, source_of(unit, key)));
    assert_null(plain_yaml_read(&unit->reader, source_of(unit, deep)));
    brackets = CONCAT(unit->arena, SLICE("a: "), brackets);
    assert_null(plain_yaml_read(&unit->reader, source_of(unit, brackets)));
}

/* Or the reader would be of no use. */
UNIT_TEST(the_templates_are_plain)
{
    static const char *const folders[] = {
        "app-chat-backend",  "app-etl",          "app-http-backend",     "app-image-resizer",
        "app-order-service", "template-anchors", "intrinsics-everywhere"};

    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        struct slice path =
            slice_printf(unit->arena, FIXTURES "/transform/%s/template.yaml", folders[i]);
        struct slice text;
        assert_true(load_file(unit->arena, path.text, &text));
        assert_true(is_read_alike(unit, text));
    }
}

int main(void)
{
    return UNIT_RUN(UNIT(what_is_plain_is_read_as_libyaml_does),
                    UNIT(what_is_not_plain_is_left_to_libyaml),
                    UNIT(findings_of_what_was_not_plain_do_not_stay), UNIT(limits),
                    UNIT(the_templates_are_plain));
}
