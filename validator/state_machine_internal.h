/* Definitions of state machines in Amazon States Language: the maps in them and what each has.
 *
 * state_list.h is the table, state_fields.c holds a map against it, state_machine.c finds the
 * definitions and goes down into states, branches and processors.
 */
#ifndef VALIDATOR_STATE_MACHINE_INTERNAL_H
#define VALIDATOR_STATE_MACHINE_INTERNAL_H

#include "validator/documents.h"

/* A kind of map; a set in rows. */
enum state_map {
    MACHINE = 1,   /* the definition itself */
    BRANCH = 2,    /* of Parallel */
    PROCESSOR = 4, /* of Map */
    TASK = 8,
    PASS = 16,
    CHOICE = 32,
    WAIT = 64,
    SUCCEED = 128,
    FAIL = 256,
    PARALLEL = 512,
    MAP_STATE = 1024,
    RETRIER = 2048, /* an item of Retry */
    CATCHER = 4096,
    RULE_OF_CHOICE = 8192, /* an item of Choices */
    INNER_RULE = 16384,    /* a rule in And, Or, Not */
    CONFIG = 32768,        /* ProcessorConfig */
    READER = 65536,        /* ItemReader */
    GOES_ON = TASK | PASS | WAIT | PARALLEL | MAP_STATE,
    STATE = GOES_ON | CHOICE | SUCCEED | FAIL,
};

/* Query languages; a set. */
enum state_language { JSONPATH = 1, JSONATA = 2, BOTH = 3 };

struct state_walk {
    struct schema_walk schema;
    unsigned language;         /* of the definition; BOTH: not known */
    unsigned current;          /* of the state that the walk is in */
    const struct node *states; /* of the machine that the walk is in; NULL: not known */
    struct table names;        /* of states met so far */
};

typedef void state_check(struct state_walk *walk, const struct visit *at);

/* Reports by E3601. */
#define STATE_REPORT(walk, span, ...)                                                              \
    schema_report(&(walk)->schema, RULE_STATE_MACHINE, (span), __VA_ARGS__)

/* Whether a name, or a text, has a name that DefinitionSubstitutions or Fn::Sub fill in. */
bool state_is_open_name(struct slice name);
bool state_is_open_text(const struct node *value);

/* Calls check(walk, value) for each value that `at` can be. */
void state_each_value(struct state_walk *walk, const struct visit *at, state_check *check);
void state_each_item(struct state_walk *walk, const struct visit *at, state_check *check);

/* The value of a key of a map, or NULL. */
const struct map_entry *state_entry(const struct state_walk *walk, const struct node *map,
                                    const char *key);

/* The States of a machine when all their names are known, else NULL. */
const struct node *state_known_names(const struct state_walk *walk, const struct node *states);

/* Holds a map to what maps of its kind have, down to the leaves (state_fields.c). */
void state_check_map(struct state_walk *walk, const struct visit *at, unsigned kind);

/* Values that hold other maps (state_machine.c). */
state_check state_check_states, state_check_target, state_check_language;

#endif
