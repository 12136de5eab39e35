/* Both lines are put together from the same cells: a cell is a column of the terminal, and each
 * character takes as many of them in the mark as it does in the text. Therefore a tab is shown as
 * spaces, and what a terminal would obey as an escape.
 *
 * Of a long line, a window around the place is shown. It is found by going outward from the place,
 * so that the cost does not depend on the length of the line.
 */
#include "emit/excerpt_internal.h"

#include "base/printable.h"
#include "base/utf8.h"

enum {
    WINDOW = 100,        /* cells of a source line that are shown */
    WINDOW_BYTES = 1000, /* bytes of it at most */
    LEAST_AHEAD = 60,    /* cells that start at the place, as far as the line has them */
    TAB = 4,             /* cells of a tab */
};

struct range {
    uint32_t first, last;
};

static bool is_in(uint32_t code, const struct range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (code >= ranges[i].first && code <= ranges[i].last) return true;
    return false;
}

/* Cells of a printable code point. Whole blocks of Unicode, not its tables of widths: marks that
 * combine, joiners and selectors take none; East Asian scripts, full-width forms and emoji take
 * two. Terminals differ on the rest (marks inside the Indic and Arabic blocks, emoji sequences);
 * there, the mark may stand a cell beside its place. */
static size_t code_cells(uint32_t code)
{
    static const struct range none[] = {
        {0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05bd},   {0x064b, 0x065f}, {0x1ab0, 0x1aff},
        {0x1dc0, 0x1dff}, {0x200b, 0x200d}, {0x2060, 0x2064},   {0x20d0, 0x20ff}, {0xfe00, 0xfe0f},
        {0xfe20, 0xfe2f}, {0xfeff, 0xfeff}, {0xe0100, 0xe01ef},
    };
    static const struct range two[] = {
        {0x1100, 0x115f},   {0x2e80, 0x303e},   {0x3041, 0xa4cf},   {0xa960, 0xa97f},
        {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe30, 0xfe6f},   {0xff00, 0xff60},
        {0xffe0, 0xffe6},   {0x1f300, 0x1f64f}, {0x1f680, 0x1f6ff}, {0x1f900, 0x1faff},
        {0x20000, 0x3fffd},
    };

    if (code < 0x300) return 1;
    if (is_in(code, none, sizeof none / sizeof *none)) return 0;
    return is_in(code, two, sizeof two / sizeof *two) ? 2 : 1;
}

/* Appends the character at *at, which moves behind it, as it is shown; returns its cells. */
static size_t add_character(struct buffer *shown, struct slice line, size_t *at)
{
    size_t start = *at, before = shown->size;
    uint32_t code = utf8_next(line, at);

    if (code == '\t') {
        buffer_add_repeat(shown, ' ', TAB);
        return TAB;
    }
    printable_add(shown, (struct slice){line.text + start, *at - start});
    return printable_code(code) ? code_cells(code) : shown->size - before;
}

/* The start of the character that ends before `at`, which is above 0. */
static size_t character_before(struct slice line, size_t at)
{
    size_t start = at - 1, end;

    while (start > 0 && at - start < 4 && ((unsigned char)line.text[start] & 0xc0) == 0x80)
        start--;
    end = start;
    return utf8_next(line, &end) != UTF8_INVALID && end == at ? start : at - 1;
}

/* Part of a line: bytes start..end-1, and the cells they take. */
struct window {
    size_t start, end, cells;
};

/* Characters without cells may not make a window endless. */
static bool is_full(const struct window *window)
{
    return window->end - window->start >= WINDOW_BYTES;
}

static void grow_ahead(struct window *window, struct buffer *scratch, struct slice line,
                       size_t most)
{
    while (window->end < line.size) {
        size_t end = window->end;
        size_t cells = add_character(scratch, line, &end);
        if (window->cells + cells > most || is_full(window)) return;
        window->cells += cells;
        window->end = end;
    }
}

static void grow_back(struct window *window, struct buffer *scratch, struct slice line, size_t most)
{
    while (window->start > 0) {
        size_t start = character_before(line, window->start), end = start;
        size_t cells = add_character(scratch, line, &end);
        if (window->cells + cells > most || is_full(window)) return;
        window->cells += cells;
        window->start = start;
    }
}

/* What is shown of a line with its place at byte `at`. */
static struct window window_around(struct arena *arena, struct slice line, size_t at)
{
    struct window window = {at, at, 0};
    struct buffer scratch = buffer_new(arena);

    grow_ahead(&window, &scratch, line, LEAST_AHEAD);
    grow_back(&window, &scratch, line, WINDOW);
    grow_ahead(&window, &scratch, line, WINDOW);
    return window;
}

struct excerpt excerpt_of(struct arena *arena, const struct source *source, uint32_t line_number,
                          struct span span)
{
    struct slice line = source_line(source, line_number);
    size_t line_start = line.size ? (size_t)(line.text - source->text.text) : 0;
    size_t start = span.start - source->base - line_start;
    size_t end = span.end - source->base - line_start;
    struct buffer shown = buffer_new(arena);
    struct excerpt excerpt = {0};

    if (line.size == 0) return excerpt;
    if (start > line.size) start = line.size;
    struct window window = window_around(arena, line, start);
    for (size_t at = window.start; at < window.end;) {
        size_t here = at, cells = add_character(&shown, line, &at);
        if (here < start)
            excerpt.before += cells;
        else if (here < end)
            excerpt.marked += cells;
    }
    excerpt.text = buffer_slice(&shown);
    excerpt.starts_late = window.start > 0;
    excerpt.ends_soon = window.end < line.size;
    return excerpt;
}

void excerpt_add(struct buffer *out, uint32_t line, const struct excerpt *excerpt,
                 struct slice paint, struct slice plain)
{
    if (excerpt->text.size == 0) return;
    buffer_printf(out, "%5u | %s", line, excerpt->starts_late ? "..." : "");
    buffer_add(out, excerpt->text);
    buffer_printf(out, "%s\n      | %s", excerpt->ends_soon ? "..." : "",
                  excerpt->starts_late ? "   " : "");
    buffer_add_repeat(out, ' ', excerpt->before);
    buffer_add(out, paint);
    buffer_add_byte(out, '^');
    buffer_add_repeat(out, '~', excerpt->marked ? excerpt->marked - 1 : 0);
    buffer_add(out, plain);
    buffer_add_byte(out, '\n');
}
