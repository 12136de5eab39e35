/* Findings become items here: with places in lines, copies of their texts, and a fingerprint.
 *
 * A fingerprint is made of what a finding says and where in the tree it is, not of its line: rule,
 * file, path (without a path, the text of the line), resource, event, message without numbers of
 * lines. Findings that agree in all that are counted, and told apart by the count.
 */
#include <stdlib.h>

#include "base/digest.h"
#include "emit/emit.h"
#include "emit/line_hash_internal.h"
#include "emit/report_internal.h"

/* How often a text was seen. */
struct count {
    size_t count;
};

struct report *report_new(struct arena *arena, const struct emit_format *format,
                          const struct report_options *options, const struct report_tool *tool)
{
    struct report *report = arena_alloc(arena, sizeof *report);

    *report = (struct report){.arena = arena,
                              .format = format,
                              .options = *options,
                              .tool = *tool,
                              .used = arena_zalloc(arena, tool->rule_count * sizeof(bool)),
                              .scratch = buffer_new(arena),
                              .symbols = symbols_new(arena, NULL)};
    return report;
}

/* -- Identity -----------------------------------------------------------------------------------
 */

/* How often `text` was seen before. */
static size_t count_seen(struct report *report, struct slice text)
{
    const struct symbol *symbol = symbol_of(report->symbols, text);
    const struct count *seen = table_get(&report->seen, symbol);
    struct count *now = arena_alloc(report->arena, sizeof *now);

    now->count = seen ? seen->count + 1 : 1;
    table_set(report->arena, &report->seen, symbol, now);
    return now->count - 1;
}

/* The start of a line, without the blanks around it. */
static struct slice trimmed(struct slice line)
{
    enum { MOST = 200 };

    while (line.size && (*line.text == ' ' || *line.text == '\t'))
        line = slice_from(line, 1);
    while (line.size && (line.text[line.size - 1] == ' ' || line.text[line.size - 1] == '\t'))
        line.size--;
    return slice_first(line, MOST);
}

static void add_part(struct buffer *parts, struct slice text)
{
    buffer_add(parts, text);
    buffer_add_byte(parts, '\0');
}

/* A message may name other lines ("at line 4"), which move. */
static void add_message(struct buffer *parts, struct slice message)
{
    struct slice word = SLICE("line ");

    while (message.size) {
        size_t upto = slice_search(message, word) + word.size;
        buffer_add(parts, slice_first(message, upto));
        message = slice_from(message, upto);
        while (message.size && *message.text >= '0' && *message.text <= '9')
            message = slice_from(message, 1);
    }
    buffer_add_byte(parts, '\0');
}

/* Gives an item its fingerprint. Returns false when the report has the same finding already. */
static bool identify(struct report *report, struct report_item *item, const struct source *source)
{
    struct buffer *parts = &report->scratch;

    parts->size = 0;
    add_part(parts, slice_of(item->rule->id));
    add_part(parts, report_plain_path(item->file));
    add_message(parts, item->message);
    add_part(parts, item->resource);
    add_part(parts, item->event);
    if (item->path.text || !source)
        add_part(parts, item->path);
    else
        add_part(parts, trimmed(source_line(source, item->start.line)));
    digest_sha1(buffer_slice(parts), item->fingerprint);

    struct slice place =
        slice_printf(report->arena, "%s %u:%u-%u:%u", item->fingerprint, item->start.line,
                     item->start.byte, item->end.line, item->end.byte);
    if (count_seen(report, place)) return false;
    size_t before = count_seen(report, slice_of(item->fingerprint));
    if (before) {
        buffer_printf(parts, "%zu", before);
        digest_sha1(buffer_slice(parts), item->fingerprint);
    }
    return true;
}

/* -- Items --------------------------------------------------------------------------------------
 */

static struct report_place place_of(const struct position *position)
{
    if (!position->source) return (struct report_place){1, 1, 1};
    return (struct report_place){position->line, position->column, position->byte};
}

static struct slice copy(struct report *report, struct slice text)
{
    return text.text ? slice_copy(report->arena, text) : text;
}

/* The source that findings were in last, so that its lines are hashed once. */
struct hashed {
    const struct source *source;
    uint64_t *hashes;
};

static struct slice line_hash(struct report *report, struct hashed *last,
                              const struct position *place)
{
    if (!report->format->line_hashes || !place->source) return SLICE("");
    if (last->source != place->source)
        *last = (struct hashed){place->source, line_hashes(report->arena, place->source)};
    return line_hash_text(report->arena, last->hashes, place->line);
}

static void add_finding(struct report *report, const struct finding *finding,
                        const struct sources *sources, struct hashed *last)
{
    struct position start = source_position(sources, finding->span.start);
    struct position end = source_position(sources, finding->span.end);
    struct report_item item = {
        .rule = finding->rule,
        .file = copy(report, start.source ? start.source->name : sources_name(sources)),
        .start = place_of(&start),
        .end = place_of(&end),
        .message = copy(report, finding->message),
        .resource = copy(report, finding->resource),
        .event = copy(report, finding->event),
        .path = copy(report, finding->path),
        .path_items = finding->path_items,
        .line_hash = line_hash(report, last, &start),
    };

    if (!identify(report, &item, start.source)) return;
    if (report->options.excerpt && start.source)
        item.excerpt = excerpt_of(report->arena, start.source, start.line, finding->span);
    report->totals[finding->rule->severity]++;
    VECTOR_PUSH(report->arena, &report->items, item);
}

/* A template may be compiled several times, for several regions. */
static void count_template(struct report *report, struct slice name, bool is_bad)
{
    if (report->templates == 0 || !slice_eq(report->last_template, name)) {
        report->templates++;
        report->last_template = copy(report, name);
        report->last_is_bad = false;
    }
    report->bad_templates += is_bad && !report->last_is_bad;
    report->last_is_bad |= is_bad;
}

void report_add(struct report *report, const struct findings *findings,
                const struct sources *sources, const struct report_scope *scope)
{
    struct hashed last = {0};
    size_t kept[SEVERITY_COUNT] = {0};

    for (size_t i = 0; i < findings->count; i++) {
        add_finding(report, &findings->items[i], sources, &last);
        kept[findings->items[i].rule->severity]++;
    }
    for (size_t i = 0; i < SEVERITY_COUNT; i++) {
        report->dropped += findings->totals[i] - kept[i];
        report->totals[i] += findings->totals[i] - kept[i];
    }
    for (size_t i = 0; i < report->tool.rule_count; i++)
        report->used[i] |= !scope || scope->has(scope->context, report->tool.rules[i]);
    count_template(report, sources_name(sources), findings->count > 0);
}

struct slice report_text(const struct report *report)
{
    struct buffer out = buffer_new(report->arena);

    buffer_add(&out, SLICE(""));
    report->format->write_report(&out, report);
    return buffer_slice(&out);
}

/* -- For the formats ----------------------------------------------------------------------------
 */

const char *report_severity(enum severity severity)
{
    static const char *const words[SEVERITY_COUNT] = {
        [SEVERITY_ERROR] = "error",
        [SEVERITY_WARNING] = "warning",
        [SEVERITY_INFO] = "info",
    };

    return words[severity];
}

static int compare_rules(const void *a, const void *b)
{
    const struct report_item *const *one = a, *const *other = b;
    int order = strcmp((*one)->rule->id, (*other)->rule->id);

    if (order != 0) return order;
    return (*one > *other) - (*one < *other);
}

const struct report_item *const *report_by_rule(const struct report *report)
{
    size_t count = report->items.count;
    const struct report_item **items = arena_array(report->arena, count, sizeof *items);

    for (size_t i = 0; i < count; i++)
        items[i] = &report->items.items[i];
    if (count) qsort(items, count, sizeof *items, compare_rules);
    return items;
}

void report_add_array(struct buffer *out, const struct report *report,
                      void (*add)(struct buffer *out, const struct report_item *item))
{
    buffer_add_byte(out, '[');
    for (size_t i = 0; i < report->items.count; i++) {
        buffer_add(out, i ? SLICE(",\n ") : SLICE("\n "));
        add(out, &report->items.items[i]);
    }
    buffer_add(out, report->items.count ? SLICE("\n]") : SLICE("]"));
}

struct slice report_plain_path(struct slice file)
{
    while (slice_starts(file, SLICE("./")))
        for (file = slice_from(file, 2); file.size && *file.text == '/';)
            file = slice_from(file, 1);
    return file;
}
