/* Blocks of growing size, filled from front to back. What an item leaves behind that had to move to
 * grow, or that somebody gave back, is handed out again: pieces of a size wait in a bin for the
 * next item of just that size, larger ones to be filled like a block. So a map that grew entry by
 * entry leaves the room in which the next one grows.
 *
 * With SAMC_ARENA_DEBUG each allocation is a malloc() of its own, so that the address sanitizer
 * sees an overrun of one item into its neighbour, and a use of what was given back. Both builds
 * keep the same promises.
 */
#include "base/arena.h"

#include <assert.h>
#include <setjmp.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

enum {
    ALIGN = 8,
    FIRST_BLOCK = 32 * 1024,
    LARGEST_BLOCK = 4 * 1024 * 1024,
    LARGE_ITEM = LARGEST_BLOCK / 4, /* such an item has a block of its own */
    LARGEST_IN_BIN = 1024,
    BINS = LARGEST_IN_BIN / ALIGN + 1,
    SPARES = 33, /* LIMIT_MEMORY_BYTES has so many bits */
};

static_assert(alignof(void *) <= ALIGN && alignof(double) <= ALIGN && alignof(uint64_t) <= ALIGN,
              "items of an arena hold nothing that needs more");

struct block {
    struct block *before; /* the block made earlier */
    struct block *after;  /* the block made later */
    size_t room;
    alignas(ALIGN) unsigned char bytes[];
};

/* The start of a free piece of memory. Its size goes by its bin. */
struct piece {
    struct piece *next;
};

/* The same for a large piece. */
struct spare {
    struct spare *next;
    size_t size;
};

struct closer {
    struct closer *before; /* registered earlier, called later */
    void (*close)(void *context);
    void *context;
};

struct arena {
    unsigned char *at, *end; /* what is free of the block that is being filled; none at the start */
    size_t most_quick;       /* bytes of the largest item that needs no look at `until_fail` */
    struct block *blocks;    /* the one made last */
    struct closer *closers;
    size_t taken;      /* bytes of all blocks */
    size_t next_room;  /* of the next block */
    size_t until_fail; /* allocations before the one that fails; SIZE_MAX: never */
    bool finished;     /* the work of arena_run() came to its end; not a local, for longjmp() */
    bool running;      /* inside arena_run(): `failed` is armed */
    jmp_buf failed;
    struct piece *bins[BINS];     /* free pieces of number * ALIGN bytes */
    struct spare *spares[SPARES]; /* larger ones, by the number of the highest bit of their size */
};

struct arena *arena_new(void)
{
    struct arena *arena = calloc(1, sizeof *arena);

    if (!arena) return NULL;
    arena_fail_after(arena, SIZE_MAX);
    arena->next_room = FIRST_BLOCK;
    arena->at = arena->end = (unsigned char *)arena->bins; /* no room, but a place for no bytes */
    return arena;
}

void arena_free(struct arena *arena)
{
    if (!arena) return;
    for (struct closer *c = arena->closers; c;) {
        struct closer *before = c->before;
        c->close(c->context);
        free(c);
        c = before;
    }
    for (struct block *block = arena->blocks; block;) {
        struct block *before = block->before;
        free(block);
        block = before;
    }
    free(arena);
}

bool arena_run(struct arena *arena, void (*work)(void *context), void *context)
{
    assert(!arena->running);
    arena->finished = false;
    if (setjmp(arena->failed) == 0) {
        arena->running = true;
        work(context);
        arena->finished = true;
    }
    arena->running = false;
    return arena->finished;
}

_Noreturn void arena_out_of_memory(struct arena *arena)
{
    assert(arena->running);
    longjmp(arena->failed, 1);
}

static size_t room_left(const struct arena *arena)
{
    return (size_t)(arena->end - arena->at);
}

size_t arena_used(const struct arena *arena)
{
    size_t idle = room_left(arena);

    for (size_t i = 0; i < BINS; i++)
        for (const struct piece *piece = arena->bins[i]; piece; piece = piece->next)
            idle += i * ALIGN;
    for (size_t i = 0; i < SPARES; i++)
        for (const struct spare *spare = arena->spares[i]; spare; spare = spare->next)
            idle += spare->size;
    return arena->taken - idle;
}

/* The bytes that an item takes, with those that keep the next one aligned. */
static size_t with_padding(size_t size)
{
#ifdef SAMC_ARENA_DEBUG
    return size ? size : ALIGN; /* a block of its own; also for nothing */
#else
    return (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
#endif
}

static struct block *add_block(struct arena *arena, size_t room)
{
    if (arena->taken > LIMIT_MEMORY_BYTES || room > LIMIT_MEMORY_BYTES - arena->taken)
        arena_out_of_memory(arena);
    struct block *block = malloc(offsetof(struct block, bytes) + room);
    if (!block) arena_out_of_memory(arena);

    arena->taken += room;
    *block = (struct block){.before = arena->blocks, .room = room};
    if (arena->blocks) arena->blocks->after = block;
    arena->blocks = block;
    return block;
}

/* Whether this allocation is the one that is to fail; counts it. */
static bool is_to_fail(struct arena *arena)
{
    return arena->until_fail != SIZE_MAX && arena->until_fail-- == 0;
}

#ifdef SAMC_ARENA_DEBUG

void *arena_alloc(struct arena *arena, size_t size)
{
    if (is_to_fail(arena) || size > LIMIT_MEMORY_BYTES) arena_out_of_memory(arena);
    return add_block(arena, with_padding(size))->bytes;
}

void *arena_alloc_two(struct arena *arena, size_t first, size_t second, void **second_item)
{
    *second_item = arena_alloc(arena, second);
    return arena_alloc(arena, first);
}

void arena_give_back(struct arena *arena, void *item, size_t size)
{
    struct block *block = item;

    if (!item) return;
    block = (struct block *)((unsigned char *)item - offsetof(struct block, bytes));
    assert(block->room == with_padding(size));
    if (block->before) block->before->after = block->after;
    if (block->after) block->after->before = block->before;
    if (arena->blocks == block) arena->blocks = block->before;
    arena->taken -= block->room;
    free(block);
}

void *arena_grow(struct arena *arena, void *item, size_t old, size_t size)
{
    void *place = arena_alloc(arena, size);

    if (old) memcpy(place, item, old);
    arena_give_back(arena, item, old);
    return place;
}

void *arena_shrink(struct arena *arena, void *item, size_t old, size_t size)
{
    void *place = arena_alloc(arena, size);

    if (size) memcpy(place, item, size);
    arena_give_back(arena, item, old);
    return place;
}

#else

/* The number of the highest bit of a size, which is not 0. */
static unsigned highest_bit(size_t size)
{
    return 63 - (unsigned)__builtin_clzll(size);
}

/* Notes memory that is free, of a size that is padded. */
static void add_free(struct arena *arena, void *memory, size_t size)
{
    if (size == 0) return;
    if (size <= LARGEST_IN_BIN) {
        struct piece *piece = memory, **bin = &arena->bins[size / ALIGN];
        piece->next = *bin;
        *bin = piece;
    } else {
        struct spare *spare = memory, **spares = &arena->spares[highest_bit(size)];
        *spare = (struct spare){*spares, size};
        *spares = spare;
    }
}

/* A large piece with so many bytes; NULL when there is none. */
static struct spare *take_spare(struct arena *arena, size_t size)
{
    for (unsigned i = size ? highest_bit(size) : 0; i < SPARES; i++) {
        struct spare *spare = arena->spares[i];
        if (!spare || spare->size < size) continue;
        arena->spares[i] = spare->next;
        return spare;
    }
    return NULL;
}

/* Fills other memory from now on. */
static void fill(struct arena *arena, void *memory, size_t size)
{
    add_free(arena, arena->at, room_left(arena));
    arena->at = memory;
    arena->end = arena->at + size;
}

/* Makes room for an item that does not fit into what is being filled. */
static void find_room(struct arena *arena, size_t size)
{
    struct spare *spare = take_spare(arena, size);

    if (spare) {
        fill(arena, spare, spare->size);
        return;
    }
    size_t room = arena->next_room < size ? size : arena->next_room;
    struct block *block = add_block(arena, room);
    fill(arena, block->bytes, room);
    if (arena->next_room < LARGEST_BLOCK) arena->next_room *= 2;
}

/* All that an allocation may need: other memory, or to fail. Not a part of arena_alloc(), which is
 * to be short. */
static __attribute__((noinline)) void *alloc_slowly(struct arena *arena, size_t size)
{
    if (is_to_fail(arena) || size > LIMIT_MEMORY_BYTES) arena_out_of_memory(arena);
    size = with_padding(size);
    struct piece *piece = size <= LARGEST_IN_BIN ? arena->bins[size / ALIGN] : NULL;
    if (piece) {
        arena->bins[size / ALIGN] = piece->next;
        return piece;
    }
    if (room_left(arena) < size) {
        struct spare *spare = size >= LARGE_ITEM ? take_spare(arena, size) : NULL;
        if (spare) {
            size_t rest = spare->size - size;
            add_free(arena, (unsigned char *)spare + size, rest);
            return spare;
        }
        if (size >= LARGE_ITEM) return add_block(arena, size)->bytes;
        find_room(arena, size);
    }
    void *place = arena->at;
    arena->at += size;
    return place;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    if (size > arena->most_quick) return alloc_slowly(arena, size);
    size_t room = with_padding(size);
    struct piece *piece = arena->bins[room / ALIGN];
    if (piece) {
        arena->bins[room / ALIGN] = piece->next;
        return piece;
    }
    unsigned char *place = arena->at;
    if (room > (size_t)(arena->end - place)) return alloc_slowly(arena, size);
    arena->at = place + room;
    return place;
}

void *arena_alloc_two(struct arena *arena, size_t first, size_t second, void **second_item)
{
    unsigned char *item = arena_alloc(arena, with_padding(first) + second);

    *second_item = item + with_padding(first);
    return item;
}

void arena_give_back(struct arena *arena, void *item, size_t size)
{
    size_t room = with_padding(size);

    if (item && (unsigned char *)item + room == arena->at)
        arena->at = item;
    else if (item)
        add_free(arena, item, room);
}

void *arena_grow(struct arena *arena, void *item, size_t old, size_t size)
{
    size_t old_room = with_padding(old), room = with_padding(size);

    if (item && (unsigned char *)item + old_room == arena->at &&
        room - old_room <= room_left(arena) && arena->until_fail == SIZE_MAX) {
        arena->at += room - old_room;
        return item;
    }
    void *place = arena_alloc(arena, size);
    if (old) memcpy(place, item, old);
    arena_give_back(arena, item, old);
    return place;
}

void *arena_shrink(struct arena *arena, void *item, size_t old, size_t size)
{
    size_t kept = with_padding(size);

    if (item && kept < with_padding(old))
        arena_give_back(arena, (unsigned char *)item + kept, old - kept);
    return item;
}

#endif

void *arena_zalloc(struct arena *arena, size_t size)
{
    return memset(arena_alloc(arena, size), 0, size);
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > LIMIT_MEMORY_BYTES / size) arena_out_of_memory(arena);
    return arena_alloc(arena, count * size);
}

void arena_on_free(struct arena *arena, void (*close)(void *context), void *context)
{
    struct closer *closer = is_to_fail(arena) ? NULL : malloc(sizeof *closer);

    if (!closer) {
        close(context);
        arena_out_of_memory(arena);
    }
    *closer = (struct closer){.before = arena->closers, .close = close, .context = context};
    arena->closers = closer;
}

void arena_fail_after(struct arena *arena, size_t count)
{
    arena->until_fail = count;
    arena->most_quick = count == SIZE_MAX ? LARGEST_IN_BIN : 0;
}
