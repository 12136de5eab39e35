/* The texts come from the list, the hash index from spec/tools/names.py. */
#include "spec/names.h"

const struct symbol known_names[N_COUNT] = {
    [N_none] = {"", 0, 0},
#define NAME(identifier)          [N_##identifier] = {#identifier, sizeof(#identifier) - 1, N_##identifier},
#define NAME_AS(identifier, text) [N_##identifier] = {text, sizeof(text) - 1, N_##identifier},
#include "spec/name_list.h"
#undef NAME
#undef NAME_AS
};

static const uint16_t index_slots[] = {
#include "spec/name_index.inc"
};

const struct symbol_set known_name_set = {
    .items = known_names,
    .index = index_slots,
    .mask = sizeof index_slots / sizeof *index_slots - 1,
};
