/* API definitions: the Swagger 2.0 or OpenAPI 3 document in an API's DefinitionBody, while the
 * transform edits it.
 *
 * The order of the keys in a definition of AWS::Serverless::Api feeds the hash in the logical id of
 * its deployment. That order depends on the history of each map (document/python_order.h): the
 * reference opens a definition by copying it and closes it by copying it again, so
 * definition_open() and definition_close() bring the order into the state after such a copy, and
 * keys have to be set in the sequence in which the reference sets them.
 *
 * A path item, and a method of it, may have an {"Fn::If": [condition, one, other]}; the functions
 * here then work on the branches, and on nothing that stands beside it.
 */
#ifndef TRANSFORM_DEFINITION_H
#define TRANSFORM_DEFINITION_H

#include "transform/transform_internal.h"

/* The resource types whose definitions are edited. */
enum api_kind { API_REST, API_HTTP };

/* Sections that are edited apart and put into the document when it is closed, in this order. */
enum definition_section {
    SECTION_SECURITY,          /* securityDefinitions */
    SECTION_GATEWAY_RESPONSES, /* x-amazon-apigateway-gateway-responses */
    SECTION_DEFINITIONS,       /* definitions */
    SECTION_COUNT
};

struct definition {
    struct transform *t;
    enum api_kind kind;
    struct node *root;                    /* the document; owned */
    struct node *paths;                   /* its "paths"; owned */
    struct node *sections[SECTION_COUNT]; /* owned; NULL until definition_section() is called */
    const struct symbol *own_path; /* the path that is no text of the user, but of SAM; or NULL */
};

/* A new definition without paths: Swagger 2.0 (API_REST) or OpenAPI 3.0.1 (API_HTTP). */
struct node *definition_skeleton(struct transform *t, enum api_kind kind);

/* Whether `version` is 3.x or 3.x.y. */
bool is_openapi_3(struct slice version);

/* Whether `body` is a definition that can be edited. */
bool definition_is_valid(const struct node *body, enum api_kind kind);

/* Opens an owned, valid body for editing. Paths of REST APIs that are no maps refuse the document.
 */
struct definition definition_open(struct transform *t, struct node *body, enum api_kind kind);

/* A section of a definition that is open, made if it is not there. NULL when it is no map, which
 * refuses the document. */
struct node *definition_section(struct definition *definition, enum definition_section section);

/* Refuses the document because of a path item, or a method of the path, that is no map. */
void refuse_path_item(struct transform *t, const struct node *item, const struct symbol *path);
void refuse_method(struct transform *t, const struct node *node, const struct symbol *method,
                   const struct symbol *path);

/* Ends the editing. The body stays where it was. */
void definition_close(struct definition *definition);

/* The owned body of an API in t->resources, ready for editing; NULL when it has none. */
struct node *editable_body(struct transform *t, const struct symbol *api);

/* "ANY" and "any" become x-amazon-apigateway-any-method, other methods lower case. NULL for a name
 * that is no string. */
const struct symbol *method_symbol(struct transform *t, const struct node *method);

/* The alternatives of a path item or method: itself, or, when it has the key Fn::If, the branches
 * of that which are not AWS::NoValue. An Fn::If that is no list refuses the document. */
struct contents {
    struct node **items;
    uint32_t count;
};

/* The contents of an owned node at `key` of an owned map, made fit for changes. */
struct contents edit_contents(struct transform *t, struct node *map, const struct symbol *key);

/* The same for reading. */
struct read_contents {
    const struct node **items;
    uint32_t count;
};
struct read_contents contents_of(struct transform *t, const struct node *node);

/* Makes sure that a path and a method of it are there. */
void definition_add_path(struct definition *definition, const struct symbol *path,
                         const struct symbol *method);

/* Whether the path is there, with the method in each of its alternatives. And one of the method's
 * alternatives has an integration; those before that one that are no maps refuse the document. */
bool definition_has_integration(const struct definition *definition, const struct symbol *path,
                                const struct symbol *method);

/* Takes back what an event has put into a method that it entered itself. */
void definition_clear_method(struct definition *definition, const struct symbol *path,
                             const struct symbol *method);

/* Wraps a path item in {"Fn::If": [condition, item, NoValue]}. */
void definition_make_conditional(struct definition *definition, const struct symbol *path,
                                 const struct node *condition);

/* Wraps a method likewise, in each alternative of its path item. NULL: there is no condition. */
void definition_make_method_conditional(struct definition *definition, const struct symbol *path,
                                        const struct symbol *method,
                                        const struct symbol *condition);

#endif
