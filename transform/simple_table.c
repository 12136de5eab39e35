/* AWS::Serverless::SimpleTable: a DynamoDB table with one primary key.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-simpletable.html
 */
#include "base/nearest.h"
#include "transform/sam_types.h"

/* SAM's names for attribute types, and DynamoDB's. */
static const struct {
    const char *sam, *dynamodb;
} attribute_types[] = {{"String", "S"}, {"Number", "N"}, {"Binary", "B"}};

/* Properties that go to the table as they are, when they are not empty. */
static const struct symbol *const copied[] = {K(PointInTimeRecoverySpecification),
                                              K(SSESpecification), K(TableName)};

static const struct node *attribute_type(struct transform *t, const struct node *type)
{
    for (size_t i = 0; i < sizeof attribute_types / sizeof *attribute_types; i++)
        if (node_is_text(type, slice_of(attribute_types[i].sam)))
            return node_cstring(t->b, attribute_types[i].dynamodb);
    refuse(t, type, SAM_VALUE, "The Type of PrimaryKey must be String, Number or Binary.");
    return NULL;
}

/* A value of PrimaryKey that must be there. */
static const struct node *key_part(struct transform *t, const struct node *key,
                                   const struct symbol *name)
{
    const struct node *value = given(key, name);

    if (!value) refuse(t, key, SAM_REQUIRED, "PrimaryKey needs %s.", name->text);
    return value;
}

void convert_simple_table(struct transform *t, const struct sam_resource *sam)
{
    const struct node *p = sam->properties;
    const struct node *key = given(p, K(PrimaryKey));
    const struct node *name = STR(t->b, "id"), *type = STR(t->b, "S");
    struct resource *table = add_resource(t, sam->id, K(AWS_DynamoDB_Table), sam, ATTRIBUTES_MAIN);

    if (node_is_truthy(key)) {
        name = key_part(t, key, K(Name));
        type = key_part(t, key, K(Type));
        if (!name || !type) return;
        type = attribute_type(t, type);
    }
    set(t, table, K(AttributeDefinitions),
        LIST(t->b, MAP(t->b, {K(AttributeName), name}, {K(AttributeType), type})));
    set(t, table, K(KeySchema),
        LIST(t->b, MAP(t->b, {K(AttributeName), name}, {K(KeyType), STR(t->b, "HASH")})));
    if (node_is_truthy(given(p, K(ProvisionedThroughput))))
        set(t, table, K(ProvisionedThroughput), given(p, K(ProvisionedThroughput)));
    else
        set(t, table, K(BillingMode), STR(t->b, "PAY_PER_REQUEST"));
    for (size_t i = 0; i < sizeof copied / sizeof *copied; i++)
        set(t, table, copied[i], filled(p, copied[i]));
    set(t, table, K(Tags), tag_list(t, filled(p, K(Tags))));
}
