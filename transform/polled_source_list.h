/* Event sources that Lambda polls. A row: POLLED_SOURCE(type, source, policy, extra).
 *
 *     type    row of transform/event_source_list.h
 *     source  the property that holds the ARN of the source; EventSourceArn when there is none
 *     policy  managed policy that the role needs, with its path; NULL for none
 *     extra   function for what is particular about it; no_extra when there is nothing
 *
 * To add one: a row here and there. An extra function gets a file transform/polled_<type>.c.
 */
POLLED_SOURCE(DocumentDB, Cluster, NULL, extra_document_db)
POLLED_SOURCE(DynamoDB, Stream, "service-role/AWSLambdaDynamoDBExecutionRole", no_extra)
POLLED_SOURCE(Kinesis, Stream, "service-role/AWSLambdaKinesisExecutionRole", no_extra)
POLLED_SOURCE(MQ, Broker, NULL, extra_mq)
POLLED_SOURCE(MSK, Stream, "service-role/AWSLambdaMSKExecutionRole", extra_msk)
POLLED_SOURCE(SQS, Queue, "service-role/AWSLambdaSQSQueueExecutionRole", no_extra)
POLLED_SOURCE(SelfManagedKafka, EventSourceArn, NULL, extra_self_managed_kafka)
