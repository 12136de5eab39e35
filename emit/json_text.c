#include "emit/json_text.h"

#include "base/number.h"

void json_add_string(struct buffer *out, struct slice text)
{
    static const char named[] = "\b\f\n\r\t\"\\", names[] = "bfnrt\"\\";
    size_t done = 0;

    buffer_add_byte(out, '"');
    for (size_t at = 0; at < text.size; at++) {
        unsigned char c = (unsigned char)text.text[at];
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f) continue;
        buffer_add(out, (struct slice){text.text + done, at - done});
        done = at + 1;
        const char *name = c ? strchr(named, c) : NULL;
        if (name)
            buffer_printf(out, "\\%c", names[name - named]);
        else
            buffer_printf(out, "\\u%04x", c);
    }
    buffer_add(out, slice_from(text, done));
    buffer_add_byte(out, '"');
}

void json_add_number(struct buffer *out, struct slice text)
{
    if (!number_is_json(text)) text = number_shortest(out->arena, number_double(out->arena, text));
    buffer_add(out, text);
}
