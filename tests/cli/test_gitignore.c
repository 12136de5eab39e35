/* .gitignore: the rules by examples from gitignore(5), and a folder with many random rules walked
 * by us and by git. */
#include "cli/gitignore.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/template_files.h"
#include "tests/unit/unit.h"

/* -- By example ---------------------------------------------------------------------------------
 */

/* Whether the rules in /r leave out /r/`path`, a folder if it ends with a slash. */
static bool skips(struct unit *unit, const char *rules, const char *path)
{
    struct slice full = CONCAT(unit->arena, SLICE("/r/"), slice_of(path));
    bool is_folder = slice_ends(full, SLICE("/"));

    full.size -= is_folder;
    return gitignore_skips(gitignore_parse(unit->arena, NULL, SLICE("/r"), slice_of(rules)), full,
                           is_folder);
}

#define YES(rules, path) assert_true(skips(unit, (rules), (path)))
#define NO(rules, path)  assert_false(skips(unit, (rules), (path)))

UNIT_TEST(rules)
{
    YES("a", "a");
    YES("a", "b/c/a");
    YES("a", "b/a/");
    NO("a", "ab");
    YES("/a", "a");
    NO("/a", "b/a");
    YES("b/a", "b/a");
    NO("b/a", "c/b/a");
    YES("a/", "b/a/");
    NO("a/", "b/a");
    YES("doc/frotz/", "doc/frotz/");
    NO("doc/frotz/", "a/doc/frotz/");
    YES("**/foo", "x/y/foo");
    YES("abc/**", "abc/x/y");
    YES("a/**/b", "a/x/y/b");
    YES("*.json", "x/y.json");
    NO("/*.json", "x/y.json");
}

UNIT_TEST(lines)
{
    NO("#a", "#a");
    YES("\\#a", "#a");
    YES("\\!a", "!a");
    YES("a  ", "a");
    YES("a\\ ", "a ");
    YES("a\r\nb\r\n", "b");
    YES("\xEF\xBB\xBFx", "x");
    NO("\n/\n!\n", "a");
    YES("x\n*\n!a", "b");
    NO("x\n*\n!a", "a");
    YES("!a\na", "a"); /* the last one decides */
    NO("a[", "a[");
    NO("a\\", "a");
}

UNIT_TEST(nearer_files_come_first)
{
    const struct gitignore *outer =
        gitignore_parse(unit->arena, NULL, SLICE("/r"), SLICE("*.yaml\n!/d/keep.yaml"));
    const struct gitignore *inner =
        gitignore_parse(unit->arena, outer, SLICE("/r/d"), SLICE("!b.yaml\n/c"));

    assert_true(gitignore_skips(inner, SLICE("/r/d/a.yaml"), false));
    assert_false(gitignore_skips(inner, SLICE("/r/d/b.yaml"), false));
    assert_false(gitignore_skips(inner, SLICE("/r/d/keep.yaml"), false));
    assert_true(gitignore_skips(inner, SLICE("/r/d/c"), false));
    assert_true(gitignore_skips(outer, SLICE("/r/d/b.yaml"), false));
    assert_ptr_equal(gitignore_parse(unit->arena, outer, SLICE("/r/e"), SLICE("# nothing")), outer);
    assert_false(gitignore_skips(NULL, SLICE("/r/a"), false));
}

/* -- Beside git ---------------------------------------------------------------------------------
 */

enum { ROUNDS = 150 };

static const char *const folders[] = {"", "a/", "b/", "a/b/", "a/a/", "b/a/", "a/b/a/", "a/b/c d/"};
static const char *const names[] = {"a.yaml", "b.yaml", "ab.json", "c.yml", "x y.json"};

enum {
    FOLDERS = sizeof folders / sizeof *folders,
    NAMES = sizeof names / sizeof *names,
};

/* A number below `limit`; xorshift32. */
static uint32_t draw(uint32_t *state, uint32_t limit)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state % limit;
}

static void write_file(const char *path, struct slice text)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, text.text, text.size), (ssize_t)text.size);
    close(descriptor);
}

static void make_tree(struct unit *unit)
{
    for (size_t i = 0; i < FOLDERS * NAMES; i++) {
        const char *folder = folders[i / NAMES];
        if (*folder) mkdir(folder, 0700);
        write_file(CONCAT(unit->arena, slice_of(folder), slice_of(names[i % NAMES])).text,
                   SLICE(""));
    }
}

/* A .gitignore of a few rules made of a few parts each. */
static struct slice random_rules(struct unit *unit, uint32_t *state)
{
    static const char *const parts[] = {
        "a",       "b",       "a.yaml", "*.yaml", "*",   "**",
        "?",       "[ab]",    "[!a]*",  "*b*",    "c d", "c\\ d",
        "x*",      "*.json",  "**a",    "a\\",    "[a",  "[[:alpha:]].yaml",
        "a*.y?ml", "[a-c].y*"};
    static const char *const starts[] = {"", "", "", "!", "!", "/", "!/", "**/", "#", "\\"};
    static const char *const ends[] = {"", "", "", "/", "/**", " ", "\r", "/*"};
    struct buffer text = buffer_new(unit->arena);

    for (uint32_t rule = draw(state, 5); rule > 0; rule--) {
        buffer_add(&text, slice_of(starts[draw(state, sizeof starts / sizeof *starts)]));
        for (uint32_t part = draw(state, 3);; part--) {
            buffer_add(&text, slice_of(parts[draw(state, sizeof parts / sizeof *parts)]));
            if (part == 0) break;
            buffer_add_byte(&text, '/');
        }
        buffer_add(&text, slice_of(ends[draw(state, sizeof ends / sizeof *ends)]));
        buffer_add_byte(&text, '\n');
    }
    return buffer_slice(&text);
}

static void place_rules(struct unit *unit, uint32_t *state, struct buffer *told)
{
    for (size_t i = 0; i < FOLDERS; i++) {
        const char *path = CONCAT(unit->arena, slice_of(folders[i]), SLICE(".gitignore")).text;
        unlink(path);
        if (draw(state, 3) > 0) continue;
        struct slice text = random_rules(unit, state);
        write_file(path, text);
        buffer_printf(told, "-- %s\n%.*s", path, SLICE_ARG(text));
    }
}

/* The paths that git leaves, a line each, in their order. */
static struct slice left_by_git(struct unit *unit)
{
    struct buffer out = buffer_new(unit->arena);
    FILE *git = popen("git -c core.quotePath=off ls-files --others --exclude-standard | "
                      "grep -v '\\.gitignore$' | LC_ALL=C sort",
                      "r");
    char bytes[4096];
    size_t got;

    assert_non_null(git);
    while ((got = fread(bytes, 1, sizeof bytes, git)) > 0)
        buffer_add(&out, (struct slice){bytes, got});
    pclose(git);
    return buffer_slice(&out);
}

static struct slice left_by_us(struct unit *unit)
{
    struct cli cli = {.arena = unit->arena, .complaints = buffer_new(unit->arena)};
    struct template_files files = {0};
    struct buffer out = buffer_new(unit->arena);

    assert_true(template_files_add(&cli, &files, ".", "the command line"));
    template_files_sort(&files);
    for (size_t i = 0; i < files.count; i++)
        buffer_printf(&out, "%s\n", files.items[i].path);
    return buffer_slice(&out);
}

/* Makes a repository in a new folder and goes there; false when there is no git. */
static bool begin(char *folder)
{
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1);
    setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
    setenv("XDG_CONFIG_HOME", folder, 1);
    unsetenv("GIT_DIR");
    return system("git init -q . 2>/dev/null") == 0;
}

static void end(struct unit *unit, const char *folder)
{
    assert_int_equal(chdir("/"), 0);
    assert_int_equal(system(CONCAT(unit->arena, SLICE("rm -r "), slice_of(folder)).text), 0);
}

UNIT_TEST(as_git)
{
    char folder[] = "/tmp/samc-gitignore-XXXXXX";
    uint32_t state = 20261121;

    if (!begin(folder)) {
        end(unit, folder);
        skip();
    }
    make_tree(unit);
    write_file(".git/info/exclude", SLICE("b/b.yaml\n"));
    for (int i = 0; i < ROUNDS; i++) {
        struct buffer told = buffer_new(unit->arena);
        place_rules(unit, &state, &told);
        struct slice git = left_by_git(unit), ours = left_by_us(unit);
        if (!slice_eq(git, ours))
            fail_msg("round %d:\n%.*s\n== git leaves\n%.*s== samc leaves\n%.*s", i,
                     SLICE_ARG(buffer_slice(&told)), SLICE_ARG(git), SLICE_ARG(ours));
    }
    end(unit, folder);
}

int main(void)
{
    return UNIT_RUN(UNIT(rules), UNIT(lines), UNIT(nearer_files_come_first), UNIT(as_git));
}
