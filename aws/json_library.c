#include "aws/json_library.h"

enum library_state json_library_load(struct json_library *json)
{
    static const char *const names[] = {"libcjson.so.1", "libcjson.1.dylib"};
    const struct library_function functions[] = {
#define FUNCTION(result, name, arguments) {"cJSON_" #name, &json->name},
        JSON_FUNCTIONS
#undef FUNCTION
    };

    return library_load(names, sizeof names / sizeof *names, functions,
                        sizeof functions / sizeof *functions);
}
