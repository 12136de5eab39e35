/* The commands, in the order of the help. A row: COMMAND(NAME, name).
 *
 * To add one: cli/NAME.c with a `const struct command command_NAME`, and a row here. Help, manual
 * and "did you mean" follow. Then name it in the options that it takes (cli/option_list.h), run
 * tests/cli/man_page.sh and tests/cli/completions.sh SAMC --update, and add its cases to tests/cli/cases/.
 */
COMMAND(TRANSFORM, transform)
COMMAND(LINT, lint)
COMMAND(RESOLVE, resolve)
COMMAND(EXPLAIN, explain)
COMMAND(SPEC, spec)
COMMAND(RULES, rules)
COMMAND(COMPLETION, completion)
COMMAND(HELP, help)
