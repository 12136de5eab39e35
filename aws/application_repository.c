/* CreateCloudFormationTemplate asks for a template; when it is not ready at once,
 * GetCloudFormationTemplate is asked until it is. A repository that cannot be reached at all is not
 * tried again for the next application.
 */
#include "aws/application_repository.h"

#include <stdlib.h>

#include "aws/endpoint.h"
#include "aws/environment.h"
#include "aws/json_library.h"

/* What one request led to. */
struct outcome {
    samc_application_status status;
    struct slice text; /* the URL or the reason; see samc_host.find_application */
    struct slice template_id;
    bool again;   /* another try may help */
    bool general; /* the same is to be expected for every other application */
};

static struct outcome failed(samc_application_status status, struct slice text)
{
    return (struct outcome){.status = status, .text = text};
}

/* -- Before the first request -------------------------------------------------------------------
 */

/* The URL that requests go to; empty, and repository->problem says why, when it is unusable. */
static struct slice endpoint(struct repository *repository, const samc_application *application)
{
    const char *name = "AWS_ENDPOINT_URL_SERVERLESSREPO";
    const char *china = strcmp(application->partition, "aws-cn") == 0 ? ".cn" : "";

    if (!aws_variable(name)) name = "AWS_ENDPOINT_URL";
    if (!aws_variable(name))
        return slice_printf(repository->arena, "https://serverlessrepo.%s.amazonaws.com%s",
                            application->region, china);
    return endpoint_of_variable(repository->arena, name, &repository->problem);
}

static void start(struct repository *repository, const samc_application *application)
{
    repository->started = true;
    repository->signing.region = application->region;
    repository->signing.service = "serverlessrepo";
    repository->json = arena_zalloc(repository->arena, sizeof *repository->json);
    enum library_state state = json_library_load(repository->json);
    if (state == LIBRARY_MISSING)
        repository->problem = SLICE("cJSON, which reads its answers, is not installed. Install it "
                                    "(Debian: apt-get install libcjson1).");
    else if (state == LIBRARY_LACKING)
        repository->problem =
            SLICE("the cJSON of this machine lacks a function. Install a newer one.");
    if (repository->problem.size) return;
    credentials_find(repository->arena, repository->profile, &repository->signing.credentials,
                     &repository->problem);
}

/* -- Answers ------------------------------------------------------------------------------------
 */

/* The text of a member of the answer; empty when there is none. */
static struct slice member(struct repository *repository, const cJSON *json, const char *name)
{
    const struct json_library *library = repository->json;
    const char *text = library->GetStringValue(library->GetObjectItemCaseSensitive(json, name));

    return slice_copy(repository->arena, slice_of(text ? text : ""));
}

static struct outcome read_template(struct repository *repository, const cJSON *json)
{
    struct slice status = member(repository, json, "status");
    struct outcome outcome = {
        .status = SAMC_APPLICATION_FOUND,
        .text = member(repository, json, "templateUrl"),
        .template_id = member(repository, json, "templateId"),
    };

    if (slice_eq(status, SLICE("PREPARING"))) {
        outcome.status = SAMC_APPLICATION_PREPARING;
        outcome.text = SLICE("");
    } else if (slice_eq(status, SLICE("EXPIRED"))) {
        outcome = failed(SAMC_APPLICATION_UNREACHABLE,
                         SLICE("the template that it made has expired. Compile again."));
    } else if (!outcome.text.size) {
        outcome = failed(SAMC_APPLICATION_UNREACHABLE,
                         SLICE("its answer holds no URL of a template."));
    }
    return outcome;
}

/* What the kinds of errors mean, whatever status comes with them. */
static const struct meaning {
    const char *type;
    samc_application_status status;
} meanings[] = {
    {"TooManyRequestsException", SAMC_APPLICATION_THROTTLED},
    {"ThrottlingException", SAMC_APPLICATION_THROTTLED},
    {"Throttling", SAMC_APPLICATION_THROTTLED},
    {"InvalidSignatureException", SAMC_APPLICATION_UNREACHABLE},
    {"SignatureDoesNotMatch", SAMC_APPLICATION_UNREACHABLE},
    {"IncompleteSignatureException", SAMC_APPLICATION_UNREACHABLE},
    {"MissingAuthenticationTokenException", SAMC_APPLICATION_UNREACHABLE},
    {"UnrecognizedClientException", SAMC_APPLICATION_UNREACHABLE},
    {"InvalidClientTokenId", SAMC_APPLICATION_UNREACHABLE},
    {"ExpiredTokenException", SAMC_APPLICATION_UNREACHABLE},
    {"RequestExpired", SAMC_APPLICATION_UNREACHABLE},
};

static samc_application_status meaning_of(const struct http_response *response)
{
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (slice_eq(response->error_type, slice_of(meanings[i].type))) return meanings[i].status;
    switch (response->status) {
    case 400:
    case 404:
        return SAMC_APPLICATION_NOT_FOUND;
    case 401:
    case 403:
        return SAMC_APPLICATION_NO_ACCESS;
    case 429:
        return SAMC_APPLICATION_THROTTLED;
    default:
        return SAMC_APPLICATION_UNREACHABLE;
    }
}

static struct outcome read_error(struct repository *repository,
                                 const struct http_response *response, const cJSON *json)
{
    struct outcome outcome = {.status = meaning_of(response)};
    struct slice message = member(repository, json, "message");
    bool refused = outcome.status == SAMC_APPLICATION_UNREACHABLE && response->status < 500 &&
                   response->error_type.size;

    if (!message.size) message = member(repository, json, "Message");
    outcome.again =
        outcome.status == SAMC_APPLICATION_THROTTLED || response->status >= 500;
    outcome.text = slice_printf(
        repository->arena, "it answered with status %ld%s%.*s%s%.*s%s%s", response->status,
        response->error_type.size ? ", " : "", SLICE_ARG(response->error_type),
        message.size ? ": " : "", SLICE_ARG(message), slice_ends(message, SLICE(".")) ? "" : ".",
        refused ? " Check your AWS credentials, and the clock of this machine." : "");
    outcome.general = refused || response->status >= 500;
    return outcome;
}

static struct outcome read_response(struct repository *repository,
                                    const struct http_response *response)
{
    if (response->status == 0)
        return (struct outcome){.status = SAMC_APPLICATION_UNREACHABLE,
                                .text = response->problem,
                                .again = !response->lasting,
                                .general = true};
    cJSON *json = repository->json->ParseWithLength(response->body.text, response->body.size);
    struct outcome outcome = response->status >= 200 && response->status < 300
                                 ? read_template(repository, json)
                                 : read_error(repository, response, json);
    repository->json->Delete(json);
    return outcome;
}

/* -- Requests -----------------------------------------------------------------------------------
 */

/* Signs and sends one request; the path gets that of the endpoint in front. */
static struct outcome request_once(struct repository *repository, struct slice url,
                                   const char *method, struct slice path, struct slice body)
{
    size_t host = slice_search(url, SLICE("://")) + 3;
    size_t origin = host + slice_find(slice_from(url, host), '/');
    struct http_request request = {
        .method = method,
        .origin = slice_copy(repository->arena, slice_first(url, origin)),
        .path = CONCAT(repository->arena, slice_from(url, origin), path),
        .body = body,
    };

    if (body.size)
        VECTOR_PUSH(repository->arena, &request.headers,
                    (struct http_header){SLICE("content-type"), SLICE("application/json")});
    repository->signing.now = repository->host.now(repository->host.context);
    sign_request(repository->arena, &repository->signing, &request);
    struct http_response response = repository->host.send(repository->host.context, &request);
    return read_response(repository, &response);
}

static unsigned longer(unsigned pause)
{
    return pause * 2 < REPOSITORY_LONGEST_PAUSE ? pause * 2 : REPOSITORY_LONGEST_PAUSE;
}

static unsigned long most_tries(void)
{
    const char *text = aws_variable("AWS_MAX_ATTEMPTS");
    unsigned long number = text ? strtoul(text, NULL, 10) : 0;

    return number > 0 && number < 100 ? number : REPOSITORY_TRIES;
}

/* The same until it succeeds, or cannot. */
static struct outcome request(struct repository *repository, struct slice url, const char *method,
                              struct slice path, struct slice body)
{
    unsigned pause = REPOSITORY_FIRST_PAUSE;
    unsigned long tries = most_tries();
    struct outcome outcome = request_once(repository, url, method, path, body);

    while (outcome.again && --tries > 0) {
        repository->host.pause(repository->host.context, pause);
        pause = longer(pause);
        outcome = request_once(repository, url, method, path, body);
    }
    if (outcome.general) repository->problem = outcome.text;
    return outcome;
}

/* Waits until the template is ready. */
static struct outcome await_template(struct repository *repository, struct slice url,
                                     struct slice path, struct outcome outcome)
{
    struct buffer place = buffer_new(repository->arena);
    unsigned pause = REPOSITORY_FIRST_PAUSE, waited = 0;

    if (!outcome.template_id.size)
        return failed(SAMC_APPLICATION_UNREACHABLE,
                      SLICE("its answer does not tell how to ask for the template."));
    buffer_add(&place, path);
    buffer_add_byte(&place, '/');
    percent_encode(&place, outcome.template_id);
    while (outcome.status == SAMC_APPLICATION_PREPARING && waited < REPOSITORY_PATIENCE) {
        repository->host.pause(repository->host.context, pause);
        waited += pause;
        pause = longer(pause);
        outcome = request(repository, url, "GET", buffer_slice(&place), SLICE(""));
    }
    return outcome;
}

static struct slice create_body(struct repository *repository, const char *version)
{
    const struct json_library *library = repository->json;
    cJSON *json = library->CreateObject();
    char *text = NULL;

    if (library->AddStringToObject(json, "semanticVersion", version))
        text = library->PrintUnformatted(json);
    library->Delete(json);
    if (!text) arena_out_of_memory(repository->arena);
    struct slice body = slice_copy(repository->arena, slice_of(text));
    library->free(text);
    return body;
}

static struct outcome find(struct repository *repository, const samc_application *application)
{
    struct buffer path = buffer_new(repository->arena);

    if (!repository->started) start(repository, application);
    struct slice url = endpoint(repository, application);
    if (repository->problem.size)
        return failed(SAMC_APPLICATION_UNREACHABLE, repository->problem);
    buffer_add(&path, SLICE("/applications/"));
    percent_encode(&path, slice_of(application->id));
    buffer_add(&path, SLICE("/templates"));
    struct outcome outcome = request(repository, url, "POST", buffer_slice(&path),
                                     create_body(repository, application->version));
    if (outcome.status != SAMC_APPLICATION_PREPARING) return outcome;
    return await_template(repository, url, buffer_slice(&path), outcome);
}

samc_application_status repository_find(struct repository *repository,
                                        const samc_application *application, const char **answer)
{
    struct outcome outcome = find(repository, application);

    *answer = outcome.text.size ? outcome.text.text : NULL;
    return outcome.status;
}
