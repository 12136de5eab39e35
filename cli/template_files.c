/* One walk, for folders and for patterns: a folder is listed whole before its folders are gone
 * into, so that no more than one is open at a time. */
#include "cli/template_files.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

#include "base/vector.h"
#include "cli/gitignore.h"
#include "cli/glob.h"

struct walk {
    struct cli *cli;
    struct template_files *files;
    struct slice pattern; /* what paths have to match; empty: the endings of templates decide */
    size_t real_start;    /* bytes of a path that stand for the folder where the walk began... */
    struct slice real;    /* ...which in truth is this one */
};

/* -- Paths --------------------------------------------------------------------------------------
 */

/* Without "./" at the start and slashes at the end. */
static const char *tidy(struct cli *cli, struct slice path)
{
    while (slice_starts(path, SLICE("./")) && path.size > 2)
        for (path = slice_from(path, 2); slice_starts(path, SLICE("/")) && path.size > 1;)
            path = slice_from(path, 1);
    while (path.size > 1 && slice_ends(path, SLICE("/")))
        path.size--;
    return slice_copy(cli->arena, path).text;
}

/* The path of `name` in a folder; that of the working folder is not written. */
static const char *join(struct cli *cli, const char *folder, const char *name)
{
    struct slice start = strcmp(folder, ".") == 0 ? SLICE("") : slice_of(folder);
    bool slash = start.size > 0 && !slice_ends(start, SLICE("/"));

    return CONCAT(cli->arena, start, slash ? SLICE("/") : SLICE(""), slice_of(name)).text;
}

/* The absolute path of what the walk has come to. */
static struct slice real_path(const struct walk *walk, const char *path)
{
    struct slice rest = slice_from(slice_of(path), walk->real_start);
    struct slice start = walk->real;

    while (slice_starts(rest, SLICE("/")))
        rest = slice_from(rest, 1);
    if (rest.size == 0) return start;
    if (slice_ends(start, SLICE("/"))) start.size--;
    return CONCAT(walk->cli->arena, start, SLICE("/"), rest);
}

static bool has_ending(const char *name)
{
    static const char *const endings[] = {".json", ".template", ".yaml", ".yml"};
    const char *ending = strrchr(name, '.');

    for (size_t i = 0; ending && i < sizeof endings / sizeof *endings; i++)
        if (strcasecmp(ending, endings[i]) == 0) return true;
    return false;
}

/* -- Walking ------------------------------------------------------------------------------------
 */

static void add_file(struct cli *cli, struct template_files *files, const char *path, bool named,
                     const struct stat *about)
{
    struct template_file file = {.path = path, .named = named};

    if (about) {
        file.device = about->st_dev;
        file.inode = about->st_ino;
    }
    VECTOR_PUSH(cli->arena, files, file);
}

/* What nobody means when a folder is named. */
static bool is_passed_over(const char *name)
{
    return name[0] == '.' || strcmp(name, "node_modules") == 0;
}

static bool wants(const struct walk *walk, const char *path, const char *name)
{
    return walk->pattern.size > 0 ? glob_match(walk->pattern, slice_of(path)) : has_ending(name);
}

static void walk_folder(const struct walk *walk, const char *path, const struct gitignore *ignored);

static void walk_entry(const struct walk *walk, const char *folder, const char *name,
                       const struct gitignore *ignored)
{
    const char *path = join(walk->cli, folder, name);
    struct stat about;

    if (lstat(path, &about) != 0) return; /* it went away */
    bool is_folder = S_ISDIR(about.st_mode);
    if (!is_folder && !wants(walk, path, name)) return;
    struct slice real = real_path(walk, path);
    if (gitignore_skips(ignored, real, is_folder)) return;
    if (is_folder) {
        walk_folder(walk, path, gitignore_enter(walk->cli->arena, ignored, real));
        return;
    }
    if (S_ISLNK(about.st_mode) && stat(path, &about) != 0) return;
    if (S_ISREG(about.st_mode)) add_file(walk->cli, walk->files, path, false, &about);
}

static void walk_folder(const struct walk *walk, const char *path, const struct gitignore *ignored)
{
    struct file_names names;
    struct file_status status = file_list(walk->cli->arena, path, &names);

    if (!file_ok(status)) {
        walk->files->incomplete = true;
        cli_fail_reading(walk->cli, path, status);
        return;
    }
    for (size_t i = 0; i < names.count; i++)
        if (!is_passed_over(names.items[i])) walk_entry(walk, path, names.items[i], ignored);
}

/* Goes through the folder `path`, taking what matches `pattern`. */
static void walk_from(struct cli *cli, struct template_files *files, const char *path,
                      struct slice pattern)
{
    char *real = realpath(path, NULL);
    struct walk walk = {.cli = cli, .files = files, .pattern = pattern};

    if (!real) {
        files->incomplete = true;
        cli_fail_reading(cli, path, (struct file_status){errno, FILE_OPEN});
        return;
    }
    arena_on_free(cli->arena, free, real);
    walk.real = slice_of(real);
    walk.real_start = strcmp(path, ".") == 0 ? 0 : strlen(path);
    walk_folder(&walk, path, gitignore_of(cli->arena, walk.real));
}

/* -- Words --------------------------------------------------------------------------------------
 */

static bool add_pattern(struct cli *cli, struct template_files *files, const char *word,
                        const char *source)
{
    struct slice folder = glob_folder(slice_of(word));
    size_t before = files->count;
    const char *start = folder.size ? slice_copy(cli->arena, folder).text : ".";
    struct stat about;

    if (stat(start, &about) == 0 && S_ISDIR(about.st_mode))
        walk_from(cli, files, start, slice_of(word));
    if (files->count > before || files->incomplete) return true;
    return cli_fail(cli,
                    "no file matches '%s' (%s). Check the pattern, and the folder you are in; what "
                    ".gitignore leaves out does not count.",
                    word, source);
}

bool template_files_add(struct cli *cli, struct template_files *files, const char *word,
                        const char *source)
{
    const char *path = tidy(cli, slice_of(word));
    struct stat about;

    bool is_file = strcmp(path, "-") != 0, is_there = is_file && stat(path, &about) == 0;

    if (is_file && !is_there && errno == ENOENT && glob_is_pattern(slice_of(path)))
        return add_pattern(cli, files, path, source);
    if (is_there && S_ISDIR(about.st_mode))
        walk_from(cli, files, path, SLICE(""));
    else /* what is not there, too: reading it tells what is wrong */
        add_file(cli, files, path, true, is_there ? &about : NULL);
    return true;
}

/* -- The list -----------------------------------------------------------------------------------
 */

/* Whether the pattern stands for the path or a folder it is in. */
static bool covers(struct slice pattern, struct slice path)
{
    for (size_t end = slice_find(path, '/'); end < path.size;
         end += 1 + slice_find(slice_from(path, end + 1), '/'))
        if (end > 0 && glob_match(pattern, slice_first(path, end))) return true;
    return glob_match(pattern, path);
}

/* The path as a pattern sees it: both absolute, or both from the working folder. */
static struct slice seen_by(struct slice pattern, struct slice path, struct slice folder)
{
    struct slice rest = slice_from(path, folder.size);

    if (slice_starts(pattern, SLICE("/")) || !slice_starts(path, folder) || rest.size == 0)
        return path;
    return rest;
}

/* The working folder with a slash behind it; "//", which no path starts with, when it cannot be
 * told. */
static struct slice working_folder(struct cli *cli)
{
    char *folder = getcwd(NULL, 0);
    struct slice text = CONCAT(cli->arena, slice_of(folder ? folder : "/"), SLICE("/"));

    free(folder);
    return text;
}

void template_files_drop(struct cli *cli, struct template_files *files,
                         const struct words *patterns)
{
    struct slice folder = patterns->count > 0 ? working_folder(cli) : SLICE("");

    for (size_t i = 0; i < patterns->count; i++) {
        struct slice pattern = slice_of(tidy(cli, slice_of(patterns->items[i])));
        size_t kept = 0;
        for (size_t j = 0; j < files->count; j++)
            if (!covers(pattern, seen_by(pattern, slice_of(files->items[j].path), folder)))
                files->items[kept++] = files->items[j];
        files->count = kept;
    }
}

static bool is_known(const struct template_file *file)
{
    return file->device != 0 || file->inode != 0;
}

static int by_identity(const void *a, const void *b)
{
    const struct template_file *left = a, *right = b;

    if (left->device != right->device) return left->device < right->device ? -1 : 1;
    if (left->inode != right->inode) return left->inode < right->inode ? -1 : 1;
    /* The named one, then the shortest name. */
    if (left->named != right->named) return left->named ? -1 : 1;
    size_t left_size = strlen(left->path), right_size = strlen(right->path);
    if (left_size != right_size) return left_size < right_size ? -1 : 1;
    return strcmp(left->path, right->path);
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct template_file *)a)->path, ((const struct template_file *)b)->path);
}

static bool is_same(const struct template_file *a, const struct template_file *b)
{
    if (!is_known(a) || !is_known(b)) return strcmp(a->path, b->path) == 0;
    return a->device == b->device && a->inode == b->inode;
}

void template_files_sort(struct template_files *files)
{
    size_t kept = 0;

    if (files->count == 0) return;
    qsort(files->items, files->count, sizeof *files->items, by_identity);
    for (size_t i = 0; i < files->count; i++)
        if (kept == 0 || !is_same(&files->items[kept - 1], &files->items[i]))
            files->items[kept++] = files->items[i];
    files->count = kept;
    qsort(files->items, files->count, sizeof *files->items, by_path);
}

static int by_inode(const void *a, const void *b)
{
    const struct template_file *left = a, *right = b;

    if (left->device != right->device) return left->device < right->device ? -1 : 1;
    return (left->inode > right->inode) - (left->inode < right->inode);
}

void template_files_keep(struct template_files *files, struct template_files *wanted)
{
    size_t kept = 0, size = sizeof *wanted->items;

    if (wanted->count > 0) qsort(wanted->items, wanted->count, size, by_inode);
    for (size_t i = 0; i < files->count && wanted->count > 0; i++)
        if (bsearch(&files->items[i], wanted->items, wanted->count, size, by_inode))
            files->items[kept++] = files->items[i];
    files->count = kept;
}
