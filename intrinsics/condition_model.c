/* Building: each condition and each assertion becomes a formula, once. A cycle, a condition that is
 * not there and what no condition can be are atoms of their own. What holds in every stack
 * (AllowedValues, Rules) becomes facts.
 *
 * Asking: the question becomes one formula, which has an answer already or is given to the solver
 * together with the facts about the families of its atoms.
 */
#include "intrinsics/condition_model.h"

#include "base/limits.h"
#include "intrinsics/condition_atoms.h"
#include "intrinsics/condition_solver.h"
#include "spec/names.h"

/* A condition by its name. */
struct known_condition {
    formula formula;
    bool is_open; /* it is being read */
};

/* A formula that holds in every stack. */
struct fact {
    formula formula;
    uint32_t asked; /* number of the last question that it was put to */
};

/* A fact about a family. */
struct family_fact {
    uint32_t fact;
    struct family_fact *next;
};

struct condition_model {
    struct evaluation e;
    struct evaluation_options options;
    struct formulas formulas;
    struct subjects subjects;
    struct solver solver;
    struct table conditions; /* symbol -> struct known_condition */
    struct table scenarios;  /* struct scenario -> its formula */
    VECTOR(struct fact) facts;
    VECTOR(bool) are_facts;                 /* formula -> whether it is one of them */
    VECTOR(struct family_fact *) by_family; /* subject that stands for a family -> its facts */
    VECTOR(uint32_t) relied_on;             /* family -> subject whose value an answer relies on */
    VECTOR(uint8_t) answers;                /* formula -> enum answer + 1; 0: not asked yet */
    uint32_t filed;                         /* the fact that is being put to its families */
    uint32_t questions;                     /* asked so far */
    size_t steps;                           /* left, see LIMIT_CONDITION_STEPS */
    unsigned depth;                         /* of functions and conditions that are being read */
    bool is_too_deep;                       /* something was not read: nothing is decided */
};

static formula formula_of(struct condition_model *m, const struct node *node);

/* -- Conditions ---------------------------------------------------------------------------------
 */

static formula free_atom(struct condition_model *m)
{
    return formula_atom(&m->formulas, 0);
}

static formula formula_of_condition(struct condition_model *m, const struct symbol *name)
{
    struct known_condition *known = (struct known_condition *)table_get(&m->conditions, name);
    const struct node *definition = map_get(m->e.conditions, name);

    if (known) return known->is_open ? free_atom(m) : known->formula;
    known = arena_alloc(m->e.b->arena, sizeof *known);
    *known = (struct known_condition){.is_open = true};
    table_set(m->e.b->arena, &m->conditions, name, known);
    known->formula = definition ? formula_of(m, definition) : free_atom(m);
    known->is_open = false;
    return known->formula;
}

static formula formula_of_equals(struct condition_model *m, const struct node *argument)
{
    if (list_count(argument) != 2) return free_atom(m);
    const struct node *items = evaluate_items(&m->e, argument);
    return formula_of_comparison(&m->subjects, list_at(items, 0), list_at(items, 1));
}

/* And of the operands; for Or all is negated, before and after. */
static formula formula_of_operands(struct condition_model *m, const struct node *argument,
                                   formula negated)
{
    formula_list operands = {0};

    if (list_count(argument) == 0) return free_atom(m);
    LIST_EACH (argument, each)
        VECTOR_PUSH(m->e.b->arena, &operands, formula_of(m, each.value) ^ negated);
    return formula_and(&m->formulas, operands.items, operands.count) ^ negated;
}

static formula formula_of_not(struct condition_model *m, const struct node *argument)
{
    if (list_count(argument) != 1) return free_atom(m);
    return formula_not(formula_of(m, list_at(argument, 0)));
}

/* -- Functions of Rules -------------------------------------------------------------------------
 */

/* That `value` is one of `list`. Both are evaluated. */
static formula formula_of_membership(struct condition_model *m, const struct node *list,
                                     const struct node *value)
{
    formula_list operands = {0};

    if (!node_is_list(list)) return free_atom(m);
    LIST_EACH (list, each)
        VECTOR_PUSH(m->e.b->arena, &operands,
                    formula_of_comparison(&m->subjects, each.value, value));
    return formula_or(&m->formulas, operands.items, operands.count);
}

/* That each of `list` is one of `values`. */
static formula formula_of_members(struct condition_model *m, const struct node *list,
                                  const struct node *values)
{
    formula_list operands = {0};
    size_t comparisons = (size_t)list_count(list) * list_count(values);

    if (!node_is_list(list) || comparisons > LIMIT_RULE_COMPARISONS) return free_atom(m);
    LIST_EACH (list, each)
        VECTOR_PUSH(m->e.b->arena, &operands, formula_of_membership(m, values, each.value));
    return formula_and(&m->formulas, operands.items, operands.count);
}

/* Fn::Contains [list, value], Fn::EachMemberIn [list, list], Fn::EachMemberEquals [list, value]. */
static formula formula_of_rule_function(struct condition_model *m, const struct symbol *key,
                                        const struct node *argument)
{
    if (list_count(argument) != 2) return free_atom(m);
    const struct node *items = evaluate_items(&m->e, argument);
    const struct node *first = list_at(items, 0), *second = list_at(items, 1);
    if (key == K(FnContains)) return formula_of_membership(m, first, second);
    if (key == K(FnEachMemberIn)) return formula_of_members(m, first, second);
    return formula_of_members(m, first, LIST(m->e.b, second));
}

/* -- All functions ------------------------------------------------------------------------------
 */

static formula formula_of_function(struct condition_model *m, const struct map_entry *entry)
{
    const struct symbol *key = entry->key;

    if (key == K(FnEquals)) return formula_of_equals(m, entry->value);
    if (key == K(FnAnd)) return formula_of_operands(m, entry->value, 0);
    if (key == K(FnOr)) return formula_of_operands(m, entry->value, 1);
    if (key == K(FnNot)) return formula_of_not(m, entry->value);
    if (key == K(FnContains) || key == K(FnEachMemberIn) || key == K(FnEachMemberEquals))
        return formula_of_rule_function(m, key, entry->value);
    if (key == K(Condition) && node_is_string(entry->value))
        return formula_of_condition(m, symbol_of(m->e.b->symbols, node_text(entry->value)));
    return free_atom(m);
}

static formula formula_of(struct condition_model *m, const struct node *node)
{
    const struct map_entry *entry = map_single(node);

    if (m->depth == LIMIT_CONDITION_LEVELS) m->is_too_deep = true;
    if (!entry || m->is_too_deep) return free_atom(m);
    m->depth++;
    formula f = formula_of_function(m, entry);
    m->depth--;
    return f;
}

/* -- Facts --------------------------------------------------------------------------------------
 */

static void add_fact(struct condition_model *m, formula f)
{
    while (m->are_facts.count <= f)
        VECTOR_PUSH(m->e.b->arena, &m->are_facts, false);
    if (f == FORMULA_TRUE || m->are_facts.items[f]) return;
    m->are_facts.items[f] = true;
    VECTOR_PUSH(m->e.b->arena, &m->facts, (struct fact){.formula = f});
}

/* https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html */
static void add_rule(struct condition_model *m, const struct node *rule)
{
    const struct node *condition = map_get(rule, K(RuleCondition));
    formula applies = condition ? formula_of(m, condition) : FORMULA_TRUE;

    LIST_EACH (map_get(rule, K(Assertions)), each) {
        const struct node *assertion = map_get(each.value, K(Assert));
        if (!assertion) continue;
        formula either[] = {formula_not(applies), formula_of(m, assertion)};
        add_fact(m, formula_or(&m->formulas, either, 2));
    }
}

/* Puts the last fact to the family of an atom, if it is not there yet. */
static void file_fact(void *context, uint32_t variable)
{
    struct condition_model *m = context;
    uint32_t group = m->formulas.variables.items[variable].group;
    struct family_fact **first = &m->by_family.items[family_of(&m->subjects, group)];

    if (!group || (*first && (*first)->fact == m->filed)) return;
    struct family_fact *filed = arena_alloc(m->e.b->arena, sizeof *filed);
    *filed = (struct family_fact){.fact = m->filed, .next = *first};
    *first = filed;
}

static void make_room_for_families(struct condition_model *m)
{
    while (m->by_family.count < m->subjects.all.count) {
        VECTOR_PUSH(m->e.b->arena, &m->by_family, NULL);
        VECTOR_PUSH(m->e.b->arena, &m->relied_on, 0);
    }
}

static void add_facts(struct condition_model *m)
{
    MAP_EACH (map_get(m->e.root, K(Rules)), each)
        add_rule(m, each.value);
    for (uint32_t i = 1; i < m->subjects.all.count; i++)
        add_fact(m, formula_of_allowed(&m->subjects, i));
    for (size_t i = 0; i < m->subjects.look_ups.count; i++)
        add_fact(m, m->subjects.look_ups.items[i]);
    make_room_for_families(m);
    for (m->filed = 0; m->filed < m->facts.count; m->filed++)
        formula_each_atom(&m->formulas, m->facts.items[m->filed].formula, file_fact, m);
}

/* Requires what is known about the family of an atom that a question comes to. */
static void require_facts(void *context, uint32_t variable)
{
    struct condition_model *m = context;
    uint32_t group = m->formulas.variables.items[variable].group;
    const struct family_fact *each = m->by_family.items[family_of(&m->subjects, group)];

    for (; each; each = each->next) {
        struct fact *fact = &m->facts.items[each->fact];
        if (fact->asked == m->questions) continue;
        fact->asked = m->questions;
        solver_require(&m->solver, fact->formula);
    }
}

struct condition_model *condition_model_new(const struct builder *builder,
                                            const struct evaluation_options *view,
                                            const struct node *root)
{
    struct condition_model *m = arena_zalloc(builder->arena, sizeof *m);

    m->options = *view;
    m->options.extent = EXTENT_ALL;
    m->e = (struct evaluation){
        .b = builder,
        .findings = findings_new(builder->arena),
        .options = &m->options,
        .root = root,
        .conditions = map_get(root, K(Conditions)),
        .tolerance = 1,
    };
    m->formulas = formulas_new(builder->arena);
    m->subjects = subjects_new(&m->e, &m->formulas);
    m->solver = solver_new(builder->arena, &m->formulas);
    m->solver.most_atoms = LIMIT_CONDITION_ATOMS;
    m->solver.meet = require_facts;
    m->solver.context = m;
    m->steps = LIMIT_CONDITION_STEPS;
    MAP_EACH (m->e.conditions, each)
        formula_of_condition(m, each.key);
    add_facts(m);
    return m;
}

/* -- Questions ----------------------------------------------------------------------------------
 */

static uint32_t group_of_atom(const struct condition_model *m, size_t atom)
{
    return m->formulas.variables.items[m->solver.atoms.items[atom]].group;
}

/* Whether the values of two subjects can be chosen one by one. */
static bool are_independent(const struct condition_model *m, uint32_t one, uint32_t other)
{
    const struct subject *all = m->subjects.all.items;

    return one == other || (all[one].is_name && all[other].is_name);
}

/* Whether all values that an answer relies on can be chosen one by one: of one family there are
 * only names, or only one subject. */
static bool is_free_choice(struct condition_model *m)
{
    bool is_free = true;

    for (size_t i = 0; i < m->solver.atoms.count; i++) {
        uint32_t subject = group_of_atom(m, i);
        if (!subject || !solver_atom_is_decided(&m->solver, i)) continue;
        uint32_t *relied_on = &m->relied_on.items[family_of(&m->subjects, subject)];
        if (*relied_on && !are_independent(m, *relied_on, subject)) is_free = false;
        if (m->subjects.all.items[subject].has_condition) is_free = false;
        *relied_on = subject;
    }
    for (size_t i = 0; i < m->solver.atoms.count; i++)
        m->relied_on.items[family_of(&m->subjects, group_of_atom(m, i))] = 0;
    return is_free;
}

static enum answer solve(struct condition_model *m, formula question)
{
    size_t allowed = m->steps < LIMIT_QUESTION_STEPS ? m->steps : LIMIT_QUESTION_STEPS;
    size_t left = allowed;

    m->questions++;
    solver_require(&m->solver, question);
    enum answer answer = solver_run(&m->solver, &left);
    m->steps -= allowed - left;
    if (answer == ANSWER_YES && !is_free_choice(m)) answer = ANSWER_NOT_DECIDED;
    solver_reset(&m->solver);
    return answer;
}

static enum answer possible(struct condition_model *m, formula question)
{
    if (question == FORMULA_TRUE) return ANSWER_YES;
    if (question == FORMULA_FALSE) return ANSWER_NO;
    if (m->is_too_deep || m->e.over_limit) return ANSWER_NOT_DECIDED;
    while (m->answers.count <= question)
        VECTOR_PUSH(m->e.b->arena, &m->answers, 0);
    if (!m->answers.items[question]) m->answers.items[question] = (uint8_t)(solve(m, question) + 1);
    return (enum answer)(m->answers.items[question] - 1);
}

/* -- Scenarios ----------------------------------------------------------------------------------
 */

const struct scenario *scenario_with(struct arena *arena, const struct scenario *parent,
                                     const struct symbol *condition, bool truth)
{
    struct scenario *scenario = arena_alloc(arena, sizeof *scenario);

    *scenario = (struct scenario){.condition = condition, .truth = truth, .parent = parent};
    return scenario;
}

/* What a parameter is only matters to conditions that mention it. */
static formula formula_of_value(struct condition_model *m, const struct scenario *scenario)
{
    const struct builder *b = m->e.b;

    if (!table_get(&m->subjects.names, scenario->parameter)) return FORMULA_TRUE;
    const struct node *name = node_string(b, symbol_slice(scenario->parameter));
    const struct node *value = evaluate_argument(&m->e, MAP(b, {K(Ref), name}));
    formula f = formula_of_comparison(&m->subjects, value, scenario->text);
    make_room_for_families(m);
    return f;
}

static formula formula_of_saying(struct condition_model *m, const struct scenario *scenario)
{
    if (scenario->parameter) return formula_of_value(m, scenario);
    formula condition = formula_of_condition(m, scenario->condition);
    return scenario->truth ? condition : formula_not(condition);
}

static formula formula_of_scenario(struct condition_model *m, const struct scenario *scenario)
{
    if (!scenario) return FORMULA_TRUE;
    const formula *known = table_get(&m->scenarios, scenario);
    if (known) return *known;
    formula *made = arena_alloc(m->e.b->arena, sizeof *made);
    *made = formula_both(&m->formulas, formula_of_scenario(m, scenario->parent),
                         formula_of_saying(m, scenario));
    table_set(m->e.b->arena, &m->scenarios, scenario, made);
    return *made;
}

enum answer scenario_possible(struct condition_model *m, const struct scenario *scenario)
{
    return possible(m, formula_of_scenario(m, scenario));
}

enum answer scenario_possible_with(struct condition_model *m, const struct scenario *scenario,
                                   const struct symbol *const *conditions, size_t count,
                                   unsigned truths)
{
    formula all = formula_of_scenario(m, scenario);

    for (size_t i = 0; i < count; i++) {
        struct scenario saying = {.condition = conditions[i], .truth = truths >> i & 1};
        all = formula_both(&m->formulas, all, formula_of_saying(m, &saying));
    }
    return possible(m, all);
}

enum answer scenarios_meet(struct condition_model *m, const struct scenario *one,
                           const struct scenario *other)
{
    return possible(
        m, formula_both(&m->formulas, formula_of_scenario(m, one), formula_of_scenario(m, other)));
}

enum answer scenario_implies(struct condition_model *m, const struct scenario *scenario,
                             const struct scenario *other)
{
    formula without = formula_both(&m->formulas, formula_of_scenario(m, scenario),
                                   formula_not(formula_of_scenario(m, other)));
    enum answer answer = possible(m, without);

    if (answer == ANSWER_NOT_DECIDED) return answer;
    return answer == ANSWER_YES ? ANSWER_NO : ANSWER_YES;
}
