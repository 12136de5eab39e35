/* A document that is the text of a value: JSON, or YAML, in a template.
 *
 * Its places are those of the text, line 1 being its first line, and not of the template: a value
 * may have been put together by functions, and YAML folds lines and takes away escapes.
 */
#ifndef DOCUMENT_EMBEDDED_H
#define DOCUMENT_EMBEDDED_H

#include "base/finding.h"
#include "document/node.h"

struct embedded {
    const struct node *root; /* NULL: the text is no document */
    struct sources *sources; /* the space of places that the nodes have */
    struct slice problem;    /* why there is no root: a sentence, in the arena */
    struct span span;        /* where in the text */
};

/* Reads JSON. The text must live as long as the arena. */
struct embedded embedded_json(const struct builder *builder, struct slice text);

/* Reads JSON or YAML. */
struct embedded embedded_json_or_yaml(const struct builder *builder, struct slice text);

/* The line of a place, or 0 when the text has but one. */
uint32_t embedded_line(const struct embedded *embedded, struct span span);

/* JSON text in which `${name}`, put into a place where a value stands, is in quotes: what fills in
 * such names may find a number or a map for them, but a reader needs a value. */
struct slice embedded_names_quoted(struct arena *arena, struct slice text);

#endif
