/* The shape of what CloudFormation itself defines: sections, parameters, resources, outputs. */
#ifndef VALIDATOR_SHAPE_H
#define VALIDATOR_SHAPE_H

#include "validator/engine_internal.h"

/* What a value may be; a set. */
enum shape_kind {
    SHAPE_TEXT = 1,  /* a string, number or boolean: all of them can be a text */
    SHAPE_WHOLE = 2, /* a whole number, or a text of digits */
    SHAPE_NUMBER = 4,
    SHAPE_BOOL = 8, /* or a text "true" or "false" */
    SHAPE_LIST = 16,
    SHAPE_MAP = 32,
    SHAPE_FUNCTION = 64, /* an intrinsic in place of it */
    SHAPE_ANY = 127,
    SHAPE_STRING = 128, /* a string, and nothing that can only become one */
    SHAPE_INTEGER = 256,
    SHAPE_NULL = 512, /* nothing behind the key */
};

/* A key of a map. */
struct shape_key {
    const struct symbol *name;
    unsigned kinds;
};

/* Which rules a map breaks whose keys are wrong. */
struct shape_rules {
    const struct rule *unknown; /* a key that it may not have */
    const struct rule *kind;    /* a value of the wrong kind */
};

/* Whether a value is of one of `kinds`. */
bool shape_is(const struct node *value, unsigned kinds);

/* "a map", "a text or a list": what is in `kinds`, but for intrinsics. */
struct slice shape_names(const struct validation *v, unsigned kinds);

/* Reports the keys of a map that are not among `keys`, and values of the wrong kind. `what` is what
 * messages call the map: "a parameter". */
void check_shape(struct validation *v, const struct visit *visit, const struct node *map,
                 const char *what, const struct shape_key *keys, size_t count,
                 struct shape_rules rules);

/* Whether a name consists of letters and digits. */
bool is_alphanumeric_name(struct slice name);

#endif
