/* Blocks of growing size, filled from front to back; nothing is given back before the end.
 *
 * With SAMC_ARENA_DEBUG each allocation is a malloc() of its own, so that the address sanitizer
 * sees an overrun of one item into its neighbour. Both builds keep the same promises.
 */
#include "base/arena.h"

#include <assert.h>
#include <setjmp.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

enum { FIRST_BLOCK = 32 * 1024, LARGEST_BLOCK = 4 * 1024 * 1024 };

struct block {
    struct block *before; /* the block filled earlier */
    size_t used, room;    /* bytes of `bytes` handed out; bytes there are */
    alignas(max_align_t) unsigned char bytes[];
};

struct closer {
    struct closer *before; /* registered earlier, called later */
    void (*close)(void *context);
    void *context;
};

struct arena {
    struct block *block; /* the one being filled; NULL at the start */
    struct closer *closers;
    size_t full;       /* bytes handed out of the blocks before this one */
    size_t until_fail; /* allocations before the one that fails; SIZE_MAX: never */
    bool finished;     /* the work of arena_run() came to its end; not a local, for longjmp() */
    bool running;      /* inside arena_run(): `failed` is armed */
    jmp_buf failed;
};

struct arena *arena_new(void)
{
    struct arena *arena = calloc(1, sizeof *arena);

    if (arena) arena->until_fail = SIZE_MAX;
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
    for (struct block *block = arena->block; block;) {
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

size_t arena_used(const struct arena *arena)
{
    return arena->full + (arena->block ? arena->block->used : 0);
}

static struct block *add_block(struct arena *arena, size_t room)
{
    size_t used = arena_used(arena);

    if (used > LIMIT_MEMORY_BYTES || room > LIMIT_MEMORY_BYTES - used) arena_out_of_memory(arena);
    struct block *block = malloc(offsetof(struct block, bytes) + room);
    if (!block) arena_out_of_memory(arena);

    arena->full = used;
    block->before = arena->block;
    block->used = 0;
    block->room = room;
    arena->block = block;
    return block;
}

static size_t room_of_next_block(const struct arena *arena, size_t size)
{
#ifdef SAMC_ARENA_DEBUG
    (void)arena;
    return size;
#else
    size_t room = arena->block ? arena->block->room * 2 : FIRST_BLOCK;

    if (room > LARGEST_BLOCK) room = LARGEST_BLOCK;
    return room < size ? size : room;
#endif
}

/* The bytes that an item takes, with those that keep the next one aligned. */
static size_t with_padding(size_t size)
{
    const size_t align = alignof(max_align_t);

#ifdef SAMC_ARENA_DEBUG
    return size ? size : align; /* a block of its own; also for nothing, for the alignment */
#else
    return (size + align - 1) & ~(align - 1);
#endif
}

/* Whether this allocation is the one that is to fail; counts it. */
static bool is_to_fail(struct arena *arena)
{
    return arena->until_fail != SIZE_MAX && arena->until_fail-- == 0;
}

/* All that an allocation may need: another block, or to fail. */
static void *alloc_slowly(struct arena *arena, size_t size)
{
    if (is_to_fail(arena)) arena_out_of_memory(arena);
    if (size > LIMIT_MEMORY_BYTES) arena_out_of_memory(arena);
    size = with_padding(size);
    struct block *block = arena->block;
    if (!block || block->room - block->used < size)
        block = add_block(arena, room_of_next_block(arena, size));
    void *place = block->bytes + block->used;
    block->used += size;
    return place;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    struct block *block = arena->block;

    /* What fits fits with its padding, since rooms are multiples of the alignment; nothing fits
     * into no room. */
    if (!block || size >= block->room - block->used || arena->until_fail != SIZE_MAX)
        return alloc_slowly(arena, size);
    void *place = block->bytes + block->used;
    block->used += with_padding(size);
    return place;
}

void *arena_zalloc(struct arena *arena, size_t size)
{
    return memset(arena_alloc(arena, size), 0, size);
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > LIMIT_MEMORY_BYTES / size) arena_out_of_memory(arena);
    return arena_alloc(arena, count * size);
}

void *arena_grow(struct arena *arena, void *block, size_t old, size_t size)
{
#ifndef SAMC_ARENA_DEBUG
    const size_t align = alignof(max_align_t);
    struct block *last = arena->block;
    size_t old_room = (old + align - 1) & ~(align - 1);

    if (block && last && (unsigned char *)block + old_room == last->bytes + last->used &&
        size - old_room <= last->room - last->used && size >= old_room &&
        arena->until_fail == SIZE_MAX) {
        size_t more = (size - old_room + align - 1) & ~(align - 1);
        if (more <= last->room - last->used) {
            last->used += more;
            return block;
        }
    }
#endif
    void *place = arena_alloc(arena, size);
    if (old) memcpy(place, block, old);
    return place;
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
}
