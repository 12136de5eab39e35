/* samc transform. */
#include "cli/command.h"
#include "cli/compile.h"

const struct command command_transform = {
    .id = COMMAND_TRANSFORM,
    .name = "transform",
    .operands = "[FILE]",
    .least = 0,
    .most = 1,
    .title = "compile a SAM template to CloudFormation",
    .prose = "Compiles the template FILE, in YAML or JSON, to the CloudFormation template that the "
             "AWS::Serverless transform makes of it. Without FILE, or with -, it is read from "
             "standard input. Findings go to standard error. When there is an error among them, "
             "nothing is written.",
    .run = compile_to_output,
};
