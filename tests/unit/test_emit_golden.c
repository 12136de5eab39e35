/* The cases of fixtures/emit: one folder per format, expectations beside their input. Adding a case
 * needs no change here.
 *
 *     NAME.in.json, NAME.in.yaml    a tree; expected: NAME.out.FORMAT, NAME.compact.FORMAT
 *     NAME.in.txt                   a source, called template.yaml, with places marked like ⟦this⟧:
 *                                   an error, a warning, an information, an error... Expected:
 *                                   NAME.report.EXTENSION; of text NAME.out.txt (with excerpts),
 *                                   NAME.color.txt
 *
 * Several sources, each a template of its own, stand between lines "====". A first line "#: {...}"
 * is no part of the source, but JSON with any of: "file", its name; "findings", a list with a map
 * of message, resource, event and path for each place.
 */
#include "base/vector.h"
#include "emit/emit.h"
#include "tests/support/files.h"
#include "tests/unit/unit.h"

static const struct rule rules[] = {
    {"E1001", SEVERITY_ERROR, "an error"},
    {"W1002", SEVERITY_WARNING, "a warning"},
    {"I1003", SEVERITY_INFO, "an information"},
    {"W9999", SEVERITY_WARNING, "what \"nobody\" <does> & all want"},
};

static const struct report_tool tool = {
    "1.2.3", (const struct rule *const[]){&rules[0], &rules[2], &rules[1], &rules[3]}, 4};

/* What may be expected of a case, by the end of the file's name. */
struct expectation {
    const char *suffix;
    bool of_findings;
    struct emit_options options;    /* of a template */
    struct report_options findings; /* of a report */
};

static const struct expectation expectations[] = {
    {".out.json", false, {0}, {0}},
    {".compact.json", false, {.compact = true}, {0}},
    {".out.yaml", false, {0}, {0}},
    {".report.json", true, {0}, {0}},
    {".report.txt", true, {0}, {0}},
    {".report.xml", true, {0}, {0}},
    {".out.txt", true, {0}, {.excerpt = true}},
    {".color.txt", true, {0}, {.excerpt = true, .color = true}},
    {".summary.txt", true, {0}, {.summary = true}},
};

/* A source with findings. */
struct marked {
    struct sources *sources;
    struct findings *findings;
};

/* One input, read. */
struct golden_case {
    const char *folder; /* the name of the format */
    struct slice name;  /* before ".in." */
    const struct node *root;
    VECTOR(struct marked) marked;
};

static struct slice text_at(struct unit *unit, const struct node *map, const char *key)
{
    return node_text(map_get(map, unit_symbol(unit, key)));
}

/* A finding for one place; `said`, which may be NULL, says what it says. */
static void add_finding(struct unit *unit, const struct marked *marked, struct span span,
                        const struct node *said)
{
    size_t number = marked->findings->count;
    struct finding finding = {
        .rule = &rules[number % SEVERITY_COUNT],
        .span = span,
        .message = text_at(unit, said, "message"),
        .resource = text_at(unit, said, "resource"),
        .event = text_at(unit, said, "event"),
        .path = text_at(unit, said, "path"),
    };

    if (!finding.message.text)
        finding.message = slice_printf(unit->arena, "Message %zu.", number + 1);
    for (size_t i = 0, step = 0; i < finding.path.size; i++)
        if (finding.path.text[i] == '/')
            step++;
        else if (finding.path.text[i] == '0' && finding.path.text[i - 1] == '/')
            finding.path_items |= (uint64_t)1 << step; /* all items of these cases are first ones */
    findings_add(marked->findings, finding);
}

/* Takes the line "#: {...}" off the text; NULL when there is none. */
static const struct node *take_header(struct unit *unit, struct slice *text)
{
    struct slice mark = SLICE("#: "), line = slice_first(*text, slice_find(*text, '\n'));

    if (!slice_starts(line, mark)) return NULL;
    *text = slice_from(*text, line.size + 1);
    const struct node *header =
        document_read(&unit->reader, SLICE("header"), slice_from(line, mark.size));
    assert_non_null(header);
    return header;
}

/* The text without its marks, and a finding for each of them. */
static struct marked read_marked(struct unit *unit, struct slice text)
{
    struct slice open = SLICE("⟦"), close = SLICE("⟧");
    struct marked marked = {sources_new(unit->arena), findings_new(unit->arena)};
    const struct node *header = take_header(unit, &text);
    struct buffer plain = buffer_new(unit->arena);
    VECTOR(struct span) spans = {0};

    for (size_t at = 0; at < text.size;) {
        struct slice rest = slice_from(text, at);
        uint32_t here = marked.sources->end + (uint32_t)plain.size;
        if (slice_starts(rest, open)) {
            VECTOR_PUSH(unit->arena, &spans, (struct span){here, here});
            at += open.size;
        } else if (slice_starts(rest, close)) {
            spans.items[spans.count - 1].end = here;
            at += close.size;
        } else {
            buffer_add_byte(&plain, text.text[at++]);
        }
    }
    struct slice file = text_at(unit, header, "file");
    source_add(marked.sources, file.text ? file : SLICE("template.yaml"), buffer_slice(&plain));
    const struct node *said = map_get(header, unit_symbol(unit, "findings"));
    for (size_t i = 0; i < spans.count; i++)
        add_finding(unit, &marked, spans.items[i], i < list_count(said) ? list_at(said, i) : NULL);
    return marked;
}

static void read_all_marked(struct unit *unit, struct golden_case *one, struct slice text)
{
    struct slice separator = SLICE("====\n");

    while (text.size) {
        struct slice part = slice_first(text, slice_search(text, separator));
        VECTOR_PUSH(unit->arena, &one->marked, read_marked(unit, part));
        text = slice_from(text, part.size + separator.size);
    }
}

static struct slice written(struct unit *unit, const struct golden_case *one,
                            const struct expectation *expectation)
{
    const struct emit_format *format = emit_format(slice_of(one->folder));
    struct buffer out = buffer_new(unit->arena);

    if (!expectation->of_findings) {
        format->write_template(&out, one->root, &expectation->options);
        return buffer_slice(&out);
    }
    struct report *report = report_new(unit->arena, format, &expectation->findings, &tool);
    for (size_t i = 0; i < one->marked.count; i++)
        report_add(report, one->marked.items[i].findings, one->marked.items[i].sources, NULL);
    return report_text(report);
}

/* Whether there is such an expectation; fails when it is not met. */
static bool check(struct unit *unit, const struct golden_case *one,
                  const struct expectation *expectation)
{
    const char *path = slice_printf(unit->arena, "%s/emit/%s/%.*s%s", FIXTURES, one->folder,
                                    SLICE_ARG(one->name), expectation->suffix)
                           .text;
    struct slice expected;

    if (!load_file_optional(unit->arena, path, &expected)) return false;
    struct slice got = written(unit, one, expectation);
    if (!slice_eq(got, expected)) {
        print_error("%s\nexpected:\n%.*s\ngot:\n%.*s\n", path, SLICE_ARG(expected), SLICE_ARG(got));
        fail();
    }
    return true;
}

/* A case with an arena of its own. */
struct case_run {
    struct unit unit; /* first, so that the body of unit_run() finds the rest */
    const char *folder, *file;
};

static void run_case(struct unit *unit)
{
    const struct case_run *run = (const struct case_run *)unit;
    struct slice file = slice_of(run->file), text;
    const char *path =
        CONCAT(unit->arena, SLICE(FIXTURES "/emit/"), slice_of(run->folder), SLICE("/"), file).text;
    struct golden_case one = {.folder = run->folder};
    size_t checked = 0;

    one.name = slice_first(file, slice_search(file, SLICE(".in.")));
    assert_true(load_file(unit->arena, path, &text));
    if (slice_ends(file, SLICE(".txt")))
        read_all_marked(unit, &one, text);
    else
        assert_non_null(one.root = document_read(&unit->reader, file, text));
    for (size_t i = 0; i < sizeof expectations / sizeof *expectations; i++)
        checked += check(unit, &one, &expectations[i]);
    if (checked == 0) print_error("%s: nothing is expected of it\n", path);
    assert_true(checked > 0);
}

static void run_folder(struct unit *unit, const char *folder)
{
    static const char *const suffixes[] = {".in.json", ".in.yaml", ".in.txt", NULL};
    const char *path = slice_printf(unit->arena, "%s/emit/%s", FIXTURES, folder).text;
    struct file_names names;

    assert_true(list_folder(unit->arena, path, suffixes, &names));
    assert_true(names.count > 0);
    for (size_t i = 0; i < names.count; i++) {
        struct case_run run = {.unit.arena = arena_new(), .folder = folder, .file = names.items[i]};
        assert_non_null(run.unit.arena);
        unit_run(&run.unit, run_case);
        arena_free(run.unit.arena);
    }
}

UNIT_TEST(every_format_has_cases_and_meets_them)
{
    for (size_t i = 0; i < emit_format_count(); i++)
        run_folder(unit, emit_format_at(i)->name);
}

int main(void)
{
    return UNIT_RUN(UNIT(every_format_has_cases_and_meets_them));
}
