/* Reading a template: bytes in, a tree out, findings for what is wrong with the bytes.
 *
 * YAML and JSON give the same tree. A tree that comes out is sound: no deeper than LIMIT_DEPTH, all
 * text valid UTF-8, each map with distinct keys. Aliases share nodes, so the tree may be a graph
 * without cycles; it stands for at most LIMIT_ALIAS_NODES more nodes than it has.
 */
#ifndef DOCUMENT_DOCUMENT_H
#define DOCUMENT_DOCUMENT_H

#include "base/finding.h"
#include "document/node.h"

/* What a reader needs. */
struct reader {
    struct builder builder;
    struct sources *sources;
    struct findings *findings;
};

/* Reads one file. `name` is what the user calls it; `bytes` is its content in UTF-8 or, with a byte
 * order mark, UTF-16; both must live as long as the arena. Returns the root node, or NULL after an
 * error, of which there is a finding then. An empty file is such an error. */
const struct node *document_read(const struct reader *reader, struct slice name,
                                 struct slice bytes);

/* The tree of a JSON text that is part of the program, and so free of errors. Its nodes are
 * generated ones with the builder's origin. The text must live as long as the arena. */
const struct node *document_read_constant(const struct builder *builder, struct slice text);

/* The rules of this stage, in the order of document/rule_list.h; *count becomes their number. */
const struct rule *document_rules(size_t *count);

#endif
