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
VALUES(BLOCKCHAIN_INSTANCE_TYPE, "AWS::ManagedBlockchain::Node", "NodeConfiguration.InstanceType", BLOCKCHAIN_INSTANCE_TYPE, LISTED, "")
VALUES(DOCDB_INSTANCE_CLASS, "AWS::DocDB::DBInstance", "DBInstanceClass", DOCDB_INSTANCE_CLASS, LISTED, "")
VALUES(APPSTREAM_INSTANCE_TYPE, "AWS::AppStream::Fleet", "InstanceType", APPSTREAM_INSTANCE_TYPE, LISTED, "")
VALUES(EC2_INSTANCE_TYPE, "AWS::EC2::Instance", "InstanceType", EC2_INSTANCE_TYPE, LISTED, "")
VALUES(NEPTUNE_INSTANCE_CLASS, "AWS::Neptune::DBInstance", "DBInstanceClass", NEPTUNE_INSTANCE_CLASS, LISTED, "")
VALUES(GAMELIFT_INSTANCE_TYPE, "AWS::GameLift::Fleet", "EC2InstanceType", GAMELIFT_INSTANCE_TYPE, LISTED, "")
VALUES(CACHE_NODE_TYPE, "AWS::ElastiCache::CacheCluster", "CacheNodeType", CACHE_NODE_TYPE, LISTED, "")
VALUES(REDSHIFT_NODE_TYPE, "AWS::Redshift::Cluster", "NodeType", REDSHIFT_NODE_TYPE, LISTED, "")
VALUES(AMAZONMQ_INSTANCE_TYPE, "AWS::AmazonMQ::Broker", "HostInstanceType", AMAZONMQ_INSTANCE_TYPE, LISTED, "")
VALUES(DAX_NODE_TYPE, "AWS::DAX::Cluster", "NodeType", DAX_NODE_TYPE, LISTED, "")
VALUES(EMR_INSTANCE_TYPE, "AWS::EMR::Cluster", "Instances.MasterInstanceGroup.InstanceType", EMR_INSTANCE_TYPE, LISTED, "")
VALUES(EMR_INSTANCE_TYPE, "AWS::EMR::Cluster", "Instances.CoreInstanceGroup.InstanceType", EMR_INSTANCE_TYPE, LISTED, "")
VALUES(EMR_INSTANCE_TYPE, "AWS::EMR::Cluster", "Instances.TaskInstanceGroups[].InstanceType", EMR_INSTANCE_TYPE, LISTED, "")
VALUES(EMR_INSTANCE_TYPE, "AWS::EMR::Cluster", "Instances.MasterInstanceFleet.InstanceTypeConfigs[].InstanceType", EMR_INSTANCE_TYPE, LISTED, "")
VALUES(EMR_INSTANCE_TYPE, "AWS::EMR::Cluster", "Instances.CoreInstanceFleet.InstanceTypeConfigs[].InstanceType", EMR_INSTANCE_TYPE, LISTED, "")
VALUES(EMR_INSTANCE_TYPE, "AWS::EMR::Cluster", "Instances.TaskInstanceFleets[].InstanceTypeConfigs[].InstanceType", EMR_INSTANCE_TYPE, LISTED, "")
VALUES(DATABASE_CLASS, "AWS::RDS::DBInstance", "", DATABASE_CLASS, LISTED, "Engine")
VALUES(DATABASE_CLASS_OF_VERSION, "AWS::RDS::DBInstance", "", DATABASE_CLASS_OF_VERSION, LISTED, "Engine")
VALUES(DATABASE_VERSION, "AWS::RDS::DBInstance", "", DATABASE_VERSION, VERSIONS, "Engine")
VALUES(DATABASE_VERSION_ENDED, "AWS::RDS::DBInstance", "", DATABASE_VERSION_ENDED, ENDED, "Engine")
VALUES(CLUSTER_CLASS, "AWS::RDS::DBCluster", "", CLUSTER_CLASS, LISTED, "")
VALUES(CLUSTER_VERSION, "AWS::RDS::DBCluster", "", CLUSTER_VERSION, VERSIONS, "")
VALUES(CLUSTER_VERSION_ENDED, "AWS::RDS::DBCluster", "", CLUSTER_VERSION_ENDED, ENDED, "")
VALUES(CACHE_VERSION, "AWS::ElastiCache::CacheCluster", "", CACHE_VERSION, VERSIONS, "")
VALUES(EC2_INSTANCE_TYPE, "AWS::EC2::CapacityReservationFleet", "InstanceTypeSpecifications[].InstanceType", EC2_INSTANCE_TYPE, LISTED, "")
VALUES(EC2_INSTANCE_TYPE, "AWS::EC2::EC2Fleet", "LaunchTemplateConfigs[].Overrides[].InstanceType", EC2_INSTANCE_TYPE, LISTED, "")
VALUES(EC2_INSTANCE_TYPE, "AWS::EC2::LaunchTemplate", "LaunchTemplateData.InstanceType", EC2_INSTANCE_TYPE, LISTED, "")
VALUES(EC2_INSTANCE_TYPE, "AWS::GameLift::GameServerGroup", "InstanceDefinitions[].InstanceType", EC2_INSTANCE_TYPE, LISTED, "")
VALUES(PROCESSING_INSTANCE_TYPE, "AWS::SageMaker::DataQualityJobDefinition", "JobResources.ClusterConfig.InstanceType", PROCESSING_INSTANCE_TYPE, LISTED, "")
VALUES(PROCESSING_INSTANCE_TYPE, "AWS::SageMaker::ModelBiasJobDefinition", "JobResources.ClusterConfig.InstanceType", PROCESSING_INSTANCE_TYPE, LISTED, "")
VALUES(PROCESSING_INSTANCE_TYPE, "AWS::SageMaker::ModelExplainabilityJobDefinition", "JobResources.ClusterConfig.InstanceType", PROCESSING_INSTANCE_TYPE, LISTED, "")
VALUES(PROCESSING_INSTANCE_TYPE, "AWS::SageMaker::ModelQualityJobDefinition", "JobResources.ClusterConfig.InstanceType", PROCESSING_INSTANCE_TYPE, LISTED, "")
VALUES(PROCESSING_INSTANCE_TYPE, "AWS::SageMaker::MonitoringSchedule", "MonitoringScheduleConfig.MonitoringJobDefinition.MonitoringResources.ClusterConfig.InstanceType", PROCESSING_INSTANCE_TYPE, LISTED, "")
VALUES(HOSTING_INSTANCE_TYPE, "AWS::SageMaker::InferenceExperiment", "ModelVariants[].InfrastructureConfig.RealTimeInferenceConfig.InstanceType", HOSTING_INSTANCE_TYPE, LISTED, "")
VALUES(TRANSFORM_INSTANCE_TYPE, "AWS::SageMaker::ModelPackage", "ValidationSpecification.ValidationProfiles[].TransformJobDefinition.TransformResources.InstanceType", TRANSFORM_INSTANCE_TYPE, LISTED, "")
VALUES(HYPERPOD_INSTANCE_TYPE, "AWS::SageMaker::Cluster", "InstanceGroups[].InstanceType", HYPERPOD_INSTANCE_TYPE, LISTED, "")
VALUES(HYPERPOD_INSTANCE_TYPE, "AWS::SageMaker::Cluster", "RestrictedInstanceGroups[].InstanceType", HYPERPOD_INSTANCE_TYPE, LISTED, "")
VALUES(ELASTICSEARCH_INSTANCE_TYPE, "AWS::Elasticsearch::Domain", "ElasticsearchClusterConfig.InstanceType", ELASTICSEARCH_INSTANCE_TYPE, LISTED, "")
VALUES(OPENSEARCH_INSTANCE_TYPE, "AWS::OpenSearchService::Domain", "ClusterConfig.InstanceType", OPENSEARCH_INSTANCE_TYPE, LISTED, "")
