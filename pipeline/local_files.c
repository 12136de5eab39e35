/* A path in a template is relative to the folder that the template is in; the host wants it as the
 * template's own name is.
 */
#include "pipeline/local_files.h"

#include <assert.h>

#include "base/buffer.h"
#include "base/vector.h"
#include "pipeline/host.h"

/* The kinds are handed through as they are. */
static_assert((int)SAMC_FILE_MISSING == LOCAL_FILE_MISSING, "same order");
static_assert((int)SAMC_FILE_REGULAR == LOCAL_FILE_REGULAR, "same order");
static_assert((int)SAMC_FILE_FOLDER == LOCAL_FILE_FOLDER, "same order");
static_assert((int)SAMC_FILE_UNKNOWN == LOCAL_FILE_UNKNOWN, "same order");

struct measured {
    struct slice path; /* as the template has it */
    struct folder_size size;
};

struct template_folder {
    struct arena *arena;
    const samc_host *host;
    struct slice path; /* empty, or ends with a slash */
    VECTOR(struct measured) measured;
};

static const char *path_of(const struct template_folder *folder, struct slice path)
{
    if (slice_starts(path, SLICE("/"))) return slice_copy(folder->arena, path).text;
    return CONCAT(folder->arena, folder->path, path).text;
}

static enum local_file find(void *context, struct slice path)
{
    const struct template_folder *folder = context;
    samc_file_kind kind;

    if (memchr(path.text, '\0', path.size)) return LOCAL_FILE_UNKNOWN;
    kind = folder->host->find_file(folder->host->context, path_of(folder, path));
    return (unsigned)kind < SAMC_FILE_UNKNOWN ? (enum local_file)kind : LOCAL_FILE_UNKNOWN;
}

static bool read_text(void *context, struct slice path, struct slice *text)
{
    const struct template_folder *folder = context;
    const char *problem;

    if (!folder->host->read_file || find(context, path) != LOCAL_FILE_REGULAR ||
        !host_read_file(folder->arena, folder->host, path_of(folder, path), text, &problem))
        return false;
    *text = slice_copy(folder->arena, *text);
    return true;
}

/* Functions often share a folder. */
static bool measure(void *context, struct slice path, struct folder_size *size)
{
    struct template_folder *folder = context;
    samc_folder_size answer;

    for (size_t i = 0; i < folder->measured.count; i++) {
        if (!slice_eq(folder->measured.items[i].path, path)) continue;
        *size = folder->measured.items[i].size;
        return true;
    }
    if (!folder->host->measure_folder || find(context, path) != LOCAL_FILE_FOLDER ||
        !host_measure_folder(folder->arena, folder->host, path_of(folder, path), &answer))
        return false;
    *size = (struct folder_size){answer.bytes, slice_copy(folder->arena, slice_of(answer.largest)),
                                 answer.largest_bytes};
    VECTOR_PUSH(folder->arena, &folder->measured, (struct measured){path, *size});
    return true;
}

struct validator_files local_files(struct arena *arena, const samc_options *options)
{
    struct slice name = slice_of(options->name);

    if (!options->host.find_file || !name.size || slice_eq(name, SLICE("-")))
        return (struct validator_files){0};
    while (name.size && name.text[name.size - 1] != '/')
        name.size--;
    struct template_folder *folder = arena_alloc(arena, sizeof *folder);
    *folder = (struct template_folder){
        .arena = arena, .host = &options->host, .path = slice_copy(arena, name)};
    return (struct validator_files){
        .context = folder, .find = find, .measure = measure, .read = read_text};
}
