/* What becomes of data when a resource is removed or replaced, and how long data is kept.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
 */
#include "spec/resource_types.h"
#include "validator/choices.h"

/* Whether data is lost with a resource of that type. Buckets with objects cannot be removed. */
static bool loses_data(const struct resource_type *type)
{
    return resource_type_flags(type) & RESOURCE_STATEFUL &&
           !slice_eq(resource_type_name(type), SLICE("AWS::S3::Bucket"));
}

/* The resource as the user wrote it, for SAM too; NULL for what the transform alone has made:
 * nobody can give it attributes. */
static const struct map_entry *written_entry(const struct validation *v, const struct visit *visit)
{
    return map_find(map_get(v->input->source, K(Resources)), visit->entry->key);
}

/* What is deleted anyway needs no second word; versions are never replaced. */
static bool is_half(const struct visit *visit, const struct map_entry *one,
                    const struct map_entry *other)
{
    return one && !other && !node_is_text(one->value, SLICE("Delete")) &&
           visit->type != K(AWS_Lambda_Version) && visit->type != K(AWS_Lambda_LayerVersion);
}

void check_retention(struct validation *v, const struct visit *visit)
{
    const struct resource_type *type = visit->resource->type->listed;
    bool is_bare = visit->resource->is_bare;
    const struct map_entry *on_deletion = is_bare ? NULL : map_find(visit->node, K(DeletionPolicy));
    const struct map_entry *on_replacement =
        is_bare ? NULL : map_find(visit->node, K(UpdateReplacePolicy));
    const struct map_entry *written;
    bool is_lost = type && !(on_deletion && on_replacement) && loses_data(type);

    if (!is_lost && !on_deletion && !on_replacement) return;
    written = written_entry(v, visit);
    if (!written) return;
    if (is_half(visit, on_deletion, on_replacement) || is_half(visit, on_replacement, on_deletion))
        report(v, visit, RULE_RETENTION_HALF, entry_span(written),
               "%s is set, %s is not. Set both, so that data is kept or lost alike when the "
               "resource is removed and when it is replaced.",
               on_deletion ? "DeletionPolicy" : "UpdateReplacePolicy",
               on_deletion ? "UpdateReplacePolicy" : "DeletionPolicy");
    if (is_lost)
        report(v, visit, RULE_RETENTION, entry_span(written),
               "The resource holds data, which is deleted with it. Set DeletionPolicy and "
               "UpdateReplacePolicy to say what is to become of it.");
}

/* -- How long data is kept ----------------------------------------------------------------------
 */

/* Databases of Aurora leave their backups to the cluster, replicas to their source. */
static bool has_backups_elsewhere(const struct validation *v, const struct node *resource)
{
    const struct node *engine = property_of(v, resource, K(Engine));

    return !node_is_string(engine) || slice_starts(node_text(engine), SLICE("aurora")) ||
           property_of(v, resource, K(SourceDBInstanceIdentifier));
}

void check_retention_period(struct validation *v, const struct visit *visit)
{
    static const struct {
        const struct symbol *type, *property;
    } periods[] = {
        {K(AWS_DocDB_DBCluster), K(BackupRetentionPeriod)},
        {K(AWS_Kinesis_Stream), K(RetentionPeriodHours)},
        {K(AWS_RDS_DBCluster), K(BackupRetentionPeriod)},
        {K(AWS_RDS_DBInstance), K(BackupRetentionPeriod)},
        {K(AWS_Redshift_Cluster), K(AutomatedSnapshotRetentionPeriod)},
        {K(AWS_SQS_Queue), K(MessageRetentionPeriod)},
        {K(AWS_Synthetics_Canary), K(FailureRetentionPeriod)},
        {K(AWS_Synthetics_Canary), K(SuccessRetentionPeriod)},
    };

    if (!visit->entry->key_start) return; /* generated */
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++) {
        if (visit->type != periods[i].type) continue;
        if (present(map_get(visit->node, K(Properties)), periods[i].property)) continue;
        if (visit->type == K(AWS_RDS_DBInstance) && has_backups_elsewhere(v, visit->node)) continue;
        report(v, visit, RULE_RETENTION_PERIOD, properties_span(visit->entry),
               "%s is not set, so that data is deleted after a time that AWS chooses. Say how long "
               "it is to be kept.",
               periods[i].property->text);
    }
}
