/* A growing array in an arena, for any item type:
 *
 *     VECTOR(struct finding) all = {0};
 *     VECTOR_PUSH(arena, &all, (struct finding){...});
 *     for (size_t i = 0; i < all.count; i++) use(&all.items[i]);
 */
#ifndef BASE_VECTOR_H
#define BASE_VECTOR_H

#include "base/arena.h"

#define VECTOR(type)                                                                               \
    struct {                                                                                       \
        type *items;                                                                               \
        size_t count, room;                                                                        \
    }

#define VECTOR_PUSH(arena, vector, ...)                                                            \
    ((vector)->items = vector_grow((arena), (vector)->items, (vector)->count, &(vector)->room,     \
                                   sizeof *(vector)->items),                                       \
     (vector)->items[(vector)->count++] = __VA_ARGS__)

/* Room for one more item of `size` bytes behind `count` ones; returns where the items are now. */
static inline void *vector_grow(struct arena *arena, void *items, size_t count, size_t *room,
                                size_t size)
{
    if (count < *room) return items;
    enum { FIRST_BYTES = 32 };
    size_t first = size < FIRST_BYTES ? FIRST_BYTES / size : 1; /* most have one or a few */
    size_t more = *room ? *room * 2 : first;
    void *grown = arena_grow(arena, items, count * size, more * size);
    *room = more;
    return grown;
}

#endif
