/* The graph grows only: a conjunction is put into its order, without doubles, and looked up; a new
 * one gets the next number. */
#include "intrinsics/condition_formula.h"

#include <stdlib.h>
#include <string.h>

struct formulas formulas_new(struct arena *arena)
{
    struct formulas formulas = {.arena = arena};

    VECTOR_PUSH(arena, &formulas.variables, (struct formula_variable){0});
    return formulas;
}

static formula add_variable(struct formulas *formulas, struct formula_variable variable)
{
    VECTOR_PUSH(formulas->arena, &formulas->variables, variable);
    return (formula)(formulas->variables.count - 1) * 2;
}

formula formula_atom(struct formulas *formulas, uint32_t group)
{
    return add_variable(formulas, (struct formula_variable){.group = group});
}

/* -- Equal conjunctions -------------------------------------------------------------------------
 */

static uint32_t hash_of(const formula *operands, size_t count)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < count; i++)
        hash = (hash ^ operands[i]) * 16777619u;
    return hash ^ hash >> 15;
}

static bool is_same(const struct formulas *formulas, uint32_t variable, const formula *operands,
                    size_t count)
{
    const struct formula_variable *known = &formulas->variables.items[variable];

    return known->count == count &&
           memcmp(formulas->operands.items + known->first, operands, count * sizeof *operands) == 0;
}

/* Where the conjunction stands in the index, or is to stand. */
static uint32_t *slot_of(const struct formulas *formulas, const formula *operands, size_t count)
{
    uint32_t at = hash_of(operands, count) & formulas->index_mask;

    while (formulas->index[at] && !is_same(formulas, formulas->index[at], operands, count))
        at = (at + 1) & formulas->index_mask;
    return &formulas->index[at];
}

/* Keeps the index at most half full. */
static void grow_index(struct formulas *formulas)
{
    if (formulas->index && formulas->conjunctions * 2 <= formulas->index_mask) return;
    formulas->index_mask = formulas->index ? formulas->index_mask * 2 + 1 : 63;
    formulas->index =
        arena_zalloc(formulas->arena, (formulas->index_mask + (size_t)1) * sizeof(uint32_t));
    for (uint32_t i = 0; i < formulas->variables.count; i++) {
        const struct formula_variable *each = &formulas->variables.items[i];
        if (each->count)
            *slot_of(formulas, formulas->operands.items + each->first, each->count) = i;
    }
}

static formula conjunction_of(struct formulas *formulas, const formula *operands, size_t count)
{
    grow_index(formulas);
    uint32_t *slot = slot_of(formulas, operands, count);
    if (*slot) return *slot * 2;
    *slot = (uint32_t)formulas->variables.count;
    formulas->conjunctions++;
    uint32_t first = (uint32_t)formulas->operands.count;
    for (size_t i = 0; i < count; i++)
        VECTOR_PUSH(formulas->arena, &formulas->operands, operands[i]);
    return add_variable(formulas,
                        (struct formula_variable){.first = first, .count = (uint32_t)count});
}

/* -- Making -------------------------------------------------------------------------------------
 */

static int compare(const void *a, const void *b)
{
    formula x = *(const formula *)a, y = *(const formula *)b;

    return (x > y) - (x < y);
}

/* Drops doubles and "true" from sorted operands. False when the conjunction is false. */
static bool simplify(formula *operands, size_t *count)
{
    size_t kept = 0;

    for (size_t i = 0; i < *count; i++) {
        if (operands[i] == FORMULA_FALSE) return false;
        if (operands[i] == FORMULA_TRUE) continue;
        if (kept && operands[i] == operands[kept - 1]) continue;
        if (kept && operands[i] == formula_not(operands[kept - 1])) return false;
        operands[kept++] = operands[i];
    }
    *count = kept;
    return true;
}

/* The conjunction of operands, or of their negations when `flip` is 1. */
static formula conjunction(struct formulas *formulas, const formula *operands, size_t count,
                           formula flip)
{
    formulas->scratch.count = 0;
    for (size_t i = 0; i < count; i++)
        VECTOR_PUSH(formulas->arena, &formulas->scratch, operands[i] ^ flip);
    formula *sorted = formulas->scratch.items;
    if (count > 1) qsort(sorted, count, sizeof *sorted, compare);
    if (!simplify(sorted, &count)) return FORMULA_FALSE;
    if (count == 0) return FORMULA_TRUE;
    return count == 1 ? sorted[0] : conjunction_of(formulas, sorted, count);
}

formula formula_and(struct formulas *formulas, const formula *operands, size_t count)
{
    return conjunction(formulas, operands, count, 0);
}

formula formula_or(struct formulas *formulas, const formula *operands, size_t count)
{
    return formula_not(conjunction(formulas, operands, count, 1));
}

/* -- Visiting -----------------------------------------------------------------------------------
 */

static void come_to(struct formulas *formulas, uint32_t variable)
{
    if (formulas->visited.items[variable] == formulas->visits) return;
    formulas->visited.items[variable] = formulas->visits;
    VECTOR_PUSH(formulas->arena, &formulas->ahead, variable);
}

void formula_each_atom(struct formulas *formulas, formula f,
                       void (*visit)(void *context, uint32_t variable), void *context)
{
    while (formulas->visited.count < formulas->variables.count)
        VECTOR_PUSH(formulas->arena, &formulas->visited, 0);
    formulas->ahead.count = 0;
    formulas->visits++;
    come_to(formulas, formula_variable(f));
    for (size_t i = 0; i < formulas->ahead.count; i++) {
        uint32_t variable = formulas->ahead.items[i];
        struct formula_variable made_of = formulas->variables.items[variable];
        for (uint32_t k = 0; k < made_of.count; k++)
            come_to(formulas, formula_variable(formulas->operands.items[made_of.first + k]));
        if (made_of.count == 0 && variable != 0) visit(context, variable);
    }
}
