/* What libyaml could not read, in words that say what to do about it. */
#ifndef DOCUMENT_YAML_ERRORS_H
#define DOCUMENT_YAML_ERRORS_H

#include "base/buffer.h"

/* The message for libyaml's `problem` at byte `at` of `text`, in the arena. */
struct slice yaml_error_text(struct arena *arena, struct slice text, size_t at,
                             const char *problem);

#endif
