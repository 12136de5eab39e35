/* Reading JSON: the grammar of RFC 8259, places, and what is refused. */
#include "document/reader_internal.h"
#include "tests/unit/unit.h"

static void assert_reads(struct unit *unit, struct slice bytes, const char *json)
{
    const struct node *root = document_read(&unit->reader, SLICE("a.json"), bytes);

    assert_slice(unit_json(unit, root), json);
}

UNIT_TEST(every_kind_of_value)
{
    assert_reads(unit, SLICE("{}"), "{}");
    assert_reads(unit, SLICE("{\"a\": [], \"b\": {}, \"c\": null, \"d\": true, \"e\": false}"),
                 "{\"a\":[],\"b\":{},\"c\":null,\"d\":true,\"e\":false}");
    assert_reads(unit, SLICE(" \t\r\n{ \"a\"\t:\n[ 1 , \"x\" ]\r\n} \n"), "{\"a\":[1,\"x\"]}");
    assert_reads(unit, SLICE("{\n\t\"a\": {\n\t\t\"b\": 1\n\t}\n}"), "{\"a\":{\"b\":1}}");
    assert_int_equal(unit->reader.findings->count, 0);
}

UNIT_TEST(numbers_keep_their_digits)
{
    assert_reads(unit,
                 SLICE("{\"a\": [0, -1, 123456789012345678901234567890, 1.50, 1e5, 1E+05, -0.0]}"),
                 "{\"a\":[0,-1,123456789012345678901234567890,1.50,1e5,1E+05,-0.0]}");
    assert_reads(unit, SLICE("{\"a\": -0}"), "{\"a\":0}"); /* what Python reads it as */
}

UNIT_TEST(kinds_of_numbers)
{
    const struct node *root = unit_read(unit, "{\"i\": 1, \"f\": 1.0, \"e\": 1e2}");

    assert_int_equal(unit_at(unit, root, "i", NULL)->kind, NODE_INT);
    assert_int_equal(unit_at(unit, root, "f", NULL)->kind, NODE_FLOAT);
    assert_int_equal(unit_at(unit, root, "e", NULL)->kind, NODE_FLOAT);
}

UNIT_TEST(escapes)
{
    const struct node *root = unit_read(unit, "{\"a\": \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9"
                                              "\\u20AC\\ud83d\\ude00\\u0000\"}");
    struct slice text = node_text(unit_at(unit, root, "a", NULL));

    assert_true(slice_eq(text, BYTES("\"\\/\b\f\n\r\tA\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\0")));
}

UNIT_TEST(unpaired_surrogates_are_replaced)
{
    const struct node *root = unit_read(
        unit, "{\"a\": \"\\ud83d\", \"b\": \"\\ude00x\", \"c\": \"\\ud83d\\ud83d\\ude00\"}");

    assert_slice(node_text(unit_at(unit, root, "a", NULL)), "\xef\xbf\xbd");
    assert_slice(node_text(unit_at(unit, root, "b", NULL)), "\xef\xbf\xbdx");
    assert_slice(node_text(unit_at(unit, root, "c", NULL)), "\xef\xbf\xbd\xf0\x9f\x98\x80");
}

UNIT_TEST(nothing_but_text_means_anything)
{
    /* what would be a number, a boolean, a merge or a tag in YAML */
    assert_reads(unit,
                 SLICE("{\"a\": \"yes\", \"b\": \"012\", \"<<\": {\"c\": 1}, \"!Ref\": \"~\"}"),
                 "{\"a\":\"yes\",\"b\":\"012\",\"<<\":{\"c\":1},\"!Ref\":\"~\"}");
}

UNIT_TEST(byte_order_marks)
{
    assert_reads(unit, BYTES("\xef\xbb\xbf{\"a\": 1}"), "{\"a\":1}");
    assert_reads(unit,
                 BYTES("\xff\xfe{\0\"\0a\0\"\0:\0"
                       "1\0}\0"),
                 "{\"a\":1}");
    assert_reads(unit,
                 BYTES("\xfe\xff\0{\0\"\0a\0\"\0:\0"
                       "1\0}"),
                 "{\"a\":1}");
}

UNIT_TEST(places)
{
    const struct node *root =
        unit_read(unit, "{\n  \"\xc3\xa9\": {\"b\": [1, \"x\\u00e9\", true]},\n  \"c\": null }\n");
    const struct node *list = unit_at(unit, root, "\xc3\xa9", "b", NULL);
    const struct map_entry *entry = map_find(root, unit_symbol(unit, "c"));

    assert_slice(unit_span(unit, node_span(root)), "1:1-3:14");
    assert_slice(unit_span(unit, node_span(list)), "2:14-2:34");
    assert_slice(unit_span(unit, node_span(list_at(list, 0))), "2:15-2:16");
    assert_slice(unit_span(unit, node_span(list_at(list, 1))), "2:18-2:27");
    assert_slice(unit_span(unit, node_span(list_at(list, 2))), "2:29-2:33");
    assert_slice(unit_span(unit, entry_span(entry)), "3:3-3:6");
    assert_slice(unit_span(unit, node_span(entry->value)), "3:8-3:12");
}

UNIT_TEST(a_duplicate_key_is_reported)
{
    assert_reads(unit, SLICE("{\"a\": 1,\n \"b\": {\"x\": 1, \"x\": 2}, \"\\u0061\": 3}"),
                 "{\"a\":3,\"b\":{\"x\":2}}");
    assert_int_equal(unit->reader.findings->count, 2);
    assert_int_equal(unit->reader.findings->totals[SEVERITY_WARNING], 2);
    assert_slice(unit_place(unit, unit->reader.findings->items[0].span.start), "2:16");
    assert_slice(unit_place(unit, unit->reader.findings->items[1].span.start), "2:25");
}

UNIT_TEST(a_flow_map_of_yaml_is_still_read)
{
    assert_reads(unit, SLICE("{a: 1, 'b': [yes,], \"c\": !Ref d} # comment"),
                 "{\"a\":1,\"b\":[true],\"c\":{\"Ref\":\"d\"}}");
    assert_int_equal(unit->reader.findings->count, 0);
}

/* Neither JSON nor YAML: what the finding says is about JSON. */
static const struct {
    const char *text, *place, *named;
} refused[] = {
    {"{", "1:2", "key"},
    {"{\"a\"", "1:5", "':'"},
    {"{\"a\": ", "1:7", "value"},
    {"{\"a\": 1", "1:8", "}"},
    {"{\"a\": [1, 2", "1:12", "]"},
    {"{\"a\": \"x", "1:9", "quote"},
    {"{\"a\": 1}}", "1:9", "end of the JSON value"},
    {"{\"a\": 1} {\"b\": 2}", "1:10", "end of the JSON value"},
    {"{\"a\": [1 2], \"b\": }}", "1:10", "]"},
    {"{\"a\": \"\\x\"]", "1:9", "backslash"},
    {"{\"a\": \"\\u12g4\"]", "1:10", "hexadecimal"},
    {"{\"a\": 01]}", "1:7", "01"},
    {"{\"a\": +1]}", "1:7", "value"},
    {"{\"a\": .5]}", "1:7", "value"},
    {"{\"a\": 1.]}", "1:7", "1."},
    {"{\"a\": 1e400]}", "1:7", "1e400"},
    {"{\"a\": tru]}", "1:7", "value"},
    {"{\"a\": nan]}", "1:7", "value"},
    {"{\"a\": 1,}]", "1:9", "comma"},
    {"{\"a\": [1,]]", "1:10", "comma"},
    {"{\"a\" 1]}", "1:6", "':'"},
    {"{\"a\": \"b\nc]}", "1:9", "\\n"},
    {"{\"a\": \xff}", "1:7", "UTF-8"},
};

UNIT_TEST(what_cannot_be_read_is_reported_where_it_is)
{
    size_t wrong = 0;

    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        findings_cut(unit->reader.findings, 0);
        const struct node *root = unit_read(unit, refused[i].text);
        assert_int_equal(unit->reader.findings->count, root ? 0 : 1);
        const struct finding *finding = root ? NULL : unit_finding(unit);
        struct slice place = root ? SLICE("nowhere") : unit_place(unit, finding->span.start);
        struct slice message = root ? SLICE("none") : finding->message;
        if (slice_eq(place, slice_of(refused[i].place)) &&
            slice_search(message, slice_of(refused[i].named)) < message.size)
            continue;
        print_error("%s\n--> at %s, naming \"%s\"; got %.*s: %.*s\n", refused[i].text,
                    refused[i].place, refused[i].named, SLICE_ARG(place), SLICE_ARG(message));
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    return UNIT_RUN(UNIT(every_kind_of_value), UNIT(numbers_keep_their_digits),
                    UNIT(kinds_of_numbers), UNIT(escapes), UNIT(unpaired_surrogates_are_replaced),
                    UNIT(nothing_but_text_means_anything), UNIT(byte_order_marks), UNIT(places),
                    UNIT(a_duplicate_key_is_reported), UNIT(a_flow_map_of_yaml_is_still_read),
                    UNIT(what_cannot_be_read_is_reported_where_it_is));
}
