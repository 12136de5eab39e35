/* AWS::Serverless::Api: the REST API, its stage, and the deployment whose logical id is a hash of
 * the definition, so that each change is deployed. docs/deployment-hash.md tells what goes into the
 * hash.
 */
#include "transform/api.h"

#include "base/digest.h"
#include "document/python_order.h"
#include "document/python_text.h"
#include "transform/artifact.h"
#include "transform/authorizer.h"
#include "transform/phases_internal.h"
#include "transform/sam_types.h"

/* -- Function names -----------------------------------------------------------------------------
 */

void note_function_name(struct transform *t, const struct symbol *api,
                        const struct node *function_name)
{
    const struct node *name = resolved(t, function_name);

    if (!node_is_truthy(name)) return;
    if (!t->function_names) t->function_names = node_map(t->b);
    list_add(t->b, map_edit_default(t->b, t->function_names, api, NODE_LIST), name);
}

struct slice noted_function_names(const struct transform *t, const struct symbol *api)
{
    struct buffer text = buffer_new(t->b->arena);

    LIST_EACH (map_get(t->function_names, api), each)
        if (node_is_string(each.value))
            buffer_add(&text, node_text(each.value));
        else
            python_repr(&text, python_ordered(t->b, each.value)); /* the reference prints a copy */
    return buffer_end(&text);
}

/* -- OpenApiVersion -----------------------------------------------------------------------------
 */

/* 2.0, 3.0, 3.0.1 and the like: one digit each. */
static bool is_open_api_version(struct slice version)
{
    if (slice_ends(version, SLICE("\n"))) version.size--; /* as the reference has it */
    if (version.size != 3 && version.size != 5) return false;
    if (version.text[0] != '2' && version.text[0] != '3') return false;
    for (size_t i = 1; i < version.size; i++)
        if (i % 2 ? version.text[i] != '.' : version.text[i] < '0' || version.text[i] > '9')
            return false;
    return true;
}

static void check_open_api_version(struct api *api)
{
    const struct node *version = given(api->properties, K(OpenApiVersion));

    if (!node_is_truthy(version) || is_open_api_version(node_text(version))) return;
    refuse(api->t, version, SAM_VALUE, "OpenApiVersion must be like 3.0.1 or 2.0.");
}

static bool is_managed_open_api_3(const struct node *resource)
{
    if (!has_type(resource, K(AWS_Serverless_Api))) return false;
    const struct node *properties = map_get(resource, K(Properties));
    const struct node *version = map_get(properties, K(OpenApiVersion));
    return map_has(properties, K(ManageSwagger)) && is_openapi_3(node_text(version));
}

/* A skeleton is Swagger 2.0 until it is known, after Globals, which version is wanted. */
static void set_open_api_version(struct transform *t, const struct symbol *id)
{
    struct node *body = editable_body(t, id);
    struct node *properties = map_edit(t->b, map_edit(t->b, t->resources, id), K(Properties));
    const struct node *version = map_get(properties, K(OpenApiVersion));

    if (!node_is_string(version)) { /* a float */
        version = node_string(t->b, node_text(version));
        map_set(t->b, properties, K(OpenApiVersion), version);
    }
    if (!node_is_map(body)) return;
    map_set(t->b, body, K(openapi), version);
    map_remove(t->b, body, K(swagger));
}

void set_open_api_versions(struct transform *t)
{
    MAP_EACH (t->resources, each)
        if (is_managed_open_api_3(each.value)) set_open_api_version(t, each.key);
}

/* -- Endpoint -----------------------------------------------------------------------------------
 */

static void set_endpoint(struct api *api, const struct node *type, const struct node *config)
{
    struct transform *t = api->t;
    const struct node *old = map_get(config, K(VPCEndpointIds));
    const struct node *ids = map_get(config, K(VpcEndpointIds));

    if (old && ids)
        refuse(t, ids, SAM_CONFLICT,
               "VPCEndpointIds and VpcEndpointIds are two spellings of one property. Keep one.");
    if (old && !node_is_truthy(old)) old = node_null(t->b);
    set(t, api->rest_api, K(Parameters), MAP(t->b, {K(endpointConfigurationTypes), type}));
    set(t, api->rest_api, K(EndpointConfiguration),
        MAP(t->b, {K(Types), LIST(t->b, type)}, {K(VpcEndpointIds), ids ? ids : old},
            {K(IpAddressType), map_get(config, K(IpAddressType))}));
}

static void set_endpoint_configuration(struct api *api)
{
    struct transform *t = api->t;
    const struct node *config = given(api->properties, K(EndpointConfiguration));
    const struct node *type = node_is_map(config) ? map_get(config, K(Type)) : NULL;

    if (node_is_truthy(config))
        set_endpoint(api, node_is_truthy(type) ? type : config,
                     node_is_truthy(type) ? config : NULL);
    else if (!slice_eq(t->partition,
                       SLICE("aws"))) /* the other partitions have no edge endpoints */
        set_endpoint(api, STR(t->b, "REGIONAL"), NULL);
}

/* -- REST API -----------------------------------------------------------------------------------
 */

static const struct node *body_location(struct api *api)
{
    struct transform *t = api->t;
    const struct node *location = s3_location(t, given(api->properties, K(DefinitionUri)),
                                              "DefinitionUri", &plain_location_keys);

    return node_is_map(location) ? python_ordered(t->b, location) : location;
}

static void set_definition(struct api *api)
{
    struct transform *t = api->t;
    const struct node *uri = given(api->properties, K(DefinitionUri));

    if (node_is_truthy(uri) && node_is_truthy(api->body)) {
        refuse(t, uri, SAM_CONFLICT, "DefinitionUri and DefinitionBody cannot stand together.");
    } else if (node_is_truthy(uri) && node_is_truthy(given(api->properties, K(MergeDefinitions)))) {
        refuse(
            t, uri, SAM_CONFLICT,
            "MergeDefinitions merges into DefinitionBody, but this API has DefinitionUri. Remove "
            "one of them (it may come from Globals).");
    } else if (node_is_truthy(uri)) {
        set(t, api->rest_api, K(BodyS3Location), body_location(api));
    } else if (node_is_truthy(api->body)) {
        finish_open_api(api);
        set(t, api->rest_api, K(Body), api->body);
    }
}

static void add_rest_api(struct api *api)
{
    static const struct symbol *const copied[] = {
        K(Name),           K(Description),      K(Mode),           K(Policy),
        K(SecurityPolicy), K(ApiKeySourceType), K(FailOnWarnings), K(EndpointAccessMode)};
    struct transform *t = api->t;

    check_open_api_version(api);
    if (t->refusals) return;
    api->rest_api =
        add_resource(t, api->sam->id, K(AWS_ApiGateway_RestApi), api->sam, ATTRIBUTES_MAIN);
    set(t, api->rest_api, K(BinaryMediaTypes),
        resolved(t, given(api->properties, K(BinaryMediaTypes))));
    set(t, api->rest_api, K(MinimumCompressionSize),
        given(api->properties, K(MinimumCompressionSize)));
    for (size_t i = 0; i < sizeof copied / sizeof *copied; i++)
        if (node_is_truthy(given(api->properties, copied[i])))
            set(t, api->rest_api, copied[i], given(api->properties, copied[i]));
    set_endpoint_configuration(api);
    edit_definition(api);
    if (t->refusals || t->aborted) return;
    set_definition(api);
}

/* -- Deployment and stage -----------------------------------------------------------------------
 */

/* What the deployment is a hash of; empty when there is no definition. */
static struct slice deployment_data(struct api *api)
{
    struct transform *t = api->t;
    const struct node *body = map_get(api->rest_api->properties, K(Body));
    const struct node *location = map_get(api->rest_api->properties, K(BodyS3Location));
    struct slice names = noted_function_names(t, api->sam->id);
    struct buffer data = buffer_new(t->b->arena);

    if (!node_is_truthy(body)) body = location;
    if (!node_is_truthy(body)) return SLICE("");
    if (node_is_truthy(given(api->properties, K(AlwaysDeploy))))
        return slice_printf(t->b->arena, "%lld", (long long)t->options->now);
    python_repr(&data, body);
    const struct node *version = given(api->properties, K(OpenApiVersion));
    if (node_is_truthy(version)) {
        buffer_add(&data, SLICE("||"));
        buffer_add(&data, node_text(version));
    }
    if (node_is_truthy(api->domain)) {
        buffer_add(&data, SLICE("||"));
        python_json(&data, api->domain, PYTHON_JSON_PLAIN);
    }
    if (names.size) {
        buffer_add(&data, SLICE("||"));
        buffer_add(&data, names);
    }
    return buffer_end(&data);
}

static void add_deployment(struct api *api)
{
    struct transform *t = api->t;
    struct slice data = deployment_data(api);
    struct slice hash = {NULL, 0};
    char hex[41];

    if (data.size) {
        digest_sha1(data, hex);
        hash = (struct slice){hex, 10};
        arena_give_back(t->b->arena, (void *)(uintptr_t)data.text, data.size + 1);
    }
    api->deployment = add_resource(t, ID(t, symbol_slice(api->sam->id), SLICE("Deployment"), hash),
                                   K(AWS_ApiGateway_Deployment), api->sam, ATTRIBUTES_PASSED);
    if (data.size)
        set(t, api->deployment, K(Description),
            node_printf(t->b, "RestApi deployment id: %s", hex));
    set(t, api->deployment, K(RestApiId), ref_to(t, api->sam->id));
    if (!node_is_truthy(given(api->properties, K(OpenApiVersion))))
        set(t, api->deployment, K(StageName), STR(t->b, "Stage"));
    derive(t, api->sam, "Deployment", api->deployment->id);
}

const struct symbol *api_stage_id(const struct api *api)
{
    struct transform *t = api->t;
    const struct node *name = given(api->properties, K(StageName));

    return stage_id_of(t, api->sam->id, node_is_string(name) ? node_text(name) : SLICE(""));
}

static void add_stage(struct api *api)
{
    static const struct symbol *const copied[] = {
        K(CacheClusterEnabled), K(CacheClusterSize), K(Variables),     K(MethodSettings),
        K(AccessLogSetting),    K(CanarySetting),    K(TracingEnabled)};
    struct transform *t = api->t;

    api->stage =
        add_resource(t, api_stage_id(api), K(AWS_ApiGateway_Stage), api->sam, ATTRIBUTES_PASSED);
    set(t, api->stage, K(DeploymentId), ref_to(t, api->deployment->id));
    set(t, api->stage, K(RestApiId), ref_to(t, api->sam->id));
    set(t, api->stage, K(StageName), given(api->properties, K(StageName)));
    for (size_t i = 0; i < sizeof copied / sizeof *copied; i++)
        set(t, api->stage, copied[i], given(api->properties, copied[i]));
    set(t, api->stage, K(Tags), tag_list(t, given(api->properties, K(Tags))));
    derive(t, api->sam, "Stage", api->stage->id);
}

/* -- Permissions of Lambda authorizers ----------------------------------------------------------
 */

static void add_authorizer_permissions(struct api *api)
{
    const struct authorizer *authorizers = api->auth ? read_authorizers(api->t, api->auth) : NULL;

    for (; authorizers && authorizers->name; authorizers++) {
        const struct node *config = authorizers->config;
        if (!node_is_truthy(given(config, K(FunctionArn)))) continue;
        if (node_is_truthy(given(config, K(DisableFunctionDefaultPermissions)))) continue;
        add_authorizer_permission(api->t, api->sam, symbol_slice(authorizers->name),
                                  ATTRIBUTES_PASSED, api->t->partition,
                                  given(config, K(FunctionArn)));
    }
}

/* -- The whole ----------------------------------------------------------------------------------
 */

static const struct node *version_of(struct transform *t, const struct node *properties,
                                     const struct node *body)
{
    const struct node *version = given(properties, K(OpenApiVersion));
    const struct node *own = map_get(body, K(openapi));
    bool body_first = t->options->toggles & TOGGLE_NORMALIZED_OPEN_API_VERSION;

    return body_first && own ? own : version;
}

void convert_api(struct transform *t, const struct sam_resource *sam)
{
    struct node *properties = edit_properties(t, sam->id);
    struct api api = {.t = t, .sam = sam, .properties = properties};

    api.auth = edit_resolved(t, properties, K(Auth));
    api.domain = edit_resolved(t, properties, K(Domain));
    api.body = given(properties, K(DefinitionBody)) ? editable_body(t, sam->id) : NULL;
    api.open_api_version = version_of(t, properties, api.body);
    add_rest_api(&api);
    if (t->refusals || t->aborted) return;
    add_api_domain(&api);
    add_deployment(&api);
    add_stage(&api);
    add_authorizer_permissions(&api);
    add_usage_plan(&api);
    propagate_tags(t, given(properties, K(Tags)), given(properties, K(PropagateTags)));
}
