/* Davis-Putnam-Logemann-Loveland on the graph itself, without clauses.
 *
 * A part that gets a value goes to the end of the trail. Following up the trail derives all values
 * that must be: of operands from conjunctions that are true, of conjunctions from operands, of the
 * last open operand of a conjunction that is false, of the other atoms of a group. A conjunction
 * that is false, but has no false operand yet, still wants a reason: a guess takes one of its
 * operands for false, and when that fails for true.
 *
 * When nothing wants a reason the answer is yes: atoms without a value may have any that their
 * groups allow, say false. Work is counted in steps, so the end does not depend on the machine.
 */
#include "intrinsics/condition_solver.h"

struct solver solver_new(struct arena *arena, const struct formulas *formulas)
{
    return (struct solver){.arena = arena, .formulas = formulas};
}

/* -- Who takes part -----------------------------------------------------------------------------
 */

/* Makes room for the variables below `variables`, and for a group. */
static void provide(struct solver *s, size_t variables, size_t group)
{
    while (s->places.count < variables)
        VECTOR_PUSH(s->arena, &s->places, 0);
    while (s->groups.count <= group)
        VECTOR_PUSH(s->arena, &s->groups, 0);
}

/* Puts an atom into the ring of its group. */
static void join_group(struct solver *s, uint32_t place, uint32_t group)
{
    struct solver_part *part = &s->parts.items[place];
    uint32_t *known;

    part->next_of_group = place;
    if (!group) return;
    provide(s, 0, group);
    known = &s->groups.items[group];
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

    provide(s, variable + (size_t)1, 0);
    if (s->places.items[variable]) return s->places.items[variable] - 1;
    s->places.items[variable] = place + 1;
    VECTOR_PUSH(s->arena, &s->parts,
                (struct solver_part){.variable = variable, .count = made_of->count});
    join_group(s, place, made_of->group);
    if (!made_of->count && variable) VECTOR_PUSH(s->arena, &s->atoms, variable);
    return place;
}

static formula placed(struct solver *s, formula f)
{
    return place_of(s, formula_variable(f)) * 2 + formula_is_negated(f);
}

void solver_require(struct solver *s, formula f)
{
    size_t next = s->parts.count;
    formula required = placed(s, f);

    VECTOR_PUSH(s->arena, &s->required, required);
    for (; next < s->parts.count; next++) {
        const struct formula_variable *made_of =
            &s->formulas->variables.items[s->parts.items[next].variable];
        s->parts.items[next].first = (uint32_t)s->operands.count;
        for (uint32_t i = 0; i < made_of->count; i++) {
            formula operand = placed(s, s->formulas->operands.items[made_of->first + i]);
            VECTOR_PUSH(s->arena, &s->operands, operand);
            s->parts.items[formula_variable(operand)].users++;
        }
    }
}

/* Lists for each part the conjunctions that it is an operand of. */
static void list_users(struct solver *s)
{
    uint32_t sum = 0;

    for (size_t i = 0; i < s->parts.count; i++) {
        s->parts.items[i].user_first = sum;
        sum += s->parts.items[i].users;
        s->parts.items[i].users = 0;
    }
    s->users.count = 0;
    while (s->users.count < sum)
        VECTOR_PUSH(s->arena, &s->users, 0);
    for (uint32_t i = 0; i < s->parts.count; i++) {
        const struct solver_part *part = &s->parts.items[i];
        for (uint32_t k = 0; k < part->count; k++) {
            formula operand = s->operands.items[part->first + k];
            struct solver_part *used = &s->parts.items[formula_variable(operand)];
            s->users.items[used->user_first + used->users++] = i * 2 + formula_is_negated(operand);
        }
    }
}

void solver_reset(struct solver *s)
{
    for (size_t i = 0; i < s->parts.count; i++) {
        uint32_t variable = s->parts.items[i].variable;
        uint32_t group = s->formulas->variables.items[variable].group;
        s->places.items[variable] = 0;
        if (group) s->groups.items[group] = 0;
    }
    s->parts.count = s->operands.count = s->users.count = s->atoms.count = 0;
    s->required.count = s->trail.count = s->guesses.count = 0;
    s->done = s->reasoned = s->steps = 0;
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
    VECTOR_PUSH(s->arena, &s->trail, formula_variable(f));
    return true;
}

/* Derives what the operands of a conjunction say about it, and about the last open one of them. */
static bool check_conjunction(struct solver *s, uint32_t place)
{
    const struct solver_part *part = &s->parts.items[place];

    if (part->falses) return set(s, place * 2, false);
    if (part->trues == part->count) return set(s, place * 2, true);
    if (part->value != VALUE_FALSE || part->trues + 1 < part->count) return true;
    for (uint32_t i = 0; i < part->count; i++) {
        formula operand = s->operands.items[part->first + i];
        if (value_of(s, operand) == VALUE_OPEN) return set(s, operand, false);
    }
    return true; /* it has a value that has not been followed up yet */
}

/* Counts a value, or takes it back, in all conjunctions that use the part. */
static void count_value_in_users(struct solver *s, const struct solver_part *part, uint32_t by)
{
    for (uint32_t i = 0; i < part->users; i++) {
        uint32_t user = s->users.items[part->user_first + i];
        struct solver_part *conjunction = &s->parts.items[user >> 1];
        if ((part->value == VALUE_TRUE) != (user & 1))
            conjunction->trues += by;
        else
            conjunction->falses += by;
    }
    s->steps += part->users;
}

/* Derives all that follows from the value of one part. */
static bool follow(struct solver *s, uint32_t place)
{
    const struct solver_part *part = &s->parts.items[place];

    count_value_in_users(s, part, 1);
    for (uint32_t i = 0; i < part->users; i++)
        if (!check_conjunction(s, s->users.items[part->user_first + i] >> 1)) return false;
    if (part->count && part->value == VALUE_FALSE) return check_conjunction(s, place);
    if (part->value == VALUE_FALSE) return true;
    for (uint32_t i = 0; i < part->count; i++)
        if (!set(s, s->operands.items[part->first + i], true)) return false;
    for (uint32_t at = part->next_of_group; at != place; at = s->parts.items[at].next_of_group)
        if (!set(s, at * 2, false)) return false;
    return true;
}

static bool follow_all(struct solver *s)
{
    while (s->done < s->trail.count)
        if (!follow(s, s->trail.items[s->done++])) return false;
    return true;
}

/* -- Search -------------------------------------------------------------------------------------
 */

/* Goes back to when the trail was `size` long. */
static void take_back(struct solver *s, size_t size)
{
    while (s->trail.count > size) {
        struct solver_part *part = &s->parts.items[s->trail.items[--s->trail.count]];
        if (s->trail.count < s->done) count_value_in_users(s, part, (uint32_t)-1);
        part->value = VALUE_OPEN;
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
        if (!guess->is_last_try) {
            guess->is_last_try = true;
            set(s, guess->operand, true);
            return true;
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
    formula operand = s->operands.items[part->first];
    for (uint32_t i = 1; value_of(s, operand) != VALUE_OPEN; i++)
        operand = s->operands.items[part->first + i];
    VECTOR_PUSH(s->arena, &s->guesses,
                (struct solver_guess){
                    .operand = operand, .trail = s->trail.count, .reasoned = s->reasoned});
    return set(s, operand, false);
}

static enum answer search(struct solver *s, size_t steps)
{
    bool possible = true;

    for (size_t i = 0; i < s->parts.count; i++)
        if (s->parts.items[i].variable == 0) possible = set(s, (formula)i * 2, true);
    for (size_t i = 0; i < s->required.count && possible; i++)
        possible = set(s, s->required.items[i], true);
    if (!possible) return ANSWER_NO;
    for (;;) {
        if (s->steps > steps) return ANSWER_NOT_DECIDED;
        if (!follow_all(s)) {
            if (!try_opposite(s)) return ANSWER_NO;
        } else if (!guess(s)) {
            return ANSWER_YES;
        }
    }
}

enum answer solver_run(struct solver *s, size_t *steps)
{
    list_users(s);
    enum answer answer = search(s, *steps);
    *steps -= s->steps < *steps ? s->steps : *steps;
    return answer;
}

bool solver_atom_is_decided(const struct solver *s, size_t atom)
{
    return s->parts.items[s->places.items[s->atoms.items[atom]] - 1].value != VALUE_OPEN;
}
