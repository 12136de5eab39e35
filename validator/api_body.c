/* Bodies of APIs: the skeleton of an OpenAPI document that API Gateway asks for, and its own
 * integrations in it.
 *
 * What the transform makes of DefinitionBody is a body, too; what it added is right as it is.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
#include "base/nearest.h"
#include "validator/documents.h"

struct body_walk {
    struct schema_walk schema;
    bool is_rest;                  /* a REST API; else an HTTP or WebSocket API */
    bool is_open;                  /* Fn::Transform adds what is not known */
    struct span place;             /* of DefinitionBody, which the body was; or none */
    const struct node *schemes[2]; /* of security, in Swagger and in OpenAPI 3; NULL: none */
};

/* Whether the transform made it. */
static bool is_made(const struct visit *at)
{
    return at->node->flags & NODE_GENERATED;
}

/* The value of a key of a map, or NULL. */
static const struct node *child(const struct body_walk *walk, const struct node *map,
                                const char *key)
{
    return map_get(map, symbol_of(walk->schema.v->b->symbols, slice_of(key)));
}

/* A visit of the value of an entry. */
static struct visit below(const struct visit *at, const struct map_entry *entry)
{
    return schema_visit(at, entry->value, entry);
}

/* Whether two words are the same but for case. */
static bool is_word(struct slice text, struct slice word)
{
    if (text.size != word.size) return false;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.text[i];
        if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
        if (c != word.text[i]) return false;
    }
    return true;
}

static bool is_among(struct slice text, const struct slice *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (is_word(text, words[i])) return true;
    return false;
}

#define WORD(text)                                                                                 \
    {                                                                                              \
        text, sizeof(text) - 1                                                                     \
    }

/* -- Integrations -------------------------------------------------------------------------------
 */

static const struct slice integration_types[] = {WORD("aws"), WORD("aws_proxy"), WORD("http"),
                                                 WORD("http_proxy"), WORD("mock")};

enum { TYPE_COUNT = sizeof integration_types / sizeof *integration_types };

static void check_integration_type(void *context, const struct visit *at)
{
    struct body_walk *walk = context;

    if (node_is_nothing(at->node) || is_among(node_text(at->node), integration_types, TYPE_COUNT))
        return;
    schema_report(&walk->schema, RULE_API_INTEGRATION, schema_span(at),
                  "An integration is of type aws, aws_proxy, http, http_proxy or mock.");
}

static void report_missing(struct body_walk *walk, const struct visit *at, const char *key,
                           const char *why)
{
    if (!child(walk, at->node, key))
        schema_report(&walk->schema, RULE_API_INTEGRATION, schema_whole_span(at),
                      "The integration has no %s, so API Gateway does not know %s. Add it.", key,
                      why);
}

static void check_integration(void *context, const struct visit *at)
{
    struct body_walk *walk = context;
    const struct node *type = child(walk, at->node, "type");

    if (!node_is_map(at->node) || is_made(at) || map_has(at->node, K(FnTransform))) return;
    if (child(walk, at->node, "$ref")) return;
    report_missing(walk, at, "type", "what it calls");
    MAP_EACH (at->node, each) {
        struct visit entry = below(at, each.entry);
        if (each.key == K(type))
            document_each_value(&walk->schema, &entry, check_integration_type, walk);
    }
    if (!node_is_string(type) || !is_among(node_text(type), integration_types, TYPE_COUNT) ||
        is_word(node_text(type), SLICE("mock")) || child(walk, at->node, "integrationSubtype"))
        return;
    report_missing(walk, at, "uri", "what it calls");
    if (walk->is_rest) report_missing(walk, at, "httpMethod", "how to call");
}

/* -- Security -----------------------------------------------------------------------------------
 */

/* The scheme that a wrong name was meant to be; among many it is not looked for. */
static struct slice nearest_scheme(const struct body_walk *walk, struct slice name)
{
    enum { MOST_SCHEMES = 100 };
    struct nearest nearest = nearest_to(name);

    for (size_t i = 0; i < 2; i++)
        MAP_EACH (map_count(walk->schemes[i]) <= MOST_SCHEMES ? walk->schemes[i] : NULL, each)
            nearest_try(&nearest, symbol_slice(each.key));
    return nearest.found;
}

static void check_scheme(struct body_walk *walk, const struct visit *at)
{
    const struct symbol *name = at->entry->key;
    struct slice nearest;

    if (map_has(walk->schemes[0], name) || map_has(walk->schemes[1], name)) return;
    if (slice_eq(symbol_slice(name), SLICE("NONE"))) return; /* the transform's: nobody is asked */
    nearest = nearest_scheme(walk, symbol_slice(name));
    schema_report(&walk->schema, RULE_API_SECURITY, schema_span(at),
                  "No security scheme of this body is named %s%s%.*s. Define it under "
                  "securityDefinitions (Swagger) or components/securitySchemes (OpenAPI 3).",
                  name->text, nearest.text ? "; did you mean " : "", SLICE_ARG(nearest));
}

static void check_requirement(void *context, const struct visit *at)
{
    if (is_made(at)) return;
    MAP_EACH (at->node, each) {
        struct visit entry = below(at, each.entry);
        check_scheme(context, &entry);
    }
}

static void check_security(void *context, const struct visit *at)
{
    struct body_walk *walk = context;

    if (!walk->is_open) document_each_item(&walk->schema, at, check_requirement, walk);
}

/* -- Paths --------------------------------------------------------------------------------------
 */

static void check_operation(void *context, const struct visit *at)
{
    struct body_walk *walk = context;

    MAP_EACH (at->node, each) {
        struct visit entry = below(at, each.entry);
        if (slice_eq(symbol_slice(each.key), SLICE("x-amazon-apigateway-integration")))
            document_each_value(&walk->schema, &entry, check_integration, walk);
        else if (slice_eq(symbol_slice(each.key), SLICE("security")))
            document_each_value(&walk->schema, &entry, check_security, walk);
    }
}

static const struct slice methods[] = {WORD("get"),  WORD("put"),   WORD("post"),    WORD("delete"),
                                       WORD("head"), WORD("patch"), WORD("options"), WORD("trace")};
static const struct slice other_keys[] = {WORD("parameters"), WORD("summary"), WORD("description"),
                                          WORD("servers"), WORD("$ref")};

static void report_method(struct body_walk *walk, const struct visit *at)
{
    struct slice key = entry_key(at->entry);
    struct nearest nearest = nearest_to(key);

    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        nearest_try(&nearest, methods[i]);
    if (is_word(key, SLICE("any"))) nearest.found = SLICE("x-amazon-apigateway-any-method");
    if (nearest.found.text)
        schema_report(&walk->schema, RULE_API_PATH, schema_span(at),
                      "There is no method %.*s. Did you mean %.*s?", SLICE_ARG(key),
                      SLICE_ARG(nearest.found));
    else
        schema_report(&walk->schema, RULE_API_PATH, schema_span(at),
                      "There is no method %.*s, so API Gateway makes nothing of it. Methods are "
                      "such as get, post or x-amazon-apigateway-any-method.",
                      SLICE_ARG(key));
}

static void check_path_item(void *context, const struct visit *at)
{
    struct body_walk *walk = context;

    if (node_is_nothing(at->node)) return;
    if (!node_is_map(at->node)) {
        schema_report(&walk->schema, RULE_API_PATH, schema_span(at),
                      "A path is a map from methods to operations, but this is %s.",
                      node_kind_name(at->node));
        return;
    }
    MAP_EACH (at->node, each) {
        struct visit entry = below(at, each.entry);
        struct slice key = symbol_slice(each.key);
        if (is_among(key, methods, sizeof methods / sizeof *methods) ||
            slice_eq(key, SLICE("x-amazon-apigateway-any-method")))
            document_each_value(&walk->schema, &entry, check_operation, walk);
        else if (!slice_starts(key, SLICE("x-")) && !slice_starts(key, SLICE("Fn::")) &&
                 !is_among(key, other_keys, sizeof other_keys / sizeof *other_keys))
            report_method(walk, &entry);
    }
}

static void check_paths(void *context, const struct visit *at)
{
    struct body_walk *walk = context;

    if (node_is_nothing(at->node)) return;
    if (!node_is_map(at->node)) {
        schema_report(&walk->schema, RULE_API_PATH, schema_span(at),
                      "paths is a map from paths to their methods, but this is %s.",
                      node_kind_name(at->node));
        return;
    }
    MAP_EACH (at->node, each) {
        struct visit entry = below(at, each.entry);
        struct slice key = symbol_slice(each.key);
        if (slice_starts(key, SLICE("x-")) || slice_starts(key, SLICE("Fn::"))) continue;
        if (!slice_starts(key, SLICE("/")) && !slice_starts(key, SLICE("$")))
            schema_report(&walk->schema, RULE_API_PATH, schema_span(&entry),
                          "The path %.*s does not begin with /. Write /%.*s.", SLICE_ARG(key),
                          SLICE_ARG(key));
        document_each_value(&walk->schema, &entry, check_path_item, walk);
    }
}

/* -- Bodies -------------------------------------------------------------------------------------
 */

static void check_version(struct body_walk *walk, const struct visit *at)
{
    const struct node *swagger = child(walk, at->node, "swagger");
    const struct node *openapi = child(walk, at->node, "openapi");
    bool is_known = (!swagger || is_known_value(swagger)) && (!openapi || is_known_value(openapi));
    struct span span = span_is_none(walk->place) ? schema_whole_span(at) : walk->place;

    if (walk->is_open || !is_known) return;
    if (!swagger && !openapi)
        schema_report(&walk->schema, RULE_API_VERSION, span,
                      "The body does not say which language it is in. Add openapi: 3.0.1, or "
                      "swagger: \"2.0\".");
    else if (swagger && !slice_starts(node_text(swagger), SLICE("2")))
        schema_report(&walk->schema, RULE_API_VERSION, span,
                      "The version of swagger is \"2.0\"; from version 3 on it is named openapi.");
    else if (openapi && !slice_starts(node_text(openapi), SLICE("3")))
        schema_report(&walk->schema, RULE_API_VERSION, span,
                      "The version of openapi begins with 3, as in 3.0.1; version 2.0 is named "
                      "swagger.");
}

static void find_schemes(struct body_walk *walk, const struct node *body)
{
    const struct node *components = child(walk, body, "components");

    walk->schemes[0] = child(walk, body, "securityDefinitions");
    walk->schemes[1] = child(walk, components, "securitySchemes");
    walk->is_open = map_has(body, K(FnTransform)) || is_intrinsic(components) ||
                    map_has(components, K(FnTransform));
    for (size_t i = 0; i < 2; i++)
        if (is_intrinsic(walk->schemes[i]) || map_has(walk->schemes[i], K(FnTransform)))
            walk->is_open = true;
}

static void check_body(void *context, const struct visit *at)
{
    struct body_walk *walk = context;

    if (!node_is_map(at->node)) return;
    find_schemes(walk, at->node);
    if (!is_made(at)) check_version(walk, at);
    MAP_EACH (at->node, each) {
        struct visit entry = below(at, each.entry);
        if (slice_eq(symbol_slice(each.key), SLICE("paths")))
            document_each_value(&walk->schema, &entry, check_paths, walk);
        else if (slice_eq(symbol_slice(each.key), SLICE("security")))
            document_each_value(&walk->schema, &entry, check_security, walk);
    }
}

/* Where DefinitionBody of the SAM resource stands that the API was made of; none when there is no
 * such one. */
static struct span definition_place(const struct validation *v, const struct symbol *id)
{
    const struct node *sam = map_get(map_get(v->input->merged, K(Resources)), id);
    const struct map_entry *entry = map_find(map_get(sam, K(Properties)), K(DefinitionBody));

    return entry ? entry_span(entry) : (struct span){0, 0};
}

void check_api_body(struct validation *v, const struct visit *visit)
{
    struct body_walk walk = {.schema = {.v = v, .resource = visit},
                             .is_rest = visit->type == K(AWS_ApiGateway_RestApi)};
    const struct map_entry *properties = map_find(visit->node, K(Properties));
    const struct map_entry *entry = map_find(properties ? properties->value : NULL, K(Body));
    struct visit above, value;

    if (!entry) return;
    walk.place = definition_place(v, visit->owner->key);
    above = schema_visit(visit, properties->value, properties);
    value = schema_visit(&above, entry->value, entry);
    document_each_value(&walk.schema, &value, check_body, &walk);
}
