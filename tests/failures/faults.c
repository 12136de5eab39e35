#include "tests/failures/faults.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"

struct faults *faults;

static bool hits(long *counter, const char *call, int descriptor)
{
    if (++*counter != faults->number) return false;
    faults->happened = true;
    faults->call = call;
    faults->descriptor = descriptor;
    return true;
}

static bool memory_fails(const char *call)
{
    if (!faults) return false;
    if (faults->kind == FAULT_MEMORY) return hits(&faults->allocations, call, -1);
    faults->allocations++;
    return false;
}

/* Whether a system call fails; errno is set then. */
static bool call_fails(const char *call, int descriptor)
{
    if (!faults) return false;
    if (faults->kind != FAULT_ERROR) {
        faults->calls++;
        return false;
    }
    if (!hits(&faults->calls, call, descriptor)) return false;
    errno = faults->error;
    return true;
}

/* -- Memory -------------------------------------------------------------------------------------
 */

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t size);
char *__real_strdup(const char *text);
void __real_free(void *block);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t size);
char *__wrap_strdup(const char *text);
void __wrap_free(void *block);

static void *born(void *block)
{
    if (faults && block) faults->live++;
    return block;
}

void *__wrap_malloc(size_t size)
{
    return memory_fails("malloc") ? NULL : born(__real_malloc(size));
}

void *__wrap_calloc(size_t count, size_t size)
{
    return memory_fails("calloc") ? NULL : born(__real_calloc(count, size));
}

void *__wrap_realloc(void *block, size_t size)
{
    if (memory_fails("realloc")) return NULL;
    void *grown = __real_realloc(block, size);
    return block ? grown : born(grown);
}

char *__wrap_strdup(const char *text)
{
    return memory_fails("strdup") ? NULL : born(__real_strdup(text));
}

void __wrap_free(void *block)
{
    if (faults && block) faults->live--;
    __real_free(block);
}

/* libyaml's own functions, which these take the place of. */
#define EXPORTED __attribute__((visibility("default")))
EXPORTED void *yaml_malloc(size_t size);
EXPORTED void *yaml_realloc(void *block, size_t size);
EXPORTED void yaml_free(void *block);
EXPORTED char *yaml_strdup(const char *text);

void *yaml_malloc(size_t size)
{
    return __wrap_malloc(size ? size : 1);
}

void *yaml_realloc(void *block, size_t size)
{
    return __wrap_realloc(block, size ? size : 1);
}

void yaml_free(void *block)
{
    __wrap_free(block);
}

char *yaml_strdup(const char *text)
{
    return text ? __wrap_strdup(text) : NULL;
}

/* Each item of an arena, also where a block has room for many. */
void *__real_arena_alloc(struct arena *arena, size_t size);
void *__real_arena_alloc_two(struct arena *arena, size_t first, size_t second, void **second_item);
void *__real_arena_zalloc(struct arena *arena, size_t size);
void *__real_arena_array(struct arena *arena, size_t count, size_t size);
void *__real_arena_grow(struct arena *arena, void *block, size_t old, size_t size);
void *__wrap_arena_alloc(struct arena *arena, size_t size);
void *__wrap_arena_alloc_two(struct arena *arena, size_t first, size_t second, void **second_item);
void *__wrap_arena_zalloc(struct arena *arena, size_t size);
void *__wrap_arena_array(struct arena *arena, size_t count, size_t size);
void *__wrap_arena_grow(struct arena *arena, void *block, size_t old, size_t size);

void *__wrap_arena_alloc(struct arena *arena, size_t size)
{
    if (memory_fails("arena_alloc")) arena_out_of_memory(arena);
    return __real_arena_alloc(arena, size);
}

void *__wrap_arena_alloc_two(struct arena *arena, size_t first, size_t second, void **second_item)
{
    if (memory_fails("arena_alloc_two")) arena_out_of_memory(arena);
    return __real_arena_alloc_two(arena, first, second, second_item);
}

void *__wrap_arena_zalloc(struct arena *arena, size_t size)
{
    if (memory_fails("arena_zalloc")) arena_out_of_memory(arena);
    return __real_arena_zalloc(arena, size);
}

void *__wrap_arena_array(struct arena *arena, size_t count, size_t size)
{
    if (memory_fails("arena_array")) arena_out_of_memory(arena);
    return __real_arena_array(arena, count, size);
}

void *__wrap_arena_grow(struct arena *arena, void *block, size_t old, size_t size)
{
    if (memory_fails("arena_grow")) arena_out_of_memory(arena);
    return __real_arena_grow(arena, block, old, size);
}

/* Functions of the C library that allocate. */
char *__real_realpath(const char *path, char *resolved);
char *__real_getcwd(char *text, size_t size);
DIR *__real_opendir(const char *path);
DIR *__real_fdopendir(int descriptor);
int __real_closedir(DIR *folder);
struct dirent *__real_readdir(DIR *folder);
char *__wrap_realpath(const char *path, char *resolved);
char *__wrap_getcwd(char *text, size_t size);
DIR *__wrap_opendir(const char *path);
DIR *__wrap_fdopendir(int descriptor);
int __wrap_closedir(DIR *folder);
struct dirent *__wrap_readdir(DIR *folder);

/* Whether either kind of failure hits; errno is set then. */
static bool fails_anyhow(const char *call)
{
    if (call_fails(call, -1)) return true;
    if (!memory_fails(call)) return false;
    errno = ENOMEM;
    return true;
}

char *__wrap_realpath(const char *path, char *resolved)
{
    if (fails_anyhow("realpath")) return NULL;
    char *real = __real_realpath(path, resolved);
    return resolved ? real : born(real);
}

char *__wrap_getcwd(char *text, size_t size)
{
    if (fails_anyhow("getcwd")) return NULL;
    char *folder = __real_getcwd(text, size);
    return text ? folder : born(folder);
}

static DIR *opened(DIR *folder)
{
    if (faults && folder) faults->folders++;
    return folder;
}

DIR *__wrap_opendir(const char *path)
{
    return fails_anyhow("opendir") ? NULL : opened(__real_opendir(path));
}

DIR *__wrap_fdopendir(int descriptor)
{
    return fails_anyhow("fdopendir") ? NULL : opened(__real_fdopendir(descriptor));
}

int __wrap_closedir(DIR *folder)
{
    if (faults) faults->folders--;
    return __real_closedir(folder);
}

struct dirent *__wrap_readdir(DIR *folder)
{
    return call_fails("readdir", -1) ? NULL : __real_readdir(folder);
}

/* -- Files --------------------------------------------------------------------------------------
 */

#define WRAP(type, name, parameters, arguments, descriptor)                                        \
    type __real_##name parameters;                                                                 \
    type __wrap_##name parameters;                                                                 \
    type __wrap_##name parameters                                                                  \
    {                                                                                              \
        if (call_fails(#name, descriptor)) return (type)-1;                                        \
        return __real_##name arguments;                                                            \
    }

WRAP(int, fsync, (int descriptor), (descriptor), descriptor)
WRAP(int, rename, (const char *from, const char *to), (from, to), -1)
WRAP(int, fchmod, (int descriptor, mode_t mode), (descriptor, mode), descriptor)
WRAP(int, fstat, (int descriptor, struct stat *about), (descriptor, about), descriptor)
WRAP(int, stat, (const char *path, struct stat *about), (path, about), -1)
WRAP(int, lstat, (const char *path, struct stat *about), (path, about), -1)
WRAP(int, fstatat, (int folder, const char *path, struct stat *about, int flags),
     (folder, path, about, flags), -1)
WRAP(int, access, (const char *path, int mode), (path, mode), -1)
WRAP(int, faccessat, (int folder, const char *path, int mode, int flags),
     (folder, path, mode, flags), -1)
WRAP(ssize_t, readlink, (const char *path, char *text, size_t size), (path, text, size), -1)

/* The size that a read or write of `size` bytes gets. */
static size_t cut(size_t size)
{
    if (!faults || faults->kind != FAULT_SHORT || size == 0) return size;
    if (faults->calls < faults->number) return size;
    faults->happened = true;
    return 1;
}

ssize_t __real_read(int descriptor, void *bytes, size_t size);
ssize_t __real_write(int descriptor, const void *bytes, size_t size);
int __real_close(int descriptor);
int __real_open(const char *path, int flags, ...);
int __real_openat(int folder, const char *path, int flags, ...);
ssize_t __wrap_read(int descriptor, void *bytes, size_t size);
ssize_t __wrap_write(int descriptor, const void *bytes, size_t size);
int __wrap_close(int descriptor);
int __wrap_open(const char *path, int flags, ...);
int __wrap_openat(int folder, const char *path, int flags, ...);

ssize_t __wrap_read(int descriptor, void *bytes, size_t size)
{
    if (call_fails("read", descriptor)) return -1;
    return __real_read(descriptor, bytes, cut(size));
}

ssize_t __wrap_write(int descriptor, const void *bytes, size_t size)
{
    if (call_fails("write", descriptor)) return -1;
    return __real_write(descriptor, bytes, cut(size));
}

/* The descriptor is gone in any case, as Linux has it. */
int __wrap_close(int descriptor)
{
    bool fails = call_fails("close", descriptor);
    int error = errno, result = __real_close(descriptor);

    if (!fails) return result;
    errno = error;
    return -1;
}

static mode_t mode_of(int flags, va_list arguments)
{
    return flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
}

int __wrap_open(const char *path, int flags, ...)
{
    va_list arguments;

    va_start(arguments, flags);
    mode_t mode = mode_of(flags, arguments);
    va_end(arguments);
    return call_fails("open", -1) ? -1 : __real_open(path, flags, mode);
}

int __wrap_openat(int folder, const char *path, int flags, ...)
{
    va_list arguments;

    va_start(arguments, flags);
    mode_t mode = mode_of(flags, arguments);
    va_end(arguments);
    return call_fails("openat", -1) ? -1 : __real_openat(folder, path, flags, mode);
}
