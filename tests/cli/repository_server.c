/* repository_server [ARCHIVE]: a stand-in for the Serverless Application Repository, for
 * tests/cli/cases/applications.sh, and for where AWS publishes an archive of schemas, for spec.sh.
 *
 * Prints its URL, serves on the loopback one request after the other, and prints a line for each:
 * "METHOD PATH STATUS". It refuses requests whose signature does not fit the key id "key" and the
 * secret "secret". The id of an application says what happens to it:
 *
 *     preparing-N    its template is ready after it was asked after N times
 *     expired        its template has expired when it is asked after
 *     throttled-N    there are too many requests N times before
 *     failing-N      the service fails N times before
 *     odd            the answer is no JSON
 *     moved          the answer is a redirection
 *     no-access, non-existent
 *     any other      https://templates.example.com/ID/VERSION
 *
 * The file ARCHIVE is /CloudformationSchema.zip, which needs no signature. It ends by itself after
 * two minutes.
 */
#include <arpa/inet.h>
#include <cjson/cJSON.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "aws/signature.h"
#include "base/file.h"

enum { MOST_BYTES = 65536, MOST_APPLICATIONS = 32 };

static const char prefix[] = "/applications/", suffix[] = "/templates";

/* One request, as it came in. */
struct incoming {
    struct arena *arena;
    struct slice method, path, body;
    http_headers headers;
};

struct answer {
    int status;
    const char *error; /* x-amzn-ErrorType; NULL: none */
    struct slice body;
};

static const char *archive; /* the path of the file; NULL: none */

/* How often an application was asked for. */
static struct {
    char id[64];
    long times;
} seen[MOST_APPLICATIONS];

static long times_before(const char *id)
{
    size_t i = 0;

    while (i < MOST_APPLICATIONS - 1 && seen[i].id[0] && strcmp(seen[i].id, id) != 0)
        i++;
    snprintf(seen[i].id, sizeof seen[i].id, "%s", id);
    return seen[i].times++;
}

/* -- Reading ------------------------------------------------------------------------------------
 */

static struct slice header(const struct incoming *in, const char *name)
{
    for (size_t i = 0; i < in->headers.count; i++)
        if (slice_eq(in->headers.items[i].name, slice_of(name))) return in->headers.items[i].value;
    return SLICE("");
}

static struct slice lower(struct arena *arena, struct slice text)
{
    struct buffer out = buffer_new(arena);

    for (size_t i = 0; i < text.size; i++)
        buffer_add_byte(&out, text.text[i] >= 'A' && text.text[i] <= 'Z' ? (char)(text.text[i] | 32)
                                                                         : text.text[i]);
    return buffer_slice(&out);
}

/* Takes a line from the front of the text. */
static struct slice take_line(struct slice *text)
{
    struct slice line = slice_first(*text, slice_search(*text, SLICE("\r\n")));

    *text = slice_from(*text, line.size + 2);
    return line;
}

static void read_headers(struct incoming *in, struct slice text)
{
    struct slice line = take_line(&text);

    in->method = slice_first(line, slice_find(line, ' '));
    line = slice_from(line, in->method.size + 1);
    in->path = slice_first(line, slice_find(line, ' '));
    while (text.size) {
        line = take_line(&text);
        size_t colon = slice_find(line, ':');
        struct slice value = slice_from(line, colon + 1);
        while (value.size && value.text[0] == ' ')
            value = slice_from(value, 1);
        VECTOR_PUSH(in->arena, &in->headers,
                    (struct http_header){lower(in->arena, slice_first(line, colon)), value});
    }
}

static bool read_request(int connection, struct incoming *in)
{
    char *bytes = arena_alloc(in->arena, MOST_BYTES);
    struct slice all = {bytes, 0};
    size_t head, wanted = 0;

    do {
        ssize_t got = read(connection, bytes + all.size, MOST_BYTES - all.size);
        if (got <= 0) return false;
        all.size += (size_t)got;
        head = slice_search(all, SLICE("\r\n\r\n"));
        if (head == all.size) continue;
        if (!in->headers.count) read_headers(in, slice_first(all, head + 2));
        wanted = head + 4 + strtoul(header(in, "content-length").text, NULL, 10);
    } while (!wanted || all.size < wanted);
    in->body = slice_from(all, head + 4);
    return true;
}

/* -- The signature ------------------------------------------------------------------------------
 */

/* Signs what came in anew, with the headers that its signature names. */
static bool is_signed(const struct incoming *in)
{
    struct signing signing = {.credentials = {.key_id = "key", .secret = "secret"},
                              .service = "serverlessrepo"};
    struct slice given = header(in, "authorization"), mark = SLICE("SignedHeaders=");
    struct slice names = slice_from(given, slice_search(given, mark) + mark.size);
    struct slice scope = slice_from(given, slice_search(given, SLICE("/")) + 10);
    struct http_request request = {
        .method = slice_copy(in->arena, in->method).text, .path = in->path, .body = in->body};

    names = slice_first(names, slice_find(names, ','));
    signing.region = slice_copy(in->arena, slice_first(scope, slice_find(scope, '/'))).text;
    if (slice_search(names, SLICE("host")) == names.size) return false;
    if (header(in, "x-amz-security-token").size &&
        slice_search(names, SLICE("x-amz-security-token")) == names.size)
        return false;
    while (names.size) {
        struct slice name = slice_first(names, slice_find(names, ';'));
        VECTOR_PUSH(in->arena, &request.headers,
                    (struct http_header){name, header(in, slice_copy(in->arena, name).text)});
        names = slice_from(names, name.size + 1);
    }
    return slice_eq(given,
                    signature_header(in->arena, &signing, &request, header(in, "x-amz-date")));
}

/* -- Answers ------------------------------------------------------------------------------------
 */

static struct slice decoded(struct arena *arena, struct slice text)
{
    struct buffer out = buffer_new(arena);

    for (size_t i = 0; i < text.size; i++) {
        char digits[3] = {0};
        if (text.text[i] == '%' && i + 2 < text.size) {
            memcpy(digits, text.text + i + 1, 2);
            buffer_add_byte(&out, (char)strtol(digits, NULL, 16));
            i += 2;
        } else {
            buffer_add_byte(&out, text.text[i]);
        }
    }
    return buffer_slice(&out);
}

static struct answer refusal(int status, const char *error)
{
    return (struct answer){status, error, SLICE("{\"message\": \"No,\\u001b no\"}")};
}

static struct answer template_answer(const struct incoming *in, const char *status, const char *id)
{
    cJSON *json = cJSON_ParseWithLength(in->body.text, in->body.size);
    const char *version = cJSON_GetStringValue(cJSON_GetObjectItem(json, "semanticVersion"));
    struct answer answer = {
        .status = 201,
        .body = slice_printf(in->arena,
                             "{\"status\": \"%s\", \"templateId\": \"t/1\", \"templateUrl\": "
                             "\"https://templates.example.com/%s/%s\"}",
                             status, id, version ? version : "none"),
    };

    cJSON_Delete(json);
    return answer;
}

/* The number behind `name`, or -1 when the id does not start with it. */
static long number_of(const char *id, const char *name)
{
    return strncmp(id, name, strlen(name)) == 0 ? strtol(id + strlen(name), NULL, 10) : -1;
}

static struct answer answer_for(const struct incoming *in, const char *id, bool created)
{
    long times = times_before(id);

    if (strcmp(id, "no-access") == 0) return refusal(403, "ForbiddenException");
    if (strcmp(id, "non-existent") == 0) return refusal(404, "NotFoundException:https://x/");
    if (strcmp(id, "odd") == 0) return (struct answer){201, NULL, SLICE("<html>")};
    if (strcmp(id, "moved") == 0) return (struct answer){302, NULL, SLICE("")};
    if (times < number_of(id, "throttled-")) return refusal(429, "TooManyRequestsException");
    if (times < number_of(id, "failing-")) return refusal(503, NULL);
    if (times < number_of(id, "preparing-")) return template_answer(in, "PREPARING", id);
    if (strcmp(id, "expired") == 0)
        return template_answer(in, created ? "EXPIRED" : "PREPARING", id);
    return template_answer(in, "ACTIVE", id);
}

static struct answer archive_answer(const struct incoming *in)
{
    struct answer answer = {.status = 200};

    if (!archive || !file_ok(file_read(in->arena, archive, SIZE_MAX, &answer.body)))
        return refusal(404, NULL);
    return answer;
}

static struct answer respond(const struct incoming *in)
{
    struct slice path = in->path;

    if (slice_eq(path, SLICE("/CloudformationSchema.zip"))) return archive_answer(in);
    if (!is_signed(in)) return refusal(403, "InvalidSignatureException");
    if (!slice_starts(path, slice_of(prefix))) return refusal(404, NULL);
    path = slice_from(path, strlen(prefix));
    struct slice id = slice_first(path, slice_find(path, '/'));
    bool created = slice_eq(slice_from(path, id.size), SLICE("/templates/t%2F1"));
    if (!created && !slice_eq(slice_from(path, id.size), slice_of(suffix)))
        return refusal(404, NULL);
    if (!slice_eq(in->method, created ? SLICE("GET") : SLICE("POST"))) return refusal(405, NULL);
    return answer_for(in, decoded(in->arena, id).text, created);
}

/* -- Serving ------------------------------------------------------------------------------------
 */

struct work {
    struct arena *arena;
    int connection;
};

static void serve(void *context)
{
    struct work *work = context;
    struct incoming in = {.arena = work->arena};
    struct buffer out = buffer_new(work->arena);

    if (!read_request(work->connection, &in)) return;
    struct answer answer = respond(&in);
    buffer_printf(&out, "HTTP/1.1 %d Said\r\nContent-Length: %zu\r\nConnection: close\r\n",
                  answer.status, answer.body.size);
    if (answer.status == 302) buffer_printf(&out, "Location: http://127.0.0.1:1/\r\n");
    if (answer.error) buffer_printf(&out, "x-amzn-ErrorType: %s\r\n", answer.error);
    buffer_add(&out, SLICE("\r\n"));
    buffer_add(&out, answer.body);
    printf("%.*s %.*s %d\n", SLICE_ARG(in.method), SLICE_ARG(in.path), answer.status);
    fflush(stdout);
    if (write(work->connection, out.text, out.size) < 0) perror("write");
}

int main(int argc, char **argv)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int listening = socket(AF_INET, SOCK_STREAM, 0);

    archive = argc > 1 ? argv[1] : NULL;
    alarm(120);
    if (bind(listening, (struct sockaddr *)&address, size) != 0 || listen(listening, 8) != 0 ||
        getsockname(listening, (struct sockaddr *)&address, &size) != 0) {
        perror("repository_server");
        return 1;
    }
    printf("http://127.0.0.1:%d\n", ntohs(address.sin_port));
    fflush(stdout);
    for (;;) {
        struct work work = {arena_new(), accept(listening, NULL, NULL)};
        if (!work.arena || work.connection < 0) return 1;
        if (!arena_run(work.arena, serve, &work)) return 1;
        close(work.connection);
        arena_free(work.arena);
    }
}
