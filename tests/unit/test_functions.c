/* Intrinsic functions: each by the examples of its page in the User Guide of CloudFormation, by
 * what it refuses, by what it leaves when something is not known, and by what may stand in it.
 *
 * The cases are the files fixtures/functions/FOLDER/NAME.txt. A row is YAML, " -> ", and what is
 * due: compact JSON, or the id of a rule. YAML of several lines is followed by a line with "-> "
 * and what is due. There may be empty lines between rows, and lines that start with a hash. The
 * YAML takes the place of @ in frame.yaml beside the file.
 */
#include "emit/emit.h"
#include "intrinsics/evaluation.h"
#include "tests/support/files.h"
#include "tests/unit/unit.h"

/* A folder of cases. */
struct frame {
    const char *folder;
    enum evaluation_extent extent;
    const char *path[5]; /* to what is due, ended by NULL */
};

static const struct frame frames[] = {
    {"value", EXTENT_ALL, {"Resources", "R", "Properties", "V"}},
    {"left", EXTENT_EXTENSIONS, {"Resources", "R", "Properties", "V"}},
    {"condition", EXTENT_ALL, {"Resources", "R", "Properties", "V"}},
    {"loop", EXTENT_EXTENSIONS, {"Resources"}},
    {"policy", EXTENT_EXTENSIONS, {"Resources", "R", "DeletionPolicy"}},
    {"template", EXTENT_ALL, {NULL}},
};

/* -- Rows ---------------------------------------------------------------------------------------
 */

/* The YAML in the frame; several lines go below the line of the @. */
static struct slice framed(struct unit *unit, const struct frame *frame, struct slice given)
{
    const char *path =
        slice_printf(unit->arena, FIXTURES "/functions/%s/frame.yaml", frame->folder).text;
    struct buffer text = buffer_new(unit->arena);
    struct slice whole;

    assert_true(load_file(unit->arena, path, &whole));
    size_t at = slice_search(whole, SLICE("@"));
    buffer_add(&text, slice_first(whole, at));
    if (slice_find(given, '\n') == given.size) buffer_add(&text, given);
    while (slice_find(given, '\n') < given.size) {
        size_t end = slice_find(given, '\n');
        buffer_add(&text, SLICE("\n            "));
        buffer_add(&text, slice_first(given, end));
        given = slice_from(given, end + 1);
    }
    buffer_add(&text, slice_from(whole, at + 1));
    return buffer_slice(&text);
}

/* What comes of `given`, a line or several that each end with a line break. */
static struct slice result_of(struct unit *unit, const struct frame *frame, struct slice given)
{
    struct evaluation_options options = {
        .extent = frame->extent, .region = SLICE("eu-west-1"), .partition = SLICE("aws")};
    struct slice text = framed(unit, frame, given);
    const struct node *root;

    findings_cut(unit->reader.findings, 0);
    root = document_read(&unit->reader, SLICE("case"), text);
    if (!root) print_error("cannot be read: %.*s\n", SLICE_ARG(given));
    assert_non_null(root);
    root = evaluate_template(&unit->builder, unit->reader.findings, &options, root);
    if (unit->reader.findings->totals[SEVERITY_ERROR])
        return slice_of(unit_finding(unit)->rule->id);
    for (size_t i = 0; frame->path[i]; i++)
        root = unit_at(unit, root, frame->path[i], NULL);
    return unit_json(unit, root);
}

/* Compares, and prints what differs. */
static bool is_due(struct unit *unit, const struct frame *frame, struct slice given,
                   struct slice due)
{
    struct slice got = result_of(unit, frame, given);

    if (slice_eq(got, due)) return true;
    print_error("%.*s\n  should be %.*s\n  but is    %.*s\n", SLICE_ARG(given), SLICE_ARG(due),
                SLICE_ARG(got));
    if (unit->reader.findings->count)
        print_error("  %.*s\n", SLICE_ARG(unit_finding(unit)->message));
    return false;
}

static struct slice value_of(struct unit *unit, struct slice given)
{
    return result_of(unit, &frames[0], given);
}

/* The place of the last " -> " in a line, or its size. */
static size_t arrow_in(struct slice line)
{
    size_t found = line.size;

    for (size_t at = 0; at < line.size; at++)
        if (slice_starts(slice_from(line, at), SLICE(" -> "))) found = at;
    return found;
}

/* The number of rows of a file that fail; *rows counts all. */
static size_t failures_in(struct unit *unit, const struct frame *frame, struct slice text,
                          size_t *rows)
{
    struct buffer given = buffer_new(unit->arena);
    size_t failures = 0;

    for (size_t end; text.size; text = slice_from(text, end + 1)) {
        end = slice_find(text, '\n');
        struct slice line = slice_first(text, end);
        size_t arrow = arrow_in(line);
        if (given.size == 0 && (line.size == 0 || line.text[0] == '#')) continue;
        if (slice_starts(line, SLICE("-> "))) {
            failures += !is_due(unit, frame, buffer_slice(&given), slice_from(line, 3));
        } else if (given.size == 0 && arrow < line.size) {
            failures += !is_due(unit, frame, slice_first(line, arrow), slice_from(line, arrow + 4));
        } else {
            buffer_add(&given, line);
            buffer_add_byte(&given, '\n');
            continue;
        }
        given = buffer_new(unit->arena);
        ++*rows;
    }
    assert_int_equal(given.size, 0);
    return failures;
}

UNIT_TEST(rows)
{
    static const char *const suffixes[] = {".txt", NULL};
    size_t failures = 0;

    for (size_t i = 0; i < sizeof frames / sizeof *frames; i++) {
        const char *folder =
            slice_printf(unit->arena, FIXTURES "/functions/%s", frames[i].folder).text;
        struct file_names names;
        size_t count = 0;
        assert_true(list_folder(unit->arena, folder, suffixes, &names));
        for (size_t k = 0; k < names.count; k++) {
            struct slice text;
            const char *path = slice_printf(unit->arena, "%s/%s", folder, names.items[k]).text;
            assert_true(load_file(unit->arena, path, &text));
            failures += failures_in(unit, &frames[i], text, &count);
        }
        assert_true(count > 0);
    }
    assert_int_equal(failures, 0);
}

/* -- What may stand in each other ---------------------------------------------------------------
 */

/* All forms of a value, the plain one first; and where CloudFormation takes such a value. */
struct nesting {
    const char *const *forms, *const *places; /* ended by NULL; a place has one %s */
};

static const char *const texts[] = {
    "YSxi",
    "!Ref Text",
    "!Sub '${Text}'",
    "!Sub ['${A}xi', {A: YS}]",
    "!Join ['x', [YS, i]]",
    "!Select [1, [a, YSxi]]",
    "!FindInMap [Nested, keys, text]",
    "{Fn::FindInMap: [Nested, keys, none, {DefaultValue: YSxi}]}",
    "!If [Holds, YSxi, a]",
    "!Base64 'a,b'",
    NULL,
};

static const char *const text_places[] = {
    "{Fn::Base64: %s}",
    "{Fn::Join: ['-', [%s, z]]}",
    "{Fn::Split: [x, %s]}",
    "{Fn::Select: [0, [%s]]}",
    "{Fn::Sub: ['${A}.', {A: %s}]}",
    "{Fn::If: [Holds, %s, z]}",
    "{Fn::If: [Unknown, z, %s]}",
    "{Fn::ToJsonString: [%s]}",
    "{Fn::Length: [%s]}",
    "{Fn::FindInMap: [%s, YSxi, YSxi, {DefaultValue: z}]}",
    "{Fn::FindInMap: [YSxi, %s, YSxi, {DefaultValue: z}]}",
    "{Fn::FindInMap: [YSxi, YSxi, %s, {DefaultValue: z}]}",
    "{Fn::FindInMap: [z, z, z, {DefaultValue: %s}]}",
    "{Fn::ImportValue: %s}",
    "{Fn::GetAZs: %s}",
    "{Fn::GetAtt: [%s, Arn]}",
    "{Fn::GetAtt: [Queue, %s]}",
    "{Fn::GetStackOutput: {StackName: %s, OutputName: z}}",
    "{Fn::GetStackOutput: {StackName: z, OutputName: z, Region: %s}}",
    "{Ref: %s}",
    NULL,
};

static const char *const lists[] = {
    "[YS, i]",
    "!Ref Texts",
    "!Split [x, YSxi]",
    "!Select [0, [[YS, i]]]",
    "!FindInMap [Nested, keys, texts]",
    "!If [Holds, [YS, i], []]",
    "[YS, !Ref AWS::NoValue, i]",
    NULL,
};

static const char *const list_places[] = {
    "{Fn::Join: ['-', %s]}",
    "{Fn::Select: [1, %s]}",
    "{Fn::Length: %s}",
    "{Fn::ToJsonString: %s}",
    "{Fn::If: [Holds, %s, z]}",
    "{Fn::FindInMap: [z, z, z, {DefaultValue: %s}]}",
    NULL,
};

static const char *const numbers[] = {
    "1",
    "!Ref One",
    "!FindInMap [Nested, keys, index]",
    "{Fn::Length: [a]}",
    "!Select [0, [1]]",
    "!If [Holds, 1, 2]",
    NULL,
};

static const char *const number_places[] = {
    "{Fn::Select: [%s, [a, b]]}",
    "{Fn::Cidr: ['10.0.0.0/16', %s, 8]}",
    "{Fn::Cidr: ['10.0.0.0/16', 1, %s]}",
    "{Fn::Sub: ['${A}', {A: %s}]}",
    "{Fn::Join: ['', [%s]]}",
    NULL,
};

/* `place` with `form` in it. */
static struct slice put_into(struct unit *unit, const char *place, const char *form)
{
    struct slice text = slice_of(place);
    size_t at = slice_search(text, SLICE("%s"));

    return CONCAT(unit->arena, slice_first(text, at), slice_of(form), slice_from(text, at + 2));
}

/* Every form gives what the plain one gives, everywhere. */
UNIT_TEST(functions_in_functions)
{
    static const struct nesting nestings[] = {
        {texts, text_places}, {lists, list_places}, {numbers, number_places}};
    size_t failures = 0;

    for (size_t i = 0; i < sizeof nestings / sizeof *nestings; i++)
        for (const char *const *place = nestings[i].places; *place; place++) {
            struct slice plain = put_into(unit, *place, nestings[i].forms[0]);
            struct slice due = slice_copy(unit->arena, value_of(unit, plain));
            assert_true(due.text[0] != 'E');
            for (const char *const *form = nestings[i].forms + 1; *form; form++)
                failures += !is_due(unit, &frames[0], put_into(unit, *place, *form), due);
        }
    assert_int_equal(failures, 0);
}

/* What only CloudFormation knows, when there are resources. */
static const char *const known_late[] = {
    "!GetAtt Queue.Arn",
    "!ImportValue x",
    "{Fn::GetStackOutput: {StackName: s, OutputName: o}}",
    NULL,
};

/* Whether a value is left that can be evaluated again, and stays. */
static bool is_left(struct unit *unit, struct slice given)
{
    struct slice left = slice_copy(unit->arena, value_of(unit, given));

    if (left.text[0] == 'E') print_error("%.*s is refused\n", SLICE_ARG(given));
    return left.text[0] != 'E' && is_due(unit, &frames[0], left, left);
}

/* What is known late stays, but is refused where something is looked up before: keys of a map,
 * names of parameters. */
UNIT_TEST(known_late_in_functions)
{
    size_t failures = 0;

    for (const char *const *place = text_places; *place; place++)
        for (const char *const *form = known_late; *form; form++) {
            struct slice given = put_into(unit, *place, *form);
            bool is_early = strstr(*place, "YSxi") || strncmp(*place, "{Ref", 4) == 0;
            failures += is_early ? value_of(unit, given).text[0] != 'E' : !is_left(unit, given);
        }
    assert_int_equal(failures, 0);
}

/* What is not known leaves no error wherever a text may stand, and what is left can be evaluated
 * again: it stays. */
UNIT_TEST(unknown_in_functions)
{
    static const char *const unknown[] = {
        "!Ref Open",
        "!Ref Secret",
        "!Ref AWS::AccountId",
        "!Sub 'x${Open}'",
        "!Join ['', [x, !Ref Open]]",
        "!Select [!Ref Open, [a, b]]",
        "!FindInMap [Nested, !Ref Open, a]",
        "!If [Unknown, a, b]",
        "!If [Unknown, !Ref Name, !Ref Open]",
        "{Fn::Base64: !Ref Open}",
        "{Fn::ToJsonString: [!Ref Open]}",
        NULL,
    };
    size_t failures = 0;

    for (const char *const *place = text_places; *place; place++)
        for (const char *const *form = unknown; *form; form++)
            failures += !is_left(unit, put_into(unit, *place, *form));
    assert_int_equal(failures, 0);
}

/* -- Properties of functions --------------------------------------------------------------------
 */

/* Join of Split is the same text, whatever the delimiter. */
UNIT_TEST(join_undoes_split)
{
    static const char *const delimiters[] = {",", "a", "ab", ",,", "aa"};
    uint32_t state = 1;

    for (int round = 0; round < 200; round++) {
        struct buffer text = buffer_new(unit->arena);
        const char *delimiter = delimiters[round % 5];
        for (state = state * 1664525 + 1013904223; state >> 29;
             state = state * 1664525 + 1013904223)
            buffer_add_byte(&text, "ab,"[(state >> 24) % 3]);
        struct slice given =
            slice_printf(unit->arena, "!Join ['%s', !Split ['%s', '%.*s']]", delimiter, delimiter,
                         (int)text.size, text.size ? text.text : "");
        struct slice due =
            slice_printf(unit->arena, "\"%.*s\"", (int)text.size, text.size ? text.text : "");
        assert_true(is_due(unit, &frames[0], given, due));
    }
}

/* Select takes exactly the indices of the list, and gives the item. */
UNIT_TEST(bounds_of_select)
{
    for (int count = 0; count <= 4; count++) {
        struct buffer items = buffer_new(unit->arena);
        for (int i = 0; i < count; i++)
            buffer_printf(&items, "%si%d", i ? ", " : "", i);
        buffer_add_byte(&items, ']');
        for (int index = -2; index <= count + 1; index++) {
            bool good = index >= 0 && index < count;
            struct slice given = slice_printf(unit->arena, "!Select [%d, [%.*s]", index,
                                              (int)items.size, items.text);
            struct slice due = good ? slice_printf(unit->arena, "\"i%d\"", index) : SLICE("E1017");
            assert_true(is_due(unit, &frames[0], given, due));
        }
    }
}

UNIT_TEST(and_and_or_take_two_to_ten)
{
    const struct frame *condition = &frames[2];

    for (int count = 1; count <= 11; count++) {
        struct buffer both = buffer_new(unit->arena), any = buffer_new(unit->arena);
        for (int i = 0; i < count; i++) {
            buffer_add(&both, i ? SLICE(", Condition: Holds") : SLICE("!And [Condition: Holds"));
            buffer_add(&any, i ? SLICE(", Condition: Fails") : SLICE("!Or [Condition: Fails"));
        }
        buffer_add(&both, SLICE("]"));
        buffer_add(&any, SLICE("]"));
        bool good = count >= 2 && count <= 10;
        assert_true(
            is_due(unit, condition, buffer_slice(&both), good ? SLICE("true") : SLICE("E8004")));
        assert_true(
            is_due(unit, condition, buffer_slice(&any), good ? SLICE("false") : SLICE("E8006")));
    }
}

UNIT_TEST(values_that_are_given)
{
    struct evaluation_options options = {.region = SLICE("cn-north-1"),
                                         .partition = SLICE("aws-cn")};
    options.values = unit_read(unit, "{Open: given, OpenList: \"a,b\", AWS::StackName: shop}");
    const struct node *root = unit_read(
        unit, "Parameters: {Open: {Type: String}, OpenList: {Type: CommaDelimitedList}}\n"
              "Resources: {R: {Type: T, V: [!Ref Open, !Ref OpenList, !Ref 'AWS::StackName',\n"
              "  !Ref 'AWS::URLSuffix']}}\n");
    root = evaluate_template(&unit->builder, unit->reader.findings, &options, root);
    assert_slice(unit_json(unit, unit_at(unit, root, "Resources", "R", "V", NULL)),
                 "[\"given\",[\"a\",\"b\"],\"shop\",\"amazonaws.com.cn\"]");
}

int main(void)
{
    return UNIT_RUN(UNIT(rows), UNIT(functions_in_functions), UNIT(known_late_in_functions),
                    UNIT(unknown_in_functions), UNIT(join_undoes_split), UNIT(bounds_of_select),
                    UNIT(and_and_or_take_two_to_ten), UNIT(values_that_are_given));
}
