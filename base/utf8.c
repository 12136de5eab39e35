/* Decoding follows table 3-7 of the Unicode standard (well-formed byte sequences). */
#include "base/utf8.h"

uint32_t utf8_next(struct slice text, size_t *at)
{
    const unsigned char *byte = (const unsigned char *)text.text + *at;
    static const uint32_t lowest[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t size = *byte < 0x80 ? 1 : *byte < 0xc2 ? 0 : *byte < 0xe0 ? 2 : *byte < 0xf0 ? 3 : 4;

    if (size == 1) return (*at)++, *byte;
    if (size == 0 || *byte > 0xf4) return (*at)++, UTF8_INVALID;
    uint32_t code = *byte & (0xffu >> (size + 1));
    for (size_t i = 1; i < size; i++) {
        if (!utf8_goes_on(text, *at + i)) return (*at)++, UTF8_INVALID;
        code = code << 6 | (byte[i] & 0x3fu);
    }
    if (code < lowest[size] || code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
        return (*at)++, UTF8_INVALID;
    *at += size;
    return code;
}

void utf8_add(struct buffer *buffer, uint32_t code)
{
    if (code < 0x80) {
        buffer_add_byte(buffer, (char)code);
    } else if (code < 0x800) {
        buffer_add_byte(buffer, (char)(0xc0 | code >> 6));
        buffer_add_byte(buffer, (char)(0x80 | (code & 0x3f)));
    } else if (code < 0x10000) {
        buffer_add_byte(buffer, (char)(0xe0 | code >> 12));
        buffer_add_byte(buffer, (char)(0x80 | (code >> 6 & 0x3f)));
        buffer_add_byte(buffer, (char)(0x80 | (code & 0x3f)));
    } else {
        buffer_add_byte(buffer, (char)(0xf0 | code >> 18));
        buffer_add_byte(buffer, (char)(0x80 | (code >> 12 & 0x3f)));
        buffer_add_byte(buffer, (char)(0x80 | (code >> 6 & 0x3f)));
        buffer_add_byte(buffer, (char)(0x80 | (code & 0x3f)));
    }
}

size_t utf8_ascii(struct slice text, size_t at)
{
    uint64_t word;

    for (; at + sizeof word <= text.size; at += sizeof word) {
        memcpy(&word, text.text + at, sizeof word);
        if (word & 0x8080808080808080u) break;
    }
    while (at < text.size && (unsigned char)text.text[at] < 0x80)
        at++;
    return at;
}

size_t utf8_check(struct slice text)
{
    size_t at = 0;

    while ((at = utf8_ascii(text, at)) < text.size) {
        size_t start = at;
        if (utf8_next(text, &at) == UTF8_INVALID) return start;
    }
    return at;
}

size_t utf8_whole(struct slice text, size_t most)
{
    if (text.size <= most) return text.size;
    while (most > 0 && utf8_goes_on(text, most))
        most--;
    return most;
}

size_t utf8_count(struct slice text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.size; i++)
        count += ((unsigned char)text.text[i] & 0xc0) != 0x80;
    return count;
}

static uint32_t unit_at(struct slice text, size_t at, bool big_endian)
{
    const unsigned char *byte = (const unsigned char *)text.text + at;

    return big_endian ? (uint32_t)byte[0] << 8 | byte[1] : (uint32_t)byte[1] << 8 | byte[0];
}

struct slice utf8_of_utf16(struct arena *arena, struct slice text, bool big_endian)
{
    struct buffer out = buffer_new(arena);

    buffer_reserve(&out, text.size + text.size / 2);
    for (size_t at = 0; at + 2 <= text.size; at += 2) {
        uint32_t code = unit_at(text, at, big_endian);
        if (code >= 0xd800 && code < 0xdc00 && at + 4 <= text.size) {
            uint32_t low = unit_at(text, at + 2, big_endian);
            if (low >= 0xdc00 && low < 0xe000) {
                code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
                at += 2;
            }
        }
        if (code >= 0xd800 && code < 0xe000) code = 0xfffd;
        utf8_add(&out, code);
    }
    return buffer_slice(&out);
}

struct slice utf8_of_file(struct arena *arena, struct slice bytes)
{
    if (slice_starts(bytes, SLICE("\xef\xbb\xbf"))) return slice_from(bytes, 3);
    if (slice_starts(bytes, SLICE("\xff\xfe")))
        return utf8_of_utf16(arena, slice_from(bytes, 2), false);
    if (slice_starts(bytes, SLICE("\xfe\xff")))
        return utf8_of_utf16(arena, slice_from(bytes, 2), true);
    return bytes;
}
