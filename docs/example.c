/* A program that uses libsamc: compiles a template and prints findings and output.
 *
 *     cc example.c $(pkg-config --cflags --libs samc) -o example
 *     ./example template.yaml
 *
 * The header samc/samc.h describes every function. The tests build and run this file.
 */
#include <samc/samc.h>
#include <stdio.h>
#include <stdlib.h>

/* The content of a file; NULL when it cannot be read. Released with free(). */
static char *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    long end;

    if (!file) return NULL;
    if (fseek(file, 0, SEEK_END) == 0 && (end = ftell(file)) >= 0) {
        rewind(file);
        bytes = malloc((size_t)end + 1);
        *size = bytes ? fread(bytes, 1, (size_t)end, file) : 0;
    }
    fclose(file);
    return bytes;
}

/* One line for each finding. Its message may quote the template: print it to a terminal only
 * through samc_result_report(), which escapes what a terminal would obey. */
static void print_findings(const samc_result *result)
{
    for (size_t i = 0; i < samc_result_finding_count(result); i++) {
        const samc_finding *finding = samc_result_finding(result, i);
        fprintf(stderr, "%s at line %u: %s\n", finding->rule, finding->line, finding->message);
    }
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: example TEMPLATE\n");
        return 1;
    }
    size_t size;
    char *bytes = read_file(argv[1], &size);
    if (!bytes) {
        perror(argv[1]);
        return 1;
    }

    /* Start from SAMC_OPTIONS_INIT, then say what is different. */
    samc_pair parameters[] = {{"Stage", "dev"}};
    samc_options options = SAMC_OPTIONS_INIT;
    options.name = argv[1];
    options.region = "eu-west-1";
    options.parameters = parameters;
    options.parameter_count = 1;

    /* SAMC_OK says that the compilation ran; whether the template is good, its findings tell. */
    samc_result *result;
    samc_status status = samc_compile(bytes, size, &options, &result);
    free(bytes);
    if (status != SAMC_OK) {
        fprintf(stderr, "example: %s\n",
                status == SAMC_NO_MEMORY ? "out of memory" : "bad options");
        return 1;
    }
    print_findings(result);

    /* NULL when the template is refused. It belongs to the result, like all else. */
    const char *output = samc_result_output(result, NULL);
    if (output) fputs(output, stdout);

    int ended = output ? 0 : 2;
    samc_result_free(result);
    return ended;
}
