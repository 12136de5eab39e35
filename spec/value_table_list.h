/* The tables of values that depend on the region or on other properties. A row:
 *
 *     VALUE_TABLE(name, source)
 *
 * `source` is a file below data/schemas/extensions of the package that they are made from
 * (spec/tools/value_tables.py). To add one: a row here, then `make spec`; validator/value_list.h says
 * what the table is used for.
 */
VALUE_TABLE(AMAZONMQ_INSTANCE_TYPE, "aws_amazonmq_broker/instancetype_enum.json")
VALUE_TABLE(APPSTREAM_INSTANCE_TYPE, "aws_appstream_fleet/instancetype_enum.json")
VALUE_TABLE(BLOCKCHAIN_INSTANCE_TYPE, "aws_managedblockchain_node/nodeconfiguration_instancetype_enum.json")
VALUE_TABLE(CACHE_NODE_TYPE, "aws_elasticache_cachecluster/cachenodetype_enum.json")
VALUE_TABLE(CACHE_VERSION, "aws_elasticache_cachecluster/engine_version.json")
VALUE_TABLE(CLUSTER_CLASS, "aws_rds_dbcluster/dbclusterinstanceclass_enum.json")
VALUE_TABLE(CLUSTER_VERSION, "aws_rds_dbcluster/engine_version.json")
VALUE_TABLE(CLUSTER_VERSION_ENDED, "aws_rds_dbcluster/engine_version_deprecated.json")
VALUE_TABLE(DATABASE_CLASS, "aws_rds_dbinstance/dbinstanceclass_enum.json")
VALUE_TABLE(DATABASE_CLASS_OF_VERSION, "aws_rds_dbinstance/db_instance_class.json")
VALUE_TABLE(DATABASE_VERSION, "aws_rds_dbinstance/engine_version.json")
VALUE_TABLE(DATABASE_VERSION_ENDED, "aws_rds_dbinstance/engine_version_deprecated.json")
VALUE_TABLE(DAX_NODE_TYPE, "aws_dax_cluster/nodetype_enum.json")
VALUE_TABLE(DOCDB_INSTANCE_CLASS, "aws_docdb_dbinstance/dbinstanceclass_enum.json")
VALUE_TABLE(EC2_INSTANCE_TYPE, "aws_ec2_instance/instancetype_enum.json")
VALUE_TABLE(ELASTICSEARCH_INSTANCE_TYPE, "aws_elasticsearch_domain/elasticsearchclusterconfig_instancetype_enum.json")
VALUE_TABLE(EMR_INSTANCE_TYPE, "aws_emr_cluster/instancetypeconfig_instancetype_enum.json")
VALUE_TABLE(GAMELIFT_INSTANCE_TYPE, "aws_gamelift_fleet/ec2instancetype_enum.json")
VALUE_TABLE(HOSTING_INSTANCE_TYPE, "aws_sagemaker_hosting/instancetype_enum.json")
VALUE_TABLE(HYPERPOD_INSTANCE_TYPE, "aws_sagemaker_cluster/instancetype_enum.json")
VALUE_TABLE(NEPTUNE_INSTANCE_CLASS, "aws_neptune_dbinstance/dbinstanceclass_enum.json")
VALUE_TABLE(OPENSEARCH_INSTANCE_TYPE, "aws_opensearchservice_domain/clusterconfig_instancetype_enum.json")
VALUE_TABLE(PROCESSING_INSTANCE_TYPE, "aws_sagemaker_processing/instancetype_enum.json")
VALUE_TABLE(REDSHIFT_NODE_TYPE, "aws_redshift_cluster/nodetype_enum.json")
VALUE_TABLE(TRANSFORM_INSTANCE_TYPE, "aws_sagemaker_transform/instancetype_enum.json")
