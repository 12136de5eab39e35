/* The part of cJSON that is used, loaded when an answer of AWS has to be read: a library that is linked
 * is loaded by every run, and no other run needs this one. */
#ifndef AWS_JSON_LIBRARY_H
#define AWS_JSON_LIBRARY_H

#include <cjson/cJSON.h>

#include "aws/library.h"

/* A row: FUNCTION(type of result, name, (arguments)). */
#define JSON_FUNCTIONS                                                                             \
    FUNCTION(cJSON *, ParseWithLength, (const char *text, size_t size))                            \
    FUNCTION(cJSON *, GetObjectItemCaseSensitive, (const cJSON *object, const char *name))         \
    FUNCTION(char *, GetStringValue, (const cJSON *item))                                          \
    FUNCTION(cJSON *, CreateObject, (void))                                                        \
    FUNCTION(cJSON *, AddStringToObject, (cJSON * object, const char *name, const char *text))     \
    FUNCTION(char *, PrintUnformatted, (const cJSON *item))                                        \
    FUNCTION(void, free, (void *text))                                                             \
    FUNCTION(void, Delete, (cJSON * item))

/* All zero: not loaded. */
struct json_library {
#define FUNCTION(result, name, arguments) result(*name) arguments;
    JSON_FUNCTIONS
#undef FUNCTION
};

enum library_state json_library_load(struct json_library *json);

#endif
