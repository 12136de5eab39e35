/* Properties for which it counts from where their value comes. A row: USE(KIND, type, path), where
 * the path is that of samc spec: keys with dots between, lists left out.
 *
 *     SECRET  it is a secret: a parameter is no good place for it
 *     IMAGE   it is the id of an image of EC2: there is a parameter type for it
 *
 * To add one: a row here.
 */
USE(IMAGE, "AWS::AutoScaling::LaunchConfiguration", "ImageId")
USE(IMAGE, "AWS::Batch::ComputeEnvironment", "ComputeResources.ImageId")
USE(IMAGE, "AWS::EC2::Instance", "ImageId")
USE(IMAGE, "AWS::EC2::LaunchTemplate", "LaunchTemplateData.ImageId")
USE(IMAGE, "AWS::EC2::SpotFleet", "SpotFleetRequestConfigData.LaunchSpecifications.ImageId")
USE(SECRET, "AWS::DirectoryService::MicrosoftAD", "Password")
USE(SECRET, "AWS::DirectoryService::SimpleAD", "Password")
USE(SECRET, "AWS::ElastiCache::ReplicationGroup", "AuthToken")
USE(SECRET, "AWS::IAM::User", "LoginProfile.Password")
USE(SECRET, "AWS::KinesisFirehose::DeliveryStream", "RedshiftDestinationConfiguration.Password")
USE(SECRET, "AWS::OpsWorks::App", "AppSource.Password")
USE(SECRET, "AWS::OpsWorks::Stack", "CustomCookbooksSource.Password")
USE(SECRET, "AWS::OpsWorks::Stack", "RdsDbInstances.DbPassword")
USE(SECRET, "AWS::RDS::DBCluster", "MasterUserPassword")
USE(SECRET, "AWS::RDS::DBInstance", "MasterUserPassword")
USE(SECRET, "AWS::Redshift::Cluster", "MasterUserPassword")
