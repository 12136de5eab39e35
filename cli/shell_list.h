/* The shells that samc completion knows. A row: SHELL(name).
 *
 * To add one: cli/completion_NAME.c with a function completion_NAME(), and a row here. Then run
 * tests/cli/completions.sh SAMC --update, and let cmake/install.cmake put cli/completions/samc.NAME where
 * the shell looks for it.
 */
SHELL(bash)
SHELL(zsh)
SHELL(fish)
