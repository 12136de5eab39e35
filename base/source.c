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

/* Code points that start in bytes from..to-1. */
static uint32_t count_between(const struct source *source, uint32_t from, uint32_t to)
{
    uint32_t count = 0;

    for (uint32_t i = from; i < to && i < source->text.size; i++)
        count += ((unsigned char)source->text.text[i] & 0xc0) != 0x80;
    return count;
}

/* Code points from the start of a line to a place in it. A template may be one long line, and
 * places are asked for in their order, so counting goes on from the last place when that is nearer.
 */
static uint32_t code_points(struct source *source, uint32_t start, uint32_t place)
{
    bool is_after = place >= source->last;
    uint32_t way = is_after ? place - source->last : source->last - place;

    if (source->last_start != start || way > place - start)
        source->last_count = count_between(source, start, place);
    else if (is_after)
        source->last_count += count_between(source, source->last, place);
    else
        source->last_count -= count_between(source, place, source->last);
    source->last_start = start;
    source->last = place;
    return source->last_count;
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
    uint32_t column = code_points(source, source->lines[low], local) + 1;
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
