/* JSON strings and numbers, for every format that is made of them. */
#ifndef EMIT_JSON_TEXT_H
#define EMIT_JSON_TEXT_H

#include "base/buffer.h"

/* Appends `text` as a JSON string with its quotes. Text beyond ASCII stays as it is, except what a
 * terminal would obey (base/printable.h), which becomes \uXXXX; bytes that are no UTF-8, which only
 * the name of a file can hold, become U+FFFD. */
void json_add_string(struct buffer *out, struct slice text);

/* Appends `lead` as it is (a name, and what separates it from the member before), then `text` as
 * json_add_string() does, or null when it has no text. */
void json_add_text(struct buffer *out, const char *lead, struct slice text);

/* Appends the number `text` of a template: as written when JSON allows that, else in the shortest
 * form of the same value. */
void json_add_number(struct buffer *out, struct slice text);

#endif
