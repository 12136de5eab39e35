/* A value and the steps to it:
 *
 *     template.yaml:12:19: !Sub "${Prefix}-${Stage}-data"
 *     template.yaml:4:3:     Prefix is "acme" (Default of the parameter)
 *     template.yaml:5:3:     Stage is "prod" (given)
 *     = "acme-prod-data"
 *
 * A function is a line, then the lines of what it needs, then a line with what it became; one that
 * needs nothing is one line. Lines are gathered first, since the places in front of them are all
 * given the width of the longest.
 */
#include "pipeline/steps.h"

#include "base/limits.h"
#include "base/printable.h"
#include "emit/one_line.h"
#include "intrinsics/parameter_check.h"
#include "intrinsics/unknown.h"
#include "spec/names.h"

enum { MOST_INNER_BYTES = 200 }; /* of a value that is shown on the way to another one */

struct line {
    struct span span; /* {0, 0}: the line has no place */
    unsigned depth;
    struct slice text;
};

struct listing {
    const samc_result *result;
    const struct traced_value *t;
    VECTOR(struct line) lines;
};

/* -- Lines --------------------------------------------------------------------------------------
 */

static struct buffer new_text(const struct listing *l)
{
    return buffer_new(l->result->arena);
}

static void add_line(struct listing *l, struct span span, unsigned depth, const struct buffer *text)
{
    VECTOR_PUSH(l->result->arena, &l->lines,
                (struct line){.span = span, .depth = depth, .text = buffer_slice(text)});
}

/* A name of the template. */
static void add_name(struct buffer *text, struct slice name)
{
    printable_add(text, slice_first(name, MOST_INNER_BYTES));
    if (name.size > MOST_INNER_BYTES) buffer_add(text, SLICE("..."));
}

static void add_unknown(struct buffer *text, struct slice reason)
{
    buffer_add(text, SLICE("not known"));
    if (reason.size) buffer_add(text, SLICE(": "));
    printable_add(text, reason);
}

/* A value, and why it is not known if it is not. */
static void add_value(const struct listing *l, struct buffer *text, const struct node *value)
{
    struct slice reason = reason_of_value(&l->result->builder, l->t->root, value);

    one_line_add(text, value, MOST_INNER_BYTES);
    if (is_no_value(value) || (!is_intrinsic(value) && !reason.size)) return;
    buffer_add(text, SLICE(", "));
    add_unknown(text, reason);
}

/* -- Steps --------------------------------------------------------------------------------------
 */

static size_t list_step(struct listing *l, size_t at, unsigned depth);

static const struct trace_step *step_at(const struct listing *l, size_t at)
{
    return at < l->t->trace.steps.count ? &l->t->trace.steps.items[at] : NULL;
}

/* Whether the step `at` + 1 belongs to the step `at`. */
static bool has_inner(const struct listing *l, size_t at)
{
    const struct trace_step *next = step_at(l, at + 1);

    return next && next->depth > step_at(l, at)->depth;
}

/* Lists all steps that belong to the step `at`; returns the number of the step behind them. */
static size_t list_inner(struct listing *l, size_t at, unsigned depth)
{
    size_t next = at + 1;

    while (step_at(l, next) && step_at(l, next)->depth > step_at(l, at)->depth)
        next = list_step(l, next, depth);
    return next;
}

/* The entry of a section; NULL when it is not there. */
static const struct map_entry *entry_in(const struct listing *l, const struct symbol *section,
                                        struct slice name)
{
    return map_find(map_get(l->t->root, section), symbol_of(l->result->builder.symbols, name));
}

static struct span span_or_none(const struct map_entry *entry)
{
    return entry ? entry_span(entry) : (struct span){0, 0};
}

/* The loop around the path of which `name` is the identifier; NULL for none. */
static const struct map_entry *loop_of(const struct listing *l, struct slice name)
{
    const struct path *path = &l->t->path;

    for (size_t i = path->count; i-- > 0;)
        if (slice_starts(path_key(path, i), SLICE("Fn::ForEach")) &&
            node_is_text(list_at(path->steps[i].node, 0), name))
            return path->steps[i].entry;
    return NULL;
}

/* Where the value of a name comes from. */
static void add_source(const struct listing *l, struct buffer *text, struct slice name)
{
    const struct symbol *symbol = symbol_of(l->result->builder.symbols, name);

    if (map_has(l->result->evaluation.values, symbol))
        buffer_add(text, SLICE(" (given)"));
    else if (slice_starts(name, SLICE("AWS::")))
        buffer_add(text, SLICE(" (by the region)"));
    else
        buffer_add(text, SLICE(" (Default of the parameter)"));
}

/* What stands behind "name is", for a name that has no value. */
static void add_no_value(const struct listing *l, struct buffer *text, struct slice name)
{
    const struct map_entry *parameter = entry_in(l, K(Parameters), name);

    if (parameter && parameter_is_secret(parameter->value))
        buffer_add(text, SLICE("**** (the parameter has NoEcho)"));
    else if (!parameter && loop_of(l, name))
        add_unknown(text, SLICE("the loop puts one item after the other in its place"));
    else
        add_unknown(text, reason_of_name(&l->result->builder, l->t->root, name));
}

/* The parameter, resource or loop that a name stands for; NULL for none. */
static const struct map_entry *entry_of_name(const struct listing *l, struct slice name)
{
    const struct map_entry *entry = entry_in(l, K(Parameters), name);

    if (!entry) entry = loop_of(l, name);
    if (!entry) entry = entry_in(l, K(Resources), slice_first(name, slice_find(name, '.')));
    return entry;
}

static void list_name(struct listing *l, const struct trace_step *step, unsigned depth)
{
    struct buffer text = new_text(l);

    if (slice_eq(step->name, SLICE("AWS::NoValue"))) return;
    add_name(&text, step->name);
    buffer_add(&text, SLICE(" is "));
    if (step->value) {
        one_line_add(&text, step->value, MOST_INNER_BYTES);
        add_source(l, &text, step->name);
    } else {
        add_no_value(l, &text, step->name);
    }
    add_line(l, span_or_none(entry_of_name(l, step->name)), depth, &text);
}

/* "Map, key, key is value". */
static void list_mapping(struct listing *l, const struct trace_step *step, unsigned depth)
{
    struct buffer text = new_text(l);

    LIST_EACH (step->node, each) {
        if (each.next > 1) buffer_add(&text, SLICE(", "));
        add_name(&text, node_text(each.value));
    }
    buffer_add(&text, SLICE(" is "));
    add_value(l, &text, step->value);
    buffer_add(&text, SLICE(" (in Mappings)"));
    add_line(l, node_span(step->value), depth, &text);
}

/* "= value". */
static void list_end(struct listing *l, const struct trace_step *step, unsigned depth)
{
    struct buffer text = new_text(l);

    buffer_add(&text, SLICE("= "));
    if (step->value)
        add_value(l, &text, step->value);
    else
        add_unknown(&text, SLICE(""));
    add_line(l, (struct span){0, 0}, depth, &text);
}

/* A condition, and with it the function that defines it; when that was shown before, its truth. */
static size_t list_condition(struct listing *l, size_t at, unsigned depth)
{
    const struct trace_step *step = step_at(l, at), *test = step_at(l, at + 1);
    struct buffer text = new_text(l);
    struct span span = span_or_none(entry_in(l, K(Conditions), step->name));

    add_name(&text, step->name);
    if (!has_inner(l, at)) {
        buffer_add(&text, SLICE(" is "));
        if (step->value)
            one_line_add(&text, step->value, MOST_INNER_BYTES);
        else
            add_unknown(&text, SLICE(""));
        add_line(l, span, depth, &text);
        return at + 1;
    }
    buffer_add(&text, SLICE(": "));
    one_line_add(&text, test->node, MOST_INNER_BYTES);
    add_line(l, span, depth, &text);
    size_t next = list_inner(l, at + 1, depth + 1);
    list_end(l, step, depth);
    return next;
}

/* Ref and Condition, which do nothing but name something. */
static bool only_names(const struct trace_step *step)
{
    const struct map_entry *entry = map_single(step->node);

    return entry && (entry->key == K(Ref) || entry->key == K(Condition)) &&
           node_is_string(entry->value);
}

static size_t list_function(struct listing *l, size_t at, unsigned depth)
{
    const struct trace_step *step = step_at(l, at);
    struct buffer text = new_text(l);
    bool inner = has_inner(l, at);

    if (inner && only_names(step)) return list_inner(l, at, depth);
    one_line_add(&text, step->node, MOST_INNER_BYTES);
    if (!inner) {
        buffer_add(&text, SLICE(" is "));
        if (!step->value)
            add_unknown(&text, SLICE(""));
        else if (node_equal(step->value, step->node))
            add_unknown(&text, reason_of_value(&l->result->builder, l->t->root, step->value));
        else
            add_value(l, &text, step->value);
    }
    add_line(l, node_span(step->node), depth, &text);
    size_t next = list_inner(l, at, depth + 1);
    if (inner) list_end(l, step, depth);
    return next;
}

/* Lists a step and all that belong to it; returns the number of the step behind them. */
static size_t list_step(struct listing *l, size_t at, unsigned depth)
{
    const struct trace_step *step = step_at(l, at);

    switch (step->kind) {
    case STEP_NAME:
        list_name(l, step, depth);
        return at + 1;
    case STEP_MAPPING:
        list_mapping(l, step, depth);
        return at + 1;
    case STEP_CONDITION:
        return list_condition(l, at, depth);
    case STEP_FUNCTION:
    case STEP_TEST:
        break;
    }
    return list_function(l, at, depth);
}

/* Where a loop over resources, conditions or outputs stands that is in no other one. */
static struct span span_of_loop(const struct listing *l, const struct iteration *iteration)
{
    const struct symbol *section = symbol_of(l->result->builder.symbols, path_key(&l->t->path, 0));

    if (iteration->outer) return (struct span){0, 0};
    return span_or_none(map_find(map_get(l->result->input, section), iteration->loop));
}

/* The items that were put into the value when its loops were expanded, the outermost first. */
static void list_items(struct listing *l, const struct iteration *iteration)
{
    struct buffer text = new_text(l);

    if (!iteration) return;
    list_items(l, iteration->outer);
    add_name(&text, iteration->identifier);
    buffer_add(&text, SLICE(" is "));
    one_line_add(&text, node_string(&l->result->builder, iteration->item), MOST_INNER_BYTES);
    buffer_add(&text, SLICE(" (an item of "));
    add_name(&text, symbol_slice(iteration->loop));
    buffer_add_byte(&text, ')');
    add_line(l, span_of_loop(l, iteration), l->t->from_function ? 0 : 1, &text);
}

/* The steps of the value: below a line with the value as it is written, unless the path goes
 * through a function, which then is the first step. */
static void list_steps(struct listing *l)
{
    const struct traced_value *t = l->t;
    struct buffer text = new_text(l);
    size_t at = 0;

    if (!t->from_function) {
        one_line_add(&text, t->node, MOST_INNER_BYTES);
        add_line(l, node_span(t->node), 0, &text);
    }
    list_items(l, t->iteration);
    /* Steps that stand for the value as a whole: their first line is there, and the last will be.
     */
    while (!t->from_function && step_at(l, at) &&
           (step_at(l, at)->node == t->node && step_at(l, at)->kind != STEP_NAME))
        at++;
    while (step_at(l, at))
        at = list_step(l, at, t->from_function ? 0 : 1);
    if (!t->trace.left_out) return;
    text = new_text(l);
    buffer_printf(&text, "%zu more steps are left out", t->trace.left_out);
    add_line(l, (struct span){0, 0}, 1, &text);
}

/* -- Around the steps ---------------------------------------------------------------------------
 */

/* Texts with dynamic references, which are no functions and so no steps. */
static void list_references(struct listing *l, const struct node *value)
{
    if (l->lines.count > LIMIT_TRACE_STEPS) return;
    if (node_is_string(value) && !is_wholly_known(value)) {
        struct buffer text = new_text(l);
        one_line_add(&text, value, MOST_INNER_BYTES);
        buffer_add(&text, SLICE(" is "));
        add_unknown(&text, reason_of_value(&l->result->builder, l->t->root, value));
        add_line(l, node_span(value), 1, &text);
    }
    LIST_EACH (value, each)
        list_references(l, each.value);
    MAP_EACH (value, each)
        list_references(l, each.value);
}

static void list_findings(struct listing *l)
{
    const struct findings *findings = l->t->findings;

    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        struct buffer text = new_text(l);
        buffer_printf(&text, "error %s: ", finding->rule->id);
        printable_add(&text, finding->message);
        add_line(l, finding->span, 1, &text);
    }
}

/* What will not be there, and why. */
static void list_absence(struct listing *l)
{
    const struct traced_value *t = l->t;
    struct buffer text = new_text(l);

    if (!t->off.size) return;
    add_name(&text, path_key(&t->path, 1));
    buffer_add(&text, SLICE(" is not made, because the condition "));
    add_name(&text, t->off);
    buffer_add(&text, SLICE(" is false"));
    add_line(l, entry_span(t->path.steps[1].entry), 1, &text);
}

/* " (a string, not known)"; with the reason, unless the lines have it. */
static void add_unknown_verdict(const struct listing *l, struct buffer *text, const char *type)
{
    const struct node *value = l->t->value;
    bool in_part = value->kind >= NODE_LIST && !is_intrinsic(value);
    bool said = l->lines.count > 1 && !l->t->from_function;

    buffer_printf(text, " (%s, ", type);
    add_unknown(text, said ? SLICE("") : reason_of_value(&l->result->builder, l->t->root, value));
    buffer_add(text, in_part ? SLICE(" as a whole)") : SLICE(")"));
}

/* What the value is, in words; the type of one that is known can be seen. */
static void add_verdict(const struct listing *l, struct buffer *text)
{
    static const char *const types[] = {
        [VALUE_ANY] = "a value",     [VALUE_NOTHING] = "no value", [VALUE_BOOLEAN] = "a boolean",
        [VALUE_NUMBER] = "a number", [VALUE_STRING] = "a string",  [VALUE_LIST] = "a list",
        [VALUE_MAP] = "a map",
    };
    const struct node *value = l->t->value;
    enum value_type type = type_of_value(&l->result->builder, l->t->root, value);

    if (is_no_value(value))
        buffer_add(text, SLICE(" (nothing: what it is given to is left out)"));
    else if (l->t->findings->count)
        buffer_add(text, SLICE(" (with an error)"));
    else if (!is_wholly_known(value))
        add_unknown_verdict(l, text, types[type]);
}

/* -- Text ---------------------------------------------------------------------------------------
 */

/* "file:line:column: ", or nothing. */
static struct slice place_of(const samc_result *result, struct span span)
{
    struct position at = source_position(result->sources, span.start);
    struct buffer text = buffer_new(result->arena);

    if (!at.source) return SLICE("");
    printable_add(&text, at.source->name);
    buffer_printf(&text, ":%u:%u: ", (unsigned)at.line, (unsigned)at.column);
    return buffer_slice(&text);
}

static struct slice listing_text(const struct listing *l)
{
    struct arena *arena = l->result->arena;
    struct slice *places = arena_array(arena, l->lines.count + 1, sizeof *places);
    struct buffer text = buffer_new(arena);
    size_t width = 0;

    for (size_t i = 0; i < l->lines.count; i++) {
        places[i] = place_of(l->result, l->lines.items[i].span);
        if (places[i].size > width) width = places[i].size;
    }
    for (size_t i = 0; i < l->lines.count; i++) {
        const struct line *line = &l->lines.items[i];
        buffer_add(&text, places[i]);
        buffer_add_repeat(&text, ' ', width - places[i].size + (size_t)line->depth * 2);
        buffer_add(&text, line->text);
        buffer_add_byte(&text, '\n');
    }
    buffer_add(&text, SLICE("= "));
    one_line_add(&text, l->t->value, SIZE_MAX);
    add_verdict(l, &text);
    buffer_add_byte(&text, '\n');
    return buffer_slice(&text);
}

struct slice steps_text(const samc_result *result, const struct traced_value *t)
{
    struct listing l = {.result = result, .t = t};

    list_steps(&l);
    if (!node_is_string(t->value)) list_references(&l, t->value);
    list_findings(&l);
    list_absence(&l);
    return listing_text(&l);
}
