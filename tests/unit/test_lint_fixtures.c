/* fixtures/lint: templates, and beside each NAME.yaml what is found in it, NAME.findings. Its first
 * line names the rules that the template is about, behind a "#"; each other line is a finding of
 * these, "line:column RULE", in the order of places. What is due was made with cfn-lint.
 */
#include <dirent.h>

#include "base/file.h"
#include "samc/samc.h"
#include "tests/unit/unit.h"

static struct slice read_fixture(struct unit *unit, const char *name, const char *suffix)
{
    struct slice path = slice_printf(unit->arena, FIXTURES "/lint/%s%s", name, suffix), text;

    assert_true(file_ok(file_read(unit->arena, path.text, 1 << 20, &text)));
    return text;
}

/* Whether a rule is among those of the first line. */
static bool is_about(struct slice due, const char *rule)
{
    struct slice line = slice_first(due, slice_find(due, '\n'));

    return slice_search(line, slice_of(rule)) < line.size;
}

static struct slice found_in(struct unit *unit, struct slice template, struct slice due)
{
    samc_options options = SAMC_OPTIONS_INIT;
    struct buffer text = buffer_new(unit->arena);
    struct slice before = {NULL, 0};
    samc_result *result;

    options.goal = SAMC_GOAL_LINT;
    assert_int_equal(samc_compile(template.text, template.size, &options, &result), SAMC_OK);
    for (size_t i = 0; i < samc_result_finding_count(result); i++) {
        const samc_finding *finding = samc_result_finding(result, i);
        if (!is_about(due, finding->rule)) continue;
        struct slice line = slice_printf(unit->arena, "%u:%u %s\n", (unsigned)finding->line,
                                         (unsigned)finding->column, finding->rule);
        if (!slice_eq(line, before)) buffer_add(&text, line);
        before = line;
    }
    samc_result_free(result);
    return buffer_slice(&text);
}

static void check_fixture(struct unit *unit, const char *name)
{
    struct slice due = read_fixture(unit, name, ".findings");
    struct slice found = found_in(unit, read_fixture(unit, name, ".yaml"), due);
    struct slice wanted = slice_from(due, slice_find(due, '\n') + 1);

    if (!slice_eq(found, wanted))
        fail_msg("%s\n-- found:\n%.*s-- due:\n%.*s", name, SLICE_ARG(found), SLICE_ARG(wanted));
}

UNIT_TEST(templates_have_the_findings_beside_them)
{
    DIR *folder = opendir(FIXTURES "/lint");
    size_t count = 0;

    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));) {
        struct slice name = slice_of(entry->d_name);
        if (!slice_ends(name, SLICE(".yaml"))) continue;
        check_fixture(unit,
                      slice_copy(unit->arena, slice_first(name, name.size - strlen(".yaml"))).text);
        count++;
    }
    closedir(folder);
    assert_true(count > 0);
}

/* -- Forms inside of forms ----------------------------------------------------------------------
 */

/* A plan whose steps can hold steps: in one, `inner` good ones, and then one of no form. */
static struct slice plan(struct unit *unit, size_t inner)
{
    struct buffer text = buffer_new(unit->arena);

    buffer_printf(
        &text, "{\"Resources\":{\"P\":{\"Type\":\"AWS::ARCRegionSwitch::Plan\",\"Properties\":{"
               "\"Name\":\"x\",\"ExecutionRole\":\"arn:aws:iam::123456789012:role/x\","
               "\"RecoveryApproach\":\"activeActive\",\"Regions\":[\"us-east-1\",\"us-west-2\"],"
               "\"Workflows\":[{\"WorkflowTargetAction\":\"activate\",\"Steps\":[{\"Name\":\"x\","
               "\"ExecutionBlockType\":\"Parallel\",\"ExecutionBlockConfiguration\":{"
               "\"ParallelConfig\":{\"Steps\":[");
    for (size_t i = 0; i < inner; i++)
        buffer_printf(&text, "{\"Name\":\"x\",\"ExecutionBlockType\":\"ManualApproval\","
                             "\"ExecutionBlockConfiguration\":{\"ExecutionApprovalConfig\":"
                             "{\"ApprovalRole\":\"arn:aws:iam::123456789012:role/x\"}}},");
    buffer_printf(&text, "{\"Name\":\"x\",\"ExecutionBlockType\":\"ManualApproval\","
                         "\"ExecutionBlockConfiguration\":{}}]}}}]}]}}}}");
    return buffer_slice(&text);
}

static size_t forms_found(struct unit *unit, struct slice template)
{
    struct slice found = found_in(unit, template, SLICE("# E3018\n"));
    size_t count = 0;

    for (size_t i = 0; i < found.size; i++)
        count += found.text[i] == '\n';
    return count;
}

/* LIMIT_SCHEMA_STEPS: what is not decided gives no finding. */
UNIT_TEST(forms_that_take_too_long)
{
    assert_int_equal(forms_found(unit, plan(unit, 1)), 2); /* the inner step, and so the outer */
    assert_int_equal(forms_found(unit, plan(unit, 1000)), 2);
    assert_int_equal(forms_found(unit, plan(unit, 20000)), 0);
}

int main(void)
{
    return UNIT_RUN(UNIT(templates_have_the_findings_beside_them), UNIT(forms_that_take_too_long));
}
