/* Trees as Python prints them.
 *
 * The AWS transform derives logical ids from such text, so it must agree to the byte. Three forms
 * are needed: what repr() of Python 2.7 gives for a definition (the deployment hash), what
 * json.dumps() gives (all other hashes), and what str() gives (logical ids made of odd values).
 * docs/deployment-hash.md tells the rules.
 *
 * In the first form a text of the user is a unicode text and prints as u'...'; a text that the
 * transform made (NODE_NATIVE, map_entry.key_native) prints as '...'.
 */
#ifndef DOCUMENT_PYTHON_TEXT_H
#define DOCUMENT_PYTHON_TEXT_H

#include "document/node.h"

/* Appends repr(node), maps in their own order. */
void python_repr(struct buffer *out, const struct node *node);

/* Appends str(node) of Python 3: what becomes of a value that the transform puts into a text. */
void python_str(struct buffer *out, const struct node *node);

/* How json.dumps() was called. */
enum python_json_form {
    PYTHON_JSON_SORTED,  /* sort_keys=True, separators=(",", ":") */
    PYTHON_JSON_PLAIN,   /* defaults: map order, ", " and ": " */
    PYTHON_JSON_COMPACT, /* separators=(",", ":") */
    PYTHON_JSON_INDENT,  /* sort_keys=True, indent=4, separators=(",", ": ") */
};

/* Appends json.dumps(node). Text beyond ASCII is escaped. */
void python_json(struct buffer *out, const struct node *node, enum python_json_form form);

#endif
