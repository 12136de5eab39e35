/* Boolean formulas over variables, as a graph.
 *
 * A formula is a number: a variable and a sign. A variable is either an atom, which may be true or
 * false, or the conjunction of other formulas. Or and Not are made of these two. Equal conjunctions
 * are one variable, operands always have lower numbers than what they are operands of, and what
 * constants decide is decided at once.
 */
#ifndef INTRINSICS_CONDITION_FORMULA_H
#define INTRINSICS_CONDITION_FORMULA_H

#include "base/vector.h"

/* The number of a variable * 2, + 1 when it is negated. */
typedef uint32_t formula;

enum { FORMULA_TRUE = 0, FORMULA_FALSE = 1 };

typedef VECTOR(formula) formula_list;

struct formula_variable {
    uint32_t first, count; /* its operands in struct formulas; count is 0 for an atom */
    uint32_t group;        /* of atoms, of which one at most is true; 0: none */
};

struct formulas {
    struct arena *arena;
    VECTOR(struct formula_variable) variables; /* variable 0 is the constant "true" */
    VECTOR(formula) operands;
    VECTOR(formula) scratch;  /* operands of what is being made */
    VECTOR(uint32_t) visited; /* variable -> the last visit that came to it */
    VECTOR(uint32_t) ahead;   /* variables that a visit has come to */
    uint32_t visits;
    uint32_t *index; /* hash index of conjunctions: variable, or 0 */
    uint32_t index_mask, conjunctions;
};

/* No formulas but the constants. */
struct formulas formulas_new(struct arena *arena);

static inline formula formula_not(formula f)
{
    return f ^ 1;
}

static inline uint32_t formula_variable(formula f)
{
    return f >> 1;
}

static inline bool formula_is_negated(formula f)
{
    return f & 1;
}

/* A new atom. */
formula formula_atom(struct formulas *formulas, uint32_t group);

/* All of `operands`; none of them: true. */
formula formula_and(struct formulas *formulas, const formula *operands, size_t count);

/* At least one of `operands`; none of them: false. */
formula formula_or(struct formulas *formulas, const formula *operands, size_t count);

/* Calls visit(context, variable) once for each atom that a formula is made of. */
void formula_each_atom(struct formulas *formulas, formula f,
                       void (*visit)(void *context, uint32_t variable), void *context);

static inline formula formula_both(struct formulas *formulas, formula a, formula b)
{
    return formula_and(formulas, (formula[]){a, b}, 2);
}

#endif
