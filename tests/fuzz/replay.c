/* Runs a fuzz target over files instead of a fuzzer's inputs: what the tests do with the fixtures,
 * and what one does with a crash that the fuzzer left.
 *
 *     replay_NAME FILE... */
#include "tests/fuzz/fuzz.h"
#include "tests/support/files.h"

struct replay {
    struct arena *arena;
    char **files; /* ended by NULL */
    bool failed;
};

static void run_files(void *context)
{
    struct replay *replay = context;
    struct slice text;

    for (char **file = replay->files; *file; file++) {
        if (!load_file(replay->arena, *file, &text)) {
            replay->failed = true;
            continue;
        }
        /* a block of exactly this size, so that reading beyond it is seen */
        uint8_t *exact = malloc(text.size + 1);
        if (!exact) arena_out_of_memory(replay->arena);
        if (text.size) memcpy(exact + 1, text.text, text.size);
        exact[0] = 0; /* options, for fuzz_compile: none */
        LLVMFuzzerTestOneInput(exact, text.size + 1);
        exact[0] = 'L'; /* SAMC_GOAL_RESOLVE */
        LLVMFuzzerTestOneInput(exact, text.size + 1);
        LLVMFuzzerTestOneInput(exact + 1, text.size);
        free(exact);
    }
}

int main(int argc, char **argv)
{
    struct replay replay = {.arena = arena_new(), .files = argv + 1};

    if (argc < 2) fprintf(stderr, "usage: %s FILE...\n", argv[0]);
    replay.failed =
        argc < 2 || !replay.arena || !arena_run(replay.arena, run_files, &replay) || replay.failed;
    arena_free(replay.arena);
    return replay.failed;
}
