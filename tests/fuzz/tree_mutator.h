/* Mutations of templates as trees, for targets whose input is a byte of options and a template.
 *
 * Bytes that change at random break the syntax long before they reach a rule. Here the template is
 * read, its tree is changed as a person would change it, and written again. */
#ifndef TESTS_FUZZ_TREE_MUTATOR_H
#define TESTS_FUZZ_TREE_MUTATOR_H

#include <stddef.h>
#include <stdint.h>

/* Changes the template behind data[0] in place; it has room for `most` bytes. Which change it is
 * follows from `seed` alone. Returns the new size; 0 when the input is no template, or what it
 * became has no room, and then nothing has changed. */
size_t tree_mutate(uint8_t *data, size_t size, size_t most, unsigned seed);

/* Puts a part of the second template into the first one, and what comes of it into `out`. Returns
 * its size; 0 as above. */
size_t tree_cross(const uint8_t *one, size_t one_size, const uint8_t *other, size_t other_size,
                  uint8_t *out, size_t most, unsigned seed);

/* What libFuzzer looks for. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *one, size_t one_size, const uint8_t *other,
                                 size_t other_size, uint8_t *out, size_t most, unsigned seed);

#endif
