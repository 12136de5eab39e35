/* The event source Api of functions and of state machines: a method of a REST API that calls them.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-api.html
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-statemachine-statemachineapi.html
 */
#include "transform/event_api.h"

#include "document/python_order.h"
#include "transform/api.h"
#include "transform/api_path.h"
#include "transform/conditions.h"
#include "transform/function.h"
#include "transform/swagger.h"

/* -- The API ------------------------------------------------------------------------------------
 */

void link_api_event(struct event *event)
{
    struct transform *t = event->t;
    const struct node *value = event_property(event, K(RestApiId));
    const struct symbol *api = id_or_ref_target(t->b, value);

    if (!api || !map_has(t->resources, api)) {
        refuse(t, value, SAM_EVENT_TARGET,
               "RestApiId must be a Ref to an API in this template, because the method is entered "
               "there.");
        return;
    }
    event->linked = api;
    const struct node *stage =
        map_get(map_get(map_get(t->resources, api), K(Properties)), K(StageName));
    if (node_is_string(stage) && stage->count == 0) {
        t->subject.resource = symbol_slice(api);
        refuse(t, stage, SAM_VALUE, "StageName cannot be empty.");
    }
}

static const struct node *stage_of(const struct event *event)
{
    const struct node *api = map_get(event->t->resources, event->linked);
    const struct node *stage = map_get(map_get(api, K(Properties)), K(StageName));

    if (!event->function) return node_null(event->t->b);
    return node_is_string(stage) ? stage : STR(event->t->b, "Stage");
}

static struct api_event api_event_of(struct event *event)
{
    struct transform *t = event->t;
    struct node *api = map_edit(t->b, t->resources, event->linked);
    struct node *properties = map_edit(t->b, api, K(Properties));

    return (struct api_event){
        .event = event,
        .t = t,
        .properties = properties,
        .auth = given(properties, K(Auth)),
        .path = symbol_for(t, node_text(event_property(event, K(Path)))),
        .method = method_symbol(t, event_property(event, K(Method))),
        .stage = stage_of(event),
    };
}

/* -- Request model and parameters ---------------------------------------------------------------
 */

static bool check_request_model(struct api_event *e, const struct node *model)
{
    struct transform *t = e->t;
    const struct node *models = given(e->properties, K(Models));
    const struct node *name = given(model, K(Model));

    if (!node_is_string(name))
        refuse(t, name, SAM_MODEL, "Model of RequestModel must be the name of a model, but is %s.",
               node_kind_name(name));
    else if (!node_is_truthy(models))
        refuse(t, name, SAM_MODEL,
               "The model %.*s cannot be set, because the API defines no Models.",
               SLICE_ARG(node_text(name)));
    else if (!node_is_map(models))
        refuse(t, models, SAM_MODEL, "Models of the API must be a map, but is %s.",
               node_kind_name(models));
    else if (!node_is_truthy(map_get(models, symbol_for(t, node_text(name)))))
        refuse(t, name, SAM_MODEL, "The model %.*s is not defined in Models of the API.",
               SLICE_ARG(node_text(name)));
    else
        return true;
    return false;
}

static void set_request_model(struct api_event *e, struct definition *definition)
{
    struct transform *t = e->t;
    const struct node *model = event_property(e->event, K(RequestModel));
    const struct node *body = given(model, K(ValidateBody));
    const struct node *parameters = given(model, K(ValidateParameters));

    if (!node_is_truthy(given(model, K(Model)))) return;
    if (!check_request_model(e, model)) return;
    swagger_set_request_model(definition, e->path, e->method, model);
    if (!body && !parameters) return;
    if ((body && !node_is(body, NODE_BOOL)) || (parameters && !node_is(parameters, NODE_BOOL))) {
        refuse(t, model, SAM_MODEL,
               "ValidateBody and ValidateParameters must be true or false; strings and intrinsics "
               "cannot be used here.");
        return;
    }
    swagger_set_validator(definition, e->path, e->method, body && body->truth,
                          parameters && parameters->truth);
}

/* method.request.(querystring|path|header).name */
static bool is_parameter_name(struct slice name)
{
    static const char *const starts[] = {"method.request.querystring.", "method.request.path.",
                                         "method.request.header."};

    for (size_t i = 0; i < 3; i++)
        if (slice_starts(name, slice_of(starts[i]))) return true;
    return false;
}

static bool check_settings(struct transform *t, const struct node *settings)
{
    bool good = node_is_map(settings);

    MAP_EACH (settings, each)
        good &= each.key == K(Required) || each.key == K(Caching);
    if (!good)
        refuse(t, settings, SAM_MODEL,
               "The settings of a request parameter are a map with Required and Caching.");
    return good;
}

static bool read_parameter(struct transform *t, const struct node *item,
                           struct request_parameter *parameter)
{
    struct map_cursor first = map_begin(item);
    bool map = node_is_map(item) && map_next(&first);

    *parameter = (struct request_parameter){.name = node_text(item)};
    if (map) parameter->name = symbol_slice(first.key);
    if ((!map && !node_is_string(item)) || !is_parameter_name(parameter->name)) {
        refuse(
            t, item, SAM_MODEL,
            "A request parameter is method.request.querystring.NAME, method.request.path.NAME or "
            "method.request.header.NAME.");
        return false;
    }
    if (!map) return true;
    if (!check_settings(t, first.value)) return false;
    parameter->required = map_get(first.value, K(Required));
    parameter->caching = map_get(first.value, K(Caching));
    return true;
}

/* RequestParameters as a list. Of a map the reference sees the keys only. NULL after an error. */
static const struct node *request_parameters(struct transform *t, const struct node *value)
{
    struct node *names = node_list(t->b);

    if (node_is_list(value)) return value;
    if (!node_is_map(value)) {
        refuse(t, value, SAM_MODEL, "RequestParameters must be a list, but is %s.",
               node_kind_name(value));
        return NULL;
    }
    MAP_EACH (value, each) {
        list_add(t->b, names, user_name_node(t, each.key));
        if (!node_is_nothing(each.value))
            warn(t, each.value, SAM_PARAMETER_SETTINGS,
                 "RequestParameters is a map, of which SAM takes the names only. Make it a list, "
                 "or the settings of %s have no effect.",
                 each.key->text);
    }
    return names;
}

static void set_request_parameters(struct api_event *e, struct definition *definition)
{
    struct transform *t = e->t;
    const struct node *value = event_property(e->event, K(RequestParameters));
    const struct node *given_list = node_is_truthy(value) ? request_parameters(t, value) : NULL;
    struct request_parameter *list =
        arena_array(t->b->arena, list_count(given_list) + 1, sizeof *list);
    size_t count = 0;

    if (!node_is_truthy(given_list)) return;
    LIST_EACH (given_list, each)
        if (!read_parameter(t, each.value, &list[count++])) return;
    list[count] = (struct request_parameter){.name = {NULL, 0}};
    swagger_add_request_parameters(definition, e->path, e->method, list);
}

/* -- The method ---------------------------------------------------------------------------------
 */

static bool is_streamed(const struct event *event)
{
    return node_is_text(event_property(event, K(ResponseTransferMode)), SLICE("RESPONSE_STREAM"));
}

/* The URI by which API Gateway calls the function or its alias. */
static const struct node *function_uri(const struct event *event)
{
    struct transform *t = event->t;
    const struct function *f = event->function;
    bool streamed = is_streamed(event);
    struct slice start = in_partition(
        t, streamed ? "arn:{partition}:apigateway:${AWS::Region}:lambda:path/2021-11-15/"
                      "functions/${"
                    : "arn:{partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/"
                      "functions/${");
    struct slice text =
        CONCAT(t->b->arena, start, symbol_slice(f->alias ? f->alias->id : f->sam->id),
               f->alias ? SLICE("}") : SLICE(".Arn}"),
               streamed ? SLICE("/response-streaming-invocations") : SLICE("/invocations"));

    return MAP(t->b, {K(FnSub), f->alias ? node_string(t->b, text) : node_user_string(t->b, text)});
}

static bool is_managed(const struct api_event *e)
{
    return node_is_truthy(map_get(e->properties, K(ManageSwagger)));
}

/* Opens the definition of the API; false when there is none, or after an error. */
static bool open_definition(struct api_event *e, struct definition *definition)
{
    struct transform *t = e->t;
    struct node *body = map_edit(t->b, e->properties, K(DefinitionBody));

    if (node_is_nothing(body)) return false;
    if (!definition_is_valid(body, API_REST)) {
        refuse_document(t, body, SAM_API,
                        "DefinitionBody is no Swagger 2.0 or OpenAPI 3 document with paths.");
        return false;
    }
    *definition = definition_open(t, body, API_REST);
    if (t->aborted) return false;
    if (!is_managed(e) || !definition_has_integration(definition, e->path, e->method)) return true;
    refuse(t, e->event->node, SAM_EVENT,
           "The method %s of the path %s is defined by another event already.", e->method->text,
           e->path->text);
    return false;
}

static void add_function_method(struct api_event *e, struct definition *definition)
{
    struct transform *t = e->t;
    const struct node *timeout = event_property(e->event, K(TimeoutInMillis));

    swagger_add_lambda_integration(definition, e->path, e->method,
                                   &(struct lambda_integration){
                                       .uri = function_uri(e->event),
                                       .streamed = is_streamed(e->event),
                                       .method_auth = event_property(e->event, K(Auth)),
                                       .api_auth = e->integration_auth,
                                       .condition = e->event->target.condition,
                                   });
    if (t->aborted) return;
    if (node_is_truthy(timeout)) swagger_set_timeout(definition, e->path, e->method, timeout);
    set_event_auth(e, definition);
    if (!t->refusals) set_request_model(e, definition);
    if (!t->refusals) set_request_parameters(e, definition);
}

/* Closes the definition; after an error the method is as if the event had not been there. */
static void keep_definition(struct api_event *e, struct definition *definition)
{
    struct transform *t = e->t;

    if (t->aborted) return;
    if (t->refusals)
        definition_clear_method(definition, e->path, e->method);
    else
        definition_close(definition);
}

static void add_api_permission(struct api_event *e)
{
    struct transform *t = e->t;
    struct event *event = e->event;
    struct slice arn = CONCAT(
        t->b->arena,
        in_partition(t, "arn:{partition}:execute-api:${AWS::Region}:${AWS::AccountId}:"
                        "${__ApiId__}/${__Stage__}/"),
        method_in_arn(t, symbol_slice(e->method)), path_in_arn(t, symbol_slice(e->path), API_REST));
    struct node *names =
        MAP(t->b, {symbol_for(t, SLICE("__ApiId__")), event_property(event, K(RestApiId))},
            {symbol_for(t, SLICE("__Stage__")), STR(t->b, "*")});

    add_permission(event, event->id, node_text(e->stage), "apigateway.amazonaws.com",
                   sub_with(t, arn, names), NULL);
}

/* -- MergeDefinitions ---------------------------------------------------------------------------
 */

/* A map in the order of insertion with the entries of another one, in their order. */
static struct node *plain_copy(struct transform *t, const struct node *map)
{
    struct node *copy = node_map(t->b);

    MAP_EACH (map, each)
        map_set_like(t->b, copy, each.entry, each.value);
    return copy;
}

/* The method as SAM would define it in a definition of its own. NULL after an error. */
static const struct node *generated_method(struct api_event *e, const struct symbol *name)
{
    struct transform *t = e->t;
    struct definition definition = definition_open(t, definition_skeleton(t, API_REST), API_REST);

    add_function_method(e, &definition);
    if (t->refusals || t->aborted) return NULL;
    definition_close(&definition);
    const struct node *item = map_get(map_get(definition.root, K(paths)), e->path);
    return map_get(item, name);
}

/* Puts the generated method into what the user wrote: of equal keys the generated one wins. */
static void merge_method(struct api_event *e, struct node *body, const struct node *method)
{
    struct transform *t = e->t;
    struct slice text = node_text(event_property(e->event, K(Method)));
    const struct symbol *name = symbol_for(t, lower_case(t, text));
    struct node *paths = map_edit(t->b, body, K(paths));
    const struct node *item = map_get(paths, e->path);
    struct slice subject = t->subject.resource;

    t->subject.resource = symbol_slice(e->event->linked);
    if (item && !node_is_map(item)) {
        refuse(t, item, SAM_API,
               "The path %s of DefinitionBody must be a map of methods, but is %s.", e->path->text,
               node_kind_name(item));
        return;
    }
    const struct node *old = map_get(item, name);
    if (node_is_truthy(old) && !node_is_map(old)) {
        refuse(t, old, SAM_API,
               "The method %s of the path %s of DefinitionBody must be a map, but "
               "is %s.",
               name->text, e->path->text, node_kind_name(old));
        return;
    }
    t->subject.resource = subject;
    struct node *merged = plain_copy(t, node_is_map(old) ? old : NULL);
    map_merge(t->b, merged, method);
    if (!item) map_set_user(t->b, paths, e->path, node_map(t->b));
    map_set_user(t->b, map_edit(t->b, paths, e->path), name, merged);
}

static void merge_definitions(struct api_event *e)
{
    struct transform *t = e->t;
    const struct node *body = map_get(e->properties, K(DefinitionBody));
    const struct node *paths = map_get(body, K(paths));

    if (!node_is_truthy(body)) return;
    const struct node *method = generated_method(e, e->method);
    if (!method || !node_is_truthy(paths)) return;
    if (!node_is_map(paths)) {
        t->subject.resource = symbol_slice(e->event->linked);
        refuse(t, paths, SAM_TYPE, "\"paths\" of DefinitionBody must be a map, but is %s.",
               node_kind_name(paths));
        return;
    }
    struct node *merged = python_map_like(t->b, body);
    python_update(t->b, merged, body);
    merge_method(e, merged, method);
    map_set(t->b, e->properties, K(DefinitionBody), merged);
}

static void add_to_definition(struct api_event *e)
{
    struct definition definition;

    if (node_is_truthy(given(e->properties, K(MergeDefinitions)))) {
        merge_definitions(e);
    } else if (is_managed(e) && open_definition(e, &definition)) {
        add_function_method(e, &definition);
        keep_definition(e, &definition);
    }
}

void convert_api_event(struct event *event)
{
    struct api_event e = api_event_of(event);

    resolve_api_auth(&e);
    add_to_definition(&e);
    if (e.t->refusals || e.t->aborted) return;
    override_api_auth(&e);
    if (e.t->refusals || e.t->aborted) return;
    add_api_permission(&e);
}

/* -- State machines -----------------------------------------------------------------------------
 */

/* The mapping template that hands the request body to StartExecution. */
static const struct node *request_template(struct event *event)
{
    struct transform *t = event->t;
    const struct symbol *target = ref_target(t->b, event->target.arn);
    bool unescape = node_is_truthy(event_property(event, K(UnescapeMappingTemplate)));
    struct slice input =
        unescape ? SLICE("$util.escapeJavaScript($input.json('$')).replaceAll(\"\\\\'\",\"'\")")
                 : SLICE("$util.escapeJavaScript($input.json('$'))");
    struct slice text =
        CONCAT(t->b->arena, SLICE("{\"input\": \""), input, SLICE("\", \"stateMachineArn\": \"${"),
               symbol_slice(target), SLICE("}\"}"));

    return MAP(t->b, {K(FnSub), node_string(t->b, text)});
}

void convert_state_machine_api_event(struct event *event)
{
    struct api_event e = api_event_of(event);
    struct transform *t = event->t;
    const struct node *role = add_start_role(event, "apigateway.amazonaws.com");
    const struct node *condition = map_get(event->owner->node, K(Condition));
    struct definition definition;

    if (!is_managed(&e)) return;
    resolve_api_auth(&e);
    if (!open_definition(&e, &definition)) return;
    swagger_add_state_machine_integration(
        &definition, e.path, e.method,
        &(struct state_machine_integration){
            .uri = sub_of(t, SLICE("arn:${AWS::Partition}:apigateway:${AWS::Region}:states:"
                                   "action/StartExecution")),
            .credentials = role,
            .request_template = request_template(event),
            .condition = condition_name(t, condition),
        });
    if (t->aborted) return;
    set_event_auth(&e, &definition);
    keep_definition(&e, &definition);
}
