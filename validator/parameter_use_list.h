/* Properties for which it counts from where their value comes. A row: USE(KIND, type, path), where
 * the path is that of samc spec: keys with dots between, lists left out.
 *
 *     SECRET  it is a secret: a parameter is no good place for it
 *     IMAGE   it is the id of an image of EC2: there is a parameter type for it
 *
 * To add one: a row here.
 */
USE(IMAGE, AWS_AutoScaling_LaunchConfiguration, "ImageId")
USE(IMAGE, AWS_Batch_ComputeEnvironment, "ComputeResources.ImageId")
USE(IMAGE, AWS_EC2_Instance, "ImageId")
USE(IMAGE, AWS_EC2_LaunchTemplate, "LaunchTemplateData.ImageId")
USE(IMAGE, AWS_EC2_SpotFleet, "SpotFleetRequestConfigData.LaunchSpecifications.ImageId")
USE(SECRET, AWS_DirectoryService_MicrosoftAD, "Password")
USE(SECRET, AWS_DirectoryService_SimpleAD, "Password")
USE(SECRET, AWS_ElastiCache_ReplicationGroup, "AuthToken")
USE(SECRET, AWS_IAM_User, "LoginProfile.Password")
USE(SECRET, AWS_KinesisFirehose_DeliveryStream, "RedshiftDestinationConfiguration.Password")
USE(SECRET, AWS_OpsWorks_App, "AppSource.Password")
USE(SECRET, AWS_OpsWorks_Stack, "CustomCookbooksSource.Password")
USE(SECRET, AWS_OpsWorks_Stack, "RdsDbInstances.DbPassword")
USE(SECRET, AWS_RDS_DBCluster, "MasterUserPassword")
USE(SECRET, AWS_RDS_DBInstance, "MasterUserPassword")
USE(SECRET, AWS_Redshift_Cluster, "MasterUserPassword")
