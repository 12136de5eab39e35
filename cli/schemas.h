/* Schemas of resource types from files: those of folders that the user names. */
#ifndef CLI_SCHEMAS_H
#define CLI_SCHEMAS_H

#include "cli/cli.h"
#include "samc/samc.h"

/* Adds the schemas of a folder: all *.json files in it. One that cannot be used is said to, and
 * left out. False when the folder cannot be read, which has been said. `source` is how messages
 * call the place that names the folder. */
bool schemas_add_folder(struct cli *cli, samc_schemas *schemas, const char *folder,
                        const char *source);

/* A new set with the schemas of all folders, ready for use; it lives as long as `cli`. NULL for no
 * folders. False when that cannot be, which has been said. */
bool schemas_of_folders(struct cli *cli, const struct words *folders, const char *source,
                        samc_schemas **schemas);

#endif
