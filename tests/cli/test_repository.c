/* What is asked of the Serverless Application Repository, how often and after which pauses; what
 * its answers mean. tests/cli/cases/applications.sh has the same over HTTP. */
#include "aws/application_repository.h"

#include <stdlib.h>

#include "tests/unit/unit.h"

/* A repository that gives prepared answers, the last one for ever. */
struct fake {
    struct arena *arena;
    const struct http_response *answers;
    size_t count, asked;
    unsigned paused; /* milliseconds in all */
    struct buffer log;
};

static struct http_response send(void *context, const struct http_request *request)
{
    struct fake *fake = context;
    size_t number = fake->asked < fake->count ? fake->asked : fake->count - 1;

    fake->asked++;
    buffer_printf(&fake->log, "[%s %.*s%.*s %.*s]", request->method, SLICE_ARG(request->origin),
                  SLICE_ARG(request->path), SLICE_ARG(request->body));
    return fake->answers[number];
}

static void note_pause(void *context, unsigned milliseconds)
{
    struct fake *fake = context;

    fake->paused += milliseconds;
    buffer_printf(&fake->log, "%u", milliseconds);
}

static time_t some_time(void *context)
{
    (void)context;
    return 1440938160;
}

static struct repository repository_of(struct unit *unit, struct fake *fake)
{
    static const char *const variables[] = {"AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_MAX_ATTEMPTS",
                                            "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_SERVERLESSREPO"};

    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++)
        unsetenv(variables[i]);
    setenv("AWS_ACCESS_KEY_ID", "key", 1);
    setenv("AWS_SECRET_ACCESS_KEY", "secret", 1);
    fake->arena = unit->arena;
    fake->log = buffer_new(unit->arena);
    return (struct repository){
        .arena = unit->arena,
        .host = {.context = fake, .send = send, .pause = note_pause, .now = some_time},
    };
}

static const samc_application application = {"a/b", "1.0.0", "eu-west-1", "aws"};

#define ANSWER(status_, body_)                                                                     \
    {                                                                                              \
        .status = (status_), .body = {(body_), sizeof(body_) - 1 }                                 \
    }
#define FAKE(answers_)                                                                             \
    {                                                                                              \
        .answers = (answers_), .count = sizeof(answers_) / sizeof *(answers_)                      \
    }

static const struct http_response ready[] = {
    ANSWER(201, "{\"status\": \"ACTIVE\", \"templateUrl\": \"https://t\", \"templateId\": \"i\"}")};

UNIT_TEST(one_request_is_enough)
{
    struct fake fake = FAKE(ready);
    struct repository repository = repository_of(unit, &fake);
    const char *answer;

    assert_int_equal(repository_find(&repository, &application, &answer), SAMC_APPLICATION_FOUND);
    assert_string_equal(answer, "https://t");
    assert_slice(
        buffer_slice(&fake.log),
        "[POST https://serverlessrepo.eu-west-1.amazonaws.com/applications/a%2Fb/templates "
        "{\"semanticVersion\":\"1.0.0\"}]");
}

UNIT_TEST(endpoints)
{
    struct fake fake = FAKE(ready);
    struct repository repository = repository_of(unit, &fake);
    samc_application china = {"x", "1", "cn-north-1", "aws-cn"};
    const char *answer;

    repository_find(&repository, &china, &answer);
    setenv("AWS_ENDPOINT_URL", "http://[::1]:80/base/", 1);
    repository_find(&repository, &china, &answer);
    setenv("AWS_ENDPOINT_URL_SERVERLESSREPO", "https://own", 1);
    repository_find(&repository, &china, &answer);
    assert_slice(
        buffer_slice(&fake.log),
        "[POST https://serverlessrepo.cn-north-1.amazonaws.com.cn/applications/x/templates "
        "{\"semanticVersion\":\"1\"}]"
        "[POST http://[::1]:80/base/applications/x/templates {\"semanticVersion\":\"1\"}]"
        "[POST https://own/applications/x/templates {\"semanticVersion\":\"1\"}]");
}

UNIT_TEST(bad_endpoints)
{
    static const char *const bad[] = {
        "own",        "ftp://own",      "http://",      "http:///x",
        "http://a b", "http://a\r\nb:", "http://u@own", "http://own?x"};

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct fake fake = FAKE(ready);
        struct repository repository = repository_of(unit, &fake);
        const char *answer;
        setenv("AWS_ENDPOINT_URL", bad[i], 1);
        assert_int_equal(repository_find(&repository, &application, &answer),
                         SAMC_APPLICATION_UNREACHABLE);
        assert_int_equal(fake.asked, 0);
        assert_non_null(strstr(answer, "AWS_ENDPOINT_URL is '"));
    }
}

UNIT_TEST(patience_ends)
{
    static const struct http_response preparing[] = {
        ANSWER(201, "{\"status\": \"PREPARING\", \"templateId\": \"i\"}")};
    struct fake fake = FAKE(preparing);
    struct repository repository = repository_of(unit, &fake);
    const char *answer;

    assert_int_equal(repository_find(&repository, &application, &answer),
                     SAMC_APPLICATION_PREPARING);
    assert_in_range(fake.paused, REPOSITORY_PATIENCE,
                    REPOSITORY_PATIENCE + REPOSITORY_LONGEST_PAUSE);
    assert_true(slice_search(buffer_slice(&fake.log), SLICE("]250[GET ")) < fake.log.size);
}

UNIT_TEST(tries_and_pauses)
{
    static const struct http_response busy[] = {{.status = 429}};
    struct fake fake = FAKE(busy);
    struct repository repository = repository_of(unit, &fake);
    const char *answer;

    assert_int_equal(repository_find(&repository, &application, &answer),
                     SAMC_APPLICATION_THROTTLED);
    assert_int_equal(fake.asked, REPOSITORY_TRIES);
    assert_int_equal(fake.paused, 250 + 500 + 1000 + 2000 + 4000);
    setenv("AWS_MAX_ATTEMPTS", "1", 1);
    repository_find(&repository, &application, &answer);
    assert_int_equal(fake.asked, REPOSITORY_TRIES + 1);
    setenv("AWS_MAX_ATTEMPTS", "none", 1);
    repository_find(&repository, &application, &answer);
    assert_int_equal(fake.asked, REPOSITORY_TRIES * 2 + 1);
}

/* What one answer, without retries, leads to. */
struct meaning {
    struct http_response response;
    samc_application_status status;
    bool again;   /* it is tried once more */
    bool general; /* the next application is not tried */
};

UNIT_TEST(meanings_of_answers)
{
    static const struct meaning meanings[] = {
        {{.status = 400, .error_type = {"BadRequestException", 19}},
         SAMC_APPLICATION_NOT_FOUND,
         false,
         false},
        {{.status = 404}, SAMC_APPLICATION_NOT_FOUND, false, false},
        {{.status = 403, .error_type = {"ForbiddenException", 18}},
         SAMC_APPLICATION_NO_ACCESS,
         false,
         false},
        {{.status = 400, .error_type = {"ThrottlingException", 19}},
         SAMC_APPLICATION_THROTTLED,
         true,
         false},
        {{.status = 403, .error_type = {"ExpiredTokenException", 21}},
         SAMC_APPLICATION_UNREACHABLE,
         false,
         true},
        {{.status = 500}, SAMC_APPLICATION_UNREACHABLE, true, true},
        {{.status = 301}, SAMC_APPLICATION_UNREACHABLE, false, false},
        {{.status = 0, .problem = {"gone.", 5}}, SAMC_APPLICATION_UNREACHABLE, true, true},
        {{.status = 0, .problem = {"no.", 3}, .lasting = true},
         SAMC_APPLICATION_UNREACHABLE,
         false,
         true},
        {ANSWER(201, "[]"), SAMC_APPLICATION_UNREACHABLE, false, false},
        {ANSWER(201, "{\"status\": \"PREPARING\"}"), SAMC_APPLICATION_UNREACHABLE, false, false},
        {ANSWER(201, "{\"status\": \"EXPIRED\", \"templateUrl\": \"x\"}"),
         SAMC_APPLICATION_UNREACHABLE, false, false},
        {ANSWER(201, "{\"status\": 1, \"templateUrl\": 5}"), SAMC_APPLICATION_UNREACHABLE, false,
         false},
    };

    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
        const struct meaning *meaning = &meanings[i];
        struct fake fake = {.answers = &meaning->response, .count = 1};
        struct repository repository = repository_of(unit, &fake);
        const char *answer;
        setenv("AWS_MAX_ATTEMPTS", "2", 1);
        assert_int_equal(repository_find(&repository, &application, &answer), meaning->status);
        assert_non_null(answer);
        assert_int_equal(answer[strlen(answer) - 1], '.');
        assert_int_equal(fake.asked, meaning->again ? 2 : 1);
        fake.asked = 0;
        repository_find(&repository, &application, &answer);
        assert_int_equal(fake.asked == 0, meaning->general);
    }
}

int main(void)
{
    return UNIT_RUN(UNIT(one_request_is_enough), UNIT(endpoints), UNIT(bad_endpoints),
                    UNIT(patience_ends), UNIT(tries_and_pauses), UNIT(meanings_of_answers));
}
