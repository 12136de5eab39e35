/* A host that finds no memory: the compilation ends, and (as the leak sanitizer shows) nothing is
 * lost. */
#include <string.h>

#include "samc/samc.h"
#include "tests/unit/unit.h"

static samc_application_status find_application(void *context, const samc_application *application,
                                                const char **answer)
{
    (void)context;
    (void)application;
    (void)answer;
    return SAMC_APPLICATION_NO_MEMORY;
}

static int read_file(void *context, const char *path, const void **bytes, size_t *size,
                     const char **problem)
{
    (void)context;
    (void)path;
    (void)bytes;
    (void)size;
    (void)problem;
    return SAMC_HOST_NO_MEMORY;
}

static samc_file_kind find_file(void *context, const char *path)
{
    (void)context;
    return strchr(path, '.') ? SAMC_FILE_REGULAR : SAMC_FILE_FOLDER;
}

static int measure_folder(void *context, const char *path, samc_folder_size *size)
{
    (void)context;
    (void)path;
    (void)size;
    return SAMC_HOST_NO_MEMORY;
}

static void assert_no_memory(const char *text, const samc_options *options)
{
    samc_result *result = (samc_result *)&result; /* must be set in any case */

    assert_int_equal(samc_compile(text, strlen(text), options, &result), SAMC_NO_MEMORY);
    assert_null(result);
}

static void while_an_application_is_looked_for(void **state)
{
    samc_options options = SAMC_OPTIONS_INIT;

    (void)state;
    options.host.find_application = find_application;
    assert_no_memory("Transform: AWS::Serverless-2016-10-31\n"
                     "Resources:\n"
                     "  One:\n"
                     "    Type: AWS::Serverless::Application\n"
                     "    Properties: {Location: {ApplicationId: a, SemanticVersion: 1.0.0}}\n",
                     &options);
}

static void while_a_file_is_included(void **state)
{
    samc_options options = SAMC_OPTIONS_INIT;

    (void)state;
    options.include_local = 1;
    options.host.read_file = read_file;
    assert_no_memory("Resources:\n"
                     "  Fn::Transform: {Name: AWS::Include, Parameters: {Location: a.yaml}}\n",
                     &options);
}

static void while_local_files_are_looked_into(void **state)
{
    static const char text[] =
        "Transform: AWS::Serverless-2016-10-31\n"
        "Resources:\n"
        "  F:\n"
        "    Type: AWS::Serverless::Function\n"
        "    Properties: {Runtime: python3.14, Handler: a.b, CodeUri: code/}\n";
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result;

    (void)state;
    options.name = "template.yaml";
    options.goal = SAMC_GOAL_LINT;
    options.host.find_file = find_file;
    options.host.measure_folder = measure_folder;
    assert_no_memory(text, &options);
    options.host.measure_folder = NULL;
    assert_int_equal(samc_compile(text, strlen(text), &options, &result), SAMC_OK);
    samc_result_free(result);
    options.host.read_file = read_file;
    assert_no_memory("Resources:\n"
                     "  S:\n"
                     "    Type: AWS::CloudFormation::Stack\n"
                     "    Properties: {TemplateURL: one.yaml}\n",
                     &options);
}

int main(void)
{
    return UNIT_RUN(cmocka_unit_test(while_an_application_is_looked_for),
                    cmocka_unit_test(while_a_file_is_included),
                    cmocka_unit_test(while_local_files_are_looked_into));
}
