/* What a character may be: https://www.w3.org/TR/xml/#charsets. */
#include "emit/xml_text.h"

#include "base/printable.h"
#include "base/utf8.h"

static bool is_xml(uint32_t code)
{
    if (code < 0x20) return code == '\t' || code == '\n' || code == '\r';
    return code != 0xfffe && code != 0xffff;
}

/* What stands for a character with a meaning of its own; NULL for all others. */
static const char *entity(uint32_t code)
{
    switch (code) {
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '&':
        return "&amp;";
    case '"':
        return "&quot;";
    default:
        return NULL;
    }
}

void xml_add(struct buffer *out, struct slice text)
{
    for (size_t at = 0; at < text.size;) {
        size_t start = at;
        uint32_t code = utf8_next(text, &at);
        if (code == UTF8_INVALID)
            utf8_add(out, 0xfffd);
        else if (!is_xml(code))
            continue;
        else if (entity(code))
            buffer_add(out, slice_of(entity(code)));
        else if (!printable_code(code))
            buffer_printf(out, "&#x%x;", (unsigned)code);
        else
            buffer_add(out, (struct slice){text.text + start, at - start});
    }
}

void xml_add_attribute(struct buffer *out, const char *name, struct slice text)
{
    buffer_printf(out, " %s=\"", name);
    xml_add(out, text);
    buffer_add_byte(out, '"');
}
