/* What is in an archive is counted while it is unpacked, since the sizes that it tells may be lies.
 * Files that nobody asked for are unpacked and counted, too.
 */
#include "aws/zip.h"

#include <archive.h>
#include <archive_entry.h>

#include "aws/library.h"
#include "base/buffer.h"

/* The part of libarchive that is used. A row: FUNCTION(type of result, name, (arguments)). */
#define ARCHIVE_FUNCTIONS                                                                          \
    FUNCTION(struct archive *, read_new, (void))                                                   \
    FUNCTION(int, read_free, (struct archive * archive))                                           \
    FUNCTION(int, read_support_format_zip, (struct archive * archive))                             \
    FUNCTION(int, read_open_memory, (struct archive * archive, const void *bytes, size_t size))    \
    FUNCTION(int, read_next_header, (struct archive * archive, struct archive_entry * *entry))     \
    FUNCTION(la_ssize_t, read_data, (struct archive * archive, void *to, size_t size))             \
    FUNCTION(const char *, error_string, (struct archive * archive))                               \
    FUNCTION(const char *, entry_pathname, (struct archive_entry * entry))                         \
    FUNCTION(mode_t, entry_filetype, (struct archive_entry * entry))

struct functions {
#define FUNCTION(result, name, arguments) result(*name) arguments;
    ARCHIVE_FUNCTIONS
#undef FUNCTION
};

struct zip {
    struct arena *arena;
    struct functions functions;
    struct archive *archive; /* NULL: it could not be opened */
    struct zip_limits limits;
    struct buffer file; /* the one at hand */
    size_t entries, all_bytes;
    const char *problem;
};

static const char *load(struct functions *functions)
{
    static const char *const names[] = {"libarchive.so.13", "libarchive.13.dylib"};
    const struct library_function rows[] = {
#define FUNCTION(result, name, arguments) {"archive_" #name, &functions->name},
        ARCHIVE_FUNCTIONS
#undef FUNCTION
    };

    switch (library_load(names, sizeof names / sizeof *names, rows, sizeof rows / sizeof *rows)) {
    case LIBRARY_LOADED:
        return NULL;
    case LIBRARY_MISSING:
        return "libarchive, which is needed for that, is not installed. Install it (Debian: "
               "apt-get install libarchive13), or unpack the archive and name the folder.";
    case LIBRARY_LACKING:
        break;
    }
    return "The libarchive of this machine lacks a function. Install a newer one.";
}

static void close_zip(void *context)
{
    struct zip *zip = context;

    if (zip->archive) zip->functions.read_free(zip->archive);
}

/* Takes over what libarchive says of the last step. */
static bool fail(struct zip *zip)
{
    const char *text = zip->functions.error_string(zip->archive);

    zip->problem = CONCAT(zip->arena, SLICE("It is no sound ZIP archive ("),
                          slice_of(text ? text : "no reason is given"), SLICE("). Get it anew."))
                       .text;
    return false;
}

struct zip *zip_open(struct arena *arena, struct slice bytes, struct zip_limits limits)
{
    struct zip *zip = arena_zalloc(arena, sizeof *zip);

    zip->arena = arena;
    zip->limits = limits;
    zip->file = buffer_new(arena);
    zip->problem = load(&zip->functions);
    if (zip->problem) return zip;
    arena_on_free(arena, close_zip, zip);
    zip->archive = zip->functions.read_new();
    if (!zip->archive) arena_out_of_memory(arena);
    zip->functions.read_support_format_zip(zip->archive);
    if (zip->functions.read_open_memory(zip->archive, bytes.text, bytes.size) != ARCHIVE_OK)
        fail(zip);
    return zip;
}

static bool is_over(struct zip *zip)
{
    if (zip->entries <= zip->limits.entries && zip->file.size <= zip->limits.bytes &&
        zip->all_bytes <= zip->limits.all_bytes)
        return false;
    zip->problem = slice_printf(zip->arena,
                                "It has more than %zu entries, or unpacked more than %zu MB in one "
                                "of them or %zu MB in all.",
                                zip->limits.entries, zip->limits.bytes >> 20,
                                zip->limits.all_bytes >> 20)
                       .text;
    return true;
}

static bool unpack(struct zip *zip)
{
    enum { PART = 65536 };
    la_ssize_t got;

    zip->file.size = 0;
    do {
        buffer_reserve(&zip->file, PART);
        got = zip->functions.read_data(zip->archive, zip->file.text + zip->file.size, PART);
        if (got < 0) return fail(zip);
        zip->file.size += (size_t)got;
        zip->all_bytes += (size_t)got;
        if (is_over(zip)) return false;
    } while (got > 0);
    return true;
}

bool zip_next(struct zip *zip, struct zip_file *file)
{
    struct archive_entry *entry;

    while (!zip->problem) {
        int status = zip->functions.read_next_header(zip->archive, &entry);
        if (status == ARCHIVE_EOF) return false;
        if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return fail(zip);
        zip->entries++;
        if (is_over(zip) || !unpack(zip)) return false;
        const char *name = zip->functions.entry_pathname(entry);
        if (!name || zip->functions.entry_filetype(entry) != AE_IFREG) continue;
        *file = (struct zip_file){slice_copy(zip->arena, slice_of(name)), buffer_slice(&zip->file)};
        return true;
    }
    return false;
}

const char *zip_problem(const struct zip *zip)
{
    return zip->problem;
}
