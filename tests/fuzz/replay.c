/* Runs a fuzz target over files instead of a fuzzer's inputs: what the tests do with the fixtures,
 * and what one does with a crash that the fuzzer left.
 *
 *     replay_NAME [-m COUNT [-s SEED] [-v]] FILE...
 *
 * With -m, targets whose input is a template are given COUNT mutations of each file, too, each made
 * of the one before; -v shows each before it is tried. */
#include <unistd.h>

#include "tests/fuzz/fuzz.h"
#include "tests/support/files.h"

#ifdef REPLAY_TREES
#include "tests/fuzz/tree_mutator.h"

/* The fuzzer would change bytes here. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most)
{
    (void)data;
    (void)most;
    return size;
}
#endif

/* Bytes that a mutation may have, see run.sh. */
enum { MOST_BYTES = 16384 };

struct replay {
    struct arena *arena;
    char **files; /* ended by NULL */
    unsigned mutations;
    unsigned seed;
    bool shows;
    bool failed;
};

/* A block of exactly the size of a byte of options and the text, so that reading beyond it is seen.
 */
static uint8_t *exact_copy(struct arena *arena, struct slice text)
{
    uint8_t *exact = malloc(text.size + 1);

    if (!exact) arena_out_of_memory(arena);
    if (text.size) memcpy(exact + 1, text.text, text.size);
    return exact;
}

static void run_text(struct arena *arena, struct slice text)
{
    uint8_t *exact = exact_copy(arena, text);

    exact[0] = 0; /* options, for fuzz_compile: none */
    LLVMFuzzerTestOneInput(exact, text.size + 1);
    exact[0] = 'L'; /* SAMC_GOAL_RESOLVE */
    LLVMFuzzerTestOneInput(exact, text.size + 1);
    LLVMFuzzerTestOneInput(exact + 1, text.size);
    free(exact);
}

#ifdef REPLAY_TREES
static void run_mutations(const struct replay *replay, struct slice text)
{
    uint8_t data[MOST_BYTES];
    size_t size = text.size + 1;

    if (size > MOST_BYTES) return;
    memcpy(data + 1, text.text, text.size);
    for (unsigned i = 0; i < replay->mutations; i++) {
        data[0] = (uint8_t)(i * 37);
        size_t mutated = tree_mutate(data, size, MOST_BYTES, replay->seed * 1000003 + i);
        if (!mutated) continue;
        size = mutated;
        if (replay->shows)
            fprintf(stderr, "-- %u\n%.*s\n", i, (int)size - 1, (const char *)data + 1);
        uint8_t *exact = exact_copy(replay->arena, (struct slice){(char *)data + 1, size - 1});
        exact[0] = data[0];
        LLVMFuzzerTestOneInput(exact, size);
        free(exact);
    }
}
#endif

static void run_files(void *context)
{
    struct replay *replay = context;
    struct slice text;

    for (char **file = replay->files; *file; file++) {
        if (!load_file(replay->arena, *file, &text)) {
            replay->failed = true;
            continue;
        }
        run_text(replay->arena, text);
#ifdef REPLAY_TREES
        replay->seed += (unsigned)text.size; /* files of one kind are not to change in one way */
        run_mutations(replay, text);
#endif
    }
}

int main(int argc, char **argv)
{
    struct replay replay = {.arena = arena_new()};
    bool wrong = false;

    for (int option; (option = getopt(argc, argv, "m:s:v")) != -1;) {
        if (option == 'm')
            replay.mutations = (unsigned)strtoul(optarg, NULL, 10);
        else if (option == 's')
            replay.seed = (unsigned)strtoul(optarg, NULL, 10);
        else
            wrong |= option != 'v';
        replay.shows |= option == 'v';
    }
    replay.files = argv + optind;
    wrong |= optind == argc;
    if (wrong) fprintf(stderr, "usage: %s [-m COUNT [-s SEED] [-v]] FILE...\n", argv[0]);
    replay.failed =
        wrong || !replay.arena || !arena_run(replay.arena, run_files, &replay) || replay.failed;
    arena_free(replay.arena);
    return replay.failed;
}
