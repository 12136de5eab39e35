/* How much code a folder holds. */
#ifndef CLI_FOLDER_SIZE_H
#define CLI_FOLDER_SIZE_H

#include "base/arena.h"
#include "samc/samc.h"

/* Adds up the files of a folder, up to LIMIT_CODE_ENTRIES of them. Left out are what no build takes
 * over (names that start with a dot, __pycache__, node_modules beside a package.json) and what
 * links lead to. False when the folder cannot be read. */
bool folder_size(struct arena *arena, const char *path, samc_folder_size *size);

#endif
