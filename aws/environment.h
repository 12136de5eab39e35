/* The variables of the environment with which AWS's own tools are set up. */
#ifndef AWS_ENVIRONMENT_H
#define AWS_ENVIRONMENT_H

/* The value of a variable; NULL when it is not set, or empty, which those tools take for the same.
 * Valid until the environment is changed. */
const char *aws_variable(const char *name);

#endif
