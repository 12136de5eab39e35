/* What decides which files samc lint reads: patterns, .gitignore, and whether a text is a template.
 * The input up to the first zero byte is rules or a pattern, the rest is a path or a text. */
#include "cli/detect.h"
#include "cli/gitignore.h"
#include "cli/glob.h"
#include "tests/fuzz/fuzz.h"

/* A path as the walk makes them: no empty parts, and no slash at the end. */
static bool is_path(struct slice text)
{
    return text.size > 0 && text.text[0] != '/' && !slice_ends(text, SLICE("/")) &&
           slice_search(text, SLICE("//")) == text.size;
}

/* The same text with a backslash in front of each byte that could be special. */
static struct slice quoted(struct arena *arena, struct slice text)
{
    struct buffer out = buffer_new(arena);

    for (size_t i = 0; i < text.size; i++) {
        if (text.text[i] != '/') buffer_add_byte(&out, '\\');
        buffer_add_byte(&out, text.text[i]);
    }
    return buffer_slice(&out);
}

static void decide(const struct reader *reader, struct slice input)
{
    struct arena *arena = reader->builder.arena;
    struct slice first = slice_first(input, slice_find(input, '\0'));
    struct slice rest = slice_from(input, first.size + 1);
    struct slice path = CONCAT(arena, SLICE("/r/"), rest);

    detect_template(arena, input);
    detect_template(arena, rest);
    glob_match(first, rest);
    REQUIRE(glob_folder(first).size <= first.size);
    gitignore_skips(gitignore_parse(arena, NULL, SLICE("/r"), first), path, first.size % 2);
    if (!is_path(rest)) return;
    REQUIRE(glob_match(quoted(arena, rest), rest));
    REQUIRE(glob_match(SLICE("**"), rest));
    if (!glob_is_pattern(rest)) REQUIRE(glob_match(rest, rest));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_run(decide, data, size);
    return 0;
}
