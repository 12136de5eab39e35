/* Reading and writing files as a whole, in a folder of their own. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/unit/unit.h"

/* Runs `body` in an empty folder, which becomes the working folder. */
static void in_folder(struct unit *unit, void (*body)(struct unit *unit))
{
    char folder[] = "/tmp/samc-file-XXXXXX";
    int before = open(".", O_RDONLY | O_DIRECTORY);

    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    body(unit);
    DIR *all = opendir(".");
    assert_non_null(all);
    for (struct dirent *each; (each = readdir(all));)
        if (each->d_name[0] != '.' && unlink(each->d_name) != 0) rmdir(each->d_name);
    closedir(all);
    assert_int_equal(fchdir(before), 0);
    close(before);
    assert_int_equal(rmdir(folder), 0); /* fails when a hidden file was left behind */
}

#define FILE_TEST(name)                                                                            \
    static void name##_in_folder(struct unit *unit);                                               \
    UNIT_TEST(name)                                                                                \
    {                                                                                              \
        in_folder(unit, name##_in_folder);                                                         \
    }                                                                                              \
    static void name##_in_folder(struct unit *unit)

static void put(const char *path, struct slice text, mode_t mode)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, text.text, text.size), (ssize_t)text.size);
    assert_int_equal(fchmod(descriptor, mode), 0);
    close(descriptor);
}

static struct slice get(struct unit *unit, const char *path)
{
    struct slice bytes = {NULL, 0};

    assert_true(file_ok(file_read(unit->arena, path, 1000, &bytes)));
    return bytes;
}

static void assert_status(struct file_status status, int error, enum file_step step)
{
    assert_int_equal(status.error, error);
    if (error) assert_int_equal(status.step, step);
}

static mode_t mode_of(const char *path)
{
    struct stat about;

    assert_int_equal(lstat(path, &about), 0);
    return about.st_mode;
}

FILE_TEST(reads_up_to_a_cap)
{
    struct slice bytes;

    put("a", BYTES("abc\0def"), 0600);
    assert_true(file_ok(file_read(unit->arena, "a", 100, &bytes)));
    assert_int_equal(bytes.size, 7);
    assert_memory_equal(bytes.text, "abc\0def", 8); /* a zero byte follows */
    assert_true(file_ok(file_read(unit->arena, "a", 7, &bytes)));
    assert_int_equal(bytes.size, 7);
    assert_true(file_ok(file_read(unit->arena, "a", 3, &bytes)));
    assert_slice(bytes, "abc");
    assert_true(file_ok(file_read(unit->arena, "a", 0, &bytes)));
    assert_slice(bytes, "");
    put("empty", SLICE(""), 0600);
    assert_slice(get(unit, "empty"), "");
}

FILE_TEST(reads_what_has_no_size)
{
    struct slice bytes;

    assert_true(file_ok(file_read(unit->arena, "/dev/zero", 300000, &bytes)));
    assert_int_equal(bytes.size, 300000);
    assert_int_equal(bytes.text[299999], 0);
    assert_true(file_ok(file_read(unit->arena, "/proc/self/status", 100000, &bytes)));
    assert_true(slice_starts(bytes, SLICE("Name:")));
}

FILE_TEST(reading_tells_what_failed)
{
    struct slice bytes;

    assert_status(file_read(unit->arena, "missing", 10, &bytes), ENOENT, FILE_OPEN);
    assert_status(file_read(unit->arena, ".", 10, &bytes), EISDIR, FILE_READ);
    assert_status(file_read(unit->arena, "", 10, &bytes), ENOENT, FILE_OPEN);
    assert_status(file_read_descriptor(unit->arena, -1, 10, &bytes), EBADF, FILE_READ);
}

FILE_TEST(names_come_in_order)
{
    struct file_names names;

    put("b", SLICE(""), 0600);
    put("a.json", SLICE(""), 0600);
    put("B", SLICE(""), 0600);
    assert_true(file_ok(file_list(unit->arena, ".", &names)));
    assert_int_equal(names.count, 3);
    assert_string_equal(names.items[0], "B");
    assert_string_equal(names.items[1], "a.json");
    assert_string_equal(names.items[2], "b");
    assert_int_equal(file_list(unit->arena, "b", &names).error, ENOTDIR);
    assert_int_equal(file_list(unit->arena, "c", &names).error, ENOENT);
}

FILE_TEST(a_new_file_has_usual_permissions)
{
    mode_t mask = umask(027);

    assert_status(file_write(unit->arena, "new", SLICE("text")), 0, FILE_OPEN);
    umask(mask);
    assert_slice(get(unit, "new"), "text");
    assert_int_equal(mode_of("new"), S_IFREG | 0640);
}

FILE_TEST(a_replaced_file_keeps_its_permissions)
{
    struct stat before, after;

    put("old", SLICE("a longer text"), 0604);
    assert_int_equal(stat("old", &before), 0);
    assert_status(file_write(unit->arena, "old", SLICE("text")), 0, FILE_OPEN);
    assert_int_equal(stat("old", &after), 0);
    assert_slice(get(unit, "old"), "text");
    assert_int_equal(after.st_mode, S_IFREG | 0604);
    assert_true(before.st_ino != after.st_ino); /* it was replaced, not written over */
}

FILE_TEST(links_are_followed)
{
    assert_int_equal(mkdir("sub", 0700), 0);
    put("sub/target", SLICE("old"), 0600);
    assert_int_equal(symlink("sub/target", "link"), 0);
    assert_int_equal(symlink("link", "link2"), 0);
    assert_status(file_write(unit->arena, "link2", SLICE("new")), 0, FILE_OPEN);
    assert_slice(get(unit, "sub/target"), "new");
    assert_true(S_ISLNK(mode_of("link2")) && S_ISLNK(mode_of("link")));
    assert_int_equal(unlink("sub/target"), 0);

    assert_int_equal(symlink("target2", "sub/dangling"), 0); /* relative to its own folder */
    assert_status(file_write(unit->arena, "sub/dangling", SLICE("made")), 0, FILE_OPEN);
    assert_slice(get(unit, "sub/target2"), "made");
    assert_int_equal(unlink("sub/target2") + unlink("sub/dangling"), 0);

    assert_int_equal(symlink("circle", "circle"), 0);
    assert_status(file_write(unit->arena, "circle", SLICE("x")), ELOOP, FILE_OPEN);
}

FILE_TEST(devices_and_pipes_are_written_to)
{
    int ends[2];
    char path[64], text[8] = "";

    assert_status(file_write(unit->arena, "/dev/null", SLICE("x")), 0, FILE_OPEN);
    assert_true(S_ISCHR(mode_of("/dev/null")));
    assert_status(file_write(unit->arena, "/dev/full", SLICE("x")), ENOSPC, FILE_WRITE);
    assert_int_equal(pipe(ends), 0);
    snprintf(path, sizeof path, "/dev/fd/%d", ends[1]);
    assert_status(file_write(unit->arena, path, SLICE("x")), 0, FILE_OPEN);
    assert_int_equal(read(ends[0], text, sizeof text), 1);
    close(ends[0]);
    close(ends[1]);
}

FILE_TEST(standard_output_is_not_replaced)
{
    struct stat before, after;
    int saved = dup(STDOUT_FILENO), file = open("out", O_WRONLY | O_CREAT | O_TRUNC, 0600);

    assert_int_equal(write(file, "first ", 6), 6);
    assert_int_equal(fstat(file, &before), 0);
    dup2(file, STDOUT_FILENO);
    struct file_status by_device = file_write(unit->arena, "/dev/stdout", SLICE("second "));
    struct file_status by_name = file_write(unit->arena, "out", SLICE("third"));
    dup2(saved, STDOUT_FILENO);
    close(saved);
    close(file);
    assert_status(by_device, 0, FILE_OPEN);
    assert_status(by_name, 0, FILE_OPEN);
    assert_slice(get(unit, "out"), "first second third");
    assert_int_equal(stat("out", &after), 0);
    assert_int_equal(before.st_ino, after.st_ino);
}

FILE_TEST(writing_tells_what_failed)
{
    put("file", SLICE("x"), 0600);
    assert_status(file_write(unit->arena, ".", SLICE("x")), EISDIR, FILE_OPEN);
    assert_status(file_write(unit->arena, "file/below", SLICE("x")), ENOTDIR, FILE_OPEN);
    assert_status(file_write(unit->arena, "missing/file", SLICE("x")), ENOENT, FILE_CREATE);
    assert_status(file_write_descriptor(-1, SLICE("x")), EBADF, FILE_WRITE);
}

FILE_TEST(a_failed_write_leaves_the_old_file)
{
    struct rlimit before, small;
    static char large[100000];

    put("old", SLICE("old text"), 0600);
    memset(large, 'x', sizeof large);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = before;
    small.rlim_cur = 5000;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    struct file_status replaced =
        file_write(unit->arena, "old", (struct slice){large, sizeof large});
    struct file_status made = file_write(unit->arena, "new", (struct slice){large, sizeof large});
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, handler);
    assert_status(replaced, EFBIG, FILE_WRITE);
    assert_status(made, EFBIG, FILE_WRITE);
    assert_slice(get(unit, "old"), "old text");
    assert_int_equal(access("new", F_OK), -1);
    /* in_folder() sees to it that no new file was left behind. */
}

FILE_TEST(the_same_file)
{
    (void)unit;
    put("a", SLICE("x"), 0600);
    put("b", SLICE("x"), 0600);
    assert_int_equal(link("a", "hard"), 0);
    assert_int_equal(symlink("a", "soft"), 0);
    assert_true(file_same("a", "a") && file_same("a", "hard") && file_same("soft", "a"));
    assert_false(file_same("a", "b"));
    assert_false(file_same("a", "missing") || file_same("missing", "missing"));
    assert_false(file_same("/dev/null", "/dev/null")); /* not a regular file */
}

int main(void)
{
    return UNIT_RUN(UNIT(reads_up_to_a_cap), UNIT(reads_what_has_no_size),
                    UNIT(names_come_in_order), UNIT(reading_tells_what_failed),
                    UNIT(a_new_file_has_usual_permissions),
                    UNIT(a_replaced_file_keeps_its_permissions), UNIT(links_are_followed),
                    UNIT(devices_and_pipes_are_written_to), UNIT(standard_output_is_not_replaced),
                    UNIT(writing_tells_what_failed), UNIT(a_failed_write_leaves_the_old_file),
                    UNIT(the_same_file));
}
