#include <stdio.h>
#include <stdlib.h>

#include "samc/samc.h"

int main(int argc, char **argv)
{
    static char bytes[1 << 24];
    FILE *file = argc > 1 ? fopen(argv[1], "rb") : stdin;
    if (!file) return 1;
    size_t size = fread(bytes, 1, sizeof bytes, file);
    samc_options options = SAMC_OPTIONS_INIT;
    options.name = argc > 1 ? argv[1] : "-";
    if (argc > 2) options.region = argv[2];
    samc_pair pairs[] = {{"param1", "value1"}, {"param2", "value2"}};
    options.parameters = pairs;
    options.parameter_count = 2;
    samc_result *result;
    if (samc_compile(bytes, size, &options, &result) != SAMC_OK) return 1;
    const char *text = samc_result_output(result, &size);
    if (text && !samc_result_total(result, SAMC_ERROR)) fwrite(text, 1, size, stdout);
    fputs(samc_result_report(result, "text", 1, NULL), stderr);
    int bad = samc_result_total(result, SAMC_ERROR) != 0;
    samc_result_free(result);
    if (file != stdin) fclose(file);
    return bad ? 2 : 0;
}
