/* UTF-8, and the way from the encodings that a template may arrive in. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/buffer.h"

/* What utf8_next() returns for bytes that are no UTF-8. */
#define UTF8_INVALID 0xffffffffu

/* The code point at *at, which moves behind it (by one byte when invalid). Over-long forms,
 * surrogates and values above U+10FFFF are invalid. *at must be below text.size. */
uint32_t utf8_next(struct slice text, size_t *at);

/* The offset of the first byte from `at` on that is not ASCII, or text.size. */
size_t utf8_ascii(struct slice text, size_t at);

/* Whether the byte at `at` is one of a character that began before it. */
static inline bool utf8_goes_on(struct slice text, size_t at)
{
    return at < text.size && ((unsigned char)text.text[at] & 0xc0) == 0x80;
}

/* How many bytes of the text, up to `most`, are whole characters. */
size_t utf8_whole(struct slice text, size_t most);

/* Appends one code point (at most U+10FFFF). */
void utf8_add(struct buffer *buffer, uint32_t code);

/* The offset of the first invalid byte, or text.size. */
size_t utf8_check(struct slice text);

/* The number of code points of valid text. */
size_t utf8_count(struct slice text);

/* UTF-16 without byte order mark to UTF-8 in the arena; unpaired surrogates become U+FFFD, an odd
 * last byte is dropped. */
struct slice utf8_of_utf16(struct arena *arena, struct slice text, bool big_endian);

/* The text of a file in UTF-8 without byte order mark. A mark says whether the bytes are UTF-16;
 * without one they are returned as they are, and may be invalid. */
struct slice utf8_of_file(struct arena *arena, struct slice bytes);

#endif
