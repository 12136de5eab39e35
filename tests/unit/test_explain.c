/* samc_result_explain(), on outputs that are put together here as the transform would. */
#include "pipeline/result_internal.h"
#include "spec/names.h"
#include "tests/unit/unit.h"

static const char *const sample = "Globals:\n"
                                  "  Function:\n"
                                  "    Tags: {a: b}\n"
                                  "Resources:\n"
                                  "  MyFn:\n"
                                  "    Type: AWS::Serverless::Function\n"
                                  "    Properties:\n"
                                  "      Handler: h\n"
                                  "      Events:\n"
                                  "        Hook:\n"
                                  "          Type: Api\n"
                                  "          Properties: {Path: /}\n"
                                  "  Topic:\n"
                                  "    Type: AWS::SNS::Topic\n"
                                  "    Properties: {DisplayName: d}\n";

/* An output that is being put together. */
struct output {
    struct unit *unit;
    struct samc_result result;
    struct node *resources;
};

static struct output output_of(struct unit *unit)
{
    struct output output = {.unit = unit};

    output.result = (struct samc_result){
        .arena = unit->arena,
        .findings = unit->reader.findings,
        .sources = unit->reader.sources,
        .builder = unit->builder,
        .input = unit_read(unit, sample),
    };
    output.resources = node_map(&unit->builder);
    output.result.output = MAP(&unit->builder, {K(Resources), output.resources});
    return output;
}

/* Adds a resource that was generated for `origin`. */
static const struct node *generate(struct output *output, const char *id, const char *type,
                                   const struct node *origin)
{
    struct builder builder = output->unit->builder;
    struct node *resource;

    builder.origin = origin;
    resource = MAP(&builder, {K(Type), node_cstring(&builder, type)});
    map_set(&builder, output->resources, unit_symbol(output->unit, id), resource);
    return resource;
}

static void keep(struct output *output, const char *id, const struct node *resource)
{
    map_set(&output->unit->builder, output->resources, unit_symbol(output->unit, id), resource);
}

#define assert_explained(output, id, expected)                                                     \
    assert_slice(result_explain(&(output)->result, SLICE(id)), (expected))

UNIT_TEST(untouched_resources_are_the_users_own)
{
    struct output output = output_of(unit);
    const struct node *topic = unit_at(unit, output.result.input, "Resources", "Topic", NULL);

    keep(&output, "Topic", topic);
    assert_explained(&output, "Topic",
                     "Topic (AWS::SNS::Topic) is your own and passes through unchanged:\n"
                     "test.yaml:13:3: Resources/Topic (AWS::SNS::Topic)\n");
    keep(&output, "Topic", node_deep_copy(&unit->builder, topic));
    assert_explained(&output, "Topic",
                     "Topic (AWS::SNS::Topic) is your own and passes through unchanged:\n"
                     "test.yaml:13:3: Resources/Topic (AWS::SNS::Topic)\n");
}

UNIT_TEST(changed_resources_are_still_the_users_own)
{
    struct output output = output_of(unit);
    struct node *topic =
        node_copy(&unit->builder, unit_at(unit, output.result.input, "Resources", "Topic", NULL));

    map_set(&unit->builder, topic, K(Properties), node_map(&unit->builder));
    keep(&output, "Topic", topic);
    assert_explained(
        &output, "Topic",
        "Topic (AWS::SNS::Topic) is your own; the transform changed something inside it:"
        "\ntest.yaml:13:3: Resources/Topic (AWS::SNS::Topic)\n");
}

UNIT_TEST(generated_from_a_resource)
{
    struct output output = output_of(unit);

    generate(&output, "MyFn", "AWS::Lambda::Function",
             unit_at(unit, output.result.input, "Resources", "MyFn", NULL));
    assert_explained(&output, "MyFn",
                     "MyFn (AWS::Lambda::Function) is generated. It comes from:\n"
                     "test.yaml:5:3: Resources/MyFn (AWS::Serverless::Function)\n");
}

UNIT_TEST(generated_from_an_event)
{
    struct output output = output_of(unit);
    const struct node *event = unit_at(unit, output.result.input, "Resources", "MyFn", "Properties",
                                       "Events", "Hook", NULL);
    const char *expected =
        "MyFnHookPermission (AWS::Lambda::Permission) is generated. It comes from:\n"
        "test.yaml:10:9: Resources/MyFn/Properties/Events/Hook (Api)\n"
        "test.yaml:5:3: Resources/MyFn (AWS::Serverless::Function)\n";

    const struct node *first =
        generate(&output, "MyFnHookPermission", "AWS::Lambda::Permission", event);
    assert_explained(&output, "MyFnHookPermission", expected);
    /* and over one more generated node */
    generate(&output, "MyFnHookPermission", "AWS::Lambda::Permission", first);
    assert_explained(&output, "MyFnHookPermission", expected);
}

UNIT_TEST(generated_from_a_property_or_from_globals)
{
    struct output output = output_of(unit);
    const struct node *root = output.result.input;

    generate(&output, "A", "X::Y::Z",
             unit_at(unit, root, "Resources", "MyFn", "Properties", "Events", "Hook", "Properties",
                     "Path", NULL));
    assert_explained(&output, "A",
                     "A (X::Y::Z) is generated. It comes from:\n"
                     "test.yaml:12:24: Resources/MyFn/Properties/Events/Hook/Properties/Path\n"
                     "test.yaml:10:9: Resources/MyFn/Properties/Events/Hook (Api)\n"
                     "test.yaml:5:3: Resources/MyFn (AWS::Serverless::Function)\n");
    generate(&output, "B", "X::Y::Z", unit_at(unit, root, "Globals", "Function", NULL));
    assert_explained(&output, "B",
                     "B (X::Y::Z) is generated. It comes from:\n"
                     "test.yaml:2:3: Globals/Function\n");
    generate(&output, "C", "X::Y::Z", root);
    assert_explained(&output, "C",
                     "C (X::Y::Z) is generated. It comes from:\n"
                     "test.yaml:1:1: the template as a whole\n");
}

UNIT_TEST(without_an_origin)
{
    struct output output = output_of(unit);

    generate(&output, "A", "X::Y::Z", NULL);
    assert_explained(&output, "A", "A (X::Y::Z) is generated; where from is not recorded.\n");
}

UNIT_TEST(what_is_not_there)
{
    struct output output = output_of(unit);

    assert_null(result_explain(&output.result, SLICE("MyFn")).text); /* in the input alone */
    assert_null(result_explain(&output.result, SLICE("")).text);
}

UNIT_TEST(texts_of_the_template_are_escaped)
{
    struct output output = output_of(unit);

    generate(&output, "A\x1b[31m", "X::\x1b[0m", NULL);
    assert_explained(&output, "A\x1b[31m",
                     "A\\x1b[31m (X::\\x1b[0m) is generated; where from is not recorded.\n");
}

int main(void)
{
    return UNIT_RUN(UNIT(untouched_resources_are_the_users_own),
                    UNIT(changed_resources_are_still_the_users_own),
                    UNIT(generated_from_a_resource), UNIT(generated_from_an_event),
                    UNIT(generated_from_a_property_or_from_globals), UNIT(without_an_origin),
                    UNIT(what_is_not_there), UNIT(texts_of_the_template_are_escaped));
}
