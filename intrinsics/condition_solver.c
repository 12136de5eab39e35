/* Davis-Putnam-Logemann-Loveland on the graph itself, without clauses.
 *
 * A part that gets a value goes to the end of the trail. Following up the trail derives all values
 * that must be: of operands from conjunctions that are true, of conjunctions from operands, of the
 * last open operand of a conjunction that is false, of the other atoms of a group. A conjunction
 * that is false, but has no false operand yet, still wants a reason: a guess takes one of its
 * operands for false, and when that fails for true.
 *
 * A conjunction without a value does not matter, so its operands are not looked at: they are met
 * when it is followed up for the first time. When nothing wants a reason the answer is yes: all
 * that has no value may have any that the groups allow, atoms for example false. Work is counted in
 * steps, so the end does not depend on the machine.
 *
 * Invariant: trues and falses count the operands on the trail before `done`.
 */
#include "intrinsics/condition_solver.h"

struct solver solver_new(struct arena *arena, const struct formulas *formulas)
{
    return (struct solver){.arena = arena, .formulas = formulas, .most_atoms = SIZE_MAX};
}

/* -- Parts --------------------------------------------------------------------------------------
 */

static const struct formula_variable *variable_of(const struct solver *s, uint32_t place)
{
    return &s->formulas->variables.items[s->parts.items[place].variable];
}

/* Puts an atom into the ring of its group. */
static void join_group(struct solver *s, uint32_t place, uint32_t group)
{
    struct solver_part *part = &s->parts.items[place];

    part->next_of_group = place;
    if (!group) return;
    while (s->groups.count <= group)
        VECTOR_PUSH(s->arena, &s->groups, 0);
    uint32_t *known = &s->groups.items[group];
    if (*known) {
        part->next_of_group = s->parts.items[*known - 1].next_of_group;
        s->parts.items[*known - 1].next_of_group = place;
    }
    *known = place + 1;
}

/* The place of a variable, which is made when it has none. */
static uint32_t place_of(struct solver *s, uint32_t variable)
{
    const struct formula_variable *made_of = &s->formulas->variables.items[variable];
    uint32_t place = (uint32_t)s->parts.count;

    while (s->places.count <= variable)
        VECTOR_PUSH(s->arena, &s->places, 0);
    if (s->places.items[variable]) return s->places.items[variable] - 1;
    s->places.items[variable] = place + 1;
    VECTOR_PUSH(s->arena, &s->parts, (struct solver_part){.variable = variable});
    join_group(s, place, made_of->group);
    s->steps++;
    if (made_of->count) return place;
    VECTOR_PUSH(s->arena, &s->atoms, variable);
    if (s->meet) s->meet(s->context, variable);
    return place;
}

static formula placed(struct solver *s, formula f)
{
    return place_of(s, formula_variable(f)) * 2 + formula_is_negated(f);
}

void solver_require(struct solver *s, formula f)
{
    if (f == FORMULA_FALSE) s->is_refuted = true;
    if (f == FORMULA_FALSE || f == FORMULA_TRUE) return;
    formula required = placed(s, f);
    VECTOR_PUSH(s->arena, &s->required, required);
}

void solver_reset(struct solver *s)
{
    for (uint32_t i = 0; i < s->parts.count; i++) {
        uint32_t group = variable_of(s, i)->group;
        s->places.items[s->parts.items[i].variable] = 0;
        if (group) s->groups.items[group] = 0;
    }
    s->parts.count = s->operands.count = s->atoms.count = s->required.count = 0;
    s->trail.count = s->guesses.count = 0;
    s->demanded = s->done = s->reasoned = s->steps = 0;
    s->is_refuted = false;
}

/* -- Values -------------------------------------------------------------------------------------
 */

static enum solver_value value_of(const struct solver *s, formula f)
{
    enum solver_value value = s->parts.items[formula_variable(f)].value;

    if (value == VALUE_OPEN || !formula_is_negated(f)) return value;
    return value == VALUE_TRUE ? VALUE_FALSE : VALUE_TRUE;
}

/* Gives a formula (of places) a truth. False when it has the other one. */
static bool set(struct solver *s, formula f, bool truth)
{
    struct solver_part *part = &s->parts.items[formula_variable(f)];

    s->steps++;
    if (part->value != VALUE_OPEN) return value_of(s, f) == (truth ? VALUE_TRUE : VALUE_FALSE);
    part->value = truth != formula_is_negated(f) ? VALUE_TRUE : VALUE_FALSE;
    part->trail = (uint32_t)s->trail.count;
    VECTOR_PUSH(s->arena, &s->trail, formula_variable(f));
    return true;
}

/* Counts the value of an operand in its conjunction, or with -1 takes it back. */
static void count_operand(struct solver *s, const struct solver_operand *operand, uint32_t by)
{
    struct solver_part *user = &s->parts.items[operand->user];

    s->steps++;
    if (value_of(s, operand->operand) == VALUE_TRUE)
        user->trues += by;
    else
        user->falses += by;
}

static void count_uses(struct solver *s, uint32_t place, uint32_t by)
{
    const struct solver_operand *operands = s->operands.items;

    for (uint32_t use = s->parts.items[place].use; use; use = operands[use - 1].next)
        count_operand(s, &operands[use - 1], by);
}

/* Meets the operands of a conjunction. */
static void unfold(struct solver *s, uint32_t place)
{
    const struct formula_variable *made_of = variable_of(s, place);
    uint32_t first = (uint32_t)s->operands.count;

    if (s->parts.items[place].count == made_of->count) return;
    for (uint32_t i = 0; i < made_of->count; i++) {
        formula operand = placed(s, s->formulas->operands.items[made_of->first + i]);
        struct solver_part *part = &s->parts.items[formula_variable(operand)];
        VECTOR_PUSH(s->arena, &s->operands,
                    (struct solver_operand){.operand = operand, .user = place, .next = part->use});
        part->use = (uint32_t)s->operands.count;
        if (part->value != VALUE_OPEN && part->trail < s->done)
            count_operand(s, &s->operands.items[s->operands.count - 1], 1);
    }
    s->parts.items[place].first = first;
    s->parts.items[place].count = made_of->count;
}

/* -- What follows from a value ------------------------------------------------------------------
 */

/* Derives what the operands of a conjunction say about it, and about the last open one of them. */
static bool check_conjunction(struct solver *s, uint32_t place)
{
    const struct solver_part *part = &s->parts.items[place];

    if (part->falses) return set(s, place * 2, false);
    if (part->trues == part->count) return set(s, place * 2, true);
    if (part->value != VALUE_FALSE || part->trues + 1 < part->count) return true;
    for (uint32_t i = 0; i < part->count; i++) {
        formula operand = s->operands.items[part->first + i].operand;
        if (value_of(s, operand) == VALUE_OPEN) return set(s, operand, false);
    }
    return true; /* it has a value that has not been followed up yet */
}

static bool check_users(struct solver *s, uint32_t place)
{
    for (uint32_t use = s->parts.items[place].use; use; use = s->operands.items[use - 1].next)
        if (!check_conjunction(s, s->operands.items[use - 1].user)) return false;
    return true;
}

/* Derives what follows from a part that is true: all operands are, and no other of its group. */
static bool check_true(struct solver *s, uint32_t place)
{
    const struct solver_part *part = &s->parts.items[place];

    for (uint32_t i = 0; i < part->count; i++)
        if (!set(s, s->operands.items[part->first + i].operand, true)) return false;
    for (uint32_t at = part->next_of_group; at != place; at = s->parts.items[at].next_of_group)
        if (!set(s, at * 2, false)) return false;
    return true;
}

/* Derives all that follows from the value of one part. */
static bool follow(struct solver *s, uint32_t place)
{
    unfold(s, place);
    count_uses(s, place, 1);
    if (!check_users(s, place)) return false;
    const struct solver_part *part = &s->parts.items[place];
    if (part->value == VALUE_TRUE) return check_true(s, place);
    return !part->count || check_conjunction(s, place);
}

/* Makes true what is required, and derives all that follows. False: that cannot be. */
static bool follow_all(struct solver *s)
{
    while (s->demanded < s->required.count || s->done < s->trail.count) {
        if (s->demanded < s->required.count) {
            if (!set(s, s->required.items[s->demanded++], true)) return false;
        } else if (!follow(s, s->trail.items[s->done++])) {
            return false;
        }
    }
    return true;
}

/* -- Search -------------------------------------------------------------------------------------
 */

/* Goes back to when the trail was `size` long. */
static void take_back(struct solver *s, size_t size)
{
    while (s->trail.count > size) {
        uint32_t place = s->trail.items[--s->trail.count];
        if (s->trail.count < s->done) count_uses(s, place, (uint32_t)-1);
        s->parts.items[place].value = VALUE_OPEN;
    }
    if (s->done > size) s->done = size;
}

/* Gives up the last guess whose opposite is still to be tried, and tries that. False: there is
 * none. */
static bool try_opposite(struct solver *s)
{
    while (s->guesses.count) {
        struct solver_guess *guess = &s->guesses.items[s->guesses.count - 1];
        take_back(s, guess->trail);
        s->reasoned = guess->reasoned;
        s->demanded = guess->required; /* what was required since is made true again */
        if (!guess->is_last_try) {
            guess->is_last_try = true;
            return set(s, guess->operand, true);
        }
        s->guesses.count--;
    }
    return false;
}

/* Whether a part is a conjunction that must be false, but for which no operand is. */
static bool wants_reason(const struct solver_part *part)
{
    return part->count && part->value == VALUE_FALSE && !part->falses;
}

/* Makes a guess for the first part of the trail that wants a reason. False: none does. */
static bool guess(struct solver *s)
{
    const struct solver_part *part = NULL;

    for (; s->reasoned < s->trail.count; s->reasoned++, s->steps++) {
        part = &s->parts.items[s->trail.items[s->reasoned]];
        if (wants_reason(part)) break;
    }
    if (s->reasoned == s->trail.count) return false;
    const struct solver_operand *operand = &s->operands.items[part->first];
    while (value_of(s, operand->operand) != VALUE_OPEN)
        operand++;
    VECTOR_PUSH(s->arena, &s->guesses,
                (struct solver_guess){.operand = operand->operand,
                                      .trail = s->trail.count,
                                      .reasoned = s->reasoned,
                                      .required = s->required.count});
    return set(s, operand->operand, false);
}

static enum answer search(struct solver *s, size_t steps)
{
    for (;;) {
        if (s->is_refuted) return ANSWER_NO;
        if (s->steps > steps || s->atoms.count > s->most_atoms) return ANSWER_NOT_DECIDED;
        if (!follow_all(s)) {
            if (!try_opposite(s)) return ANSWER_NO;
        } else if (!guess(s)) {
            return s->atoms.count > s->most_atoms ? ANSWER_NOT_DECIDED : ANSWER_YES;
        }
    }
}

enum answer solver_run(struct solver *s, size_t *steps)
{
    enum answer answer = search(s, *steps);

    *steps -= s->steps < *steps ? s->steps : *steps;
    return answer;
}

bool solver_atom_is_decided(const struct solver *s, size_t atom)
{
    return s->parts.items[s->places.items[s->atoms.items[atom]] - 1].value != VALUE_OPEN;
}
