/* Interned names: equal text, one symbol, so that names are compared by address.
 *
 * A set of well-known symbols can be given, which is constant data with a ready-made index
 * (spec/names.h has one), so that nothing is built at start-up for them. All other symbols are
 * made on demand and live in the arena.
 */
#ifndef BASE_SYMBOL_H
#define BASE_SYMBOL_H

#include "base/arena.h"
#include "base/slice.h"

struct symbol {
    const char *text; /* UTF-8, followed by a zero byte */
    uint32_t size;    /* bytes */
    uint32_t number;  /* place in the well-known set; 0 for all others */
};

/* A constant set of symbols. Item 0 is unused: number 0 means "not well known". */
struct symbol_set {
    const struct symbol *items;
    const uint16_t *index; /* open addressing by symbol_name_hash() & mask, step 1; 0: free */
    uint32_t mask;         /* slots - 1; slots is a power of two */
};

struct symbols;

/* An empty table in `arena` on top of `known`, which may be NULL and must outlive the table. */
struct symbols *symbols_new(struct arena *arena, const struct symbol_set *known);

/* The symbol of `text`; made, with a copy of the text, when it is new. */
const struct symbol *symbol_of(struct symbols *symbols, struct slice text);

/* The same when the text is known to outlive the table and to be followed by a zero byte, or when
 * nobody will read it as a C string: no copy is made. */
const struct symbol *symbol_of_borrowed(struct symbols *symbols, struct slice text);

/* The number of `text` in a well-known set, or 0. */
uint32_t symbol_number(const struct symbol_set *known, struct slice text);

/* The hash that symbol_set.index is laid out by. It looks at the first and the last eight bytes and
 * at the size, which tell the names of a set apart; other texts may well have the same. */
uint32_t symbol_name_hash(struct slice text);

/* A hash of all bytes (FNV-1a, 32 bits). */
uint32_t symbol_hash(struct slice text);

/* A hash that nobody can foresee who does not know the seed. */
uint64_t symbol_seeded_hash(struct slice text, uint64_t seed);

static inline struct slice symbol_slice(const struct symbol *symbol)
{
    return (struct slice){symbol->text, symbol->size};
}

#endif
