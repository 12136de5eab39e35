/* Small mistakes: each value of a template replaced by odd ones, and each key left out, one at a
 * time. Whatever comes of it, what fuzz_compile requires must hold.
 *
 *     mutations [-n EVERY] [-o OPTIONS] FILE...
 *
 * OPTIONS is a character: the byte of options of fuzz_compile, none by default.
 *
 * Processes of their own try a few hundred mutations each. When one dies, the template that it died
 * of is printed, and the next one goes on behind it. */
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "spec/names.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/files.h"

static const char *const values[] = {
    "null",
    "true",
    "0",
    "7.5",
    "\"\"",
    "\"x\"",
    "\"arn:aws:x:::y\"",
    "[]",
    "[null]",
    "[\"x\", {}]",
    "{}",
    "{\"x\": null}",
    "{\"Ref\": \"x\"}",
    "{\"Fn::If\": [\"x\", \"y\", {\"Ref\": \"AWS::NoValue\"}]}",
    "{\"Fn::Sub\": \"${x}\"}",
    "{\"Fn::GetAtt\": [\"x\", \"Arn\"]}",
};

/* After the values: the key, or the item, is left out. */
enum { VALUES = sizeof values / sizeof *values, KINDS = VALUES + 1 };

enum { BATCH = 300 }; /* mutations that one process tries; what they allocate adds up */

/* What a process shares with the one that waits for it. */
struct progress {
    size_t next;        /* the mutation to try next, or that is being tried */
    bool ended;         /* there are no more */
    bool trying;        /* `text` is being tried */
    uint32_t size;      /* bytes of text */
    char text[1 << 20]; /* a byte of options, and a template */
};

struct run {
    struct arena *arena;
    const char *file;
    size_t every;
    char options;
    struct progress *progress;
};

/* -- One mutation -------------------------------------------------------------------------------
 */

struct mutation {
    const struct builder *builder;
    size_t left;              /* nodes before the one that is replaced; SIZE_MAX when it is done */
    const struct node *value; /* NULL: it is left out */
};

static const struct node *replaced(struct mutation *mutation, const struct node *node)
{
    const struct builder *b = mutation->builder;

    if (mutation->left == 0) {
        mutation->left = SIZE_MAX;
        return mutation->value;
    }
    if (mutation->left != SIZE_MAX) mutation->left--;
    if (node->kind < NODE_LIST) return node;
    struct node *copy = node_is_map(node) ? node_map(b) : node_list(b);
    MAP_EACH (node, each) {
        const struct node *value = replaced(mutation, each.value);
        if (value) map_set(b, copy, each.key, value);
    }
    LIST_EACH (node, each)
        list_add(b, copy, replaced(mutation, each.value));
    return copy;
}

static size_t count_nodes(const struct node *node)
{
    size_t count = 1;

    MAP_EACH (node, each)
        count += count_nodes(each.value);
    LIST_EACH (node, each)
        count += count_nodes(each.value);
    return count;
}

static void try_mutation(const struct reader *reader, const struct node *root,
                         struct progress *progress)
{
    size_t kind = progress->next % KINDS;
    struct mutation mutation = {&reader->builder, progress->next / KINDS, NULL};

    if (kind < VALUES)
        mutation.value = document_read_constant(&reader->builder, slice_of(values[kind]));
    const struct node *mutated = replaced(&mutation, root);
    struct slice text = mutated ? fuzz_json(reader, mutated) : SLICE("");
    if (text.size >= sizeof progress->text) return;
    progress->size = (uint32_t)text.size;
    if (text.size) memcpy(progress->text + 1, text.text, text.size);
    progress->trying = true;
    LLVMFuzzerTestOneInput((const uint8_t *)progress->text, text.size + 1);
    progress->trying = false;
}

/* -- Processes ----------------------------------------------------------------------------------
 */

static void try_batch(void *context)
{
    struct run *run = context;
    struct progress *progress = run->progress;
    struct reader reader = {
        .builder = {.arena = run->arena, .symbols = symbols_new(run->arena, &known_name_set)},
        .sources = sources_new(run->arena),
        .findings = findings_new(run->arena),
    };
    struct slice text;

    progress->ended = true;
    if (!load_file(run->arena, run->file, &text)) return;
    const struct node *root = document_read(&reader, SLICE("file"), text);
    size_t count = root ? count_nodes(root) * KINDS : 0;
    for (int i = 0; i < BATCH && progress->next < count; i++, progress->next += run->every)
        try_mutation(&reader, root, progress);
    progress->ended = progress->next >= count;
}

static int child(struct run *run)
{
    run->arena = arena_new();
    bool good = run->arena && arena_run(run->arena, try_batch, run);
    arena_free(run->arena);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* Tries all mutations of a file. Returns how many processes died of one. */
static size_t try_file(struct run *run)
{
    struct progress *progress = run->progress;
    size_t died = 0;

    progress->next = 0;
    progress->ended = false;
    while (!progress->ended) {
        int status = EXIT_FAILURE;
        fflush(NULL);
        pid_t process = fork();
        if (process == 0) exit(child(run));
        if (process > 0) waitpid(process, &status, 0);
        if (status == 0) continue;
        died++;
        progress->ended = !progress->trying; /* what it died of will not go away */
        progress->trying = false;
        printf("%s: mutation %zu:\n%.*s\n", run->file, progress->next, (int)progress->size,
               progress->text + 1);
        progress->next += run->every;
    }
    return died;
}

int main(int argc, char **argv)
{
    struct run run = {.every = 1};
    size_t died = 0;

    for (int option; (option = getopt(argc, argv, "n:o:")) != -1;)
        if (option == 'n')
            run.every = strtoul(optarg, NULL, 10);
        else if (option == 'o')
            run.options = optarg[0];
        else
            run.every = 0;
    if (run.every == 0 || optind == argc) {
        fprintf(stderr, "usage: %s [-n EVERY] [-o OPTIONS] FILE...\n", argv[0]);
        return 2;
    }
    run.progress =
        mmap(NULL, sizeof *run.progress, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (run.progress == MAP_FAILED) return 2;
    run.progress->text[0] = run.options;
    for (int i = optind; i < argc; i++) {
        run.file = argv[i];
        died += try_file(&run);
    }
    munmap(run.progress, sizeof *run.progress);
    return died > 0;
}
