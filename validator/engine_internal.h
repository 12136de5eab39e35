/* The engine: one walk over a tree, which calls checks by what they look at.
 *
 * A rule is a row of rule_list.h: id, severity, title. A check is a row of check_list.h: a function
 * and the kind of visit it is called for. One check may report several rules.
 *
 * Two trees are walked. The CloudFormation tree (input->expanded, or input->source when the
 * transform refused the template) gives all visits but VISIT_SAM_RESOURCE. The SAM tree
 * (input->merged, or input->source) gives VISIT_SAM_RESOURCE only.
 *
 * What a check may rely on: every node has a place in the source (node_span() goes to the node that
 * caused a generated one), and intrinsics are seen twice, as what the user wrote (VISIT_FUNCTION)
 * and, where it can be known whatever the parameters are, as the value they give (visit->resolved).
 */
#ifndef VALIDATOR_ENGINE_INTERNAL_H
#define VALIDATOR_ENGINE_INTERNAL_H

#include "base/pattern.h"
#include "base/table.h"
#include "base/vector.h"
#include "intrinsics/condition_model.h"
#include "intrinsics/evaluation.h"
#include "intrinsics/intrinsics.h"
#include "intrinsics/value_set.h"
#include "validator/validator.h"

enum rule_name {
#define RULE(name, id, severity, title) RULE_##name,
#include "validator/rule_list.h"
#undef RULE
    RULE_COUNT
};

/* What the engine is at. */
enum visit_kind {
    VISIT_TEMPLATE,     /* the root, before all else */
    VISIT_PARAMETER,    /* an entry of Parameters */
    VISIT_MAPPING,      /* an entry of Mappings */
    VISIT_CONDITION,    /* an entry of Conditions */
    VISIT_RULE,         /* an entry of Rules */
    VISIT_SAM_RESOURCE, /* a resource AWS::Serverless::* with Globals merged into it */
    VISIT_RESOURCE,     /* an entry of Resources */
    VISIT_OUTPUT,       /* an entry of Outputs */
    VISIT_VALUE,        /* a value inside of one of these that is no intrinsic */
    VISIT_FUNCTION,     /* one that is */
    VISIT_TEXT,         /* a string, besides VISIT_VALUE: also those that are arguments */
    VISIT_BRACED_TEXT,  /* one with "{" in it, besides VISIT_TEXT */
    VISIT_AWS_TEXT,     /* one that begins with "AWS::", besides VISIT_TEXT */
    VISIT_END,          /* the root again: all references are known now */
    VISIT_KINDS
};

/* A section of the template. */
enum section {
    SECTION_TEMPLATE, /* none of these */
    SECTION_PARAMETERS,
    SECTION_MAPPINGS,
    SECTION_CONDITIONS,
    SECTION_RULES,
    SECTION_RESOURCES,
    SECTION_OUTPUTS,
    SECTION_COUNT
};

/* A type that resources have, by the name that they give it. */
struct named_type {
    const struct symbol *name;
    const struct resource_type *listed; /* resource_type_find(), or NULL */
    const struct resource_type *known;  /* known_type_of(), or NULL */
    bool is_in_region;                  /* `known` is available there, as far as is known */
};

/* A resource of the tree that is walked, and what several checks ask of it. */
struct resource {
    const struct map_entry *entry;
    const struct named_type *type;      /* all is NULL in it when Type is no text */
    const struct map_entry *properties; /* Properties, or NULL */
    const struct scenario *scenario;    /* its Condition; NULL: always */
    uint32_t number;                    /* in the order of the template, from 0 */
    bool is_bare;                       /* it has a Type, maybe Properties, and nothing else */
};

/* One node on the way down; lives on the stack while the engine is below it. */
struct visit {
    const struct visit *parent;    /* NULL: the root */
    const struct node *node;       /* what is visited */
    const struct map_entry *entry; /* the entry of a map that it is the value of; NULL: an item */
    uint32_t item;                 /* its number in its list */
    enum section section;
    const struct map_entry *owner; /* the entry of the section that it is in, or is; or NULL */
    const struct symbol *type; /* Type of the resource that it is in; NULL outside, or unknown */
    const struct resource *resource; /* VISIT_RESOURCE and below: that resource; else NULL */
    const struct symbol
        *part; /* attribute of the owner that it is in: K(Properties), K(Value)... */
    const struct symbol *function; /* the innermost intrinsic that it is an argument of, or NULL */
    const struct symbol *outer;    /* the outermost one; Fn::If counts for none here */
    const struct scenario *scenario; /* the conditions under which it is used; NULL: always */
    const struct map_entry *call;    /* VISIT_FUNCTION: the function and what it is given */
    const struct node *resolved;     /* VISIT_FUNCTION: its value as far as it is known whatever the
                                        parameters are; the node itself when it is not */
};

/* A name that something in the template refers to. */
enum reference_kind {
    REFERENCE_REF,        /* Ref, and names in Fn::Sub */
    REFERENCE_GET_ATT,    /* Fn::GetAtt, and names with a dot in Fn::Sub */
    REFERENCE_DEPENDS_ON, /* DependsOn */
    REFERENCE_CONDITION,  /* Condition, Fn::If */
    REFERENCE_MAPPING,    /* Fn::FindInMap */
    REFERENCE_KINDS
};

/* There may be as many as a template has lines, so each takes little room. */
struct reference {
    const struct symbol *name;       /* logical id, parameter, condition or mapping */
    const struct map_entry *owner;   /* the resource, output or condition that it stands in */
    const struct scenario *scenario; /* when it is used */
    const struct resource *resource; /* of that name, or NULL */
    const char *attribute;           /* of Fn::GetAtt: its text */
    uint32_t attribute_size;         /* 0: none, and for all else */
    struct span value_span;          /* where the value stands that the function is */
    struct span span;                /* where a finding about it stands */
    struct span attribute_span;      /* where one about its attribute does */
    uint8_t kind;                    /* enum reference_kind */
    uint8_t section;                 /* enum section, where it stands */
    bool is_in_sub;                  /* it stands in Fn::Sub */
    bool has_part;                   /* it stands in an attribute of the owner */
    uint16_t part;                   /* that one, by its number among the well-known names */
    uint16_t outer;                  /* the outermost function around it, in the same way */
};

/* Some of them, in the order in which they were found. */
struct references {
    struct references *next;
    uint32_t count, room;
    struct reference items[];
};

/* Goes through all of them: REFERENCES_EACH(v, each) { use(each.at); } */
struct reference_cursor {
    const struct references *in;
    uint32_t next;
    const struct reference *at;
};

static inline bool references_next(struct reference_cursor *cursor)
{
    if (cursor->in && cursor->next == cursor->in->count) {
        cursor->in = cursor->in->next;
        cursor->next = 0;
    }
    cursor->at = cursor->in ? &cursor->in->items[cursor->next++] : NULL;
    return cursor->at != NULL;
}

#define REFERENCES_EACH(v_, each_)                                                                 \
    for (struct reference_cursor each_ = {.in = (v_)->references}; references_next(&each_);)

/* One run. */
struct validation {
    const struct builder *b;
    struct findings *findings;
    const struct validator_input *input;
    const struct node *root;                    /* the tree that is walked */
    const struct node *sections[SECTION_COUNT]; /* of `root`, or NULL */
    bool is_open;        /* macros may add to the template: names that are missing may be theirs */
    bool is_lenient;     /* the transform refused it: SAM resources are still there, and
                            what they would make is not */
    bool has_modules;    /* some are modules, whose resources have names that begin with theirs */
    bool has_extensions; /* the source names AWS::LanguageExtensions */
    bool is_sam;         /* the source names the transform of SAM */
    struct resource *resources;         /* of `root`, by the number of their entry in Resources */
    struct table types;                 /* symbol of a Type -> struct named_type */
    struct evaluation *evaluation;      /* of `root`, parameters free */
    struct condition_model *conditions; /* of `root`; NULL while SAM resources are visited */
    struct value_sets *value_sets;      /* of `root` */
    struct patterns *patterns;          /* of this run */
    struct references *references;      /* complete at VISIT_END; NULL: none */
    struct references *last_references; /* the last of them */
    size_t reference_count;
    struct choice_room *first_room; /* for values with their conditions, see choices.c */
    struct choice_room *room;       /* the one that is being filled */
    size_t room_used;               /* values in it */
    struct table known_actions;     /* of policies: symbols of those that there are */
    size_t embedded_bytes;          /* of texts that were read, see LIMIT_EMBEDDED_BYTES */
    size_t nested_bytes;            /* of templates of nested stacks that were read */
    struct table nested;            /* their roots, by their paths */
    struct rule_settings settings;  /* of the caller and of the template */
    struct table referenced[REFERENCE_KINDS]; /* parameters, mappings and conditions that are named
                                                 in `references` or in the source, by kind */
};

/* A check: looks, and reports. */
typedef void check_function(struct validation *v, const struct visit *visit);

#define CHECK(kind, function)          check_function function;
#define CHECK_TYPE(type, function)     check_function function;
#define CHECK_FUNCTION(function)       check_function function;
#define CHECK_INTRINSIC(key, function) check_function function;
#include "validator/check_list.h"
#undef CHECK
#undef CHECK_TYPE
#undef CHECK_FUNCTION
#undef CHECK_INTRINSIC

/* -- Reporting ----------------------------------------------------------------------------------
 */

/* The rows of rules. */
const struct rule *rule_row(enum rule_name rule);
const struct rule *intrinsic_rule_row(enum evaluation_rule rule);

/* Reports a rule by its row. */
void report_row(struct validation *v, const struct visit *visit, const struct rule *rule,
                struct span span, const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Reports a rule that evaluation has (intrinsics/rule_list.h) in the same way. */
void report_intrinsic(struct validation *v, const struct visit *visit, enum evaluation_rule rule,
                      struct span span, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* Reports `rule` at a place, with a printf message: what is wrong, why, and what to do. The finding
 * belongs to the resource of `visit`, which may be NULL. Returns it until the next one is reported;
 * NULL when there are too many. */
struct finding *report(struct validation *v, const struct visit *visit, enum rule_name rule,
                       struct span span, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* Adds to a finding, which may be NULL, that the removal of an entry of `map` mends it. Nothing is
 * added for a map that would be empty then, nor for what is generated. */
void fix_by_removal(struct validation *v, struct finding *finding, const struct node *map,
                    const struct map_entry *entry);

/* The same for the item of a list. */
void fix_by_item_removal(struct validation *v, struct finding *finding, const struct node *list,
                         const struct node *item);

/* Where a visit stands as a finding shows it: its key, or the item of a list. */
struct span visit_span(const struct visit *visit);

/* Whether an entry stands in the resource itself, and does not come from Globals. */
bool is_written_in(const struct node *resource, const struct map_entry *entry);

/* Where the intrinsic of a visit stands: its own key; of a short form (!Ref), the key of the value
 * that it is, or is an item of. */
struct span function_span(const struct visit *visit);

/* -- What checks ask ----------------------------------------------------------------------------
 */

/* The section of the tree that is walked, or NULL. */
static inline const struct node *section_at(const struct validation *v, enum section section)
{
    return v->sections[section];
}

/* The resource `name`, or NULL. */
const struct node *resource_of(const struct validation *v, const struct symbol *name);

/* What is known of the resource `name`, or NULL; not while SAM resources are visited. */
const struct resource *resource_named(const struct validation *v, const struct symbol *name);

/* Goes through the resources in their order, not while SAM resources are visited:
 * RESOURCES_EACH(v, each) { use(each.at); } */
struct resource_cursor {
    const struct validation *v;
    struct map_cursor map;
    const struct resource *at;
};

struct resource_cursor resources_begin(const struct validation *v);
bool resources_next(struct resource_cursor *cursor);

#define RESOURCES_EACH(v_, each_)                                                                  \
    for (struct resource_cursor each_ = resources_begin(v_); resources_next(&each_);)

/* The same for those of one type, which is a well-known symbol. */
bool resources_next_of(struct resource_cursor *cursor, const struct symbol *type);

#define RESOURCES_OF_TYPE(v_, type_, each_)                                                        \
    for (struct resource_cursor each_ = resources_begin(v_); resources_next_of(&each_, (type_));)

/* `node` evaluated as far as it is known whatever the parameters are. What is wrong with it is
 * reported only for SAM resources, since all else is walked through anyway. */
const struct node *value_of(const struct validation *v, const struct node *node);

/* The value of `property` of a resource, evaluated as far as it is known whatever the parameters
 * are; NULL when it is absent, null or AWS::NoValue. */
const struct node *property_of(const struct validation *v, const struct node *resource,
                               const struct symbol *property);

/* The type of that name: one of the user's schemas, or the one that a resource has by
 * resource_type_of(); NULL: there is none. */
const struct resource_type *known_type_of(const struct validation *v, struct slice name);

/* Whether a name that is missing may be one that a macro or a module makes, or that the transform
 * would have made, had it not refused the template. */
bool may_be_generated(const struct validation *v, const struct symbol *name);

/* The conditions under which the entry of a section is used: its Condition, if it has one. */
const struct scenario *scenario_of(const struct validation *v, const struct node *entry);

/* Whether something refers to `name` in that way, be it in the source only. */
bool is_referenced(const struct validation *v, enum reference_kind kind, const struct symbol *name);

/* The parameter `name`, or NULL. One without a Type is none. */
const struct node *declared_parameter(const struct validation *v, const struct symbol *name);

/* What a function, or a parameter of that Type, gives; nothing when there is no such type. */
enum gift { GIVES_ANYTHING, GIVES_TEXT, GIVES_LIST, GIVES_NOTHING };
enum gift gift_of_type(struct slice type);

/* The rule that finds fault with the arguments of a function; `other` for one that has none. */
enum evaluation_rule rule_of_function(const struct symbol *function, enum evaluation_rule other);

/* Whether Transform of a template names that of SAM. */
bool names_sam_transform(const struct node *root);

/* Whether it is "AWS::Region" or the like. */
bool is_pseudo_parameter(struct slice name);

/* Whether a value is no intrinsic, and holds no dynamic reference. */
bool is_known_value(const struct node *value);

/* Whether a value is a text that names something beside the template. */
bool is_local_path(const struct node *value);

/* Whether Transform of a template, or Fn::Transform in it, calls more than AWS's own macros. */
bool calls_macros(const struct node *root);

/* Whether a property may be the path of a local file, which `aws cloudformation package` replaces.
 */
bool is_packaged(const struct symbol *type, const struct symbol *property);

/* -- Values (values.c) ---------------------------------------------------------------------------
 */

/* The entry of a property that is there: not null, not AWS::NoValue in all branches; or NULL. */
const struct map_entry *present(const struct node *map, const struct symbol *key);

/* Calls use(v, visit, context, value, span) for each value that `entry` may have: the branches of
 * Fn::If, evaluated as far as it is known whatever the parameters are. `span` is where a finding
 * about that value stands. NULL is no entry. */
typedef void use_value(struct validation *v, const struct visit *visit, void *context,
                       const struct node *value, struct span span);
void each_value(struct validation *v, const struct visit *visit, const struct map_entry *entry,
                use_value *use, void *context);

/* -- Inside the engine --------------------------------------------------------------------------
 */

/* Walks a tree. */
void walk_template(struct validation *v);

/* Calls the checks of `kind` for a visit. */
void dispatch(struct validation *v, enum visit_kind kind, const struct visit *visit);

/* Notes what an intrinsic refers to. */
void note_function(struct validation *v, const struct visit *visit);

/* The next ${name} of a text of Fn::Sub from *at on, which then is behind it; false when there is
 * none. "${!name}" is no name. */
bool next_sub_name(struct slice text, size_t *at, struct slice *name);

/* Notes what DependsOn and Condition of a resource or output refer to. */
void note_attributes(struct validation *v, const struct visit *visit);

/* Gives findings from number `from` on, which evaluation of Conditions or of a value has added,
 * the rules that linters know them by. */
void name_condition_findings(struct validation *v, size_t from);
void name_if_findings(struct validation *v, size_t from);

/* Whether what the function of `visit` gives, a text or a list, can be what `spec` asks for; else
 * it is reported. */
struct value_spec;
bool check_function_kind(struct validation *v, const struct visit *visit,
                         const struct value_spec *spec, struct span span);

/* Reports that the identifier which the function of `visit` gives is of another kind than `spec`
 * asks for, as the id of a subnet where that of a VPC is expected. */
void check_function_format(struct validation *v, const struct visit *visit,
                           const struct value_spec *spec, struct span span);

/* Gives the findings of evaluation from the number `from` on, which are about the function of
 * `visit`, the rule of the outermost function, and a place. Those about branches of Fn::If are
 * dropped, since they are found there. */
void name_function_findings(struct validation *v, const struct visit *visit, size_t from);

/* Gives the findings from the number `from` on, which are about the Value of an output, the rule
 * that all its faults have. */
void name_output_findings(struct validation *v, size_t from);

/* Notes the names that are referred to anywhere in `node`, only that they are. */
void note_names(struct validation *v, const struct node *node);

#endif
