/* Texts inside of values are read as files are, with a space of places and a list of findings of
 * their own.
 */
#include "document/embedded.h"

#include "base/utf8.h"
#include "document/reader_internal.h"

static struct embedded read_text(const struct builder *builder, struct slice text, bool is_json)
{
    struct embedded embedded = {.sources = sources_new(builder->arena)};
    struct findings findings = {.arena = builder->arena};
    struct reader reader = {*builder, embedded.sources, &findings};

    if (is_json) {
        const struct source *source = source_add(embedded.sources, SLICE(""), text);
        embedded.root = json_read(&reader, source);
    } else {
        embedded.root = document_read(&reader, SLICE(""), text);
    }
    if (!embedded.root && findings.count > 0) {
        embedded.problem = findings.items[findings.count - 1].message;
        embedded.span = findings.items[findings.count - 1].span;
    }
    return embedded;
}

struct embedded embedded_json(const struct builder *builder, struct slice text)
{
    return read_text(builder, text, true);
}

struct embedded embedded_json_or_yaml(const struct builder *builder, struct slice text)
{
    return read_text(builder, text, false);
}

uint32_t embedded_line(const struct embedded *embedded, struct span span)
{
    struct position position = source_position(embedded->sources, span.start);

    return position.source && position.source->line_count > 1 ? position.line : 0;
}

/* The bytes of the "${name}" that a text begins with; 0 when it does not. */
static size_t name_size(struct slice text)
{
    size_t end = 2;

    if (!slice_starts(text, SLICE("${"))) return 0;
    while (end < text.size && !strchr("{}\"\n", text.text[end]))
        end++;
    return end < text.size && text.text[end] == '}' ? end + 1 : 0;
}

struct slice embedded_names_quoted(struct arena *arena, struct slice text)
{
    struct buffer out = buffer_new(arena);
    bool is_in_string = false, has_names = false;

    for (size_t i = 0; i < text.size;) {
        size_t size = is_in_string ? 0 : name_size(slice_from(text, i));
        if (size > 0) {
            has_names = true;
            buffer_printf(&out, "\"%.*s\"", SLICE_ARG(slice_first(slice_from(text, i), size)));
            i += size;
            continue;
        }
        if (is_in_string && text.text[i] == '\\' && i + 1 < text.size)
            buffer_add_byte(&out, text.text[i++]);
        else if (text.text[i] == '"')
            is_in_string = !is_in_string;
        buffer_add_byte(&out, text.text[i++]);
    }
    return has_names ? buffer_slice(&out) : text;
}
