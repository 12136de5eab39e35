/* The whole of samc_compile(), through the public API. The first byte chooses the options; the rest
 * is the template, and what any file that it includes holds. An output must be readable, the same a
 * second time, and the same tree in each format; reports, explanations, values and conditions must
 * come. */
#include <string.h>

#include "samc/samc.h"
#include "tests/fuzz/fuzz.h"

/* The template, which is also what each file that it includes holds. */
struct input {
    const uint8_t *data;
    size_t size;
};

/* Statuses by turn of the length of the id, and answers of all kinds. */
static samc_application_status find_application(void *context, const samc_application *application,
                                                const char **answer)
{
    static const char *const answers[] = {"https://x", NULL, "", "\x1b\xff", "said."};
    size_t size = strlen(application->id);

    (void)context;
    *answer = answers[size % 5];
    return (samc_application_status)(size % 3 ? SAMC_APPLICATION_FOUND : size % 8);
}

static int read_file(void *context, const char *path, const void **bytes, size_t *size,
                     const char **problem)
{
    const struct input *input = context;

    *bytes = input->data;
    *size = input->size;
    *problem = "it is not there.";
    return strlen(path) % 4 != 3;
}

static samc_options options_of(uint8_t choice)
{
    static const char *const regions[] = {NULL, "ap-southeast-1", "cn-north-1", "us-gov-west-1"};
    static const char *const toggles[] = {"all"};
    static const samc_pair parameters[] = {{"Stage", "prod"}, {"AWS::AccountId", "123456789012"}};
    samc_options options = SAMC_OPTIONS_INIT;

    options.region = regions[choice & 3];
    if ((choice >> 2 & 3) < 3)
        options.local_artifacts = (samc_local_artifacts)(choice >> 2 & 3);
    else
        options.goal = choice & 64 ? SAMC_GOAL_RESOLVE : SAMC_GOAL_EXTENSIONS;
    options.format = choice & 16 ? SAMC_YAML : SAMC_JSON;
    options.compact = choice & 32;
    options.feature_toggles = toggles;
    options.feature_toggle_count = choice >> 6 & 1;
    options.parameters = parameters;
    options.parameter_count = choice & 128 ? 2 : 0;
    options.include_local = choice & 1;
    options.host.find_application = choice & 2 ? find_application : NULL;
    options.host.read_file = read_file;
    return options;
}

static const struct node *read_output(const struct reader *reader, struct slice output)
{
    const struct node *root = document_read(reader, SLICE("output"), output);

    if (!root) fprintf(stderr, "%.*s\n", SLICE_ARG(reader->findings->items[0].message));
    REQUIRE(root);
    return root;
}

/* One output in two formats, a zero byte between them. */
static void require_same_tree(const struct reader *reader, struct slice outputs)
{
    struct slice first = slice_first(outputs, slice_find(outputs, '\0'));
    const struct node *one = read_output(reader, first);
    const struct node *other = read_output(reader, slice_from(outputs, first.size + 1));

    fuzz_require_sound(one);
    fuzz_require_same(reader, one, other);
}

/* Compiles to the other format, and compares the trees that the outputs are. */
static void require_same_in_other_format(const uint8_t *data, size_t size, samc_options options,
                                         struct slice output)
{
    samc_result *result;
    struct slice other;

    options.format = options.format == SAMC_JSON ? SAMC_YAML : SAMC_JSON;
    REQUIRE(samc_compile(data, size, &options, &result) == SAMC_OK);
    other.text = samc_result_output(result, &other.size);
    REQUIRE(other.text);
    REQUIRE(slice_find(output, '\0') == output.size);
    char *both = malloc(output.size + 1 + other.size);
    REQUIRE(both);
    memcpy(both, output.text, output.size);
    both[output.size] = '\0';
    memcpy(both + output.size + 1, other.text, other.size);
    fuzz_run(require_same_tree, (const uint8_t *)both, output.size + 1 + other.size);
    free(both);
    samc_result_free(result);
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

/* Each path has a value, whose steps no terminal obeys, or a reason. */
static void require_value_or_reason(samc_result *result, const char *path)
{
    const char *problem;
    const samc_value *value = samc_result_resolve(result, path, &problem);

    REQUIRE((value == NULL) == (problem != NULL));
    if (!value) return;
    REQUIRE(value->json[0]);
    for (const char *at = value->steps; *at; at++)
        REQUIRE((unsigned char)*at >= ' ' || *at == '\n');
}

static void require_values(samc_result *result)
{
    static const char *const paths[] = {"", "Conditions", "Resources", "Parameters/Stage", "x.y"};

    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        require_value_or_reason(result, paths[i]);
    for (size_t i = 0; i < samc_result_finding_count(result) && i < 10; i++)
        if (samc_result_finding(result, i)->path)
            require_value_or_reason(result, samc_result_finding(result, i)->path);
}

static void require_conditions(samc_result *result)
{
    size_t count;
    const samc_condition *conditions = samc_result_conditions(result, &count);

    REQUIRE(conditions || !samc_result_output(result, NULL));
    for (size_t i = 0; i < count; i++)
        REQUIRE(samc_condition_value_name(conditions[i].value) && conditions[i].formula[0]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    samc_options options = options_of(size ? data[0] : 0);
    samc_result *result;
    struct slice output;

    if (size) data++, size--;
    struct input input = {data, size};
    options.host.context = &input;
    REQUIRE(samc_compile(data, size, &options, &result) == SAMC_OK);
    output.text = samc_result_output(result, &output.size);
    require_findings_are_whole(result, output.text == NULL);
    for (size_t i = 0; samc_report_format_name(i); i++)
        REQUIRE(samc_result_report(result, samc_report_format_name(i),
                                   SAMC_EXCERPTS | SAMC_COLORS | SAMC_SUMMARY, NULL));
    require_values(result);
    require_conditions(result);
    if (output.text) {
        size_t count;
        const char *const *ids = samc_result_resources(result, &count);
        for (size_t i = 0; i < count; i++)
            REQUIRE(samc_result_explain(result, ids[i]));
        require_same_again(data, size, &options, output.text);
        require_same_in_other_format(data, size, options, output);
    }
    samc_result_free(result);
    return 0;
}
