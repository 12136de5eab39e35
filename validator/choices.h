/* What a property may be: its values under conditions, and the conditions of each.
 *
 * Rules that compare two properties go down one and then the other, so that only values that can
 * be there together are compared:
 *
 *     struct choice properties = properties_choice(v, visit);
 *     CHOICES_EACH (v, &properties, K(BillingMode), mode)
 *         CHOICES_EACH (v, mode.at->in, K(ProvisionedThroughput), throughput) ...
 *
 * `mode.at->in` is the map that was looked into, with the conditions of `mode` besides.
 */
#ifndef VALIDATOR_CHOICES_H
#define VALIDATOR_CHOICES_H

#include "validator/engine_internal.h"

/* One value that a property may have. */
struct choice {
    const struct node *value;        /* evaluated as far as it is known; NULL: absent */
    const struct scenario *scenario; /* when it is that */
    struct span span;                /* its key; of a branch of Fn::If, of the branch */
    struct span key;                 /* its key; of what is absent, the key of what lacks it */
    const struct choice *in;         /* what it was looked for in, under the same scenario */
    bool is_written;                 /* it stands in the template as it is, not as a function */
};

/* They, and what they were looked for in, stay until the check ends: see forget_choices(). */
struct choices {
    VECTOR(struct choice) all;
};

/* Adds one. */
void choices_add(struct validation *v, struct choices *choices, const struct choice *choice);

/* The Properties of a resource. */
struct choice properties_choice(struct validation *v, const struct visit *visit);

/* The Properties of another resource, when it is used together with what `scenario` says. */
struct choice properties_of(const struct map_entry *resource, const struct scenario *scenario);

/* What `key` of a map may be, in the arena. Absent is a choice, too. In what is not a map but an
 * intrinsic, it is that intrinsic: not known. */
struct choices choices_of(struct validation *v, const struct choice *map, const struct symbol *key);

/* What the items of a list may be; of what is no list: nothing. */
struct choices choices_in(struct validation *v, const struct choice *list);

/* Goes through choices: CHOICES_EACH (v, &map, K(Name), each) { use(each.at->value); }, and
 * CHOICES_IN (v, list, each) { ... } for what choices_in() gives. */
struct choice_cursor {
    struct choices choices;
    size_t next;
    const struct choice *at; /* the current one */
};

static inline bool choice_next(struct choice_cursor *cursor)
{
    cursor->at = NULL;
    if (cursor->next < cursor->choices.all.count)
        cursor->at = &cursor->choices.all.items[cursor->next++];
    return cursor->at != NULL;
}

#define CHOICES_EACH(v_, map_, key_, each_)                                                        \
    for (struct choice_cursor each_ = {.choices = choices_of((v_), (map_), (key_))};               \
         choice_next(&each_);)

#define CHOICES_IN(v_, list_, each_)                                                               \
    for (struct choice_cursor each_ = {.choices = choices_in((v_), (list_))}; choice_next(&each_);)

/* Calls use(context, choice, name) for each value at a path below a map: "A.B" goes into maps,
 * "A[].B" into the items of a list; `name` is the last one. Values that are absent count, too, but
 * not below lists that are. An empty path leads to the map. */
typedef void use_choice(void *context, const struct choice *choice, struct slice name);
void choices_at(struct validation *v, const struct choice *map, struct slice path, use_choice *use,
                void *context);

/* Whether a value is true or false, as a boolean or as text. */
bool is_true(const struct node *value);
bool is_false(const struct node *value);

/* Whether a value is a number or a text of one that fits into a long long; *number becomes it. */
bool number_of(const struct node *value, long long *number);

/* The entry in Resources of the resource that a value is Ref or an attribute of, or NULL. Fn::Sub
 * of nothing but one name counts. */
const struct map_entry *referred_entry(const struct validation *v, const struct node *value);

/* The same when it has that type. */
const struct map_entry *referred_entry_of(const struct validation *v, const struct node *value,
                                          struct slice type);

/* Where something that a resource lacks is missed: the key of its Properties, or its own. */
struct span properties_span(const struct map_entry *resource);

#endif
