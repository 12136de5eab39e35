/* The update: what the schemas of a newer CloudFormation become, in a file that `samc spec
 * --update` leaves in the user's cache. Its types come before those that samc has built in.
 */
#ifndef CLI_TYPE_UPDATE_H
#define CLI_TYPE_UPDATE_H

#include "cli/cli.h"
#include "samc/samc.h"

/* Where the file lies: in $XDG_CACHE_HOME/samc, or ~/.cache/samc. NULL: there is no such place. */
const char *type_update_path(const struct cli *cli);

/* Puts the types of the update behind those of *schemas, which may be NULL and is made then, unless
 * there is no update or --bundled-types is given. A file that cannot be used is said to, and left
 * out. Returns its path when it is used, else NULL. */
const char *type_update_use(struct cli *cli, samc_schemas **schemas);

/* Replaces the file as a whole, or says why that cannot be and returns false. */
bool type_update_write(struct cli *cli, struct slice bytes);

/* Removes the file; *was_there tells whether there was one. */
bool type_update_remove(struct cli *cli, bool *was_there);

#endif
