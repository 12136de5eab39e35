#include "transform/api_path.h"

static bool is_variable_byte(char c)
{
    return is_alphanumeric((struct slice){&c, 1}) || c == '.' || c == '_' || c == '-';
}

/* The size of a variable at the start of `text`, braces included; 0 when there is none. */
static size_t variable_size(struct slice text)
{
    size_t at = 1;

    if (text.size < 3 || text.text[0] != '{') return 0;
    while (at < text.size && is_variable_byte(text.text[at]))
        at++;
    if (at == 1) return 0;
    if (at < text.size && text.text[at] == '+') at++;
    return at < text.size && text.text[at] == '}' ? at + 1 : 0;
}

struct slice path_in_arn(struct transform *t, struct slice path)
{
    struct buffer out = buffer_new(t->b->arena);

    for (size_t at = 0; at < path.size;) {
        size_t variable = variable_size(slice_from(path, at));
        buffer_add_byte(&out, variable ? '*' : path.text[at]);
        at += variable ? variable : 1;
    }
    struct slice text = buffer_slice(&out);
    if (text.size > 1 && text.text[text.size - 1] == '/') text.size--;
    return text;
}

struct slice method_in_arn(struct transform *t, struct slice method)
{
    struct buffer out = buffer_new(t->b->arena);

    for (size_t i = 0; i < method.size; i++) {
        char c = method.text[i];
        buffer_add_byte(&out, c >= 'a' && c <= 'z' ? (char)(c - 0x20) : c);
    }
    if (slice_eq(buffer_slice(&out), SLICE("ANY")) ||
        slice_eq(buffer_slice(&out), SLICE("X-AMAZON-APIGATEWAY-ANY-METHOD")))
        return SLICE("*");
    return buffer_slice(&out);
}
