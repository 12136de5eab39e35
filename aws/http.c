/* libcurl is called through pointers that are looked up once. Its callbacks may not leave it by a
 * jump, as running out of memory in an arena does, so what they gather is allocated with malloc and
 * copied afterwards.
 */
#include "aws/http.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <strings.h>

#include "aws/library.h"

/* The part of libcurl that is used. A row: FUNCTION(type of result, name, (arguments)). */
#define CURL_FUNCTIONS                                                                             \
    FUNCTION(CURLcode, global_init, (long flags))                                                  \
    FUNCTION(void, global_cleanup, (void))                                                         \
    FUNCTION(CURL *, easy_init, (void))                                                            \
    FUNCTION(void, easy_cleanup, (CURL * easy))                                                    \
    FUNCTION(void, easy_reset, (CURL * easy))                                                      \
    FUNCTION(CURLcode, easy_setopt, (CURL * easy, CURLoption option, ...))                         \
    FUNCTION(CURLcode, easy_getinfo, (CURL * easy, CURLINFO info, ...))                            \
    FUNCTION(CURLcode, easy_perform, (CURL * easy))                                                \
    FUNCTION(const char *, easy_strerror, (CURLcode code))                                         \
    FUNCTION(struct curl_slist *, slist_append, (struct curl_slist * list, const char *text))      \
    FUNCTION(void, slist_free_all, (struct curl_slist * list))

struct curl {
#define FUNCTION(result, name, arguments) result(*name) arguments;
    CURL_FUNCTIONS
#undef FUNCTION
};

struct http {
    struct arena *arena;
    const char *authorities;
    struct curl curl;
    CURL *easy;           /* NULL: not loaded */
    struct slice problem; /* why it cannot be loaded; empty: not tried, or good */
};

/* What the callbacks gather of one answer. */
struct gathering {
    char *body; /* from malloc */
    size_t size, most;
    bool is_full;
    char error_type[128]; /* ends with a zero byte */
};

/* -- Loading ------------------------------------------------------------------------------------
 */

static enum library_state load_curl(struct curl *curl)
{
    static const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.4.dylib"};
    const struct library_function functions[] = {
#define FUNCTION(result, name, arguments) {"curl_" #name, &curl->name},
        CURL_FUNCTIONS
#undef FUNCTION
    };

    return library_load(names, sizeof names / sizeof *names, functions,
                        sizeof functions / sizeof *functions);
}

static void close_http(void *context)
{
    struct http *http = context;

    if (!http->easy) return;
    http->curl.easy_cleanup(http->easy);
    http->curl.global_cleanup();
}

static bool load(struct http *http)
{
    if (http->easy) return true;
    enum library_state state = load_curl(&http->curl);
    if (state == LIBRARY_MISSING)
        http->problem = SLICE("libcurl, which is needed for that, is not installed. Install it "
                              "(Debian: apt-get install libcurl4).");
    else if (state == LIBRARY_LACKING)
        http->problem = SLICE("the libcurl of this machine lacks a function. Install a newer one.");
    else if (http->curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK ||
             !(http->easy = http->curl.easy_init()))
        http->problem = SLICE("libcurl could not be started.");
    return http->easy != NULL;
}

struct http *http_new(struct arena *arena, const char *authorities)
{
    struct http *http = arena_zalloc(arena, sizeof *http);

    http->arena = arena;
    http->authorities = authorities;
    arena_on_free(arena, close_http, http);
    return http;
}

/* -- One request --------------------------------------------------------------------------------
 */

static size_t gather_body(char *bytes, size_t one, size_t count, void *context)
{
    struct gathering *gathering = context;
    size_t size = one * count;

    gathering->is_full = size > gathering->most - gathering->size;
    if (gathering->is_full) return 0;
    char *grown = realloc(gathering->body, gathering->size + size + 1);
    if (!grown) return 0;
    memcpy(grown + gathering->size, bytes, size);
    gathering->body = grown;
    gathering->size += size;
    return size;
}

static size_t gather_header(char *bytes, size_t one, size_t count, void *context)
{
    static const char name[] = "x-amzn-errortype:";
    struct gathering *gathering = context;
    size_t size = one * count, start = sizeof name - 1, end;

    if (size < start || strncasecmp(bytes, name, start) != 0) return size;
    while (start < size && bytes[start] == ' ')
        start++;
    for (end = start; end < size && !strchr(": \r\n", bytes[end]);)
        end++;
    if (end - start < sizeof gathering->error_type) {
        memcpy(gathering->error_type, bytes + start, end - start);
        gathering->error_type[end - start] = '\0';
    }
    return size;
}

/* The headers as libcurl takes them; NULL when there are none, or no memory. */
static struct curl_slist *header_list(struct http *http, const struct http_request *request)
{
    struct curl_slist *list = NULL;

    for (size_t i = 0; i < request->headers.count; i++) {
        const struct http_header *header = &request->headers.items[i];
        struct slice line = CONCAT(http->arena, header->name, SLICE(": "), header->value);
        struct curl_slist *longer = http->curl.slist_append(list, line.text);
        if (!longer) {
            http->curl.slist_free_all(list);
            return NULL;
        }
        list = longer;
    }
    return list;
}

static void set_options(struct http *http, const struct http_request *request, const char *url,
                        struct curl_slist *headers, struct gathering *gathering)
{
    const struct curl *curl = &http->curl;
    CURL *easy = http->easy;

    curl->easy_reset(easy);
    curl->easy_setopt(easy, CURLOPT_URL, url);
    curl->easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
    curl->easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl->easy_setopt(easy, CURLOPT_USERAGENT, "samc");
    curl->easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl->easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)HTTP_CONNECT_SECONDS);
    curl->easy_setopt(easy, CURLOPT_TIMEOUT,
                      (long)(request->seconds ? request->seconds : HTTP_SECONDS));
    curl->easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    curl->easy_setopt(easy, CURLOPT_WRITEFUNCTION, gather_body);
    curl->easy_setopt(easy, CURLOPT_WRITEDATA, gathering);
    curl->easy_setopt(easy, CURLOPT_HEADERFUNCTION, gather_header);
    curl->easy_setopt(easy, CURLOPT_HEADERDATA, gathering);
    if (http->authorities) curl->easy_setopt(easy, CURLOPT_CAINFO, http->authorities);
    if (strcmp(request->method, "POST") != 0) return;
    curl->easy_setopt(easy, CURLOPT_POST, 1L);
    curl->easy_setopt(easy, CURLOPT_POSTFIELDS, request->body.text);
    curl->easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)request->body.size);
}

/* Whether trying again cannot help. */
static bool is_lasting(CURLcode code)
{
    return code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_COULDNT_RESOLVE_PROXY ||
           code == CURLE_URL_MALFORMAT || code == CURLE_UNSUPPORTED_PROTOCOL ||
           code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE ||
           code == CURLE_WRITE_ERROR;
}

struct http_response http_send(struct http *http, const struct http_request *request)
{
    struct http_response response = {.lasting = true};
    struct gathering gathering = {
        .most = request->most_bytes ? request->most_bytes : HTTP_MOST_BYTES,
    };

    if (!load(http)) {
        response.problem = http->problem;
        return response;
    }
    struct slice url = CONCAT(http->arena, request->origin, request->path);
    struct curl_slist *headers = header_list(http, request);
    if (!headers && request->headers.count) arena_out_of_memory(http->arena);
    set_options(http, request, url.text, headers, &gathering);
    CURLcode code = http->curl.easy_perform(http->easy);
    http->curl.easy_getinfo(http->easy, CURLINFO_RESPONSE_CODE, &response.status);
    http->curl.slist_free_all(headers);
    if (code != CURLE_OK) {
        response.status = 0;
        response.lasting = is_lasting(code);
        response.problem =
            slice_printf(http->arena, "%.*s does not answer: %s.%s", SLICE_ARG(request->origin),
                         http->curl.easy_strerror(code),
                         code == CURLE_PEER_FAILED_VERIFICATION
                             ? " If its certificate is one of your own, name the file of its "
                               "authority in AWS_CA_BUNDLE."
                             : "");
    }
    if (gathering.is_full)
        response.problem = slice_printf(http->arena, "%.*s sends more than %zu MB.",
                                        SLICE_ARG(request->origin), gathering.most >> 20);
    response.error_type = slice_copy(http->arena, slice_of(gathering.error_type));
    response.body = slice_copy(http->arena, (struct slice){gathering.body, gathering.size});
    free(gathering.body);
    return response;
}
