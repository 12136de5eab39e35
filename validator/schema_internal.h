/* Checks of resources against the table of resource types (spec/resource_types.h).
 *
 * A tree and a specification are walked side by side. What is not known (an intrinsic, a dynamic
 * reference) gives no finding; each branch of Fn::If is held to the specification by itself. What
 * is asked of a map or a list as a whole (required keys, groups of keys, the count of items) is
 * asked for each way in which the conditions in it can turn out: see schema_whole.c.
 *
 * What a function may give as far as the template tells (intrinsics/value_set.h) is held to the
 * specification, too: see schema_given.c.
 */
#ifndef VALIDATOR_SCHEMA_INTERNAL_H
#define VALIDATOR_SCHEMA_INTERNAL_H

#include "document/embedded.h"
#include "spec/resource_types.h"
#include "validator/engine_internal.h"

/* What is found in one resource. */
struct schema_finding {
    enum rule_name name;     /* of what is asked for */
    const struct rule *rule; /* that it is reported as */
    struct span span;
    struct span function; /* that gives the value, when it is reported at one; or none */
    struct slice message;
};

/* A value that a function gives, while the walk is in it. */
struct given_value {
    const struct rule *rule;            /* that all of its findings have */
    struct span span;                   /* where linters have what is wrong with the function */
    struct span function;               /* where it stands: short forms in a list share a `span` */
    struct span place;                  /* where a parameter has the value; or none */
    struct slice words, words_at_place; /* what begins a message there */
};

struct schema_walk {
    struct validation *v;
    const struct visit *resource;
    const struct scenario *scenario; /* what conditions say of the place that the walk is at */
    VECTOR(struct schema_finding) findings;
    bool is_trial;                   /* findings are counted, and not kept */
    size_t count;                    /* of findings, trials included */
    size_t unknowns;                 /* values met that are not known */
    size_t steps;                    /* values looked at in the trial */
    const struct embedded *embedded; /* the walk is in this text; NULL: in the template */
    struct span embedded_at;         /* where that text stands in the template */
    struct slice embedded_name;      /* the file that it is; empty: a text of the template */
    const struct given_value *given; /* NULL: the walk is in what is written */
    bool is_about_text; /* the next finding is about how one value looks: what the template has it
                           from is to be changed */
};

/* Holds a value to a specification. */
void schema_check_value(struct schema_walk *walk, const struct value_spec *spec,
                        const struct visit *at);

/* Holds a value to a specification without reporting: whether nothing was found. */
bool schema_value_fits(struct schema_walk *walk, const struct value_spec *spec,
                       const struct visit *at);

/* Calls check(context, value) for what the function at a place may give, which reports what is
 * wrong with a value by `walk`. Each value is looked at in a trial first. */
typedef void given_check(void *context, const struct visit *at);
void schema_each_given(struct schema_walk *walk, const struct visit *at, given_check *check,
                       void *context);

/* Holds what the function at a place may give to a specification. */
void schema_check_given(struct schema_walk *walk, const struct value_spec *spec,
                        const struct visit *at);

/* The parts of schema_check_value(). */
void schema_check_enum(struct schema_walk *walk, const struct value_spec *spec,
                       const struct visit *at);
void schema_check_scalar(struct schema_walk *walk, const struct value_spec *spec,
                         const struct visit *at);
void schema_check_format(struct schema_walk *walk, const struct value_spec *spec,
                         const struct visit *at);
void schema_check_map_as_whole(struct schema_walk *walk, const struct value_spec *spec,
                               const struct visit *at);
void schema_check_list_as_whole(struct schema_walk *walk, const struct value_spec *spec,
                                const struct visit *at);

/* Checks the value of the property that holds the tags of a resource. */
void schema_check_tags(struct schema_walk *walk, const struct visit *at);

/* Whether a value, which is neither map nor list nor unknown, can be taken for one of the kinds (a
 * set of enum value_kind): "10" for a number, "true" for a boolean, a number for a string. */
bool schema_scalar_is(const struct node *node, unsigned kinds);

/* The same when nothing is taken for something else, as E3012 can be set. */
bool schema_scalar_is_strictly(const struct node *node, unsigned kinds);

/* What a message shows of a text: all of it, or its start. */
struct slice schema_shown(const struct schema_walk *walk, struct slice text);

/* Whether a regular expression of the table is found in a text; true also when that is not known.
 */
bool schema_matches(struct schema_walk *walk, struct slice pattern, struct slice text);

/* Visit of a value inside of `parent`. */
struct visit schema_visit(const struct visit *parent, const struct node *node,
                          const struct map_entry *entry);

/* Visit of the value 1 or 2 of a whole Fn::If, whose list `arguments` is the visit of. From now on
 * walk->scenario, which is `outside` around the Fn::If, has the condition that it is taken under.
 */
struct visit schema_branch(struct schema_walk *walk, const struct visit *arguments, uint32_t branch,
                           const struct scenario *outside);

/* Where a finding about a value stands: the key; of an item the item itself, when it is a text, a
 * map or a list, and else what it is an item of. */
struct span schema_span(const struct visit *visit);

/* Where a finding about a map or list as a whole stands: of a branch of Fn::If, what has the
 * Fn::If.
 */
struct span schema_whole_span(const struct visit *visit);

/* Notes a finding, once. One in a text inside of a value stands where the text stands; the message
 * ends with its line there. */
void schema_report(struct schema_walk *walk, enum rule_name rule, struct span span,
                   const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif
