/* From the events of a YAML reader to a tree.
 *
 * Two readers make events: document/plain_yaml.h for plain YAML, and libyaml for all else
 * (document/yaml.c). Both hand them over one by one, in the order of the text.
 */
#ifndef DOCUMENT_YAML_TREE_H
#define DOCUMENT_YAML_TREE_H

#include "document/reader_internal.h"

enum yaml_event_kind {
    EVENT_DOCUMENT, /* a document begins */
    EVENT_SCALAR,
    EVENT_ALIAS,
    EVENT_LIST, /* a list or a map begins */
    EVENT_MAP,
    EVENT_END, /* the innermost of the open lists and maps ends */
};

/* What of it is not said has size 0. */
struct yaml_event {
    enum yaml_event_kind kind;
    bool is_plain;       /* a scalar without quotes and tag: it may be a number, true, or null */
    bool is_lasting;     /* `text` lives as long as the arena; all else, until it is taken */
    struct span span;    /* from tag or anchor on, trimmed; of EVENT_END: its bracket, or nothing */
    struct slice text;   /* of a scalar */
    struct slice tag;    /* "!Ref", or in full, "tag:yaml.org,2002:str" */
    struct slice anchor; /* a name without its & or * */
};

/* Without the white space at its end, which libyaml counts to what stands in block style. */
struct span yaml_trimmed(const struct source *source, struct span span);

struct yaml_tree;

/* A tree without a node. Findings go to the reader; spans of events are places of `source`. */
struct yaml_tree *yaml_tree_new(const struct reader *reader, const struct source *source);

/* Adds what the event is about. Returns false after an error, of which there is a finding then; no
 * event may follow that. */
bool yaml_tree_take(struct yaml_tree *tree, const struct yaml_event *event);

/* The root, once all is taken; NULL when there was no document. */
const struct node *yaml_tree_root(const struct yaml_tree *tree);

#endif
