/* Whether formulas can be true together, by search with unit propagation.
 *
 *     solver_require(&solver, formula); ...
 *     answer = solver_run(&solver, &steps);
 *     for (i = 0; i < solver.atoms.count; i++) solver_atom_is_decided(&solver, i) ...
 *     solver_reset(&solver);
 *
 * Only what the search comes to is looked at, however large the formulas are. The same input gives
 * the same answer.
 */
#ifndef INTRINSICS_CONDITION_SOLVER_H
#define INTRINSICS_CONDITION_SOLVER_H

#include "intrinsics/condition_formula.h"
#include "intrinsics/condition_model.h"

enum solver_value { VALUE_OPEN, VALUE_FALSE, VALUE_TRUE };

/* A variable that the search has come to. Places are numbers of parts. */
struct solver_part {
    uint32_t variable;
    uint8_t value;          /* enum solver_value */
    uint32_t trail;         /* where on the trail it is, when it has a value */
    uint32_t first, count;  /* its operands in struct solver; none before it has had a value */
    uint32_t trues, falses; /* operands that have the value, of those that have been followed up */
    uint32_t use;           /* number + 1 of the last operand that is this part; 0: none */
    uint32_t next_of_group; /* the next atom of its group, in a ring; itself for none */
};

/* An operand of a conjunction. */
struct solver_operand {
    formula operand; /* place * 2 + sign */
    uint32_t user;   /* place of the conjunction */
    uint32_t next;   /* number + 1 of another operand that is the same part; 0: none */
};

/* One of the operands of a conjunction that must be false is taken to be the reason. */
struct solver_guess {
    formula operand;  /* place * 2 + sign: is taken for false */
    size_t trail;     /* how long the trail was */
    size_t reasoned;  /* how much of it wanted no reason */
    size_t required;  /* how many formulas were required */
    bool is_last_try; /* that has been refuted, and the opposite is tried */
};

struct solver {
    const struct formulas *formulas;
    struct arena *arena;
    size_t most_atoms;                /* with more of them nothing is decided */
    VECTOR(uint32_t) places;          /* variable -> its place + 1; 0: not come to */
    VECTOR(uint32_t) groups;          /* group -> place of one of its atoms + 1 */
    VECTOR(struct solver_part) parts; /* in the order in which they were met */
    VECTOR(struct solver_operand) operands;
    VECTOR(uint32_t) atoms;   /* variables of all atoms that were met */
    VECTOR(formula) required; /* place * 2 + sign */
    VECTOR(uint32_t) trail;   /* places, in the order in which they got a value */
    VECTOR(struct solver_guess) guesses;
    size_t demanded; /* how many of `required` have been made true */
    size_t done;     /* how much of the trail has been followed up */
    size_t reasoned; /* how much of it is known to want no reason */
    size_t steps;    /* taken in this run */
    bool is_refuted; /* "false" is required */

    /* Called when an atom is met; may require what is known about it. */
    void (*meet)(void *context, uint32_t variable);
    void *context;
};

/* Without limits, and with nobody to call. */
struct solver solver_new(struct arena *arena, const struct formulas *formulas);

/* Adds a formula that must be true. */
void solver_require(struct solver *solver, formula f);

/* Answers; *steps is what the run may take, and becomes what is left of it. */
enum answer solver_run(struct solver *solver, size_t *steps);

/* After ANSWER_YES: whether the answer relies on the value of an atom. */
bool solver_atom_is_decided(const struct solver *solver, size_t atom);

/* Makes ready for the next question. */
void solver_reset(struct solver *solver);

#endif
