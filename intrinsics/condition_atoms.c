/* Subjects are found again by a hash of their value, atoms by the symbol of their text. Two values
 * that are both unknown are a subject, too: the pair of them, which is compared with one text. */
#include "intrinsics/condition_atoms.h"

/* A comparison of a subject with a text; what struct subject.atoms holds. */
struct atom {
    formula formula;
};

struct subjects subjects_new(struct evaluation *e, struct formulas *formulas)
{
    struct subjects subjects = {.e = e, .formulas = formulas, .checker = {.builder = e->b}};

    VECTOR_PUSH(e->b->arena, &subjects.all, (struct subject){0});
    return subjects;
}

/* -- Names and families -------------------------------------------------------------------------
 */

uint32_t family_of(struct subjects *s, uint32_t subject)
{
    struct subject *all = s->all.items;

    while (all[subject].family != subject) {
        all[subject].family = all[all[subject].family].family;
        subject = all[subject].family;
    }
    return subject;
}

/* Notes that the last subject mentions a name, which makes it kin of others that do. */
static void mention(struct subjects *s, struct slice name)
{
    const struct symbol *symbol = symbol_of(s->e->b->symbols, name);
    uint32_t subject = (uint32_t)s->all.count - 1;
    const uint32_t *other = table_get(&s->names, symbol);

    if (other) {
        s->all.items[family_of(s, subject)].family = family_of(s, *other);
        return;
    }
    uint32_t *number = arena_alloc(s->e->b->arena, sizeof *number);
    *number = subject;
    table_set(s->e->b->arena, &s->names, symbol, number);
}

/* The names in "${Name}". */
static void mention_in_text(struct subjects *s, struct slice text)
{
    for (;;) {
        text = slice_from(text, slice_search(text, SLICE("${")) + 2);
        size_t end = slice_find(text, '}');
        if (end == text.size) return;
        mention(s, slice_first(text, end));
    }
}

static void mention_all(struct subjects *s, const struct node *value)
{
    const struct map_entry *entry = map_single(value);

    if (entry && entry->key == K(Ref)) {
        mention(s, node_text(entry->value));
        return;
    }
    if (entry && entry->key == K(FnIf)) s->all.items[s->all.count - 1].has_condition = true;
    if (node_is_string(value)) mention_in_text(s, node_text(value));
    LIST_EACH (value, each)
        mention_all(s, each.value);
    MAP_EACH (value, each)
        mention_all(s, each.value);
}

/* -- Subjects -----------------------------------------------------------------------------------
 */

static uint32_t hash_of(const struct node *value)
{
    uint32_t hash = symbol_hash(scalar_text(value)) + value->kind;

    LIST_EACH (value, each)
        hash = (hash ^ hash_of(each.value)) * 16777619u;
    MAP_EACH (value, each) /* in any order */
        hash += (symbol_hash(symbol_slice(each.key)) ^ hash_of(each.value)) * 2654435761u;
    return hash;
}

/* Where the value stands in the index, or is to stand. */
static uint32_t *slot_of(const struct subjects *s, const struct node *value, uint32_t hash)
{
    uint32_t at = hash & s->index_mask;

    for (;; at = (at + 1) & s->index_mask) {
        const struct subject *known = &s->all.items[s->index[at]];
        if (!s->index[at] || (known->hash == hash && node_equal(known->value, value)))
            return &s->index[at];
    }
}

/* Keeps the index at most half full. */
static void grow_index(struct subjects *s)
{
    if (s->index && s->all.count * 2 <= s->index_mask) return;
    s->index_mask = s->index ? s->index_mask * 2 + 1 : 31;
    s->index = arena_zalloc(s->e->b->arena, (s->index_mask + (size_t)1) * sizeof *s->index);
    for (uint32_t i = 1; i < s->all.count; i++)
        *slot_of(s, s->all.items[i].value, s->all.items[i].hash) = i;
}

/* AllowedValues as symbols; empty when they cannot be understood. */
static struct table allowed_texts(struct subjects *s, const struct node *parameter)
{
    struct table allowed = {0};

    LIST_EACH (map_get(parameter, K(AllowedValues)), each) {
        if (!is_known_scalar(each.value)) return (struct table){0};
        const struct symbol *text = symbol_of(s->e->b->symbols, scalar_text(each.value));
        table_set(s->e->b->arena, &allowed, text, text);
    }
    return allowed;
}

/* Notes what the declaration of a parameter says about the subject that refers to it. Those of
 * lists, and of values that are fetched, speak of something else than the value. */
static void note_declaration(struct subjects *s, struct subject *subject)
{
    const struct symbol *name = ref_target(s->e->b, subject->value);
    const struct node *declared = name ? map_get(map_get(s->e->root, K(Parameters)), name) : NULL;

    subject->is_name = name != NULL;
    if (!node_is_map(declared) || parameter_is_list(declared) || parameter_is_stored(declared))
        return;
    subject->allowed = allowed_texts(s, declared);
    struct node *rest = node_copy(s->e->b, declared);
    map_remove(s->e->b, rest, K(AllowedValues));
    subject->parameter = rest;
}

/* {"Fn::Sub": "${Name}"} as {"Ref": "Name"}; all else as it is. */
static const struct node *simplest(struct subjects *s, const struct node *value)
{
    const struct map_entry *entry = map_single(value);
    struct slice text = entry && entry->key == K(FnSub) ? node_text(entry->value) : SLICE("");

    if (!slice_starts(text, SLICE("${")) || slice_find(text, '}') + 1 != text.size) return value;
    struct slice name = slice_first(slice_from(text, 2), text.size - 3);
    return MAP(s->e->b, {K(Ref), node_string(s->e->b, name)});
}

static uint32_t subject_of(struct subjects *s, const struct node *given)
{
    const struct node *value = simplest(s, given);
    uint32_t hash = hash_of(value), number = (uint32_t)s->all.count;

    grow_index(s);
    uint32_t *slot = slot_of(s, value, hash);
    if (*slot) return *slot;
    *slot = number;
    struct subject subject = {.value = value, .hash = hash, .family = number};
    note_declaration(s, &subject);
    VECTOR_PUSH(s->e->b->arena, &s->all, subject);
    mention_all(s, value);
    return number;
}

/* -- Atoms --------------------------------------------------------------------------------------
 */

/* Whether the parameter that a subject is may have a value. */
static bool is_possible(struct subjects *s, const struct subject *subject,
                        const struct symbol *text)
{
    struct parameter_problem problems[PARAMETER_PROBLEMS];

    if (subject->allowed.count && !table_get(&subject->allowed, text)) return false;
    if (!subject->parameter) return true;
    size_t count = parameter_check(&s->checker, subject->parameter, symbol_slice(text), problems);
    for (size_t i = 0; i < count; i++)
        if (!problems[i].in_doubt) return false;
    return true;
}

static formula comparison_with(struct subjects *s, uint32_t number, struct slice text)
{
    struct arena *arena = s->e->b->arena;
    struct subject *subject = &s->all.items[number];
    const struct symbol *symbol = symbol_of(s->e->b->symbols, text);
    const struct atom *known = table_get(&subject->atoms, symbol);

    if (known) return known->formula;
    if (!is_possible(s, subject, symbol)) return FORMULA_FALSE;
    struct atom *atom = arena_alloc(arena, sizeof *atom);
    atom->formula = subject->allowed.count == 1 ? FORMULA_TRUE : formula_atom(s->formulas, number);
    table_set(arena, &subject->atoms, symbol, atom);
    VECTOR_PUSH(arena, &subject->texts, atom->formula);
    return atom->formula;
}

static formula comparison_of_subjects(struct subjects *s, uint32_t one, uint32_t other)
{
    uint32_t first = one < other ? one : other, second = one < other ? other : one;

    if (one == other) return FORMULA_TRUE;
    const struct node *pair = LIST(s->e->b, s->all.items[first].value, s->all.items[second].value);
    return comparison_with(s, subject_of(s, pair), SLICE("="));
}

/* -- Look-ups -----------------------------------------------------------------------------------
 */

/* A look-up in Mappings of which one key is a name. */
struct look_up {
    uint32_t subject;           /* the key */
    const struct node *map;     /* its values -> what is found there, or maps that hold it */
    const struct symbol *inner; /* its key in these maps; NULL: they are none */
};

static const struct symbol *known_key(struct subjects *s, const struct node *key)
{
    return is_known_scalar(key) ? symbol_of(s->e->b->symbols, scalar_text(key)) : NULL;
}

/* Whether a value is such a look-up. With a DefaultValue it is none. */
static bool is_look_up(struct subjects *s, const struct node *value, struct look_up *look_up)
{
    const struct map_entry *entry = map_single(value);
    const struct node *keys = entry && entry->key == K(FnFindInMap) ? entry->value : NULL;
    const struct symbol *map_name = known_key(s, list_at(keys, 0));
    const struct node *outer = list_at(keys, 1), *inner = list_at(keys, 2), *name = outer;

    if (list_count(keys) != 3 || !map_name) return false;
    look_up->map = map_get(map_get(s->e->root, K(Mappings)), map_name);
    look_up->inner = known_key(s, inner);
    if (!look_up->inner) {
        const struct symbol *row = known_key(s, outer);
        look_up->map = row ? map_get(look_up->map, row) : NULL;
        name = inner;
    }
    if (!node_is_map(look_up->map) || !ref_target(s->e->b, name)) return false;
    look_up->subject = subject_of(s, name);
    return true;
}

/* That a text is found: the key is one of those that lead to it. All keys that lead to anything are
 * noted, since the key must be one of them. */
static formula formula_of_look_up(struct subjects *s, const struct look_up *look_up,
                                  struct slice text)
{
    formula_list found = {0}, all = {0};
    struct arena *arena = s->e->b->arena;

    if (!count_made(s->e, look_up->map, map_count(look_up->map)))
        return formula_atom(s->formulas, 0);
    MAP_EACH (look_up->map, each) {
        const struct node *value =
            look_up->inner ? map_get(each.value, look_up->inner) : each.value;
        if (node_is_nothing(value)) continue;
        formula key = comparison_with(s, look_up->subject, symbol_slice(each.key));
        VECTOR_PUSH(arena, &all, key);
        if (is_known_scalar(value) && slice_eq(scalar_text(value), text))
            VECTOR_PUSH(arena, &found, key);
    }
    VECTOR_PUSH(arena, &s->look_ups, formula_or(s->formulas, all.items, all.count));
    return formula_or(s->formulas, found.items, found.count);
}

/* That a value that is not known is equal to a text. */
static formula comparison_with_text(struct subjects *s, const struct node *value, struct slice text)
{
    struct look_up look_up;

    if (is_look_up(s, value, &look_up)) return formula_of_look_up(s, &look_up, text);
    return comparison_with(s, subject_of(s, value), text);
}

/* -- Comparisons --------------------------------------------------------------------------------
 */

/* Whether a value is one that Fn::Equals compares once it is known. */
static bool is_open(const struct node *value)
{
    return is_deferred(value) || (node_is_string(value) && !is_known(value));
}

formula formula_of_comparison(struct subjects *s, const struct node *left, const struct node *right)
{
    bool left_is_known = is_known_scalar(left), right_is_known = is_known_scalar(right);

    if ((!left_is_known && !is_open(left)) || (!right_is_known && !is_open(right)))
        return formula_atom(s->formulas, 0);
    if (left_is_known && right_is_known)
        return slice_eq(scalar_text(left), scalar_text(right)) ? FORMULA_TRUE : FORMULA_FALSE;
    if (left_is_known) return comparison_with_text(s, right, scalar_text(left));
    if (right_is_known) return comparison_with_text(s, left, scalar_text(right));
    return comparison_of_subjects(s, subject_of(s, left), subject_of(s, right));
}

formula formula_of_allowed(struct subjects *subjects, uint32_t subject)
{
    const struct subject *it = &subjects->all.items[subject];

    if (it->allowed.count == 0 || it->texts.count < it->allowed.count) return FORMULA_TRUE;
    return formula_or(subjects->formulas, it->texts.items, it->texts.count);
}
