/* The reader for plain YAML, which is what nearly all templates are written in.
 *
 * Plain are: maps and lists in block and in flow style, with keys on one line; texts without
 * quotes, in quotes and in blocks, folded or not; comments; one tag such as !Ref or one anchor at a
 * value; aliases; line ends LF and CRLF; `%YAML 1.1` and `---` before all. Not plain are: tabs
 * between tokens, other directives, several documents, `? ` keys, keys with tags, anchors or
 * aliases, tags of YAML itself (!!str), keys without a colon in flow style, a document that is no
 * map or list in block style, control characters, and all that is an error.
 *
 * Law: the reader gives the same tree as libyaml does, down to the place of each node, or none. At
 * the first doubt it gives up. tests/fuzz/fuzz_plain.c holds it to that.
 */
#ifndef DOCUMENT_PLAIN_YAML_H
#define DOCUMENT_PLAIN_YAML_H

#include "document/reader_internal.h"

/* The root; or NULL, with or without findings that then do not count, when the text is not plain or
 * the tree has an error. Texts of nodes borrow from the source where they stand there as they are.
 */
const struct node *plain_yaml_read(const struct reader *reader, const struct source *source);

#endif
