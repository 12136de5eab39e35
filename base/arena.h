/* Memory of one compilation.
 *
 * Law: every node, string and finding of a compilation lives in its arena; nobody frees one of
 * them alone; arena_free() ends them all together. Only what grows, and scratch memory of one
 * function, is given back earlier.
 *
 * Running out of memory is the tool's failure, not the template's, and there is exactly one place
 * where it is seen: arena_run() returns false. Code that runs inside arena_run() may therefore
 * take every pointer it is given as good.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* A new, empty arena, or NULL when there is no memory. Released with arena_free(). */
struct arena *arena_new(void);

/* Calls the registered closers, last one first, then releases all memory. NULL is allowed. */
void arena_free(struct arena *arena);

/* Runs work(context). Returns true when it came to its end and false when an allocation inside it
 * failed; then the work stops in the middle and only arena_free() may follow. Does not nest. */
bool arena_run(struct arena *arena, void (*work)(void *context), void *context);

/* `size` bytes, aligned for pointers and numbers of 64 bits, not initialised. Never NULL. Only
 * inside arena_run(). */
void *arena_alloc(struct arena *arena, size_t size);

/* Two items at once, which may grow and be given back each by itself. Returns the first one. */
void *arena_alloc_two(struct arena *arena, size_t first, size_t second, void **second_item);

/* The same, filled with zero bytes. */
void *arena_zalloc(struct arena *arena, size_t size);

/* Memory for `count` items of `size` bytes; a product that overflows counts as out of memory. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* Makes `item` of `old` bytes hold `size` bytes (size >= old) and returns its new place. The last
 * item handed out grows where it stands. Otherwise the old place is given back, and nobody may look
 * there any more. */
void *arena_grow(struct arena *arena, void *item, size_t old, size_t size);

/* Makes `item` of `old` bytes have only `size` bytes (size <= old) and returns its place, which
 * stays.
 */
void *arena_shrink(struct arena *arena, void *item, size_t old, size_t size);

/* Lets `size` bytes, as many as were asked for, be used again: for what only one function knows of.
 * NULL is allowed. */
void arena_give_back(struct arena *arena, void *item, size_t size);

/* Calls close(context) when the arena is freed: for memory that a foreign library owns. When there
 * is no memory to note that, it is called at once, before the work of arena_run() ends. */
void arena_on_free(struct arena *arena, void (*close)(void *context), void *context);

/* For memory that was asked of a foreign library and not given: ends the work of arena_run(). */
_Noreturn void arena_out_of_memory(struct arena *arena);

/* Bytes handed out so far, without those given back. */
size_t arena_used(const struct arena *arena);

/* Makes the allocation after the next `count` ones fail, once. For tests. */
void arena_fail_after(struct arena *arena, size_t count);

#endif
