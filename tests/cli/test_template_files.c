/* Which files folders, patterns and names of a command line stand for. */
#include "cli/template_files.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tests/unit/unit.h"

/* What lies in the folder of each test; a slash at the end makes a folder. */
static const char *const tree[] = {
    "a.yaml",
    "b.json",
    "c.template",
    "d.YML",
    "notes.txt",
    ".hidden.yaml",
    ".hidden/",
    ".hidden/a.yaml",
    "node_modules/",
    "node_modules/a.yaml",
    "out/",
    "out/a.yaml",
    "out/deep/",
    "out/deep/a.yaml",
    "sub/",
    "sub/a.yaml",
    "sub/b/",
    "sub/b/one two.yaml",
    "sub/b/skipped.yaml",
    "sub/b/x[1].yaml",
};

enum { ENTRIES = sizeof tree / sizeof *tree };

static void write_file(const char *path, struct slice text)
{
    int descriptor = open(path, O_WRONLY | O_CREAT, 0600);

    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, text.text, text.size), (ssize_t)text.size);
    close(descriptor);
}

static void begin(char *folder)
{
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    for (size_t i = 0; i < ENTRIES; i++)
        if (slice_ends(slice_of(tree[i]), SLICE("/")))
            assert_int_equal(mkdir(tree[i], 0700), 0);
        else
            write_file(tree[i], SLICE(""));
    write_file(".gitignore", SLICE("/out\n"));
    write_file("sub/.gitignore", SLICE("skipped.*\n"));
}

static void end(const char *folder)
{
    unlink(".gitignore");
    unlink("sub/.gitignore");
    for (size_t i = ENTRIES; i > 0; i--)
        assert_int_equal(remove(tree[i - 1]), 0);
    assert_int_equal(chdir("/"), 0);
    assert_int_equal(rmdir(folder), 0);
}

static struct slice listed(struct unit *unit, const struct template_files *files)
{
    struct buffer out = buffer_new(unit->arena);

    for (size_t i = 0; i < files->count; i++)
        buffer_printf(&out, "%s%s", i ? "|" : "", files->items[i].path);
    return buffer_slice(&out);
}

/* The files that the words stand for, or the message. */
static struct slice files_of(struct unit *unit, const char *const *words)
{
    struct cli cli = {.arena = unit->arena, .complaints = buffer_new(unit->arena)};
    struct template_files files = {0};
    bool good = true;

    for (; *words && good; words++)
        good = template_files_add(&cli, &files, *words, "the command line");
    template_files_sort(&files);
    return good && !files.incomplete ? listed(unit, &files) : buffer_slice(&cli.complaints);
}

#define FILES(...) files_of(unit, (const char *const[]){__VA_ARGS__, NULL})

#define ALL_FILES "a.yaml|b.json|c.template|d.YML|sub/a.yaml|sub/b/one two.yaml|sub/b/x[1].yaml"

UNIT_TEST(folders)
{
    char folder[] = "/tmp/samc-files-XXXXXX";

    begin(folder);
    assert_slice(FILES("."), ALL_FILES);
    assert_slice(FILES("./"), ALL_FILES);
    assert_slice(FILES("sub"), "sub/a.yaml|sub/b/one two.yaml|sub/b/x[1].yaml");
    assert_slice(FILES("./sub//"), "sub/a.yaml|sub/b/one two.yaml|sub/b/x[1].yaml");
    assert_slice(FILES("sub/../sub"),
                 "sub/../sub/a.yaml|sub/../sub/b/one two.yaml|sub/../sub/b/x[1].yaml");
    /* Without a repository, the folders above say nothing. */
    assert_int_equal(chdir("sub/b"), 0);
    assert_slice(FILES("."), "one two.yaml|skipped.yaml|x[1].yaml");
    assert_slice(FILES("../b/"), "../b/one two.yaml|../b/skipped.yaml|../b/x[1].yaml");
    assert_int_equal(chdir("../.."), 0);
    end(folder);
}

UNIT_TEST(what_is_named_is_taken)
{
    char folder[] = "/tmp/samc-files-XXXXXX";

    begin(folder);
    assert_slice(FILES("notes.txt", ".hidden.yaml"), ".hidden.yaml|notes.txt");
    assert_slice(FILES("node_modules", ".hidden"), ".hidden/a.yaml|node_modules/a.yaml");
    assert_slice(FILES("out"), "out/a.yaml|out/deep/a.yaml");
    assert_slice(FILES("sub/b/skipped.yaml"), "sub/b/skipped.yaml");
    assert_slice(FILES("sub/b/x[1].yaml"), "sub/b/x[1].yaml");
    assert_slice(FILES("missing.yaml"), "missing.yaml");
    assert_slice(FILES("-"), "-");
    end(folder);
}

UNIT_TEST(patterns)
{
    char folder[] = "/tmp/samc-files-XXXXXX";

    begin(folder);
    assert_slice(FILES("*.yaml"), "a.yaml");
    assert_slice(FILES("**/*.yaml"), "a.yaml|sub/a.yaml|sub/b/one two.yaml|sub/b/x[1].yaml");
    assert_slice(FILES("sub/**"), "sub/a.yaml|sub/b/one two.yaml|sub/b/x[1].yaml");
    assert_slice(FILES("./s?b/*.yaml"), "sub/a.yaml");
    assert_slice(FILES("*.txt"), "notes.txt");
    assert_slice(FILES(".hidden/*"), ".hidden/a.yaml");
    assert_slice(FILES("out/*"), "out/a.yaml");
    assert_slice(FILES("sub/b/x\\[1\\].yaml"), "sub/b/x[1].yaml");
    assert_true(slice_starts(FILES("*.yml"), SLICE("samc: no file matches '*.yml' (the command")));
    assert_true(slice_starts(FILES("no/*.yaml"), SLICE("samc: no file matches")));
    end(folder);
}

UNIT_TEST(each_file_once)
{
    char folder[] = "/tmp/samc-files-XXXXXX";

    begin(folder);
    assert_slice(FILES("sub", "sub/a.yaml", "./sub/a.yaml", "sub/*.yaml"),
                 "sub/a.yaml|sub/b/one two.yaml|sub/b/x[1].yaml");
    assert_slice(FILES("sub/../a.yaml", "a.yaml", "sub/../a.yaml"), "a.yaml");
    assert_slice(FILES("no", "./no", "-", "-"), "-|no");
    end(folder);
}

UNIT_TEST(links)
{
    char folder[] = "/tmp/samc-files-XXXXXX";

    begin(folder);
    assert_int_equal(symlink(".", "sub/loop"), 0);
    assert_int_equal(symlink("../../out", "sub/b/out"), 0);
    assert_int_equal(symlink("nowhere.yaml", "sub/broken.yaml"), 0);
    assert_int_equal(symlink("circle.yaml", "sub/circle.yaml"), 0);
    assert_int_equal(symlink("../notes.txt", "sub/notes.yaml"), 0);
    assert_int_equal(symlink("a.yaml", "sub/other.yaml"), 0); /* a file that is there already */
    assert_slice(FILES("sub"), "sub/a.yaml|sub/b/one two.yaml|sub/b/x[1].yaml|sub/notes.yaml");
    assert_slice(FILES("sub/b/out"), "sub/b/out/a.yaml|sub/b/out/deep/a.yaml");
    unlink("sub/loop");
    unlink("sub/b/out");
    unlink("sub/broken.yaml");
    unlink("sub/circle.yaml");
    unlink("sub/notes.yaml");
    unlink("sub/other.yaml");
    end(folder);
}

UNIT_TEST(repositories)
{
    char folder[] = "/tmp/samc-files-XXXXXX";

    begin(folder);
    assert_int_equal(mkdir(".git", 0700), 0);
    assert_int_equal(mkdir(".git/info", 0700), 0);
    write_file(".git/info/exclude", SLICE("one*\n"));
    assert_int_equal(chdir("sub"), 0);
    /* Rules of the folders above hold up to the root of the repository. */
    assert_slice(FILES("b"), "b/x[1].yaml");
    assert_slice(FILES("../out"), "../out/a.yaml|../out/deep/a.yaml");
    /* A repository in a repository has its own rules only. */
    assert_int_equal(mkdir("b/.git", 0700), 0);
    assert_slice(FILES("."), "a.yaml|b/one two.yaml|b/skipped.yaml|b/x[1].yaml");
    assert_int_equal(rmdir("b/.git"), 0);
    assert_int_equal(chdir(".."), 0);
    unlink(".git/info/exclude");
    assert_int_equal(rmdir(".git/info"), 0);
    assert_int_equal(rmdir(".git"), 0);
    end(folder);
}

UNIT_TEST(dropped_and_kept)
{
    char folder[] = "/tmp/samc-files-XXXXXX";
    struct cli cli = {.arena = unit->arena, .complaints = buffer_new(unit->arena)};
    struct template_files files = {0}, wanted = {0};
    struct words patterns = {(const char *[]){"./sub/b/", "*.json", "x"}, 3, 3};

    begin(folder);
    assert_true(template_files_add(&cli, &files, ".", ""));
    template_files_drop(&cli, &files, &patterns);
    template_files_sort(&files);
    assert_slice(listed(unit, &files), "a.yaml|c.template|d.YML|sub/a.yaml");
    assert_true(template_files_add(&cli, &wanted, "./sub/../d.YML", ""));
    assert_true(template_files_add(&cli, &wanted, "gone.yaml", ""));
    assert_true(template_files_add(&cli, &wanted, "sub/a.yaml", ""));
    template_files_keep(&files, &wanted);
    assert_slice(listed(unit, &files), "d.YML|sub/a.yaml");
    /* Editors name files by their absolute paths. */
    wanted.count = 0;
    char *here = realpath(".", NULL);
    assert_non_null(here);
    arena_on_free(unit->arena, free, here);
    const char *there = CONCAT(unit->arena, slice_of(here), SLICE("/sub/b")).text;
    assert_true(template_files_add(&cli, &wanted, there, ""));
    assert_int_equal(wanted.count, 3);
    patterns.items[0] = "sub/b/one*";
    patterns.items[1] = CONCAT(unit->arena, slice_of(there), SLICE("/x*")).text;
    template_files_drop(&cli, &wanted, &patterns);
    assert_int_equal(wanted.count, 1);
    assert_true(slice_ends(slice_of(wanted.items[0].path), SLICE("/sub/b/skipped.yaml")));
    template_files_keep(&files, &(struct template_files){0});
    assert_int_equal(files.count, 0);
    end(folder);
}

int main(void)
{
    return UNIT_RUN(UNIT(folders), UNIT(what_is_named_is_taken), UNIT(patterns),
                    UNIT(each_file_once), UNIT(links), UNIT(repositories), UNIT(dropped_and_kept));
}
