/* What the linter asks about files beside the template, and which Dockerfiles are at fault. */
#include "base/buffer.h"
#include "base/limits.h"
#include "samc/samc.h"
#include "tests/unit/unit.h"

/* A folder of files; one whose text is NULL is a folder itself. */
struct folder {
    struct unit *unit;
    struct {
        const char *path, *text;
    } files[8];
};

static samc_file_kind find_file(void *context, const char *path)
{
    const struct folder *folder = context;

    for (size_t i = 0; folder->files[i].path; i++)
        if (strcmp(folder->files[i].path, path) == 0)
            return folder->files[i].text ? SAMC_FILE_REGULAR : SAMC_FILE_FOLDER;
    return SAMC_FILE_MISSING;
}

static int read_file(void *context, const char *path, const void **bytes, size_t *size,
                     const char **problem)
{
    const struct folder *folder = context;

    *problem = NULL;
    for (size_t i = 0; folder->files[i].path; i++) {
        if (strcmp(folder->files[i].path, path) != 0) continue;
        *bytes = folder->files[i].text;
        *size = strlen(folder->files[i].text);
        return 1;
    }
    return 0;
}

static void release(void *result)
{
    samc_result_free(result);
}

/* The rules about files that a template `name` breaks, with spaces between them. */
static struct slice broken(struct folder *folder, const char *name, const char *text)
{
    static const char *const all[] = {"PKG"};
    samc_options options = SAMC_OPTIONS_INIT;
    struct buffer rules = buffer_new(folder->unit->arena);
    samc_result *result;

    options.name = name;
    options.goal = SAMC_GOAL_LINT;
    options.include_checks = all;
    options.include_check_count = 1;
    options.today = 20261121;
    options.host.context = folder;
    options.host.find_file = find_file;
    options.host.read_file = read_file;
    assert_int_equal(samc_compile(text, strlen(text), &options, &result), SAMC_OK);
    arena_on_free(folder->unit->arena, release, result);
    for (size_t i = 0; i < samc_result_finding_count(result); i++) {
        if (rules.size) buffer_add_byte(&rules, ' ');
        buffer_printf(&rules, "%s", samc_result_finding(result, i)->rule);
    }
    return buffer_slice(&rules);
}

/* -- Code ---------------------------------------------------------------------------------------
 */

#define FUNCTION(properties)                                                                       \
    "Transform: AWS::Serverless-2016-10-31\nResources:\n  F:\n    Type: "                          \
    "AWS::Serverless::Function\n"                                                                  \
    "    Properties: {" properties "}\n"
#define PYTHON "Runtime: python3.14, Handler: "

UNIT_TEST(paths_are_relative_to_the_folder_of_the_template)
{
    struct folder folder = {unit, {{"in/src", NULL}, {"in/src/app.py", ""}, {"/all", NULL}}};
    const char *text = FUNCTION(PYTHON "app.f, CodeUri: src");

    assert_slice(broken(&folder, "in/t.yaml", text), "");
    assert_slice(broken(&folder, "t.yaml", text), "PKG0701");
    assert_slice(broken(&folder, "t.yaml", FUNCTION(PYTHON "app.f, CodeUri: /all")), "PKG0403");
    /* It is not known where these are. */
    assert_slice(broken(&folder, "-", text), "");
    assert_slice(broken(&folder, NULL, text), "");
}

UNIT_TEST(paths_that_are_not_known_are_not_looked_for)
{
    struct folder folder = {.unit = unit};

    assert_slice(broken(&folder, "t", FUNCTION(PYTHON "app.f, CodeUri: s3://artifacts/key")), "");
    assert_slice(broken(&folder, "t", FUNCTION(PYTHON "app.f, CodeUri: build/app.zip")), "");
    assert_slice(
        broken(&folder, "t", FUNCTION(PYTHON "app.f, CodeUri: {Bucket: artifacts, Key: key}")), "");
    assert_slice(broken(&folder, "t", FUNCTION(PYTHON "app.f, InlineCode: x")), "");
}

UNIT_TEST(code_of_globals_and_layers_is_looked_for)
{
    struct folder folder = {unit, {{"src", NULL}, {"src/app.py", ""}}};

    assert_slice(
        broken(&folder, "t", "Globals: {Function: {CodeUri: gone}}\n" FUNCTION(PYTHON "app.f")),
        "PKG0701");
    assert_slice(
        broken(&folder, "t",
               "Globals: {Function: {CodeUri: gone}}\n" FUNCTION(PYTHON "app.f, CodeUri: src")),
        "");
    assert_slice(broken(&folder, "t",
                        "Transform: AWS::Serverless-2016-10-31\nResources: {L: {Type: "
                        "AWS::Serverless::LayerVersion, Properties: {ContentUri: gone}}}"),
                 "PKG0701");
}

UNIT_TEST(handlers_are_looked_for_as_their_runtime_does)
{
    struct folder folder = {unit,
                            {{"s", NULL},
                             {"s/a/b.py", ""},
                             {"s/pack/__init__.py", ""},
                             {"s/lib/x.mjs", ""},
                             {"s/r.rb", ""}}};

#define RULES(runtime, handler)                                                                    \
    broken(&folder, "t", FUNCTION("CodeUri: s, Runtime: " runtime ", Handler: " handler))
    assert_slice(RULES("python3.14", "a.b.f"), "");
    assert_slice(RULES("python3.14", "a/b.f"), "");
    assert_slice(RULES("python3.14", "pack.f"), "");
    assert_slice(RULES("python3.14", "a.c.f"), "PKG0403");
    assert_slice(RULES("nodejs24.x", "lib/x.f"), "");
    assert_slice(RULES("nodejs24.x", "lib/x.f.g"), "");
    assert_slice(RULES("nodejs24.x", "x.f"), "PKG0403");
    assert_slice(RULES("ruby3.4", "r.M::K.f"), "");
    assert_slice(RULES("ruby3.4", "q.f"), "PKG0403");
    assert_slice(RULES("java25", "q.F::f"), "");
    assert_slice(RULES("python3.14", "layer.f, Layers: ['arn:aws:lambda:us-east-1:123456789012:"
                                     "layer:x:1']"),
                 "");
}

/* -- Dockerfiles --------------------------------------------------------------------------------
 */

/* What a Dockerfile in app/ breaks, for a function with more properties and metadata. */
static struct slice built(struct unit *unit, const char *dockerfile, const char *properties,
                          const char *metadata)
{
    struct folder folder = {unit,
                            {{"app", NULL},
                             {"app/Dockerfile", dockerfile},
                             {"app/requirements.txt", "requests\nawslambdaric==3\n"}}};
    struct slice text = slice_printf(
        unit->arena,
        "Transform: AWS::Serverless-2016-10-31\nResources:\n  F:\n    Type: "
        "AWS::Serverless::Function\n    Properties: {PackageType: Image%s}\n    Metadata: "
        "{DockerContext: ./app, Dockerfile: Dockerfile%s}\n",
        properties, metadata);

    return broken(&folder, "t.yaml", text.text);
}

#define LAMBDA "FROM public.ecr.aws/lambda/"
#define CMD    "\nCMD [\"a.f\"]\n"

UNIT_TEST(what_an_image_runs)
{
    assert_slice(built(unit, LAMBDA "python:3.14" CMD, "", ""), "");
    assert_slice(built(unit, LAMBDA "python:3.14", "", ""), "PKG0903");
    assert_slice(built(unit, LAMBDA "python:3.14", ", ImageConfig: {Command: [a.f]}", ""), "");
    assert_slice(built(unit, LAMBDA "python:3.14 AS a" CMD "FROM a", "", ""), "");
    assert_slice(built(unit, LAMBDA "python:3.14 AS a" CMD LAMBDA "python:3.14", "", ""),
                 "PKG0903");
    assert_slice(built(unit, LAMBDA "python:3.14 AS a" CMD LAMBDA "python:3.14", "",
                       ", DockerBuildTarget: a"),
                 "");
    assert_slice(built(unit, LAMBDA "python:3.14" CMD, "", ", DockerBuildTarget: z"), "PKG0902");
    assert_slice(built(unit, "# nothing", "", ""), "PKG0902");
    assert_slice(built(unit, "FROM 123456789012.dkr.ecr.us-east-1.amazonaws.com/base:1", "", ""),
                 "");
    assert_slice(built(unit, "FROM scratch\nCOPY x /", "", ""), "PKG0903");
}

UNIT_TEST(base_images_that_have_ended)
{
    assert_slice(built(unit, LAMBDA "go:1" CMD, "", ""), "PKG0904");
    assert_slice(built(unit, LAMBDA "nodejs:18.2024.01.05.10-x86_64" CMD, "", ""), "PKG0904");
    assert_slice(built(unit, LAMBDA "nodejs:24" CMD, "", ""), "");
    assert_slice(built(unit, "FROM amazon/aws-lambda-ruby:2.7" CMD, "", ""), "PKG0904");
    assert_slice(built(unit, LAMBDA "provided:alami" CMD, "", ""), "PKG0904");
    assert_slice(built(unit, LAMBDA "provided:al2023" CMD, "", ""), "");
    assert_slice(built(unit, "ARG V=3.8\n" LAMBDA "python:$V" CMD, "", ""), "PKG0904");
    assert_slice(
        built(unit, "ARG V=3.8\n" LAMBDA "python:$V" CMD, "", ", DockerBuildArgs: {V: '3.14'}"),
        "");
    assert_slice(built(unit, LAMBDA "python:3.8 AS a\n" LAMBDA "python:3.14" CMD, "", ""), "");
}

UNIT_TEST(platforms)
{
    const char *arm = LAMBDA "python:3.14-arm64" CMD;

    assert_slice(built(unit, arm, "", ""), "PKG0905");
    assert_slice(built(unit, arm, ", Architectures: [arm64]", ""), "");
    assert_slice(built(unit, LAMBDA "python:3.14" CMD, ", Architectures: [arm64]", ""), "");
    assert_slice(built(unit, "FROM --platform=$BUILDPLATFORM public.ecr.aws/lambda/python:3.14" CMD,
                       ", Architectures: [arm64]", ""),
                 "");
    assert_slice(built(unit, "FROM --platform=linux/amd64 public.ecr.aws/lambda/python:3.14" CMD,
                       ", Architectures: [arm64]", ""),
                 "PKG0905");
}

UNIT_TEST(how_an_image_is_built)
{
    assert_slice(
        built(unit, LAMBDA "python:3.14\nCOPY . .\nRUN pip install --no-cache-dir x" CMD, "", ""),
        "PKG0906");
    assert_slice(
        built(unit, LAMBDA "python:3.14\nCOPY . .\nRUN pip install --no-cache-dir ." CMD, "", ""),
        "");
    assert_slice(
        built(unit, LAMBDA "nodejs:24\nCOPY [\"package.json\", \"./\"]\nRUN npm ci\nCOPY . ." CMD,
              "", ""),
        "");
    assert_slice(
        built(unit, LAMBDA "nodejs:24\nCOPY app.js ./\nRUN <<EOF\nnpm ci\nEOF" CMD, "", ""),
        "PKG0906");
    assert_slice(built(unit, LAMBDA "python:3.14\nRUN python -m pip install x" CMD, "", ""),
                 "PKG0908");
    assert_slice(
        built(unit, LAMBDA "python:3.14\nENV PIP_NO_CACHE_DIR=1\nRUN pip3 install x" CMD, "", ""),
        "");
    assert_slice(built(unit,
                       LAMBDA
                       "python:3.14\nRUN --mount=type=cache,target=/root/.cache pip install x" CMD,
                       "", ""),
                 "");
    assert_slice(built(unit, LAMBDA "python:3.14\nRUN dnf install -y \\\n  gcc" CMD, "", ""),
                 "PKG0907");
    assert_slice(built(unit,
                       LAMBDA "python:3.14 AS b\nRUN dnf install -y gcc\n" LAMBDA "python:3.14" CMD,
                       "", ""),
                 "");
}

UNIT_TEST(runtime_interface_clients)
{
    assert_slice(built(unit, "FROM python:3.14" CMD, "", ""), "");
    assert_slice(built(unit, "FROM node:24" CMD, "", ""), "");
    assert_slice(built(unit, "FROM nginx" CMD, "", ""), "");
}

UNIT_TEST(long_dockerfiles_are_not_looked_into)
{
    struct buffer text = buffer_new(unit->arena);

    buffer_add(&text, SLICE(LAMBDA "python:3.14\n"));
    buffer_add_repeat(&text, '#', LIMIT_DOCKERFILE_BYTES - text.size);
    assert_slice(built(unit, text.text, "", ""), "PKG0903");
    buffer_add_byte(&text, '#');
    assert_slice(built(unit, text.text, "", ""), "");
}

/* -- Definitions of state machines --------------------------------------------------------------
 */

static struct slice defined(struct unit *unit, const char *path, const char *text)
{
    struct folder folder = {unit, {{path, text}, {"machines", NULL}}};
    struct slice template = slice_printf(unit->arena,
                                         "Transform: AWS::Serverless-2016-10-31\n"
                                         "Resources:\n"
                                         "  Machine:\n"
                                         "    Type: AWS::Serverless::StateMachine\n"
                                         "    Properties:\n"
                                         "      DefinitionUri: %s\n",
                                         path);

    return broken(&folder, "template.yaml", template.text);
}

UNIT_TEST(definitions_of_state_machines)
{
    static const char good[] = "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Task\","
                               "\"Resource\": \"${Arn}\", \"TimeoutSeconds\": ${Time}, "
                               "\"End\": true}}}";

    assert_slice(defined(unit, "machines/a.asl.json", good), "");
    assert_slice(defined(unit, "a.json", "{\"StartAt\": \"A\"}"), "E3601");
    assert_slice(defined(unit, "a.json", "{\"StartAt\": "), "E3601");
    assert_slice(defined(unit, "a.json", "{\"StartAt\": ${"), "");
    assert_slice(defined(unit, "a.json", "\xff"), "");
    assert_slice(defined(unit, "a.yaml", "StartAt: A\nStates:\n  A: {Type: Succeed}\n"), "");
    assert_slice(defined(unit, "a.yaml", "StartAt: B\nStates:\n  A: {Type: Succeed}\n"), "E3601");
    assert_slice(defined(unit, "machines", NULL), "");
    assert_slice(defined(unit, "s3://bucket/a.json", "{}"), "");
}

/* -- Nested stacks ------------------------------------------------------------------------------
 */

#define STACK(url)                                                                                 \
    "{Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: " url ", Parameters: {A: 1}}}"

UNIT_TEST(templates_of_nested_stacks_are_read_up_to_a_number_of_bytes)
{
    static const char small[] = "Resources: {T: {Type: AWS::SNS::Topic}}\n#";
    static const char both[] = "Metadata: {cfn-lint: {config: {ignore_checks: [W3002]}}}\n"
                               "Resources: {One: " STACK("one.yaml") ", Two: " STACK(
                                   "two.yaml") ", Again: " STACK("one.yaml") "}\n";
    struct folder folder = {unit, {{"one.yaml", small}, {"two.yaml", small}}};
    struct buffer text = buffer_new(unit->arena);

    assert_slice(broken(&folder, "template.yaml", both), "E3043 E3043 E3043");
    buffer_add(&text, SLICE(small));
    buffer_add_repeat(&text, '#', LIMIT_NESTED_BYTES - text.size);
    folder.files[0].text = slice_copy(unit->arena, buffer_slice(&text)).text;
    assert_slice(broken(&folder, "template.yaml", both), "E3043 E3043");
}

int main(void)
{
    return UNIT_RUN(UNIT(paths_are_relative_to_the_folder_of_the_template),
                    UNIT(paths_that_are_not_known_are_not_looked_for),
                    UNIT(code_of_globals_and_layers_is_looked_for),
                    UNIT(handlers_are_looked_for_as_their_runtime_does), UNIT(what_an_image_runs),
                    UNIT(base_images_that_have_ended), UNIT(platforms), UNIT(how_an_image_is_built),
                    UNIT(runtime_interface_clients), UNIT(long_dockerfiles_are_not_looked_into),
                    UNIT(definitions_of_state_machines),
                    UNIT(templates_of_nested_stacks_are_read_up_to_a_number_of_bytes));
}
