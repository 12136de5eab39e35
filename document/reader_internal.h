/* What the YAML and the JSON reader share. */
#ifndef DOCUMENT_READER_INTERNAL_H
#define DOCUMENT_READER_INTERNAL_H

#include "document/document.h"

enum document_rule {
#define RULE(name, id, severity, title) DOCUMENT_##name,
#include "document/rule_list.h"
#undef RULE
};

const struct rule *document_rule(enum document_rule rule);

/* They return the root or, after an error and with a finding of it, NULL. */
const struct node *yaml_read(const struct reader *reader, const struct source *source);
const struct node *yaml_read_any(const struct reader *reader, const struct source *source);
const struct node *json_read(const struct reader *reader, const struct source *source);

/* The value of a hexadecimal digit; 16 for what is none. */
static inline unsigned hex_digit(char c)
{
    if (c >= '0' && c <= '9') return (unsigned)(c - '0');
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10 : 16;
}

/* A new node of `kind` that stands at `span`, shared from the start. */
struct node *read_node(const struct reader *reader, enum node_kind kind, struct span span);

/* Adds to a map being read. A key that is there already gets the new value, and a finding. */
void read_entry(const struct reader *reader, struct node *map, struct map_entry entry);

#endif
