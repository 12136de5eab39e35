/* AWS::Serverless::HttpApi: the HTTP API and its stage. */
#include "transform/http_api.h"

#include "transform/artifact.h"
#include "transform/authorizer.h"
#include "transform/http_authorizer.h"
#include "transform/sam_types.h"

static const struct node *body_of(struct http_api *api)
{
    const struct node *uri = given(api->properties, K(DefinitionUri));

    if (node_is_truthy(uri) && node_is_truthy(api->body))
        refuse(api->t, uri, SAM_CONFLICT,
               "DefinitionUri and DefinitionBody cannot stand together.");
    return node_is_truthy(api->body) ? api->body : NULL;
}

static void add_api(struct http_api *api)
{
    struct transform *t = api->t;
    const struct node *uri = given(api->properties, K(DefinitionUri));

    api->api = add_resource(t, api->sam->id, K(AWS_ApiGatewayV2_Api), api->sam, ATTRIBUTES_MAIN);
    if (node_is_truthy(given(api->properties, K(FailOnWarnings))))
        set(t, api->api, K(FailOnWarnings), given(api->properties, K(FailOnWarnings)));
    const struct node *body = body_of(api);
    if (t->refusals) return;
    edit_http_definition(api);
    if (t->refusals || t->aborted) return;
    if (node_is_truthy(uri))
        set(t, api->api, K(BodyS3Location),
            s3_location(t, uri, "DefinitionUri", &plain_location_keys));
    else
        set(t, api->api, K(Body), body);
}

/* -- Stage --------------------------------------------------------------------------------------
 */

/* StageName, or else $default. */
static const struct node *stage_name(const struct http_api *api)
{
    const struct node *name = given(api->properties, K(StageName));

    return node_is_truthy(name) ? name : STR(api->t->b, "$default");
}

const struct symbol *http_api_stage_id(const struct http_api *api)
{
    struct transform *t = api->t;
    const struct node *name = stage_name(api);
    struct slice text = node_is_string(name) ? node_text(name) : SLICE("");

    if (slice_eq(text, SLICE("$default")))
        return ID(t, symbol_slice(api->sam->id), SLICE("ApiGatewayDefaultStage"));
    return stage_id_of(t, api->sam->id, text);
}

static void add_stage(struct http_api *api)
{
    static const struct symbol *const copied[] = {K(StageVariables), K(AccessLogSettings),
                                                  K(DefaultRouteSettings), K(RouteSettings)};
    struct transform *t = api->t;

    api->stage = add_resource(t, http_api_stage_id(api), K(AWS_ApiGatewayV2_Stage), api->sam,
                              ATTRIBUTES_PASSED);
    set(t, api->stage, K(ApiId), ref_to(t, api->sam->id));
    set(t, api->stage, K(StageName), stage_name(api));
    for (size_t i = 0; i < sizeof copied / sizeof *copied; i++)
        set(t, api->stage, copied[i], given(api->properties, copied[i]));
    if (api->tags) set(t, api->stage, K(Tags), api->tags);
    set(t, api->stage, K(AutoDeploy), node_bool(t->b, true));
    derive(t, api->sam, "Stage", api->stage->id);
}

/* -- Permissions of Lambda authorizers ----------------------------------------------------------
 */

static void add_authorizer_permissions(struct http_api *api)
{
    const struct node *auth = given(api->properties, K(Auth));

    if (!node_is_truthy(auth)) return;
    const struct http_authorizer *authorizers = read_http_authorizers(api->t, auth);
    for (; authorizers->name; authorizers++)
        if (node_is_truthy(given(authorizers->config, K(EnableFunctionDefaultPermissions))))
            add_authorizer_permission(api->t, api->sam, symbol_slice(authorizers->name),
                                      ATTRIBUTES_PASSED, SLICE("${AWS::Partition}"),
                                      given(authorizers->config, K(FunctionArn)));
}

/* -- The whole ----------------------------------------------------------------------------------
 */

void convert_http_api(struct transform *t, const struct sam_resource *sam)
{
    struct node *properties = edit_properties(t, sam->id);
    struct http_api api = {.t = t, .sam = sam, .properties = properties};

    edit_resolved(t, properties, K(CorsConfiguration));
    api.domain = edit_resolved(t, properties, K(Domain));
    api.body = given(properties, K(DefinitionBody)) ? editable_body(t, sam->id) : NULL;
    add_api(&api);
    if (t->refusals || t->aborted) return;
    add_http_api_domain(&api);
    add_stage(&api);
    add_authorizer_permissions(&api);
}
