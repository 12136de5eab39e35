/* Room doubles, so that adding n bytes costs O(n); a zero byte always follows the text. */
#include "base/buffer.h"

#include <assert.h>
#include <stdio.h>

enum { FIRST_ROOM = 64, SHORT_TEXT = FIRST_ROOM - 1 /* that most of printf are */ };

/* Not a part of buffer_reserve(), which is called for each text and mostly has nothing to do. */
static __attribute__((noinline)) void make_room(struct buffer *buffer, size_t size)
{
    size_t need = buffer->size + size + 1;

    if (buffer->outlet && buffer->size >= buffer->outlet->least) {
        buffer_pass(buffer);
        need = size + 1;
        if (need <= buffer->room) return;
    }
    size_t room = buffer->room ? buffer->room * 2 : FIRST_ROOM;
    if (room < need) room = need;
    buffer->text = arena_grow(buffer->arena, buffer->text, buffer->room, room);
    buffer->room = room;
}

void buffer_reserve(struct buffer *buffer, size_t size)
{
    if (buffer->size + size + 1 > buffer->room) make_room(buffer, size);
}

void buffer_pass(struct buffer *buffer)
{
    struct outlet *outlet = buffer->outlet;

    if (buffer->size) outlet->take(outlet->context, buffer_slice(buffer));
    outlet->passed += buffer->size;
    buffer->size = 0;
}

struct slice buffer_end(struct buffer *buffer)
{
    size_t size = buffer->size + 1;

    if (!buffer->text) return buffer_slice(buffer);
    buffer->text = arena_shrink(buffer->arena, buffer->text, buffer->room, size);
    buffer->room = size;
    return buffer_slice(buffer);
}

void buffer_drop(struct buffer *buffer)
{
    arena_give_back(buffer->arena, buffer->text, buffer->room);
    buffer->text = NULL;
    buffer->size = buffer->room = 0;
}

void buffer_add_repeat(struct buffer *buffer, char byte, size_t count)
{
    buffer_reserve(buffer, count);
    memset(buffer->text + buffer->size, byte, count);
    buffer->size += count;
    buffer->text[buffer->size] = '\0';
}

static void print_slowly(struct buffer *buffer, const char *format, va_list args)
{
    va_list again;

    va_copy(again, args);
    buffer_reserve(buffer, SHORT_TEXT);
    size_t room = buffer->room - buffer->size;
    int size = vsnprintf(buffer->text + buffer->size, room, format, args);
    assert(size >= 0); /* only an encoding error of wide characters is negative; none are used */
    if ((size_t)size >= room) {
        buffer_reserve(buffer, (size_t)size);
        vsnprintf(buffer->text + buffer->size, (size_t)size + 1, format, again);
    }
    va_end(again);
    buffer->size += (size_t)size;
}

static void add_count(struct buffer *buffer, size_t count)
{
    char digits[3 * sizeof count];
    size_t at = sizeof digits;

    do
        digits[--at] = (char)('0' + count % 10);
    while (count /= 10);
    buffer_add(buffer, (struct slice){digits + at, sizeof digits - at});
}

/* The text before a zero byte, or its first `most` bytes. */
static struct slice start_of(const char *text, size_t most)
{
    return (struct slice){text, text ? strnlen(text, most) : 0};
}

/* Puts in what one conversion stands for, and moves *format behind it; false for one that is not of
 * the few that messages are made of. */
static bool print_one(struct buffer *buffer, const char **format, va_list *args)
{
    struct slice rest = start_of(*format, sizeof "%.*s" - 1);
    int precision;

    if (slice_starts(rest, SLICE("%.*s"))) {
        *format += 4;
        precision = va_arg(*args, int);
        if (precision < 0) return false;
        buffer_add(buffer, start_of(va_arg(*args, const char *), (size_t)precision));
    } else if (slice_starts(rest, SLICE("%s"))) {
        const char *text = va_arg(*args, const char *);
        *format += 2;
        if (!text) return false;
        buffer_add(buffer, slice_of(text));
    } else if (slice_starts(rest, SLICE("%u"))) {
        *format += 2;
        add_count(buffer, va_arg(*args, unsigned));
    } else if (slice_starts(rest, SLICE("%zu"))) {
        *format += 3;
        add_count(buffer, va_arg(*args, size_t));
    } else if (slice_starts(rest, SLICE("%%"))) {
        *format += 2;
        buffer_add_byte(buffer, '%');
    } else {
        return false;
    }
    return true;
}

/* Most formats have only texts and counts, for which printf of the C library is a long way. */
void buffer_vprintf(struct buffer *buffer, const char *format, va_list args)
{
    struct outlet *outlet = buffer->outlet;
    const char *at = format;
    va_list again, one;

    va_copy(again, args);
    va_copy(one, args);
    buffer_reserve(buffer, SHORT_TEXT);
    size_t before = buffer->size;
    buffer->outlet = NULL; /* what may have to be taken back is not passed on */
    while (*at) {
        size_t plain = strcspn(at, "%");
        buffer_add(buffer, (struct slice){at, plain});
        at += plain;
        if (!*at || print_one(buffer, &at, &one)) continue;
        buffer->size = before;
        print_slowly(buffer, format, again);
        break;
    }
    buffer->outlet = outlet;
    buffer->text[buffer->size] = '\0';
    va_end(one);
    va_end(again);
}

void buffer_printf(struct buffer *buffer, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    buffer_vprintf(buffer, format, args);
    va_end(args);
}

struct slice slice_vprintf(struct arena *arena, const char *format, va_list args)
{
    struct buffer buffer = buffer_new(arena);

    buffer_vprintf(&buffer, format, args);
    return buffer_end(&buffer);
}

struct slice slice_printf(struct arena *arena, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    struct slice text = slice_vprintf(arena, format, args);
    va_end(args);
    return text;
}

struct slice slice_copy(struct arena *arena, struct slice text)
{
    return slice_concat(arena, 1, &text);
}

struct slice slice_concat(struct arena *arena, size_t count, const struct slice *parts)
{
    size_t size = 0;

    for (size_t i = 0; i < count; i++)
        size += parts[i].size;
    char *text = arena_alloc(arena, size + 1);
    char *end = text;
    for (size_t i = 0; i < count; i++) {
        if (parts[i].size) memcpy(end, parts[i].text, parts[i].size);
        end += parts[i].size;
    }
    *end = '\0';
    return (struct slice){text, size};
}
