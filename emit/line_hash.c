/* The hash of a line is a polynomial in 37, modulo 2^64, over the 100 characters from its start on:
 * UTF-16 code units, blanks and tabs passed over, each line break a line feed, the end of the file
 * 65535, and 0 for what is missing behind that. */
#include "emit/line_hash_internal.h"

#include "base/buffer.h"
#include "base/utf8.h"

enum { FACTOR = 37, CHARACTERS = 100, END_OF_FILE = 65535 };

struct hash {
    uint64_t value;
    size_t count; /* code units that went into it */
};

static void add_unit(struct hash *hash, uint32_t unit)
{
    if (hash->count == CHARACTERS) return;
    hash->value = hash->value * FACTOR + unit;
    hash->count++;
}

static void add_code(struct hash *hash, uint32_t code)
{
    if (code == UTF8_INVALID) code = 0xfffd;
    if (code < 0x10000) {
        add_unit(hash, code);
        return;
    }
    add_unit(hash, 0xd800 + ((code - 0x10000) >> 10));
    add_unit(hash, 0xdc00 + ((code - 0x10000) & 0x3ff));
}

static uint64_t hash_from(struct slice text, size_t at)
{
    struct hash hash = {0};
    bool after_return = false;

    while (at < text.size && hash.count < CHARACTERS) {
        uint32_t code = utf8_next(text, &at);
        bool is_skipped = code == ' ' || code == '\t' || (after_return && code == '\n');
        after_return = code == '\r';
        if (!is_skipped) add_code(&hash, after_return ? '\n' : code);
    }
    add_unit(&hash, END_OF_FILE);
    while (hash.count < CHARACTERS)
        add_unit(&hash, 0);
    return hash.value;
}

uint64_t *line_hashes(struct arena *arena, const struct source *source)
{
    uint64_t *hashes = arena_array(arena, source->line_count, sizeof *hashes);

    for (uint32_t i = 0; i < source->line_count; i++)
        hashes[i] = hash_from(source->text, source->lines[i]);
    return hashes;
}

struct slice line_hash_text(struct arena *arena, const uint64_t *hashes, uint32_t line)
{
    uint64_t hash = hashes[line - 1];
    uint32_t count = 0;

    for (uint32_t i = 0; i < line; i++)
        count += hashes[i] == hash;
    return slice_printf(arena, "%llx:%u", (unsigned long long)hash, (unsigned)count);
}
