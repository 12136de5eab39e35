/* samc: compiles AWS SAM and CloudFormation templates.
 *
 *     samc_options options = SAMC_OPTIONS_INIT;
 *     samc_result *result;
 *     if (samc_compile(text, size, &options, &result) != SAMC_OK) ... no memory, bad options
 *     if (samc_result_output(result, &length)) ... CloudFormation
 *     for (i = 0; i < samc_result_finding_count(result); i++) ... samc_result_finding(result, i)
 *     samc_result_free(result);
 *
 * The library keeps no global state, prints nothing, opens no file and no connection: what it needs
 * from outside it asks of samc_host. Compilations on several threads do not touch each other.
 *
 * Ownership: whatever a samc_result hands out lives until samc_result_free(). Options are read
 * during samc_compile() only. All text is UTF-8.
 */
#ifndef SAMC_SAMC_H
#define SAMC_SAMC_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define SAMC_API __attribute__((visibility("default")))
#else
#define SAMC_API
#endif

/* What can go wrong that is not the template's fault. */
typedef enum samc_status {
    SAMC_OK = 0,       /* the compilation ran; its findings say whether the template is good */
    SAMC_NO_MEMORY,    /* memory ran out, or the compilation wanted more than 4 GiB */
    SAMC_BAD_ARGUMENT, /* a NULL, or an option with a value that does not exist */
} samc_status;

typedef enum samc_severity { SAMC_ERROR, SAMC_WARNING, SAMC_INFO } samc_severity;

/* What to do with local paths where CloudFormation needs a location in S3 (CodeUri: ./src). */
typedef enum samc_local_artifacts {
    SAMC_LOCAL_REFUSE,      /* an error: the template cannot be deployed as it is */
    SAMC_LOCAL_KEEP,        /* they go to the output, for `aws cloudformation package` */
    SAMC_LOCAL_PLACEHOLDER, /* s3://bucket/<path> stands in for them, for linting */
} samc_local_artifacts;

/* How the output is written. */
typedef enum samc_format { SAMC_JSON, SAMC_YAML } samc_format;

/* What is made of a template. */
typedef enum samc_goal {
    SAMC_GOAL_TRANSFORM,  /* the CloudFormation template that is deployed */
    SAMC_GOAL_RESOLVE,    /* the template with each intrinsic function evaluated that can be; SAM
                             resources stay what they are */
    SAMC_GOAL_EXTENSIONS, /* the template as AWS::LanguageExtensions leaves it */
    SAMC_GOAL_LINT        /* findings only: those of the transform, and all that the rules of the
                             linter find in the template and in what becomes of it. There is no
                             output, and local paths count as SAMC_LOCAL_PLACEHOLDER */
} samc_goal;

/* A pair of texts that end with a zero byte. */
typedef struct samc_pair {
    const char *name;
    const char *value;
} samc_pair;

/* An application of the Serverless Application Repository that a template names. */
typedef struct samc_application {
    const char *id;        /* ApplicationId, usually an ARN; never empty */
    const char *version;   /* SemanticVersion; never empty */
    const char *region;    /* whose repository is asked */
    const char *partition; /* of that region */
} samc_application;

/* What came of looking for an application. All but the first two refuse the resource; the last one
 * ends the compilation. */
typedef enum samc_application_status {
    SAMC_APPLICATION_FOUND,       /* the answer is the URL of its template */
    SAMC_APPLICATION_NOT_ASKED,   /* nobody was asked, and that is meant so: a warning */
    SAMC_APPLICATION_NOT_FOUND,   /* there is no such application, or not in this version */
    SAMC_APPLICATION_NO_ACCESS,   /* it is not shared with the caller, or the caller may not ask */
    SAMC_APPLICATION_PREPARING,   /* the repository is still at work on its template */
    SAMC_APPLICATION_THROTTLED,   /* the repository had too many requests */
    SAMC_APPLICATION_UNREACHABLE, /* no usable answer: network, credentials, a failing service */
    SAMC_APPLICATION_NO_MEMORY, /* memory ran out meanwhile: samc_compile() gives SAMC_NO_MEMORY */
} samc_application_status;

/* What is at a path. */
typedef enum samc_file_kind {
    SAMC_FILE_MISSING,
    SAMC_FILE_REGULAR,
    SAMC_FILE_FOLDER,
    SAMC_FILE_UNKNOWN, /* something else, or it cannot be told */
} samc_file_kind;

/* How large a folder is. */
typedef struct samc_folder_size {
    uint64_t bytes;      /* of its files, as far as they were looked at */
    const char *largest; /* the name of the file or folder in it that has most of them, or NULL */
    uint64_t largest_bytes; /* of that */
} samc_folder_size;

/* What read_file and measure_folder of samc_host return when memory ran out. */
#define SAMC_HOST_NO_MEMORY (-1)

/* What the library cannot do by itself. A function that is NULL is not available. Functions are
 * called from the thread that called samc_compile() only, before it returns; they return to it in
 * any case, and say so when they find no memory. */
typedef struct samc_host {
    void *context; /* handed to each function */

    /* Seconds since 1970 in UTC. Used by AlwaysDeploy of AWS::Serverless::Api only; without it the
     * time is 0. */
    int64_t (*now)(void *context);

    /* Finds the template of an application: asks the repository to make it
     * (CreateCloudFormationTemplate) and waits, if need be, until it is ready. Called for each
     * pair of id and version once, in the order of the resources, when the rest of the template is
     * known to be sound enough to be transformed. *answer becomes the URL or, for all other
     * statuses, one or more sentences about the reason, which may be NULL; it must stay as it is
     * until the next call or the end of samc_compile(). Without this function it is as if it always
     * answered SAMC_APPLICATION_NOT_ASKED: TemplateURL is left empty, with a warning. */
    samc_application_status (*find_application)(void *context, const samc_application *application,
                                                const char **answer);

    /* Reads the file `path`, which is relative if the template's name and all locations on the way
     * to it are. Returns not 0, and *bytes and *size become its content, which must stay as it is
     * until the next call or the end of samc_compile(). Returns 0 when it cannot be read, and
     * *problem becomes a sentence about the reason, or NULL; SAMC_HOST_NO_MEMORY when memory ran
     * out, and samc_compile() gives SAMC_NO_MEMORY. Used with samc_options.include_local, and by
     * SAMC_GOAL_LINT for what find_file has found. */
    int (*read_file)(void *context, const char *path, const void **bytes, size_t *size,
                     const char **problem);

    /* Tells what is at `path`, which is relative if the template's name is. Used by SAMC_GOAL_LINT
     * for local code and Dockerfiles that the template names; without this function, or when the
     * template has no name or is called "-", they are not checked. */
    samc_file_kind (*find_file)(void *context, const char *path);

    /* Tells how much code there is in the folder `path`, which is as that of find_file. Returns not
     * 0 when that is known; size->largest must stay as it is until the next call. Returns
     * SAMC_HOST_NO_MEMORY as read_file does. What a build would not take over may be left out, and
     * a number that is too small does no harm. Used by SAMC_GOAL_LINT for folders that find_file
     * has found; without this function they are not measured. */
    int (*measure_folder)(void *context, const char *path, samc_folder_size *size);
} samc_host;

/* -- Schemas of resource types --------------------------------------------------------------------
 * What resource types of your own, or newer ones of AWS, may have. They come before the types that
 * samc knows by itself. */

typedef struct samc_schemas samc_schemas;

/* An empty set, released with samc_schemas_free(). *schemas is NULL on any status but SAMC_OK. */
SAMC_API samc_status samc_schemas_new(samc_schemas **schemas);

/* Adds a schema of the CloudFormation registry, in JSON. Of two for the same type the later one
 * counts. *problem becomes NULL, or a sentence that says why it cannot be used; it lives as long as
 * the set. SAMC_BAD_ARGUMENT after samc_schemas_finish(). */
SAMC_API samc_status samc_schemas_add(samc_schemas *schemas, const void *json, size_t size,
                                      const char **problem);

/* Makes what was added ready for use. *bytes and *size, unless NULL, become a form of it that
 * samc_schemas_load() reads; it lives as long as the set. *problem as above. */
SAMC_API samc_status samc_schemas_finish(samc_schemas *schemas, const void **bytes, size_t *size,
                                         const char **problem);

/* Adds what samc_schemas_finish() gave; types that were added or loaded before come first. The
 * bytes may come from anywhere: *problem says that they cannot be used when they are anything else.
 */
SAMC_API samc_status samc_schemas_load(samc_schemas *schemas, const void *bytes, size_t size,
                                       const char **problem);

/* The names of the types, in no order that matters; NULL when there are not that many. */
SAMC_API const char *samc_schemas_type(const samc_schemas *schemas, size_t number);

/* Releases a set. NULL is allowed. */
SAMC_API void samc_schemas_free(samc_schemas *schemas);

typedef struct samc_options {
    size_t size;      /* sizeof(samc_options); set by SAMC_OPTIONS_INIT */
    const char *name; /* what findings call the template; NULL: "template" */

    /* The region to compile for, for example "eu-west-1"; NULL or empty: "us-east-1". */
    const char *region;

    /* The partition, for example "aws-cn"; NULL or empty: that of the region. */
    const char *partition;

    /* Values of template parameters, over their Default. A name may also be a pseudo parameter such
     * as AWS::AccountId. */
    const samc_pair *parameters;
    size_t parameter_count;

    /* Names of managed policies and their ARNs, over the bundled table. */
    const samc_pair *managed_policies;
    size_t managed_policy_count;

    /* Names of feature toggles to switch on; "all" switches on all. */
    const char *const *feature_toggles;
    size_t feature_toggle_count;

    samc_local_artifacts local_artifacts;
    samc_format format;
    int compact; /* not 0: no line breaks and spaces in JSON output */

    /* Not 0: AWS::Include of a local path is replaced by the file, before anything else is done;
     * host.read_file must be there. 0: it is left to CloudFormation, which takes S3 locations. */
    int include_local;
    samc_host host;
    samc_goal goal;

    /* For SAMC_GOAL_LINT: which rules count. Each text is a rule id or the start of ids ("E30",
     * "I"). Errors and warnings count unless they are ignored; informational rules when they are
     * included; a mandatory rule counts in any case, also where the template says otherwise. A name
     * with a longer start is not stronger than one with a shorter one. */
    const char *const *ignore_checks;
    size_t ignore_check_count;
    const char *const *include_checks;
    size_t include_check_count;
    const char *const *mandatory_checks;
    size_t mandatory_check_count;

    /* For rules about things that come to their end on a day: today, as 20261121; 0: taken from
     * host.now, and without that nothing has come to its end. */
    uint32_t today;

    /* For SAMC_GOAL_LINT: types beside those that samc knows; NULL: none. The set stays as it is
     * meanwhile; several compilations may use it at once. */
    const samc_schemas *schemas;

    /* For SAMC_GOAL_LINT: settings of single rules, by names such as "E3012:strict"; see
     * samc_rule_setting_name(). One that takes several texts may be there several times; of others
     * the last one counts. They come before those of the template. */
    const samc_pair *rule_settings;
    size_t rule_setting_count;

    /* Not 0: the bytes of the template stay as they are until the result is released, so that it
     * needs no copy of them. */
    int bytes_stay;

    /* Takes an output of more than a million bytes, which then is not kept in memory: it is called
     * for one piece after the other, before samc_compile() returns, and only when there is no error
     * in the template. Returns not 0 when it has taken the piece. When it returns 0, the pieces
     * taken before count for nothing, and the output is kept after all. NULL: it is always kept. */
    int (*take_output)(void *context, const void *piece, size_t size);
    void *take_output_context;
} samc_options;

/* All defaults. */
#define SAMC_OPTIONS_INIT                                                                          \
    {                                                                                              \
        sizeof(samc_options), NULL, NULL, NULL, NULL, 0, NULL, 0, NULL, 0, SAMC_LOCAL_REFUSE,      \
            SAMC_JSON, 0, 0, {NULL, NULL, NULL, NULL, NULL, NULL}, SAMC_GOAL_TRANSFORM, NULL, 0,   \
            NULL, 0, NULL, 0, 0, NULL, NULL, 0, 0, NULL, NULL                                      \
    }

/* One thing that is wrong, or worth knowing, in the template. Texts end with a zero byte. */
typedef struct samc_finding {
    const char *rule; /* its id, for example "E0000"; see `samc rules` */
    samc_severity severity;
    const char *message;   /* what, why, and the next step; may hold text of the template, so escape
                              it for where you print it */
    const char *file;      /* samc_options.name */
    uint32_t line, column; /* where it starts, from 1; columns count code points */
    uint32_t end_line, end_column; /* the place after its last character */
    const char *resource; /* logical id of the resource that is refused; NULL: the document */
    const char *event;    /* key of the event source inside it, or NULL */
    const char *path;     /* "Resources/Id/Properties/...", or NULL */
} samc_finding;

typedef struct samc_result samc_result;

/* Compiles the `size` bytes of a template (YAML or JSON; UTF-8, or UTF-16 with a byte order mark).
 *
 * *result is set on SAMC_OK, also when the template is refused, and is NULL on any other status. It
 * is released with samc_result_free(). */
SAMC_API samc_status samc_compile(const void *bytes, size_t size, const samc_options *options,
                                  samc_result **result);

/* Releases a result and all it handed out. NULL is allowed. */
SAMC_API void samc_result_free(samc_result *result);

/* The CloudFormation template, followed by a zero byte, or NULL when the template is refused or
 * samc_options.take_output has taken the output. Its length in bytes goes to *length, which may be
 * NULL; it is 0 when the template is refused. */
SAMC_API const char *samc_result_output(const samc_result *result, size_t *length);

/* The number of findings that are kept, in the order of their places; at most 1000. */
SAMC_API size_t samc_result_finding_count(const samc_result *result);

/* One finding; NULL when there are not that many. */
SAMC_API const samc_finding *samc_result_finding(const samc_result *result, size_t number);

/* How many findings of a severity there were, those not kept included. */
SAMC_API size_t samc_result_total(const samc_result *result, samc_severity severity);

/* What the report form "text" shows; to be added up. */
typedef enum samc_report_style {
    SAMC_PLAIN = 0,    /* a line for each finding: "file:line:column: error RULE: message" */
    SAMC_EXCERPTS = 1, /* below it the source line, and a caret under the place */
    SAMC_COLORS = 2,   /* in the colours of a terminal */
    SAMC_SUMMARY = 4,  /* a last line that counts: "1 error in 1 of 3 templates." */
} samc_report_style;

/* All findings in one text, followed by a zero byte; what the template says is escaped in it.
 * `format` is one of samc_report_format_name(), for example "text"; NULL is returned for any other,
 * and when memory ran out. `style` adds up samc_report_style. Its length in bytes goes to *length,
 * which may be NULL. */
SAMC_API const char *samc_result_report(samc_result *result, const char *format, unsigned style,
                                        size_t *length);

/* -- Reports on several templates -----------------------------------------------------------------
 * The same texts as those of samc_result_report(), which is the short way for one result. */

typedef struct samc_report samc_report;

/* An empty report. *report is set on SAMC_OK, is NULL on any other status, and is released with
 * samc_report_free(). SAMC_BAD_ARGUMENT: there is no such format. */
SAMC_API samc_status samc_report_new(const char *format, unsigned style, samc_report **report);

/* Adds the findings of a result, behind those that were added before: the order of the calls is
 * that of the report. The report takes copies, so the result may be freed at once. A finding in a
 * file that several templates include is reported once. On SAMC_NO_MEMORY a part of the findings
 * may be missing. Results may come from any thread, but one thread at a time may use a report, and
 * a result. */
SAMC_API samc_status samc_report_add(samc_report *report, const samc_result *result);

/* The text of all that was added, followed by a zero byte; NULL when memory ran out. It lives until
 * samc_report_free(). Its length in bytes goes to *length, which may be NULL. */
SAMC_API const char *samc_report_text(samc_report *report, size_t *length);

/* Releases a report and the texts it handed out. NULL is allowed. */
SAMC_API void samc_report_free(samc_report *report);

/* -- More about a result --------------------------------------------------------------------------
 */

/* The template with everything mended that can be mended without knowing what its author wants:
 * what has no effect, or cannot be there, is removed; comments and layout stay. Its length in bytes
 * goes to *length, which may be NULL. NULL when there is nothing to mend so, when the input was not
 * UTF-8 without a byte order mark, or when memory ran out; *length is SIZE_MAX in the last case,
 * and 0 in the others. What was mended may let more come to light, so compile it again. For results
 * of SAMC_GOAL_LINT. */
SAMC_API const char *samc_result_fixed(samc_result *result, size_t *length);

/* The logical ids of the output's resources, in its order; their number goes to *count. NULL when
 * the template is refused, or memory ran out. */
SAMC_API const char *const *samc_result_resources(samc_result *result, size_t *count);

/* Where a resource of the output comes from, in lines: first what it is, then one line
 * "file:line:column: path (type)" for the place in the template that caused it and for each event
 * or resource around that. What the template says is escaped. NULL when the output has no such
 * resource, or memory ran out. */
SAMC_API const char *samc_result_explain(samc_result *result, const char *logical_id);

/* What a value of a template is, or will be. */
typedef enum samc_value_type {
    SAMC_VALUE_ANY,     /* nothing is known of it */
    SAMC_VALUE_NOTHING, /* null, or AWS::NoValue, which takes away what it is given to */
    SAMC_VALUE_BOOLEAN,
    SAMC_VALUE_NUMBER,
    SAMC_VALUE_STRING,
    SAMC_VALUE_LIST,
    SAMC_VALUE_MAP,
} samc_value_type;

/* One value of a template, evaluated as far as what is known allows. */
typedef struct samc_value {
    const char *json;     /* compact; what is not known is an intrinsic function in it */
    samc_value_type type; /* also of what is not known: an Fn::Sub will be a string */
    int known;            /* not 0: all of it, and nothing is wrong with it */
    const char *steps;    /* how it came about, in lines for people: a function, with its place
                             "file:line:column: ", what it needs and what it became; for what is not
                             known, why. The last line is the value. What the template says is
                             escaped, and values of parameters with NoEcho are not shown */
} samc_value;

/* The value that `path` leads to in the input, whatever the goal of the compilation was; parameters
 * and region are those of its options. The path is like samc_finding.path, or has dots between its
 * keys where it is clear what is meant. It may lead into the loops as they are written, into what
 * they make ("Resources/OrdersQueue/..."), and into what a function gives. A path to a condition or
 * a parameter gives its value.
 *
 * NULL when there is no such value, and *problem, unless `problem` is NULL, becomes a sentence
 * about the reason, which may hold text of the template; or when memory ran out, and it becomes
 * NULL. Both belong to the result; each call adds to the memory that it holds. */
SAMC_API const samc_value *samc_result_resolve(samc_result *result, const char *path,
                                               const char **problem);

/* What is known of a condition. */
typedef enum samc_condition_value {
    SAMC_CONDITION_UNKNOWN, /* it depends on what is not known before the stack is made */
    SAMC_CONDITION_TRUE,    /* with the values given to parameters, their defaults and the region */
    SAMC_CONDITION_FALSE,
    SAMC_CONDITION_ALWAYS, /* true whatever the parameters and the region are */
    SAMC_CONDITION_NEVER,  /* false whatever they are */
} samc_condition_value;

/* An entry of Conditions. */
typedef struct samc_condition {
    const char *name;
    samc_condition_value value;
    const char *formula; /* what it is made of, for people: UseVpc and Env = "prod" */
} samc_condition;

/* The conditions of the template, in its order and with loops expanded; their number goes to
 * *count. Their texts may hold anything that the template says, so escape them for where you print
 * them. What is wrong with one, or elsewhere in the template, is among the findings; nothing is
 * concluded from it here. NULL when the template cannot be read, or memory ran out. */
SAMC_API const samc_condition *samc_result_conditions(samc_result *result, size_t *count);

/* -- What there is to choose from -----------------------------------------------------------------
 * Constant text. NULL is returned for a number beyond the last. */

/* The version, for example "0.1.0". */
SAMC_API const char *samc_version(void);

/* "error", "warning" or "info". */
SAMC_API const char *samc_severity_name(samc_severity severity);

/* "unknown", "true", "false", "always" or "never". */
SAMC_API const char *samc_condition_value_name(samc_condition_value value);

/* The name of an output format, for example "yaml" for SAMC_YAML. */
SAMC_API const char *samc_format_name(size_t number);

/* The formats of reports. */
SAMC_API const char *samc_report_format_name(size_t number);

/* What may stand in samc_options.feature_toggles, besides "all". */
SAMC_API const char *samc_feature_toggle_name(size_t number);

/* One kind of finding. */
typedef struct samc_rule {
    const char *id; /* samc_finding.rule */
    samc_severity severity;
    const char *title; /* what a good template does, in a line */
} samc_rule;

/* The number of rules, stage by stage. */
SAMC_API size_t samc_rule_count(void);

/* One rule, to *rule. Returns 0, and leaves *rule as it is, when there are not that many. */
SAMC_API int samc_rule_at(size_t number, samc_rule *rule);

/* The names of settings of rules, "RULE:KEY", in their order; NULL after the last. */
SAMC_API const char *samc_rule_setting_name(size_t number);

/* Not 0: the setting with that number is one that is true or false. */
SAMC_API int samc_rule_setting_is_flag(size_t number);

/* The regions that resource types are known for, in the order of their names; NULL after the last.
 */
SAMC_API const char *samc_region_name(size_t number);

/* -- Resource types -------------------------------------------------------------------------------
 */

/* The names of all resource types that are known, in their order; NULL after the last. */
SAMC_API const char *samc_resource_type_name(size_t number);

/* What is known of a resource type, or of one of its properties. */
typedef struct samc_description samc_description;

/* Looks up "AWS::SQS::Queue", or "AWS::SQS::Queue.RedrivePolicy.maxReceiveCount". The types of
 * `schemas`, which may be NULL, come before the known ones. *description is set on SAMC_OK, also
 * when there is no such type or property, is NULL on any other status, and is released with
 * samc_description_free(). */
SAMC_API samc_status samc_description_new(const char *name, const samc_schemas *schemas,
                                          samc_description **description);

/* The description as lines for people, followed by a zero byte; NULL: there is nothing of that
 * name. Its length in bytes goes to *length, which may be NULL. */
SAMC_API const char *samc_description_text(const samc_description *description, size_t *length);

/* Why there is no text, as a sentence or two; NULL when there is one. The name that was asked for
 * stands in it as it is. */
SAMC_API const char *samc_description_problem(const samc_description *description);

/* Releases a description and its texts. NULL is allowed. */
SAMC_API void samc_description_free(samc_description *description);

#ifdef __cplusplus
}
#endif

#endif
