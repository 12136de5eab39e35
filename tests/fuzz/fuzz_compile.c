/* The whole of samc_compile(), through the public API. The first byte chooses the options; the rest
 * is the template. An output must be readable, and the same a second time; reports and explanations
 * must come. */
#include <string.h>

#include "samc/samc.h"
#include "tests/fuzz/fuzz.h"

static samc_options options_of(uint8_t choice)
{
    static const char *const regions[] = {NULL, "ap-southeast-1", "cn-north-1", "us-gov-west-1"};
    static const char *const toggles[] = {"all"};
    static const samc_pair parameters[] = {{"Stage", "prod"}, {"AWS::AccountId", "123456789012"}};
    samc_options options = SAMC_OPTIONS_INIT;

    options.region = regions[choice & 3];
    options.local_artifacts = (samc_local_artifacts)((choice >> 2 & 3) % 3);
    options.format = choice & 16 ? SAMC_YAML : SAMC_JSON;
    options.compact = choice & 32;
    options.feature_toggles = toggles;
    options.feature_toggle_count = choice >> 6 & 1;
    options.parameters = parameters;
    options.parameter_count = choice & 128 ? 2 : 0;
    return options;
}

static void require_readable(const struct reader *reader, struct slice output)
{
    const struct node *root = document_read(reader, SLICE("output"), output);

    if (!root) fprintf(stderr, "%.*s\n", SLICE_ARG(reader->findings->items[0].message));
    REQUIRE(root);
}

static void require_same_again(const uint8_t *data, size_t size, const samc_options *options,
                               const char *output)
{
    samc_result *result;

    REQUIRE(samc_compile(data, size, options, &result) == SAMC_OK);
    const char *again = samc_result_output(result, NULL);
    REQUIRE(again && strcmp(again, output) == 0);
    samc_result_free(result);
}

static void require_findings_are_whole(const samc_result *result, bool refused)
{
    for (size_t i = 0; i < samc_result_finding_count(result); i++) {
        const samc_finding *finding = samc_result_finding(result, i);
        REQUIRE(finding->rule && finding->message && finding->message[0] && finding->file);
        REQUIRE(finding->line > 0 && finding->column > 0 && finding->end_line >= finding->line);
    }
    REQUIRE(refused == (samc_result_total(result, SAMC_ERROR) > 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    samc_options options = options_of(size ? data[0] : 0);
    samc_result *result;
    struct slice output;

    if (size) data++, size--;
    REQUIRE(samc_compile(data, size, &options, &result) == SAMC_OK);
    output.text = samc_result_output(result, &output.size);
    require_findings_are_whole(result, output.text == NULL);
    REQUIRE(samc_result_report(result, "json", SAMC_PLAIN, NULL));
    REQUIRE(samc_result_report(result, "text", SAMC_EXCERPTS | SAMC_COLORS, NULL));
    if (output.text) {
        size_t count;
        const char *const *ids = samc_result_resources(result, &count);
        for (size_t i = 0; i < count; i++)
            REQUIRE(samc_result_explain(result, ids[i]));
        require_same_again(data, size, &options, output.text);
        fuzz_run(require_readable, (const uint8_t *)output.text, output.size);
    }
    samc_result_free(result);
    return 0;
}
