/* Implicit APIs: an event of type Api or HttpApi that names no API belongs to ServerlessRestApi or
 * ServerlessHttpApi, which exist when an event needs them. All such events, those of explicit APIs
 * too, enter their path and method into the definition here, before any resource is converted.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html
 *
 * The same work is done twice, once for each kind of API.
 */
#include <stdlib.h>

#include "document/python_order.h"
#include "transform/conditions.h"
#include "transform/definition.h"
#include "transform/phases_internal.h"

struct kind {
    enum api_kind kind;
    const char *event_type;            /* of the event sources */
    const struct symbol *id;           /* logical id of the implicit API */
    const struct symbol *type;         /* its resource type */
    const struct symbol *other_type;   /* another type that an event may name too */
    const struct symbol *api_property; /* of the event, that names its API */
    const char *condition; /* name of the condition that combines those of the functions */
};

static const struct kind kinds[] = {
    {API_REST, "Api", K(ServerlessRestApi), K(AWS_Serverless_Api), K(AWS_ApiGateway_RestApi),
     K(RestApiId), "ServerlessRestApiCondition"},
    {API_HTTP, "HttpApi", K(ServerlessHttpApi), K(AWS_Serverless_HttpApi), K(AWS_Serverless_Api),
     K(ApiId), "ServerlessHttpApiCondition"},
};

/* One method of one path of one API, as some event asked for it. */
struct route {
    const struct symbol *api, *path, *method;
    const struct symbol *condition;     /* of the function; NULL: none */
    struct route *before, *before_here; /* the one noted before, of that API and of that path of it;
                                           or NULL */
};

struct api_routes {
    struct route *last;   /* noted route, or NULL */
    struct table by_path; /* path -> the last route of it */
};

struct run {
    struct transform *t;
    const struct kind *kind;
    struct table by_api;  /* API -> struct api_routes */
    struct table noted;   /* the three names of a route -> the route */
    bool retain, destroy; /* DeletionPolicy of functions on the implicit API */
    bool replace_retain, snapshot, replace_destroy; /* UpdateReplacePolicy */
};

/* The function or state machine whose events are being entered. */
struct owner {
    const struct symbol *id;
    struct node *properties;        /* owned */
    const struct symbol *condition; /* NULL: none */
    const struct node *resource;
};

/* -- One event ----------------------------------------------------------------------------------
 */

static void merge_tags(struct run *run, const struct owner *owner)
{
    struct transform *t = run->t;
    const struct node *globals = map_get(t->root, K(Globals));
    bool machine = has_type(owner->resource, K(AWS_Serverless_StateMachine));
    const struct node *global = map_get(globals, machine ? K(StateMachine) : K(Function));
    const struct node *propagate = map_get(owner->properties, K(PropagateTags));
    const struct node *tags = map_get(owner->properties, K(Tags));

    if (!node_is_truthy(propagate)) propagate = map_get(global, K(PropagateTags));
    if (!node_is_truthy(tags)) tags = map_get(global, K(Tags));
    if (!node_is_truthy(propagate) || !node_is_truthy(tags)) return;
    struct node *api = map_edit(t->b, t->resources, run->kind->id);
    struct node *properties = map_edit(t->b, api, K(Properties));
    map_merge(t->b, map_edit_default(t->b, properties, K(Tags), NODE_MAP), tags);
    map_set(t->b, properties, K(PropagateTags), node_bool(t->b, true));
}

/* Requires a string at `key`; false when there is none. */
static bool need_string(struct transform *t, const struct node *properties,
                        const struct symbol *key, const struct node *event)
{
    const struct node *value = map_get(properties, key);

    if (node_is_string(value)) return true;
    if (!value)
        refuse(t, event, SAM_EVENT, "The event %.*s needs the property %s.",
               SLICE_ARG(t->subject.event), key->text);
    else
        refuse(t, value, SAM_EVENT, "%s of the event %.*s must be a string, but is %s.", key->text,
               SLICE_ARG(t->subject.event), node_kind_name(value));
    return false;
}

static void default_route(struct transform *t, struct node *properties)
{
    bool path = node_is_truthy(map_get(properties, K(Path)));
    bool method = node_is_truthy(map_get(properties, K(Method)));

    if (path || method) return;
    map_set(t->b, properties, K(Path), STR(t->b, "$default"));
    map_set(t->b, properties, K(Method), name_node(t, K(XAnyMethod)));
}

static void note_policies(struct run *run, const struct owner *owner)
{
    const struct node *deletion = map_get(owner->resource, K(DeletionPolicy));
    const struct node *replacement = map_get(owner->resource, K(UpdateReplacePolicy));

    run->retain |= node_is_text(deletion, SLICE("Retain"));
    run->destroy |= node_is_text(deletion, SLICE("Delete"));
    run->replace_retain |= node_is_text(replacement, SLICE("Retain"));
    run->snapshot |= node_is_text(replacement, SLICE("Snapshot"));
    run->replace_destroy |= node_is_text(replacement, SLICE("Delete"));
}

/* The first event that needs the implicit API is what it is there for. */
static void note_origin(struct run *run, const struct node *event)
{
    struct node *api = map_edit(run->t->b, run->t->resources, run->kind->id);

    if (api && (api->flags & NODE_GENERATED) && !api->origin) api->origin = event;
}

/* The routes of an API, made if need be. */
static struct api_routes *routes_of(struct run *run, const struct symbol *api)
{
    struct arena *arena = run->t->b->arena;
    struct api_routes *routes = table_changeable(&run->by_api, api);

    if (routes) return routes;
    routes = arena_zalloc(arena, sizeof *routes);
    table_set(arena, &run->by_api, api, routes);
    return routes;
}

static void note_route(struct run *run, const struct owner *owner, struct route route)
{
    struct transform *t = run->t;
    struct slice size = slice_printf(t->b->arena, "%u", route.path->size), space = SLICE(" ");
    const struct symbol *name = ID(t, symbol_slice(route.api), space, size, space,
                                   symbol_slice(route.path), symbol_slice(route.method));
    struct route *noted = table_changeable(&run->noted, name);

    if (noted) {
        noted->condition = owner->condition;
        return;
    }
    struct api_routes *routes = routes_of(run, route.api);
    route.condition = owner->condition;
    route.before = routes->last;
    route.before_here = table_changeable(&routes->by_path, route.path);
    noted = arena_alloc(t->b->arena, sizeof *noted);
    *noted = route;
    routes->last = noted;
    table_set(t->b->arena, &routes->by_path, route.path, noted);
    table_set(t->b->arena, &run->noted, name, noted);
}

static void add_path(struct run *run, struct route route)
{
    struct transform *t = run->t;
    const struct node *properties = map_get(map_get(t->resources, route.api), K(Properties));
    const struct node *body = map_get(properties, K(DefinitionBody));

    if (!definition_is_valid(body, run->kind->kind)) return;
    if (!node_is_truthy(map_get(properties, K(ManageSwagger)))) return;
    struct definition definition = definition_open(t, editable_body(t, route.api), run->kind->kind);
    definition_add_path(&definition, route.path, route.method);
    definition_close(&definition);
}

/* The name of a route: "METHOD path"; the path alone when any method is spelled as in OpenAPI. */
static const struct symbol *route_key(struct transform *t, const struct node *method,
                                      const struct symbol *path)
{
    if (node_is_text(method, symbol_slice(K(XAnyMethod)))) return path;
    return ID(t, upper_case(t, node_text(method)), SLICE(" "), symbol_slice(path));
}

/* RouteSettings of an event go to those of its API, under the name of the route. */
static void add_route_settings(struct run *run, const struct owner *owner, struct route route,
                               const struct symbol *key, const struct node *settings)
{
    struct transform *t = run->t;
    struct node *properties =
        map_edit(t->b, map_edit(t->b, t->resources, route.api), K(Properties));

    if (!owner->condition && !node_is_map(settings)) {
        refuse(t, settings, SAM_TYPE, "RouteSettings of the event %.*s must be a map, but is %s.",
               SLICE_ARG(t->subject.event), node_kind_name(settings));
        return;
    }
    if (!properties) return; /* of what is no AWS::Serverless::HttpApi: lost, as in the reference */
    if (owner->condition) settings = if_of(t, name_node(t, owner->condition), settings, NULL);
    struct node *all = map_edit_default(t->b, properties, K(RouteSettings), NODE_MAP);
    if (!node_is_map(all)) {
        return_to_subject(t, route.api, map_get(t->resources, route.api));
        refuse(t, all, SAM_TYPE, "RouteSettings must be a map, but is %s.", node_kind_name(all));
        t->aborted = true; /* as the reference does; other events would say it again */
        return;
    }
    struct node *own = map_edit_default(t->b, all, key, NODE_MAP);
    if (node_is_map(own))
        map_merge(t->b, own, settings);
    else
        refuse(t, own, SAM_TYPE, "RouteSettings of the API %s for %s must be a map, but are %s.",
               route.api->text, key->text, node_kind_name(own));
}

/* Whether the event may name that resource. The reference asks for little; what it accepts and API
 * Gateway cannot is worth a warning. */
static bool check_api(struct run *run, const struct symbol *id, const struct node *at)
{
    struct transform *t = run->t;
    const struct node *resource = map_get(t->resources, id);
    const struct node *type = map_get(resource, K(Type));

    if (node_is_text(type, symbol_slice(run->kind->type)) ||
        node_is_text(type, symbol_slice(run->kind->other_type)))
        return true;
    if (resource &&
        (run->kind->kind == API_HTTP || !has_type(resource, K(AWS_Serverless_HttpApi)))) {
        warn(t, at, SAM_EVENT_TARGET_TYPE,
             "%s of the event %.*s names %s, which is no %s: the event cannot be entered there.",
             run->kind->api_property->text, SLICE_ARG(t->subject.event), id->text,
             run->kind->type->text);
        return true;
    }
    refuse(t, at, SAM_EVENT_TARGET,
           "%s of the event %.*s names %s, which is no %s in this template.",
           run->kind->api_property->text, SLICE_ARG(t->subject.event), id->text,
           run->kind->type->text);
    return false;
}

/* Whether the Properties of the API are a map, or absent. */
static bool check_api_properties(struct transform *t, const struct symbol *api)
{
    const struct node *properties = map_get(map_get(t->resources, api), K(Properties));

    if (!properties || node_is_map(properties)) return true;
    t->subject.resource = symbol_slice(api);
    refuse(t, properties, SAM_TYPE, "The Properties of %s must be a map, but are %s.", api->text,
           node_kind_name(properties));
    return false;
}

/* The API that the event names; NULL after an error. */
static const struct symbol *api_of_event(struct run *run, const struct node *properties)
{
    struct transform *t = run->t;
    const struct node *value = map_get(properties, run->kind->api_property);
    const struct symbol *api = id_or_ref_target(t->b, value);
    const char *property = run->kind->api_property->text;

    if (!api) {
        refuse(
            t, value, SAM_EVENT_TARGET,
            "%s of the event %.*s must be the logical id of an API in this template, or a Ref to "
            "it; other intrinsics cannot be followed here.",
            property, SLICE_ARG(t->subject.event));
        return NULL;
    }
    return api;
}

static void enter_event(struct run *run, const struct owner *owner, const struct node *event,
                        struct node *properties)
{
    struct transform *t = run->t;

    if (!node_is_truthy(map_get(properties, run->kind->api_property))) merge_tags(run, owner);
    if (!map_has(properties, run->kind->api_property))
        map_set(t->b, properties, run->kind->api_property, ref_to(t, run->kind->id));
    if (run->kind->kind == API_HTTP) default_route(t, properties);
    if (!need_string(t, properties, K(Path), event)) return;
    if (!need_string(t, properties, K(Method), event)) return;

    struct route route = {
        .api = api_of_event(run, properties),
        .path = symbol_for(t, node_text(map_get(properties, K(Path)))),
        .method = method_symbol(t, map_get(properties, K(Method))),
    };
    if (!route.api) return;
    note_route(run, owner, route);
    if (route.api == run->kind->id) {
        note_policies(run, owner);
        note_origin(run, event);
    }
    if (!check_api(run, route.api, map_get(properties, run->kind->api_property))) return;
    if (!check_api_properties(t, route.api)) return;
    add_path(run, route);
    const struct node *settings = map_get(properties, K(RouteSettings));
    if (run->kind->kind == API_HTTP && settings)
        add_route_settings(run, owner, route,
                           route_key(t, map_get(properties, K(Method)), route.path), settings);
}

/* -- One function -------------------------------------------------------------------------------
 */

static bool is_event_of(const struct run *run, const struct node *event)
{
    return node_is_text(map_get(event, K(Type)), slice_of(run->kind->event_type));
}

/* Makes the Properties of an event fit for changes; NULL when the event is to be passed over. */
static struct node *event_properties(struct run *run, struct node *event)
{
    const struct node *properties = map_get(event, K(Properties));
    bool http = run->kind->kind == API_HTTP;

    if (!http && !node_is_truthy(properties)) return NULL;
    if (properties && !node_is_map(properties)) {
        refuse(run->t, properties, SAM_EVENT,
               "Properties of the event %.*s must be a map, but are %s. Check the indentation.",
               SLICE_ARG(run->t->subject.event), node_kind_name(properties));
        return NULL;
    }
    return map_edit_default(run->t->b, event, K(Properties), NODE_MAP);
}

/* The events of this kind, as a map of their own: they are gone through in its order. */
static const struct node *events_of(const struct run *run, const struct node *events)
{
    struct transform *t = run->t;
    struct node *own = t->python_order ? node_python_map(t->b) : node_map(t->b);

    MAP_EACH (events, each)
        if (is_event_of(run, each.value)) map_set_like(t->b, own, each.entry, each.value);
    return own;
}

static void enter_events(struct run *run, struct owner *owner)
{
    struct transform *t = run->t;
    const struct node *own = events_of(run, map_get(owner->properties, K(Events)));
    struct node *events = map_edit(t->b, owner->properties, K(Events));
    size_t refusals = t->refusals;

    MAP_EACH (own, each) {
        t->subject.event = symbol_slice(each.key);
        t->subject.node = each.value;
        struct node *event = map_edit(t->b, events, each.key);
        struct node *properties = event_properties(run, event);
        if (properties) enter_event(run, owner, each.value, properties);
        if (t->refusals > refusals) break;
    }
    if (map_order(events->map)) python_order_reserve(t->b, events->map, map_count(own));
}

static bool can_have_api_events(const struct run *run, const struct node *resource)
{
    const struct node *type = map_get(resource, K(Type));

    return node_is_text(type, SLICE("AWS::Serverless::Function")) ||
           (run->kind->kind == API_REST &&
            node_is_text(type, SLICE("AWS::Serverless::StateMachine")));
}

static bool has_events(const struct run *run, const struct node *resource)
{
    if (!can_have_api_events(run, resource)) return false;
    MAP_EACH (map_get(map_get(resource, K(Properties)), K(Events)), each)
        if (is_event_of(run, each.value)) return true;
    return false;
}

static bool any_has_events(const struct run *run)
{
    MAP_EACH (run->t->resources, each)
        if (has_events(run, each.value)) return true;
    return false;
}

static void enter_functions(struct run *run)
{
    struct transform *t = run->t;

    MAP_EACH (t->resources, each) {
        if (!has_events(run, each.value)) continue;
        struct node *resource = map_edit(t->b, t->resources, each.key);
        const struct node *condition = map_get(resource, K(Condition));
        begin_subject(t, each.key, each.value);
        struct owner owner = {
            .id = each.key,
            .properties = map_edit(t->b, resource, K(Properties)),
            .condition = node_is_string(condition) ? symbol_for(t, node_text(condition)) : NULL,
            .resource = resource,
        };
        enter_events(run, &owner);
        if (t->aborted) return;
    }
}

/* -- Conditions ---------------------------------------------------------------------------------
 */

/* The conditions of all routes of an API (and path, unless NULL): a sorted list without doubles;
 * NULL when there are no routes or one of them has no condition. */
static struct node *common_conditions(struct run *run, const struct symbol *api,
                                      const struct symbol *path)
{
    struct node *conditions = node_list(run->t->b);
    const struct api_routes *routes = table_get(&run->by_api, api);

    if (!routes) return NULL;
    const struct route *route = path ? table_get(&routes->by_path, path) : routes->last;
    for (; route; route = path ? route->before_here : route->before) {
        if (!route->condition) return NULL;
        list_add(run->t->b, conditions, user_name_node(run->t, route->condition));
    }
    if (conditions->count == 0) return NULL;
    sort_texts(conditions);
    return conditions;
}

static void condition_implicit_api(struct run *run)
{
    struct transform *t = run->t;
    const struct node *conditions = common_conditions(run, run->kind->id, NULL);

    if (!conditions) return;
    const struct node *name = list_at(conditions, 0);
    if (list_count(conditions) > 1) {
        name = node_cstring(t->b, run->kind->condition);
        add_combined_condition(t, node_text(name), conditions);
    }
    map_set(t->b, map_edit(t->b, t->resources, run->kind->id), K(Condition), name);
}

static void set_policies(struct run *run)
{
    struct transform *t = run->t;
    struct node *api = map_edit(t->b, t->resources, run->kind->id);
    const char *deletion = run->retain ? "Retain" : run->destroy ? "Delete" : NULL;
    const char *replacement = run->replace_retain    ? "Retain"
                              : run->snapshot        ? "Snapshot"
                              : run->replace_destroy ? "Delete"
                                                     : NULL;

    if (deletion) map_set(t->b, api, K(DeletionPolicy), node_cstring(t->b, deletion));
    if (replacement) map_set(t->b, api, K(UpdateReplacePolicy), node_cstring(t->b, replacement));
}

/* The name of the condition for a path: <api><path>PathCondition, in letters. */
static struct slice path_condition_name(struct transform *t, const struct symbol *api,
                                        const struct symbol *path)
{
    struct buffer name = buffer_new(t->b->arena);

    buffer_add(&name, symbol_slice(api));
    for (uint32_t i = 0; i < path->size; i++) {
        char c = path->text[i];
        if (c == '/')
            buffer_add(&name, SLICE("SLASH"));
        else if (c == '{')
            buffer_add(&name, SLICE("OB"));
        else if (c == '}')
            buffer_add(&name, SLICE("CB"));
        else
            buffer_add_byte(&name, c);
    }
    buffer_add(&name, SLICE("PathCondition"));
    return buffer_end(&name);
}

static void condition_paths(struct run *run, const struct symbol *api)
{
    struct transform *t = run->t;
    struct definition definition = definition_open(t, editable_body(t, api), run->kind->kind);

    MAP_EACH (definition.paths, each) {
        const struct node *conditions = common_conditions(run, api, each.key);
        if (!conditions) continue;
        const struct node *name = list_at(conditions, 0);
        if (list_count(conditions) > 1) {
            name = node_string(t->b, path_condition_name(t, api, each.key));
            add_combined_condition(t, node_text(name), conditions);
        }
        definition_make_conditional(&definition, each.key, name);
    }
    definition_close(&definition);
}

static void condition_all_paths(struct run *run)
{
    struct transform *t = run->t;

    MAP_EACH (t->resources, each) {
        if (!has_type(each.value, run->kind->type)) continue;
        const struct node *properties = map_get(each.value, K(Properties));
        if (!node_is_truthy(map_get(properties, K(ManageSwagger)))) continue;
        condition_paths(run, each.key);
    }
}

/* -- The implicit API ---------------------------------------------------------------------------
 */

static struct node *implicit_api(struct transform *t, const struct kind *kind)
{
    struct node *properties = node_map(t->b);

    if (kind->kind == API_REST) map_set(t->b, properties, K(StageName), STR(t->b, "Prod"));
    map_set(t->b, properties, K(DefinitionBody), definition_skeleton(t, kind->kind));
    map_set(t->b, properties, K(ManageSwagger), node_bool(t->b, true));
    return MAP(t->b, {K(Type), name_node(t, kind->type)}, {K(Properties), properties});
}

static void remove_if_unused(struct run *run, const struct node *existing)
{
    struct transform *t = run->t;
    const struct node *properties = map_get(map_get(t->resources, run->kind->id), K(Properties));

    if (map_count(map_get(map_get(properties, K(DefinitionBody)), K(paths)))) return;
    if (existing)
        map_set(t->b, t->resources, run->kind->id, existing);
    else
        map_remove(t->b, t->resources, run->kind->id);
}

/* What is left to do without events: paths of other APIs, and, where it shows, the place that the
 * implicit API has had in the order of the resources. */
static void expand_without_events(struct run *run, const struct node *existing)
{
    struct transform *t = run->t;
    const struct symbol *id = run->kind->id;

    if (existing || t->python_order) map_set(t->b, t->resources, id, node_map(t->b));
    t->subject = (struct subject){.node = t->root};
    condition_all_paths(run);
    if (existing || t->python_order) remove_if_unused(run, existing);
}

static void expand_kind(struct transform *t, const struct kind *kind)
{
    struct run run = {.t = t, .kind = kind};
    const struct node *existing = map_get(t->resources, kind->id);

    t->b->origin = NULL;
    if (!any_has_events(&run)) {
        expand_without_events(&run, existing);
        return;
    }
    map_set(t->b, t->resources, kind->id, implicit_api(t, kind));
    enter_functions(&run);
    if (t->aborted) return;
    t->subject = (struct subject){.node = t->root};
    condition_implicit_api(&run);
    set_policies(&run);
    condition_all_paths(&run);
    remove_if_unused(&run, existing);
}

void expand_implicit_apis(struct transform *t)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        expand_kind(t, &kinds[i]);
        if (t->findings->totals[SEVERITY_ERROR]) return;
    }
}

/* -- Definitions for explicit APIs --------------------------------------------------------------
 */

static void add_definition_body(struct transform *t, const struct kind *kind,
                                const struct map_entry *entry)
{
    const struct node *old = map_get(entry->value, K(Properties));

    if (node_is_truthy(map_get(old, K(DefinitionBody)))) return;
    if (node_is_truthy(map_get(old, K(DefinitionUri)))) return;
    if (!old && kind->kind == API_REST) return; /* it is refused for want of a StageName */
    t->b->origin = entry->value;
    struct node *properties = edit_properties(t, entry->key);
    map_set(t->b, properties, K(DefinitionBody), definition_skeleton(t, kind->kind));
    map_set(t->b, properties, K(ManageSwagger), node_bool(t->b, true));
}

void add_definition_bodies(struct transform *t)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        MAP_EACH (t->resources, each)
            if (node_is_text(map_get(each.value, K(Type)), symbol_slice(kinds[i].type)))
                add_definition_body(t, &kinds[i], each.entry);
}
