/* XML 1.0 text, for every format that is made of it. */
#ifndef EMIT_XML_TEXT_H
#define EMIT_XML_TEXT_H

#include "base/buffer.h"

/* Appends `text` so that it can stand between tags and in a quoted attribute. Characters that XML
 * cannot hold (controls, U+FFFE, U+FFFF) are dropped; line breaks and tabs, and what a terminal
 * would obey (base/printable.h), become references; bytes that are no UTF-8 become U+FFFD. */
void xml_add(struct buffer *out, struct slice text);

/* The same behind ` name="`, with a quote after it. */
void xml_add_attribute(struct buffer *out, const char *name, struct slice text);

#endif
