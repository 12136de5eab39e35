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
CONDITIONAL(PROJECT_LOCATION, "AWS::CodeBuild::Project", "Artifacts", "Type", "S3", NEEDS, "Location", "")
CONDITIONAL(PROJECT_LOCATION, "AWS::CodeBuild::Project", "Source", "Type", "S3", NEEDS, "Location", "")
CONDITIONAL(INSTANCE_IMAGE, "AWS::EC2::Instance", "", "LaunchTemplate", "-", NEEDS, "ImageId", "")
CONDITIONAL(VOLUME_IOPS, "AWS::EC2::Instance", "BlockDeviceMappings[].Ebs", "VolumeType", "io1|io2", NEEDS, "Iops", "")
CONDITIONAL(PRIMARY_ADDRESS, "AWS::EC2::Instance", "", "PrivateIpAddress", "?", FORBIDS, "NetworkInterfaces[].PrivateIpAddress", "")
CONDITIONAL(PRIMARY_ADDRESS, "AWS::EC2::Instance", "", "PrivateIpAddress", "?", ALLOWS, "NetworkInterfaces[].PrivateIpAddresses[].Primary", "false")
CONDITIONAL(VOLUME_IOPS, "AWS::EC2::Instance", "BlockDeviceMappings[].Ebs", "VolumeType", "io1|io2", ALLOWS, "Iops", ">99")
CONDITIONAL(VOLUME_IOPS, "AWS::EC2::Instance", "BlockDeviceMappings[].Ebs", "VolumeType", "io1", ALLOWS, "Iops", "<64001")
CONDITIONAL(VOLUME_IOPS, "AWS::EC2::Instance", "BlockDeviceMappings[].Ebs", "VolumeType", "gp3", ALLOWS, "Iops", ">2999")
CONDITIONAL(VOLUME_IOPS, "AWS::EC2::Instance", "BlockDeviceMappings[].Ebs", "VolumeType", "gp3", ALLOWS, "Iops", "<16001")
CONDITIONAL(VOLUME_IOPS, "AWS::AutoScaling::LaunchConfiguration", "BlockDeviceMappings[].Ebs", "VolumeType", "io1|io2", NEEDS, "Iops", "")
CONDITIONAL(VOLUME_IOPS, "AWS::AutoScaling::LaunchConfiguration", "BlockDeviceMappings[].Ebs", "VolumeType", "io1|io2", ALLOWS, "Iops", ">99")
CONDITIONAL(VOLUME_IOPS, "AWS::AutoScaling::LaunchConfiguration", "BlockDeviceMappings[].Ebs", "VolumeType", "io1", ALLOWS, "Iops", "<64001")
CONDITIONAL(VOLUME_IOPS, "AWS::AutoScaling::LaunchConfiguration", "BlockDeviceMappings[].Ebs", "VolumeType", "gp3", ALLOWS, "Iops", ">2999")
CONDITIONAL(VOLUME_IOPS, "AWS::AutoScaling::LaunchConfiguration", "BlockDeviceMappings[].Ebs", "VolumeType", "gp3", ALLOWS, "Iops", "<16001")
CONDITIONAL(VOLUME_IOPS, "AWS::EC2::LaunchTemplate", "LaunchTemplateData.BlockDeviceMappings[].Ebs", "VolumeType", "io1|io2", NEEDS, "Iops", "")
CONDITIONAL(VOLUME_IOPS, "AWS::EC2::LaunchTemplate", "LaunchTemplateData.BlockDeviceMappings[].Ebs", "VolumeType", "io1|io2", ALLOWS, "Iops", ">99")
CONDITIONAL(VOLUME_IOPS, "AWS::EC2::LaunchTemplate", "LaunchTemplateData.BlockDeviceMappings[].Ebs", "VolumeType", "io1", ALLOWS, "Iops", "<64001")
CONDITIONAL(VOLUME_IOPS, "AWS::EC2::LaunchTemplate", "LaunchTemplateData.BlockDeviceMappings[].Ebs", "VolumeType", "gp3", ALLOWS, "Iops", ">2999")
CONDITIONAL(VOLUME_IOPS, "AWS::EC2::LaunchTemplate", "LaunchTemplateData.BlockDeviceMappings[].Ebs", "VolumeType", "gp3", ALLOWS, "Iops", "<16001")
CONDITIONAL(VOLUME_IOPS, "AWS::EC2::SpotFleet", "SpotFleetRequestConfigData.LaunchSpecifications[].BlockDeviceMappings[].Ebs", "VolumeType", "io1|io2", NEEDS, "Iops", "")
CONDITIONAL(VOLUME_IOPS, "AWS::EC2::SpotFleet", "SpotFleetRequestConfigData.LaunchSpecifications[].BlockDeviceMappings[].Ebs", "VolumeType", "io1|io2", ALLOWS, "Iops", ">99")
CONDITIONAL(VOLUME_IOPS, "AWS::EC2::SpotFleet", "SpotFleetRequestConfigData.LaunchSpecifications[].BlockDeviceMappings[].Ebs", "VolumeType", "io1", ALLOWS, "Iops", "<64001")
CONDITIONAL(VOLUME_IOPS, "AWS::EC2::SpotFleet", "SpotFleetRequestConfigData.LaunchSpecifications[].BlockDeviceMappings[].Ebs", "VolumeType", "gp3", ALLOWS, "Iops", ">2999")
CONDITIONAL(VOLUME_IOPS, "AWS::EC2::SpotFleet", "SpotFleetRequestConfigData.LaunchSpecifications[].BlockDeviceMappings[].Ebs", "VolumeType", "gp3", ALLOWS, "Iops", "<16001")
CONDITIONAL(GROUP_PORTS, "AWS::EC2::SecurityGroup", "SecurityGroupIngress[]", "IpProtocol", "tcp|udp|icmp|icmpv6|1|6|17|58", NEEDS, "FromPort|ToPort", "")
CONDITIONAL(GROUP_PORTS, "AWS::EC2::SecurityGroup", "SecurityGroupEgress[]", "IpProtocol", "tcp|udp|icmp|icmpv6|1|6|17|58", NEEDS, "FromPort|ToPort", "")
CONDITIONAL(GROUP_PORTS_IGNORED, "AWS::EC2::SecurityGroup", "SecurityGroupIngress[]", "IpProtocol", "!tcp|udp|icmp|icmpv6|1|6|17|58", FORBIDS, "FromPort|ToPort", "")
CONDITIONAL(GROUP_PORTS_IGNORED, "AWS::EC2::SecurityGroup", "SecurityGroupEgress[]", "IpProtocol", "!tcp|udp|icmp|icmpv6|1|6|17|58", FORBIDS, "FromPort|ToPort", "")
CONDITIONAL(GROUP_PORTS_PAIR, "AWS::EC2::SecurityGroup", "SecurityGroupIngress[]", "FromPort", "-1", ALLOWS, "ToPort", "-1")
CONDITIONAL(GROUP_PORTS_PAIR, "AWS::EC2::SecurityGroup", "SecurityGroupEgress[]", "FromPort", "-1", ALLOWS, "ToPort", "-1")
CONDITIONAL(GROUP_PORTS, "AWS::EC2::SecurityGroupEgress", "", "IpProtocol", "tcp|udp|icmp|icmpv6|1|6|17|58", NEEDS, "FromPort|ToPort", "")
CONDITIONAL(GROUP_PORTS_IGNORED, "AWS::EC2::SecurityGroupEgress", "", "IpProtocol", "!tcp|udp|icmp|icmpv6|1|6|17|58", FORBIDS, "FromPort|ToPort", "")
CONDITIONAL(GROUP_PORTS_PAIR, "AWS::EC2::SecurityGroupEgress", "", "FromPort", "-1", ALLOWS, "ToPort", "-1")
CONDITIONAL(GROUP_PORTS, "AWS::EC2::SecurityGroupIngress", "", "IpProtocol", "tcp|udp|icmp|icmpv6|1|6|17|58", NEEDS, "FromPort|ToPort", "")
CONDITIONAL(GROUP_PORTS_IGNORED, "AWS::EC2::SecurityGroupIngress", "", "IpProtocol", "!tcp|udp|icmp|icmpv6|1|6|17|58", FORBIDS, "FromPort|ToPort", "")
CONDITIONAL(GROUP_PORTS_PAIR, "AWS::EC2::SecurityGroupIngress", "", "FromPort", "-1", ALLOWS, "ToPort", "-1")
CONDITIONAL(SERVICE_STRATEGY, "AWS::ECS::Service", "", "LaunchType", "FARGATE", ALLOWS, "SchedulingStrategy", "REPLICA")
CONDITIONAL(SERVICE_STRATEGY, "AWS::ECS::Service", "", "DeploymentController.Type", "CODE_DEPLOY|EXTERNAL", ALLOWS, "SchedulingStrategy", "REPLICA")
CONDITIONAL(FARGATE, "AWS::ECS::TaskDefinition", "", "RequiresCompatibilities", "FARGATE", NEEDS, "Cpu|Memory|NetworkMode", "")
CONDITIONAL(FARGATE, "AWS::ECS::TaskDefinition", "", "RequiresCompatibilities", "FARGATE", FORBIDS, "PlacementConstraints", "")
CONDITIONAL(FARGATE, "AWS::ECS::TaskDefinition", "", "RequiresCompatibilities", "FARGATE", ALLOWS, "NetworkMode", "awsvpc")
CONDITIONAL(LOG_OPTIONS, "AWS::ECS::TaskDefinition", "ContainerDefinitions[].LogConfiguration", "LogDriver", "awslogs", NEEDS, "Options", "")
CONDITIONAL(FARGATE, "AWS::ECS::TaskDefinition", "", "RequiresCompatibilities", "FARGATE", ALLOWS, "ContainerDefinitions[].LogConfiguration.LogDriver", "awslogs|splunk|awsfirelens")
CONDITIONAL(CACHE_ENCRYPTION, "AWS::ElastiCache::ReplicationGroup", "", "Engine", "valkey", NEEDS, "TransitEncryptionEnabled", "")
CONDITIONAL(BALANCER_CERTIFICATE, "AWS::ElasticLoadBalancing::LoadBalancer", "Listeners[]", "Protocol", "HTTPS|SSL", NEEDS, "SSLCertificateId", "")
CONDITIONAL(LISTENER_CERTIFICATE, "AWS::ElasticLoadBalancingV2::Listener", "", "Protocol", "HTTPS|TLS", NEEDS, "Certificates", "")
CONDITIONAL(TARGET_TYPE, "AWS::ElasticLoadBalancingV2::TargetGroup", "", "TargetType", "lambda", FORBIDS, "HealthCheckPort|HealthCheckProtocol|Port|Protocol|ProtocolVersion|VpcId", "")
CONDITIONAL(TARGET_TYPE, "AWS::ElasticLoadBalancingV2::TargetGroup", "", "TargetType", "!lambda", NEEDS, "Port|Protocol|VpcId", "")
CONDITIONAL(TARGET_PROTOCOL, "AWS::ElasticLoadBalancingV2::TargetGroup", "", "Protocol", "GENEVE", ALLOWS, "Port", "6081")
CONDITIONAL(TARGET_HEALTH, "AWS::ElasticLoadBalancingV2::TargetGroup", "", "HealthCheckProtocol", "!HTTP|HTTPS", FORBIDS, "Matcher|ProtocolVersion", "")
CONDITIONAL(AURORA_CLUSTER, "AWS::RDS::DBCluster", "", "Engine", "aurora-mysql|aurora-postgresql", FORBIDS, "AllocatedStorage|DBClusterInstanceClass|Iops|PubliclyAccessible", "")
CONDITIONAL(AURORA_CLUSTER, "AWS::RDS::DBCluster", "", "Engine", "aurora-mysql|aurora-postgresql", ALLOWS, "StorageType", "aurora|aurora-iopt1")
CONDITIONAL(AURORA_SERVERLESS, "AWS::RDS::DBCluster", "", "Engine;EngineMode", "aurora-mysql|aurora-postgresql;serverless", FORBIDS, "PerformanceInsightsEnabled|PerformanceInsightsKmsKeyId|PerformanceInsightsRetentionPeriod", "")
CONDITIONAL(CLUSTER_CAPACITY, "AWS::RDS::DBCluster", "", "EngineMode", "provisioned", FORBIDS, "ScalingConfiguration", "")
CONDITIONAL(CLUSTER_CAPACITY, "AWS::RDS::DBCluster", "", "EngineMode", "serverless", FORBIDS, "ServerlessV2ScalingConfiguration", "")
CONDITIONAL(CLUSTER_CAPACITY, "AWS::RDS::DBCluster", "", "EngineMode", "-", FORBIDS, "ScalingConfiguration", "")
CONDITIONAL(CLUSTER_MONITORING, "AWS::RDS::DBCluster", "", "MonitoringRoleArn", "?", NEEDS, "MonitoringInterval", "")
CONDITIONAL(CLUSTER_MONITORING, "AWS::RDS::DBCluster", "", "MonitoringRoleArn", "?", ALLOWS, "MonitoringInterval", ">0")
CONDITIONAL(CLUSTER_MONITORING, "AWS::RDS::DBCluster", "", "MonitoringInterval", ">0", NEEDS, "MonitoringRoleArn", "")
CONDITIONAL(CLUSTER_ZONES, "AWS::RDS::DBCluster", "", "Engine", "mysql|postgres", NEEDS, "AllocatedStorage|DBClusterInstanceClass|Iops|StorageType", "")
CONDITIONAL(CLUSTER_ZONES, "AWS::RDS::DBCluster", "", "Engine", "mysql|postgres", FORBIDS, "AvailabilityZones|BacktrackWindow|Domain|DomainIAMRoleName|EnableGlobalWriteForwarding|EnableHttpEndpoint|EnableIAMDatabaseAuthentication|EngineMode|GlobalClusterIdentifier|NetworkType|ReplicationSourceIdentifier|ScalingConfiguration|ServerlessV2ScalingConfiguration|SourceRegion", "")
CONDITIONAL(CLUSTER_ZONES, "AWS::RDS::DBCluster", "", "Engine", "mysql|postgres", ALLOWS, "StorageType", "io1|io2|gp3")
CONDITIONAL(CLUSTER_RESTORED, "AWS::RDS::DBCluster", "", "SnapshotIdentifier", "!", FORBIDS, "MasterUsername", "")
CONDITIONAL(CLUSTER_COPIED, "AWS::RDS::DBCluster", "", "SourceDBClusterIdentifier", "!", FORBIDS, "MasterUserPassword|MasterUsername|StorageEncrypted", "")
CONDITIONAL(BACKUP_RETENTION, "AWS::RDS::DBInstance", "", "DBClusterIdentifier", "?", FORBIDS, "BackupRetentionPeriod", "")
CONDITIONAL(BACKUP_RETENTION, "AWS::RDS::DBInstance", "", "Engine;DBClusterIdentifier;SourceDBInstanceIdentifier", "!~aurora*;-;-", ALLOWS, "BackupRetentionPeriod", "<36")
CONDITIONAL(REPLICA_MODE, "AWS::RDS::DBInstance", "", "Engine", "~oracle*|custom-oracle*|db2*", ALLOWS, "ReplicaMode", "mounted|open-read-only")
CONDITIONAL(REPLICA_MODE_IGNORED, "AWS::RDS::DBInstance", "", "Engine", "!~oracle*|custom-oracle*|db2*", FORBIDS, "ReplicaMode", "")
CONDITIONAL(AURORA_INSTANCE, "AWS::RDS::DBInstance", "", "Engine", "~aurora*", LACKS, "AllocatedStorage|CopyTagsToSnapshot|DeletionProtection|EnableIAMDatabaseAuthentication|MasterUserPassword", "")
CONDITIONAL(STORAGE_ENCRYPTED, "AWS::RDS::DBInstance", "", "KmsKeyId;Engine", "?;!~custom-*", NEEDS, "StorageEncrypted", "")
CONDITIONAL(STORAGE_ENCRYPTED, "AWS::RDS::DBInstance", "", "KmsKeyId;Engine", "?;!~custom-*", ALLOWS, "StorageEncrypted", "true|True")
CONDITIONAL(HEALTH_CHECK_ALARM, "AWS::Route53::HealthCheck", "HealthCheckConfig", "Type", "CLOUDWATCH_METRIC", NEEDS, "AlarmIdentifier", "")
CONDITIONAL(COOKIES_FORWARD, "AWS::CloudFront::Distribution", "DistributionConfig.CacheBehaviors[]", "CachePolicyId", "-", ALLOWS, "ForwardedValues.Cookies.Forward", "all|none|whitelist")
CONDITIONAL(COOKIES_FORWARD, "AWS::CloudFront::Distribution", "DistributionConfig.DefaultCacheBehavior", "CachePolicyId", "-", ALLOWS, "ForwardedValues.Cookies.Forward", "all|none|whitelist")
CONDITIONAL(METHOD_SETTING_PATH, "AWS::ApiGateway::Stage", "MethodSettings[]", "ResourcePath", "?", ALLOWS, "ResourcePath", "/*")
CONDITIONAL(METHOD_SETTING_PATH, "AWS::ApiGateway::Deployment", "StageDescription.MethodSettings[]", "ResourcePath", "?", ALLOWS, "ResourcePath", "/*")
CONDITIONAL(FUNCTION_TIMEOUT, "AWS::Lambda::Function", "", "CapacityProviderConfig", "-", ALLOWS, "Timeout", "<901")
CONDITIONAL(FILE_SYSTEM_CAPACITY, "AWS::FSx::FileSystem", "", "FileSystemType", "WINDOWS", ALLOWS, "StorageCapacity", ">31")
CONDITIONAL(FILE_SYSTEM_CAPACITY, "AWS::FSx::FileSystem", "", "FileSystemType", "WINDOWS", ALLOWS, "StorageCapacity", "<65537")
CONDITIONAL(FILE_SYSTEM_CAPACITY, "AWS::FSx::FileSystem", "", "FileSystemType", "LUSTRE", ALLOWS, "StorageCapacity", ">1199")
CONDITIONAL(FILE_SYSTEM_CAPACITY, "AWS::FSx::FileSystem", "", "FileSystemType", "OPENZFS", ALLOWS, "StorageCapacity", ">63")
CONDITIONAL(FILE_SYSTEM_CAPACITY, "AWS::FSx::FileSystem", "", "FileSystemType", "OPENZFS", ALLOWS, "StorageCapacity", "<524289")
CONDITIONAL(FILE_SYSTEM_CAPACITY, "AWS::FSx::FileSystem", "", "FileSystemType", "ONTAP", ALLOWS, "StorageCapacity", ">1023")
