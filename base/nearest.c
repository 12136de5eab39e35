/* Edit distance with swaps of neighbours (optimal string alignment) over three rows.
 *
 * Most candidates are nowhere near, and are told apart by less: by their length, or by letters that
 * only one of the two words has, each of which costs an edit. Of the rows only the cells are looked
 * at that are within the distance of the diagonal, since more letters than that cannot have come or
 * gone; and rows end when nothing in two of them is near.
 */
#include "base/nearest.h"

#include <stdbool.h>

#include "base/limits.h"

enum { LONGEST = 64 };

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* Some letters share a bit, so that two words may seem nearer than they are, never farther. */
static uint64_t letters_of(struct slice word)
{
    uint64_t letters = 0;

    for (size_t i = 0; i < word.size; i++)
        letters |= (uint64_t)1 << ((unsigned char)lower(word.text[i]) & 63);
    return letters;
}

struct nearest nearest_to(struct slice wanted)
{
    size_t most = wanted.size / 3;

    if (most < 1) most = 1;
    if (most > 4) most = 4;
    return (struct nearest){
        .wanted = wanted,
        .distance = wanted.size > LONGEST ? 0 : most + 1,
        .letters = wanted.size > LONGEST ? 0 : letters_of(wanted),
    };
}

struct nearest nearest_for(struct findings *findings, struct slice wanted)
{
    struct nearest nearest = nearest_to(wanted);

    nearest.steps = &findings->nearest_steps;
    if (findings_are_full(findings) || *nearest.steps >= LIMIT_NEAREST_STEPS) nearest.distance = 0;
    return nearest;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Whether two words may be within `most` edits, by their lengths and letters. */
static bool may_be_near(const struct nearest *nearest, struct slice candidate, size_t most)
{
    size_t a = nearest->wanted.size, b = candidate.size;

    if (b > LONGEST || (a > b ? a - b : b - a) > most) return false;
    uint64_t letters = letters_of(candidate);
    return (size_t)__builtin_popcountll(nearest->letters & ~letters) <= most &&
           (size_t)__builtin_popcountll(letters & ~nearest->letters) <= most;
}

/* Three rows of edits, cell k of row i for the first i letters of one word and k of the other. */
struct rows {
    uint8_t cells[3][LONGEST + 2];
    uint8_t *before, *last, *row;
};

/* Fills row `i` near the diagonal; the least number in it. */
static size_t fill_row(struct rows *rows, struct slice a, struct slice b, size_t i, size_t most)
{
    size_t from = i > most ? i - most : 1, to = least(i + most, b.size), best = most + 1;

    rows->row[from - 1] = (uint8_t)(from == 1 ? least(i, most + 1) : most + 1);
    if (from == 1) best = rows->row[0];
    for (size_t k = from; k <= to; k++) {
        char one = lower(a.text[i - 1]), other = lower(b.text[k - 1]);
        size_t edits = least(least(rows->last[k] + 1u, rows->row[k - 1] + 1u),
                             rows->last[k - 1] + (one != other));
        if (i > 1 && k > 1 && one == lower(b.text[k - 2]) && lower(a.text[i - 2]) == other)
            edits = least(edits, rows->before[k - 2] + 1u);
        rows->row[k] = (uint8_t)least(edits, most + 1);
        best = least(best, rows->row[k]);
    }
    rows->row[to + 1] = (uint8_t)(most + 1);
    return best;
}

/* The edits from `a` to `b`; `most` + 1 when they are more than `most`. Adds to `steps` what it
 * took. */
static size_t distance(struct slice a, struct slice b, size_t most, size_t *steps)
{
    struct rows rows;
    size_t best_before = 0;

    rows.before = rows.cells[0];
    rows.last = rows.cells[1];
    rows.row = rows.cells[2];
    for (size_t k = 0; k <= b.size + 1; k++)
        rows.last[k] = (uint8_t)least(k, most + 1);
    for (size_t i = 1; i <= a.size; i++) {
        size_t best = fill_row(&rows, a, b, i, most);
        *steps += 2 * most + 1;
        if (best > most && best_before >= most) return most + 1;
        best_before = best;
        uint8_t *spare = rows.before;
        rows.before = rows.last;
        rows.last = rows.row;
        rows.row = spare;
    }
    return rows.last[b.size];
}

void nearest_try(struct nearest *nearest, struct slice candidate)
{
    size_t most = nearest->distance - 1, steps = 0, edits;

    if (nearest->distance == 0) return;
    edits = most + 1;
    steps += 1 + (candidate.size > LONGEST ? 0 : candidate.size);
    if (may_be_near(nearest, candidate, most))
        edits = distance(nearest->wanted, candidate, most, &steps);
    if (edits <= most) {
        nearest->distance = edits;
        nearest->found = candidate;
    }
    if (!nearest->steps) return;
    *nearest->steps += steps;
    if (*nearest->steps >= LIMIT_NEAREST_STEPS) nearest->distance = 0;
}
