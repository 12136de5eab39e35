/* SAM resources that the transform takes, and that do something else than they seem to.
 *
 * A SAM resource with Globals merged into it comes in, or what became of an API.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
 */
#include "base/nearest.h"
#include "spec/runtimes.h"
#include "validator/choices.h"

/* -- Functions ----------------------------------------------------------------------------------
 */

/* What describes the role that the transform makes when there is no Role. */
static void check_role(struct validation *v, const struct visit *visit,
                       const struct node *properties)
{
    static const struct symbol *const keys[] = {K(Policies), K(AssumeRolePolicyDocument),
                                                K(PermissionsBoundary), K(RolePath)};
    const struct map_entry *role = present(properties, K(Role));

    if (!role || is_if(role->value)) return;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const struct map_entry *entry = present(properties, keys[i]);
        if (entry && is_written_in(visit->node, entry))
            report(v, visit, RULE_ROLE_IGNORES, entry_span(entry),
                   "%s has no effect: it is for the role that SAM makes, but this function has a "
                   "Role already. Put it into that role, or remove Role.",
                   keys[i]->text);
    }
}

static void check_concurrency(struct validation *v, const struct visit *visit, void *context,
                              const struct node *value, struct span span)
{
    long long number;

    (void)context;
    if (number_of(value, &number) && number == 0)
        report(v, visit, RULE_NEVER_RUNS, span,
               "With ReservedConcurrentExecutions 0 the function never runs: each call is refused. "
               "That stops a function in an emergency; otherwise remove it.");
}

/* -- How `sam build` builds ---------------------------------------------------------------------
 */

static bool is_build_method(struct slice method, struct nearest *nearest)
{
    static const char *const methods[] = {"makefile",  "esbuild", "rust-cargolambda",
                                          "python-uv", "dotnet7", "go1.x"};
    const struct runtime *runtime;

    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        if (slice_eq(method, slice_of(methods[i]))) return true;
        nearest_try(nearest, slice_of(methods[i]));
    }
    for (size_t i = 0; (runtime = runtime_at(i)); i++) {
        if (slice_eq(method, slice_of(runtime->name))) return true;
        nearest_try(nearest, slice_of(runtime->name));
    }
    return false;
}

void check_build_method(struct validation *v, const struct visit *visit)
{
    const struct map_entry *entry = map_find(map_get(visit->node, K(Metadata)), K(BuildMethod));
    struct nearest nearest;

    if (!entry || !node_is_string(entry->value) || !is_known_value(entry->value)) return;
    nearest = nearest_to(node_text(entry->value));
    if (is_build_method(node_text(entry->value), &nearest)) return;
    struct buffer advice = buffer_new(v->b->arena);
    if (nearest.found.text)
        buffer_printf(&advice, "Did you mean %.*s?", SLICE_ARG(nearest.found));
    else
        buffer_add(&advice, SLICE("It is makefile, esbuild, rust-cargolambda, or a runtime."));
    report(v, visit, RULE_BUILD_METHOD, entry_span(entry),
           "sam build knows no BuildMethod %.*s. %.*s", SLICE_ARG(node_text(entry->value)),
           SLICE_ARG(buffer_slice(&advice)));
}

/* -- Functions behind APIs ----------------------------------------------------------------------
 */

/* How long the API of an event waits for the function. */
static long long seconds_of_event(const struct node *event)
{
    enum { REST_API = 29, HTTP_API = 30 };
    const struct node *type = map_get(event, K(Type));

    return node_is_text(type, SLICE("Api"))       ? REST_API
           : node_is_text(type, SLICE("HttpApi")) ? HTTP_API
                                                  : 0;
}

static void check_timeout(struct validation *v, const struct visit *visit, void *context,
                          const struct node *value, struct span span)
{
    const struct map_entry *events = context;
    long long number;

    if (!number_of(value, &number)) return;
    MAP_EACH (events->value, each) {
        long long waits = seconds_of_event(each.value);
        if (!waits || number <= waits) continue;
        report(v, visit, RULE_LONGER_THAN_API, span,
               "The function may run for %lld seconds, but the API of the event %s answers its "
               "caller after %lld, with an error, and the function goes on in vain. Make Timeout "
               "at most %lld, or let the work go through a queue.",
               number, each.key->text, waits, waits);
        return;
    }
}

void check_serverless_function(struct validation *v, const struct visit *visit)
{
    const struct node *properties = map_get(visit->node, K(Properties));
    const struct map_entry *events = map_find(properties, K(Events));
    struct map_entry none = {0};

    if (visit->type != K(AWS_Serverless_Function)) return;
    check_role(v, visit, properties);
    each_value(v, visit, map_find(properties, K(ReservedConcurrentExecutions)), check_concurrency,
               NULL);
    if (events) none = *events;
    each_value(v, visit, map_find(properties, K(Timeout)), check_timeout, &none);
}

/* -- APIs ---------------------------------------------------------------------------------------
 */

/* Whether the transform made the method of a path that answers preflight requests, and holds it
 * to an authorizer. */
static const struct map_entry *guarded_preflight(const struct node *path)
{
    const struct node *method = map_get(path, K(options));
    const struct node *integration = map_get(method, K(XIntegration));
    const struct map_entry *security = map_find(method, K(security));

    if (!security || !node_is_text(map_get(integration, K(type)), SLICE("mock"))) return NULL;
    return map_count(list_at(security->value, 0)) ? security : NULL;
}

/* Where the default authorizer of an API is named: in the API, or in Globals. */
static struct span authorizer_span(const struct validation *v, const struct visit *visit,
                                   const struct map_entry *security)
{
    const struct node *merged = v->input->merged, *source = v->input->source;
    const struct node *own = map_get(map_get(merged, K(Resources)), visit->owner->key);
    const struct node *api =
        own ? map_get(own, K(Properties)) : map_get(map_get(source, K(Globals)), K(Api));
    const struct map_entry *entry = map_find(map_get(api, K(Auth)), K(DefaultAuthorizer));

    return entry_span(entry ? entry : security);
}

void check_preflight(struct validation *v, const struct visit *visit)
{
    const struct node *body = map_get(map_get(visit->node, K(Properties)), K(Body));

    MAP_EACH (map_get(body, K(paths)), each) {
        const struct map_entry *security = guarded_preflight(each.value);
        if (!security) continue;
        report(v, visit, RULE_PREFLIGHT_GUARDED, authorizer_span(v, visit, security),
               "The default authorizer guards OPTIONS %s, too. Browsers send preflight requests "
               "without credentials, so all calls from web pages of other origins fail. Set "
               "AddDefaultAuthorizerToCorsPreflight to false in Auth.",
               each.key->text);
        return;
    }
}

/* Whether resources of the template give an API what its body lacks. */
static bool has_parts(const struct validation *v, const struct symbol *api)
{
    REFERENCES_EACH(v, each)
    {
        const struct reference *reference = each.at;
        const struct node *owner = reference->owner ? reference->owner->value : NULL;
        struct slice type = node_text(map_get(owner, K(Type)));
        if (reference->section == SECTION_RESOURCES && reference->name == api &&
            (slice_eq(type, SLICE("AWS::ApiGateway::Resource")) ||
             slice_eq(type, SLICE("AWS::ApiGateway::Method"))))
            return true;
    }
    return false;
}

void check_empty_apis(struct validation *v, const struct visit *visit)
{
    RESOURCES_OF_TYPE(v, K(AWS_ApiGateway_RestApi), each)
    {
        const struct map_entry *entry = each.at->entry, *properties = each.at->properties;
        const struct map_entry *body = map_find(properties ? properties->value : NULL, K(Body));
        const struct node *paths = map_get(body ? body->value : NULL, K(paths));
        struct visit api = *visit;
        if (!node_is_map(paths) || map_count(paths) || has_parts(v, entry->key)) continue;
        api.section = SECTION_RESOURCES;
        api.owner = entry;
        report(
            v, &api, RULE_API_EMPTY, entry_span(entry),
            "The API %s has no paths, and API Gateway deploys none that is empty. Events go to an "
            "API of their own unless they name another: set RestApiId: !Ref %s in events, or "
            "remove the API.",
            entry->key->text, entry->key->text);
    }
}

void check_second_stage(struct validation *v, const struct visit *visit)
{
    const struct map_entry *stage = map_find(map_get(visit->node, K(Properties)), K(StageName));

    if (stage && !visit->entry->key_start && node_is_text(stage->value, SLICE("Stage")))
        report(
            v, visit, RULE_SECOND_STAGE, entry_span(stage),
            "SAM makes a second stage of this API, named Stage, that anyone who may call the API "
            "can reach. Set OpenApiVersion: 3.0.1, here or in Globals, and it is left out.");
}
