/* Edit distance with swaps of neighbours (optimal string alignment) over three rows. */
#include "base/nearest.h"

#include <stdint.h>

enum { LONGEST = 64 };

struct nearest nearest_to(struct slice wanted)
{
    size_t most = wanted.size / 3;

    if (most < 1) most = 1;
    if (most > 4) most = 4;
    return (struct nearest){.wanted = wanted, .distance = most + 1};
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t distance(struct slice a, struct slice b)
{
    uint8_t rows[3][LONGEST + 1];
    uint8_t *before = rows[0], *last = rows[1], *row = rows[2];

    for (size_t k = 0; k <= b.size; k++)
        last[k] = (uint8_t)k;
    for (size_t i = 1; i <= a.size; i++) {
        row[0] = (uint8_t)i;
        for (size_t k = 1; k <= b.size; k++) {
            char from = lower(a.text[i - 1]), to = lower(b.text[k - 1]);
            size_t edits = least(least(last[k] + 1u, row[k - 1] + 1u), last[k - 1] + (from != to));
            if (i > 1 && k > 1 && from == lower(b.text[k - 2]) && lower(a.text[i - 2]) == to)
                edits = least(edits, before[k - 2] + 1u);
            row[k] = (uint8_t)edits;
        }
        uint8_t *spare = before;
        before = last;
        last = row;
        row = spare;
    }
    return last[b.size];
}

void nearest_try(struct nearest *nearest, struct slice candidate)
{
    size_t a = nearest->wanted.size, b = candidate.size;

    if (a > LONGEST || b > LONGEST || (a > b ? a - b : b - a) >= nearest->distance) return;
    size_t edits = distance(nearest->wanted, candidate);
    if (edits >= nearest->distance) return;
    nearest->distance = edits;
    nearest->found = candidate;
}
