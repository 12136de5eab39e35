/* The Serverless Application Repository, as far as a compilation needs it.
 *
 * https://docs.aws.amazon.com/serverlessrepo/latest/devguide/resources.html
 */
#ifndef AWS_APPLICATION_REPOSITORY_H
#define AWS_APPLICATION_REPOSITORY_H

#include "aws/credentials.h"
#include "samc/samc.h"

/* Tries of one request before it is given up, unless AWS_MAX_ATTEMPTS says otherwise, the pauses
 * between them, which double, and how long a template may be in preparation. */
enum {
    REPOSITORY_TRIES = 6,
    REPOSITORY_FIRST_PAUSE = 250, /* milliseconds */
    REPOSITORY_LONGEST_PAUSE = 4000,
    REPOSITORY_PATIENCE = 120000
};

/* How the repository is reached. Tests replace the functions. */
struct repository_host {
    void *context;
    struct http_response (*send)(void *context, const struct http_request *request);
    void (*pause)(void *context, unsigned milliseconds);
    time_t (*now)(void *context);
};

struct repository {
    struct arena *arena;
    struct repository_host host;
    const char *profile;     /* whose credentials to use; NULL: see credentials_find() */
    bool started;            /* the credentials have been looked for */
    struct signing signing;  /* with good credentials once that is done */
    struct json_library *json; /* NULL before that */
    struct slice problem;    /* why no request can be made, or no other will be; empty: none */
};

/* Finds the URL of the template of an application: samc_host.find_application, of which the context
 * is a struct repository. */
samc_application_status repository_find(struct repository *repository,
                                        const samc_application *application, const char **answer);

#endif
