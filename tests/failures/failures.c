/* The program, with each of its allocations and system calls failing in turn.
 *
 *     failures [-a] [-v] [-k memory|files] [-p PART/PARTS] FIXTURES
 *
 * Each case is a command on a template, run in a process of its own, first as it is, then again and
 * again with one call failing. Whatever fails: the process ends by itself; its status and what it
 * says are right; standard output has all or nothing, or a part when it could not be written
 * itself; the output file is the old or the new one, whole; no other file is left
 * behind; all memory was given back. Without -a some of the calls are tried, with -a the first 2000
 * of a case, and of the rest each 61st. With -p each PARTS-th template is tried, from the PART-th
 * on, so that long runs can be shared out.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/slice.h"
#include "tests/failures/faults.h"

int samc_main(int argc, char **argv); /* main() of cli/main.c */

/* -- Cases --------------------------------------------------------------------------------------
 */

/* T stands for the template, D for its folder; "o.out" is the output file. */
static const char *const commands[][12] = {
    {"transform", "T", "--local-artifacts", "keep", "-o", "o.out"},
    {"transform", "T", "--local-artifacts", "placeholder", "--format", "yaml"},
    {"lint", "T", "-f", "sarif", "-c", "I", "-o", "o.out"},
    {"lint", "T", "-c", "I"},
    {"lint", "--fix", "o.out", "-c", "I"}, /* o.out is a copy of the template here */
    {"resolve", "T", "--format", "yaml"},
    {"resolve", "T", "--conditions"},
    {"resolve", "T", "--explain", "Resources"},
    {"explain", "T", "--local-artifacts", "keep", "X"}, /* X is a resource of the output, or none */
};

enum { COMMANDS = sizeof commands / sizeof *commands };

static const char *const templates[] = {
    "demo/template.yaml",
    "transform/api-auth-cognito/template.yaml",
    "transform/api-auth-lambda/template.yaml",
    "transform/api-cors/template.yaml",
    "transform/api-definition-body/template.yaml",
    "transform/api-domain/template.yaml",
    "transform/api-implicit-policies/template.yaml",
    "transform/api-usage-plans/template.yaml",
    "transform/app-chat-backend/template.yaml",
    "transform/app-etl/template.yaml",
    "transform/app-order-service/template.yaml",
    "transform/application-local/template.yaml",
    "transform/application-repository/template.yaml",
    "transform/connector-embedded/template.yaml",
    "transform/event-s3/template.yaml",
    "transform/event-sqs/template.yaml",
    "transform/function-deployment-preference/template.yaml",
    "transform/function-image/template.yaml",
    "transform/function-layers/template.yaml",
    "transform/function-policies-kinds/template.yaml",
    "transform/function-zip-code-forms/template.yaml",
    "transform/globals-merging/template.yaml",
    "transform/graphql-api/template.yaml",
    "transform/http-api-auth/template.yaml",
    "transform/intrinsics-everywhere/template.yaml",
    "transform/package-types-side-by-side/template.yaml",
    "transform/state-machine-definition/template.yaml",
    "transform/state-machine-events/template.yaml",
    "transform/template-anchors/template.yaml",
    "transform/template-json/template.json",
    "transform/template-unusual-yaml/template.yaml",
    "transform/websocket-api/template.yaml",
    "errors/kafka-and-queues/template.yaml",
    "crashes/condition-list/template.yaml",
    "../tests/fuzz/functions.yaml",
    "lint/arns.yaml",
    "lint/malformed-functions.yaml",
    "lint/repetitions.yaml",
    "lint/policies-as-text.yaml",
};

enum { TEMPLATES = sizeof templates / sizeof *templates };

/* -- A run --------------------------------------------------------------------------------------
 */

struct text {
    char *bytes; /* NULL: there is no such file */
    size_t size;
};

/* What a run left behind. */
struct outcome {
    int status; /* of the process, as wait() has it */
    struct text out, err, file;
    unsigned others; /* files that should not be there */
    struct faults faults;
};

struct torture {
    const char *fixtures;
    char folder[64]; /* where the runs are at home */
    struct faults *shared;
    bool all, shows;
    size_t runs, hits, wrong;
    size_t left_out; /* calls that were not tried */
};

static struct text load(const char *path)
{
    struct text text = {0};
    FILE *file = fopen(path, "rb");
    struct stat about;

    if (!file) return text;
    if (fstat(fileno(file), &about) == 0) text.bytes = malloc((size_t)about.st_size + 1);
    if (text.bytes) {
        text.size = fread(text.bytes, 1, (size_t)about.st_size, file);
        text.bytes[text.size] = '\0';
    }
    fclose(file);
    return text;
}

static void store(const char *path, struct text text)
{
    FILE *file = fopen(path, "wb");

    if (!file || fwrite(text.bytes, 1, text.size, file) != text.size || fclose(file) != 0) {
        perror(path);
        exit(2);
    }
}

static bool same(struct text a, struct text b)
{
    if (!a.bytes || !b.bytes) return !a.bytes && !b.bytes;
    return a.size == b.size && memcmp(a.bytes, b.bytes, a.size) == 0;
}

static bool starts(struct text text, struct text start)
{
    return text.size >= start.size && memcmp(text.bytes, start.bytes, start.size) == 0;
}

static bool has(struct text text, const char *part)
{
    return text.bytes && strstr(text.bytes, part) != NULL;
}

static void drop(struct outcome *outcome)
{
    free(outcome->out.bytes);
    free(outcome->err.bytes);
    free(outcome->file.bytes);
}

static void point_to(int descriptor, const char *path)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    if (file < 0 || dup2(file, descriptor) < 0) _exit(99);
    close(file);
}

static long count_open(void)
{
    long count = 0;

    for (int descriptor = STDERR_FILENO + 1; descriptor < 256; descriptor++)
        count += fcntl(descriptor, F_GETFD) >= 0;
    return count;
}

/* The child: the program, on files instead of streams. It is left without a farewell, so that the
 * leak sanitizer of the parent's memory is no part of it. */
static void child(const struct torture *torture, int count, char **words)
{
    int input = open("/dev/null", O_RDONLY);

    if (input < 0 || dup2(input, STDIN_FILENO) < 0) _exit(99);
    close(input);
    point_to(STDOUT_FILENO, "out.stream");
    point_to(STDERR_FILENO, "err.stream");
    long open_before = count_open();
    faults = torture->shared;
    int status = samc_main(count, words);
    faults = NULL;
    torture->shared->files = count_open() - open_before;
    _exit(status);
}

static unsigned count_others(void)
{
    unsigned count = 0;
    DIR *folder = opendir(".");

    for (struct dirent *entry; folder && (entry = readdir(folder));)
        count += strstr(entry->d_name, ".samc-") != NULL;
    if (folder) closedir(folder);
    return count;
}

static struct outcome run(struct torture *torture, int count, char **words, struct text before,
                          struct faults wanted)
{
    struct outcome outcome = {.status = -1};

    if (before.bytes)
        store("o.out", before);
    else
        unlink("o.out");
    *torture->shared = wanted;
    fflush(NULL);
    pid_t process = fork();
    if (process == 0) child(torture, count, words);
    if (process > 0) waitpid(process, &outcome.status, 0);
    torture->runs++;
    outcome.faults = *torture->shared;
    torture->hits += outcome.faults.happened;
    outcome.out = load("out.stream");
    outcome.err = load("err.stream");
    outcome.file = load("o.out");
    outcome.others = count_others();
    return outcome;
}

/* -- What must hold -----------------------------------------------------------------------------
 */

/* What a command is expected to come to. */
struct expectation {
    struct text before;     /* the output file; bytes is NULL: there is none */
    struct outcome normal;  /* when nothing fails */
    struct outcome nothing; /* when the template is not there: `samc lint` reports on all others */
};

/* The words of cli/file_words.c, or those of the system. */
static bool says(struct text err, int error)
{
    if (error == EACCES) return has(err, "you may not") || has(err, strerror(error));
    if (error == ENOSPC) return has(err, "no space is left") || has(err, strerror(error));
    return has(err, strerror(error));
}

/* Whether both runs came to the same. */
static bool is_same(const struct outcome *a, const struct outcome *b)
{
    return a->status == b->status && same(a->out, b->out) && same(a->err, b->err) &&
           same(a->file, b->file);
}

/* What must hold after any run. NULL, or what does not. */
static const char *defect_of_any(const struct expectation *due, const struct outcome *outcome)
{
    if (!WIFEXITED(outcome->status)) return "the process was ended by a signal";
    if (WEXITSTATUS(outcome->status) > 15) return "the exit status is none of samc's";
    if (outcome->faults.live) return "memory was not given back";
    if (outcome->faults.folders) return "a folder was left open";
    if (outcome->faults.files) return "a file was left open";
    if (outcome->others) return "a file was left behind";
    if (!same(outcome->file, due->before) && !same(outcome->file, due->normal.file) &&
        !same(outcome->file, due->nothing.file))
        return "the output file is neither the old nor the new one";
    if (!starts(due->normal.out, outcome->out) && !starts(due->nothing.out, outcome->out))
        return "standard output is not the beginning of what is due";
    return NULL;
}

/* A run that came to something else must have failed, and said why. */
static const char *defect(const struct expectation *due, const struct outcome *outcome)
{
    const struct outcome *normal = &due->normal;
    const struct faults *done = &outcome->faults;
    const char *problem = defect_of_any(due, outcome);
    bool memory = done->kind == FAULT_MEMORY;

    if (problem || is_same(normal, outcome)) return problem;
    if (done->kind == FAULT_SHORT) return "it came to something else";
    if (done->descriptor == STDERR_FILENO) /* nobody hears more */
        return outcome->status ? NULL : "the exit status is 0";
    if (memory && !has(outcome->err, "samc: out of memory") && !says(outcome->err, ENOMEM))
        return "it does not say that memory ran out";
    if (!memory && !says(outcome->err, done->error)) return "it does not say what failed";
    if (outcome->status == normal->status && same(outcome->out, normal->out) &&
        same(outcome->file, normal->file))
        return NULL; /* it could do without, and said so */
    if (WEXITSTATUS(outcome->status) != 1) return "the exit status is not 1";
    /* `samc lint` reports although a file of several could not be read, or not be mended. */
    if (outcome->out.size && done->descriptor != STDOUT_FILENO &&
        !same(outcome->out, due->nothing.out) && !same(outcome->out, normal->out))
        return "a part of the output went out";
    return NULL;
}

static void complain(struct torture *torture, int count, char **words, const struct outcome *bad,
                     const char *problem)
{
    const struct faults *done = &bad->faults;

    torture->wrong++;
    printf("samc");
    for (int i = 1; i < count; i++)
        printf(" %s", words[i]);
    printf("\n    %s: call %ld, %s(%d)%s%s\n    status %x, %ld blocks, %zu bytes of output\n"
           "    %.300s\n",
           problem, done->number, done->call ? done->call : "nothing", done->descriptor,
           done->error ? ": " : "", done->error ? strerror(done->error) : "", (unsigned)bad->status,
           done->live, bad->out.size, bad->err.bytes ? bad->err.bytes : "");
}

/* -- All of a case ------------------------------------------------------------------------------
 */

/* The number that is tried after `number`. Primes, so that no pattern of the calls fits them. */
static long next_number(const struct torture *torture, long number, long total, long some)
{
    if (torture->all) return number < 2000 ? number + 1 : number + 61;
    if (number < some) return number + 1;
    return number + (total < some * 6 ? 7 : total / some | 1);
}

static void try_all(struct torture *torture, int count, char **words, const struct expectation *due,
                    struct faults fault, long total, long some)
{
    long tried = 0;

    for (long n = 1; n <= total; n = next_number(torture, n, total, some)) {
        fault.number = n;
        struct outcome outcome = run(torture, count, words, due->before, fault);
        const char *problem = defect(due, &outcome);
        if (problem) complain(torture, count, words, &outcome, problem);
        if (problem && torture->shows)
            printf("    instead of status %x, %zu bytes of output\n    %.300s\n",
                   (unsigned)due->normal.status, due->normal.out.size, due->normal.err.bytes);
        drop(&outcome);
        tried++;
    }
    torture->left_out += (size_t)(total - tried);
}

static void try_memory(struct torture *torture, int count, char **words,
                       const struct expectation *due)
{
    struct faults fault = {.kind = FAULT_MEMORY, .descriptor = -1};

    try_all(torture, count, words, due, fault, due->normal.faults.allocations, 6);
}

static void try_files(struct torture *torture, int count, char **words,
                      const struct expectation *due)
{
    static const int errors[] = {EIO, ENOSPC, EINTR, EACCES, EMFILE};
    struct faults fault = {.kind = FAULT_ERROR, .descriptor = -1};

    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
        fault.error = errors[i];
        try_all(torture, count, words, due, fault, due->normal.faults.calls, 60);
    }
    fault = (struct faults){.kind = FAULT_SHORT, .number = 1, .descriptor = -1};
    struct outcome outcome = run(torture, count, words, due->before, fault);
    const char *problem = defect(due, &outcome);
    if (problem) complain(torture, count, words, &outcome, problem);
    drop(&outcome);
}

/* A logical id of the output of the template, for `samc explain`. */
static const char *resource_of(struct torture *torture, const char *path, char *id, size_t room)
{
    const char *words[] = {"samc", "transform", path, "--local-artifacts", "keep", NULL};
    struct outcome outcome = run(torture, 5, (char **)words, (struct text){0}, (struct faults){0});
    const char *at =
        has(outcome.out, "\"Resources\"") ? strstr(outcome.out.bytes, "\"Type\"") : NULL;

    snprintf(id, room, "None");
    while (at && at > outcome.out.bytes && *at != '{')
        at--;
    if (at && at - 3 > outcome.out.bytes) {
        const char *end = at - 3, *start = end;
        while (start > outcome.out.bytes && start[-1] != '"')
            start--;
        snprintf(id, room, "%.*s", (int)(end - start), start);
    }
    drop(&outcome);
    return id;
}

/* The words of a command; their number. */
static int words_of(struct torture *torture, char **words, const char *const *command,
                    const char *template, char *id, size_t room)
{
    int count = 1;

    words[0] = (char *)"samc";
    for (; command[count - 1]; count++) {
        const char *word = command[count - 1];
        if (strcmp(word, "T") == 0) word = template;
        if (strcmp(word, "X") == 0) word = resource_of(torture, template, id, room);
        words[count] = (char *)word;
    }
    return count;
}

static void try_case(struct torture *torture, const char *template, const char *const *command,
                     bool memory)
{
    static const char old[] = "what was there before\n";
    char path[512], id[200], missing[600], other[200];
    char *words[14], *without[14];
    const struct faults none = {.descriptor = -1};
    bool fixes = strcmp(command[1], "--fix") == 0;
    struct expectation due = {.before = {(char *)old, sizeof old - 1}};

    snprintf(path, sizeof path, "%s/%s", torture->fixtures, template);
    snprintf(missing, sizeof missing, "%s.missing", path);
    int count = words_of(torture, words, command, path, id, sizeof id);
    words_of(torture, without, command, missing, other, sizeof other);
    if (fixes) due.before = load(path);
    due.nothing = run(torture, count, without, fixes ? (struct text){0} : due.before, none);
    due.normal = run(torture, count, words, due.before, none);
    const char *problem = defect_of_any(&due, &due.normal);
    if (problem) complain(torture, count, words, &due.normal, problem);
    if (torture->shows)
        printf("%s %s: %ld allocations, %ld calls\n", command[0], template,
               due.normal.faults.allocations, due.normal.faults.calls);
    if (memory)
        try_memory(torture, count, words, &due);
    else
        try_files(torture, count, words, &due);
    drop(&due.normal);
    drop(&due.nothing);
    if (fixes) free(due.before.bytes);
}

static bool prepare(struct torture *torture)
{
    torture->shared = mmap(NULL, sizeof *torture->shared, PROT_READ | PROT_WRITE,
                           MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    snprintf(torture->folder, sizeof torture->folder, "/tmp/samc-failures-XXXXXX");
    setenv("HOME", "/nonexistent", 1);
    unsetenv("XDG_CACHE_HOME");
    unsetenv("AWS_REGION");
    unsetenv("AWS_DEFAULT_REGION");
    return torture->shared != MAP_FAILED && mkdtemp(torture->folder) && chdir(torture->folder) == 0;
}

static void clear(const struct torture *torture)
{
    static const char *const files[] = {"out.stream", "err.stream", "o.out"};

    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        unlink(files[i]);
    if (chdir("/") != 0 || rmdir(torture->folder) != 0) perror(torture->folder);
}

int main(int argc, char **argv)
{
    struct torture torture = {0};
    bool memory = true, files = true, wrong = false;

    int part = 1, parts = 1;

    for (int option; (option = getopt(argc, argv, "avk:p:")) != -1;) {
        torture.all |= option == 'a';
        torture.shows |= option == 'v';
        wrong |= option == '?';
        if (option == 'k') memory = strcmp(optarg, "memory") == 0, files = !memory;
        if (option == 'p') wrong |= sscanf(optarg, "%d/%d", &part, &parts) != 2;
    }
    if (wrong || part < 1 || parts < part || argc != optind + 1) {
        fprintf(stderr, "usage: %s [-a] [-v] [-k memory|files] [-p PART/PARTS] FIXTURES\n",
                argv[0]);
        return 2;
    }
    torture.fixtures = realpath(argv[optind], NULL);
    if (!torture.fixtures || !prepare(&torture)) {
        perror(argv[0]);
        return 2;
    }
    for (int i = part - 1; i < TEMPLATES; i += parts)
        for (int j = 0; j < COMMANDS; j++) {
            if (memory) try_case(&torture, templates[i], commands[j], true);
            if (files && (torture.all || (i + j) % 8 == 0))
                try_case(&torture, templates[i], commands[j], false);
        }
    clear(&torture);
    printf("%zu runs, %zu failures of a call, %zu calls left out, %zu wrong\n", torture.runs,
           torture.hits, torture.left_out, torture.wrong);
    free((char *)torture.fixtures);
    return torture.wrong > 0;
}
