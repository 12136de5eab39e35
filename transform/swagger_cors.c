/* CORS of REST APIs: a mock integration under OPTIONS that answers with the allowed origin, methods
 * and headers.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
 */
#include <stdlib.h>

#include "document/python_order.h"
#include "transform/conditions.h"
#include "transform/swagger.h"

/* "'GET,OPTIONS'": the methods of a path item in upper case, and OPTIONS, sorted. */
static const struct node *methods_of(struct transform *t, const struct node *item)
{
    struct node *names = node_list(t->b);
    struct buffer text = buffer_new(t->b->arena);

    if (map_has(item, K(XAnyMethod))) return STR(t->b, "'DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT'");
    MAP_EACH (item, each)
        list_add(t->b, names, node_string(t->b, upper_case(t, symbol_slice(each.key))));
    list_add(t->b, names, STR(t->b, "OPTIONS"));
    sort_texts(names);
    LIST_EACH (names, each) {
        buffer_add(&text, each.next > 1 ? SLICE(",") : SLICE("'"));
        buffer_add(&text, node_text(each.value));
    }
    buffer_add_byte(&text, '\'');
    return node_string(t->b, buffer_end(&text));
}

/* The headers of the answer: their values, and what the method declares of them. */
struct answer {
    struct node *values;   /* responseParameters */
    struct node *declared; /* headers */
};

static void add_header(struct transform *t, struct answer *answer, const char *name,
                       const char *type, const struct node *value)
{
    struct slice header = slice_of(name);

    map_set(t->b, answer->values, ID(t, SLICE("method.response.header."), header), value);
    map_set(t->b, answer->declared, symbol_for(t, header),
            MAP(t->b, {K(type), node_cstring(t->b, type)}));
}

static struct answer answer_of(struct transform *t, const struct cors *cors,
                               const struct node *methods)
{
    struct answer answer = {node_python_map(t->b), node_python_map(t->b)};

    add_header(t, &answer, "Access-Control-Allow-Origin", "string", cors->origin);
    if (node_is_truthy(cors->headers))
        add_header(t, &answer, "Access-Control-Allow-Headers", "string", cors->headers);
    if (node_is_truthy(methods))
        add_header(t, &answer, "Access-Control-Allow-Methods", "string", methods);
    if (cors->max_age) add_header(t, &answer, "Access-Control-Max-Age", "integer", cors->max_age);
    if (cors->credentials)
        add_header(t, &answer, "Access-Control-Allow-Credentials", "string", STR(t->b, "'true'"));
    return answer;
}

static struct node *json_template(struct transform *t, const char *text)
{
    return MAP(t->b, {K(ApplicationJson), node_cstring(t->b, text)});
}

static struct node *mock_integration(struct transform *t, const struct node *values)
{
    struct node *integration = node_python_map(t->b);
    struct node *responses = node_python_map(t->b), *response = node_python_map(t->b);

    map_set(t->b, integration, K(type), STR(t->b, "mock"));
    map_set(t->b, integration, K(requestTemplates),
            json_template(t, "{\n  \"statusCode\" : 200\n}\n"));
    map_set(t->b, response, K(statusCode), STR(t->b, "200"));
    map_set(t->b, response, K(responseParameters), values);
    map_set(t->b, response, K(responseTemplates), json_template(t, "{}\n"));
    map_set(t->b, responses, K(default), response);
    map_set(t->b, integration, K(responses), responses);
    return integration;
}

static struct node *options_method(struct transform *t, struct answer answer)
{
    struct node *method = node_python_map(t->b);
    struct node *responses = node_python_map(t->b), *response = node_python_map(t->b);

    map_set(t->b, method, K(summary), STR(t->b, "CORS support"));
    map_set(t->b, method, K(consumes), LIST(t->b, STR(t->b, "application/json")));
    map_set(t->b, method, K(produces), LIST(t->b, STR(t->b, "application/json")));
    map_set(t->b, method, K(XIntegration), mock_integration(t, answer.values));
    map_set(t->b, response, K(description), STR(t->b, "Default response for CORS method"));
    map_set(t->b, response, K(headers), answer.declared);
    map_set(t->b, responses, symbol_for(t, SLICE("200")), response);
    map_set(t->b, method, K(responses), responses);
    return method;
}

static void add_to_path(struct definition *definition, const struct symbol *path,
                        const struct cors *cors)
{
    struct transform *t = definition->t;
    struct contents items = edit_contents(t, definition->paths, path);
    const struct node *methods = cors->methods;

    for (uint32_t i = 0; i < items.count && !t->refusals; i++) {
        if (map_has(items.items[i], K(options))) continue;
        if (!node_is_truthy(cors->origin)) {
            refuse(t, cors->origin, SAM_CORS,
                   "AllowOrigin cannot be empty. Remove it to allow "
                   "every origin, or set it to one.");
            return;
        }
        if (!node_is_truthy(methods)) methods = methods_of(t, items.items[i]);
        map_set(t->b, items.items[i], K(options), options_method(t, answer_of(t, cors, methods)));
    }
}

/* The path without a slash at its end: two paths that differ by that only share one OPTIONS. */
static const struct symbol *bare_path(struct transform *t, const struct symbol *path)
{
    struct slice text = symbol_slice(path);

    if (text.size > 1 && text.text[text.size - 1] == '/') text.size--;
    return symbol_for(t, text);
}

void swagger_add_cors(struct definition *definition, const struct cors *cors)
{
    struct transform *t = definition->t;
    struct table done = {0};

    MAP_EACH (definition->paths, each) {
        const struct symbol *bare = bare_path(t, each.key);
        if (table_get(&done, bare)) continue;
        table_set(t->b->arena, &done, bare, bare);
        add_to_path(definition, each.key, cors);
    }
}
