/* Paths of local files, which `aws cloudformation package` uploads and replaces. Without it they
 * are no values that CloudFormation takes.
 *
 * https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html
 */
#include "validator/choices.h"

static const struct {
    const struct symbol *type, *property;
} packaged[] = {
    {K(AWS_ApiGateway_RestApi), K(BodyS3Location)},
    {K(AWS_AppSync_FunctionConfiguration), K(RequestMappingTemplateS3Location)},
    {K(AWS_AppSync_FunctionConfiguration), K(ResponseMappingTemplateS3Location)},
    {K(AWS_AppSync_GraphQLSchema), K(DefinitionS3Location)},
    {K(AWS_AppSync_Resolver), K(RequestMappingTemplateS3Location)},
    {K(AWS_AppSync_Resolver), K(ResponseMappingTemplateS3Location)},
    {K(AWS_CloudFormation_Stack), K(TemplateURL)},
    {K(AWS_ElasticBeanstalk_ApplicationVersion), K(SourceBundle)},
    {K(AWS_Lambda_Function), K(Code)},
    {K(AWS_Lambda_LayerVersion), K(Content)},
    {K(AWS_StepFunctions_StateMachine), K(DefinitionS3Location)},
};

bool is_packaged(const struct symbol *type, const struct symbol *property)
{
    for (size_t i = 0; i < sizeof packaged / sizeof *packaged; i++)
        if (packaged[i].type == type && packaged[i].property == property) return true;
    return false;
}

void check_local_paths(struct validation *v, const struct visit *visit)
{
    if (visit->node->flags & NODE_GENERATED) return;
    MAP_EACH (map_get(visit->node, K(Properties)), each) {
        struct slice path = node_text(each.value);
        if (!node_is_string(each.value) || !is_packaged(visit->type, each.key) ||
            !is_known_value(each.value) || slice_starts(path, SLICE("s3://")) ||
            slice_starts(path, SLICE("https://")))
            continue;
        report(v, visit, RULE_LOCAL_PATH, entry_span(each.entry),
               "\"%.*s\" is a local path, which CloudFormation cannot read. Deploy with aws "
               "cloudformation package, or name what is in S3.",
               SLICE_ARG(path));
    }
}
