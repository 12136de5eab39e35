/* A Dockerfile, read for what rules ask about it.
 *
 * Input: its text, and the values of build arguments. Output: the instructions in their order, and
 * the stages that FROM begins. There are no errors: what is not understood is an instruction of no
 * known name, and what depends on a value that is not known is empty.
 *
 * https://docs.docker.com/reference/dockerfile/
 */
#ifndef VALIDATOR_DOCKERFILE_H
#define VALIDATOR_DOCKERFILE_H

#include <stdint.h>

#include "base/slice.h"
#include "base/vector.h"

enum docker_keyword {
    DOCKER_OTHER, /* one that no rule asks about, or that does not exist */
    DOCKER_ADD,
    DOCKER_ARG,
    DOCKER_CMD,
    DOCKER_COPY,
    DOCKER_ENTRYPOINT,
    DOCKER_ENV,
    DOCKER_FROM,
    DOCKER_RUN,
};

struct docker_instruction {
    enum docker_keyword keyword;
    uint32_t line;      /* where it begins, from 1 */
    uint32_t stage;     /* number of its stage, from 1; 0: before the first FROM */
    struct slice flags; /* "--from=build --chown=1", as they are written; empty: none */
    struct slice text;  /* what follows: continued lines joined, here-documents behind it */
};

struct docker_stage {
    uint32_t line;
    uint32_t base;         /* number of the stage that it continues; 0: an image */
    struct slice name;     /* after AS; empty: none */
    struct slice image;    /* empty: depends on what is not known, or is the stage `base` */
    struct slice platform; /* of --platform, as in "linux/arm64"; empty: none, or not known */
};

struct dockerfile {
    VECTOR(struct docker_instruction) instructions;
    VECTOR(struct docker_stage) stages; /* number N is at N - 1 */
};

/* The value of an ARG that the builder hands over. */
struct docker_argument {
    struct slice name, value;
};

/* Reads the text, which has to live as long as the result. */
struct dockerfile dockerfile_read(struct arena *arena, struct slice text,
                                  const struct docker_argument *arguments, size_t count);

/* The number of the stage that is built: `target`, a name or a number from 0, or the last one when
 * it is empty. 0: there is none. */
uint32_t dockerfile_final_stage(const struct dockerfile *file, struct slice target);

/* Whether stage `number` is `final`, or one that `final` continues: its instructions take part in
 * what the final image is. */
bool dockerfile_leads_to(const struct dockerfile *file, uint32_t number, uint32_t final);

#endif
