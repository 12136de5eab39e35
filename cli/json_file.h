/* JSON files that are not templates: parameter files, maps of managed policies. */
#ifndef CLI_JSON_FILE_H
#define CLI_JSON_FILE_H

#include <cjson/cJSON.h>

#include "cli/cli.h"

/* Reads the JSON file `path` ("-" is standard input) for the option `option`, such as
 * "--parameter-file". The tree lives as long as cli->arena. Each number in it is a string of the
 * text it is written as, since a parameter is a text and 1.10 is not 1.1. On failure it has been
 * said why, and NULL is returned. */
const cJSON *json_file_read(struct cli *cli, const char *path, const char *option);

/* What an item is, in words: "a map", "null"... */
const char *json_kind_name(const cJSON *item);

#endif
