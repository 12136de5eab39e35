/* Two tables: the constant one of well-known symbols is asked first; what it does not know is in a
 * table in the arena. Well-known text cannot be chosen by an attacker, so a plain public hash will
 * do there. The other table is keyed by a hash with a seed from the address space layout, so that a
 * template cannot be made to collide.
 */
#include "base/symbol.h"

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "sets of known names are laid out for the other byte order"
#endif

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

/* What is read has many names; sets of other texts, such as patterns, are small. */
enum { FIRST_SLOTS = 256, FIRST_SLOTS_OF_FEW = 64 };

static const struct symbol_set none;

struct symbols *symbols_new(struct arena *arena, const struct symbol_set *known)
{
    struct symbols *symbols = arena_alloc(arena, sizeof *symbols);
    size_t slots = known ? FIRST_SLOTS : FIRST_SLOTS_OF_FEW;

    *symbols = (struct symbols){
        .arena = arena,
        .known = known ? known : &none,
        .slots = arena_zalloc(arena, slots * sizeof(struct slot)),
        .mask = slots - 1,
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

/* Eight bytes as they lie in memory; in the sets of known names the first one is the lowest. */
static uint64_t word_at(const char *text)
{
    uint64_t word;

    memcpy(&word, text, sizeof word);
    return word;
}

/* All bytes of a text that is shorter than eight. */
static uint64_t short_word(struct slice text)
{
    uint32_t first, last;

    if (text.size >= sizeof first) {
        memcpy(&first, text.text, sizeof first);
        memcpy(&last, text.text + text.size - sizeof last, sizeof last);
        return first | (uint64_t)last << 32;
    }
    if (text.size == 0) return 0;
    return (uint64_t)(unsigned char)text.text[0] |
           (uint64_t)(unsigned char)text.text[text.size / 2] << 8 |
           (uint64_t)(unsigned char)text.text[text.size - 1] << 16;
}

uint32_t symbol_name_hash(struct slice text)
{
    bool is_short = text.size < 8;
    uint64_t first = is_short ? short_word(text) : word_at(text.text);
    uint64_t last = is_short ? 0 : word_at(text.text + text.size - 8);

    first = (first ^ text.size) * 0x9e3779b97f4a7c15u;
    return (uint32_t)(((first >> 32 ^ last) * 0xe7037ed1a0b428dbu) >> 32);
}

uint32_t symbol_number(const struct symbol_set *known, struct slice text)
{
    if (!known->index) return 0;
    for (uint32_t at = symbol_name_hash(text) & known->mask;; at = (at + 1) & known->mask) {
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

    if (text.size < 8) return fold(hash ^ short_word(text) ^ seed, 0xe7037ed1a0b428dbu);
    for (size_t at = 0; at + 8 < text.size; at += 8)
        hash = fold(hash ^ word_at(text.text + at), 0xa0761d6478bd642fu);
    return fold(hash ^ word_at(text.text + text.size - 8) ^ seed, 0xe7037ed1a0b428dbu);
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
    size_t mask = symbols->mask * 2 + 1;
    struct slot *slots = arena_zalloc(symbols->arena, (mask + 1) * sizeof *slots);

    for (size_t at = 0; at <= symbols->mask; at++)
        if (symbols->slots[at].symbol) insert(slots, mask, symbols->slots[at]);
    arena_give_back(symbols->arena, symbols->slots, (symbols->mask + 1) * sizeof *slots);
    symbols->slots = slots;
    symbols->mask = mask;
}

static const struct symbol *add(struct symbols *symbols, struct slice text, uint64_t hash)
{
    struct symbol *symbol = arena_alloc(symbols->arena, sizeof *symbol);

    *symbol = (struct symbol){.text = text.text, .size = (uint32_t)text.size};
    if (++symbols->count > symbols->mask / 3 * 2) grow(symbols);
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
