/* Memory of one compilation.
 *
 * Law: every node, string and finding of a compilation lives in its arena; nobody frees one of
 * them alone; arena_free() ends them all together.
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

/* `size` bytes, aligned for any type, not initialised. Never NULL. Only inside arena_run(). */
void *arena_alloc(struct arena *arena, size_t size);

/* The same, filled with zero bytes. */
void *arena_zalloc(struct arena *arena, size_t size);

/* Memory for `count` items of `size` bytes; a product that overflows counts as out of memory. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* Makes `block` of `old` bytes hold `size` bytes (size >= old) and returns its new place. The last
 * block handed out grows where it stands. */
void *arena_grow(struct arena *arena, void *block, size_t old, size_t size);

/* Calls close(context) when the arena is freed: for memory that a foreign library owns. When there
 * is no memory to note that, it is called at once, before the work of arena_run() ends. */
void arena_on_free(struct arena *arena, void (*close)(void *context), void *context);

/* For memory that was asked of a foreign library and not given: ends the work of arena_run(). */
_Noreturn void arena_out_of_memory(struct arena *arena);

/* Bytes handed out so far. */
size_t arena_used(const struct arena *arena);

/* Makes the allocation after the next `count` ones fail, once. For tests. */
void arena_fail_after(struct arena *arena, size_t count);

#endif
