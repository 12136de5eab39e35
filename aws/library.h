/* Libraries that are loaded when they are needed: linking them would cost every run of the program
 * more than all else at start-up. */
#ifndef AWS_LIBRARY_H
#define AWS_LIBRARY_H

#include <stddef.h>

struct library_function {
    const char *name;
    void *place; /* the address of a pointer to a function, which POSIX allows to fill so */
};

enum library_state {
    LIBRARY_LOADED,
    LIBRARY_MISSING, /* none of that name is installed */
    LIBRARY_LACKING, /* it does not have one of the functions */
};

/* Loads the first of the files that there is, and looks up the functions. */
enum library_state library_load(const char *const *names, size_t name_count,
                                const struct library_function *functions, size_t count);

#endif
