/* YAML strings, keys and numbers: what is written here, a reader of YAML 1.1 takes for exactly what
 * it was. Readers of YAML 1.2 do too. */
#ifndef EMIT_YAML_TEXT_H
#define EMIT_YAML_TEXT_H

#include "base/buffer.h"

/* Appends `text` as a value in block style, in the first of these that can hold it: plain, when no
 * reader takes that for something else; a literal block, for text of several lines, which then
 * stand behind `indent` spaces; single quotes; double quotes with escapes. The last line is not
 * ended. `indent` is two more than that of the map or list around the value, and at least 2. */
void yaml_add_string(struct buffer *out, struct slice text, unsigned indent);

/* Appends `text` in the same styles but for the block, on one line, as keys need it. */
void yaml_add_key(struct buffer *out, struct slice text);

/* Appends the float `text` of a template: as written when YAML 1.1 takes that for the same number,
 * else with the ".0" and the sign of the exponent that it asks for ("1e3" is a string there). */
void yaml_add_float(struct buffer *out, struct slice text);

#endif
