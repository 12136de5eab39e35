/* Routes of a WebSocket API: each is a route, the integration that it leads to, and the permission
 * to call the function.
 */
#include "base/table.h"
#include "transform/websocket_api.h"

static bool is_special(struct slice key)
{
    return slice_eq(key, SLICE("$connect")) || slice_eq(key, SLICE("$disconnect")) ||
           slice_eq(key, SLICE("$default"));
}

/* The start of the logical ids of a route: sendMessage and $connect become Sendmessage, Connect. */
static struct slice id_start(const struct websocket_api *w, const struct symbol *key)
{
    struct slice name = symbol_slice(key);
    struct buffer out = buffer_new(w->t->b->arena);

    if (is_special(name)) name = slice_from(name, 1);
    buffer_add(&out, symbol_slice(w->sam->id));
    buffer_add(&out, lower_case(w->t, name));
    char *first = out.text + w->sam->id->size;
    if (name.size && *first >= 'a' && *first <= 'z') *first = (char)(*first & ~0x20);
    return buffer_end(&out);
}

const struct symbol *websocket_route_id(const struct websocket_api *w, const struct symbol *key)
{
    return ID(w->t, id_start(w, key), SLICE("Route"));
}

/* Letters beyond ASCII are left for the check of logical ids to find. */
static bool is_route_key(struct slice key)
{
    if (is_special(key)) return true;
    for (size_t i = 0; i < key.size; i++)
        if ((unsigned char)key.text[i] < 128 && !is_alphanumeric((struct slice){key.text + i, 1}))
            return false;
    return key.size > 0;
}

static bool check_route(const struct websocket_api *w, const struct map_entry *entry)
{
    struct transform *t = w->t;
    const struct node *parameters = map_get(entry->value, K(RequestParameters));
    size_t before = t->refusals;

    if (!is_route_key(entry_key(entry)))
        refuse_entry(t, entry, SAM_WEBSOCKET,
                     "The route key '%s' may hold letters and digits only, unless it is $connect, "
                     "$disconnect or $default.",
                     entry->key->text);
    if (!node_is_map(entry->value))
        refuse(t, entry->value, SAM_WEBSOCKET, "The route %s must be a map, but is %s.",
               entry->key->text, node_kind_name(entry->value));
    else if (!map_has(entry->value, K(FunctionArn)))
        refuse_entry(t, entry, SAM_WEBSOCKET,
                     "The route %s needs a function to call. Set FunctionArn.", entry->key->text);
    if (node_is_truthy(parameters) && entry->key != K(DollarConnect))
        refuse(t, parameters, SAM_WEBSOCKET, "Only the route $connect can have RequestParameters.");
    return t->refusals == before;
}

/* Two keys that differ in case, or default and $default, have the same ids. */
static void warn_of_same_id(const struct websocket_api *w, const struct map_entry *entry,
                            struct table *ids)
{
    const struct symbol *id = websocket_route_id(w, entry->key);
    const struct symbol *other = table_get(ids, id);

    if (other)
        warn(w->t, entry->value, SAM_LOST_ROUTE,
             "The route %s takes the place of the route %s, because both get the logical id %s. "
             "Rename one of them.",
             entry->key->text, other->text, id->text);
    table_set(w->t->b->arena, ids, id, entry->key);
}

/* -- Generating -------------------------------------------------------------------------------- */

static void add_route(const struct websocket_api *w, const struct symbol *key,
                      const struct node *route, const struct symbol *integration)
{
    static const struct symbol *const copied[] = {K(ApiKeyRequired), K(ModelSelectionExpression),
                                                  K(OperationName), K(RequestModels),
                                                  K(RouteResponseSelectionExpression)};
    struct transform *t = w->t;
    struct resource *resource =
        add_websocket_resource(w, websocket_route_id(w, key), K(AWS_ApiGatewayV2_Route));
    struct node *target = LIST(t->b, STR(t->b, "integrations"), ref_to(t, integration));

    for (size_t i = 0; i < sizeof copied / sizeof *copied; i++)
        set(t, resource, copied[i], given(route, copied[i]));
    if (node_is_truthy(given(route, K(RequestParameters))))
        set(t, resource, K(RequestParameters), given(route, K(RequestParameters)));
    set(t, resource, K(RouteKey), name_node(t, key));
    set(t, resource, K(Target), MAP(t->b, {K(FnJoin), LIST(t->b, STR(t->b, "/"), target)}));
    if (key == K(DollarConnect)) set_websocket_auth(w, resource);
}

static void add_integration(const struct websocket_api *w, const struct symbol *id,
                            const struct node *route)
{
    struct transform *t = w->t;
    struct resource *integration = add_websocket_resource(w, id, K(AWS_ApiGatewayV2_Integration));

    set(t, integration, K(IntegrationType), STR(t->b, "AWS_PROXY"));
    set(t, integration, K(IntegrationUri), websocket_function_uri(w, route, K(FunctionArn)));
    set(t, integration, K(TimeoutInMillis), given(route, K(IntegrationTimeout)));
}

/* The route of the stage, to which the permission is limited. */
static const struct node *source_arn(const struct websocket_api *w, const struct symbol *key)
{
    struct transform *t = w->t;
    bool literal = node_is_string(w->stage_name);
    struct slice stage = literal ? node_text(w->stage_name) : SLICE("${__StageName__}");
    struct slice arn = CONCAT(
        t->b->arena, SLICE("arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${"),
        symbol_slice(w->sam->id), SLICE(".ApiId}/"), stage, SLICE("/"), symbol_slice(key));

    if (literal) return sub_of(t, arn);
    struct node *names = MAP(t->b, {symbol_for(t, SLICE("__StageName__")), w->stage_name});
    return sub_with(t, arn, names);
}

static void add_permission(const struct websocket_api *w, const struct symbol *key,
                           const struct node *route)
{
    struct transform *t = w->t;
    const struct symbol *id = ID(t, id_start(w, key), SLICE("Permission"));
    struct resource *permission =
        add_resource(t, id, K(AWS_Lambda_Permission), w->sam, ATTRIBUTES_NONE);

    set(t, permission, K(Action), STR(t->b, "lambda:InvokeFunction"));
    set(t, permission, K(FunctionName), map_get(route, K(FunctionArn)));
    set(t, permission, K(Principal), STR(t->b, "apigateway.amazonaws.com"));
    set(t, permission, K(SourceArn), source_arn(w, key));
}

void add_websocket_routes(const struct websocket_api *w)
{
    struct transform *t = w->t;
    struct table ids = {0};

    MAP_EACH (w->routes, each) {
        const struct symbol *integration = ID(t, id_start(w, each.key), SLICE("Integration"));
        if (!check_route(w, each.entry)) continue;
        warn_of_same_id(w, each.entry, &ids);
        add_route(w, each.key, each.value, integration);
        add_integration(w, integration, each.value);
        add_permission(w, each.key, each.value);
    }
}
