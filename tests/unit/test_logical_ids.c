/* Logical ids that hold a hash: of a layer, a version, a stage name, a domain, and of the
 * definition of an API in all its parts. The ids were made by the reference for the same templates.
 */
#include <stdlib.h>

#include "samc/samc.h"
#include "tests/unit/unit.h"

#define HEAD "Transform: AWS::Serverless-2016-10-31\nResources:\n"

/* The ids of the output's resources, sorted, each followed by a space. */
static struct slice ids_of(struct unit *unit, const char *template)
{
    samc_options options = SAMC_OPTIONS_INIT;
    struct buffer out = buffer_new(unit->arena);
    samc_result *result;
    size_t count = 0;

    options.region = "ap-southeast-1";
    assert_int_equal(samc_compile(template, strlen(template), &options, &result), SAMC_OK);
    const char *const *ids = samc_result_resources(result, &count);
    const char **sorted = arena_array(unit->arena, count, sizeof *sorted);
    for (size_t i = 0; i < count; i++) {
        size_t at = i;
        for (; at > 0 && strcmp(sorted[at - 1], ids[i]) > 0; at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = ids[i];
    }
    for (size_t i = 0; i < count; i++)
        buffer_printf(&out, "%s ", sorted[i]);
    samc_result_free(result);
    return buffer_slice(&out);
}

UNIT_TEST(an_implicit_api)
{
    assert_slice(ids_of(unit,
                        HEAD "  Fn:\n"
                             "    Type: AWS::Serverless::Function\n"
                             "    Properties:\n"
                             "      InlineCode: x\n"
                             "      Handler: a.b\n"
                             "      Runtime: python3.12\n"
                             "      Events: {A: {Type: Api, Properties: {Path: /hello, Method: "
                             "get}}}\n"),
                 "Fn FnAPermissionProd FnRole ServerlessRestApi "
                 "ServerlessRestApiDeployment3cc7c7b91f ServerlessRestApiProdStage ");
}

UNIT_TEST(an_api_defined_in_s3)
{
    assert_slice(ids_of(unit, HEAD "  Api:\n"
                                   "    Type: AWS::Serverless::Api\n"
                                   "    Properties: {StageName: Prod, DefinitionUri: "
                                   "\"s3://bucket/key?versionId=v1\"}\n"),
                 "Api ApiDeployment63179fdee5 ApiProdStage ");
}

UNIT_TEST(an_api_with_a_domain_and_named_functions)
{
    assert_slice(
        ids_of(unit, HEAD "  Api:\n"
                          "    Type: AWS::Serverless::Api\n"
                          "    Properties:\n"
                          "      StageName: dev-1\n"
                          "      Domain: {DomainName: example.com, CertificateArn: \"arn:c\", "
                          "Route53: {HostedZoneId: Z1}}\n"
                          "  Fn:\n"
                          "    Type: AWS::Serverless::Function\n"
                          "    Properties:\n"
                          "      FunctionName: my-fn\n"
                          "      CodeUri: s3://b/k\n"
                          "      Handler: a.b\n"
                          "      Runtime: python3.12\n"
                          "      AutoPublishAlias: live\n"
                          "      Events:\n"
                          "        A: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /a, "
                          "Method: any}}\n"
                          "        B: {Type: Api, Properties: {RestApiId: !Ref Api, Path: "
                          "\"/b/{id}\", Method: POST}}\n"),
        "Api ApiBasePathMapping ApiDeployment8ace7e9f2f ApiGatewayDomainName0caaf24ab1 "
        "ApiStaged58b5e165f Fn FnAPermissiond58b5e165f FnAliaslive FnBPermissiond58b5e165f "
        "FnRole FnVersion03ba323aca RecordSetGroup0cf6d58763 ");
}

UNIT_TEST(a_layer)
{
    assert_slice(ids_of(unit,
                        "Transform: AWS::Serverless-2016-10-31\n"
                        "Parameters: {P: {Type: String, Default: pv}}\n"
                        "Resources:\n"
                        "  Lay:\n"
                        "    Type: AWS::Serverless::LayerVersion\n"
                        "    Properties: {ContentUri: \"s3://b/layer.zip\", Description: !Ref "
                        "P, LayerName: !Sub \"x-${P}\"}\n"),
                 "Layeb70bec370 ");
}

int main(void)
{
    return UNIT_RUN(UNIT(an_implicit_api), UNIT(an_api_defined_in_s3),
                    UNIT(an_api_with_a_domain_and_named_functions), UNIT(a_layer));
}
