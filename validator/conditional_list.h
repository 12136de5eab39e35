/* What some properties ask of others. A row:
 *
 *     CONDITIONAL(rule, type, path, when, values, then, keys, allowed)
 *
 * In each map at `path` of a resource of `type` ("" is Properties; "A[].B" goes into each item of
 * a list): when the property `when` has one of `values`, then the map
 *
 *     NEEDS    has all of `keys`
 *     FORBIDS  has none of them
 *     ALLOWS   has one of the values `allowed` at each of them that is there
 *
 * Several words are separated by "|". `values` may be "?" (it is there, whatever it is), "-" (it is
 * not there), or begin with "!" (it is there and none of these). A list has a value when one of its
 * items is that. What is not known holds for nothing.
 *
 * To add one: a row here and, if it is a new rule, one in rule_list.h and a page.
 */
CONDITIONAL(INSTANCE_IMAGE, "AWS::EC2::Instance", "", "LaunchTemplate", "-", NEEDS, "ImageId", "")
CONDITIONAL(VOLUME_IOPS, "AWS::EC2::Instance", "BlockDeviceMappings[].Ebs", "VolumeType", "io1|io2", NEEDS, "Iops", "")
CONDITIONAL(GROUP_PORTS, "AWS::EC2::SecurityGroup", "SecurityGroupIngress[]", "IpProtocol", "tcp|udp|icmp|icmpv6|1|6|17|58", NEEDS, "FromPort|ToPort", "")
CONDITIONAL(GROUP_PORTS, "AWS::EC2::SecurityGroup", "SecurityGroupEgress[]", "IpProtocol", "tcp|udp|icmp|icmpv6|1|6|17|58", NEEDS, "FromPort|ToPort", "")
CONDITIONAL(GROUP_PORTS, "AWS::EC2::SecurityGroupIngress", "", "IpProtocol", "tcp|udp|icmp|icmpv6|1|6|17|58", NEEDS, "FromPort|ToPort", "")
CONDITIONAL(GROUP_PORTS, "AWS::EC2::SecurityGroupEgress", "", "IpProtocol", "tcp|udp|icmp|icmpv6|1|6|17|58", NEEDS, "FromPort|ToPort", "")
CONDITIONAL(GROUP_PORTS_IGNORED, "AWS::EC2::SecurityGroup", "SecurityGroupIngress[]", "IpProtocol", "!tcp|udp|icmp|icmpv6|1|6|17|58", FORBIDS, "FromPort|ToPort", "")
CONDITIONAL(GROUP_PORTS_IGNORED, "AWS::EC2::SecurityGroup", "SecurityGroupEgress[]", "IpProtocol", "!tcp|udp|icmp|icmpv6|1|6|17|58", FORBIDS, "FromPort|ToPort", "")
CONDITIONAL(GROUP_PORTS_IGNORED, "AWS::EC2::SecurityGroupIngress", "", "IpProtocol", "!tcp|udp|icmp|icmpv6|1|6|17|58", FORBIDS, "FromPort|ToPort", "")
CONDITIONAL(GROUP_PORTS_IGNORED, "AWS::EC2::SecurityGroupEgress", "", "IpProtocol", "!tcp|udp|icmp|icmpv6|1|6|17|58", FORBIDS, "FromPort|ToPort", "")
CONDITIONAL(GROUP_PORTS_PAIR, "AWS::EC2::SecurityGroup", "SecurityGroupIngress[]", "FromPort", "-1", ALLOWS, "ToPort", "-1")
CONDITIONAL(GROUP_PORTS_PAIR, "AWS::EC2::SecurityGroup", "SecurityGroupEgress[]", "FromPort", "-1", ALLOWS, "ToPort", "-1")
CONDITIONAL(GROUP_PORTS_PAIR, "AWS::EC2::SecurityGroupIngress", "", "FromPort", "-1", ALLOWS, "ToPort", "-1")
CONDITIONAL(GROUP_PORTS_PAIR, "AWS::EC2::SecurityGroupEgress", "", "FromPort", "-1", ALLOWS, "ToPort", "-1")
CONDITIONAL(SERVICE_STRATEGY, "AWS::ECS::Service", "", "LaunchType", "FARGATE", ALLOWS, "SchedulingStrategy", "REPLICA")
CONDITIONAL(FARGATE, "AWS::ECS::TaskDefinition", "", "RequiresCompatibilities", "FARGATE", NEEDS, "Cpu|Memory|NetworkMode", "")
CONDITIONAL(FARGATE, "AWS::ECS::TaskDefinition", "", "RequiresCompatibilities", "FARGATE", FORBIDS, "PlacementConstraints", "")
CONDITIONAL(FARGATE, "AWS::ECS::TaskDefinition", "", "RequiresCompatibilities", "FARGATE", ALLOWS, "NetworkMode", "awsvpc")
CONDITIONAL(LOG_OPTIONS, "AWS::ECS::TaskDefinition", "ContainerDefinitions[].LogConfiguration", "LogDriver", "awslogs", NEEDS, "Options", "")
CONDITIONAL(LISTENER_CERTIFICATE, "AWS::ElasticLoadBalancingV2::Listener", "", "Protocol", "HTTPS|TLS", NEEDS, "Certificates", "")
CONDITIONAL(TARGET_TYPE, "AWS::ElasticLoadBalancingV2::TargetGroup", "", "TargetType", "lambda", FORBIDS, "HealthCheckPort|HealthCheckProtocol|Port|Protocol|ProtocolVersion|VpcId", "")
CONDITIONAL(TARGET_TYPE, "AWS::ElasticLoadBalancingV2::TargetGroup", "", "TargetType", "!lambda", NEEDS, "Port|Protocol|VpcId", "")
CONDITIONAL(AURORA_CLUSTER, "AWS::RDS::DBCluster", "", "Engine", "aurora-mysql|aurora-postgresql", FORBIDS, "AllocatedStorage|DBClusterInstanceClass|Iops|PubliclyAccessible", "")
CONDITIONAL(AURORA_CLUSTER, "AWS::RDS::DBCluster", "", "Engine", "aurora-mysql|aurora-postgresql", ALLOWS, "StorageType", "aurora|aurora-iopt1")
CONDITIONAL(AURORA_INSTANCE, "AWS::RDS::DBInstance", "", "Engine", "aurora|aurora-mysql|aurora-postgresql", FORBIDS, "AllocatedStorage|CopyTagsToSnapshot|DeletionProtection|EnableIAMDatabaseAuthentication|MasterUserPassword", "")
CONDITIONAL(STORAGE_ENCRYPTED, "AWS::RDS::DBInstance", "", "KmsKeyId", "?", NEEDS, "StorageEncrypted", "")
CONDITIONAL(STORAGE_ENCRYPTED, "AWS::RDS::DBInstance", "", "KmsKeyId", "?", ALLOWS, "StorageEncrypted", "true|True")
