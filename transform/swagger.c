/* Methods and their integrations. */
#include "transform/swagger.h"

#include "document/python_order.h"

/* -- Going through methods ----------------------------------------------------------------------
 */

void swagger_for_method(struct definition *definition, const struct symbol *path,
                        const struct symbol *method, swagger_method_work *work, void *context)
{
    struct transform *t = definition->t;
    struct contents items = edit_contents(t, definition->paths, path);

    if (!map_has(definition->paths, path)) refuse_path_item(t, NULL, path);
    for (uint32_t i = 0; i < items.count && !t->aborted; i++) {
        if (!map_has(items.items[i], method)) refuse_method(t, NULL, method, path);
        struct contents methods = edit_contents(t, items.items[i], method);
        for (uint32_t k = 0; k < methods.count; k++) {
            if (node_is_map(methods.items[k]))
                work(definition, context, methods.items[k]);
            else
                refuse_method(definition->t, methods.items[k], method, path);
        }
    }
}

/* Keys of a path item that are no methods. */
static bool is_method_key(const struct symbol *key)
{
    return key != K(summary) && key != K(description) && key != K(parameters);
}

/* Works on one method; only checks it when `work` is NULL. */
static void for_integrated(struct definition *definition, const struct symbol *path,
                           struct node *item, const struct symbol *name, swagger_method_work *work,
                           void *context)
{
    struct transform *t = definition->t;
    struct contents methods = edit_contents(t, item, name);

    for (uint32_t i = 0; i < methods.count; i++) {
        if (!node_is_map(methods.items[i]))
            refuse_method(definition->t, methods.items[i], name, path);
        else if (work && node_is_truthy(map_get(methods.items[i], K(XIntegration))))
            work(definition, context, methods.items[i]);
    }
}

void swagger_for_integrated_methods(struct definition *definition, const struct symbol *path,
                                    bool options, swagger_method_work *work, void *context)
{
    struct transform *t = definition->t;
    struct contents items = edit_contents(t, definition->paths, path);

    for (uint32_t i = 0; i < items.count; i++) {
        struct node *item = items.items[i];
        MAP_EACH (item, each) {
            if (t->aborted) return;
            if (!is_method_key(each.key)) continue;
            bool passed_over = !options && each.key == K(options);
            for_integrated(definition, path, item, each.key, passed_over ? NULL : work, context);
        }
    }
}

/* -- Integrations -------------------------------------------------------------------------------
 */

/* InvokeRole of a map: null, or any other value that says no, means NONE. NULL when not given. */
static const struct node *invoke_role(struct transform *t, const struct node *auth)
{
    const struct node *role = map_get(auth, K(InvokeRole));

    return !role || node_is_truthy(role) ? role : STR(t->b, "NONE");
}

/* With what credentials API Gateway calls the function: by default the caller's own. */
static const struct node *credentials_of(struct transform *t,
                                         const struct lambda_integration *integration)
{
    const struct node *role = invoke_role(t, integration->method_auth);

    if (!role) role = invoke_role(t, integration->api_auth);
    if (node_is_text(role, SLICE("NONE"))) return NULL;
    if (!role || node_is_text(role, SLICE("CALLER_CREDENTIALS")))
        return node_string(t->b, in_partition(t, "arn:{partition}:iam::*:user/*"));
    return role;
}

static bool calls_with_credentials(const struct lambda_integration *integration)
{
    const struct node *own = given(integration->method_auth, K(Authorizer));
    const struct node *general = given(integration->api_auth, K(DefaultAuthorizer));

    return node_is_text(own, SLICE("AWS_IAM")) ||
           (node_is_text(general, SLICE("AWS_IAM")) && !node_is_truthy(integration->method_auth));
}

static struct node *integration_node(struct transform *t,
                                     const struct lambda_integration *integration)
{
    struct node *node = node_python_map(t->b);
    const struct node *uri = integration->uri;

    if (integration->condition)
        uri = if_of(t, user_name_node(t, integration->condition), uri, NULL);
    map_set(t->b, node, K(type), STR(t->b, "aws_proxy"));
    map_set(t->b, node, K(httpMethod), STR(t->b, "POST"));
    map_set(t->b, node, K(uri), uri);
    if (integration->streamed) map_set(t->b, node, K(responseTransferMode), STR(t->b, "STREAM"));
    if (calls_with_credentials(integration))
        map_set(t->b, node, K(credentials), credentials_of(t, integration));
    return node;
}

/* The method, added if need be, in each alternative of its path item; none after an error. */
static struct contents added_method(struct definition *definition, const struct symbol *path,
                                    const struct symbol *method)
{
    const struct contents none = {NULL, 0};
    struct transform *t = definition->t;

    definition_add_path(definition, path, method);
    struct contents methods = edit_contents(t, definition->paths, path);
    if (t->aborted) return none;
    for (uint32_t i = 0; i < methods.count; i++) {
        methods.items[i] = map_edit(t->b, methods.items[i], method);
        if (node_is_map(methods.items[i])) continue;
        refuse_method(t, methods.items[i], method, path);
        return none;
    }
    return methods;
}

void swagger_add_lambda_integration(struct definition *definition, const struct symbol *path,
                                    const struct symbol *method,
                                    const struct lambda_integration *integration)
{
    struct transform *t = definition->t;
    struct contents methods = added_method(definition, path, method);

    for (uint32_t i = 0; i < methods.count; i++) {
        struct node *node = methods.items[i];
        map_set(t->b, node, K(XIntegration), integration_node(t, integration));
        if (!map_has(node, K(responses))) map_set(t->b, node, K(responses), node_python_map(t->b));
    }
    definition_make_method_conditional(definition, path, method, integration->condition);
}

/* {status: {statusCode: status}} or {status: {description: ...}} for 200 and 400. */
static struct node *status_map(struct transform *t, const struct symbol *key, const char *ok,
                               const char *bad)
{
    struct node *map = node_python_map(t->b);
    struct node *good_entry = node_python_map(t->b), *bad_entry = node_python_map(t->b);

    map_set(t->b, good_entry, key, node_cstring(t->b, ok));
    map_set(t->b, bad_entry, key, node_cstring(t->b, bad));
    map_set(t->b, map, symbol_for(t, SLICE("200")), good_entry);
    map_set(t->b, map, symbol_for(t, SLICE("400")), bad_entry);
    return map;
}

static struct node *start_execution_node(struct transform *t,
                                         const struct state_machine_integration *integration)
{
    struct node *node = node_python_map(t->b), *templates = node_python_map(t->b);
    const struct node *uri = integration->uri;

    if (integration->condition)
        uri = if_of(t, user_name_node(t, integration->condition), uri, NULL);
    map_set(t->b, node, K(type), STR(t->b, "aws"));
    map_set(t->b, node, K(httpMethod), STR(t->b, "POST"));
    map_set(t->b, node, K(uri), uri);
    map_set(t->b, node, K(responses), status_map(t, K(statusCode), "200", "400"));
    map_set(t->b, node, K(credentials), integration->credentials);
    map_set(t->b, templates, K(ApplicationJson), integration->request_template);
    map_set(t->b, node, K(requestTemplates), templates);
    return node;
}

void swagger_add_state_machine_integration(struct definition *definition, const struct symbol *path,
                                           const struct symbol *method,
                                           const struct state_machine_integration *integration)
{
    struct transform *t = definition->t;
    struct contents methods = added_method(definition, path, method);

    for (uint32_t i = 0; i < methods.count; i++) {
        struct node *node = methods.items[i];
        map_set(t->b, node, K(XIntegration), start_execution_node(t, integration));
        if (!map_has(node, K(responses)))
            map_set(t->b, node, K(responses), status_map(t, K(description), "OK", "Bad Request"));
    }
    definition_make_method_conditional(definition, path, method, integration->condition);
}

static void set_timeout(struct definition *definition, void *context, struct node *method)
{
    struct transform *t = definition->t;
    struct node *integration = map_edit(t->b, method, K(XIntegration));

    if (node_is_map(integration)) map_set(t->b, integration, K(timeoutInMillis), context);
}

void swagger_set_timeout(struct definition *definition, const struct symbol *path,
                         const struct symbol *method, const struct node *timeout)
{
    swagger_for_method(definition, path, method, set_timeout, (void *)(uintptr_t)timeout);
}

/* -- Default endpoint ---------------------------------------------------------------------------
 */

/* Sets the extension in `owner`: the document itself, or one of its servers. */
static void disable_endpoint(struct transform *t, struct node *owner, const struct node *disable)
{
    const struct symbol *key = K(XEndpointConfiguration);
    const struct node *old = map_get(owner, key);

    if (!node_is_map(owner) || (old && !node_is_map(old))) {
        const struct node *wrong = old ? old : owner;
        refuse_document(
            t, wrong, SAM_API,
            "The servers of the API definition, and their %s, must be maps, but this is "
            "%s.",
            key->text, node_kind_name(wrong));
        return;
    }
    if (!old) map_set(t->b, owner, key, node_python_map(t->b));
    map_set(t->b, map_edit(t->b, owner, key), K(disableExecuteApiEndpoint), disable);
}

void swagger_disable_endpoint(struct definition *definition, const struct node *disable)
{
    struct transform *t = definition->t;

    if (!node_is_truthy(map_get(definition->root, K(openapi)))) {
        disable_endpoint(t, definition->root, disable);
        return;
    }
    if (!map_has(definition->root, K(servers)))
        map_set(t->b, definition->root, K(servers), LIST(t->b, node_python_map(t->b)));
    struct node *servers = map_edit(t->b, definition->root, K(servers));
    if (!node_is_list(servers) && !(node_is_map(servers) && servers->count == 0))
        refuse_document(t, servers, SAM_API,
                        "\"servers\" of the API definition must be a list, but is %s.",
                        node_kind_name(servers));
    for (uint32_t i = 0; i < list_count(servers) && !t->aborted; i++)
        disable_endpoint(t, list_edit(t->b, servers, i), disable);
}
