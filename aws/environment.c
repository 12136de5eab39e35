/* What is asked of the environment. */
#include "aws/environment.h"

#include <stdlib.h>

const char *aws_variable(const char *name)
{
    const char *value = getenv(name);

    return value && *value ? value : NULL;
}
