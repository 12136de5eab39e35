/* Requests and responses of REST APIs: models, validators, parameters, gateway responses.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-requestmodel.html
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-requestparameter.html
 */
#include "document/python_order.h"
#include "document/python_text.h"
#include "transform/swagger.h"

static bool is_swagger_2(const struct definition *definition)
{
    return !node_is_nothing(map_get(definition->root, K(swagger)));
}

/* An owned copy of a method's parameters. */
static struct node *parameters_of(struct transform *t, const struct node *method)
{
    const struct node *parameters = map_get(method, K(parameters));

    return node_is_list(parameters) ? node_copy(t->b, parameters) : node_list(t->b);
}

/* -- Models -------------------------------------------------------------------------------------
 */

void swagger_add_models(struct definition *definition, const struct node *models)
{
    struct transform *t = definition->t;
    struct node *definitions = definition_section(definition, SECTION_DEFINITIONS);

    if (!definitions) return;
    MAP_EACH (models, each) {
        if (!node_is_map(each.value) || !node_is_truthy(map_get(each.value, K(type)))) {
            refuse_document(t, each.value, SAM_MODEL,
                            "The model %s must be a JSON schema: a map with at least \"type\".",
                            each.key->text);
            return;
        }
        map_set_user(t->b, definitions, symbol_for(t, lower_case(t, symbol_slice(each.key))),
                     each.value);
    }
}

/* {"$ref": place} */
static struct node *schema_reference(struct transform *t, const char *place, struct slice model)
{
    struct slice text = CONCAT(t->b->arena, slice_of(place), model);

    return MAP(t->b, {symbol_for(t, SLICE("$ref")), node_string(t->b, text)});
}

static void set_body_parameter(struct transform *t, struct node *method, struct slice model,
                               const struct node *required)
{
    struct node *parameters = parameters_of(t, method), *parameter = node_python_map(t->b);

    map_set(t->b, parameter, K(in), STR(t->b, "body"));
    map_set(t->b, parameter, K(name), node_user_string(t->b, model));
    map_set(t->b, parameter, K(schema), schema_reference(t, "#/definitions/", model));
    map_set(t->b, parameter, K(required), required);
    list_add(t->b, parameters, parameter);
    map_set(t->b, method, K(parameters), parameters);
}

static void set_request_body(struct transform *t, struct node *method, struct slice model,
                             const struct node *required)
{
    struct node *schema =
        MAP(t->b, {K(schema), schema_reference(t, "#/components/schemas/", model)});
    struct node *content = MAP(t->b, {K(ApplicationJson), schema});

    map_set(t->b, method, K(requestBody),
            MAP(t->b, {K(content), content}, {K(required), required}));
}

static void set_model(struct definition *definition, void *context, struct node *method)
{
    struct transform *t = definition->t;
    const struct node *request_model = context;
    struct slice model = lower_case(t, node_text(given(request_model, K(Model))));
    const struct node *required = given(request_model, K(Required));

    if (is_swagger_2(definition))
        set_body_parameter(t, method, model, required);
    else
        set_request_body(t, method, model, required);
}

void swagger_set_request_model(struct definition *definition, const struct symbol *path,
                               const struct symbol *method, const struct node *request_model)
{
    swagger_for_method(definition, path, method, set_model, (void *)(uintptr_t)request_model);
}

/* -- Validators ---------------------------------------------------------------------------------
 */

static void set_validator_name(struct definition *definition, void *context, struct node *method)
{
    map_set(definition->t->b, method, K(XRequestValidator),
            node_cstring(definition->t->b, context));
}

void swagger_set_validator(struct definition *definition, const struct symbol *path,
                           const struct symbol *method, bool body, bool parameters)
{
    static const char names[2][2][16] = {{"no-validation", "params-only"},
                                         {"body-only", "body-and-params"}};
    struct transform *t = definition->t;
    const char *name = names[body][parameters];
    const struct symbol *key = symbol_for(t, slice_of(name));
    struct node *validator = node_python_map(t->b);

    map_set(t->b, validator, K(validateRequestBody), node_bool(t->b, body));
    map_set(t->b, validator, K(validateRequestParameters), node_bool(t->b, parameters));
    if (!node_is_truthy(map_get(definition->root, K(XRequestValidators))))
        map_set(t->b, definition->root, K(XRequestValidators), node_python_map(t->b));
    struct node *validators = map_edit(t->b, definition->root, K(XRequestValidators));
    if (node_is_map(validators) && !node_is_truthy(map_get(validators, key)))
        map_set(t->b, validators, key, validator);
    swagger_for_method(definition, path, method, set_validator_name, (void *)(uintptr_t)name);
}

/* -- Parameters ---------------------------------------------------------------------------------
 */

static struct node *parameter_node(struct definition *definition,
                                   const struct request_parameter *parameter)
{
    struct transform *t = definition->t;
    struct node *node = node_python_map(t->b);
    struct slice rest = slice_from(parameter->name, strlen("method.request."));
    struct slice location = slice_first(rest, slice_find(rest, '.'));
    struct slice name = slice_from(rest, location.size + 1);

    if (slice_eq(location, SLICE("querystring"))) /* what Swagger calls it */
        map_set(t->b, node, K(in), STR(t->b, "query"));
    else
        map_set(t->b, node, K(in), node_user_string(t->b, location));
    map_set(t->b, node, K(name), node_user_string(t->b, name));
    map_set(t->b, node, K(required),
            parameter->required ? parameter->required : node_bool(t->b, false));
    map_set(t->b, node, K(type), STR(t->b, "string"));
    return node;
}

static void add_cache_key(struct transform *t, struct node *method, struct slice name)
{
    struct node *integration = map_edit(t->b, method, K(XIntegration));
    const struct node *old = map_get(integration, K(cacheKeyParameters));

    if (!node_is_map(integration)) return;
    struct node *keys = node_is_list(old) ? node_copy(t->b, old) : node_list(t->b);
    list_add(t->b, keys, node_user_string(t->b, name));
    map_set(t->b, integration, K(cacheKeyParameters), keys);
}

static void add_parameters(struct definition *definition, void *context, struct node *method)
{
    struct transform *t = definition->t;
    struct node *parameters = parameters_of(t, method);

    for (const struct request_parameter *each = context; each->name.text; each++) {
        list_add(t->b, parameters, parameter_node(definition, each));
        if (node_is_truthy(each->caching)) add_cache_key(t, method, each->name);
    }
    map_set(t->b, method, K(parameters), parameters);
}

void swagger_add_request_parameters(struct definition *definition, const struct symbol *path,
                                    const struct symbol *method,
                                    const struct request_parameter *parameters)
{
    swagger_for_method(definition, path, method, add_parameters, (void *)(uintptr_t)parameters);
}

/* -- Gateway responses --------------------------------------------------------------------------
 */

static struct node *prefixed_parameters(struct transform *t, const struct node *parameters)
{
    static const struct {
        const struct symbol *key;
        const char *prefix;
    } kinds[] = {
        {K(Headers), "gatewayresponse.header."},
        {K(Paths), "gatewayresponse.path."},
        {K(QueryStrings), "gatewayresponse.querystring."},
    };
    struct node *prefixed = node_python_map(t->b);

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        MAP_EACH (given(parameters, kinds[i].key), each)
            map_set_user(t->b, prefixed, ID(t, slice_of(kinds[i].prefix), symbol_slice(each.key)),
                         each.value);
    return prefixed;
}

/* The status code as text. What says no has not been looked at and is written as it stands. */
static struct slice status_code(struct transform *t, const struct node *status)
{
    struct buffer text = buffer_new(t->b->arena);

    if (node_is_string(status)) return node_text(status);
    python_repr(&text, status);
    return buffer_end(&text);
}

static struct node *gateway_response(struct transform *t, const struct node *response)
{
    struct node *node = node_python_map(t->b);
    const struct node *templates = given(response, K(ResponseTemplates));
    const struct node *status = given(response, K(StatusCode));

    map_set(t->b, node, K(responseParameters),
            prefixed_parameters(t, given(response, K(ResponseParameters))));
    map_set(t->b, node, K(responseTemplates),
            node_is_truthy(templates) ? templates : node_python_map(t->b));
    struct slice code = status ? status_code(t, status) : SLICE("");
    if (code.size) map_set(t->b, node, K(statusCode), node_string(t->b, code));
    return node;
}

void swagger_add_gateway_responses(struct definition *definition, const struct node *responses)
{
    struct transform *t = definition->t;
    struct node *section = definition_section(definition, SECTION_GATEWAY_RESPONSES);
    struct node *made = node_python_map(t->b); /* as in the reference, for the order of the names */

    if (!section) return;
    MAP_EACH (responses, each)
        map_set_user(t->b, made, each.key, gateway_response(t, each.value));
    MAP_EACH (made, each)
        map_set_user(t->b, section, each.key, each.value);
}
