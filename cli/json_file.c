/* cJSON keeps numbers as doubles and texts up to a zero byte. So a first pass over the text puts
 * numbers in quotes, so that they survive as they are written, and stops at what would be lost. */
#include "cli/json_file.h"

#include "base/limits.h"
#include "base/number.h"
#include "base/utf8.h"

/* The size of the string whose opening quote is at the start of `text`, both quotes included; 0
 * when it holds a zero byte. */
static size_t string_size(struct slice text)
{
    size_t at = 1;

    while (at < text.size && text.text[at] != '"') {
        if (slice_starts(slice_from(text, at), SLICE("\\u0000"))) return 0;
        at += text.text[at] == '\\' ? 2 : 1;
    }
    return at < text.size ? at + 1 : text.size;
}

/* The size of the number at the start of `text`; 0 when it is none of JSON. */
static size_t number_size(struct slice text)
{
    size_t size = 0;

    while (size < text.size && text.text[size] && strchr("+-.0123456789eE", text.text[size]))
        size++;
    return number_is_json(slice_first(text, size)) ? size : 0;
}

/* The text with its numbers in quotes, as far as it can be kept: *stop becomes the offset of the
 * first string or number that cannot be, or text.size. */
static struct slice quote_numbers(struct arena *arena, struct slice text, size_t *stop)
{
    struct buffer out = buffer_new(arena);
    size_t at = 0, size = 1;

    buffer_reserve(&out, text.size);
    for (; at < text.size && size > 0; at += size) {
        struct slice rest = slice_from(text, at);
        bool number = rest.text[0] == '-' || (rest.text[0] >= '0' && rest.text[0] <= '9');
        size = number ? number_size(rest) : rest.text[0] == '"' ? string_size(rest) : 1;
        if (number) buffer_add_byte(&out, '"');
        buffer_add(&out, slice_first(rest, size));
        if (number) buffer_add_byte(&out, '"');
    }
    *stop = at;
    return buffer_slice(&out);
}

static size_t line_of(struct slice text, size_t at)
{
    size_t line = 1;

    for (size_t i = 0; i < at && i < text.size; i++)
        line += text.text[i] == '\n';
    return line;
}

static void release(void *tree)
{
    cJSON_Delete(tree);
}

static const cJSON *fail_at(struct cli *cli, const char *path, const char *option,
                            struct slice text, size_t at, const char *advice)
{
    cli_fail(cli, "line %zu of '%s' (%s) is not valid JSON. %s", line_of(text, at), path, option,
             advice);
    return NULL;
}

static const cJSON *parse(struct cli *cli, const char *path, const char *option, struct slice text)
{
    size_t stop;
    struct slice quoted = quote_numbers(cli->arena, text, &stop);

    if (stop < text.size)
        return fail_at(cli, path, option, text, stop,
                       "A number must be written like 10 or -1.5e3, and no text may hold \\u0000.");
    const char *end = NULL;
    cJSON *tree = cJSON_ParseWithLengthOpts(quoted.text, quoted.size, &end, false);
    if (tree) arena_on_free(cli->arena, release, tree);
    size_t at = end ? (size_t)(end - quoted.text) : 0;
    while (tree && at < quoted.size && strchr(" \t\r\n", quoted.text[at]))
        at++;
    if (tree && at == quoted.size) return tree;
    return fail_at(cli, path, option, quoted, at,
                   "Check it for a comma, quote or bracket too few or too many.");
}

const cJSON *json_file_read(struct cli *cli, const char *path, const char *option)
{
    struct slice bytes;

    if (!cli_read(cli, path, option, LIMIT_INPUT_BYTES + 1, &bytes)) return NULL;
    struct slice text = utf8_of_file(cli->arena, bytes);
    if (bytes.size > LIMIT_INPUT_BYTES)
        cli_fail(cli, "'%s' (%s) has more than %zu bytes, which no such file needs.", path, option,
                 LIMIT_INPUT_BYTES);
    else if (utf8_check(text) < text.size || slice_find(text, '\0') < text.size)
        cli_fail(cli, "'%s' (%s) is no text in UTF-8. Save it as JSON in UTF-8.", path, option);
    else
        return parse(cli, path, option, text);
    return NULL;
}

const char *json_kind_name(const cJSON *item)
{
    if (cJSON_IsObject(item)) return "a map";
    if (cJSON_IsArray(item)) return "a list";
    if (cJSON_IsBool(item)) return "a boolean";
    if (cJSON_IsNull(item)) return "null";
    return "a text";
}
