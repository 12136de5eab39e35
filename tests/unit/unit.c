#include "tests/unit/unit.h"

#include <stdlib.h>

#include "emit/emit.h"
#include "spec/names.h"

struct call {
    void (*body)(struct unit *unit);
    struct unit *unit;
};

int unit_setup(void **state)
{
    struct unit *unit = calloc(1, sizeof *unit);

    *state = unit;
    if (unit) unit->arena = arena_new();
    return unit && unit->arena ? 0 : -1;
}

int unit_teardown(void **state)
{
    struct unit *unit = *state;

    arena_free(unit->arena);
    free(unit);
    return 0;
}

static void run_body(void *context)
{
    struct call *call = context;
    struct unit *unit = call->unit;

    unit->builder = (struct builder){
        .arena = unit->arena,
        .symbols = symbols_new(unit->arena, &known_name_set),
    };
    unit->reader = (struct reader){
        .builder = unit->builder,
        .sources = sources_new(unit->arena),
        .findings = findings_new(unit->arena),
    };
    call->body(unit);
}

void unit_run(struct unit *unit, void (*body)(struct unit *unit))
{
    struct call call = {body, unit};

    assert_true(arena_run(unit->arena, run_body, &call));
}

void unit_assert_slice(struct slice got, const char *expected, const char *file, int line)
{
    if (slice_eq(got, slice_of(expected))) return;
    print_error("expected: %s\ngot:      %.*s\n", expected, SLICE_ARG(got));
    _fail(file, line);
}

const struct symbol *unit_symbol(struct unit *unit, const char *text)
{
    return symbol_of(unit->builder.symbols, slice_of(text));
}

const struct node *unit_read(struct unit *unit, const char *text)
{
    return document_read(&unit->reader, SLICE("test.yaml"), slice_of(text));
}

struct slice unit_json(struct unit *unit, const struct node *node)
{
    struct buffer out = buffer_new(unit->arena);
    struct emit_options options = {.compact = true};

    if (!node) return SLICE("NULL");
    emit_format(SLICE("json"))->write_template(&out, node, &options);
    if (out.size && out.text[out.size - 1] == '\n') out.size--;
    return buffer_slice(&out);
}

const struct node *unit_at(struct unit *unit, const struct node *root, ...)
{
    va_list steps;

    va_start(steps, root);
    for (const char *step; root && (step = va_arg(steps, const char *));)
        root = node_is_list(root) ? list_at(root, (uint32_t)strtoul(step, NULL, 10))
                                  : map_get(root, unit_symbol(unit, step));
    va_end(steps);
    return root;
}

const struct finding *unit_finding(struct unit *unit)
{
    const struct findings *findings = unit->reader.findings;

    assert_true(findings->count > 0);
    return &findings->items[findings->count - 1];
}

struct slice unit_report(struct unit *unit, const char *format, struct report_options options)
{
    static const struct report_tool tool = {"1.2.3", NULL, 0};
    struct report *report = report_new(unit->arena, emit_format(slice_of(format)), &options, &tool);

    report_add(report, unit->reader.findings, unit->reader.sources, NULL);
    return report_text(report);
}

struct slice unit_place(struct unit *unit, uint32_t offset)
{
    struct position at = source_position(unit->reader.sources, offset);

    return slice_printf(unit->arena, "%u:%u", at.line, at.column);
}

struct slice unit_span(struct unit *unit, struct span span)
{
    return CONCAT(unit->arena, unit_place(unit, span.start), SLICE("-"),
                  unit_place(unit, span.end));
}
