/* Parameters: what their types mean, and whether a text is a value that they allow.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 */
#ifndef INTRINSICS_PARAMETER_CHECK_H
#define INTRINSICS_PARAMETER_CHECK_H

#include "base/pattern.h"
#include "document/node.h"

/* Whether values are texts that list items: CommaDelimitedList, List<Number>, List<AWS::...>. */
bool parameter_is_list(const struct node *declaration);

/* Whether its value is the name of a parameter of Systems Manager, from which CloudFormation takes
 * what Ref gives: AWS::SSM::Parameter::Value<...>. */
bool parameter_is_stored(const struct node *declaration);

/* Whether its value may not be shown: NoEcho. */
bool parameter_is_secret(const struct node *declaration);

/* The first item of a list, without the blanks around it; *list becomes what follows its comma.
 * False when nothing is left: list->text is NULL then. An empty text is one empty item. */
bool parameter_next_item(struct slice *list, struct slice *item);

/* What checks need. One serves all parameters of a compilation. */
struct parameter_checker {
    const struct builder *builder;
    struct patterns *patterns; /* NULL at first; made when a pattern is met */
};

/* One reason why a text is no value of a parameter. */
struct parameter_problem {
    const struct symbol *constraint; /* the key that says so: Type, MinLength, AllowedPattern ... */
    bool in_doubt; /* it cannot be told: AllowedPattern is none that we can read, or takes too long
                    */
    struct slice why; /* a sentence about "it", such as "it must be a number.", and the description
                         that the template has for it; shows no secret */
};

/* The most problems that one value can have: one for each constraint. */
enum { PARAMETER_PROBLEMS = 8 };

/* Holds `value`, which is given to the parameter of that declaration or is its Default, against its
 * Type, MinValue, MaxValue, MinLength, MaxLength, AllowedValues and AllowedPattern. Returns how
 * many problems there are; texts are in the arena. Of a list, the first item that breaks a
 * constraint is named. What is malformed in the declaration itself is passed over: no problem comes
 * of it. */
size_t parameter_check(struct parameter_checker *checker, const struct node *declaration,
                       struct slice value, struct parameter_problem problems[PARAMETER_PROBLEMS]);

#endif
