/* samc resolve. */
#include "cli/command.h"
#include "cli/compile.h"

const struct command command_resolve = {
    .id = COMMAND_RESOLVE,
    .name = "resolve",
    .operands = "[FILE]",
    .least = 0,
    .most = 1,
    .title = "evaluate intrinsic functions as far as can be",
    .prose = "Reads the template FILE, in YAML or JSON, and evaluates its intrinsic functions and "
             "loops: by parameters and their defaults, mappings, conditions and the region. What "
             "depends on resources, on other stacks or on parameters without a value stays. SAM "
             "resources stay what they are. Without FILE, or with -, the template is read from "
             "standard input.",
    .run = compile_to_output,
};
