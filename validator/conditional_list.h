/* What some properties ask of others. A row:
 *
 *     CONDITIONAL(rule, type, path, when, values, then, keys, allowed)
 *
 * In each map at `path` of a resource of `type` ("" is Properties; "A[].B" goes into each item of
 * a list): when the property `when` has one of `values`, then the map
 *
 *     NEEDS    has all of `keys`
 *     FORBIDS  has none of them
 *     LACKS    has none of them, and is where the finding stands
 *     ALLOWS   has one of the values `allowed` at each of them that is there
 *
 * Several words are separated by "|". `values` may be "?" (it is there, whatever it is), "-" (it is
 * not there), or begin with "!" (it is there and none of these). A word may end with "*" (it begins
 * with that), or be ">0" or "<36", a bound for numbers; "~" before the words: capitals do not count.
 * A list has a value when one of its items is that. What is not known holds for nothing.
 *
 * `when` may name several properties, with ";" between them and between their `values`. Properties of
 * `when` and `keys` may be paths.
 *
 * To add one: a row here and, if it is a new rule, one in rule_list.h and a page.
 */
CONDITIONAL(PROJECT_LOCATION, AWS_CodeBuild_Project, "Artifacts", "Type", "S3", NEEDS, "Location", "")
CONDITIONAL(PROJECT_LOCATION, AWS_CodeBuild_Project, "Source", "Type", "S3", NEEDS, "Location", "")
CONDITIONAL(INSTANCE_IMAGE, AWS_EC2_Instance, "", "LaunchTemplate", "-", NEEDS, "ImageId", "")
CONDITIONAL(VOLUME_IOPS, AWS_EC2_Instance, "BlockDeviceMappings[].Ebs", "VolumeType", "io1|io2", NEEDS, "Iops", "")
CONDITIONAL(PRIMARY_ADDRESS, AWS_EC2_Instance, "", "PrivateIpAddress", "?", FORBIDS, "NetworkInterfaces[].PrivateIpAddress", "")
CONDITIONAL(PRIMARY_ADDRESS, AWS_EC2_Instance, "", "PrivateIpAddress", "?", ALLOWS, "NetworkInterfaces[].PrivateIpAddresses[].Primary", "false")
CONDITIONAL(VOLUME_IOPS, AWS_EC2_Instance, "BlockDeviceMappings[].Ebs", "VolumeType", "io1|io2", ALLOWS, "Iops", ">99")
CONDITIONAL(VOLUME_IOPS, AWS_EC2_Instance, "BlockDeviceMappings[].Ebs", "VolumeType", "io1", ALLOWS, "Iops", "<64001")
CONDITIONAL(VOLUME_IOPS, AWS_EC2_Instance, "BlockDeviceMappings[].Ebs", "VolumeType", "gp3", ALLOWS, "Iops", ">2999")
CONDITIONAL(VOLUME_IOPS, AWS_EC2_Instance, "BlockDeviceMappings[].Ebs", "VolumeType", "gp3", ALLOWS, "Iops", "<16001")
CONDITIONAL(VOLUME_IOPS, AWS_AutoScaling_LaunchConfiguration, "BlockDeviceMappings[].Ebs", "VolumeType", "io1|io2", NEEDS, "Iops", "")
CONDITIONAL(VOLUME_IOPS, AWS_AutoScaling_LaunchConfiguration, "BlockDeviceMappings[].Ebs", "VolumeType", "io1|io2", ALLOWS, "Iops", ">99")
CONDITIONAL(VOLUME_IOPS, AWS_AutoScaling_LaunchConfiguration, "BlockDeviceMappings[].Ebs", "VolumeType", "io1", ALLOWS, "Iops", "<64001")
CONDITIONAL(VOLUME_IOPS, AWS_AutoScaling_LaunchConfiguration, "BlockDeviceMappings[].Ebs", "VolumeType", "gp3", ALLOWS, "Iops", ">2999")
CONDITIONAL(VOLUME_IOPS, AWS_AutoScaling_LaunchConfiguration, "BlockDeviceMappings[].Ebs", "VolumeType", "gp3", ALLOWS, "Iops", "<16001")
CONDITIONAL(VOLUME_IOPS, AWS_EC2_LaunchTemplate, "LaunchTemplateData.BlockDeviceMappings[].Ebs", "VolumeType", "io1|io2", NEEDS, "Iops", "")
CONDITIONAL(VOLUME_IOPS, AWS_EC2_LaunchTemplate, "LaunchTemplateData.BlockDeviceMappings[].Ebs", "VolumeType", "io1|io2", ALLOWS, "Iops", ">99")
CONDITIONAL(VOLUME_IOPS, AWS_EC2_LaunchTemplate, "LaunchTemplateData.BlockDeviceMappings[].Ebs", "VolumeType", "io1", ALLOWS, "Iops", "<64001")
CONDITIONAL(VOLUME_IOPS, AWS_EC2_LaunchTemplate, "LaunchTemplateData.BlockDeviceMappings[].Ebs", "VolumeType", "gp3", ALLOWS, "Iops", ">2999")
CONDITIONAL(VOLUME_IOPS, AWS_EC2_LaunchTemplate, "LaunchTemplateData.BlockDeviceMappings[].Ebs", "VolumeType", "gp3", ALLOWS, "Iops", "<16001")
CONDITIONAL(VOLUME_IOPS, AWS_EC2_SpotFleet, "SpotFleetRequestConfigData.LaunchSpecifications[].BlockDeviceMappings[].Ebs", "VolumeType", "io1|io2", NEEDS, "Iops", "")
CONDITIONAL(VOLUME_IOPS, AWS_EC2_SpotFleet, "SpotFleetRequestConfigData.LaunchSpecifications[].BlockDeviceMappings[].Ebs", "VolumeType", "io1|io2", ALLOWS, "Iops", ">99")
CONDITIONAL(VOLUME_IOPS, AWS_EC2_SpotFleet, "SpotFleetRequestConfigData.LaunchSpecifications[].BlockDeviceMappings[].Ebs", "VolumeType", "io1", ALLOWS, "Iops", "<64001")
CONDITIONAL(VOLUME_IOPS, AWS_EC2_SpotFleet, "SpotFleetRequestConfigData.LaunchSpecifications[].BlockDeviceMappings[].Ebs", "VolumeType", "gp3", ALLOWS, "Iops", ">2999")
CONDITIONAL(VOLUME_IOPS, AWS_EC2_SpotFleet, "SpotFleetRequestConfigData.LaunchSpecifications[].BlockDeviceMappings[].Ebs", "VolumeType", "gp3", ALLOWS, "Iops", "<16001")
CONDITIONAL(GROUP_PORTS, AWS_EC2_SecurityGroup, "SecurityGroupIngress[]", "IpProtocol", "tcp|udp|icmp|icmpv6|1|6|17|58", NEEDS, "FromPort|ToPort", "")
CONDITIONAL(GROUP_PORTS, AWS_EC2_SecurityGroup, "SecurityGroupEgress[]", "IpProtocol", "tcp|udp|icmp|icmpv6|1|6|17|58", NEEDS, "FromPort|ToPort", "")
CONDITIONAL(GROUP_PORTS_IGNORED, AWS_EC2_SecurityGroup, "SecurityGroupIngress[]", "IpProtocol", "!tcp|udp|icmp|icmpv6|1|6|17|58", FORBIDS, "FromPort|ToPort", "")
CONDITIONAL(GROUP_PORTS_IGNORED, AWS_EC2_SecurityGroup, "SecurityGroupEgress[]", "IpProtocol", "!tcp|udp|icmp|icmpv6|1|6|17|58", FORBIDS, "FromPort|ToPort", "")
CONDITIONAL(GROUP_PORTS_PAIR, AWS_EC2_SecurityGroup, "SecurityGroupIngress[]", "FromPort", "-1", ALLOWS, "ToPort", "-1")
CONDITIONAL(GROUP_PORTS_PAIR, AWS_EC2_SecurityGroup, "SecurityGroupEgress[]", "FromPort", "-1", ALLOWS, "ToPort", "-1")
CONDITIONAL(GROUP_PORTS, AWS_EC2_SecurityGroupEgress, "", "IpProtocol", "tcp|udp|icmp|icmpv6|1|6|17|58", NEEDS, "FromPort|ToPort", "")
CONDITIONAL(GROUP_PORTS_IGNORED, AWS_EC2_SecurityGroupEgress, "", "IpProtocol", "!tcp|udp|icmp|icmpv6|1|6|17|58", FORBIDS, "FromPort|ToPort", "")
CONDITIONAL(GROUP_PORTS_PAIR, AWS_EC2_SecurityGroupEgress, "", "FromPort", "-1", ALLOWS, "ToPort", "-1")
CONDITIONAL(GROUP_PORTS, AWS_EC2_SecurityGroupIngress, "", "IpProtocol", "tcp|udp|icmp|icmpv6|1|6|17|58", NEEDS, "FromPort|ToPort", "")
CONDITIONAL(GROUP_PORTS_IGNORED, AWS_EC2_SecurityGroupIngress, "", "IpProtocol", "!tcp|udp|icmp|icmpv6|1|6|17|58", FORBIDS, "FromPort|ToPort", "")
CONDITIONAL(GROUP_PORTS_PAIR, AWS_EC2_SecurityGroupIngress, "", "FromPort", "-1", ALLOWS, "ToPort", "-1")
CONDITIONAL(SERVICE_STRATEGY, AWS_ECS_Service, "", "LaunchType", "FARGATE", ALLOWS, "SchedulingStrategy", "REPLICA")
CONDITIONAL(SERVICE_STRATEGY, AWS_ECS_Service, "", "DeploymentController.Type", "CODE_DEPLOY|EXTERNAL", ALLOWS, "SchedulingStrategy", "REPLICA")
CONDITIONAL(FARGATE, AWS_ECS_TaskDefinition, "", "RequiresCompatibilities", "FARGATE", NEEDS, "Cpu|Memory|NetworkMode", "")
CONDITIONAL(FARGATE, AWS_ECS_TaskDefinition, "", "RequiresCompatibilities", "FARGATE", FORBIDS, "PlacementConstraints", "")
CONDITIONAL(FARGATE, AWS_ECS_TaskDefinition, "", "RequiresCompatibilities", "FARGATE", ALLOWS, "NetworkMode", "awsvpc")
CONDITIONAL(LOG_OPTIONS, AWS_ECS_TaskDefinition, "ContainerDefinitions[].LogConfiguration", "LogDriver", "awslogs", NEEDS, "Options", "")
CONDITIONAL(FARGATE, AWS_ECS_TaskDefinition, "", "RequiresCompatibilities", "FARGATE", ALLOWS, "ContainerDefinitions[].LogConfiguration.LogDriver", "awslogs|splunk|awsfirelens")
CONDITIONAL(CACHE_ENCRYPTION, AWS_ElastiCache_ReplicationGroup, "", "Engine", "valkey", NEEDS, "TransitEncryptionEnabled", "")
CONDITIONAL(BALANCER_CERTIFICATE, AWS_ElasticLoadBalancing_LoadBalancer, "Listeners[]", "Protocol", "HTTPS|SSL", NEEDS, "SSLCertificateId", "")
CONDITIONAL(LISTENER_CERTIFICATE, AWS_ElasticLoadBalancingV2_Listener, "", "Protocol", "HTTPS|TLS", NEEDS, "Certificates", "")
CONDITIONAL(TARGET_TYPE, AWS_ElasticLoadBalancingV2_TargetGroup, "", "TargetType", "lambda", FORBIDS, "HealthCheckPort|HealthCheckProtocol|Port|Protocol|ProtocolVersion|VpcId", "")
CONDITIONAL(TARGET_TYPE, AWS_ElasticLoadBalancingV2_TargetGroup, "", "TargetType", "!lambda", NEEDS, "Port|Protocol|VpcId", "")
CONDITIONAL(TARGET_PROTOCOL, AWS_ElasticLoadBalancingV2_TargetGroup, "", "Protocol", "GENEVE", ALLOWS, "Port", "6081")
CONDITIONAL(TARGET_HEALTH, AWS_ElasticLoadBalancingV2_TargetGroup, "", "HealthCheckProtocol", "!HTTP|HTTPS", FORBIDS, "Matcher|ProtocolVersion", "")
CONDITIONAL(AURORA_CLUSTER, AWS_RDS_DBCluster, "", "Engine", "aurora-mysql|aurora-postgresql", FORBIDS, "AllocatedStorage|DBClusterInstanceClass|Iops|PubliclyAccessible", "")
CONDITIONAL(AURORA_CLUSTER, AWS_RDS_DBCluster, "", "Engine", "aurora-mysql|aurora-postgresql", ALLOWS, "StorageType", "aurora|aurora-iopt1")
CONDITIONAL(AURORA_SERVERLESS, AWS_RDS_DBCluster, "", "Engine;EngineMode", "aurora-mysql|aurora-postgresql;serverless", FORBIDS, "PerformanceInsightsEnabled|PerformanceInsightsKmsKeyId|PerformanceInsightsRetentionPeriod", "")
CONDITIONAL(CLUSTER_CAPACITY, AWS_RDS_DBCluster, "", "EngineMode", "provisioned", FORBIDS, "ScalingConfiguration", "")
CONDITIONAL(CLUSTER_CAPACITY, AWS_RDS_DBCluster, "", "EngineMode", "serverless", FORBIDS, "ServerlessV2ScalingConfiguration", "")
CONDITIONAL(CLUSTER_CAPACITY, AWS_RDS_DBCluster, "", "EngineMode", "-", FORBIDS, "ScalingConfiguration", "")
CONDITIONAL(CLUSTER_MONITORING, AWS_RDS_DBCluster, "", "MonitoringRoleArn", "?", NEEDS, "MonitoringInterval", "")
CONDITIONAL(CLUSTER_MONITORING, AWS_RDS_DBCluster, "", "MonitoringRoleArn", "?", ALLOWS, "MonitoringInterval", ">0")
CONDITIONAL(CLUSTER_MONITORING, AWS_RDS_DBCluster, "", "MonitoringInterval", ">0", NEEDS, "MonitoringRoleArn", "")
CONDITIONAL(CLUSTER_ZONES, AWS_RDS_DBCluster, "", "Engine", "mysql|postgres", NEEDS, "AllocatedStorage|DBClusterInstanceClass|Iops|StorageType", "")
CONDITIONAL(CLUSTER_ZONES, AWS_RDS_DBCluster, "", "Engine", "mysql|postgres", FORBIDS, "AvailabilityZones|BacktrackWindow|Domain|DomainIAMRoleName|EnableGlobalWriteForwarding|EnableHttpEndpoint|EnableIAMDatabaseAuthentication|EngineMode|GlobalClusterIdentifier|NetworkType|ReplicationSourceIdentifier|ScalingConfiguration|ServerlessV2ScalingConfiguration|SourceRegion", "")
CONDITIONAL(CLUSTER_ZONES, AWS_RDS_DBCluster, "", "Engine", "mysql|postgres", ALLOWS, "StorageType", "io1|io2|gp3")
CONDITIONAL(CLUSTER_RESTORED, AWS_RDS_DBCluster, "", "SnapshotIdentifier", "!", FORBIDS, "MasterUsername", "")
CONDITIONAL(CLUSTER_COPIED, AWS_RDS_DBCluster, "", "SourceDBClusterIdentifier", "!", FORBIDS, "MasterUserPassword|MasterUsername|StorageEncrypted", "")
CONDITIONAL(BACKUP_RETENTION, AWS_RDS_DBInstance, "", "DBClusterIdentifier", "?", FORBIDS, "BackupRetentionPeriod", "")
CONDITIONAL(BACKUP_RETENTION, AWS_RDS_DBInstance, "", "Engine;DBClusterIdentifier;SourceDBInstanceIdentifier", "!~aurora*;-;-", ALLOWS, "BackupRetentionPeriod", "<36")
CONDITIONAL(REPLICA_MODE, AWS_RDS_DBInstance, "", "Engine", "~oracle*|custom-oracle*|db2*", ALLOWS, "ReplicaMode", "mounted|open-read-only")
CONDITIONAL(REPLICA_MODE_IGNORED, AWS_RDS_DBInstance, "", "Engine", "!~oracle*|custom-oracle*|db2*", FORBIDS, "ReplicaMode", "")
CONDITIONAL(AURORA_INSTANCE, AWS_RDS_DBInstance, "", "Engine", "~aurora*", LACKS, "AllocatedStorage|CopyTagsToSnapshot|DeletionProtection|EnableIAMDatabaseAuthentication|MasterUserPassword", "")
CONDITIONAL(STORAGE_ENCRYPTED, AWS_RDS_DBInstance, "", "KmsKeyId;Engine", "?;!~custom-*", NEEDS, "StorageEncrypted", "")
CONDITIONAL(STORAGE_ENCRYPTED, AWS_RDS_DBInstance, "", "KmsKeyId;Engine", "?;!~custom-*", ALLOWS, "StorageEncrypted", "true|True")
CONDITIONAL(HEALTH_CHECK_ALARM, AWS_Route53_HealthCheck, "HealthCheckConfig", "Type", "CLOUDWATCH_METRIC", NEEDS, "AlarmIdentifier", "")
CONDITIONAL(COOKIES_FORWARD, AWS_CloudFront_Distribution, "DistributionConfig.CacheBehaviors[]", "CachePolicyId", "-", ALLOWS, "ForwardedValues.Cookies.Forward", "all|none|whitelist")
CONDITIONAL(COOKIES_FORWARD, AWS_CloudFront_Distribution, "DistributionConfig.DefaultCacheBehavior", "CachePolicyId", "-", ALLOWS, "ForwardedValues.Cookies.Forward", "all|none|whitelist")
CONDITIONAL(METHOD_SETTING_PATH, AWS_ApiGateway_Stage, "MethodSettings[]", "ResourcePath", "?", ALLOWS, "ResourcePath", "/*")
CONDITIONAL(METHOD_SETTING_PATH, AWS_ApiGateway_Deployment, "StageDescription.MethodSettings[]", "ResourcePath", "?", ALLOWS, "ResourcePath", "/*")
CONDITIONAL(FUNCTION_TIMEOUT, AWS_Lambda_Function, "", "CapacityProviderConfig", "-", ALLOWS, "Timeout", "<901")
CONDITIONAL(FILE_SYSTEM_CAPACITY, AWS_FSx_FileSystem, "", "FileSystemType", "WINDOWS", ALLOWS, "StorageCapacity", ">31")
CONDITIONAL(FILE_SYSTEM_CAPACITY, AWS_FSx_FileSystem, "", "FileSystemType", "WINDOWS", ALLOWS, "StorageCapacity", "<65537")
CONDITIONAL(FILE_SYSTEM_CAPACITY, AWS_FSx_FileSystem, "", "FileSystemType", "LUSTRE", ALLOWS, "StorageCapacity", ">1199")
CONDITIONAL(FILE_SYSTEM_CAPACITY, AWS_FSx_FileSystem, "", "FileSystemType", "OPENZFS", ALLOWS, "StorageCapacity", ">63")
CONDITIONAL(FILE_SYSTEM_CAPACITY, AWS_FSx_FileSystem, "", "FileSystemType", "OPENZFS", ALLOWS, "StorageCapacity", "<524289")
CONDITIONAL(FILE_SYSTEM_CAPACITY, AWS_FSx_FileSystem, "", "FileSystemType", "ONTAP", ALLOWS, "StorageCapacity", ">1023")
