/* What the fuzz targets share. A target is a file fuzz_NAME.c with one LLVMFuzzerTestOneInput();
 * what must hold is checked with REQUIRE(), which aborts, since that is what a fuzzer sees. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "document/document.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define REQUIRE(truth)                                                                             \
    do {                                                                                           \
        if (!(truth)) {                                                                            \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #truth);                    \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/* Calls work() inside the arena_run() of an arena of its own, with a reader that works there and
 * the input. */
void fuzz_run(void (*work)(const struct reader *reader, struct slice input), const uint8_t *data,
              size_t size);

/* A tree as compact JSON. */
struct slice fuzz_json(const struct reader *reader, const struct node *root);

/* Requires that two trees are the same by value. */
void fuzz_require_same(const struct reader *reader, const struct node *a, const struct node *b);

/* Requires what document/document.h promises about a tree: its depth, its text, its keys. */
void fuzz_require_sound(const struct node *root);

#endif
