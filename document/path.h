/* The way from the root of a tree to one of its nodes. */
#ifndef DOCUMENT_PATH_H
#define DOCUMENT_PATH_H

#include "document/node.h"

/* One step down. */
struct path_step {
    const struct node *node;       /* where it leads */
    const struct map_entry *entry; /* the entry of a map that it takes; NULL: it takes an item */
    uint32_t item;                 /* the item of a list that it takes */
};

struct path {
    struct path_step *steps; /* from the root down to the node; in an arena */
    size_t count;            /* 0: the root itself */
};

/* What came of following a path that somebody wrote. */
struct path_walk {
    struct path path;  /* as far as it leads */
    struct slice rest; /* what is left of it; empty when it leads to its end */
    bool ambiguous;    /* it goes no further because `rest` begins with more than one key */
};

/* Follows a path from `root`: one as path_text() writes it, which a slash may precede, or one with
 * dots between its keys, "Resources.Id.Properties". In the latter, keys may have dots, too, as long
 * as it is clear which is meant. */
struct path_walk path_follow(struct arena *arena, const struct node *root, struct slice text);

/* Finds `node`, or a copy of it that a stage made and that stands for the same text, below or at
 * `root`. Returns false when it is not there. Where aliases share a node, its first place counts.
 * Goes through the whole tree: for answering a question, not for use at each node. */
bool path_find(struct arena *arena, const struct node *root, const struct node *node,
               struct path *path);

/* The first `count` steps as text: "Resources/Id/Properties/...". Items of lists are numbered from
 * 0. In a key, "~" is written ~0 and "/" is written ~1, as in a JSON Pointer (RFC 6901). */
struct slice path_text(struct arena *arena, const struct path *path, size_t count);

/* The key of a step; empty when it takes an item of a list, or there are fewer steps. */
struct slice path_key(const struct path *path, size_t step);

/* Where a step stands: its key, or the item. */
struct span path_step_span(const struct path_step *step);

#endif
