/* Findings of the transform. A row: RULE(name, id, severity, title).
 *
 * SAM1xxx: the template as a whole. SAM2xxx: a property. SAM3xxx: an event source. SAM4xxx: an API.
 * SAM5xxx: policies and roles. SAM6xxx: versions and deployments. SAM9xxx (warnings): the template is
 * transformed as AWS does it, and the result is likely not what was meant.
 *
 * To add one: a row here, and a page docs/rules/ID.md with a bad and a good sample.
 */
RULE(STRUCTURE, "SAM1001", ERROR, "the template has the sections of a SAM template")
RULE(GLOBALS, "SAM1002", ERROR, "Globals holds only what it may hold")
RULE(LOGICAL_ID, "SAM1003", ERROR, "logical ids are alphanumeric")
RULE(DUPLICATE_ID, "SAM1004", ERROR, "generated logical ids are not in the template already")
RULE(INTRINSIC, "SAM1005", ERROR, "intrinsic functions that the transform evaluates are well formed")
RULE(HOSTILE, "SAM1006", ERROR, "the template can be transformed with bounded work")
RULE(REQUIRED, "SAM2001", ERROR, "required properties are there")
RULE(TYPE, "SAM2002", ERROR, "values have the type that the property asks for")
RULE(UNKNOWN_PROPERTY, "SAM2003", ERROR, "properties exist")
RULE(CONFLICT, "SAM2004", ERROR, "properties that exclude each other do not stand together")
RULE(VALUE, "SAM2005", ERROR, "values are among those that are allowed")
RULE(LOCATION, "SAM2006", ERROR, "code and definitions are at a location in S3")
RULE(PACKAGE_TYPE, "SAM2007", ERROR, "properties fit the package type, Zip or Image")
RULE(RESERVED_TAG, "SAM2008", ERROR, "tags that SAM sets are not set by hand")
RULE(APPLICATION, "SAM2009", ERROR, "applications name an application that can be fetched")
RULE(EVENT, "SAM3001", ERROR, "event sources are complete and of a known type")
RULE(EVENT_TARGET, "SAM3002", ERROR, "event sources refer to a resource of the right type")
RULE(DEAD_LETTER, "SAM3003", ERROR, "dead-letter queues are given by ARN or by type")
RULE(API, "SAM4001", ERROR, "API definitions can be edited")
RULE(AUTH, "SAM4002", ERROR, "authorizers are defined and complete")
RULE(CORS, "SAM4003", ERROR, "CORS settings are valid")
RULE(DOMAIN, "SAM4004", ERROR, "custom domains are complete")
RULE(MODEL, "SAM4005", ERROR, "request models and parameters are valid")
RULE(POLICY, "SAM5001", ERROR, "policies are statements, templates or managed policies")
RULE(ALIAS, "SAM6001", ERROR, "features that need an alias have one, with a valid name")
RULE(DEPLOYMENT, "SAM6002", ERROR, "deployment preferences are complete")
RULE(CONNECTOR, "SAM7001", ERROR, "connectors join resources that can be connected")
RULE(NO_TRANSFORM, "SAM9001", WARNING, "templates with SAM resources name the SAM transform")
RULE(ENABLED_INTRINSIC, "SAM9002", WARNING, "Enabled of a schedule or rule is a plain boolean")
RULE(ROOT_CERTIFICATE, "SAM9011", WARNING, "the role may read the root certificate of a Kafka cluster")
RULE(NO_DESTINATION, "SAM9012", WARNING, "failed batches have a destination")
RULE(CUT_NUMBER, "SAM9013", WARNING, "numbers keep their fractions")
