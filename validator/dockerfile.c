/* From lines to logical lines (comments dropped, continued lines joined), to instructions, to
 * stages. ARG is followed up to the first FROM only, since only these are for FROM.
 */
#include "validator/dockerfile.h"

#include <strings.h>

#include "base/buffer.h"

struct reading {
    struct arena *arena;
    struct slice rest; /* not read so far */
    uint32_t line;     /* number of the next line */
    char escape;       /* what continues a line */
    const struct docker_argument *given;
    size_t given_count;
    VECTOR(struct docker_argument) known; /* ARG before the first FROM */
    struct dockerfile file;
};

/* -- Text ---------------------------------------------------------------------------------------
 */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static struct slice trimmed(struct slice text)
{
    while (text.size && is_space(text.text[0]))
        text = slice_from(text, 1);
    while (text.size && is_space(text.text[text.size - 1]))
        text.size--;
    return text;
}

static bool is_word(struct slice text, const char *word)
{
    return text.size == strlen(word) && strncasecmp(text.text, word, text.size) == 0;
}

/* The first word of *text, which then is what follows it. */
static struct slice next_word(struct slice *text)
{
    struct slice all = trimmed(*text);
    size_t size = 0;

    while (size < all.size && !is_space(all.text[size]) && all.text[size] != '\n')
        size++;
    *text = trimmed(slice_from(all, size));
    return slice_first(all, size);
}

static struct slice unquoted(struct slice text)
{
    if (text.size >= 2 && (text.text[0] == '"' || text.text[0] == '\'') &&
        text.text[text.size - 1] == text.text[0])
        return (struct slice){text.text + 1, text.size - 2};
    return text;
}

/* -- Lines --------------------------------------------------------------------------------------
 */

static bool next_line(struct reading *r, struct slice *line)
{
    size_t size = slice_find(r->rest, '\n');

    if (!r->rest.size) return false;
    *line = slice_first(r->rest, size);
    if (line->size && line->text[line->size - 1] == '\r') line->size--;
    r->rest = slice_from(r->rest, size + 1);
    r->line++;
    return true;
}

/* Takes the directives at the top of the file: "# escape=`". */
static void read_directives(struct reading *r)
{
    for (struct slice before = r->rest, line; next_line(r, &line); before = r->rest) {
        struct slice text = trimmed(line);
        size_t equals = slice_find(text, '=');
        if (!slice_starts(text, SLICE("#")) || equals == text.size) {
            r->rest = before;
            r->line--;
            return;
        }
        struct slice value = trimmed(slice_from(text, equals + 1));
        if (is_word(trimmed(slice_from(slice_first(text, equals), 1)), "escape") && value.size == 1)
            r->escape = value.text[0];
    }
}

/* The next instruction's text, its continued lines joined; false at the end. */
static bool next_logical_line(struct reading *r, struct slice *text, uint32_t *number)
{
    struct buffer joined = buffer_new(r->arena);
    bool continues = false;

    for (struct slice line; next_line(r, &line);) {
        struct slice part = trimmed(line);
        if (!part.size || part.text[0] == '#') continue;
        if (!continues) *number = r->line - 1;
        continues = part.text[part.size - 1] == r->escape;
        if (continues) part.size--;
        if (joined.size) buffer_add_byte(&joined, ' ');
        buffer_add(&joined, trimmed(part));
        if (!continues) break;
    }
    *text = buffer_slice(&joined);
    return joined.size > 0;
}

/* -- Here-documents -----------------------------------------------------------------------------
 */

/* The end mark of the next here-document that `text` announces from *at on: <<EOF, <<-"EOF". */
static bool next_mark(struct slice text, size_t *at, struct slice *mark, bool *may_indent)
{
    for (size_t i = *at; i + 2 < text.size; i++) {
        size_t start = i, end;
        if (text.text[i] != '<' || text.text[i + 1] != '<') continue;
        while (start > 0 && text.text[start - 1] >= '0' && text.text[start - 1] <= '9')
            start--;
        *may_indent = text.text[i + 2] == '-';
        for (end = i += *may_indent ? 3 : 2; end < text.size && !is_space(text.text[end]); end++)
            ;
        *mark = unquoted((struct slice){text.text + i, end - i});
        *at = end;
        if ((start == 0 || is_space(text.text[start - 1])) && mark->size &&
            slice_find(*mark, '<') == mark->size)
            return true;
    }
    return false;
}

/* The instruction's text with its here-documents behind it. */
static struct slice with_documents(struct reading *r, struct slice text)
{
    struct buffer all = buffer_new(r->arena);
    struct slice mark, line;
    size_t at = 0;
    bool may_indent;

    buffer_add(&all, text);
    while (next_mark(text, &at, &mark, &may_indent))
        while (next_line(r, &line) && !slice_eq(may_indent ? trimmed(line) : line, mark)) {
            buffer_add_byte(&all, '\n');
            buffer_add(&all, line);
        }
    return buffer_slice(&all);
}

/* -- Arguments ----------------------------------------------------------------------------------
 */

static const struct docker_argument *argument_find(const struct docker_argument *items,
                                                   size_t count, struct slice name)
{
    for (size_t i = count; i-- > 0;)
        if (slice_eq(items[i].name, name)) return &items[i];
    return NULL;
}

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* Adds what stands for NAME, NAME:-other or NAME:+other; false when it is not known. */
static bool add_variable(const struct reading *r, struct slice inside, struct buffer *all)
{
    size_t colon = slice_find(inside, ':');
    struct slice modifier = slice_from(inside, colon);
    const struct docker_argument *known =
        argument_find(r->known.items, r->known.count, slice_first(inside, colon));

    if (slice_starts(modifier, SLICE(":+"))) {
        if (known && known->value.size) buffer_add(all, slice_from(modifier, 2));
        return true;
    }
    if (known && known->value.size)
        buffer_add(all, known->value);
    else if (slice_starts(modifier, SLICE(":-")))
        buffer_add(all, slice_from(modifier, 2));
    else
        return false;
    return true;
}

/* The text with its variables replaced; empty when one is not known. */
static struct slice substituted(const struct reading *r, struct slice text)
{
    struct buffer all = buffer_new(r->arena);

    for (size_t i = 0; i < text.size;) {
        struct slice rest = slice_from(text, i + 1);
        size_t size = 0;
        if (text.text[i] != '$') {
            buffer_add_byte(&all, text.text[i++]);
            continue;
        }
        if (slice_starts(rest, SLICE("{"))) {
            size = slice_find(rest, '}');
            if (!add_variable(r, slice_from(slice_first(rest, size), 1), &all)) return SLICE("");
            i += size + 2;
            continue;
        }
        while (size < rest.size && is_name_byte(rest.text[size]))
            size++;
        if (!add_variable(r, slice_first(rest, size), &all)) return SLICE("");
        i += size + 1;
    }
    return buffer_slice(&all);
}

/* ARG NAME=default ... before the first FROM. */
static void note_arguments(struct reading *r, struct slice text)
{
    enum { MOST_VALUE_BYTES = 1000 }; /* one could double the one before */

    while (text.size) {
        struct slice word = next_word(&text);
        size_t equals = slice_find(word, '=');
        struct slice name = slice_first(word, equals);
        const struct docker_argument *given = argument_find(r->given, r->given_count, name);
        struct slice value =
            given ? given->value : substituted(r, unquoted(slice_from(word, equals + 1)));
        if (value.size > MOST_VALUE_BYTES) value = SLICE("");
        VECTOR_PUSH(r->arena, &r->known, (struct docker_argument){name, value});
    }
}

/* -- Instructions -------------------------------------------------------------------------------
 */

static enum docker_keyword keyword_of(struct slice word)
{
    static const struct {
        const char *word;
        enum docker_keyword keyword;
    } rows[] = {
        {"ADD", DOCKER_ADD}, {"ARG", DOCKER_ARG},   {"CMD", DOCKER_CMD},
        {"ENV", DOCKER_ENV}, {"COPY", DOCKER_COPY}, {"ENTRYPOINT", DOCKER_ENTRYPOINT},
        {"RUN", DOCKER_RUN}, {"FROM", DOCKER_FROM},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (is_word(word, rows[i].word)) return rows[i].keyword;
    return DOCKER_OTHER;
}

/* The number of the stage of that name among those so far; 0: none. */
static uint32_t stage_named(const struct dockerfile *file, struct slice name)
{
    for (size_t i = file->stages.count; name.size && i-- > 0;)
        if (file->stages.items[i].name.size == name.size &&
            strncasecmp(file->stages.items[i].name.text, name.text, name.size) == 0)
            return (uint32_t)i + 1;
    return 0;
}

static void begin_stage(struct reading *r, const struct docker_instruction *from)
{
    struct slice text = from->text, flags = from->flags;
    struct docker_stage stage = {.line = from->line};

    stage.image = unquoted(substituted(r, next_word(&text)));
    if (is_word(next_word(&text), "AS")) stage.name = next_word(&text);
    stage.base = stage_named(&r->file, stage.image);
    if (stage.base) stage.image = SLICE("");
    while (flags.size) {
        struct slice flag = next_word(&flags), start = SLICE("--platform=");
        if (slice_starts(flag, start))
            stage.platform = substituted(r, slice_from(flag, start.size));
    }
    VECTOR_PUSH(r->arena, &r->file.stages, stage);
}

static void add_instruction(struct reading *r, struct slice line, uint32_t number)
{
    struct docker_instruction i = {.line = number};

    i.keyword = keyword_of(next_word(&line));
    i.text = line;
    while (slice_starts(i.text, SLICE("--")))
        next_word(&i.text);
    i.flags = trimmed(slice_first(line, (size_t)(i.text.text - line.text)));
    if (i.keyword == DOCKER_RUN || i.keyword == DOCKER_COPY || i.keyword == DOCKER_ADD)
        i.text = with_documents(r, i.text);
    if (i.keyword == DOCKER_FROM) begin_stage(r, &i);
    i.stage = (uint32_t)r->file.stages.count;
    if (i.keyword == DOCKER_ARG && !i.stage) note_arguments(r, i.text);
    VECTOR_PUSH(r->arena, &r->file.instructions, i);
}

struct dockerfile dockerfile_read(struct arena *arena, struct slice text,
                                  const struct docker_argument *arguments, size_t count)
{
    struct slice mark = SLICE("\xef\xbb\xbf"), line;
    uint32_t number = 1;
    struct reading r = {
        .arena = arena,
        .rest = slice_starts(text, mark) ? slice_from(text, mark.size) : text,
        .line = 1,
        .escape = '\\',
        .given = arguments,
        .given_count = count,
    };

    read_directives(&r);
    while (next_logical_line(&r, &line, &number))
        add_instruction(&r, line, number);
    return r.file;
}

uint32_t dockerfile_final_stage(const struct dockerfile *file, struct slice target)
{
    uint32_t number = 0, named = stage_named(file, target);

    if (named || !target.size) return named ? named : (uint32_t)file->stages.count;
    for (size_t i = 0; i < target.size; i++) {
        if (target.text[i] < '0' || target.text[i] > '9' || number > file->stages.count) return 0;
        number = number * 10 + (uint32_t)(target.text[i] - '0');
    }
    return number < file->stages.count ? number + 1 : 0;
}

bool dockerfile_leads_to(const struct dockerfile *file, uint32_t number, uint32_t final)
{
    for (; final; final = file->stages.items[final - 1].base)
        if (final == number) return true;
    return false;
}
