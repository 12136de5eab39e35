#include "aws/ini.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static struct slice trimmed(struct slice text)
{
    while (text.size && is_blank(text.text[0]))
        text = slice_from(text, 1);
    while (text.size && is_blank(text.text[text.size - 1]))
        text.size--;
    return text;
}

static void read_line(struct slice line, struct slice *section, ini_visit *visit, void *context)
{
    size_t sign = slice_find(line, '=');

    if (!line.size || is_blank(line.text[0]) || line.text[0] == '#' || line.text[0] == ';') return;
    if (line.text[0] == '[')
        *section = trimmed(slice_from(slice_first(line, slice_find(line, ']')), 1));
    else if (sign < line.size)
        visit(context, *section, trimmed(slice_first(line, sign)),
              trimmed(slice_from(line, sign + 1)));
}

void ini_read(struct slice text, ini_visit *visit, void *context)
{
    struct slice section = SLICE("");

    if (slice_starts(text, SLICE("\xef\xbb\xbf"))) text = slice_from(text, 3);
    while (text.size) {
        struct slice line = slice_first(text, slice_find(text, '\n'));
        read_line(line, &section, visit, context);
        text = slice_from(text, line.size + 1);
    }
}
