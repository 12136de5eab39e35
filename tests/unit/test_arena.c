/* The arena: alignment, growth in place, closers, the cap, and running out of memory. */
#include <stdalign.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "tests/unit/unit.h"

UNIT_TEST(memory_is_aligned_and_apart)
{
    unsigned char *blocks[200];

    for (size_t i = 0; i < 200; i++) {
        blocks[i] = arena_alloc(unit->arena, i);
        assert_int_equal((uintptr_t)blocks[i] % alignof(uint64_t), 0);
        memset(blocks[i], (int)i, i);
    }
    for (size_t i = 0; i < 200; i++)
        for (size_t k = 0; k < i; k++)
            assert_int_equal(blocks[i][k], i);
}

UNIT_TEST(large_and_small_blocks_mix)
{
    enum { LARGE = 9 * 1024 * 1024 };
    char *small = arena_alloc(unit->arena, 3);
    char *large = arena_zalloc(unit->arena, LARGE);
    char *after = arena_alloc(unit->arena, 3);

    memcpy(small, "ab", 3);
    memcpy(after, "cd", 3);
    assert_int_equal(large[0], 0);
    assert_int_equal(large[LARGE - 1], 0);
    assert_string_equal(small, "ab");
    assert_string_equal(after, "cd");
    assert_true(arena_used(unit->arena) >= LARGE + 6);
}

UNIT_TEST(growing_keeps_the_content)
{
    char *text = arena_alloc(unit->arena, 5);

    memcpy(text, "abcd", 5);
    text = arena_grow(unit->arena, text, 5, 100); /* the last block: may grow in place */
    assert_string_equal(text, "abcd");
    memset(text, 'x', 99);
    text[99] = '\0';
    char *other = arena_alloc(unit->arena, 8);
    memset(other, 'y', 8);
    text = arena_grow(unit->arena, text, 100, 100000); /* not the last one: moves */
    assert_int_equal(strspn(text, "x"), 99);
    assert_int_equal(other[0], 'y');
    assert_int_equal(other[7], 'y');
}

UNIT_TEST(growing_nothing_allocates)
{
    char *text = arena_grow(unit->arena, NULL, 0, 10);

    memset(text, 1, 10);
}

UNIT_TEST(what_is_given_back_is_used_again)
{
    static const size_t sizes[] = {1, 24, 100, 1024, 5000, 3 * 1024 * 1024};

    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        void *item = arena_alloc(unit->arena, sizes[i]);
        char *after = arena_zalloc(unit->arena, 8);
        size_t used = arena_used(unit->arena);
        arena_give_back(unit->arena, item, sizes[i]);
        assert_true(arena_used(unit->arena) <= used - sizes[i]);
        memset(arena_alloc(unit->arena, sizes[i]), 1, sizes[i]);
        assert_int_equal(arena_used(unit->arena), used);
        assert_memory_equal(after, "\0\0\0\0\0\0\0", 8);
    }
    arena_give_back(unit->arena, NULL, 0);
}

UNIT_TEST(small_items_fill_a_large_piece)
{
    enum { PIECE = 5 * 1024 * 1024, COUNT = PIECE / 2 / 1000 };
    char *piece = arena_alloc(unit->arena, PIECE), *items[COUNT];

    memset(arena_alloc(unit->arena, 8), 0, 8);
    arena_give_back(unit->arena, piece, PIECE);
    size_t used = arena_used(unit->arena);
    for (size_t i = 0; i < COUNT; i++)
        items[i] = memset(arena_alloc(unit->arena, 1000), (int)(i & 0x7f), 1000);
    for (size_t i = 0; i < COUNT; i++)
        assert_int_equal(items[i][0] + items[i][999], 2 * (int)(i & 0x7f));
    assert_int_equal(arena_used(unit->arena) - used, COUNT * 1000);
}

UNIT_TEST(growing_in_turn_leaves_nothing_behind)
{
    enum { COUNT = 4096 };
    char *texts[2] = {NULL, NULL};
    size_t before = arena_used(unit->arena);

    for (size_t size = 1; size <= COUNT; size *= 2)
        for (int i = 0; i < 2; i++) {
            texts[i] = arena_grow(unit->arena, texts[i], size / 2, size);
            memset(texts[i] + size / 2, 'a' + i, size - size / 2);
        }
    assert_true(arena_used(unit->arena) - before <= (size_t)2 * COUNT + 64);
    for (size_t i = 0; i < COUNT; i++)
        assert_true(texts[0][i] == 'a' && texts[1][i] == 'b');
}

UNIT_TEST(shrinking_keeps_the_start)
{
    char *text = arena_alloc(unit->arena, 100);

    memset(text, 'x', 100);
    memset(arena_alloc(unit->arena, 8), 0, 8);
    size_t used = arena_used(unit->arena);
    text = arena_shrink(unit->arena, text, 100, 10);
    assert_memory_equal(text, "xxxxxxxxxx", 10);
    assert_true(arena_used(unit->arena) <= used - 80);
    memset(arena_alloc(unit->arena, 88), 'y', 88);
    assert_memory_equal(text, "xxxxxxxxxx", 10);
}

static void note(void *context)
{
    char **end = context;

    *(*end)++ = 'x';
}

static void note_other(void *context)
{
    char **end = context;

    *(*end)++ = 'y';
}

struct closing {
    struct arena *arena;
    char *end;
};

static void register_closers(void *context)
{
    struct closing *closing = context;

    arena_on_free(closing->arena, note, &closing->end);
    arena_on_free(closing->arena, note_other, &closing->end);
}

static void closers_run_last_one_first(void **state)
{
    (void)state;
    char text[3] = "";
    struct closing closing = {arena_new(), text};

    assert_true(arena_run(closing.arena, register_closers, &closing));
    assert_string_equal(text, "");
    arena_free(closing.arena);
    assert_string_equal(text, "yx");
}

struct failing {
    struct arena *arena;
    int reached; /* allocations that succeeded */
    size_t size;
};

static void allocate_thrice(void *context)
{
    struct failing *failing = context;

    for (int i = 0; i < 3; i++) {
        arena_alloc(failing->arena, failing->size);
        failing->reached++;
    }
}

static void the_allocation_asked_for_fails(void **state)
{
    (void)state;
    for (int n = 0; n < 5; n++) {
        struct failing failing = {.arena = arena_new(), .size = 16};
        arena_fail_after(failing.arena, (size_t)n);
        assert_int_equal(arena_run(failing.arena, allocate_thrice, &failing), n >= 3);
        assert_int_equal(failing.reached, n < 3 ? n : 3);
        arena_free(failing.arena);
    }
}

static void allocate_more_than_the_cap(void *context)
{
    struct failing *failing = context;

    arena_alloc(failing->arena, 16);
    failing->reached++;
    arena_alloc(failing->arena, LIMIT_MEMORY_BYTES);
    failing->reached++;
}

static void allocate_overflowing_array(void *context)
{
    struct failing *failing = context;

    arena_array(failing->arena, SIZE_MAX / 4, 8);
    failing->reached++;
}

static void the_cap_counts_all_memory(void **state)
{
    (void)state;
    struct failing failing = {.arena = arena_new()};

    assert_false(arena_run(failing.arena, allocate_more_than_the_cap, &failing));
    assert_int_equal(failing.reached, 1);
    arena_free(failing.arena);
}

static void an_array_that_overflows_is_out_of_memory(void **state)
{
    (void)state;
    struct failing failing = {.arena = arena_new()};

    assert_false(arena_run(failing.arena, allocate_overflowing_array, &failing));
    assert_int_equal(failing.reached, 0);
    arena_free(failing.arena);
}

static void an_arena_can_run_again(void **state)
{
    (void)state;
    struct failing failing = {.arena = arena_new(), .size = 10};

    assert_true(arena_run(failing.arena, allocate_thrice, &failing));
    assert_true(arena_run(failing.arena, allocate_thrice, &failing));
    assert_int_equal(failing.reached, 6);
    arena_free(failing.arena);
}

static void freeing_nothing_is_allowed(void **state)
{
    (void)state;
    arena_free(NULL);
}

int main(void)
{
    return UNIT_RUN(UNIT(memory_is_aligned_and_apart), UNIT(large_and_small_blocks_mix),
                    UNIT(growing_keeps_the_content), UNIT(growing_nothing_allocates),
                    UNIT(what_is_given_back_is_used_again), UNIT(small_items_fill_a_large_piece),
                    UNIT(growing_in_turn_leaves_nothing_behind), UNIT(shrinking_keeps_the_start),
                    cmocka_unit_test(closers_run_last_one_first),
                    cmocka_unit_test(the_allocation_asked_for_fails),
                    cmocka_unit_test(the_cap_counts_all_memory),
                    cmocka_unit_test(an_array_that_overflows_is_out_of_memory),
                    cmocka_unit_test(an_arena_can_run_again),
                    cmocka_unit_test(freeing_nothing_is_allowed));
}
