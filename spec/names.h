/* The well-known names of spec/name_list.h as symbols. */
#ifndef SPEC_NAMES_H
#define SPEC_NAMES_H

#include "base/symbol.h"

enum name {
    N_none, /* what struct symbol.number is for all other names */
#define NAME(identifier)          N_##identifier,
#define NAME_AS(identifier, text) N_##identifier,
#include "spec/name_list.h"
#undef NAME
#undef NAME_AS
    N_COUNT
};

/* By number; constant data. */
extern const struct symbol known_names[N_COUNT];

/* The same as symbols_new() takes it. */
extern const struct symbol_set known_name_set;

/* The symbol of a well-known name, for example K(Properties). */
#define K(identifier) (&known_names[N_##identifier])

#endif
