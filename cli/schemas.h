/* Schemas of resource types from files: those of folders that the user names, and those of the
 * update (cli/type_update.h). */
#ifndef CLI_SCHEMAS_H
#define CLI_SCHEMAS_H

#include "cli/cli.h"
#include "samc/samc.h"

/* An empty set; it lives as long as `cli`. */
samc_schemas *schemas_new(struct cli *cli);

/* Adds one schema. One that cannot be used is said to, and left out. */
void schemas_add(struct cli *cli, samc_schemas *schemas, const char *path, struct slice json);

/* Adds the schemas of a folder: all *.json files in it. False when the folder cannot be read, which
 * has been said. `source` is how messages call the place that names the folder. */
bool schemas_add_folder(struct cli *cli, samc_schemas *schemas, const char *folder,
                        const char *source);

/* Makes the set ready for use, and *bytes, unless NULL, what it can be loaded from. */
bool schemas_finish(struct cli *cli, samc_schemas *schemas, const char *source,
                    struct slice *bytes);

/* A new set with the schemas of all folders, ready for use. NULL for no folders. False when that
 * cannot be, which has been said. */
bool schemas_of_folders(struct cli *cli, const struct words *folders, const char *source,
                        samc_schemas **schemas);

#endif
