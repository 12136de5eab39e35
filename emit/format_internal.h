/* The writers behind emit/format_list.h. */
#ifndef EMIT_FORMAT_INTERNAL_H
#define EMIT_FORMAT_INTERNAL_H

#include "emit/emit.h"

void json_write_template(struct buffer *out, const struct node *root,
                         const struct emit_options *options);
void json_write_findings(struct buffer *out, const struct findings *findings,
                         const struct sources *sources, const struct emit_options *options);
void text_write_findings(struct buffer *out, const struct findings *findings,
                         const struct sources *sources, const struct emit_options *options);
void yaml_write_template(struct buffer *out, const struct node *root,
                         const struct emit_options *options);

#endif
