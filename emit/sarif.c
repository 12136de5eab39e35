/* Findings as SARIF 2.1.0, with what GitHub code scanning reads:
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. One run; its rules are those
 * that found something. Columns count code points, as the run says. */
#include "emit/format_internal.h"
#include "emit/json_text.h"
#include "emit/report_internal.h"

/* The levels of SARIF. */
static struct slice level_of(enum severity severity)
{
    static const char *const levels[SEVERITY_COUNT] = {
        [SEVERITY_ERROR] = "error",
        [SEVERITY_WARNING] = "warning",
        [SEVERITY_INFO] = "note",
    };

    return slice_of(levels[severity]);
}

/* -- Rules --------------------------------------------------------------------------------------
 */

/* The rules that found something, in the order of their ids. */
struct used_rules {
    VECTOR(const struct rule *) all;
};

static struct used_rules used_rules_of(const struct report *report)
{
    const struct report_item *const *items = report_by_rule(report);
    struct used_rules used = {0};

    for (size_t i = 0; i < report->items.count; i++)
        if (i == 0 || strcmp(items[i]->rule->id, items[i - 1]->rule->id) != 0)
            VECTOR_PUSH(report->arena, &used.all, items[i]->rule);
    return used;
}

static size_t rule_index(const struct used_rules *used, const struct rule *rule)
{
    size_t low = 0, high = used->all.count;

    while (high - low > 1) { /* all[low] <= rule < all[high] */
        size_t middle = low + (high - low) / 2;
        if (strcmp(used->all.items[middle]->id, rule->id) <= 0)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* GitHub sorts and filters by problem.severity, which has words of its own. */
static void add_rule(struct buffer *out, const struct rule *rule)
{
    static const char *const problems[SEVERITY_COUNT] = {
        [SEVERITY_ERROR] = "error",
        [SEVERITY_WARNING] = "warning",
        [SEVERITY_INFO] = "recommendation",
    };
    struct slice title = slice_of(rule->title);

    json_add_text(out, "            {\"id\": ", slice_of(rule->id));
    json_add_text(out, ", \"shortDescription\": {\"text\": ", title);
    json_add_text(out, "}, \"fullDescription\": {\"text\": ", title);
    buffer_printf(out, "}, \"help\": {\"text\": \"Run `samc rules %s`.\"}", rule->id);
    json_add_text(out, ", \"defaultConfiguration\": {\"level\": ", level_of(rule->severity));
    json_add_text(out, "}, \"properties\": {\"tags\": [\"cloudformation\"], \"problem.severity\": ",
                  slice_of(problems[rule->severity]));
    buffer_add(out, SLICE("}}"));
}

/* -- Results ------------------------------------------------------------------------------------
 */

/* A file name as a URI: relative to the root of the sources, unless it is absolute. */
static void add_uri(struct buffer *out, struct slice file)
{
    static const char plain[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

    if (slice_starts(file, SLICE("/"))) buffer_add(out, SLICE("file://"));
    file = report_plain_path(file);
    for (size_t i = 0; i < file.size; i++) {
        unsigned char c = (unsigned char)file.text[i];
        if (c && strchr(plain, c))
            buffer_add_byte(out, (char)c);
        else
            buffer_printf(out, "%%%02X", c);
    }
}

static void add_location(struct buffer *out, const struct report_item *item)
{
    buffer_add(out, SLICE("{\"physicalLocation\": {\"artifactLocation\": {\"uri\": \""));
    add_uri(out, item->file);
    buffer_add_byte(out, '"');
    if (!slice_starts(item->file, SLICE("/")))
        buffer_add(out, SLICE(", \"uriBaseId\": \"%SRCROOT%\""));
    buffer_printf(out,
                  "}, \"region\": {\"startLine\": %u, \"startColumn\": %u, \"endLine\": %u, "
                  "\"endColumn\": %u}}",
                  item->start.line, item->start.column, item->end.line, item->end.column);
    if (item->path.text) {
        json_add_text(out, ", \"logicalLocations\": [{\"fullyQualifiedName\": ", item->path);
        if (item->resource.text) json_add_text(out, ", \"name\": ", item->resource);
        buffer_add(out, SLICE("}]"));
    }
    buffer_add_byte(out, '}');
}

static void add_result(struct buffer *out, const struct report_item *item, size_t rule)
{
    json_add_text(out, "        {\"ruleId\": ", slice_of(item->rule->id));
    buffer_printf(out, ", \"ruleIndex\": %zu", rule);
    json_add_text(out, ", \"level\": ", level_of(item->rule->severity));
    json_add_text(out, ", \"message\": {\"text\": ", item->message);
    buffer_add(out, SLICE("}, \"locations\": ["));
    add_location(out, item);
    buffer_add(out, SLICE("], \"partialFingerprints\": {"));
    if (item->line_hash.size) {
        json_add_text(out, "\"primaryLocationLineHash\": ", item->line_hash);
        buffer_add(out, SLICE(", "));
    }
    json_add_text(out, "\"samcFinding/v1\": ", slice_of(item->fingerprint));
    buffer_add(out, SLICE("}}"));
}

static void sarif_write_report(struct buffer *out, const struct report *report)
{
    struct used_rules used = used_rules_of(report);

    buffer_add(out, SLICE("{\n"
                          "  \"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n"
                          "  \"version\": \"2.1.0\",\n"
                          "  \"runs\": [\n"
                          "    {\n"
                          "      \"tool\": {\n"
                          "        \"driver\": {\n"
                          "          \"name\": \"samc\",\n"));
    json_add_text(out, "          \"version\": ", slice_of(report->tool.version));
    json_add_text(out, ",\n          \"semanticVersion\": ", slice_of(report->tool.version));
    buffer_add(out, SLICE(",\n          \"rules\": ["));
    for (size_t i = 0; i < used.all.count; i++) {
        buffer_add(out, i ? SLICE(",\n") : SLICE("\n"));
        add_rule(out, used.all.items[i]);
    }
    buffer_add(out, SLICE("]\n        }\n      },\n"
                          "      \"columnKind\": \"unicodeCodePoints\",\n"
                          "      \"results\": ["));
    for (size_t i = 0; i < report->items.count; i++) {
        const struct report_item *item = &report->items.items[i];
        buffer_add(out, i ? SLICE(",\n") : SLICE("\n"));
        add_result(out, item, rule_index(&used, item->rule));
    }
    buffer_add(out, SLICE("]\n    }\n  ]\n}\n"));
}

const struct emit_format emit_sarif = {
    .name = "sarif",
    .write_report = sarif_write_report,
    .line_hashes = true,
};
