/* AWS::Include of local files: what is included, where it goes, and what is wrong with it. */
#include <stdlib.h>

#include "base/limits.h"
#include "samc/samc.h"
#include "tests/unit/unit.h"

#define INCLUDE(path) "{Name: 'AWS::Include', Parameters: {Location: " path "}}"

/* A folder of files. */
struct folder {
    struct unit *unit;
    struct {
        const char *path, *text;
    } files[8];
    const char *prefix; /* paths prefix1, prefix2 ... hold what make() says; NULL: none */
    struct slice (*make)(struct unit *unit, long number);
    size_t reads;
};

static int read_file(void *context, const char *path, const void **bytes, size_t *size,
                     const char **problem)
{
    struct folder *folder = context;
    struct slice text = {NULL, 0};

    folder->reads++;
    for (size_t i = 0; folder->files[i].path; i++)
        if (strcmp(folder->files[i].path, path) == 0) text = slice_of(folder->files[i].text);
    if (folder->prefix && slice_starts(slice_of(path), slice_of(folder->prefix)))
        text = folder->make(folder->unit, strtol(path + strlen(folder->prefix), NULL, 10));
    *bytes = text.text;
    *size = text.size;
    *problem = strcmp(path, "secret") == 0 ? "it is\nsecret." : NULL;
    return text.text != NULL;
}

static void release(void *result)
{
    samc_result_free(result);
}

static samc_result *compile(struct unit *unit, struct folder *folder, const char *name,
                            const char *text)
{
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result;

    folder->unit = unit;
    options.name = name;
    options.include_local = 1;
    options.compact = 1;
    options.host.context = folder;
    options.host.read_file = read_file;
    assert_int_equal(samc_compile(text, strlen(text), &options, &result), SAMC_OK);
    arena_on_free(unit->arena, release, result);
    return result;
}

/* The output, or the findings as text. */
static struct slice outcome(struct unit *unit, struct folder *folder, const char *name,
                            const char *text)
{
    samc_result *result = compile(unit, folder, name, text);
    const char *output = samc_result_output(result, NULL);
    struct slice all = slice_of(output ? output : samc_result_report(result, "text", 0, NULL));

    return slice_first(all, all.size - 1); /* without the line break */
}

#define assert_outcome(folder, text, expected)                                                     \
    assert_slice(outcome(unit, (folder), "t.yaml", (text)), (expected))

UNIT_TEST(content_joins_the_keys_of_a_map)
{
    struct folder folder = {.files = {{"more.yaml", "c: 3\nd: {e: 4}"}}};

    assert_outcome(&folder, "a: 1\nFn::Transform: " INCLUDE("more.yaml") "\nz: 9",
                   "{\"a\":1,\"c\":3,\"d\":{\"e\":4},\"z\":9}");
    assert_outcome(&folder, "a: {Fn::Transform: " INCLUDE("more.yaml") "}",
                   "{\"a\":{\"c\":3,\"d\":{\"e\":4}}}");
    assert_outcome(&folder, "a: [1, !Transform " INCLUDE("more.yaml") "]",
                   "{\"a\":[1,{\"c\":3,\"d\":{\"e\":4}}]}");
}

UNIT_TEST(an_only_key_is_replaced_by_anything)
{
    struct folder folder = {.files = {{"list.json", "[1, 2]"}, {"text.yaml", "word"}}};

    assert_outcome(&folder,
                   "a: !Transform " INCLUDE("list.json") "\nb: !Transform " INCLUDE("text.yaml"),
                   "{\"a\":[1,2],\"b\":\"word\"}");
}

UNIT_TEST(entries_of_the_section_transform)
{
    struct folder folder = {.files = {{"x.yaml", "Outputs: {o: {Value: 1}}"}}};

    assert_outcome(&folder, "Transform: " INCLUDE("x.yaml") "\na: 1",
                   "{\"a\":1,\"Outputs\":{\"o\":{\"Value\":1}}}");
    assert_outcome(&folder, "Transform: [Other, " INCLUDE("x.yaml") "]\na: 1",
                   "{\"a\":1,\"Transform\":[\"Other\"],\"Outputs\":{\"o\":{\"Value\":1}}}");
}

UNIT_TEST(paths_are_relative_to_the_file_they_stand_in)
{
    struct folder folder = {
        .files = {{"in/a/one.yaml", "x: !Transform " INCLUDE("b/two.yaml")},
                  {"in/a/b/two.yaml", "y: !Transform " INCLUDE("../three.yaml")},
                  {"in/a/b/../three.yaml", "z: !Transform " INCLUDE("/four")},
                  {"/four", "4"}}};

    assert_slice(outcome(unit, &folder, "in/t.yaml", "a: !Transform " INCLUDE("a/one.yaml")),
                 "{\"a\":{\"x\":{\"y\":{\"z\":4}}}}");
}

UNIT_TEST(other_includes_stay)
{
    static const char *const same[] = {
        "{\"Fn::Transform\":{\"Name\":\"AWS::Include\",\"Parameters\":{\"Location\":\"s3://b/"
        "k\"}}}",
        "{\"Fn::Transform\":{\"Name\":\"AWS::Include\",\"Parameters\":{\"Location\":{\"Ref\":\"P\"}"
        "}}}",
        "{\"Fn::Transform\":{\"Name\":\"AWS::Include\",\"Parameters\":{\"Location\":\"https://"
        "b\"}}}",
        "{\"Fn::Transform\":{\"Name\":\"AWS::Include\",\"Parameters\":{\"Location\":\"\"}}}",
        "{\"Fn::Transform\":{\"Name\":\"AWS::Include\"}}",
        "{\"Fn::Transform\":{\"Name\":\"Own\",\"Parameters\":{\"Location\":\"x\"}}}",
        "{\"Fn::Transform\":\"AWS::Include\"}",
    };
    struct folder folder = {.reads = 0};

    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_outcome(&folder, same[i], same[i]);
    assert_int_equal(folder.reads, 0);
}

UNIT_TEST(findings_point_into_the_file)
{
    struct folder folder = {
        .files = {{"f.yaml", "F:\n  Type: AWS::Serverless::Function\n  Properties: {X: 1}"},
                  {"bad.yaml", "a: 1\nb: [\n"}}};
    samc_result *result = compile(unit, &folder, "t.yaml",
                                  "Transform: AWS::Serverless-2016-10-31\n"
                                  "Resources: {Fn::Transform: " INCLUDE("f.yaml") "}");
    const samc_finding *finding = samc_result_finding(result, 0);

    assert_string_equal(finding->resource, "F");
    assert_string_equal(finding->file, "f.yaml");
    assert_int_equal(finding->line, 3);
    result = compile(unit, &folder, "t.yaml", "a: !Transform " INCLUDE("bad.yaml"));
    assert_null(samc_result_output(result, NULL));
    assert_string_equal(samc_result_finding(result, 0)->file, "bad.yaml");
    assert_string_equal(samc_result_finding(result, 0)->rule, "E0000");
}

UNIT_TEST(what_is_refused)
{
    struct folder folder = {.files = {{"one", "a: !Transform " INCLUDE("two")},
                                      {"two", "b: !Transform " INCLUDE("one")},
                                      {"own", "b: !Transform " INCLUDE("t.yaml")},
                                      {"list", "[1]"},
                                      {"again", "a: 2"}}};

    assert_outcome(
        &folder, "x: !Transform " INCLUDE("one"),
        "two:1:61: error E0020: The file 'one' includes itself, by way of the files that "
        "led to this place. Take one of these includes away.");
    assert_outcome(&folder, "x: !Transform " INCLUDE("own"),
                   "own:1:61: error E0020: The file 't.yaml' includes itself, by way of the files "
                   "that led to this place. Take one of these includes away.");
    assert_outcome(&folder, "x: !Transform " INCLUDE("gone"),
                   "t.yaml:1:61: error E0020: The file 'gone' cannot be included: it cannot be "
                   "read.");
    assert_outcome(&folder, "x: !Transform " INCLUDE("secret"),
                   "t.yaml:1:61: error E0020: The file 'secret' cannot be included: it "
                   "is\\x0asecret.");
    assert_outcome(&folder, "x: {y: 1, Fn::Transform: " INCLUDE("list") "}",
                   "t.yaml:1:72: error E0020: The included file holds a list, but what joins the "
                   "keys of a map must be a map.");
    assert_outcome(&folder, "a: 1\nFn::Transform: " INCLUDE("again"),
                   "again:1:1: error E0020: The key 'a' stands beside an include, and in the "
                   "included file as well. Take one of them away.");
    assert_outcome(&folder, "Fn::Transform: " INCLUDE("again") "\na: 1",
                   "t.yaml:2:1: error E0020: The key 'a' stands beside an include, and in the "
                   "included file as well. Take one of them away.");
}

/* -- Limits -------------------------------------------------------------------------------------
 */

/* Whether the template is refused with one E0020. */
static bool is_refused(struct unit *unit, struct folder *folder, const char *text)
{
    samc_result *result = compile(unit, folder, "t.yaml", text);

    if (samc_result_output(result, NULL)) return false;
    assert_int_equal(samc_result_finding_count(result), 1);
    assert_string_equal(samc_result_finding(result, 0)->rule, "E0020");
    return true;
}

/* Each file includes the one with the next lower number. */
static struct slice chain(struct unit *unit, long number)
{
    if (number == 1) return SLICE("end");
    return slice_printf(unit->arena,
                        "a: !Transform {Name: AWS::Include, Parameters: {Location: c%ld}}",
                        number - 1);
}

UNIT_TEST(levels_of_files)
{
    struct folder folder = {.prefix = "c", .make = chain};
    const char *form = "a: !Transform {Name: AWS::Include, Parameters: {Location: c%d}}";

    assert_false(
        is_refused(unit, &folder, slice_printf(unit->arena, form, LIMIT_INCLUDE_LEVELS).text));
    assert_true(
        is_refused(unit, &folder, slice_printf(unit->arena, form, LIMIT_INCLUDE_LEVELS + 1).text));
}

/* As many lists in each other as the number says. */
static struct slice lists(struct unit *unit, long number)
{
    struct buffer text = buffer_new(unit->arena);

    buffer_add_repeat(&text, '[', (size_t)number);
    buffer_add_repeat(&text, ']', (size_t)number);
    return buffer_slice(&text);
}

UNIT_TEST(levels_of_the_tree)
{
    struct folder folder = {.prefix = "l", .make = lists};
    const char *form = "[[{Fn::Transform: {Name: AWS::Include, Parameters: {Location: l%d}}}]]";

    assert_true(is_refused(unit, &folder, slice_printf(unit->arena, form, LIMIT_DEPTH - 1).text));
    form = "a: [!Transform {Name: AWS::Include, Parameters: {Location: l%d}}]";
    assert_false(is_refused(unit, &folder, slice_printf(unit->arena, form, LIMIT_DEPTH - 2).text));
    assert_true(is_refused(unit, &folder, slice_printf(unit->arena, form, LIMIT_DEPTH - 1).text));
}

/* A megabyte of blanks and a number. */
static struct slice large(struct unit *unit, long number)
{
    struct buffer text = buffer_new(unit->arena);

    buffer_add_repeat(&text, ' ', LIMIT_INCLUDE_BYTES / 16 - 1);
    buffer_printf(&text, "%ld", number);
    return buffer_slice(&text);
}

/* A list of `count` includes of the files prefix1, prefix2... */
static const char *many(struct unit *unit, const char *prefix, int count)
{
    struct buffer text = buffer_new(unit->arena);

    buffer_add(&text, SLICE("a:\n"));
    for (int i = 0; i < count; i++)
        buffer_printf(&text, "- !Transform {Name: AWS::Include, Parameters: {Location: %s1}}\n",
                      prefix);
    return buffer_slice(&text).text;
}

UNIT_TEST(bytes_of_all_files)
{
    struct folder folder = {.prefix = "b", .make = large};

    assert_false(is_refused(unit, &folder, many(unit, "b", 16)));
    folder.reads = 0;
    assert_true(is_refused(unit, &folder, many(unit, "b", 20)));
    assert_int_equal(folder.reads, 17);
}

/* A list that stands for half a million lists by its aliases. */
static struct slice aliases(struct unit *unit, long number)
{
    struct buffer text = buffer_new(unit->arena);

    (void)number;
    buffer_add(&text, SLICE("- &a0 []\n"));
    for (int i = 0; i < 6; i++) {
        buffer_printf(&text, "- &a%d [", i + 1);
        for (int k = 0; k < 7; k++)
            buffer_printf(&text, "%s*a%d", k ? "," : "", i);
        buffer_add(&text, SLICE("]\n"));
    }
    buffer_add(&text, SLICE("- [*a6,*a6,*a6]\n"));
    return buffer_slice(&text);
}

UNIT_TEST(nodes_of_all_files)
{
    struct folder folder = {.prefix = "n", .make = aliases};

    assert_true(is_refused(unit, &folder, many(unit, "n", 9)));
}

/* -- Options ------------------------------------------------------------------------------------
 */

static void without_the_option_includes_stay(void **state)
{
    static const char text[] = "a: {Fn::Transform: " INCLUDE("x") "}";
    struct folder folder = {.files = {{"x", "1"}}};
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result;

    (void)state;
    options.host.context = &folder;
    options.host.read_file = read_file;
    assert_int_equal(samc_compile(text, strlen(text), &options, &result), SAMC_OK);
    assert_non_null(strstr(samc_result_output(result, NULL), "AWS::Include"));
    assert_int_equal(folder.reads, 0);
    samc_result_free(result);
    options.include_local = 1;
    options.host.read_file = NULL;
    assert_int_equal(samc_compile(text, strlen(text), &options, &result), SAMC_BAD_ARGUMENT);
}

int main(void)
{
    return UNIT_RUN(
        UNIT(content_joins_the_keys_of_a_map), UNIT(an_only_key_is_replaced_by_anything),
        UNIT(entries_of_the_section_transform), UNIT(paths_are_relative_to_the_file_they_stand_in),
        UNIT(other_includes_stay), UNIT(findings_point_into_the_file), UNIT(what_is_refused),
        UNIT(levels_of_files), UNIT(levels_of_the_tree), UNIT(bytes_of_all_files),
        UNIT(nodes_of_all_files), cmocka_unit_test(without_the_option_includes_stay));
}
