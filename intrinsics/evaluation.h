/* Evaluation of intrinsic functions, as far as what is known allows.
 *
 * A tree goes in, a tree comes out. What can be known has become a plain value. What cannot,
 * because it depends on a resource, on another stack or on a parameter without a value, is still an
 * intrinsic, its arguments evaluated. So "unknown" is a value like others, and no placeholder
 * stands for it.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 */
#ifndef INTRINSICS_EVALUATION_H
#define INTRINSICS_EVALUATION_H

#include "base/finding.h"
#include "base/table.h"
#include "intrinsics/intrinsics.h"

enum evaluation_rule {
#define RULE(name, id, severity, title) INTRINSIC_##name,
#include "intrinsics/rule_list.h"
#undef RULE
};

/* What is to be evaluated. */
enum evaluation_extent {
    EXTENT_ALL,        /* each function that can be */
    EXTENT_EXTENSIONS, /* those that CloudFormation knows by AWS::LanguageExtensions only; their
                          arguments whole */
};

struct evaluation_options {
    enum evaluation_extent extent;
    struct slice region, partition;
    const struct node *values; /* map of strings: parameters and pseudo parameters; or NULL */
    struct table *iterations;  /* becomes, for evaluate_template(), what loops made: symbols of
                                  resources, and nodes -> struct iteration; or NULL */
    bool free_parameters;      /* parameters may have any value: a Default is not taken for one */
    bool names_are_checked;    /* the caller tells by itself of names that are not there */
    bool *loops_left_out; /* becomes true when a loop makes nothing because its collection is not
                             known; NULL: such a loop is an error */
};

/* The rules of this folder; *count becomes their number. */
const struct rule *intrinsic_rules(size_t *count);

/* Evaluates a whole template as AWS::LanguageExtensions does: loops, conditions, resources,
 * outputs, DeletionPolicy and UpdateReplacePolicy. NULL when there is an error among the findings
 * then. */
const struct node *evaluate_template(const struct builder *builder, struct findings *findings,
                                     const struct evaluation_options *options,
                                     const struct node *root);

/* A template with its loops expanded and all else as it is written. What is wrong with the loops is
 * not reported. */
const struct node *template_without_loops(const struct builder *builder,
                                          const struct evaluation_options *options,
                                          const struct node *root);

/* The evaluation of single values of a template, for those who walk through it by themselves. What
 * is wrong with a function becomes a finding each time it is evaluated. */
struct evaluation;

/* For values of `root`, in which loops are expanded. All arguments must outlive it. */
struct evaluation *evaluation_new(const struct builder *builder, struct findings *findings,
                                  const struct evaluation_options *options,
                                  const struct node *root);

/* `node` evaluated; AWS::NoValue inside of it takes its key or item away. */
const struct node *evaluation_value(struct evaluation *evaluation, const struct node *node);

/* Evaluates all conditions, for the findings. */
void evaluation_check_conditions(struct evaluation *evaluation);

/* Whether Transform of a template names AWS::LanguageExtensions. */
bool names_language_extensions(const struct node *root);

#endif
