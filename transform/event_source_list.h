/* The event sources of functions. A row: EVENT_SOURCE(type, link, convert).
 *
 *     type     as users write it; its properties are the schema <type>Event of
 *              spec/sam_property_list.h
 *     link     finds the resource that the event belongs to, before anything of the function is
 *              converted; no_link when there is none
 *     convert  adds the resources
 *
 * To add one: a row here, a schema there, and a fixture fixtures/transform/event-<type>. When the
 * source is polled by Lambda, convert is convert_polled_event and transform/polled_source_list.h gets
 * a row; an odd one gets a file transform/event_<type>.c with a function of the same signature.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html
 */
EVENT_SOURCE(AlexaSkill, no_link, convert_alexa_skill_event)
EVENT_SOURCE(Api, link_api_event, convert_api_event)
EVENT_SOURCE(CloudWatchEvent, no_link, convert_event_bridge_event)
EVENT_SOURCE(CloudWatchLogs, no_link, convert_cloud_watch_logs_event)
EVENT_SOURCE(Cognito, link_cognito_event, convert_cognito_event)
EVENT_SOURCE(DocumentDB, no_link, convert_polled_event)
EVENT_SOURCE(DynamoDB, no_link, convert_polled_event)
EVENT_SOURCE(EventBridgeRule, no_link, convert_event_bridge_event)
EVENT_SOURCE(HttpApi, link_http_api_event, convert_http_api_event)
EVENT_SOURCE(IoTRule, no_link, convert_iot_rule_event)
EVENT_SOURCE(Kinesis, no_link, convert_polled_event)
EVENT_SOURCE(MQ, no_link, convert_polled_event)
EVENT_SOURCE(MSK, no_link, convert_polled_event)
EVENT_SOURCE(S3, link_s3_event, convert_s3_event)
EVENT_SOURCE(SNS, no_link, convert_sns_event)
EVENT_SOURCE(SQS, no_link, convert_polled_event)
EVENT_SOURCE(Schedule, no_link, convert_schedule_event)
EVENT_SOURCE(ScheduleV2, no_link, convert_schedule_v2_event)
EVENT_SOURCE(SelfManagedKafka, no_link, convert_polled_event)
