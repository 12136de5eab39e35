/* Reading comes first and reports all that is wrong; what is read can be written as a definition
 * without a further check.
 */
#include "transform/authorizer.h"

#include "document/python_order.h"

/* Kinds of identity sources, and what they are called in an identity source expression. */
static const struct {
    const struct symbol *key;
    const char *prefix;
} identity_sources[] = {
    {K(Headers), "method.request.header."},
    {K(QueryStrings), "method.request.querystring."},
    {K(StageVariables), "stageVariables."},
    {K(Context), "context."},
};

enum { SOURCE_COUNT = sizeof identity_sources / sizeof *identity_sources };

static bool is_request(const struct node *config)
{
    return node_is_text(given(config, K(FunctionPayloadType)), SLICE("REQUEST"));
}

/* -- Checking -----------------------------------------------------------------------------------
 */

static bool is_zero(const struct node *value)
{
    struct slice text = node_text(value);

    return slice_eq(text, SLICE("0")) || (node_is(value, NODE_BOOL) && !value->truth);
}

static void check_identity_source(struct transform *t, const struct authorizer *authorizer)
{
    const struct node *identity = given(authorizer->config, K(Identity));
    bool any = false;

    if (node_is_truthy(identity) && !node_is_map(identity)) {
        refuse(t, identity, SAM_TYPE, "Identity of the authorizer %s must be a map, but is %s.",
               authorizer->name->text, node_kind_name(identity));
        return;
    }
    if (!is_request(authorizer->config)) return;
    for (size_t i = 0; i < SOURCE_COUNT; i++)
        any |= node_is_truthy(given(identity, identity_sources[i].key));
    if (any || is_zero(map_get(identity, K(ReauthorizeEvery)))) return;
    refuse(t, authorizer->config, SAM_AUTH,
           "The REQUEST authorizer %s needs Identity with at least one of Headers, QueryStrings, "
           "StageVariables and Context, or with ReauthorizeEvery: 0.",
           authorizer->name->text);
}

static void check_sources(struct transform *t, const struct authorizer *authorizer)
{
    const struct node *identity = given(authorizer->config, K(Identity));

    for (size_t i = 0; i < SOURCE_COUNT; i++) {
        const struct node *list = given(identity, identity_sources[i].key);
        if (!node_is_truthy(list)) continue;
        if (!node_is_list(list))
            refuse(t, list, SAM_TYPE, "Identity.%s of the authorizer %s must be a list, but is %s.",
                   identity_sources[i].key->text, authorizer->name->text, node_kind_name(list));
        LIST_EACH (list, each)
            if (!node_is_string(each.value))
                refuse(t, each.value, SAM_TYPE,
                       "Item %u of Identity.%s of the authorizer %s must be a string, but is %s.",
                       each.next, identity_sources[i].key->text, authorizer->name->text,
                       node_kind_name(each.value));
    }
}

static void check_authorizer(struct transform *t, const struct authorizer *authorizer)
{
    const struct node *config = authorizer->config;
    const struct node *type = given(config, K(FunctionPayloadType));
    const struct node *scopes = given(config, K(AuthorizationScopes));
    const struct node *disable = given(config, K(DisableFunctionDefaultPermissions));

    if (type && !node_is_text(type, SLICE("TOKEN")) && !is_request(config))
        refuse(t, type, SAM_AUTH,
               "FunctionPayloadType of the authorizer %s must be TOKEN or REQUEST.",
               authorizer->name->text);
    check_identity_source(t, authorizer);
    if (authorizer->kind == AUTHORIZER_LAMBDA && is_request(config)) check_sources(t, authorizer);
    if (scopes && !node_is_list(scopes))
        refuse(t, scopes, SAM_TYPE,
               "AuthorizationScopes of the authorizer %s must be a list, but is %s.",
               authorizer->name->text, node_kind_name(scopes));
    if (disable && !node_is(disable, NODE_BOOL))
        refuse(t, disable, SAM_TYPE,
               "DisableFunctionDefaultPermissions of the authorizer %s must be a boolean, but is "
               "%s.",
               authorizer->name->text, node_kind_name(disable));
}

/* -- Reading ------------------------------------------------------------------------------------
 */

static struct authorizer read_authorizer(struct transform *t, const struct map_entry *entry)
{
    struct authorizer authorizer = {.name = entry->key, .config = entry->value};

    if (!node_is_map(entry->value)) {
        refuse_entry(t, entry, SAM_TYPE, "The authorizer %s must be a map, but is %s.",
                     entry->key->text, node_kind_name(entry->value));
        return authorizer;
    }
    authorizer.kind = node_is_truthy(given(entry->value, K(UserPoolArn))) ? AUTHORIZER_COGNITO
                                                                          : AUTHORIZER_LAMBDA;
    check_authorizer(t, &authorizer);
    return authorizer;
}

/* The authorizers in the order in which the reference goes through them: it puts them into a Python
 * dictionary once more before they get into the definition. */
static const struct authorizer *in_python_order(struct transform *t, const struct authorizer *list,
                                                size_t count)
{
    struct authorizer *ordered = arena_array(t->b->arena, count + 1, sizeof *ordered);
    struct node *names = node_python_map(t->b);
    struct table by_name = {NULL, 0, 0};

    for (size_t i = 0; i < count; i++) {
        map_set(t->b, names, list[i].name, STR(t->b, ""));
        table_set(t->b->arena, &by_name, list[i].name, &list[i]);
    }
    count = 0;
    MAP_EACH (names, each)
        ordered[count++] = *(const struct authorizer *)table_get(&by_name, each.key);
    ordered[count].name = NULL;
    return ordered;
}

const struct authorizer *read_authorizers(struct transform *t, const struct node *auth)
{
    const struct node *configs = given(auth, K(Authorizers));
    bool iam = node_is_text(given(auth, K(DefaultAuthorizer)), SLICE("AWS_IAM"));
    struct authorizer *list =
        arena_array(t->b->arena, map_count(configs) + 2, sizeof(struct authorizer));
    size_t count = 0;

    if (iam)
        list[count++] =
            (struct authorizer){.name = symbol_for(t, SLICE("AWS_IAM")), .kind = AUTHORIZER_IAM};
    if (node_is_truthy(configs) && !node_is_map(configs))
        refuse(t, configs, SAM_TYPE, "Auth.Authorizers must be a map, but is %s.",
               node_kind_name(configs));
    MAP_EACH (configs, each) {
        struct authorizer authorizer = read_authorizer(t, each.entry);
        if (iam && each.key == list[0].name)
            list[0] = authorizer;
        else
            list[count++] = authorizer;
    }
    return count ? in_python_order(t, list, count) : NULL;
}

/* -- Definitions --------------------------------------------------------------------------------
 */

static struct node *identity_source(struct transform *t, const struct node *identity)
{
    struct buffer text = buffer_new(t->b->arena);

    for (size_t i = 0; i < SOURCE_COUNT; i++)
        LIST_EACH (given(identity, identity_sources[i].key), each) {
            if (text.size) buffer_add(&text, SLICE(", "));
            buffer_add(&text, slice_of(identity_sources[i].prefix));
            buffer_add(&text, node_text(each.value));
        }
    return text.size ? node_user_string(t->b, buffer_end(&text)) : NULL;
}

static struct node *cognito_part(struct transform *t, const struct node *config)
{
    struct node *part = node_python_map(t->b);
    const struct node *pools = given(config, K(UserPoolArn));

    map_set(t->b, part, K(type), STR(t->b, "cognito_user_pools"));
    map_set(t->b, part, K(providerARNs), node_is_list(pools) ? pools : LIST(t->b, pools));
    return part;
}

static struct node *lambda_part(struct transform *t, const struct node *config)
{
    struct node *part = node_python_map(t->b);
    const struct node *identity = given(config, K(Identity));
    const struct node *role = given(config, K(FunctionInvokeRole));

    map_set(t->b, part, K(type), is_request(config) ? STR(t->b, "request") : STR(t->b, "token"));
    map_set(t->b, part, K(authorizerUri), authorizer_uri(t, given(config, K(FunctionArn))));
    map_set(t->b, part, K(authorizerResultTtlInSeconds), given(identity, K(ReauthorizeEvery)));
    if (node_is_truthy(role) && !node_is_text(role, SLICE("NONE")))
        map_set(t->b, part, K(authorizerCredentials), role);
    if (is_request(config)) map_set(t->b, part, K(identitySource), identity_source(t, identity));
    return part;
}

static const struct node *header_name(struct transform *t, const struct authorizer *authorizer)
{
    const struct node *header = given(given(authorizer->config, K(Identity)), K(Header));

    if (authorizer->kind == AUTHORIZER_LAMBDA && is_request(authorizer->config))
        return STR(t->b, "Unused");
    return node_is_truthy(header) ? header : STR(t->b, "Authorization");
}

struct node *authorizer_definition(struct transform *t, const struct authorizer *authorizer)
{
    static const char *const types[] = {
        [AUTHORIZER_IAM] = "awsSigv4",
        [AUTHORIZER_COGNITO] = "cognito_user_pools",
        [AUTHORIZER_LAMBDA] = "custom",
    };
    struct node *definition = node_python_map(t->b);
    const struct node *config = authorizer->config;
    const struct node *expression = given(given(config, K(Identity)), K(ValidationExpression));
    struct node *part = NULL;

    if (authorizer->kind == AUTHORIZER_COGNITO) part = cognito_part(t, config);
    if (authorizer->kind == AUTHORIZER_LAMBDA) part = lambda_part(t, config);
    if (part && node_is_truthy(expression) &&
        (authorizer->kind == AUTHORIZER_COGNITO || !is_request(config)))
        map_set(t->b, part, K(identityValidationExpression), expression);
    map_set(t->b, definition, K(type), STR(t->b, "apiKey"));
    map_set(t->b, definition, K(name), header_name(t, authorizer));
    map_set(t->b, definition, K(in), STR(t->b, "header"));
    map_set(t->b, definition, K(XAuthtype), node_cstring(t->b, types[authorizer->kind]));
    map_set(t->b, definition, K(XAuthorizer), part);
    return definition;
}

struct node *iam_definition(struct transform *t)
{
    struct node *definition = node_python_map(t->b);

    map_set(t->b, definition, K(XAuthtype), STR(t->b, "awsSigv4"));
    map_set(t->b, definition, K(type), STR(t->b, "apiKey"));
    map_set(t->b, definition, K(name), STR(t->b, "Authorization"));
    map_set(t->b, definition, K(in), STR(t->b, "header"));
    return definition;
}

/* -- Functions of Lambda authorizers ------------------------------------------------------------
 */

struct node *authorizer_uri(struct transform *t, const struct node *function)
{
    struct slice text = in_partition(
        t, "arn:{partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/"
           "${__FunctionArn__}/invocations");

    if (!function) function = node_null(t->b);
    return sub_with(t, text, MAP(t->b, {symbol_for(t, SLICE("__FunctionArn__")), function}));
}

void add_authorizer_permission(struct transform *t, const struct sam_resource *api,
                               struct slice name, enum attributes attributes,
                               struct slice partition, const struct node *function)
{
    const struct symbol *id = ID(t, symbol_slice(api->id), name, SLICE("AuthorizerPermission"));
    struct resource *permission = add_resource(t, id, K(AWS_Lambda_Permission), api, attributes);
    struct slice arn = CONCAT(t->b->arena, SLICE("arn:"), partition,
                              SLICE(":execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/"
                                    "authorizers/*"));
    struct node *names = MAP(t->b, {symbol_for(t, SLICE("__ApiId__")), ref_to(t, api->id)});

    set(t, permission, K(Action), STR(t->b, "lambda:InvokeFunction"));
    set(t, permission, K(FunctionName), function);
    set(t, permission, K(Principal), STR(t->b, "apigateway.amazonaws.com"));
    set(t, permission, K(SourceArn), sub_with(t, arn, names));
}
