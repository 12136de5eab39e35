/* How one value of a template comes about: what is evaluated on the way, step by step.
 *
 * Steps stand in the order in which they begin. Those with a greater depth that follow a step
 * belong to it: they are what it needed, and it ends after the last of them.
 */
#ifndef INTRINSICS_TRACE_H
#define INTRINSICS_TRACE_H

#include "base/vector.h"
#include "document/path.h"
#include "intrinsics/evaluation.h"
#include "intrinsics/iterations.h"

enum trace_kind {
    STEP_FUNCTION,  /* an intrinsic function */
    STEP_NAME,      /* a name of Ref or Fn::Sub: parameter, pseudo parameter, resource... */
    STEP_MAPPING,   /* a look-up in Mappings */
    STEP_CONDITION, /* the name of a condition */
    STEP_TEST,      /* a condition function */
};

struct trace_step {
    enum trace_kind kind;
    unsigned depth;           /* 0: belongs to no other step */
    const struct node *node;  /* STEP_FUNCTION and STEP_TEST: as it was written; STEP_MAPPING: the
                                 map name and the two keys; STEP_CONDITION: where it is named */
    struct slice name;        /* of STEP_NAME and STEP_CONDITION */
    const struct node *value; /* what it became; of conditions a boolean. NULL: not known */
};

struct trace {
    VECTOR(struct trace_step) steps; /* LIMIT_TRACE_STEPS at most */
    size_t left_out;                 /* steps beyond that */
    unsigned depth;                  /* steps that have not ended yet */
};

/* A value that is asked for, and what was found out. */
struct traced_value {
    const struct node *root;  /* the template, loops expanded */
    struct path path;         /* as far as the path leads in the template */
    struct slice rest;        /* what of the path leads nowhere; empty: there is such a value */
    bool ambiguous;           /* the path has dots and can be read in more than one way */
    const struct node *node;  /* what stands there; where `rest` starts, if that is not empty */
    const struct node *value; /* evaluated */
    bool from_function;       /* `path` ends at a function; `node` is a part of what that gave */
    const struct iteration *iteration; /* the innermost of those that made what the path goes
                                  through; NULL: none */
    struct slice off;          /* the condition that does not hold, so that the resource or output
                                  around the value is not made; empty: none */
    struct trace trace;        /* the steps to the value */
    struct findings *findings; /* what is wrong with it */
};

/* Evaluates the value that `path` leads to and no other, as far as can be. The path is one of
 * path_follow(); it may lead into the loops as they are written, into what they make, and into what
 * a function gives. A condition and a parameter stand for their values. The Default of a parameter
 * with NoEcho is **** wherever it would be seen. */
struct traced_value trace_value(const struct builder *builder,
                                const struct evaluation_options *options, const struct node *root,
                                struct slice path);

#endif
