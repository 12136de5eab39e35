/* Each text is gone over once to find its end, and borrowed from the source when it says there what
 * it means. Only texts with escapes or line breaks are written anew, which never makes them longer.
 */
#include "document/plain_scalar.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "document/reader_internal.h"

enum {
    O = PLAIN_ODD,
    B = PLAIN_BREAK,
    S = PLAIN_BLANK,
    I = PLAIN_INDICATOR,
    C = PLAIN_COLON | PLAIN_INDICATOR,
    F = PLAIN_FLOW | PLAIN_INDICATOR,
};

/* By the first 16 bytes of ASCII in the first row, and so on. The odd ones of the lower half are
 * those with which U+0080 to U+00BF, U+2000 to U+2FFF and U+F000 to U+FFFF begin in UTF-8. */
/* clang-format off */
const unsigned char plain_classes[256] = {
    O, O, O, O, O, O, O, O, O, S, B, O, O, B, O, O,
    O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O,
    S, I, I, C, 0, I, I, I, 0, 0, I, 0, F, I, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, C, 0, 0, 0, I, F,
    I, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, F, 0, F, 0, 0,
    I, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, F, I, F, 0, O,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, O, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, O, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, O,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
};
/* clang-format on */

bool plain_is_odd(const struct plain_cursor *cursor, const char *at)
{
    size_t place = 0;
    uint32_t code = utf8_next((struct slice){at, (size_t)(cursor->end - at)}, &place);

    if (code < 0xa0) return code != '\t';
    return code == 0x2028 || code == 0x2029 || code == 0xfeff || code == 0xfffe || code == 0xffff;
}

/* -- Lines --------------------------------------------------------------------------------------
 */

/* The byte at or behind `at` that is of one of the classes; NULL at an odd one. */
static const char *find(const struct plain_cursor *cursor, const char *at, unsigned classes)
{
    for (; at < cursor->end; at++) {
        unsigned found = plain_classes[(unsigned char)*at] & (classes | PLAIN_ODD);

        if (!found) continue;
        if (found & classes) break;
        if (plain_is_odd(cursor, at)) return NULL;
    }
    return at;
}

bool plain_skip_break(struct plain_cursor *cursor)
{
    if (cursor->at < cursor->end && *cursor->at == '\r') cursor->at++;
    if (cursor->at < cursor->end && *cursor->at++ != '\n') return false;
    cursor->line = cursor->at;
    return true;
}

bool plain_skip_comment(struct plain_cursor *cursor)
{
    const char *end = find(cursor, cursor->at, PLAIN_BREAK);

    if (end) cursor->at = end;
    return end != NULL;
}

bool plain_is_document_mark(const struct plain_cursor *cursor)
{
    const char *at = cursor->at;

    if (at != cursor->line || cursor->end - at < 3) return false;
    return (memcmp(at, "---", 3) == 0 || memcmp(at, "...", 3) == 0) && plain_ends(cursor, at + 3);
}

bool plain_next_line(struct plain_cursor *cursor, bool *had_comment)
{
    *had_comment = false;
    plain_skip_spaces(cursor);
    for (;;) {
        if (cursor->at < cursor->end && *cursor->at == '#') {
            if (cursor->at != cursor->line && cursor->at[-1] != ' ') return false;
            if (!plain_skip_comment(cursor)) return false;
            *had_comment = true;
        }
        if (cursor->at >= cursor->end) return true;
        if (!plain_is(cursor, cursor->at, PLAIN_BREAK)) break;
        if (!plain_skip_break(cursor)) return false;
        plain_skip_spaces(cursor);
    }
    for (const char *at = cursor->line; at < cursor->at; at++)
        if (*at != ' ') return false; /* something else stands in this line, the first one */
    return *cursor->at != '\t';
}

/* -- Folding ------------------------------------------------------------------------------------
 */

/* Blanks and breaks from `from` on: as they are within a line; else one break is a space, and each
 * further one stays. */
static const char *fold(const char *from, const char *end, struct buffer *out)
{
    const char *start = from;
    size_t breaks = 0;

    for (; from < end && plain_classes[(unsigned char)*from] & (PLAIN_BLANK | PLAIN_BREAK); from++)
        breaks += *from == '\n';
    if (breaks > 1)
        buffer_add_repeat(out, '\n', breaks - 1);
    else if (breaks)
        buffer_add_byte(out, ' ');
    else
        buffer_add(out, (struct slice){start, (size_t)(from - start)});
    return from;
}

static bool hex_code(const char *from, const char *end, int digits, uint32_t *code)
{
    *code = 0;
    if (end - from < digits) return false;
    for (int i = 0; i < digits; i++) {
        unsigned digit = hex_digit(from[i]);
        if (digit > 15) return false;
        *code = *code << 4 | digit;
    }
    return *code <= 0x10ffff && (*code < 0xd800 || *code > 0xdfff);
}

/* The escape whose letter is at `from`: what is behind it, or NULL for one that is not plain. */
static const char *unescape(const char *from, const char *end, struct buffer *out)
{
    static const char letters[] = "0abtnvfre \"/\\", meanings[] = "\0\a\b\t\n\v\f\r\x1b \"/\\";
    int digits = *from == 'x' ? 2 : *from == 'u' ? 4 : *from == 'U' ? 8 : 0;
    uint32_t code;

    if (digits) {
        if (!hex_code(from + 1, end, digits, &code)) return NULL;
        utf8_add(out, code);
        return from + 1 + digits;
    }
    const char *letter = memchr(letters, *from, sizeof letters - 1);
    if (!letter) return NULL;
    buffer_add_byte(out, meanings[letter - letters]);
    return from + 1;
}

/* What from..end means between quotes, or without them when `quote` is 0. */
static bool write_text(struct arena *arena, const char *from, const char *end, char quote,
                       struct slice *text)
{
    struct buffer out = buffer_new(arena);

    buffer_reserve(&out, (size_t)(end - from));
    while (from && from < end) {
        if (plain_classes[(unsigned char)*from] & (PLAIN_BLANK | PLAIN_BREAK)) {
            from = fold(from, end, &out);
        } else if (quote == '"' && *from == '\\') {
            from = unescape(from + 1, end, &out);
        } else {
            from += quote == '\'' && *from == '\''; /* of two, the first */
            buffer_add_byte(&out, *from++);
        }
    }
    *text = buffer_end(&out);
    return from != NULL;
}

/* -- Without quotes -----------------------------------------------------------------------------
 */

/* The end of what can be text in this line, NULL for what is not plain. */
static const char *end_of_words(const struct plain_cursor *cursor, bool in_flow)
{
    unsigned classes = PLAIN_BREAK | PLAIN_COLON | (in_flow ? PLAIN_FLOW : 0u);
    const char *at = cursor->at;

    for (;; at++) {
        at = find(cursor, at, classes);
        if (!at || at >= cursor->end || plain_classes[(unsigned char)*at] & PLAIN_BREAK) return at;
        if (*at == '?') return NULL; /* only asked for in flow style */
        if (*at == '#' && at > cursor->at && at[-1] != ' ' && at[-1] != '\t') continue;
        if (*at == ':' && !plain_ends(cursor, at + 1)) {
            if (in_flow && plain_is(cursor, at + 1, PLAIN_FLOW)) return NULL;
            continue;
        }
        return at;
    }
}

/* Whether the byte at the cursor begins a text without quotes. */
static bool can_begin(const struct plain_cursor *cursor, bool in_flow)
{
    const char *start = cursor->at;

    if (plain_ends(cursor, start)) return false; /* a tab */
    if (!plain_is(cursor, start, PLAIN_INDICATOR)) return true;
    if (plain_ends(cursor, start + 1)) return false;
    return in_flow ? *start == '-' && !plain_is(cursor, start + 1, PLAIN_FLOW)
                   : *start == '-' || *start == ':' || *start == '?';
}

bool plain_scan_line(struct plain_cursor *cursor, bool in_flow, struct plain_scalar *scalar)
{
    const char *start = cursor->at, *end;

    if (!can_begin(cursor, in_flow)) return false;
    end = end_of_words(cursor, in_flow);
    if (!end) return false;
    cursor->at = end;
    while (end > start && plain_classes[(unsigned char)end[-1]] & PLAIN_BLANK)
        end--;
    *scalar = (struct plain_scalar){
        .start = start, .end = end, .text = {start, (size_t)(end - start)}, .is_one_line = true};
    return end > start;
}

bool plain_scan_rest(struct plain_cursor *cursor, int parent, struct plain_scalar *scalar)
{
    struct plain_scalar more;
    bool had_comment;

    for (;;) {
        if (!plain_next_line(cursor, &had_comment)) return false;
        if (plain_is_document_mark(cursor)) return false;
        if (had_comment || cursor->at >= cursor->end || cursor->at - cursor->line <= parent) break;
        more.start = cursor->at;
        const char *end = end_of_words(cursor, false);
        if (!end || end == more.start || (end < cursor->end && *end == ':')) return false;
        cursor->at = end;
        while (plain_classes[(unsigned char)end[-1]] & PLAIN_BLANK)
            end--;
        scalar->end = end;
        scalar->is_one_line = false;
    }
    return scalar->is_one_line ||
           write_text(cursor->arena, scalar->start, scalar->end, '\0', &scalar->text);
}

/* -- In quotes ----------------------------------------------------------------------------------
 */

/* Goes on to the next line of a text in quotes. */
static bool next_quoted_line(struct plain_cursor *cursor, struct plain_scalar *scalar)
{
    scalar->is_one_line = false;
    return plain_skip_break(cursor) && !plain_is_document_mark(cursor);
}

/* Goes to the closing quote; *is_literal says whether all before it means what it is. */
static bool find_quote(struct plain_cursor *cursor, struct plain_scalar *scalar, bool *is_literal)
{
    const char quote = *scalar->start;

    *is_literal = true;
    while (cursor->at < cursor->end) {
        const char *at = cursor->at;
        unsigned class = plain_classes[(unsigned char)*at];

        if (class & PLAIN_BREAK) {
            if (!next_quoted_line(cursor, scalar)) return false;
            continue;
        }
        if (class & PLAIN_ODD && plain_is_odd(cursor, at)) return false;
        cursor->at++;
        bool is_escape = *at == '\\' && quote == '"';
        if (*at == quote && quote == '\'')
            is_escape = cursor->at < cursor->end && *cursor->at == quote;
        if (*at == quote && !is_escape) return true;
        if (!is_escape) continue;
        if (cursor->at >= cursor->end || plain_is(cursor, cursor->at, PLAIN_BREAK)) return false;
        *is_literal = false;
        cursor->at++;
    }
    return false;
}

bool plain_scan_quoted(struct plain_cursor *cursor, struct plain_scalar *scalar)
{
    bool is_literal;

    *scalar = (struct plain_scalar){.start = cursor->at++, .is_quoted = true, .is_one_line = true};
    if (!find_quote(cursor, scalar, &is_literal)) return false;
    scalar->end = cursor->at;
    const char *from = scalar->start + 1, *end = scalar->end - 1;
    scalar->text = (struct slice){from, (size_t)(end - from)};
    return (is_literal && scalar->is_one_line) ||
           write_text(cursor->arena, from, end, *scalar->start, &scalar->text);
}

/* -- In blocks ----------------------------------------------------------------------------------
 */

/* Of line breaks behind the text: */
enum chomping { CLIP, STRIP, KEEP }; /* one stays, none, all */

struct block {
    bool is_folded;
    enum chomping chomping;
    int parent;
    int indent;    /* of the text; 0 while the first line with text has not been seen */
    size_t breaks; /* empty lines since the last line of text */
    char *out;     /* where the text is written to; NULL while it is only counted */
    size_t size;   /* of the text so far */
};

/* "|", ">", with "+" or "-", and a digit, in any order; a comment may follow. */
static bool read_header(struct plain_cursor *cursor, struct block *block)
{
    int digit = 0;

    block->is_folded = *cursor->at++ == '>';
    for (int i = 0; i < 2 && cursor->at < cursor->end; i++) {
        char c = *cursor->at;
        if ((c == '+' || c == '-') && block->chomping == CLIP)
            block->chomping = c == '+' ? KEEP : STRIP;
        else if (c >= '1' && c <= '9' && digit == 0)
            digit = c - '0';
        else
            break;
        cursor->at++;
    }
    if (digit) block->indent = (block->parent >= 0 ? block->parent : 0) + digit;
    if (!plain_ends(cursor, cursor->at)) return false;
    plain_skip_spaces(cursor);
    if (cursor->at < cursor->end && *cursor->at == '#' && !plain_skip_comment(cursor)) return false;
    return plain_is(cursor, cursor->at, PLAIN_BREAK) && plain_skip_break(cursor);
}

static int column(const struct plain_cursor *cursor)
{
    return (int)(cursor->at - cursor->line);
}

/* Goes over empty lines, and the indentation of the next line, at most that of the text. The first
 * time it finds the indentation out: that of the most indented of these lines. */
static bool skip_empty_lines(struct plain_cursor *cursor, struct block *block)
{
    int most = 0;

    for (;;) {
        while ((!block->indent || column(cursor) < block->indent) && cursor->at < cursor->end &&
               *cursor->at == ' ')
            cursor->at++;
        if (most < column(cursor)) most = column(cursor);
        if ((!block->indent || column(cursor) < block->indent) && cursor->at < cursor->end &&
            *cursor->at == '\t')
            return false;
        if (!plain_is(cursor, cursor->at, PLAIN_BREAK)) break;
        if (!plain_skip_break(cursor)) return false;
        block->breaks++;
    }
    if (block->indent) return true;
    block->indent = most > block->parent + 1 ? most : block->parent + 1;
    if (block->indent < 1) block->indent = 1;
    return true;
}

static void add(struct block *block, const char *text, size_t size)
{
    if (block->out) memcpy(block->out + block->size, text, size);
    block->size += size;
}

static void add_breaks(struct block *block)
{
    if (block->out) memset(block->out + block->size, '\n', block->breaks);
    block->size += block->breaks;
    block->breaks = 0;
}

/* Reads the lines of text, and the empty ones between and behind them. */
static bool read_lines(struct plain_cursor *cursor, struct block *block)
{
    bool has_break = false, was_blank = false; /* of the line before: its break, its first byte */

    if (!skip_empty_lines(cursor, block)) return false;
    while (cursor->at < cursor->end && column(cursor) == block->indent) {
        bool is_blank = plain_is(cursor, cursor->at, PLAIN_BLANK);
        bool is_folded = block->is_folded && !was_blank && !is_blank;
        if (has_break && !is_folded) add(block, "\n", 1);
        if (has_break && is_folded && !block->breaks) add(block, " ", 1);
        add_breaks(block);
        was_blank = is_blank;
        const char *end = find(cursor, cursor->at, PLAIN_BREAK);
        if (!end) return false;
        add(block, cursor->at, (size_t)(end - cursor->at));
        cursor->at = end;
        has_break = end < cursor->end;
        if (!plain_skip_break(cursor) || !skip_empty_lines(cursor, block)) return false;
    }
    if (has_break && block->chomping != STRIP) add(block, "\n", 1);
    if (block->chomping == KEEP) add_breaks(block);
    return true;
}

bool plain_scan_block(struct plain_cursor *cursor, int parent, struct plain_scalar *scalar)
{
    struct block block = {.parent = parent};

    *scalar = (struct plain_scalar){.start = cursor->at, .is_quoted = true};
    if (!read_header(cursor, &block)) return false;
    struct plain_cursor start = *cursor;
    struct block counted = block;
    if (!read_lines(cursor, &counted)) return false;
    block.out = arena_alloc(cursor->arena, counted.size + 1);
    *cursor = start;
    if (!read_lines(cursor, &block)) return false;
    if (cursor->at < cursor->end) cursor->at = cursor->line;
    struct slice all = {scalar->start, (size_t)(cursor->at - scalar->start)};
    scalar->end = scalar->start + slice_trim_end(all).size;
    scalar->text = (struct slice){block.out, block.size};
    return true;
}
