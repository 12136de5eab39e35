/* HTTP through libcurl, which is loaded when the first request is made: linking it would cost every
 * run of the program more than all else at start-up.
 */
#ifndef AWS_HTTP_H
#define AWS_HTTP_H

#include "base/buffer.h"
#include "base/vector.h"

struct http_header {
    struct slice name, value;
};

typedef VECTOR(struct http_header) http_headers;

struct http_request {
    const char *method;
    struct slice origin; /* "https://host" or "http://host:port" */
    struct slice path;   /* from the slash on, percent-encoded; without a query */
    http_headers headers;
    struct slice body; /* of a POST; empty for none */
    size_t most_bytes; /* of the answer; 0: HTTP_MOST_BYTES */
    unsigned seconds;  /* until it is complete; 0: HTTP_SECONDS */
};

struct http_response {
    long status;             /* 200, 404 ...; 0: there was no answer, and `problem` says why */
    struct slice problem;    /* one sentence */
    bool lasting;            /* no answer is to be expected from another try either */
    struct slice error_type; /* x-amzn-ErrorType up to its first colon; empty when not given */
    struct slice body;       /* at most request.most_bytes */
};

enum { HTTP_MOST_BYTES = 1 << 20, HTTP_CONNECT_SECONDS = 10, HTTP_SECONDS = 60 };

struct http;

/* A connection to be. It lives in `arena` and is closed with it. `authorities` names the file with
 * the certificates to trust; NULL: those of the system. */
struct http *http_new(struct arena *arena, const char *authorities);

/* Sends the request and waits for the answer, which lives in the arena. Redirections are not
 * followed. */
struct http_response http_send(struct http *http, const struct http_request *request);

#endif
