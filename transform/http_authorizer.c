/* Reading comes first and reports all that is wrong; what is read can be written as a security
 * scheme without a further check.
 */
#include "transform/http_authorizer.h"

#include "transform/authorizer.h"

/* Properties, the kind of authorizer that each belongs to, and how to say that. */
static const struct {
    const struct symbol *name;
    enum http_authorizer_kind kind;
} owned_properties[] = {
    {K(AuthorizationScopes), HTTP_AUTHORIZER_JWT},
    {K(JwtConfiguration), HTTP_AUTHORIZER_JWT},
    {K(IdentitySource), HTTP_AUTHORIZER_JWT},
    {K(FunctionArn), HTTP_AUTHORIZER_LAMBDA},
    {K(FunctionInvokeRole), HTTP_AUTHORIZER_LAMBDA},
    {K(Identity), HTTP_AUTHORIZER_LAMBDA},
    {K(AuthorizerPayloadFormatVersion), HTTP_AUTHORIZER_LAMBDA},
    {K(EnableSimpleResponses), HTTP_AUTHORIZER_LAMBDA},
    {K(EnableFunctionDefaultPermissions), HTTP_AUTHORIZER_LAMBDA},
};

/* -- Checking -----------------------------------------------------------------------------------
 */

static void check_owned(struct transform *t, const struct http_authorizer *authorizer)
{
    for (size_t i = 0; i < sizeof owned_properties / sizeof *owned_properties; i++) {
        const struct node *value = given(authorizer->config, owned_properties[i].name);
        if (!value || owned_properties[i].kind == authorizer->kind) continue;
        refuse(t, value, SAM_AUTH, "%s belongs to %s authorizers, and %s is %s.",
               owned_properties[i].name->text,
               owned_properties[i].kind == HTTP_AUTHORIZER_JWT ? "JWT" : "Lambda",
               authorizer->name->text,
               authorizer->kind == HTTP_AUTHORIZER_JWT ? "a JWT authorizer"
                                                       : "a Lambda authorizer");
    }
}

static void check_types(struct transform *t, const struct http_authorizer *authorizer)
{
    const struct node *scopes = given(authorizer->config, K(AuthorizationScopes));
    const struct node *jwt = given(authorizer->config, K(JwtConfiguration));
    const struct node *permissions = given(authorizer->config, K(EnableFunctionDefaultPermissions));

    if (scopes && !node_is_list(scopes))
        refuse(t, scopes, SAM_TYPE,
               "AuthorizationScopes of the authorizer %s must be a list, but is %s.",
               authorizer->name->text, node_kind_name(scopes));
    if (jwt && !node_is_map(jwt))
        refuse(t, jwt, SAM_TYPE, "JwtConfiguration of the authorizer %s must be a map, but is %s.",
               authorizer->name->text, node_kind_name(jwt));
    if (permissions && !node_is(permissions, NODE_BOOL))
        refuse(
            t, permissions, SAM_TYPE,
            "EnableFunctionDefaultPermissions of the authorizer %s must be a boolean, but is %s.",
            authorizer->name->text, node_kind_name(permissions));
}

static void check_required(struct transform *t, const struct http_authorizer *authorizer)
{
    static const struct symbol *const jwt[] = {K(JwtConfiguration), K(IdentitySource), NULL};
    static const struct symbol *const lambda[] = {K(FunctionArn), K(AuthorizerPayloadFormatVersion),
                                                  NULL};
    const struct symbol *const *names = authorizer->kind == HTTP_AUTHORIZER_JWT ? jwt : lambda;

    for (; *names; names++)
        if (!node_is_truthy(given(authorizer->config, *names)))
            refuse(t, authorizer->config, SAM_REQUIRED, "The %s authorizer %s needs %s.",
                   authorizer->kind == HTTP_AUTHORIZER_JWT ? "JWT" : "Lambda",
                   authorizer->name->text, (*names)->text);
}

static struct http_authorizer read_authorizer(struct transform *t, const struct map_entry *entry)
{
    struct http_authorizer authorizer = {.name = entry->key, .config = entry->value};

    if (!node_is_map(entry->value)) {
        refuse_entry(t, entry, SAM_TYPE, "The authorizer %s must be a map, but is %s.",
                     entry->key->text, node_kind_name(entry->value));
        return authorizer;
    }
    if (map_has(entry->value, K(OpenIdConnectUrl))) {
        refuse_entry(t, entry, SAM_AUTH,
                     "OpenIdConnectUrl of the authorizer %s is no longer a property. Use "
                     "JwtConfiguration.",
                     entry->key->text);
        return authorizer;
    }
    authorizer.kind =
        given(entry->value, K(JwtConfiguration)) ? HTTP_AUTHORIZER_JWT : HTTP_AUTHORIZER_LAMBDA;
    check_owned(t, &authorizer);
    check_types(t, &authorizer);
    check_required(t, &authorizer);
    return authorizer;
}

const struct http_authorizer *read_http_authorizers(struct transform *t, const struct node *auth)
{
    const struct node *configs = given(auth, K(Authorizers));
    const struct node *iam = given(auth, K(EnableIamAuthorizer));
    struct http_authorizer *list =
        arena_array(t->b->arena, map_count(configs) + 2, sizeof(struct http_authorizer));
    size_t count = 0;

    if (node_is(iam, NODE_BOOL) && iam->truth)
        list[count++] = (struct http_authorizer){.name = symbol_for(t, SLICE("AWS_IAM")),
                                                 .kind = HTTP_AUTHORIZER_IAM};
    if (node_is_truthy(configs) && !node_is_map(configs))
        refuse(t, configs, SAM_TYPE, "Auth.Authorizers must be a map, but is %s.",
               node_kind_name(configs));
    MAP_EACH (configs, each) {
        struct http_authorizer authorizer = read_authorizer(t, each.entry);
        if (count && list[0].kind == HTTP_AUTHORIZER_IAM && each.key == list[0].name)
            list[0] = authorizer;
        else
            list[count++] = authorizer;
    }
    list[count].name = NULL;
    return list;
}

/* -- Identity -----------------------------------------------------------------------------------
 */

/* What an identity source is written with. */
static const struct {
    const struct symbol *key;
    const char *prefix;
} identity_kinds[] = {
    {K(Headers), "$request.header."},
    {K(QueryStrings), "$request.querystring."},
    {K(StageVariables), "$stageVariables."},
    {K(Context), "$context."},
};

enum { IDENTITY_KINDS = sizeof identity_kinds / sizeof *identity_kinds };

static void check_identity_list(struct transform *t, const struct http_authorizer *authorizer,
                                const struct symbol *key, const struct node *list)
{
    if (!node_is_list(list)) {
        refuse(t, list, SAM_TYPE, "Identity.%s of the authorizer %s must be a list, but is %s.",
               key->text, authorizer->name->text, node_kind_name(list));
        return;
    }
    LIST_EACH (list, each)
        if (!node_is_string(each.value))
            refuse(t, each.value, SAM_TYPE,
                   "Identity.%s of the authorizer %s must hold strings, but item %u is %s.",
                   key->text, authorizer->name->text, each.next, node_kind_name(each.value));
}

bool check_http_identity(struct transform *t, const struct http_authorizer *authorizer)
{
    const struct node *identity = given(authorizer->config, K(Identity));
    size_t refusals = t->refusals;

    if (!node_is_truthy(identity)) return true;
    if (!node_is_map(identity)) {
        refuse(t, identity, SAM_TYPE, "Identity of the authorizer %s must be a map, but is %s.",
               authorizer->name->text, node_kind_name(identity));
        return false;
    }
    for (size_t i = 0; i < IDENTITY_KINDS; i++) {
        const struct node *list = given(identity, identity_kinds[i].key);
        if (node_is_truthy(list)) check_identity_list(t, authorizer, identity_kinds[i].key, list);
    }
    return t->refusals == refusals;
}

/* -- Schemes ------------------------------------------------------------------------------------
 */

static struct node *identity_sources(struct transform *t, const struct node *identity)
{
    struct node *list = node_list(t->b);

    for (size_t i = 0; i < IDENTITY_KINDS; i++)
        LIST_EACH (given(identity, identity_kinds[i].key), each)
            list_add(t->b, list,
                     node_string(t->b, CONCAT(t->b->arena, slice_of(identity_kinds[i].prefix),
                                              node_text(each.value))));
    return list;
}

/* {Issuer: x} is {issuer: x}: API Gateway's extension wants lower case. */
static struct node *jwt_configuration(struct transform *t, const struct node *config)
{
    struct node *lower = node_map(t->b);

    MAP_EACH (config, each)
        map_set(t->b, lower, symbol_for(t, lower_case(t, symbol_slice(each.key))), each.value);
    return lower;
}

static struct node *lambda_part(struct transform *t, const struct node *config)
{
    const struct node *identity = given(config, K(Identity));
    const struct node *role = given(config, K(FunctionInvokeRole));
    const struct node *simple = given(config, K(EnableSimpleResponses));

    if (!node_is_truthy(role) || node_is_text(role, SLICE("NONE"))) role = NULL;
    return MAP(
        t->b, {K(type), STR(t->b, "request")},
        {K(authorizerUri), authorizer_uri(t, given(config, K(FunctionArn)))},
        {K(authorizerCredentials), role},
        {K(authorizerResultTtlInSeconds), given(identity, K(ReauthorizeEvery))},
        {K(identitySource), node_is_truthy(identity) ? identity_sources(t, identity) : NULL},
        {K(authorizerPayloadFormatVersion), given(config, K(AuthorizerPayloadFormatVersion))},
        {K(enableSimpleResponses), node_is_truthy(simple) ? simple : NULL});
}

struct node *http_authorizer_scheme(struct transform *t, const struct http_authorizer *authorizer)
{
    const struct node *config = authorizer->config;

    switch (authorizer->kind) {
    case HTTP_AUTHORIZER_IAM:
        return MAP(t->b, {K(type), STR(t->b, "apiKey")}, {K(name), STR(t->b, "Authorization")},
                   {K(in), STR(t->b, "header")}, {K(XAuthtype), STR(t->b, "awsSigv4")});
    case HTTP_AUTHORIZER_JWT:
        return MAP(t->b, {K(type), STR(t->b, "oauth2")},
                   {K(XAuthorizer), MAP(t->b,
                                        {K(jwtConfiguration),
                                         jwt_configuration(t, given(config, K(JwtConfiguration)))},
                                        {K(identitySource), given(config, K(IdentitySource))},
                                        {K(type), STR(t->b, "jwt")})});
    case HTTP_AUTHORIZER_LAMBDA:
        break;
    }
    return MAP(t->b, {K(type), STR(t->b, "apiKey")}, {K(name), STR(t->b, "Unused")},
               {K(in), STR(t->b, "header")}, {K(XAuthorizer), lambda_part(t, config)});
}
