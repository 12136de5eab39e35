/* Text from a template, a file or the command line, on its way to a terminal. */
#ifndef BASE_PRINTABLE_H
#define BASE_PRINTABLE_H

#include "base/buffer.h"

/* Whether a code point can go to a terminal as it is. False for UTF8_INVALID. */
bool printable_code(uint32_t code);

/* Appends `text` with all that a terminal would obey shown as an escape instead: control characters
 * (line breaks included) and bytes that are no UTF-8 as \xNN, marks that change the direction of
 * the text as \uNNNN. */
void printable_add(struct buffer *out, struct slice text);

/* The same as a text of its own. */
struct slice printable(struct arena *arena, struct slice text);

/* Appends a name or value as a message quotes it: a long one is cut between two characters, and
 * ends with three dots. It may hold all that printable_add() escapes. */
void quotable_add(struct buffer *out, struct slice text);

/* The same as a text of its own; one that is not long is borrowed. */
struct slice quotable(struct arena *arena, struct slice text);

#endif
