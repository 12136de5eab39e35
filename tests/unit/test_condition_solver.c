/* The solver against truth tables: random formulas over eight atoms, some of them in groups of
 * which one atom at most is true. The seeds are fixed, so a failure comes again. */
#include "intrinsics/condition_solver.h"
#include "tests/unit/unit.h"

enum { ATOMS = 8, ROWS = 1 << ATOMS, WORDS = ROWS / 64, FORMULAS = 40, ROUNDS = 3000 };

/* The rows (bit n of a row number is the value of atom n) in which a formula is true. */
struct truth_table {
    uint64_t rows[WORDS];
};

struct pair {
    formula formula;
    struct truth_table table;
};

/* xorshift; below `limit`. */
static uint32_t next_random(uint64_t *state, uint32_t limit)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (uint32_t)(*state >> 33) % limit;
}

static struct truth_table table_of_atom(unsigned atom)
{
    struct truth_table table = {{0}};

    for (unsigned row = 0; row < ROWS; row++)
        if (row >> atom & 1) table.rows[row / 64] |= (uint64_t)1 << row % 64;
    return table;
}

static struct truth_table table_not(struct truth_table table)
{
    for (size_t i = 0; i < WORDS; i++)
        table.rows[i] = ~table.rows[i];
    return table;
}

static struct truth_table table_and(struct truth_table a, struct truth_table b)
{
    for (size_t i = 0; i < WORDS; i++)
        a.rows[i] &= b.rows[i];
    return a;
}

static bool table_is_empty(struct truth_table table)
{
    for (size_t i = 0; i < WORDS; i++)
        if (table.rows[i]) return false;
    return true;
}

static const struct truth_table always = {{~0ull, ~0ull, ~0ull, ~0ull}};

/* What is known of the groups: of the first two, one atom is true. */
struct group_facts {
    struct solver *solver;
    const struct formulas *formulas;
    formula facts[2];
    bool required[2]; /* in this question */
};

static void require_fact(void *context, uint32_t variable)
{
    struct group_facts *known = context;
    uint32_t group = known->formulas->variables.items[variable].group;

    if (group < 1 || group > 2 || known->required[group - 1]) return;
    known->required[group - 1] = true;
    solver_require(known->solver, known->facts[group - 1]);
}

/* -- Random formulas ----------------------------------------------------------------------------
 */

/* Atoms, then And, Or and Not of one to four of what there is already. The rows that the groups
 * allow go to *possible. */
static void make_formulas(struct formulas *formulas, uint64_t *random, struct pair *pairs,
                          struct truth_table *possible)
{
    uint32_t groups[ATOMS];

    *possible = always;
    for (unsigned i = 0; i < ATOMS; i++) {
        groups[i] = next_random(random, 5); /* 0: none */
        pairs[i] = (struct pair){formula_atom(formulas, groups[i]), table_of_atom(i)};
        for (unsigned k = 0; k < i; k++)
            if (groups[i] && groups[i] == groups[k])
                *possible =
                    table_and(*possible, table_not(table_and(pairs[i].table, pairs[k].table)));
    }
    for (unsigned i = ATOMS; i < FORMULAS; i++) {
        formula operands[4];
        bool is_or = next_random(random, 2);
        uint32_t count = 1 + next_random(random, 4);
        struct truth_table table = always;
        for (uint32_t k = 0; k < count; k++) {
            bool negated = next_random(random, 2);
            const struct pair *operand = &pairs[next_random(random, i)];
            operands[k] = negated ? formula_not(operand->formula) : operand->formula;
            /* a or b: not (not a and not b) */
            table = table_and(table, negated == is_or ? operand->table : table_not(operand->table));
        }
        pairs[i].formula =
            is_or ? formula_or(formulas, operands, count) : formula_and(formulas, operands, count);
        pairs[i].table = is_or ? table_not(table) : table;
    }
}

/* The rows in which all atoms that an answer relies on have their values. */
static struct truth_table decided_rows(const struct solver *solver, const struct pair *atoms)
{
    struct truth_table rows = always;

    for (size_t i = 0; i < solver->atoms.count; i++) {
        uint32_t variable = solver->atoms.items[i];
        size_t atom = 0;
        while (formula_variable(atoms[atom].formula) != variable)
            atom++;
        if (!solver_atom_is_decided(solver, i)) continue;
        bool truth = solver->parts.items[solver->places.items[variable] - 1].value == VALUE_TRUE;
        rows = table_and(rows, truth ? atoms[atom].table : table_not(atoms[atom].table));
    }
    return rows;
}

/* Asks whether some of the formulas are possible together, and looks into the tables. Returns
 * whether they are. */
static bool check_question(struct solver *solver, uint64_t *random, const struct pair *pairs,
                           struct truth_table possible)
{
    uint32_t count = 1 + next_random(random, 3);
    size_t steps = 1000000;
    struct truth_table asked = possible;

    for (uint32_t i = 0; i < count; i++) {
        const struct pair *pair = &pairs[next_random(random, FORMULAS)];
        bool negated = next_random(random, 2);
        solver_require(solver, negated ? formula_not(pair->formula) : pair->formula);
        asked = table_and(asked, negated ? table_not(pair->table) : pair->table);
    }
    bool is_possible = !table_is_empty(asked);
    assert_int_equal(solver_run(solver, &steps), is_possible ? ANSWER_YES : ANSWER_NO);
    if (is_possible) { /* whatever the other atoms are */
        struct truth_table rows = table_and(decided_rows(solver, pairs), possible);
        assert_false(table_is_empty(rows));
        assert_true(table_is_empty(table_and(rows, table_not(asked))));
    }
    solver_reset(solver);
    return is_possible;
}

/* Makes the facts about the groups; *possible loses the rows that they exclude. */
static void make_facts(struct group_facts *known, struct formulas *formulas,
                       const struct pair *pairs, struct truth_table *possible)
{
    for (uint32_t group = 1; group <= 2; group++) {
        formula atoms[ATOMS];
        size_t count = 0;
        struct truth_table none = always;
        for (unsigned i = 0; i < ATOMS; i++) {
            if (formulas->variables.items[formula_variable(pairs[i].formula)].group != group)
                continue;
            atoms[count++] = pairs[i].formula;
            none = table_and(none, table_not(pairs[i].table));
        }
        known->facts[group - 1] = count ? formula_or(formulas, atoms, count) : FORMULA_TRUE;
        if (count) *possible = table_and(*possible, table_not(none));
    }
}

UNIT_TEST(truth_tables)
{
    uint64_t random = 0x9e3779b97f4a7c15u;
    size_t answers[2] = {0, 0};

    for (int round = 0; round < ROUNDS; round++) {
        struct formulas formulas = formulas_new(unit->arena);
        struct solver solver = solver_new(unit->arena, &formulas);
        struct pair pairs[FORMULAS];
        struct truth_table possible;
        make_formulas(&formulas, &random, pairs, &possible);
        struct group_facts known = {.solver = &solver, .formulas = &formulas};
        make_facts(&known, &formulas, pairs, &possible);
        solver.meet = require_fact;
        solver.context = &known;
        for (int i = 0; i < 20; i++) {
            known.required[0] = known.required[1] = false;
            answers[check_question(&solver, &random, pairs, possible)]++;
        }
    }
    assert_true(answers[false] > ROUNDS && answers[true] > ROUNDS);
}

/* -- The graph ----------------------------------------------------------------------------------
 */

UNIT_TEST(simplification)
{
    struct formulas f = formulas_new(unit->arena);
    formula a = formula_atom(&f, 0), b = formula_atom(&f, 0);

    assert_int_equal(formula_and(&f, NULL, 0), FORMULA_TRUE);
    assert_int_equal(formula_or(&f, NULL, 0), FORMULA_FALSE);
    assert_int_equal(formula_both(&f, a, a), a);
    assert_int_equal(formula_both(&f, a, FORMULA_TRUE), a);
    assert_int_equal(formula_both(&f, a, FORMULA_FALSE), FORMULA_FALSE);
    assert_int_equal(formula_both(&f, a, formula_not(a)), FORMULA_FALSE);
    assert_int_equal(formula_or(&f, (formula[]){b, formula_not(b)}, 2), FORMULA_TRUE);
    assert_int_equal(formula_both(&f, a, b), formula_both(&f, b, a));
    assert_int_not_equal(formula_both(&f, a, b), formula_both(&f, a, formula_not(b)));
}

UNIT_TEST(many_conjunctions)
{
    struct formulas f = formulas_new(unit->arena);
    formula atoms[60], made[60][60];

    for (size_t i = 0; i < 60; i++)
        atoms[i] = formula_atom(&f, 0);
    for (size_t i = 0; i < 60; i++)
        for (size_t k = 0; k < i; k++)
            made[i][k] = formula_both(&f, atoms[i], atoms[k]);
    for (size_t i = 0; i < 60; i++)
        for (size_t k = 0; k < i; k++)
            assert_int_equal(formula_both(&f, atoms[k], atoms[i]), made[i][k]);
    assert_int_equal(f.variables.count, 1 + 60 + 60 * 59 / 2);
}

/* -- The end of patience ------------------------------------------------------------------------
 */

enum { HOLES = 9 };

/* Ten pigeons do not fit into nine holes, which this method finds by trying them all. */
UNIT_TEST(too_many_steps)
{
    struct formulas f = formulas_new(unit->arena);
    struct solver solver = solver_new(unit->arena, &f);
    size_t steps = 10000;

    for (uint32_t pigeon = 0; pigeon <= HOLES; pigeon++) {
        formula holes[HOLES];
        for (uint32_t hole = 0; hole < HOLES; hole++)
            holes[hole] = formula_atom(&f, hole + 1);
        solver_require(&solver, formula_or(&f, holes, HOLES));
    }
    assert_int_equal(solver_run(&solver, &steps), ANSWER_NOT_DECIDED);
    assert_int_equal(steps, 0);
    solver_reset(&solver);
    solver_require(&solver, formula_atom(&f, 0));
    steps = 10000;
    assert_int_equal(solver_run(&solver, &steps), ANSWER_YES);
    assert_true(steps > 9000);
}

int main(void)
{
    return UNIT_RUN(UNIT(truth_tables), UNIT(simplification), UNIT(many_conjunctions),
                    UNIT(too_many_steps));
}
