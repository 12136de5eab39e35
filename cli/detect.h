/* Telling templates from the many other YAML and JSON files of a repository. */
#ifndef CLI_DETECT_H
#define CLI_DETECT_H

#include "base/arena.h"
#include "base/slice.h"

/* Whether the bytes of a file look like a template: a map that has, at its top, one of the keys
 * Resources, Transform and AWSTemplateFormatVersion. The text is not parsed, so a template with
 * mistakes in it is one too, and a file is gone through at the speed of reading it. */
bool detect_template(struct arena *arena, struct slice bytes);

#endif
