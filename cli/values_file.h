/* Files with names and values that are not templates: parameter files, maps of managed policies. */
#ifndef CLI_VALUES_FILE_H
#define CLI_VALUES_FILE_H

#include "cli/cli.h"
#include "document/document.h"

struct values_file {
    struct cli *cli;
    struct reader reader;
    const struct node *root;
};

/* Reads the file `path` ("-" is standard input), JSON or YAML, for the option `option`, such as
 * "--parameter-file". The tree lives as long as cli->arena. On failure it has been said why, and
 * false is returned. A key that a map has twice is such a failure. */
bool values_file_read(struct cli *cli, const char *path, const char *option,
                      struct values_file *file);

/* The value of a key in a map; NULL for all else. */
const struct node *values_file_get(const struct values_file *file, const struct node *map,
                                   const char *key);

/* A scalar as text: a number as it is written, since a parameter is a text and 1.10 is not 1.1; a
 * boolean as "true" or "false". NULL for null, for lists and maps, and for a text that holds a zero
 * byte. */
const char *values_file_text(const struct values_file *file, const struct node *value);

#endif
