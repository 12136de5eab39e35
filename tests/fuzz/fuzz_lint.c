/* samc_compile() with the goal of linting. The first byte chooses the region, the day and whether
 * parameters have values; the rest is the template. Findings must be whole, come in every form, and
 * be the same a second time. What the transform refuses has an error. */
#include <string.h>

#include "samc/samc.h"
#include "tests/fuzz/fuzz.h"

static samc_options options_of(uint8_t choice)
{
    static const char *const regions[] = {NULL, "ap-southeast-1", "cn-north-1", "us-gov-west-1"};
    static const samc_pair parameters[] = {{"Stage", "prod"}, {"AWS::AccountId", "123456789012"}};
    samc_options options = SAMC_OPTIONS_INIT;

    options.goal = SAMC_GOAL_LINT;
    options.region = regions[choice & 3];
    options.today = choice & 4 ? 20261121 : 0;
    options.parameters = parameters;
    options.parameter_count = choice & 8 ? 2 : 0;
    return options;
}

/* Where the transform refuses a template, the linter has an error too. Rules that the template
 * ignores by its Metadata or in comments are made mandatory for that. */
static void require_no_contradiction(const uint8_t *data, size_t size, samc_options options)
{
    static const char *const all[] = {"E", "S", "P", "W", "I"};
    samc_result *lint, *transform;

    options.mandatory_checks = all;
    options.mandatory_check_count = sizeof all / sizeof *all;
    REQUIRE(samc_compile(data, size, &options, &lint) == SAMC_OK);
    options.goal = SAMC_GOAL_TRANSFORM;
    options.local_artifacts = SAMC_LOCAL_PLACEHOLDER;
    REQUIRE(samc_compile(data, size, &options, &transform) == SAMC_OK);
    if (!samc_result_output(transform, NULL) && samc_result_total(lint, SAMC_ERROR) == 0) {
        fprintf(stderr, "%s", samc_result_report(transform, "text", SAMC_PLAIN, NULL));
        REQUIRE(samc_result_total(lint, SAMC_ERROR) > 0);
    }
    samc_result_free(transform);
    samc_result_free(lint);
}

static void require_whole(const samc_finding *finding)
{
    REQUIRE(finding->rule && finding->message && finding->message[0] && finding->file);
    REQUIRE(finding->line > 0 && finding->column > 0 && finding->end_line >= finding->line);
}

static void require_same(const samc_finding *one, const samc_finding *other)
{
    REQUIRE(strcmp(one->rule, other->rule) == 0 && strcmp(one->message, other->message) == 0);
    REQUIRE(one->line == other->line && one->column == other->column);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    samc_options options = options_of(size ? data[0] : 0);
    samc_result *result, *again;

    if (size) data++, size--;
    REQUIRE(samc_compile(data, size, &options, &result) == SAMC_OK);
    REQUIRE(samc_compile(data, size, &options, &again) == SAMC_OK);
    size_t count = samc_result_finding_count(result);
    REQUIRE(count == samc_result_finding_count(again));
    for (size_t i = 0; i < count; i++) {
        require_whole(samc_result_finding(result, i));
        require_same(samc_result_finding(result, i), samc_result_finding(again, i));
    }
    for (size_t i = 0; samc_report_format_name(i); i++)
        REQUIRE(samc_result_report(result, samc_report_format_name(i), SAMC_EXCERPTS | SAMC_SUMMARY,
                                   NULL));
    samc_result_free(again);
    samc_result_free(result);
    require_no_contradiction(data, size, options);
    return 0;
}
