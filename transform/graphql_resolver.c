/* Functions and resolvers of a GraphQL API. A resolver answers for one field of a type: it runs its
 * functions one after the other, which work on data sources.
 */
#include "transform/graphql_api.h"

/* What a resolver runs around its functions when it has no code of its own. */
static const char default_code[] = "\n"
                                   "export function request(ctx) {\n"
                                   "    return {};\n"
                                   "}\n"
                                   "\n"
                                   "export function response(ctx) {\n"
                                   "    return ctx.prev.result;\n"
                                   "}\n";

/* -- Code ------------------------------------------------------------------------------------- */

static bool has_code(const struct node *node)
{
    return node_is_truthy(map_get(node, K(InlineCode))) ||
           node_is_truthy(map_get(node, K(CodeUri)));
}

static void check_code(struct transform *t, const struct node *node)
{
    if (node_is_truthy(map_get(node, K(InlineCode))) && node_is_truthy(map_get(node, K(CodeUri))))
        refuse(t, map_get(node, K(CodeUri)), SAM_CONFLICT,
               "The code is either InlineCode or at CodeUri. Remove one of them.");
}

/* The Runtime of code, as CloudFormation names its parts. */
static struct node *runtime_of(struct transform *t, const struct node *node)
{
    const struct node *runtime = map_get(node, K(Runtime));

    if (!runtime) {
        refuse(t, node, SAM_REQUIRED, "Code needs the property Runtime with a Name and a Version.");
        return NULL;
    }
    return MAP(t->b, {K(Name), map_get(runtime, K(Name))},
               {K(RuntimeVersion), map_get(runtime, K(Version))});
}

/* -- Functions -------------------------------------------------------------------------------- */

/* The name of the data source; NULL after an error. */
static const struct node *data_source_name(struct graphql_api *g, const struct node *function)
{
    struct transform *t = g->t;
    const struct node *source = map_get(function, K(DataSource));
    const struct symbol *id = NULL;

    if (!node_is_truthy(source)) {
        refuse(
            t, function, SAM_REQUIRED,
            "A function needs a DataSource: the name of one in DataSources, NONE, or an intrinsic "
            "function for another one.");
        return NULL;
    }
    if (node_is_map(source)) return source;
    if (slice_eq(lower_case(t, node_text(source)), SLICE("none"))) {
        g->uses_none = true;
        id = ID(t, symbol_slice(g->sam->id), SLICE("NoneDataSource"));
    } else {
        const struct node *own = map_get(g->data_sources, symbol_for(t, node_text(source)));
        if (own) id = symbol_for(t, node_text(own));
    }
    if (id) return attribute_of(t, id, "Name");
    refuse(
        t, source, SAM_VALUE,
        "There is no data source %.*s in DataSources. One that is defined elsewhere must be given "
        "by an intrinsic function such as Fn::GetAtt.",
        SLICE_ARG(node_text(source)));
    return NULL;
}

/* A function that exists already: only its Id is given. */
static void use_function(struct graphql_api *g, const struct symbol *name,
                         const struct node *function)
{
    if (function->count > 1)
        refuse(g->t, function, SAM_CONFLICT,
               "Id stands for a function that exists already, so nothing else can be set for it.");
    map_set(g->t->b, g->functions, name, map_get(function, K(Id)));
}

static void add_function(struct graphql_api *g, const struct symbol *name,
                         const struct node *function)
{
    struct transform *t = g->t;
    const struct symbol *id = ID(t, symbol_slice(g->sam->id), symbol_slice(name));
    const struct node *own_name = map_get(function, K(Name));
    struct resource *resource = add_graphql_resource(g, id, K(AWS_AppSync_FunctionConfiguration));

    check_code(t, function);
    if (!has_code(function))
        refuse(t, function, SAM_REQUIRED, "A function needs its code: InlineCode, or CodeUri.");
    if (node_is_truthy(map_get(function, K(InlineCode))))
        set(t, resource, K(Code), map_get(function, K(InlineCode)));
    else
        set(t, resource, K(CodeS3Location), map_get(function, K(CodeUri)));
    set(t, resource, K(DataSourceName), data_source_name(g, function));
    set(t, resource, K(Description), map_get(function, K(Description)));
    set(t, resource, K(MaxBatchSize), map_get(function, K(MaxBatchSize)));
    set(t, resource, K(Name), node_is_truthy(own_name) ? own_name : name_node(t, name));
    set(t, resource, K(Runtime), runtime_of(t, function));
    set(t, resource, K(SyncConfig), map_get(function, K(Sync)));
    map_set(t->b, g->functions, name, attribute_of(t, id, "FunctionId"));
}

void add_graphql_functions(struct graphql_api *g)
{
    MAP_EACH (map_get(g->properties, K(Functions)), each) {
        begin_graphql_part(g, each.key, each.value);
        if (node_is_truthy(map_get(each.value, K(Id))))
            use_function(g, each.key, each.value);
        else
            add_function(g, each.key, each.value);
        end_graphql_part(g);
    }
}

/* -- Resolvers -------------------------------------------------------------------------------- */

static struct node *pipeline_of(struct graphql_api *g, const struct node *resolver)
{
    struct transform *t = g->t;
    const struct node *pipeline = map_get(resolver, K(Pipeline));
    struct node *functions = node_list(t->b);

    if (!list_count(pipeline))
        refuse(
            t, resolver, SAM_REQUIRED,
            "A resolver needs a Pipeline, the list of the functions that it runs. For a resolver "
            "without functions write an AWS::AppSync::Resolver.");
    LIST_EACH (pipeline, each) {
        const struct symbol *name = symbol_for(t, node_text(each.value));
        if (!map_has(g->functions, name))
            refuse(t, each.value, SAM_VALUE, "There is no function %s in Functions.", name->text);
        list_add(t->b, functions, map_get(g->functions, name));
    }
    return MAP(t->b, {K(Functions), functions});
}

static void set_resolver_code(struct graphql_api *g, struct resource *resource,
                              const struct node *resolver)
{
    struct transform *t = g->t;
    struct node *runtime =
        MAP(t->b, {K(Name), STR(t->b, "APPSYNC_JS")}, {K(RuntimeVersion), STR(t->b, "1.0.0")});
    bool own = has_code(resolver);

    check_code(t, resolver);
    set(t, resource, K(Code),
        own ? map_get(resolver, K(InlineCode)) : node_cstring(t->b, default_code));
    set(t, resource, K(CodeS3Location), map_get(resolver, K(CodeUri)));
    set(t, resource, K(Runtime), own ? runtime_of(t, resolver) : runtime);
}

/* What the reference reads but makes nothing of. */
static void warn_of_ignored(struct transform *t, const struct node *resolver)
{
    if (map_has(resolver, K(Sync)))
        warn(t, map_get(resolver, K(Sync)), SAM_IGNORED,
             "The transform makes nothing of Sync in a resolver. Write an AWS::AppSync::Resolver "
             "with SyncConfig instead.");
    if (map_has(resolver, K(Runtime)) && !has_code(resolver))
        warn(t, map_get(resolver, K(Runtime)), SAM_IGNORED,
             "Runtime is for code of one's own; the code that the transform supplies runs in "
             "APPSYNC_JS 1.0.0. Remove Runtime, or add InlineCode or CodeUri.");
}

static void add_resolver(struct graphql_api *g, const struct symbol *type,
                         const struct symbol *name, const struct node *resolver)
{
    struct transform *t = g->t;
    const struct symbol *id =
        ID(t, symbol_slice(g->sam->id), symbol_slice(type), symbol_slice(name));
    const struct node *field = map_get(resolver, K(FieldName));
    const struct node *batch = map_get(resolver, K(MaxBatchSize));
    struct resource *resource = add_graphql_resource(g, id, K(AWS_AppSync_Resolver));

    set_attribute(t, resource, K(DependsOn), LIST(t->b, name_node(t, g->schema)));
    set(t, resource, K(CachingConfig), map_get(resolver, K(Caching)));
    set_resolver_code(g, resource, resolver);
    set(t, resource, K(FieldName), node_is_truthy(field) ? field : name_node(t, name));
    set(t, resource, K(Kind), STR(t->b, "PIPELINE"));
    if (node_is_truthy(batch)) set(t, resource, K(MaxBatchSize), batch);
    set(t, resource, K(PipelineConfig), pipeline_of(g, resolver));
    set(t, resource, K(TypeName), name_node(t, type));
}

void add_graphql_resolvers(struct graphql_api *g)
{
    MAP_EACH (map_get(g->properties, K(Resolvers)), type) {
        MAP_EACH (type.value, each) {
            warn_of_ignored(g->t, each.value);
            begin_graphql_part(g, each.key, each.value);
            add_resolver(g, type.key, each.key, each.value);
            end_graphql_part(g);
        }
    }
}
