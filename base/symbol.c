/* Two tables: the constant one of well-known symbols is asked first; what it does not know is in a
 * table in the arena. Well-known text cannot be chosen by an attacker, so a plain public hash will
 * do there. The other table is keyed by a hash with a seed from the address space layout, so that a
 * template cannot be made to collide.
 */
#include "base/symbol.h"

struct slot {
    const struct symbol *symbol; /* NULL: free */
    uint64_t hash;
};

struct symbols {
    struct arena *arena;
    const struct symbol_set *known;
    struct slot *slots;
    size_t count, mask;
    uint64_t seed;
};

enum { FIRST_SLOTS = 256 };

static const struct symbol_set none;

struct symbols *symbols_new(struct arena *arena, const struct symbol_set *known)
{
    struct symbols *symbols = arena_alloc(arena, sizeof *symbols);

    *symbols = (struct symbols){
        .arena = arena,
        .known = known ? known : &none,
        .slots = arena_zalloc(arena, FIRST_SLOTS * sizeof(struct slot)),
        .mask = FIRST_SLOTS - 1,
        .seed = (uint64_t)(uintptr_t)symbols * 0x9e3779b97f4a7c15u,
    };
    return symbols;
}

uint32_t symbol_hash(struct slice text)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < text.size; i++)
        hash = (hash ^ (unsigned char)text.text[i]) * 16777619u;
    return hash;
}

uint32_t symbol_number(const struct symbol_set *known, struct slice text)
{
    if (!known->index) return 0;
    for (uint32_t at = symbol_hash(text) & known->mask;; at = (at + 1) & known->mask) {
        uint32_t number = known->index[at];

        if (number == 0) return 0;
        if (slice_eq(symbol_slice(&known->items[number]), text)) return number;
    }
}

/* Both halves of a 64 x 64 bit product, folded: every input bit reaches every output bit. */
static uint64_t fold(uint64_t a, uint64_t b)
{
    __extension__ typedef unsigned __int128 wide;
    wide product = (wide)a * b;

    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

uint64_t symbol_seeded_hash(struct slice text, uint64_t seed)
{
    uint64_t hash = seed ^ text.size;
    uint64_t word;
    size_t at = 0;

    for (; at + sizeof word <= text.size; at += sizeof word) {
        memcpy(&word, text.text + at, sizeof word);
        hash = fold(hash ^ word, 0xa0761d6478bd642fu);
    }
    word = 0;
    if (at < text.size) memcpy(&word, text.text + at, text.size - at);
    return fold(hash ^ word ^ seed, 0xe7037ed1a0b428dbu);
}

static void insert(struct slot *slots, size_t mask, struct slot slot)
{
    size_t at = slot.hash & mask;

    while (slots[at].symbol)
        at = (at + 1) & mask;
    slots[at] = slot;
}

static void grow(struct symbols *symbols)
{
    size_t mask = symbols->mask * 4 + 3;
    struct slot *slots = arena_zalloc(symbols->arena, (mask + 1) * sizeof *slots);

    for (size_t at = 0; at <= symbols->mask; at++)
        if (symbols->slots[at].symbol) insert(slots, mask, symbols->slots[at]);
    symbols->slots = slots;
    symbols->mask = mask;
}

static const struct symbol *add(struct symbols *symbols, struct slice text, uint64_t hash)
{
    struct symbol *symbol = arena_alloc(symbols->arena, sizeof *symbol);

    *symbol = (struct symbol){.text = text.text, .size = (uint32_t)text.size};
    if (++symbols->count > symbols->mask / 2) grow(symbols);
    insert(symbols->slots, symbols->mask, (struct slot){symbol, hash});
    return symbol;
}

static const struct symbol *find(const struct symbols *symbols, struct slice text, uint64_t hash)
{
    for (size_t at = hash & symbols->mask;; at = (at + 1) & symbols->mask) {
        const struct slot *slot = &symbols->slots[at];

        if (!slot->symbol) return NULL;
        if (slot->hash == hash && slice_eq(symbol_slice(slot->symbol), text)) return slot->symbol;
    }
}

static const struct symbol *intern(struct symbols *symbols, struct slice text, bool copy)
{
    uint32_t number = symbol_number(symbols->known, text);

    if (number) return &symbols->known->items[number];
    uint64_t hash = symbol_seeded_hash(text, symbols->seed);
    const struct symbol *found = find(symbols, text, hash);
    if (found) return found;

    if (copy) {
        char *own = arena_alloc(symbols->arena, text.size + 1);
        if (text.size) memcpy(own, text.text, text.size);
        own[text.size] = '\0';
        text.text = own;
    }
    return add(symbols, text, hash);
}

const struct symbol *symbol_of(struct symbols *symbols, struct slice text)
{
    return intern(symbols, text, true);
}

const struct symbol *symbol_of_borrowed(struct symbols *symbols, struct slice text)
{
    return intern(symbols, text, false);
}
