/* Eight bytes at a time, as most texts are plain from start to end; the last eight may be looked at
 * twice. */
#include "base/plain.h"

#include <stdint.h>

static const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;

/* Bits for the bytes that are zero, and perhaps for some above the first of them: only such a byte
 * borrows when one is taken from it. */
static uint64_t zero_bytes(uint64_t word)
{
    return (word - ones) & ~word & high;
}

/* Whether no byte of the word is odd. */
static bool is_plain_word(uint64_t word, unsigned char quote)
{
    uint64_t outside = (word | (word - ones * 0x20) | (word + ones)) & high;

    return !(outside | zero_bytes(word ^ ones * quote) | zero_bytes(word ^ ones * '\\'));
}

size_t plain_run(struct slice text, size_t at, char quote)
{
    uint64_t word;

    for (; at + sizeof word <= text.size; at += sizeof word) {
        memcpy(&word, text.text + at, sizeof word);
        if (!is_plain_word(word, (unsigned char)quote)) break;
    }
    if (at < text.size && at + sizeof word > text.size && text.size >= sizeof word) {
        memcpy(&word, text.text + text.size - sizeof word, sizeof word);
        if (is_plain_word(word, (unsigned char)quote)) return text.size;
    }
    while (at < text.size && text.text[at] >= ' ' && text.text[at] < 0x7f &&
           text.text[at] != quote && text.text[at] != '\\')
        at++;
    return at;
}
