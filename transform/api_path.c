/* Variables of a path, and the names of "any method", become stars; all else is taken as it is. */
#include "transform/api_path.h"

static bool is_variable_byte(char c)
{
    return is_alphanumeric((struct slice){&c, 1}) || c == '.' || c == '_' || c == '-';
}

/* The size of a variable at the start of `text`, braces included; 0 when there is none. */
static size_t variable_size(struct slice text, enum api_kind kind)
{
    size_t at = 1;

    if (text.size < 3 || text.text[0] != '{') return 0;
    while (at < text.size && is_variable_byte(text.text[at]))
        at++;
    if (at == 1) return 0;
    bool greedy = kind == API_REST || slice_eq(slice_first(text, at), SLICE("{proxy"));
    if (at < text.size && text.text[at] == '+' && greedy) at++;
    return at < text.size && text.text[at] == '}' ? at + 1 : 0;
}

struct slice path_with_wildcards(struct transform *t, struct slice path, enum api_kind kind)
{
    struct buffer out = buffer_new(t->b->arena);

    for (size_t at = 0; at < path.size;) {
        size_t variable = variable_size(slice_from(path, at), kind);
        buffer_add_byte(&out, variable ? '*' : path.text[at]);
        at += variable ? variable : 1;
    }
    return buffer_end(&out);
}

struct slice path_in_arn(struct transform *t, struct slice path, enum api_kind kind)
{
    struct slice text = path_with_wildcards(t, path, kind);

    if (text.size > 1 && text.text[text.size - 1] == '/') text.size--;
    return text;
}

struct slice method_in_arn(struct transform *t, struct slice method)
{
    struct slice upper = upper_case(t, method);

    if (slice_eq(upper, SLICE("ANY")) || slice_eq(upper, SLICE("X-AMAZON-APIGATEWAY-ANY-METHOD")))
        return SLICE("*");
    return upper;
}
