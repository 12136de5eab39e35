/* Intrinsic functions: what is one, what it refers to, and what it is worth as far as parameters
 * and mappings tell.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 */
#ifndef INTRINSICS_INTRINSICS_H
#define INTRINSICS_INTRINSICS_H

#include "document/node.h"
#include "spec/names.h"

/* The part of is_intrinsic() for maps with one key, which most values are not. */
bool is_intrinsic_map(const struct node *node);

/* Whether `node` is an intrinsic: a map with one key, which is Ref, Condition or starts with Fn::.
 */
static inline bool is_intrinsic(const struct node *node)
{
    return map_count(node) == 1 && is_intrinsic_map(node);
}

/* Whether it is {"Fn::If": [a, b, c]} or any other value of Fn::If. */
static inline bool is_if(const struct node *node)
{
    return map_count(node) == 1 && map_single(node)->key == K(FnIf);
}

/* The list [name of a condition, value, value] of a Fn::If that is whole: the name is a text, and
 * there are three of them; NULL for all else, of whose branches nobody can tell which is taken. */
const struct node *if_arguments(const struct node *node);

/* Whether it is {"Ref": "AWS::NoValue"}. */
static inline bool is_no_value(const struct node *node)
{
    return map_count(node) == 1 && map_single(node)->key == K(Ref) &&
           node_is_text(map_single(node)->value, SLICE("AWS::NoValue"));
}

/* The symbol of the logical id that {"Ref": id} names; NULL for all else. */
const struct symbol *ref_target(const struct builder *builder, const struct node *node);

/* The same for a Ref, or for a plain string that is taken as a logical id. */
const struct symbol *id_or_ref_target(const struct builder *builder, const struct node *node);

/* Evaluation in the SAM phase: only Ref and Fn::Sub of parameters, and Fn::FindInMap. */
struct resolution {
    const struct builder *builder;
    const struct node *parameters; /* map: name -> value */
    const struct node *mappings;   /* the Mappings section; NULL when there is none */
    const struct node *failed;     /* the first intrinsic that is malformed; NULL: none */
    struct slice problem;          /* what is wrong with it, as a sentence */
};

/* `node` with each Ref to a parameter replaced by the parameter's value, and with the names of
 * parameters in Fn::Sub texts replaced. Unchanged subtrees are shared. */
const struct node *resolve_parameters(struct resolution *resolution, const struct node *node);

/* `node` with each Fn::FindInMap whose arguments are literal replaced by the value found. */
const struct node *resolve_mappings(struct resolution *resolution, const struct node *node);

/* What a name in a template is to be replaced by. */
struct renaming {
    const struct builder *builder;
    void *context;

    /* The new logical id for a reference to `id`, or to `part` of it (part.text is NULL for !Ref id
     * and for attributes that are no part); NULL: stays. */
    const struct symbol *(*rename)(void *context, const struct symbol *id, struct slice part);

    /* Whether references look like "Id.Part" (!Ref Fn.Version); else a dot belongs to no id. */
    bool parts;
};

/* `node` with all Ref, Fn::GetAtt and Fn::Sub renamed. Unchanged subtrees are shared. */
const struct node *rename_references(const struct renaming *renaming, const struct node *node);

#endif
