/* One tree in two languages: a template, written as JSON and as YAML, must become the same, and
 * have the same findings but for their places. The first byte chooses the options; the rest is the
 * template. Where it makes a difference what stands in the text and not in the tree, that is said
 * here. */
#include <string.h>

#include "base/limits.h"
#include "emit/emit.h"
#include "samc/samc.h"
#include "tests/fuzz/fuzz.h"

/* Aliases can make a tree of a million values; those are not written out each time. */
enum { LONGEST_WRITTEN = 1 << 18 };

static uint8_t choice; /* the first byte */

static samc_options options_of(samc_goal goal)
{
    static const char *const regions[] = {NULL, "ap-southeast-1", "cn-north-1", "us-gov-west-1"};
    static const samc_pair parameters[] = {{"Stage", "prod"}, {"AWS::AccountId", "123456789012"}};
    samc_options options = SAMC_OPTIONS_INIT;

    options.goal = goal;
    options.region = regions[choice & 3];
    options.parameters = parameters;
    options.parameter_count = choice & 4 ? 2 : 0;
    options.local_artifacts = choice & 8 ? SAMC_LOCAL_KEEP : SAMC_LOCAL_PLACEHOLDER;
    return options;
}

static samc_result *compile(samc_goal goal, struct slice text)
{
    samc_options options = options_of(goal);
    samc_result *result;

    REQUIRE(samc_compile(text.text, text.size, &options, &result) == SAMC_OK);
    return result;
}

/* Whether a finding is there, wherever it stands. */
static bool has_finding(const samc_result *result, const samc_finding *wanted)
{
    for (size_t i = 0; i < samc_result_finding_count(result); i++) {
        const samc_finding *finding = samc_result_finding(result, i);
        if (strcmp(finding->rule, wanted->rule) == 0 &&
            strcmp(finding->message, wanted->message) == 0)
            return true;
    }
    return false;
}

/* Whether all findings of one are among those of the other; those that are not are shown. Short
 * forms of functions have no place of their own in a list, where linters show the list instead: so
 * what is found of several items is one finding in YAML, and numbers are not compared. */
static bool has_findings_of(const samc_result *result, const samc_result *one, const char *form)
{
    bool all = true;

    for (size_t i = 0; i < samc_result_finding_count(one); i++) {
        const samc_finding *finding = samc_result_finding(one, i);
        if (has_finding(result, finding)) continue;
        fprintf(stderr, "%s:%u:%u: %s %s [%s]\n", form, finding->line, finding->column,
                finding->rule, finding->message, finding->path ? finding->path : "");
        all = false;
    }
    return all;
}

static bool same_findings(const samc_result *json, const samc_result *yaml)
{
    for (int i = 0; i <= SAMC_INFO; i++)
        if (!samc_result_total(json, (samc_severity)i) !=
            !samc_result_total(yaml, (samc_severity)i))
            return false;
    /* Of too many those are kept that come first, which depends on the places. */
    if (samc_result_finding_count(json) == LIMIT_FINDINGS) return true;
    bool same = has_findings_of(yaml, json, "json");
    return has_findings_of(json, yaml, "yaml") && same;
}

static void require_same_results(samc_goal goal, struct slice json, struct slice yaml)
{
    samc_result *one = compile(goal, json), *other = compile(goal, yaml);
    const char *a = samc_result_output(one, NULL), *b = samc_result_output(other, NULL);
    bool same = !a == !b && (!a || strcmp(a, b) == 0);

    if (!same || !same_findings(one, other)) {
        fprintf(stderr, "%.*s\n%.*s\n%s\n%s\n", SLICE_ARG(json), SLICE_ARG(yaml), a ? a : "refused",
                b ? b : "refused");
        abort();
    }
    samc_result_free(one);
    samc_result_free(other);
}

static struct slice write_form(const struct reader *reader, struct slice form,
                               const struct node *root)
{
    struct buffer text = buffer_new(reader->builder.arena);
    struct emit_options options = {0};

    emit_format(form)->write_template(&text, root, &options);
    return buffer_slice(&text);
}

static void compare_forms(const struct reader *reader, struct slice input)
{
    const struct node *root = document_read(reader, SLICE("input"), input);

    if (!root || input.size > LONGEST_WRITTEN) return;
    struct slice yaml = write_form(reader, SLICE("yaml"), root);
    if (yaml.size > LONGEST_WRITTEN) return;
    const struct node *again = document_read(reader, SLICE("yaml"), yaml);
    REQUIRE(again);
    fuzz_require_same(reader, root, again);
    /* not of `root`: numbers keep their text, and YAML has no 1e3 */
    struct slice json = write_form(reader, SLICE("json"), again);
    require_same_results(SAMC_GOAL_TRANSFORM, json, yaml);
    require_same_results(SAMC_GOAL_RESOLVE, json, yaml);
    require_same_results(SAMC_GOAL_LINT, json, yaml);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    choice = size ? data[0] : 0;
    if (size) data++, size--;
    fuzz_run(compare_forms, data, size);
    return 0;
}
