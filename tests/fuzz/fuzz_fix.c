/* What `samc lint --fix` does to a text. The first byte chooses the region and the day; the rest is
 * the template. Each round must leave a text that can be read, without anything that was not there,
 * and with all comments that stand outside of what goes; few rounds must bring it to an end. */
#include <string.h>

#include "pipeline/result_internal.h"
#include "tests/fuzz/fuzz.h"

/* As many as the program makes, see cli/lint.c. */
enum { MOST_ROUNDS = 20 };

static samc_result *lint(struct slice text, uint8_t choice)
{
    static const char *const regions[] = {NULL, "ap-southeast-1", "cn-north-1", "us-gov-west-1"};
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result;

    options.goal = SAMC_GOAL_LINT;
    options.region = regions[choice & 3];
    options.today = choice & 4 ? 20261121 : 0;
    REQUIRE(samc_compile(text.text, text.size, &options, &result) == SAMC_OK);
    return result;
}

/* Whether `fixed` is `text` without some of its bytes. */
static bool is_left_of(struct slice fixed, struct slice text)
{
    size_t at = 0;

    for (size_t i = 0; i < text.size && at < fixed.size; i++)
        at += text.text[i] == fixed.text[at];
    return at == fixed.size;
}

/* Whether a fix is about the byte at `offset` of the sources. */
static bool is_fixed(const struct findings *findings, size_t offset)
{
    for (size_t i = 0; i < findings->count; i++)
        for (const struct fix *fix = findings->items[i].fix; fix; fix = fix->next) {
            size_t start = fix->kind == FIX_REMOVE_ENTRY ? fix->key.start : fix->value.start;
            if (offset >= start && offset < fix->value.end) return true;
        }
    return false;
}

/* The next line from *at that is a comment and nothing else, with its line break. */
static bool next_comment(struct slice text, size_t *at, struct slice *comment)
{
    while (*at < text.size) {
        struct slice rest = slice_from(text, *at);
        struct slice line = slice_first(rest, slice_find(rest, '\n') + 1);
        size_t blanks = 0;
        while (blanks < line.size && line.text[blanks] == ' ')
            blanks++;
        *at += line.size;
        *comment = line;
        if (blanks < line.size && line.text[blanks] == '#') return true;
    }
    return false;
}

static size_t count_comments(struct slice text, struct slice wanted)
{
    struct slice comment;
    size_t at = 0, count = 0;

    while (next_comment(text, &at, &comment))
        count += slice_eq(comment, wanted);
    return count;
}

static void require_comments(const samc_result *result, struct slice text, struct slice fixed)
{
    struct slice comment, seen;
    size_t at = 0, base = result->sources->last->base;

    while (next_comment(text, &at, &comment)) {
        size_t due = 0, other = 0;
        while (next_comment(text, &other, &seen))
            due += slice_eq(seen, comment) &&
                   !is_fixed(result->findings, base + (size_t)(seen.text - text.text));
        REQUIRE(count_comments(fixed, comment) >= due);
    }
}

/* Mends a text once; false when there is nothing to mend. The text that came of it is a copy. */
static bool fix_once(struct slice *text, uint8_t choice)
{
    samc_result *result = lint(*text, choice);
    struct slice fixed;

    fixed.text = samc_result_fixed(result, &fixed.size);
    if (fixed.text) {
        REQUIRE(result->input);
        REQUIRE(fixed.size < text->size && is_left_of(fixed, *text));
        require_comments(result, *text, fixed);
        char *copy = malloc(fixed.size + 1);
        REQUIRE(copy);
        memcpy(copy, fixed.text, fixed.size);
        *text = (struct slice){copy, fixed.size};
    }
    samc_result_free(result);
    return fixed.text != NULL;
}

static void require_readable(const struct reader *reader, struct slice text)
{
    if (!document_read(reader, SLICE("fixed"), text)) {
        fprintf(stderr, "%.*s\n%.*s\n", SLICE_ARG(text),
                SLICE_ARG(reader->findings->items[0].message));
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t choice = size ? data[0] : 0;
    struct slice text = {size ? (const char *)data + 1 : "", size ? size - 1 : 0}, before = text;
    int rounds = 0;

    while (fix_once(&text, choice)) {
        if (rounds++) free((char *)before.text);
        before = text;
        fuzz_run(require_readable, (const uint8_t *)text.text, text.size);
        REQUIRE(rounds <= MOST_ROUNDS);
    }
    if (rounds) free((char *)text.text);
    return 0;
}
