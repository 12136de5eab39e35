#include "emit/format_internal.h"

void yaml_write_template(struct buffer *out, const struct node *root,
                         const struct emit_options *options)
{
    json_write_template(out, root, options);
}
