/* Patterns of paths: each form by examples, and that none takes long. */
#include "cli/glob.h"

#include "tests/unit/unit.h"

static void assert_matches(const char *pattern, const char *const *paths, bool expected)
{
    for (; *paths; paths++)
        if (glob_match(slice_of(pattern), slice_of(*paths)) != expected)
            fail_msg("'%s' %s '%s'", pattern, expected ? "misses" : "matches", *paths);
}

#define YES(pattern, ...) assert_matches((pattern), (const char *const[]){__VA_ARGS__, NULL}, true)
#define NO(pattern, ...)  assert_matches((pattern), (const char *const[]){__VA_ARGS__, NULL}, false)

UNIT_TEST(names)
{
    (void)unit;
    YES("a.yaml", "a.yaml");
    NO("a.yaml", "a.yml", "b/a.yaml", "a.yaml/b", "");
    YES("?", "a");
    NO("?", "", "ab", "/");
    YES("*", "a", "a.yaml");
    NO("*", "a/b");
    YES("*.yaml", "a.yaml", ".yaml", "a.yaml.yaml");
    NO("*.yaml", "a.yml", "b/a.yaml");
    YES("a*b*c", "abc", "axbxc", "abcbc", "aXbXbXcXc");
    NO("a*b*c", "acb", "abcd");
    YES("**a", "a", "ba"); /* two stars that are no part of their own are as one */
    NO("**a", "b/a");
}

UNIT_TEST(sets)
{
    (void)unit;
    YES("[ab]", "a", "b");
    NO("[ab]", "c", "ab", "");
    YES("[a-c]x", "ax", "bx", "cx");
    NO("[a-c]x", "dx", "-x");
    YES("[!a-c]", "d", "-");
    NO("[!a-c]", "a", "/");
    YES("[^a]", "b");
    YES("[]a]", "]", "a");
    YES("[!]a]", "b");
    NO("[!]a]", "]", "a");
    YES("[a-]", "a", "-");
    YES("[\\]]", "]");
    YES("[[:digit:]x]", "7", "x");
    NO("[[:digit:]x]", "a", ":");
    YES("[[:alpha:]-z]", "q", "-", "z");
    YES("[[:x]", "[", ":", "x");
    NO("[[:what:]]", "w", "a", ":]");
    YES("x[a/]", "xa");
    NO("x[a/]", "x/");
    NO("[a", "a", "[a");
    NO("[", "[", "");
}

UNIT_TEST(escapes)
{
    (void)unit;
    YES("\\*", "*");
    NO("\\*", "a", "\\*");
    YES("\\a\\[", "a[");
    NO("a\\", "a", "a\\");
}

UNIT_TEST(folders)
{
    (void)unit;
    YES("a/*/c", "a/b/c", "a/x/c");
    NO("a/*/c", "a/c", "a/b/b/c");
    YES("**/c", "c", "a/c", "a/b/c");
    NO("**/c", "a/b", "c/a", "xc");
    YES("a/**/c", "a/c", "a/b/c", "a/b/b/c");
    NO("a/**/c", "a", "c", "b/c");
    YES("a/**", "a/b", "a/b/c");
    NO("a/**", "a", "b/a");
    YES("**", "a", "a/b");
    YES("**/a/**/b/*.yaml", "a/b/x.yaml", "x/a/a/y/b/b/x.yaml");
    NO("**/a/**/b/*.yaml", "b/a/x.yaml", "a/b/c/x.yaml");
    YES("/tmp/*.yaml", "/tmp/a.yaml");
    NO("/tmp/*.yaml", "tmp/a.yaml");
}

UNIT_TEST(plain_start)
{
    (void)unit;
    assert_slice(glob_folder(SLICE("a/b/*.yaml")), "a/b");
    assert_slice(glob_folder(SLICE("a/b")), "a");
    assert_slice(glob_folder(SLICE("*.yaml")), "");
    assert_slice(glob_folder(SLICE("**/a")), "");
    assert_slice(glob_folder(SLICE("a[1]/b")), "");
    assert_slice(glob_folder(SLICE("/*/b")), "/");
    assert_slice(glob_folder(SLICE("/a/*/b")), "/a");
    assert_true(glob_is_pattern(SLICE("a?")));
    assert_false(glob_is_pattern(SLICE("a-b/c.yaml")));
}

/* What makes a matcher that tries every star again run for years. */
UNIT_TEST(stars_do_not_multiply)
{
    struct buffer pattern = buffer_new(unit->arena), path = buffer_new(unit->arena);

    for (int i = 0; i < 500; i++) {
        buffer_add(&pattern, SLICE("**/*a*a*a*a*a/"));
        buffer_add(&path, SLICE("aaaaaaaaaaaaaaaaaaaaaaaaaaaa/"));
    }
    buffer_add(&pattern, SLICE("b"));
    buffer_add(&path, SLICE("c"));
    assert_false(glob_match(buffer_slice(&pattern), buffer_slice(&path)));
}

int main(void)
{
    return UNIT_RUN(UNIT(names), UNIT(sets), UNIT(escapes), UNIT(folders), UNIT(plain_start),
                    UNIT(stars_do_not_multiply));
}
