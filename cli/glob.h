/* Patterns of paths, as .gitignore and shells have them. They match bytes:
 *
 *     ?        a byte other than a slash
 *     *        any number of them
 *     [a-z]    one of a set; [!a-z] and [^a-z] one that is not in it; [[:alpha:]] a class
 *     **       as a whole part between slashes, any number of folders; at the end, all that is
 * below \x       the byte x
 */
#ifndef CLI_GLOB_H
#define CLI_GLOB_H

#include "base/slice.h"

/* Whether the whole `path` matches. A pattern that is not well formed ("[a") matches nothing. */
bool glob_match(struct slice pattern, struct slice path);

/* Whether a text holds anything that makes it more than a plain path. */
bool glob_is_pattern(struct slice text);

/* The folder that all paths matching `pattern` are below: its parts in front of the first that is
 * not plain. Empty for the working folder; "/" for the root. */
struct slice glob_folder(struct slice pattern);

#endif
