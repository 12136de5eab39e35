/* The cases of fixtures/emit: one folder per format, expectations beside their input. Adding a case
 * needs no change here.
 *
 *     NAME.in.json, NAME.in.yaml    a tree; expected: NAME.out.FORMAT, NAME.compact.FORMAT
 *     NAME.in.txt                   a source, called template.yaml, with places marked like ⟦this⟧:
 *                                   an error, a warning, an information, an error... Expected:
 *                                   NAME.out.txt (with excerpts), NAME.color.txt, NAME.report.json
 */
#include "base/vector.h"
#include "emit/emit.h"
#include "tests/support/files.h"
#include "tests/unit/unit.h"

static const struct rule rules[SEVERITY_COUNT] = {
    {"E1001", SEVERITY_ERROR, "an error"},
    {"W1002", SEVERITY_WARNING, "a warning"},
    {"I1003", SEVERITY_INFO, "an information"},
};

/* What may be expected of a case, by the end of the file's name. */
struct expectation {
    const char *suffix;
    struct emit_options options;
    bool of_findings;
};

static const struct expectation expectations[] = {
    {".out.json", {0}, false},
    {".compact.json", {.compact = true}, false},
    {".report.json", {0}, true},
    {".out.txt", {.excerpt = true}, true},
    {".color.txt", {.excerpt = true, .color = true}, true},
    {".out.yaml", {0}, false},
};

/* One input, read. */
struct golden_case {
    const char *folder; /* the name of the format */
    struct slice name;  /* before ".in." */
    const struct node *root;
};

/* The text without its marks, and a finding for each of them. */
static void read_marked(struct unit *unit, struct slice text)
{
    struct slice open = SLICE("⟦"), close = SLICE("⟧");
    struct buffer plain = buffer_new(unit->arena);
    VECTOR(struct span) spans = {0};

    for (size_t at = 0; at < text.size;) {
        struct slice rest = slice_from(text, at);
        uint32_t here = unit->reader.sources->end + (uint32_t)plain.size;
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
    source_add(unit->reader.sources, SLICE("template.yaml"), buffer_slice(&plain));
    for (size_t i = 0; i < spans.count; i++)
        findings_report(unit->reader.findings, &rules[i % SEVERITY_COUNT], spans.items[i],
                        "Message %zu.", i + 1);
}

static struct slice written(struct unit *unit, const struct golden_case *one,
                            const struct expectation *expectation)
{
    const struct emit_format *format = emit_format(slice_of(one->folder));
    struct buffer out = buffer_new(unit->arena);

    if (expectation->of_findings)
        format->write_findings(&out, unit->reader.findings, unit->reader.sources,
                               &expectation->options);
    else
        format->write_template(&out, one->root, &expectation->options);
    return buffer_slice(&out);
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
        read_marked(unit, text);
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
