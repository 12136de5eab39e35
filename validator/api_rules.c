/* Parts of REST APIs: they belong to one API and fit each other.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ApiGateway.html
 */
#include "validator/choices.h"

void check_rest_api_name(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);

    CHOICES_EACH(v, &properties, K(Name), name)
    {
        if (name.at->value) continue;
        CHOICES_EACH(v, name.at->in, K(Body), body)
        {
            if (body.at->value) continue;
            CHOICES_EACH(v, body.at->in, K(BodyS3Location), location)
            if (!location.at->value)
                report(v, visit, RULE_REST_API_NAME, properties.span,
                       "A REST API needs a Name, unless Body or BodyS3Location describe it. "
                       "Add Name.");
        }
    }
}

/* A resource that says by itself what a body would: the API has both then. */
void check_rest_api_part(struct validation *v, const struct visit *visit)
{
    static const struct symbol *const bodies[] = {K(Body), K(BodyS3Location)};
    const struct map_entry *entry = map_find(map_get(visit->node, K(Properties)), K(RestApiId));
    const struct map_entry *api =
        referred_entry_of(v, entry ? entry->value : NULL, SLICE("AWS::ApiGateway::RestApi"));

    for (size_t i = 0; api && i < 2; i++) {
        struct visit at = {.section = SECTION_RESOURCES, .owner = api};
        const struct map_entry *body = present(map_get(api->value, K(Properties)), bodies[i]);
        if (body && !(api->value->flags & NODE_GENERATED))
            report(v, &at, RULE_REST_API_MIXED, entry_span(body),
                   "%s describes the API, and so do resources such as %s. An update by one removes "
                   "what the other has made: describe the API in one way.",
                   bodies[i]->text, visit->entry->key->text);
    }
}

/* -- Parts that refer to each other -------------------------------------------------------------
 */

/* Compares RestApiId of a resource with that of the resource of `type` that `key` refers to. */
static void compare_apis(struct validation *v, const struct visit *visit, const struct symbol *key,
                         struct slice type, enum rule_name rule)
{
    struct choice properties = properties_choice(v, visit);

    CHOICES_EACH(v, &properties, K(RestApiId), api)
    CHOICES_EACH(v, api.at->in, key, reference)
    {
        const struct map_entry *other = referred_entry_of(v, reference.at->value, type);
        if (!other || !api.at->value) continue;
        struct choice theirs = {map_get(other->value, K(Properties)),
                                reference.at->scenario,
                                entry_span(other),
                                entry_span(other),
                                NULL,
                                true};
        struct visit at = {.section = SECTION_RESOURCES, .owner = other};
        CHOICES_EACH(v, &theirs, K(RestApiId), their_api)
        if (their_api.at->value && !node_equal(their_api.at->value, api.at->value))
            report(v, &at, rule, their_api.at->span,
                   "%s belongs to another REST API than %s, which refers to it. Give both "
                   "the same RestApiId.",
                   other->key->text, visit->entry->key->text);
    }
}

void check_stage_api(struct validation *v, const struct visit *visit)
{
    compare_apis(v, visit, K(DeploymentId), SLICE("AWS::ApiGateway::Deployment"), RULE_STAGE_API);
}

void check_method_api(struct validation *v, const struct visit *visit)
{
    compare_apis(v, visit, K(AuthorizerId), SLICE("AWS::ApiGateway::Authorizer"),
                 RULE_AUTHORIZER_API);
}

/* Whether an authorizer of `type` does what a method asks for; true also when it is not known. */
static bool fits_authorization(const struct node *authorization, const struct node *type)
{
    if (!node_is_string(type)) return true;
    if (node_is_text(authorization, SLICE("CUSTOM")))
        return node_is_text(type, SLICE("TOKEN")) || node_is_text(type, SLICE("REQUEST"));
    return !node_is_text(authorization, SLICE("COGNITO_USER_POOLS")) ||
           node_equal(authorization, type);
}

void check_authorizer_type(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);

    CHOICES_EACH(v, &properties, K(AuthorizationType), authorization)
    CHOICES_EACH(v, authorization.at->in, K(AuthorizerId), reference)
    {
        const struct map_entry *other =
            referred_entry_of(v, reference.at->value, SLICE("AWS::ApiGateway::Authorizer"));
        if (!other) continue;
        struct choice theirs = {map_get(other->value, K(Properties)),
                                reference.at->scenario,
                                entry_span(other),
                                entry_span(other),
                                NULL,
                                true};
        struct visit at = {.section = SECTION_RESOURCES, .owner = other};
        CHOICES_EACH(v, &theirs, K(Type), type)
        if (!fits_authorization(authorization.at->value, type.at->value))
            report(v, &at, RULE_AUTHORIZER_TYPE, type.at->span,
                   "%s is of type %.*s, but the method %s asks for AuthorizationType "
                   "%.*s. CUSTOM goes with TOKEN or REQUEST, COGNITO_USER_POOLS with "
                   "itself.",
                   other->key->text, SLICE_ARG(node_text(type.at->value)), visit->entry->key->text,
                   SLICE_ARG(node_text(authorization.at->value)));
    }
}

/* -- Single values ------------------------------------------------------------------------------
 */

void check_authorizer_ttl(struct validation *v, const struct visit *visit)
{
    enum { LONGEST_TTL = 3600 };
    struct choice properties = properties_choice(v, visit);
    long long seconds;

    CHOICES_EACH(v, &properties, K(Type), type)
    {
        if (!node_is_text(type.at->value, SLICE("TOKEN")) &&
            !node_is_text(type.at->value, SLICE("REQUEST")))
            continue;
        CHOICES_EACH(v, type.at->in, K(AuthorizerResultTtlInSeconds), ttl)
        if (number_of(ttl.at->value, &seconds) && (seconds < 0 || seconds > LONGEST_TTL))
            report(v, visit, RULE_AUTHORIZER_TTL, ttl.at->span,
                   "Answers of an authorizer are kept for up to %d seconds, not %lld.", LONGEST_TTL,
                   seconds);
    }
}

void check_method_settings(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);

    CHOICES_EACH(v, &properties, K(MethodSettings), settings)
    {
        if (node_is_list(settings.at->value) && !list_count(settings.at->value))
            report(v, visit, RULE_METHOD_SETTINGS_EMPTY, settings.at->span,
                   "MethodSettings is empty and sets nothing. Remove it, or say what to set.");
        CHOICES_IN(v, settings.at, item)
        if (node_is_map(item.at->value) && !map_count(item.at->value))
            report(v, visit, RULE_METHOD_SETTINGS_EMPTY, item.at->span,
                   "This item of MethodSettings is empty and sets nothing. Remove it.");
    }
}
