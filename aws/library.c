#include "aws/library.h"

#include <dlfcn.h>
#include <string.h>

enum library_state library_load(const char *const *names, size_t name_count,
                                const struct library_function *functions, size_t count)
{
    void *library = NULL;

    for (size_t i = 0; i < name_count && !library; i++)
        library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    if (!library) return LIBRARY_MISSING;
    for (size_t i = 0; i < count; i++) {
        void *found = dlsym(library, functions[i].name);
        if (!found) return LIBRARY_LACKING;
        memcpy(functions[i].place, &found, sizeof found);
    }
    return LIBRARY_LOADED;
}
