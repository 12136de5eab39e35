/* Values held to a form of form_list.h: maps with known keys, down to the texts in them. For what
 * CloudFormation defines besides the properties of resources; one rule is broken by all that is
 * wrong in such a value. See shape.h for a single map whose keys are well-known names.
 */
#ifndef VALIDATOR_FORM_H
#define VALIDATOR_FORM_H

#include "validator/shape.h"

enum form_name {
    FORM_NOTHING,
    FORM_ANYTHING,
#define FORM(name, kinds, rest, items, size) FORM_##name,
#define KEY(name, key, form)
#define WORD(name, word)
#include "validator/form_list.h"
#undef FORM
#undef KEY
#undef WORD
    FORM_COUNT
};

enum form_manner {
    /* Functions may stand in it, which are not looked into but for the branches of Fn::If, and
     * what can be taken for a kind is of that kind: "1" for a number. */
    FORM_OF_TEMPLATE,
    /* It is read as it is written. */
    FORM_AS_WRITTEN,
};

/* Reports what is wrong in the value of an entry. */
void check_form(struct validation *v, const struct visit *visit, enum rule_name rule,
                const struct map_entry *entry, enum form_name form, enum form_manner manner);

#endif
