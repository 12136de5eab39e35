/* Files for tests: whole files into an arena, the names in a folder in order. */
#ifndef TESTS_SUPPORT_FILES_H
#define TESTS_SUPPORT_FILES_H

#include "base/file.h"

/* The content of a file, followed by a zero byte. False, and a message on stderr, when it cannot be
 * read. */
bool load_file(struct arena *arena, const char *path, struct slice *content);

/* The same for a file that need not be there: false without a message when it is not. */
bool load_file_optional(struct arena *arena, const char *path, struct slice *content);

/* The names of what is in a folder that end with one of the suffixes, a list ended by NULL, in the
 * order of their bytes. False, and a message on stderr, when the folder cannot be read. */
bool list_folder(struct arena *arena, const char *folder, const char *const *suffixes,
                 struct file_names *names);

#endif
