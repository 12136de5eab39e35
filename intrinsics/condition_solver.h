/* Whether formulas can be true together, by search with unit propagation.
 *
 *     solver_require(&solver, formula); ...
 *     for (i = 0; i < solver.atoms.count; i++) what the atoms bring along is required, too
 *     answer = solver_run(&solver, &steps);
 *     for (i = 0; i < solver.atoms.count; i++) solver_atom_is_decided(&solver, i) ...
 *     solver_reset(&solver);
 *
 * Only what the required formulas are made of is looked at. The same input gives the same answer.
 */
#ifndef INTRINSICS_CONDITION_SOLVER_H
#define INTRINSICS_CONDITION_SOLVER_H

#include "intrinsics/condition_formula.h"
#include "intrinsics/condition_model.h"

enum solver_value { VALUE_OPEN, VALUE_FALSE, VALUE_TRUE };

/* A variable that takes part. Places are numbers of parts. */
struct solver_part {
    uint32_t variable;
    uint8_t value;              /* enum solver_value */
    uint32_t first, count;      /* operands: places * 2 + sign, in struct solver */
    uint32_t trues, falses;     /* operands that have the value */
    uint32_t user_first, users; /* conjunctions it is an operand of, in struct solver */
    uint32_t next_of_group;     /* the next atom of its group, in a ring; itself for none */
};

/* One of the operands of a conjunction that must be false is taken to be the reason. */
struct solver_guess {
    formula operand;  /* place * 2 + sign: is taken for false */
    size_t trail;     /* how long the trail was */
    size_t reasoned;  /* how much of it wanted no reason */
    bool is_last_try; /* that has been refuted, and the opposite is tried */
};

struct solver {
    const struct formulas *formulas;
    struct arena *arena;
    VECTOR(uint32_t) places;          /* variable -> its place + 1; 0: takes no part */
    VECTOR(uint32_t) groups;          /* group -> place of one of its atoms + 1 */
    VECTOR(struct solver_part) parts; /* in the order in which they were met */
    VECTOR(formula) operands;         /* of parts */
    VECTOR(uint32_t) users;           /* of parts: place * 2 + sign of the use */
    VECTOR(uint32_t) atoms;           /* variables of all atoms that take part */
    VECTOR(formula) required;
    VECTOR(uint32_t) trail; /* places, in the order in which they got a value */
    VECTOR(struct solver_guess) guesses;
    size_t done;     /* how much of the trail has been followed up */
    size_t reasoned; /* how much of it is known to want no reason */
    size_t steps;    /* taken in this run */
};

struct solver solver_new(struct arena *arena, const struct formulas *formulas);

/* Adds a formula that must be true, and all it is made of. */
void solver_require(struct solver *solver, formula f);

/* Answers; *steps is what the run may take, and becomes what is left of it. */
enum answer solver_run(struct solver *solver, size_t *steps);

/* After ANSWER_YES: whether the answer relies on the value of an atom. */
bool solver_atom_is_decided(const struct solver *solver, size_t atom);

/* Makes ready for the next question. */
void solver_reset(struct solver *solver);

#endif
