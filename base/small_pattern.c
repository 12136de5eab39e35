/* A pattern is read once from left to right and becomes a list of steps, which a backtracking
 * matcher follows. Texts are printable ASCII, so a class is a set of 128 bits, "$" is the end and
 * "." is anything.
 *
 * Invariant: each way through the steps of a loop takes a byte of the text, so that a match ends.
 */
#include "base/small_pattern.h"

#include <stdint.h>

enum {
    MOST_STEPS = 400,   /* of one pattern */
    MOST_REPEATS = 128, /* of a group, or of what it holds */
    MOST_DEPTH = 16,    /* of groups */
    WORK_AT_LEAST = 1000,
    WORK_PER_BYTE = 16,
    WORK_AT_MOST = 10000, /* which also bounds how deep the matcher calls itself */
    ENDLESS = 0xffff,
};

enum step_kind {
    STEP_RUN,        /* min to max bytes of the set */
    STEP_SPLIT,      /* goes on at `next`, or else at `other` */
    STEP_JUMP,       /* goes on at `next` */
    STEP_BEGIN,      /* "^" */
    STEP_END,        /* "$" */
    STEP_NOT_BEHIND, /* the byte before is not of the set */
    STEP_LOOK,       /* what follows matches up to STEP_FOUND; goes on at `next` */
    STEP_LOOK_NOT,   /* or does not */
    STEP_FOUND,      /* the end of these */
    STEP_MATCH,
};

struct set {
    uint64_t bits[2];
};

struct step {
    uint8_t kind;
    union {
        struct {
            uint16_t min, max; /* ENDLESS: any number */
        };
        struct {
            uint16_t next, other;
        };
    };
    struct set set;
};

struct small_pattern {
    size_t count;
    struct step steps[];
};

/* -- Sets ---------------------------------------------------------------------------------------
 */

static void set_add(struct set *set, unsigned char c)
{
    set->bits[c >> 6] |= (uint64_t)1 << (c & 63);
}

static void set_add_range(struct set *set, unsigned char first, unsigned char last)
{
    for (unsigned i = 0; i < 2; i++) {
        unsigned from = first > i * 64 ? first - i * 64 : 0;
        if (last < i * 64 || from > 63) continue;
        unsigned to = last - i * 64 < 63 ? last - i * 64 : 63;
        set->bits[i] |= ~(uint64_t)0 << from & ~(uint64_t)0 >> (63 - to);
    }
}

static bool set_has(const struct set *set, char byte)
{
    unsigned c = (unsigned char)byte;

    return set->bits[c >> 6] >> (c & 63) & 1;
}

static const struct set letters = {{0, 0x07fffffe07fffffe}};
static const struct set digits = {{0x03ff000000000000, 0}};
static const struct set words = {{0x03ff000000000000, 0x07fffffe87fffffe}};
static const struct set blanks = {{0x0000000100000000, 0}};
static const struct set anything = {{0xffffffff00000000, 0x7fffffffffffffff}};

static void set_join(struct set *set, const struct set *other, bool negated)
{
    for (int i = 0; i < 2; i++)
        set->bits[i] |= negated ? anything.bits[i] & ~other->bits[i] : other->bits[i];
}

/* -- Reading ------------------------------------------------------------------------------------
 */

struct reading {
    struct slice source;
    size_t at;
    unsigned depth;
    size_t count;
    struct step steps[MOST_STEPS];
};

static char next_byte(const struct reading *r)
{
    return r->at < r->source.size ? r->source.text[r->at] : '\0';
}

static bool skip_byte(struct reading *r, char byte)
{
    if (r->at == r->source.size || r->source.text[r->at] != byte) return false;
    r->at++;
    return true;
}

static bool skip(struct reading *r, struct slice text)
{
    if (!slice_starts(slice_from(r->source, r->at), text)) return false;
    r->at += text.size;
    return true;
}

/* The number of a new step; of the last one when there are too many, whose links then mean nothing:
 * what follows links looks first whether there are too many. */
static uint16_t add(struct reading *r, enum step_kind kind)
{
    uint16_t number = (uint16_t)(r->count < MOST_STEPS ? r->count : MOST_STEPS - 1);

    r->steps[number].kind = (uint8_t)kind;
    if (r->count <= MOST_STEPS) r->count++;
    return number;
}

static bool is_quantified(const struct reading *r)
{
    char c = next_byte(r);

    return c == '*' || c == '+' || c == '?' || c == '{';
}

static bool is_alphanumeric(char c)
{
    static const struct set alphanumeric = {{0x03ff000000000000, 0x07fffffe07fffffe}};

    return c > 0 && set_has(&alphanumeric, c);
}

/* Whether a byte stands for itself outside of classes: letters, digits, blanks and
 * - _ / : , = @ % & ~ # ! ; ' " < > */
static bool is_literal(char c)
{
    static const struct set literals = {{0x7fffb0ef00000000, 0x47fffffe87ffffff}};

    return c > 0 && set_has(&literals, c);
}

/* Reads what follows a backslash: a byte, which becomes *byte, or a set, and then that is '\0'.
 */
static bool read_escape(struct reading *r, struct set *set, char *byte)
{
    char c = next_byte(r);

    r->at++;
    *byte = '\0';
    switch (c) {
    case 'd':
    case 'D':
        return set_join(set, &digits, c == 'D'), true;
    case 'w':
    case 'W':
        return set_join(set, &words, c == 'W'), true;
    case 's':
    case 'S':
        return set_join(set, &blanks, c == 'S'), true;
    case 'p':
        if (skip(r, SLICE("{L}"))) return set_join(set, &letters, false), true;
        if (skip(r, SLICE("{N}"))) return set_join(set, &digits, false), true;
        if (skip(r, SLICE("{Z}"))) return set_join(set, &blanks, false), true;
        return false;
    default:
        *byte = c;
        return c > ' ' && c < 0x7f && !is_alphanumeric(c);
    }
}

/* Reads one member of a class: a byte or a set, as read_escape(). */
static bool read_member(struct reading *r, struct set *set, char *byte)
{
    *byte = next_byte(r);
    r->at++;
    if (*byte == '\\') return read_escape(r, set, byte);
    if (*byte == '[' && strchr(":.=", next_byte(r))) return false;
    return *byte >= ' ' && *byte < 0x7f;
}

/* Whether a class from `start` up to where reading is, behind its last bracket, looks like one of
 * POSIX by its ends, such as [=a=]. PCRE2 refuses those. */
static bool is_posix_class(const struct reading *r, size_t start)
{
    struct slice inside = {r->source.text + start, r->at - 1 - start};

    return inside.size > 1 && strchr(":.=", inside.text[0]) &&
           inside.text[inside.size - 1] == inside.text[0];
}

/* Reads a class from behind its bracket on. */
static bool read_class(struct reading *r, struct set *set)
{
    size_t start = r->at;
    bool negated = skip_byte(r, '^');
    struct set members = {{0, 0}};
    char first, last;

    if (next_byte(r) == ']') return false;
    while (!skip_byte(r, ']')) {
        if (!read_member(r, &members, &first)) return false;
        if (!first) {
            /* A hyphen behind a set stands for itself, if it is the last; else PCRE2 shall say. */
            if (next_byte(r) == '-' && !slice_starts(slice_from(r->source, r->at), SLICE("-]")))
                return false;
            continue;
        }
        last = first;
        bool is_range =
            next_byte(r) == '-' && r->at + 1 < r->source.size && r->source.text[r->at + 1] != ']';
        if (is_range) {
            r->at++;
            if (!read_member(r, &members, &last) || last < first) return false;
        }
        set_add_range(&members, (unsigned char)first, (unsigned char)last);
        /* "a-z-_": a hyphen behind a range stands for itself. */
        if (is_range && skip_byte(r, '-')) {
            if (next_byte(r) == '-') return false;
            set_add(&members, '-');
        }
    }
    if (is_posix_class(r, start)) return false;
    set_join(set, &members, negated);
    return true;
}

/* Reads a class, an escape, "." or a byte that stands for itself. */
static bool read_set(struct reading *r, struct set *set)
{
    char c = next_byte(r), byte;

    r->at++;
    *set = (struct set){{0, 0}};
    if (c == '[') return read_class(r, set);
    if (c == '.') return set_join(set, &anything, false), true;
    if (c == '\\') {
        if (!read_escape(r, set, &byte)) return false;
        c = byte;
    } else if (!is_literal(c)) {
        return false;
    }
    if (c) set_add(set, (unsigned char)c);
    return true;
}

static bool read_number(struct reading *r, unsigned *number)
{
    size_t start = r->at;

    for (*number = 0; next_byte(r) >= '0' && next_byte(r) <= '9' && r->at < start + 5; r->at++)
        *number = *number * 10 + (unsigned)(next_byte(r) - '0');
    return r->at > start && *number < ENDLESS;
}

/* Reads "*", "+", "?", "{2}", "{2,}", "{2,3}" or nothing, which is once. A "?" behind it changes
 * the order in which ways are tried, and not whether there is one. */
static bool read_quantifier(struct reading *r, unsigned *min, unsigned *max)
{
    *min = *max = 1;
    if (skip_byte(r, '*')) {
        *min = 0, *max = ENDLESS;
    } else if (skip_byte(r, '+')) {
        *max = ENDLESS;
    } else if (skip_byte(r, '?')) {
        *min = 0;
    } else if (skip_byte(r, '{')) {
        if (!read_number(r, min)) return false;
        *max = *min;
        bool has_comma = skip_byte(r, ',');
        if (has_comma && next_byte(r) == '}')
            *max = ENDLESS;
        else if (has_comma && !read_number(r, max))
            return false; /* too large, too */
        if (*max < *min || !skip_byte(r, '}')) return false;
    } else {
        return true;
    }
    skip_byte(r, '?');
    return !is_quantified(r);
}

static bool read_alternatives(struct reading *r, size_t *least);

/* Reads the inside of a group whose text starts at `start`; its steps follow. */
static bool read_body(struct reading *r, size_t start, size_t *least)
{
    r->at = start;
    return read_alternatives(r, least) && skip_byte(r, ')');
}

/* Adds steps for a group that is repeated: `hole` stands before its steps, which are there once.
 * Copies come of reading its text again. */
static bool repeat_group(struct reading *r, size_t start, uint16_t hole, unsigned min, unsigned max)
{
    size_t end = r->at, least;
    uint16_t holes[MOST_REPEATS], last = (uint16_t)(hole + 1);
    unsigned count = 0, copies = max == ENDLESS ? (min ? min : 1) : max;

    if (copies == 0 || copies > MOST_REPEATS) return false;
    if (min == 0) holes[count++] = hole;
    for (unsigned copy = 1; copy < copies && r->count < MOST_STEPS; copy++) {
        if (copy >= min) holes[count++] = add(r, STEP_JUMP);
        last = (uint16_t)r->count;
        if (!read_body(r, start, &least)) return false;
    }
    if (max == ENDLESS) {
        uint16_t back = add(r, STEP_SPLIT);
        r->steps[back].next = last;
        r->steps[back].other = (uint16_t)(back + 1);
    }
    for (unsigned i = 0; i < count; i++) {
        r->steps[holes[i]].kind = STEP_SPLIT;
        r->steps[holes[i]].next = (uint16_t)(holes[i] + 1);
        r->steps[holes[i]].other = (uint16_t)r->count;
    }
    r->at = end;
    return true;
}

/* Reads the inside of a group and what is behind it; *least becomes the fewest bytes it takes. */
static bool read_group(struct reading *r, size_t *least)
{
    unsigned min, max;
    size_t quantifier, start;
    uint16_t hole = add(r, STEP_JUMP);

    r->steps[hole].next = (uint16_t)(hole + 1);
    start = r->at;
    if (!read_body(r, start, least)) return false;
    if (!read_quantifier(r, &min, &max)) return false;
    if (max == ENDLESS && *least == 0) return false;
    quantifier = r->at;
    if ((min != 1 || max != 1) && !repeat_group(r, start, hole, min, max)) return false;
    r->at = quantifier;
    *least *= min;
    return true;
}

static bool read_look(struct reading *r, enum step_kind kind)
{
    uint16_t look = add(r, kind);
    size_t least;

    if (!read_body(r, r->at, &least)) return false;
    add(r, STEP_FOUND);
    r->steps[look].next = (uint16_t)r->count;
    return true;
}

/* Reads a group, or what looks ahead or behind, from behind its parenthesis on. */
static bool read_parenthesis(struct reading *r, size_t *least)
{
    uint16_t step;

    if (next_byte(r) != '?' || skip(r, SLICE("?:"))) return read_group(r, least);
    if (skip(r, SLICE("?="))) return read_look(r, STEP_LOOK) && !is_quantified(r);
    if (skip(r, SLICE("?!"))) return read_look(r, STEP_LOOK_NOT) && !is_quantified(r);
    if (!skip(r, SLICE("?<!"))) return false;
    step = add(r, STEP_NOT_BEHIND);
    return read_set(r, &r->steps[step].set) && skip_byte(r, ')') && !is_quantified(r);
}

/* Reads what a quantifier may stand behind, with that, or a place. */
static bool read_item(struct reading *r, size_t *least)
{
    unsigned min, max;
    struct set set;
    uint16_t step;

    *least = 0;
    if (skip_byte(r, '^')) return add(r, STEP_BEGIN), !is_quantified(r);
    if (skip_byte(r, '$') || skip(r, SLICE("\\z"))) return add(r, STEP_END), !is_quantified(r);
    if (skip_byte(r, '(')) return read_parenthesis(r, least);
    if (!read_set(r, &set) || !read_quantifier(r, &min, &max)) return false;
    step = add(r, STEP_RUN);
    r->steps[step].set = set;
    r->steps[step].min = (uint16_t)min;
    r->steps[step].max = (uint16_t)max;
    *least = min;
    return true;
}

/* Reads alternatives up to the end of the group or the pattern. */
static bool read_alternatives(struct reading *r, size_t *least)
{
    uint16_t hole = add(r, STEP_JUMP), ends = 0; /* a chain of steps that jump to the end */
    size_t sum = 0, one;

    *least = SIZE_MAX;
    if (++r->depth > MOST_DEPTH) return false;
    r->steps[hole].next = (uint16_t)(hole + 1);
    while (r->at < r->source.size && next_byte(r) != ')' && r->count < MOST_STEPS) {
        if (!skip_byte(r, '|')) {
            if (!read_item(r, &one)) return false;
            sum += one;
            continue;
        }
        uint16_t end = add(r, STEP_JUMP);
        r->steps[end].next = ends;
        ends = end;
        r->steps[hole].kind = STEP_SPLIT;
        r->steps[hole].other = (uint16_t)r->count;
        hole = add(r, STEP_JUMP);
        r->steps[hole].next = (uint16_t)(hole + 1);
        if (sum < *least) *least = sum;
        sum = 0;
    }
    if (sum < *least) *least = sum;
    if (r->count > MOST_STEPS) return false;
    while (ends) {
        uint16_t before = r->steps[ends].next;
        r->steps[ends].next = (uint16_t)r->count;
        ends = before;
    }
    r->depth--;
    return true;
}

const struct small_pattern *small_pattern_new(struct arena *arena, struct slice source)
{
    struct reading r;
    size_t least;

    r.source = source;
    r.at = r.count = r.depth = 0;
    if (!read_alternatives(&r, &least) || r.at < source.size) return NULL;
    add(&r, STEP_MATCH);
    if (r.count > MOST_STEPS) return NULL;
    struct small_pattern *pattern = arena_alloc(arena, sizeof *pattern + r.count * sizeof *r.steps);
    pattern->count = r.count;
    memcpy(pattern->steps, r.steps, r.count * sizeof *r.steps);
    return pattern;
}

/* -- Matching -----------------------------------------------------------------------------------
 */

struct matching {
    const struct step *steps;
    struct slice text;
    bool whole;
    size_t work; /* what is left; 0: gave up */
};

/* Takes steps off the work that is left; false when it is not enough. */
static bool pay(struct matching *m, size_t work)
{
    if (work >= m->work) return m->work = 0, false;
    m->work -= work;
    return true;
}

static bool matches_from(struct matching *m, size_t step, size_t at);

/* The longest run first, then shorter ones, where the next step can begin. */
static bool run_matches(struct matching *m, size_t step, size_t at)
{
    const struct step *run = &m->steps[step], *next = run + 1;
    size_t longest = run->max == ENDLESS ? m->text.size : run->max, count = 0;
    bool needs_byte = next->kind == STEP_RUN && next->min > 0;

    while (count < longest && at + count < m->text.size &&
           set_has(&run->set, m->text.text[at + count]))
        count++;
    if (!pay(m, count)) return false;
    for (; count >= run->min; count--) {
        size_t end = at + count;
        bool fits = !needs_byte || (end < m->text.size && set_has(&next->set, m->text.text[end]));
        if (!pay(m, 1)) return false;
        if (fits && matches_from(m, step + 1, end)) return true;
        if (count == 0) break;
    }
    return false;
}

/* Whether the text from `at` on matches the steps from `step` on. */
static bool matches_from(struct matching *m, size_t step, size_t at)
{
    for (;;) {
        const struct step *s = &m->steps[step];
        bool found;

        if (!pay(m, 1)) return false;
        switch ((enum step_kind)s->kind) {
        case STEP_RUN:
            if (s->min != 1 || s->max != 1) return run_matches(m, step, at);
            if (at == m->text.size || !set_has(&s->set, m->text.text[at])) return false;
            at++, step++;
            break;
        case STEP_SPLIT:
            if (matches_from(m, s->next, at)) return true;
            step = s->other;
            break;
        case STEP_JUMP:
            step = s->next;
            break;
        case STEP_BEGIN:
            if (at > 0) return false;
            step++;
            break;
        case STEP_END:
            if (at < m->text.size) return false;
            step++;
            break;
        case STEP_NOT_BEHIND:
            if (at > 0 && set_has(&s->set, m->text.text[at - 1])) return false;
            step++;
            break;
        case STEP_LOOK:
        case STEP_LOOK_NOT:
            found = matches_from(m, step + 1, at);
            if (!m->work || found != (s->kind == STEP_LOOK)) return false;
            step = s->next;
            break;
        case STEP_FOUND:
            return true;
        case STEP_MATCH:
            return !m->whole || at == m->text.size;
        }
    }
}

/* Eight bytes at a time: one below 0x20, or of 0x7f and more, leaves a bit in its place. */
static bool is_printable(struct slice text)
{
    const uint64_t highest = 0x8080808080808080, ones = 0x0101010101010101;
    size_t i = 0;

    for (uint64_t word; i + sizeof word <= text.size; i += sizeof word) {
        memcpy(&word, text.text + i, sizeof word);
        if ((word | (word + ones) | (word - ones * ' ')) & highest) return false;
    }
    for (; i < text.size; i++)
        if (text.text[i] < ' ' || text.text[i] >= 0x7f) return false;
    return true;
}

enum pattern_result small_pattern_match(const struct small_pattern *pattern, struct slice text,
                                        enum pattern_extent extent)
{
    size_t work = WORK_AT_LEAST + text.size * WORK_PER_BYTE;
    struct matching m = {pattern->steps, text, extent == PATTERN_WHOLE,
                         work < WORK_AT_MOST ? work : WORK_AT_MOST};
    bool is_anchored = m.whole || (pattern->count > 1 && pattern->steps[0].kind == STEP_JUMP &&
                                   pattern->steps[1].kind == STEP_BEGIN);

    if (!is_printable(text)) return PATTERN_GAVE_UP;
    for (size_t at = 0; at <= text.size; at++) {
        if (matches_from(&m, 0, at)) return PATTERN_MATCHES;
        if (!m.work) return PATTERN_GAVE_UP;
        if (is_anchored) break;
    }
    return PATTERN_DIFFERS;
}
