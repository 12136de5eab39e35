/* Event sources that Lambda polls. A row: POLLED_SOURCE(type, source, policy, extra, kafka).
 *
 *     type    row of transform/event_source_list.h
 *     source  the property that holds the ARN of the source; NULL when there is none
 *     policy  managed policy that the role needs, with its path; NULL for none
 *     extra   function for what is particular about it; no_extra when there is nothing
 *     kafka   whether it takes a ConsumerGroupId
 *
 * To add one: a row here and there. An extra function gets a file transform/polled_<type>.c.
 */
POLLED_SOURCE(DocumentDB, K(Cluster), NULL, extra_document_db, false)
POLLED_SOURCE(DynamoDB, K(Stream), "service-role/AWSLambdaDynamoDBExecutionRole", no_extra, false)
POLLED_SOURCE(Kinesis, K(Stream), "service-role/AWSLambdaKinesisExecutionRole", no_extra, false)
POLLED_SOURCE(MQ, K(Broker), NULL, extra_mq, false)
POLLED_SOURCE(MSK, K(Stream), "service-role/AWSLambdaMSKExecutionRole", extra_msk, true)
POLLED_SOURCE(SQS, K(Queue), "service-role/AWSLambdaSQSQueueExecutionRole", no_extra, false)
POLLED_SOURCE(SelfManagedKafka, NULL, NULL, extra_self_managed_kafka, true)
