/* Applications of the Serverless Application Repository: what the host is asked, and what its
 * answers do. What the resources become besides was compared with the reference, by giving it a
 * client that answers as the host here does. */
#include <stdio.h>
#include <string.h>

#include "samc/samc.h"
#include "tests/unit/unit.h"

#define APPLICATION(name, id, version)                                                             \
    "  " name ":\n"                                                                                \
    "    Type: AWS::Serverless::Application\n"                                                     \
    "    Properties: {Location: {ApplicationId: " id ", SemanticVersion: " version "}}\n"

static const char one[] =
    "Transform: AWS::Serverless-2016-10-31\nResources:\n" APPLICATION("One", "a", "1.0.0");

/* A host that notes what it is asked, and always answers the same. */
struct repository {
    samc_application_status status;
    const char *answer;
    char asked[256];
};

static samc_application_status find(void *context, const samc_application *application,
                                    const char **answer)
{
    struct repository *repository = context;
    size_t size = strlen(repository->asked);

    snprintf(repository->asked + size, sizeof repository->asked - size, "[%s %s %s %s]",
             application->id, application->version, application->region, application->partition);
    *answer = repository->answer;
    return repository->status;
}

static samc_result *compile(const char *text, struct repository *repository, const char *region)
{
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result;

    options.region = region;
    options.host.context = repository;
    options.host.find_application = repository ? find : NULL;
    assert_int_equal(samc_compile(text, strlen(text), &options, &result), SAMC_OK);
    return result;
}

static void each_pair_is_asked_for_once(void **state)
{
    static const char text[] =
        "Transform: AWS::Serverless-2016-10-31\n"
        "Parameters: {P: {Type: String, Default: b}}\n"
        "Mappings: {M: {eu-west-1: {v: 2.0.0}}}\n"
        "Resources:\n" APPLICATION("One", "a", "1.0.0")
            APPLICATION("Two", "!Ref P", "!FindInMap [M, !Ref 'AWS::Region', v]")
                APPLICATION("Three", "a", "1.0.0") APPLICATION("Four", "a", "1.0.1");
    struct repository repository = {.answer = "https://bucket/signed?a=b&c"};
    samc_result *result = compile(text, &repository, "eu-west-1");
    const char *output = samc_result_output(result, NULL);
    size_t urls = 0;

    (void)state;
    assert_string_equal(repository.asked, "[a 1.0.0 eu-west-1 aws][b 2.0.0 eu-west-1 aws]"
                                          "[a 1.0.1 eu-west-1 aws]");
    assert_int_equal(samc_result_finding_count(result), 0);
    assert_non_null(output);
    for (const char *at = output; (at = strstr(at, "https://bucket/signed?a=b&c")); at++)
        urls++;
    assert_int_equal(urls, 4);
    assert_non_null(strstr(output, "\"Value\": \"b\""));
    assert_non_null(strstr(output, "\"Value\": \"2.0.0\""));
    samc_result_free(result);
}

static void the_partition_is_that_of_the_region(void **state)
{
    struct repository repository = {.answer = "https://x"};

    (void)state;
    samc_result_free(compile(one, &repository, "cn-north-1"));
    assert_string_equal(repository.asked, "[a 1.0.0 cn-north-1 aws-cn]");
}

/* Compiles `one`; the only finding, which the application has. */
static samc_finding only_finding(struct repository *repository, samc_result **result)
{
    *result = compile(one, repository, NULL);
    assert_int_equal(samc_result_finding_count(*result), 1);
    samc_finding finding = *samc_result_finding(*result, 0);
    assert_string_equal(finding.resource, "One");
    assert_int_equal(finding.line, 5);
    return finding;
}

static void without_an_answer_there_is_a_warning(void **state)
{
    struct repository repository = {SAMC_APPLICATION_NOT_ASKED, "It is off.", ""};
    struct repository *hosts[] = {&repository, NULL};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        samc_result *result;
        samc_finding finding = only_finding(hosts[i], &result);
        assert_int_equal(finding.severity, SAMC_WARNING);
        assert_string_equal(finding.rule, "SAM9051");
        assert_int_equal(strstr(finding.message, "It is off.") != NULL, i == 0);
        assert_non_null(strstr(samc_result_output(result, NULL), "\"TemplateURL\": \"\""));
        samc_result_free(result);
    }
}

static void errors_refuse_the_resource(void **state)
{
    (void)state;
    /* The last one does not exist. */
    for (int status = SAMC_APPLICATION_NOT_FOUND; status <= SAMC_APPLICATION_NO_MEMORY + 1;
         status++) {
        if (status == SAMC_APPLICATION_NO_MEMORY) continue; /* see test_host.c */
        struct repository repository = {(samc_application_status)status, "Said\x1b\xff.", ""};
        samc_result *result;
        samc_finding finding = only_finding(&repository, &result);
        assert_string_equal(finding.rule, "SAM2009");
        assert_null(samc_result_output(result, NULL));
        if (status <= SAMC_APPLICATION_UNREACHABLE)
            assert_non_null(strstr(finding.message, "Said\\x1b\\xff."));
        samc_result_free(result);
    }
}

static void an_answer_must_be_text(void **state)
{
    static const char *const bad[] = {NULL, "", "https://\xff"};

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct repository repository = {SAMC_APPLICATION_FOUND, bad[i], ""};
        samc_result *result;
        assert_string_equal(only_finding(&repository, &result).rule, "SAM2009");
        samc_result_free(result);
    }
}

/* As the reference does it, which the next test shares. */
static void an_error_is_said_of_the_first_resource(void **state)
{
    static const char text[] =
        "Transform: AWS::Serverless-2016-10-31\n"
        "Resources:\n" APPLICATION("One", "a", "1.0.0") APPLICATION("Two", "a", "1.0.0")
            APPLICATION("Three", "a", "5") APPLICATION("Four", "a", "5")
                APPLICATION("Five", "a", "'5'");
    struct repository repository = {SAMC_APPLICATION_NOT_FOUND, NULL, ""};
    samc_result *result = compile(text, &repository, NULL);

    (void)state;
    assert_string_equal(repository.asked, "[a 1.0.0 us-east-1 aws][a 5 us-east-1 aws]");
    assert_int_equal(samc_result_finding_count(result), 3);
    assert_string_equal(samc_result_finding(result, 0)->resource, "One");
    assert_string_equal(samc_result_finding(result, 1)->resource, "Three");
    assert_string_equal(samc_result_finding(result, 2)->resource, "Five");
    samc_result_free(result);
}

static void regions_without_the_repository(void **state)
{
    static const char *const none[] = {"us-iso-east-1", "eu-isoe-west-1", "af-south-1",
                                       "eu-central-2",  "eusc-de-east-1", "nowhere-1"};

    (void)state;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        struct repository repository = {.answer = "https://x"};
        samc_result *result = compile(one, &repository, none[i]);
        assert_string_equal(repository.asked, "");
        assert_int_equal(samc_result_total(result, SAMC_ERROR), 1);
        assert_string_equal(samc_result_finding(result, 0)->rule, "SAM2009");
        samc_result_free(result);
    }
}

static void a_refused_template_asks_nothing(void **state)
{
    static const char text[] = "Transform: AWS::Serverless-2016-10-31\n"
                               "Globals: {Nothing: {}}\n"
                               "Resources:\n" APPLICATION("One", "a", "1.0.0");
    struct repository repository = {.answer = "https://x"};
    samc_result *result = compile(text, &repository, NULL);

    (void)state;
    assert_int_equal(samc_result_total(result, SAMC_ERROR), 1);
    assert_string_equal(repository.asked, "");
    samc_result_free(result);
}

int main(void)
{
    return UNIT_RUN(cmocka_unit_test(each_pair_is_asked_for_once),
                    cmocka_unit_test(the_partition_is_that_of_the_region),
                    cmocka_unit_test(without_an_answer_there_is_a_warning),
                    cmocka_unit_test(errors_refuse_the_resource),
                    cmocka_unit_test(an_answer_must_be_text),
                    cmocka_unit_test(an_error_is_said_of_the_first_resource),
                    cmocka_unit_test(regions_without_the_repository),
                    cmocka_unit_test(a_refused_template_asks_nothing));
}
