/* Compiles through the public API, then reads both JSON texts with the project's own reader and
 * compares trees.
 *
 * A good input passes when there is no error finding and the output is equal as data, if there is
 * one to compare it with. A bad one passes when there is an error finding, no output, and the
 * refused resources are the expected ones, if they are known; texts and order of the errors do not
 * matter.
 */
#include "tests/conformance/case.h"

#include "base/vector.h"
#include "document/document.h"
#include "tests/support/compare.h"

const struct partition partitions[3] = {
    {"aws", "ap-southeast-1"},
    {"aws-cn", "cn-north-1"},
    {"aws-us-gov", "us-gov-west-1"},
};

/* What the expected outputs were made with. */
static const samc_pair parameters[] = {{"param1", "value1"}, {"param2", "value2"}};

enum { POLICY_COUNT = 5 };

/* Cases whose expected output has the operands of an Fn::Or in an arbitrary order. */
static const char *const loose_or[] = {
    "api_with_usageplans_shared_attributes_two",
    "function_with_deployment_preference_multiple_combinations_conditions_with_passthrough",
    NULL,
};

/* A trial at work, in an arena of its own. */
struct work {
    struct trial *trial;
    const samc_result *result;
    struct arena *arena;
    struct reader reader;
};

static bool is_loose(const char *name)
{
    for (size_t i = 0; loose_or[i]; i++)
        if (strcmp(name, loose_or[i]) == 0) return true;
    return false;
}

static void explain(struct trial *trial, struct slice reason)
{
    trial->reason = slice_copy(trial->arena, reason);
}

/* The managed policies that the expected outputs know beyond any bundled table. */
static void managed_policies(struct arena *arena, const char *partition, samc_pair *pairs)
{
    static const char *const names[][2] = {
        {"AWSLambdaBasicExecutionRole", "service-role/"},
        {"AWSLambdaRole", "service-role/"},
        {"AmazonDynamoDBFullAccess", ""},
        {"AmazonDynamoDBReadOnlyAccess", ""},
        {"AWSXrayWriteOnlyAccess", ""},
        {"AWSXRayDaemonWriteAccess", ""},
    };

    for (size_t i = 0; i < POLICY_COUNT; i++) {
        size_t row = i == POLICY_COUNT - 1 && strcmp(partition, "aws") != 0 ? i + 1 : i;
        pairs[i].name = names[row][0];
        pairs[i].value = slice_printf(arena, "arn:%s:iam::aws:policy/%s%s", partition,
                                      names[row][1], names[row][0])
                             .text;
    }
}

/* The Serverless Application Repository that the expected outputs were made with. */
static samc_application_status find_application(void *context, const samc_application *application,
                                                const char **answer)
{
    (void)context;
    *answer = NULL;
    if (strcmp(application->id, "no-access") == 0) return SAMC_APPLICATION_NO_ACCESS;
    if (strcmp(application->id, "non-existent") == 0) return SAMC_APPLICATION_NOT_FOUND;
    if (strcmp(application->id, "invalid-semver") == 0) return SAMC_APPLICATION_NOT_FOUND;
    *answer = "https://awsserverlessrepo-changesets-xxx.s3.amazonaws.com/signed-url";
    return SAMC_APPLICATION_FOUND;
}

static samc_status compile(struct trial *trial, samc_result **result)
{
    samc_pair policies[POLICY_COUNT];
    const char *toggles[] = {"all"};
    samc_options options = SAMC_OPTIONS_INIT;

    managed_policies(trial->arena, trial->in->name, policies);
    options.name = trial->name;
    options.goal = trial->goal;
    options.region = trial->in->region;
    options.host.find_application = find_application;
    options.parameters = parameters;
    options.parameter_count = sizeof parameters / sizeof *parameters;
    options.managed_policies = policies;
    options.managed_policy_count = POLICY_COUNT;
    options.feature_toggles = toggles;
    options.feature_toggle_count = strncmp(trial->name, "feature_toggle_", 15) == 0;
    return samc_compile(trial->input.text, trial->input.size, &options, result);
}

static const struct node *read_json(const struct work *work, const char *name, struct slice text)
{
    const struct node *root = document_read(&work->reader, slice_of(name), text);

    if (!root) explain(work->trial, CONCAT(work->arena, slice_of(name), SLICE(" is no JSON")));
    return root;
}

/* -- Good inputs --------------------------------------------------------------------------------
 */

static void explain_errors(const struct work *work)
{
    for (size_t i = 0; i < samc_result_finding_count(work->result); i++) {
        const samc_finding *finding = samc_result_finding(work->result, i);
        if (finding->severity != SAMC_ERROR) continue;
        explain(work->trial, slice_printf(work->arena, "refused: %u:%u: %s: %s: %s", finding->line,
                                          finding->column, finding->rule,
                                          finding->resource ? finding->resource : "the template",
                                          finding->message));
        return;
    }
    explain(work->trial, SLICE("neither an output nor an error"));
}

static void check_output(const struct work *work)
{
    struct slice text;
    struct difference difference;
    struct compare_options options = {.loose_or = is_loose(work->trial->name)};

    text.text = samc_result_output(work->result, &text.size);
    if (!text.text || samc_result_total(work->result, SAMC_ERROR)) {
        explain_errors(work);
        return;
    }
    if (work->trial->due == DUE_ANY_OUTPUT) return;
    const struct node *got = read_json(work, "the output", text);
    const struct node *expected = read_json(work, "the expected output", work->trial->expected);
    if (!got || !expected) return;
    if (!compare_trees(work->arena, expected, got, &options, &difference))
        explain(work->trial, compare_text(work->arena, &difference));
}

/* -- Bad inputs ---------------------------------------------------------------------------------
 */

typedef VECTOR(struct slice) id_set;

/* The document as a whole, in a set of resource ids. */
static const struct slice whole_document = {"(document)", 10};

static void add_id(struct arena *arena, id_set *set, struct slice id)
{
    for (size_t i = 0; i < set->count; i++)
        if (slice_eq(set->items[i], id)) return;
    VECTOR_PUSH(arena, set, id);
}

static id_set refused_ids(const struct work *work)
{
    id_set set = {0};

    for (size_t i = 0; i < samc_result_finding_count(work->result); i++) {
        const samc_finding *finding = samc_result_finding(work->result, i);
        if (finding->severity == SAMC_ERROR)
            add_id(work->arena, &set,
                   finding->resource ? slice_of(finding->resource) : whole_document);
    }
    return set;
}

static id_set expected_ids(const struct work *work, const struct node *root)
{
    struct symbols *symbols = work->reader.builder.symbols;
    id_set set = {0};

    LIST_EACH (map_get(root, symbol_of(symbols, SLICE("errors"))), each) {
        const struct node *id = map_get(each.value, symbol_of(symbols, SLICE("id")));
        add_id(work->arena, &set, node_is_string(id) ? node_text(id) : whole_document);
    }
    return set;
}

static bool is_in(const id_set *set, struct slice id)
{
    for (size_t i = 0; i < set->count; i++)
        if (slice_eq(set->items[i], id)) return true;
    return false;
}

/* Appends the ids of `set` that are not in `other`. */
static void add_missing(struct buffer *out, const char *what, const id_set *set,
                        const id_set *other)
{
    for (size_t i = 0; i < set->count; i++)
        if (!is_in(other, set->items[i]))
            buffer_printf(out, "%s%s %.*s", out->size ? ", " : "", what, SLICE_ARG(set->items[i]));
}

static void check_refusal(const struct work *work)
{
    struct buffer reason = buffer_new(work->arena);

    if (samc_result_output(work->result, NULL) || !samc_result_total(work->result, SAMC_ERROR)) {
        explain(work->trial, SLICE("accepted, but it must be refused"));
        return;
    }
    if (work->trial->due == DUE_REFUSAL) return;
    const struct node *root = read_json(work, "the expected errors", work->trial->expected);
    if (!root) return;
    id_set expected = expected_ids(work, root), got = refused_ids(work);
    add_missing(&reason, "not refused:", &expected, &got);
    add_missing(&reason, "must not be refused:", &got, &expected);
    if (expected.count == 0) buffer_add(&reason, SLICE("no errors are expected"));
    if (reason.size) explain(work->trial, buffer_slice(&reason));
}

/* -----------------------------------------------------------------------------------------------
 */

static void check_result(void *context)
{
    struct work *work = context;

    work->reader = (struct reader){
        .builder = {.arena = work->arena, .symbols = symbols_new(work->arena, NULL)},
        .sources = sources_new(work->arena),
        .findings = findings_new(work->arena),
    };
    if (work->trial->due == DUE_OUTPUT || work->trial->due == DUE_ANY_OUTPUT)
        check_output(work);
    else
        check_refusal(work);
}

bool trial_run(struct trial *trial)
{
    samc_result *result;

    trial->reason = SLICE("");
    if (compile(trial, &result) != SAMC_OK) {
        trial->reason = SLICE("samc_compile() did not end with SAMC_OK");
        return false;
    }
    struct work work = {.trial = trial, .result = result, .arena = arena_new()};
    if (!work.arena || !arena_run(work.arena, check_result, &work))
        trial->reason = SLICE("no memory left for the comparison");
    arena_free(work.arena);
    samc_result_free(result);
    return trial->reason.size == 0;
}
