#include "cli/values_file.h"

#include "base/limits.h"
#include "base/utf8.h"

static bool fail_at(const struct values_file *file, const char *path, const char *option,
                    const struct finding *finding)
{
    struct position at = source_position(file->reader.sources, finding->span.start);

    return cli_fail(file->cli, "line %u of '%s' (%s): %.*s", at.source ? at.line : 1, path, option,
                    SLICE_ARG(finding->message));
}

bool values_file_read(struct cli *cli, const char *path, const char *option,
                      struct values_file *file)
{
    struct slice bytes;
    struct reader reader = {
        .builder = {.arena = cli->arena, .symbols = symbols_new(cli->arena, NULL)},
        .sources = sources_new(cli->arena),
        .findings = findings_new(cli->arena),
    };

    *file = (struct values_file){cli, reader, NULL};
    if (!cli_read(cli, path, option, LIMIT_INPUT_BYTES + 1, &bytes)) return false;
    if (bytes.size > LIMIT_INPUT_BYTES)
        return cli_fail(cli, "'%s' (%s) has more than %zu bytes, which no such file needs.", path,
                        option, LIMIT_INPUT_BYTES);
    struct slice text = utf8_of_file(cli->arena, bytes);
    if (utf8_check(text) < text.size)
        return cli_fail(cli, "'%s' (%s) is no text in UTF-8. Save it in UTF-8.", path, option);
    file->root = document_read(&file->reader, slice_of(path), bytes);
    if (reader.findings->count > 0) return fail_at(file, path, option, &reader.findings->items[0]);
    return true;
}

const struct node *values_file_get(const struct values_file *file, const struct node *map,
                                   const char *key)
{
    return map_get(map, symbol_of(file->reader.builder.symbols, slice_of(key)));
}

/* A number as it stands in the file, without the anchor or tag that may be before it. */
static struct slice written(const struct values_file *file, const struct node *number)
{
    struct span span = node_span(number);
    const struct source *source = source_position(file->reader.sources, span.start).source;
    struct slice text =
        slice_first(slice_from(source->text, span.start - source->base), span.end - span.start);

    for (size_t at = text.size; at > 0; at--)
        if (strchr(" \t\r\n", text.text[at - 1])) return slice_from(text, at);
    return text;
}

const char *values_file_text(const struct values_file *file, const struct node *value)
{
    struct slice text = node_text(value);

    if (node_is(value, NODE_BOOL)) return value->truth ? "true" : "false";
    if (node_is(value, NODE_INT) || node_is(value, NODE_FLOAT))
        text = written(file, value);
    else if (!node_is_string(value) || slice_find(text, '\0') < text.size)
        return NULL;
    return slice_copy(file->cli->arena, text).text;
}
