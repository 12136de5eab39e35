/* What has values of the tables of spec/value_table_list.h. A row:
 *
 *     VALUES(rule, type, path, table, use, folded)
 *
 * `path` leads from the Properties of a resource of `type` to the value; "A[].B" goes into each item
 * of a list. A table whose cases name their property has "", the map that these properties are in.
 *
 *     LISTED    the value is in the list
 *     VERSIONS  so is it, or it is what values in the list begin with: 8.0 and 8.0.x stand for 8.0.35
 *     ENDED     it is not
 *
 * `folded` is a property that counts in lower case, or "".
 *
 * To add one: a row here and, if it is a new rule, one in rule_list.h and a page.
 */
VALUES(BLOCKCHAIN_INSTANCE_TYPE, AWS_ManagedBlockchain_Node, "NodeConfiguration.InstanceType", BLOCKCHAIN_INSTANCE_TYPE, LISTED, "")
VALUES(DOCDB_INSTANCE_CLASS, AWS_DocDB_DBInstance, "DBInstanceClass", DOCDB_INSTANCE_CLASS, LISTED, "")
VALUES(APPSTREAM_INSTANCE_TYPE, AWS_AppStream_Fleet, "InstanceType", APPSTREAM_INSTANCE_TYPE, LISTED, "")
VALUES(EC2_INSTANCE_TYPE, AWS_EC2_Instance, "InstanceType", EC2_INSTANCE_TYPE, LISTED, "")
VALUES(NEPTUNE_INSTANCE_CLASS, AWS_Neptune_DBInstance, "DBInstanceClass", NEPTUNE_INSTANCE_CLASS, LISTED, "")
VALUES(GAMELIFT_INSTANCE_TYPE, AWS_GameLift_Fleet, "EC2InstanceType", GAMELIFT_INSTANCE_TYPE, LISTED, "")
VALUES(CACHE_NODE_TYPE, AWS_ElastiCache_CacheCluster, "CacheNodeType", CACHE_NODE_TYPE, LISTED, "")
VALUES(REDSHIFT_NODE_TYPE, AWS_Redshift_Cluster, "NodeType", REDSHIFT_NODE_TYPE, LISTED, "")
VALUES(AMAZONMQ_INSTANCE_TYPE, AWS_AmazonMQ_Broker, "HostInstanceType", AMAZONMQ_INSTANCE_TYPE, LISTED, "")
VALUES(DAX_NODE_TYPE, AWS_DAX_Cluster, "NodeType", DAX_NODE_TYPE, LISTED, "")
VALUES(EMR_INSTANCE_TYPE, AWS_EMR_Cluster, "Instances.MasterInstanceGroup.InstanceType", EMR_INSTANCE_TYPE, LISTED, "")
VALUES(EMR_INSTANCE_TYPE, AWS_EMR_Cluster, "Instances.CoreInstanceGroup.InstanceType", EMR_INSTANCE_TYPE, LISTED, "")
VALUES(EMR_INSTANCE_TYPE, AWS_EMR_Cluster, "Instances.TaskInstanceGroups[].InstanceType", EMR_INSTANCE_TYPE, LISTED, "")
VALUES(EMR_INSTANCE_TYPE, AWS_EMR_Cluster, "Instances.MasterInstanceFleet.InstanceTypeConfigs[].InstanceType", EMR_INSTANCE_TYPE, LISTED, "")
VALUES(EMR_INSTANCE_TYPE, AWS_EMR_Cluster, "Instances.CoreInstanceFleet.InstanceTypeConfigs[].InstanceType", EMR_INSTANCE_TYPE, LISTED, "")
VALUES(EMR_INSTANCE_TYPE, AWS_EMR_Cluster, "Instances.TaskInstanceFleets[].InstanceTypeConfigs[].InstanceType", EMR_INSTANCE_TYPE, LISTED, "")
VALUES(DATABASE_CLASS, AWS_RDS_DBInstance, "", DATABASE_CLASS, LISTED, "Engine")
VALUES(DATABASE_CLASS_OF_VERSION, AWS_RDS_DBInstance, "", DATABASE_CLASS_OF_VERSION, LISTED, "Engine")
VALUES(DATABASE_VERSION, AWS_RDS_DBInstance, "", DATABASE_VERSION, VERSIONS, "Engine")
VALUES(DATABASE_VERSION_ENDED, AWS_RDS_DBInstance, "", DATABASE_VERSION_ENDED, ENDED, "Engine")
VALUES(CLUSTER_CLASS, AWS_RDS_DBCluster, "", CLUSTER_CLASS, LISTED, "")
VALUES(CLUSTER_VERSION, AWS_RDS_DBCluster, "", CLUSTER_VERSION, VERSIONS, "")
VALUES(CLUSTER_VERSION_ENDED, AWS_RDS_DBCluster, "", CLUSTER_VERSION_ENDED, ENDED, "")
VALUES(CACHE_VERSION, AWS_ElastiCache_CacheCluster, "", CACHE_VERSION, VERSIONS, "")
VALUES(EC2_INSTANCE_TYPE, AWS_EC2_CapacityReservationFleet, "InstanceTypeSpecifications[].InstanceType", EC2_INSTANCE_TYPE, LISTED, "")
VALUES(EC2_INSTANCE_TYPE, AWS_EC2_EC2Fleet, "LaunchTemplateConfigs[].Overrides[].InstanceType", EC2_INSTANCE_TYPE, LISTED, "")
VALUES(EC2_INSTANCE_TYPE, AWS_EC2_LaunchTemplate, "LaunchTemplateData.InstanceType", EC2_INSTANCE_TYPE, LISTED, "")
VALUES(EC2_INSTANCE_TYPE, AWS_GameLift_GameServerGroup, "InstanceDefinitions[].InstanceType", EC2_INSTANCE_TYPE, LISTED, "")
VALUES(PROCESSING_INSTANCE_TYPE, AWS_SageMaker_DataQualityJobDefinition, "JobResources.ClusterConfig.InstanceType", PROCESSING_INSTANCE_TYPE, LISTED, "")
VALUES(PROCESSING_INSTANCE_TYPE, AWS_SageMaker_ModelBiasJobDefinition, "JobResources.ClusterConfig.InstanceType", PROCESSING_INSTANCE_TYPE, LISTED, "")
VALUES(PROCESSING_INSTANCE_TYPE, AWS_SageMaker_ModelExplainabilityJobDefinition, "JobResources.ClusterConfig.InstanceType", PROCESSING_INSTANCE_TYPE, LISTED, "")
VALUES(PROCESSING_INSTANCE_TYPE, AWS_SageMaker_ModelQualityJobDefinition, "JobResources.ClusterConfig.InstanceType", PROCESSING_INSTANCE_TYPE, LISTED, "")
VALUES(PROCESSING_INSTANCE_TYPE, AWS_SageMaker_MonitoringSchedule, "MonitoringScheduleConfig.MonitoringJobDefinition.MonitoringResources.ClusterConfig.InstanceType", PROCESSING_INSTANCE_TYPE, LISTED, "")
VALUES(HOSTING_INSTANCE_TYPE, AWS_SageMaker_InferenceExperiment, "ModelVariants[].InfrastructureConfig.RealTimeInferenceConfig.InstanceType", HOSTING_INSTANCE_TYPE, LISTED, "")
VALUES(TRANSFORM_INSTANCE_TYPE, AWS_SageMaker_ModelPackage, "ValidationSpecification.ValidationProfiles[].TransformJobDefinition.TransformResources.InstanceType", TRANSFORM_INSTANCE_TYPE, LISTED, "")
VALUES(HYPERPOD_INSTANCE_TYPE, AWS_SageMaker_Cluster, "InstanceGroups[].InstanceType", HYPERPOD_INSTANCE_TYPE, LISTED, "")
VALUES(HYPERPOD_INSTANCE_TYPE, AWS_SageMaker_Cluster, "RestrictedInstanceGroups[].InstanceType", HYPERPOD_INSTANCE_TYPE, LISTED, "")
VALUES(ELASTICSEARCH_INSTANCE_TYPE, AWS_Elasticsearch_Domain, "ElasticsearchClusterConfig.InstanceType", ELASTICSEARCH_INSTANCE_TYPE, LISTED, "")
VALUES(OPENSEARCH_INSTANCE_TYPE, AWS_OpenSearchService_Domain, "ClusterConfig.InstanceType", OPENSEARCH_INSTANCE_TYPE, LISTED, "")
