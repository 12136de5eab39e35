/* What went wrong with a file, in words that say what to do. What is not in the tables is left to
 * the words of the system. */
#include "cli/cli.h"

#include <errno.h>

struct reason {
    int error;        /* errno */
    const char *why;  /* follows "cannot read 'x': " */
    const char *next; /* the next step; "" when there is nothing to advise */
};

static const struct reason read_reasons[] = {
    {ENOENT, "there is no such file", "Check its name, and the folder you are in."},
    {EISDIR, "it is a folder", "Name a file in it."},
    {EACCES, "you may not read it", "Check its permissions and those of its folder (ls -l)."},
    {EPERM, "you may not read it", "Check its permissions and those of its folder (ls -l)."},
    {ENOTDIR, "a part of its path is no folder", "Check the path."},
    {ELOOP, "its symbolic links lead in a circle", "Name the file itself."},
    {ENAMETOOLONG, "its name is too long", "Check the name."},
    {EBADF, "it is closed", "Name a file, or connect a file or a pipe to it."},
};

static const struct reason write_reasons[] = {
    {ENOENT, "its folder does not exist", "Create the folder, or choose another place."},
    {EISDIR, "it is a folder", "Give the name of a file."},
    {EACCES, "you may not write there", "Check the permissions of the file and of its folder."},
    {EPERM, "you may not write there", "Check the permissions of the file and of its folder."},
    {EROFS, "the file system is read-only", "Choose another place."},
    {ENOTDIR, "a part of its path is no folder", "Check the path."},
    {ENOSPC, "no space is left on the device", "Make room, or choose another place."},
    {EDQUOT, "your disk quota is used up", "Make room, or choose another place."},
    {EFBIG, "it would be larger than is allowed", "Raise the limit (ulimit -f), or try --compact."},
    {ELOOP, "its symbolic links lead in a circle", "Name the file itself."},
    {ENAMETOOLONG, "its name is too long", "Choose a shorter one."},
    {EPIPE, "whoever was to read it is gone", ""},
    {EBADF, "it is closed", "Write to a file with -o FILE, or connect a file or a pipe to it."},
};

/* The row of `error`; the last one is for all others. */
static struct reason reason_of(const struct reason *reasons, size_t count, int error)
{
    for (size_t i = 0; i < count; i++)
        if (reasons[i].error == error) return reasons[i];
    return (struct reason){error, strerror(error), ""};
}

/* `path` as messages show it; "-" is the standard stream that is given. */
static struct slice shown(const struct cli *cli, const char *path, struct slice stream)
{
    if (strcmp(path, "-") == 0) return stream;
    return CONCAT(cli->arena, SLICE("'"), slice_of(path), SLICE("'"));
}

static bool fail(struct cli *cli, const char *what, struct slice name, struct reason reason)
{
    return cli_fail(cli, "cannot %s %.*s: %s.%s%s", what, SLICE_ARG(name), reason.why,
                    *reason.next ? " " : "", reason.next);
}

bool cli_fail_reading(struct cli *cli, const char *path, struct file_status status)
{
    return fail(cli, "read", shown(cli, path, SLICE("standard input")),
                reason_of(read_reasons, sizeof read_reasons / sizeof *read_reasons, status.error));
}

const char *cli_reading_problem(struct arena *arena, struct file_status status)
{
    struct reason reason =
        reason_of(read_reasons, sizeof read_reasons / sizeof *read_reasons, status.error);

    return slice_printf(arena, "%s.%s%s", reason.why, *reason.next ? " " : "", reason.next).text;
}

bool cli_fail_writing(struct cli *cli, const char *path, struct file_status status)
{
    const char *what = status.step == FILE_CREATE ? "create the new file for" : "write";

    return fail(
        cli, what, shown(cli, path, SLICE("standard output")),
        reason_of(write_reasons, sizeof write_reasons / sizeof *write_reasons, status.error));
}
