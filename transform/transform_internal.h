/* What the files of the transform share: the state of one run, findings, and the resources that are
 * being generated. */
#ifndef TRANSFORM_TRANSFORM_INTERNAL_H
#define TRANSFORM_TRANSFORM_INTERNAL_H

#include "base/table.h"
#include "base/vector.h"
#include "intrinsics/intrinsics.h"
#include "spec/names.h"
#include "spec/sam_types.h"
#include "transform/transform.h"

/* -- Findings -----------------------------------------------------------------------------------
 */

enum transform_rule {
#define RULE(name, id, severity, title) SAM_##name,
#include "transform/rule_list.h"
#undef RULE
};

/* Whom findings are about, at the moment. */
struct subject {
    struct slice resource;   /* logical id; text is NULL for the document */
    struct slice event;      /* key of the event source; text is NULL for none */
    const struct node *node; /* where findings point that have no better place */
};

/* -- The run ------------------------------------------------------------------------------------
 */

/* A reference to a part of a SAM resource (!Ref Function.Version), and what it becomes. */
struct derived_reference {
    const struct derived_reference *before; /* another part of the same resource, or NULL */
    struct slice part;                      /* "Version" */
    const struct symbol *id;                /* logical id of the generated resource */
};

/* The CloudFormation resource that a SAM resource generates, while it can still be changed. */
struct resource {
    const struct symbol *id;
    const struct symbol *type;
    const struct node *origin; /* what it is generated for: a SAM resource, an event source */
    struct node *node; /* Type, Condition, DeletionPolicy..., DependsOn; Properties at last */
    struct node *properties;
    bool tags_combine; /* PropagateTags adds to Tags instead of replacing them */
};

struct deployment;        /* transform/deployment_preference.h */
struct connector_state;   /* transform/connector_dependency.c */
struct shared_usage_plan; /* transform/usage_plan.c */

struct transform {
    struct builder *b;
    struct findings *findings;
    const struct transform_options *options;
    struct slice partition;
    struct subject subject;
    size_t refusals;      /* errors of the current resource */
    struct slice refused; /* logical id of its first one; errors under other ids are dropped, as the
                             reference stops at the first and the ids refused must agree */
    bool aborted;         /* an error of the document: nothing else is reported or done */

    /* The template. `root` and `resources` are owned: phases replace what they change. */
    struct node *root;
    struct node *resources;
    const struct node *parameters; /* name -> value: the caller's, defaults, AWS::Region... */
    const struct node *mappings;
    bool python_order; /* maps of the sections that feed the deployment hash have Python's order */

    /* The output. */
    struct node *output;                 /* Resources */
    VECTOR(struct resource *) generated; /* by the current SAM resource */
    struct table derived;               /* SAM resource -> struct derived_reference, the last one */
    VECTOR(struct slice) derived_parts; /* the parts that they have, each once */
    uint32_t part_letters;              /* bits for the first letters of those */
    struct node
        *changed_ids; /* logical id -> generated logical id, where a resource changed its own */

    /* What one kind of resource keeps for another. */
    struct node
        *function_names;       /* API -> list of FunctionName of its event sources, for the hash */
    struct table item_sets;    /* list -> set of its items, transform/item_set.c */
    struct table bucket_lists; /* DependsOn of buckets that events add to -> itself */
    VECTOR(struct node *) unsorted_lists; /* the same, as they are to be sorted */
    struct table checked_paths; /* "paths" of API definitions that are known to hold maps */
    struct deployment *deployment;
    struct shared_usage_plan *shared_usage_plan; /* NULL until an API asks for it */
    struct table shared_destinations; /* OnSuccess or OnFailure of Globals -> its ARN, once made */
    struct table record_groups; /* logical id -> group of DNS records, transform/domain_records.c */
    struct connector_state *connectors; /* NULL until there is one */
    struct table applications;          /* id and version -> struct application */
};

/* Begins the work on a resource: findings are about it from now on. */
void begin_subject(struct transform *t, const struct symbol *id, const struct node *node);

/* The same without forgetting what was refused, after an event source was worked on. */
void return_to_subject(struct transform *t, const struct symbol *id, const struct node *node);

/* An error of the current subject at `at` (NULL: the subject's own place). The work goes on. */
void refuse(struct transform *t, const struct node *at, enum transform_rule rule,
            const char *format, ...) __attribute__((format(printf, 4, 5)));

/* The same at the key of an entry. */
void refuse_entry(struct transform *t, const struct map_entry *at, enum transform_rule rule,
                  const char *format, ...) __attribute__((format(printf, 4, 5)));

/* An error that ends the transform: the document is refused as a whole, and nothing else is. It has
 * no effect after an error of the current resource, which alone the reference would report. */
void refuse_document(struct transform *t, const struct node *at, enum transform_rule rule,
                     const char *format, ...) __attribute__((format(printf, 4, 5)));

/* A warning about the current subject. */
void warn(struct transform *t, const struct node *at, enum transform_rule rule, const char *format,
          ...) __attribute__((format(printf, 4, 5)));

const struct rule *transform_rule(enum transform_rule rule);

/* -- Values -------------------------------------------------------------------------------------
 */

/* The value of a key, or NULL when it is absent or null: SAM takes null for absent. */
const struct node *given(const struct node *map, const struct symbol *key);

/* The same, and NULL when the value is empty, zero or false. */
const struct node *filled(const struct node *map, const struct symbol *key);

/* Whether the resource of a template has that Type. */
bool has_type(const struct node *resource, const struct symbol *type);

/* Whether its Type begins as those of SAM do. */
bool has_sam_type(const struct node *resource);

/* Interned text. */
const struct symbol *symbol_for(const struct transform *t, struct slice text);

/* A logical id put together from parts. */
#define ID(t, ...) symbol_of_borrowed((t)->b->symbols, CONCAT((t)->b->arena, __VA_ARGS__))

/* The text of a symbol as a string node. */
struct node *name_node(const struct transform *t, const struct symbol *name);

/* The same for a name that the user gave, which matters in API definitions. */
struct node *user_name_node(const struct transform *t, const struct symbol *name);

/* {"Ref": id} */
struct node *ref_to(const struct transform *t, const struct symbol *id);

/* {"Fn::GetAtt": [id, attribute]} */
struct node *attribute_of(const struct transform *t, const struct symbol *id,
                          const char *attribute);

/* {"Fn::Sub": text}; the text is borrowed */
struct node *sub_of(const struct transform *t, struct slice text);

/* {"Fn::Sub": [text, variables]}; the text is borrowed */
struct node *sub_with(const struct transform *t, struct slice text, const struct node *variables);

/* {"Ref": "AWS::NoValue"} */
struct node *no_value(const struct transform *t);

/* {"Fn::If": [condition, yes, no]}, with {"Ref": "AWS::NoValue"} for a branch that is NULL. */
struct node *if_of(const struct transform *t, const struct node *condition, const struct node *yes,
                   const struct node *no);

/* `text`, in which "{partition}" stands for the partition. */
struct slice in_partition(const struct transform *t, const char *text);

/* Resolves parameters in `node`: see resolve_parameters(). An error in it refuses the document. */
const struct node *resolved(struct transform *t, const struct node *node);

/* The same, then mappings. */
const struct node *resolved_with_mappings(struct transform *t, const struct node *node);

/* The Properties of a resource in t->resources, made fit for changes, and made if need be. */
struct node *edit_properties(struct transform *t, const struct symbol *id);

/* The value of a property among them with its parameters resolved, made fit for changes; NULL when
 * it is absent or null. */
struct node *edit_resolved(struct transform *t, struct node *properties, const struct symbol *name);

/* -- Resources ----------------------------------------------------------------------------------
 */

/* A SAM resource that is being converted. */
struct sam_resource {
    const struct symbol *id;
    const struct node *node;       /* the whole resource */
    const struct node *properties; /* its Properties; a map, perhaps empty */
};

/* Which attributes of the SAM resource go to a generated resource. */
enum attributes {
    ATTRIBUTES_NONE,
    ATTRIBUTES_PASSED, /* Condition, DeletionPolicy, UpdateReplacePolicy */
    ATTRIBUTES_ALL,    /* the same and UpdatePolicy, Metadata */
    ATTRIBUTES_MAIN,   /* the same and DependsOn */
};

/* The DependsOn of a resource; NULL when it names nothing. */
const struct node *dependencies_of(const struct node *resource);

/* A new resource of the output. It becomes part of it when the conversion of the current SAM
 * resource ends without an error. */
struct resource *add_resource(struct transform *t, const struct symbol *id,
                              const struct symbol *type, const struct sam_resource *from,
                              enum attributes attributes);

/* Sets a property, unless the value is NULL or null. */
void set(struct transform *t, struct resource *resource, const struct symbol *name,
         const struct node *value);

/* Sets an attribute such as DeletionPolicy, unless the value is NULL. */
void set_attribute(struct transform *t, struct resource *resource, const struct symbol *name,
                   const struct node *value);

/* A value of DependsOn (NULL: none so far) with a logical id added. */
struct node *with_dependency(struct transform *t, const struct node *dependencies,
                             const struct symbol *id);

/* Adds a logical id to a resource's DependsOn. */
void depends_on(struct transform *t, struct resource *resource, const struct symbol *id);

/* Notes that !Ref ID.part of the SAM resource means `generated`. */
void derive(struct transform *t, const struct sam_resource *from, const char *part,
            const struct symbol *generated);

/* With PropagateTags, gives all generated resources that can have tags exactly the user's. */
void propagate_tags(struct transform *t, const struct node *tags, const struct node *propagate);

/* Hands the generated resources to the output and forgets them. Ids that are taken are refused. */
void publish_resources(struct transform *t);

/* Notes that the SAM resource has another logical id in the output. */
void change_id(struct transform *t, const struct sam_resource *from, const struct symbol *to);

/* A map of tags with created_by: SAM, which the user cannot change. */
struct node *tag_map_created_by(struct transform *t, const char *created_by,
                                const struct node *tags);

/* Refuses tags that SAM sets itself, on functions and applications. */
void check_reserved_tags(struct transform *t, const struct node *tags);

/* Whether a value is of one of the types, a set of enum property_type as in struct property. */
bool has_a_type(const struct node *value, unsigned types);

/* Checks properties against their schema: unknown names, missing ones, types. False on errors. */
bool check_properties(struct transform *t, enum schema_id schema, const struct node *properties,
                      const struct node *at);

/* The list of {Key, Value} that a map of tags stands for; null values become "". NULL for NULL. */
struct node *tag_list(struct transform *t, const struct node *tags);

/* The same with {Key: created_by, Value: SAM} first. */
struct node *tag_list_created_by(struct transform *t, const char *created_by,
                                 const struct node *tags);

/* What follows logical ids: ten hex digits of a SHA-1; empty for a value that is not truthy. */
struct slice hash_suffix(const struct transform *t, const struct node *data);

/* Ten hex digits of the SHA-1 of a text. */
struct slice text_hash(const struct transform *t, struct slice text);

/* The logical id of the stage of an API: one that is not alphanumeric is hashed. */
const struct symbol *stage_id_of(const struct transform *t, const struct symbol *api,
                                 struct slice stage);

/* What becomes of a value that the reference puts into a text, such as a logical id: a string as it
 * is, and all else as Python prints it. */
struct slice text_of(const struct transform *t, const struct node *value);

/* The text with A-Z as a-z. */
struct slice lower_case(const struct transform *t, struct slice text);
struct slice upper_case(const struct transform *t, struct slice text);

/* Whether all characters are ASCII letters and digits, and there is one. */
bool is_alphanumeric(struct slice text);

#endif
