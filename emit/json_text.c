#include "emit/json_text.h"

#include "base/number.h"
#include "base/plain.h"
#include "base/printable.h"
#include "base/utf8.h"

static void add_escape(struct buffer *out, uint32_t code)
{
    static const char named[] = "\b\f\n\r\t\"\\", names[] = "bfnrt\"\\";
    const char *name = code && code < 0x80 ? strchr(named, (int)code) : NULL;

    if (name)
        buffer_printf(out, "\\%c", names[name - named]);
    else
        buffer_printf(out, "\\u%04x", code == UTF8_INVALID ? 0xfffdu : (unsigned)code);
}

void json_add_string(struct buffer *out, struct slice text)
{
    size_t done = 0, at = 0;

    buffer_reserve(out, text.size + 2); /* which is all that most texts need */
    buffer_add_byte(out, '"');
    while ((at = plain_run(text, at, '"')) < text.size) {
        size_t start = at;
        uint32_t code = utf8_next(text, &at);
        if (code >= 0x80 && printable_code(code)) continue;
        buffer_add(out, (struct slice){text.text + done, start - done});
        add_escape(out, code);
        done = at;
    }
    buffer_add(out, slice_from(text, done));
    buffer_add_byte(out, '"');
}

void json_add_text(struct buffer *out, const char *lead, struct slice text)
{
    buffer_add(out, slice_of(lead));
    if (text.text)
        json_add_string(out, text);
    else
        buffer_add(out, SLICE("null"));
}

void json_add_number(struct buffer *out, struct slice text)
{
    if (!number_is_json(text)) text = number_shortest(out->arena, number_double(out->arena, text));
    buffer_add(out, text);
}
