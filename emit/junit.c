/* Findings as JUnit test results: each rule is a test case, which fails when the rule found
 * something, and is skipped when no template was to be checked by it. A test case has one failure
 * at most, because readers such as GitLab and Jenkins show no more; its text has a line for each
 * finding. */
#include "emit/format_internal.h"
#include "emit/report_internal.h"
#include "emit/xml_text.h"

/* Items of one rule. */
struct group {
    const struct report_item *const *items;
    size_t count;
};

static void add_line(struct buffer *out, const struct report_item *item)
{
    buffer_add_byte(out, '\n');
    xml_add(out, item->file);
    buffer_printf(out, ":%u:%u: ", item->start.line, item->start.column);
    xml_add(out, item->message);
}

static void add_failure(struct buffer *out, const struct group *group)
{
    const struct report_item *first = group->items[0];
    struct slice message = first->message;

    if (group->count > 1) message = slice_printf(out->arena, "%zu findings", group->count);
    buffer_add(out, SLICE("      <failure"));
    xml_add_attribute(out, "message", message);
    xml_add_attribute(out, "type", slice_of(report_severity(first->rule->severity)));
    buffer_add_byte(out, '>');
    for (size_t i = 0; i < group->count; i++)
        add_line(out, group->items[i]);
    buffer_add(out, SLICE("\n      </failure>\n"));
}

static void add_test(struct buffer *out, const struct rule *rule, const struct group *group,
                     bool is_skipped)
{
    buffer_printf(out, "    <testcase classname=\"samc\" name=\"%s ", rule->id);
    xml_add(out, slice_of(rule->title));
    buffer_add(out, SLICE("\" time=\"0\""));
    if (group->count) {
        buffer_add(out, SLICE(">\n"));
        add_failure(out, group);
        buffer_add(out, SLICE("    </testcase>\n"));
    } else {
        buffer_add(out, is_skipped ? SLICE("><skipped/></testcase>\n") : SLICE("/>\n"));
    }
}

/* The findings of a rule, which are the next ones of `items` if there are any. */
static struct group take(const struct report_item *const *items, size_t count,
                         const struct rule *rule)
{
    struct group group = {items, 0};

    while (group.count < count && strcmp(items[group.count]->rule->id, rule->id) == 0)
        group.count++;
    return group;
}

static void junit_write_report(struct buffer *out, const struct report *report)
{
    const struct report_item *const *items = report_by_rule(report);
    struct buffer tests = buffer_new(out->arena);
    size_t failures = 0, skipped = 0, done = 0;

    for (size_t i = 0; i < report->tool.rule_count; i++) {
        const struct rule *rule = report->tool.rules[i];
        struct group group = take(items + done, report->items.count - done, rule);
        bool is_skipped = !group.count && !report->used[i];
        add_test(&tests, rule, &group, is_skipped);
        failures += group.count > 0;
        skipped += is_skipped;
        done += group.count;
    }
    buffer_printf(out,
                  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<testsuites>\n"
                  "  <testsuite name=\"samc\" tests=\"%zu\" failures=\"%zu\" errors=\"0\" "
                  "skipped=\"%zu\" time=\"0\">\n",
                  report->tool.rule_count, failures, skipped);
    buffer_add(out, buffer_slice(&tests));
    buffer_add(out, SLICE("  </testsuite>\n"
                          "</testsuites>\n"));
}

const struct emit_format emit_junit = {
    .name = "junit",
    .write_report = junit_write_report,
};
