/* Offsets start at 1, so that {0, 0} can mean "no place". Most compilations report nothing, so the
 * table of lines is built only when the first position is asked for. */
#include "base/source.h"

struct sources *sources_new(struct arena *arena)
{
    struct sources *sources = arena_alloc(arena, sizeof *sources);

    *sources = (struct sources){.arena = arena, .end = 1};
    return sources;
}

struct source *source_add(struct sources *sources, struct slice name, struct slice text)
{
    struct source *source = arena_alloc(sources->arena, sizeof *source);

    *source =
        (struct source){.name = name, .text = text, .base = sources->end, .next = sources->last};
    sources->last = source;
    sources->end += (uint32_t)text.size + 1; /* one more: the end of the text is a place too */
    return source;
}

struct slice sources_name(const struct sources *sources)
{
    const struct source *source = sources->last;

    while (source && source->next)
        source = source->next;
    return source ? source->name : SLICE("");
}

static void find_lines(struct arena *arena, struct source *source)
{
    uint32_t count = 1;

    for (size_t i = 0; i < source->text.size; i++)
        count += source->text.text[i] == '\n';
    source->lines = arena_array(arena, count, sizeof *source->lines);
    source->lines[0] = 0;
    source->line_count = 1;
    for (size_t i = 0; i < source->text.size; i++)
        if (source->text.text[i] == '\n') source->lines[source->line_count++] = (uint32_t)i + 1;
}

static struct source *source_at(const struct sources *sources, uint32_t offset)
{
    struct source *source = sources->last;

    while (source && source->base > offset)
        source = source->next;
    return source;
}

struct position source_position(const struct sources *sources, uint32_t offset)
{
    struct source *source = offset ? source_at(sources, offset) : NULL;

    if (!source) return (struct position){0};
    if (!source->line_count) find_lines(sources->arena, source);

    uint32_t local = offset - source->base;
    uint32_t low = 0, high = source->line_count;
    while (high - low > 1) { /* lines[low] <= local < lines[high] */
        uint32_t middle = low + (high - low) / 2;
        if (source->lines[middle] <= local)
            low = middle;
        else
            high = middle;
    }
    uint32_t column = 1;
    for (uint32_t i = source->lines[low]; i < local && i < source->text.size; i++)
        column += ((unsigned char)source->text.text[i] & 0xc0) != 0x80;
    return (struct position){source, low + 1, column, local - source->lines[low] + 1};
}

struct slice source_line(const struct source *source, uint32_t line)
{
    if (line == 0 || line > source->line_count) return (struct slice){NULL, 0};
    struct slice rest = slice_from(source->text, source->lines[line - 1]);
    struct slice text = slice_first(rest, slice_find(rest, '\n'));

    if (text.size && text.text[text.size - 1] == '\r') text.size--;
    return text;
}
