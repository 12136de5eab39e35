/* Room doubles, so that adding n bytes costs O(n); a zero byte always follows the text. */
#include "base/buffer.h"

#include <assert.h>
#include <stdio.h>

enum { FIRST_ROOM = 64, SHORT_TEXT = FIRST_ROOM - 1 /* that most of printf are */ };

void buffer_reserve(struct buffer *buffer, size_t size)
{
    size_t need = buffer->size + size + 1;

    if (need <= buffer->room) return;
    size_t room = buffer->room ? buffer->room * 2 : FIRST_ROOM;
    if (room < need) room = need;
    buffer->text = arena_grow(buffer->arena, buffer->text, buffer->room, room);
    buffer->room = room;
}

void buffer_add_repeat(struct buffer *buffer, char byte, size_t count)
{
    buffer_reserve(buffer, count);
    memset(buffer->text + buffer->size, byte, count);
    buffer->size += count;
    buffer->text[buffer->size] = '\0';
}

void buffer_vprintf(struct buffer *buffer, const char *format, va_list args)
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

void buffer_printf(struct buffer *buffer, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    buffer_vprintf(buffer, format, args);
    va_end(args);
}

struct slice slice_printf(struct arena *arena, const char *format, ...)
{
    struct buffer buffer = buffer_new(arena);
    va_list args;

    va_start(args, format);
    buffer_vprintf(&buffer, format, args);
    va_end(args);
    return buffer_slice(&buffer);
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
