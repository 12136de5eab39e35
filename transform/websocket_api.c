/* The WebSocket API and its stage. Unlike other SAM resources it hands on none of its attributes
 * but DependsOn, as it is in the reference.
 */
#include "transform/websocket_api.h"

#include "transform/domain.h"
#include "transform/sam_types.h"

/* -- Checking ---------------------------------------------------------------------------------- */

static void warn_of_attributes(const struct websocket_api *w)
{
    static const struct symbol *const lost[] = {K(Condition), K(DeletionPolicy),
                                                K(UpdateReplacePolicy)};

    for (size_t i = 0; i < sizeof lost / sizeof *lost; i++)
        if (given(w->sam->node, lost[i]))
            warn(w->t, given(w->sam->node, lost[i]), SAM_LOST_ATTRIBUTE,
                 "%s of a WebSocket API has no effect: SAM hands it on to none of the resources "
                 "that the API becomes.",
                 lost[i]->text);
}

static void check_address_type(const struct websocket_api *w)
{
    const struct node *type = given(w->properties, K(IpAddressType));

    if (type && !is_intrinsic(type) && !node_is_text(type, SLICE("ipv4")) &&
        !node_is_text(type, SLICE("dualstack")))
        refuse(w->t, type, SAM_VALUE, "IpAddressType must be ipv4 or dualstack.");
}

static bool check_routes(const struct websocket_api *w)
{
    if (map_count(w->routes)) return true;
    if (node_is_map(w->routes))
        refuse(w->t, w->routes, SAM_WEBSOCKET, "A WebSocket API needs at least one route.");
    else
        refuse(w->t, w->routes, SAM_WEBSOCKET, "Routes must be a map, but is %s.",
               node_kind_name(w->routes));
    return false;
}

static void check_stage_name(const struct websocket_api *w)
{
    if (node_is_text(w->stage_name, SLICE("$default")))
        refuse(w->t, w->stage_name, SAM_WEBSOCKET,
               "A stage of a WebSocket API cannot be called $default. Choose another StageName, or "
               "leave it out.");
}

/* -- API --------------------------------------------------------------------------------------- */

static void add_api(const struct websocket_api *w)
{
    static const struct symbol *const copied[] = {
        K(ApiKeySelectionExpression), K(Description),   K(DisableExecuteApiEndpoint),
        K(DisableSchemaValidation),   K(IpAddressType), K(RouteSelectionExpression)};
    struct transform *t = w->t;
    const struct node *name = given(w->properties, K(Name));
    struct resource *api =
        add_resource(t, w->sam->id, K(AWS_ApiGatewayV2_Api), w->sam, ATTRIBUTES_NONE);

    set_attribute(t, api, K(DependsOn), dependencies_of(w->sam->node));
    for (size_t i = 0; i < sizeof copied / sizeof *copied; i++)
        set(t, api, copied[i], given(w->properties, copied[i]));
    set(t, api, K(Name), name ? name : name_node(t, w->sam->id));
    set(t, api, K(ProtocolType), STR(t->b, "WEBSOCKET"));
    set(t, api, K(Tags),
        tag_map_created_by(t, "websocketapi:createdBy", given(w->properties, K(Tags))));
}

struct resource *add_websocket_resource(const struct websocket_api *w, const struct symbol *id,
                                        const struct symbol *type)
{
    struct resource *resource = add_resource(w->t, id, type, w->sam, ATTRIBUTES_NONE);

    set(w->t, resource, K(ApiId), ref_to(w->t, w->sam->id));
    return resource;
}

struct node *websocket_function_uri(const struct websocket_api *w, const struct node *map,
                                    const struct symbol *property)
{
    struct transform *t = w->t;
    struct slice uri = CONCAT(t->b->arena,
                              SLICE("arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/"
                                    "2015-03-31/functions/${"),
                              symbol_slice(property), SLICE("}/invocations"));

    return sub_with(t, uri, MAP(t->b, {property, map_get(map, property)}));
}

/* -- Stage and domain -------------------------------------------------------------------------- */

/* The tags of all but the API itself. */
static const struct node *propagated_tags(const struct websocket_api *w)
{
    bool propagate = node_is_truthy(given(w->properties, K(PropagateTags)));

    return tag_map_created_by(w->t, "websocketapi:createdBy",
                              propagate ? given(w->properties, K(Tags)) : NULL);
}

static const struct symbol *stage_id(const struct websocket_api *w)
{
    struct slice name = node_is_string(w->stage_name) ? node_text(w->stage_name) : SLICE("");

    if (slice_eq(name, SLICE("default"))) name = SLICE("Default");
    return ID(w->t, symbol_slice(w->sam->id), name, SLICE("Stage"));
}

static void add_stage(const struct websocket_api *w)
{
    static const struct symbol *const copied[] = {K(AccessLogSettings), K(DefaultRouteSettings),
                                                  K(RouteSettings), K(StageVariables)};
    struct transform *t = w->t;
    struct resource *stage = add_websocket_resource(w, stage_id(w), K(AWS_ApiGatewayV2_Stage));
    struct node *routes = node_list(t->b);

    for (size_t i = 0; i < sizeof copied / sizeof *copied; i++)
        set(t, stage, copied[i], given(w->properties, copied[i]));
    set(t, stage, K(StageName), w->stage_name);
    set(t, stage, K(Tags), propagated_tags(w));
    set(t, stage, K(AutoDeploy), node_bool(t->b, true));
    derive(t, w->sam, "Stage", stage->id);
    if (!node_is_truthy(given(w->properties, K(RouteSettings)))) return;
    MAP_EACH (w->routes, each)
        list_add(t->b, routes, name_node(t, websocket_route_id(w, each.key)));
    set_attribute(t, stage, K(DependsOn), routes);
}

static void add_domain(const struct websocket_api *w)
{
    struct domain domain = {
        .t = w->t,
        .kind = DOMAIN_WEBSOCKET,
        .sam = w->sam,
        .config = given(w->properties, K(Domain)),
        .stage = stage_id(w),
    };

    if (!domain.config) return;
    domain.config = resolved(w->t, domain.config);
    add_domain_v2(&domain, propagated_tags(w));
}

/* -- The whole --------------------------------------------------------------------------------- */

void convert_websocket_api(struct transform *t, const struct sam_resource *sam)
{
    struct websocket_api w = {
        .t = t,
        .sam = sam,
        .properties = sam->properties,
        .routes = resolved(t, given(sam->properties, K(Routes))),
        .auth = resolved(t, given(sam->properties, K(Auth))),
        .stage_name = given(sam->properties, K(StageName)),
    };

    if (!w.stage_name) w.stage_name = STR(t->b, "default");
    if (!node_is_truthy(w.auth)) w.auth = NULL;
    warn_of_attributes(&w);
    check_address_type(&w);
    if (!check_routes(&w)) return;
    check_stage_name(&w);
    check_connect_route(&w);
    add_api(&w);
    add_domain(&w);
    if (t->refusals || t->aborted) return;
    add_stage(&w);
    if (!check_websocket_auth(&w)) return;
    add_websocket_routes(&w);
    add_websocket_authorizer(&w);
}
