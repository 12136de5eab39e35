/* A buffer owns text that is being put together. It lives in an arena. */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <stdarg.h>

#include "base/arena.h"
#include "base/slice.h"

/* Where a buffer passes on what it need not hold any longer. */
struct outlet {
    void (*take)(void *context, struct slice piece);
    void *context;
    size_t least;  /* bytes that are worth a call, and that the buffer holds at least */
    size_t passed; /* bytes that were passed on */
};

struct buffer {
    struct arena *arena;
    char *text;            /* always followed by a zero byte once anything was added */
    size_t size;           /* bytes of text */
    size_t room;           /* bytes allocated */
    struct outlet *outlet; /* NULL: the buffer holds all that is added */
};

/* An empty buffer in `arena`; nothing is allocated yet. */
static inline struct buffer buffer_new(struct arena *arena)
{
    return (struct buffer){.arena = arena};
}

/* Makes room for `size` more bytes. */
void buffer_reserve(struct buffer *buffer, size_t size);

static inline void buffer_add(struct buffer *buffer, struct slice text)
{
    if (buffer->room <= buffer->size + text.size) buffer_reserve(buffer, text.size);
    if (text.size) memcpy(buffer->text + buffer->size, text.text, text.size);
    buffer->size += text.size;
    buffer->text[buffer->size] = '\0';
}

static inline void buffer_add_byte(struct buffer *buffer, char byte)
{
    if (buffer->room <= buffer->size + 1) buffer_reserve(buffer, 1);
    buffer->text[buffer->size++] = byte;
    buffer->text[buffer->size] = '\0';
}

void buffer_add_repeat(struct buffer *buffer, char byte, size_t count);

/* printf into the buffer. */
void buffer_printf(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void buffer_vprintf(struct buffer *buffer, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

/* The text so far; valid until the next addition. */
static inline struct slice buffer_slice(const struct buffer *buffer)
{
    return (struct slice){buffer->text, buffer->size};
}

/* Passes on all that is in the buffer; it has an outlet. */
void buffer_pass(struct buffer *buffer);

/* The whole text, in the room that it needs. */
struct slice buffer_end(struct buffer *buffer);

/* Gives back the memory of a text that nobody needs any more; the buffer is empty then. */
void buffer_drop(struct buffer *buffer);

/* The text that printf would give, in the arena. */
struct slice slice_vprintf(struct arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
struct slice slice_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A copy in the arena, followed by a zero byte. */
struct slice slice_copy(struct arena *arena, struct slice text);

/* The given texts one after the other, in the arena. */
struct slice slice_concat(struct arena *arena, size_t count, const struct slice *parts);

#define CONCAT(arena, ...)                                                                         \
    slice_concat((arena), sizeof((struct slice[]){__VA_ARGS__}) / sizeof(struct slice),            \
                 (struct slice[]){__VA_ARGS__})

#endif
