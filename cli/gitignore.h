/* What .gitignore files leave out: gitignore(5), without the user's own file (core.excludesFile).
 *
 * Folders and paths are absolute and plain (no links, no "..", no slash at the end), so that a path
 * starts with the folder of each file that says something about it.
 */
#ifndef CLI_GITIGNORE_H
#define CLI_GITIGNORE_H

#include "base/arena.h"
#include "base/slice.h"

/* The rules of one folder's file, and behind them those of the folders around it. NULL: none. */
struct gitignore;

/* The rules that hold in `folder`: from the root of the repository that it is in down to its own
 * .gitignore. Without a repository, its own alone. Files that cannot be read say nothing. */
const struct gitignore *gitignore_of(struct arena *arena, struct slice folder);

/* The same, when `outer` holds in the folder that `folder` is in. */
const struct gitignore *gitignore_enter(struct arena *arena, const struct gitignore *outer,
                                        struct slice folder);

/* The rules of one text over `outer`, as if it were the file of `folder`; both are borrowed. */
const struct gitignore *gitignore_parse(struct arena *arena, const struct gitignore *outer,
                                        struct slice folder, struct slice text);

/* Whether the rules leave `path` out, given that they do not leave out a folder it is in. */
bool gitignore_skips(const struct gitignore *rules, struct slice path, bool is_folder);

#endif
