/* What conditions compare: values that are not known, and the texts they may be equal to.
 *
 * A subject is a value that is not known. "Subject = text" is an atom, and the atoms of one subject
 * are a group, of which one at most is true. Subjects that mention the same name (Ref Env, and a
 * look-up by Env) are a family: what one of them is may tell something about the others.
 */
#ifndef INTRINSICS_CONDITION_ATOMS_H
#define INTRINSICS_CONDITION_ATOMS_H

#include "intrinsics/condition_formula.h"
#include "intrinsics/evaluation_internal.h"
#include "intrinsics/parameter_check.h"

/* An evaluated value that is not known. */
struct subject {
    const struct node *value;
    uint32_t hash;         /* of the value */
    struct table atoms;    /* symbol of a text -> struct atom */
    struct table allowed;  /* symbols of the texts that are possible; empty: any text is */
    VECTOR(formula) texts; /* the formulas of `atoms` */

    /* The parameter that it is, without AllowedValues; NULL when there is none that says something
     * about the text. */
    const struct node *parameter;
    uint32_t family;    /* a subject of the same family, nearer to the one that stands for it;
                           itself when it is the one */
    bool is_name;       /* it is {"Ref": name}, and tells nothing about other names */
    bool has_condition; /* it holds an Fn::If, so conditions tell something about it */
};

struct subjects {
    struct evaluation *e;
    struct formulas *formulas;
    VECTOR(struct subject) all; /* number 0 is none; the others are numbers of groups, too */
    uint32_t *index;            /* hash index: number, or 0 */
    uint32_t index_mask;
    struct table names;       /* symbol of a name -> number of a subject that mentions it */
    VECTOR(formula) look_ups; /* that what is looked up in Mappings is there */
    struct parameter_checker checker;
};

/* None yet. Values are evaluated by `e`, formulas made in `formulas`. */
struct subjects subjects_new(struct evaluation *e, struct formulas *formulas);

/* That two evaluated operands of Fn::Equals are equal. What can be no operand may be equal to
 * anything. */
formula formula_of_comparison(struct subjects *subjects, const struct node *left,
                              const struct node *right);

/* The subject that stands for the family of a subject. */
uint32_t family_of(struct subjects *subjects, uint32_t subject);

/* That a subject is one of the texts that are allowed for it; FORMULA_TRUE when not all of these
 * have been compared with it, so that there is nothing to say. */
formula formula_of_allowed(struct subjects *subjects, uint32_t subject);

#endif
