/* Templates as YAML in block style: two spaces a level, keys in the order of the tree,
 * CloudFormation's short forms (!Sub x for {"Fn::Sub": "x"}) where they read back as the same tree.
 *
 * Every line is begun, not ended, by what stands on it: a value starts right behind the "key:" or
 * "- " that leads to it, and whoever comes next writes the line break. `indent` is always the
 * column of what stands below that lead.
 */
#include "emit/format_internal.h"
#include "emit/yaml_text.h"

/* Bytes of a key in "key: value". Readers look ahead 1024 characters for the colon, and a byte
 * becomes four characters at most; longer keys take the form "? key". */
enum { LONGEST_SIMPLE_KEY = 250 };

static void add_value(struct buffer *out, const struct node *node, unsigned indent, bool in_line);

static void start_line(struct buffer *out, unsigned indent)
{
    buffer_add_byte(out, '\n');
    buffer_add_repeat(out, ' ', indent);
}

/* -- Short forms --------------------------------------------------------------------------------
 */

/* The functions that have a short form in CloudFormation's documentation, by the name of the tag:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 * Those of AWS::LanguageExtensions and Fn::Transform are left out: they have none, or take a map.
 */
static bool has_short_form(struct slice key)
{
    static const char *const functions[] = {
        "And",         "Base64", "Cidr", "Equals", "FindInMap", "GetAZs", "GetAtt", "If",
        "ImportValue", "Join",   "Not",  "Or",     "Select",    "Split",  "Sub",
    };

    if (!slice_starts(key, SLICE("Fn::")))
        return slice_eq(key, SLICE("Ref")) || slice_eq(key, SLICE("Condition"));
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (slice_eq(slice_from(key, strlen("Fn::")), slice_of(functions[i]))) return true;
    return false;
}

/* The entry of a map that has a short form, or NULL. A tagged scalar is always a string, so other
 * scalars have none; nor have maps, because a short form may not follow another one directly
 * (!Base64 !Sub x). A string under !GetAtt would be read as a list. */
static const struct map_entry *short_form(const struct node *node)
{
    const struct map_entry *entry = map_single(node);

    if (!entry || !has_short_form(entry_key(entry))) return NULL;
    if (slice_eq(entry_key(entry), SLICE("Fn::GetAtt")))
        return node_is_list(entry->value) ? entry : NULL;
    if (node_is_string(entry->value)) return entry;
    return node_is_list(entry->value) && slice_starts(entry_key(entry), SLICE("Fn::")) ? entry
                                                                                       : NULL;
}

/* Whether !GetAtt A.B, which is split at the first dot, stands for the list. */
static bool is_dotted(const struct node *list)
{
    struct slice id = node_text(list_at(list, 0));

    return list_count(list) == 2 && node_is_string(list_at(list, 0)) &&
           node_is_string(list_at(list, 1)) && slice_find(id, '.') == id.size;
}

static void add_short(struct buffer *out, const struct map_entry *entry, unsigned indent)
{
    struct slice name = entry_key(entry);
    const struct node *value = entry->value;

    if (slice_starts(name, SLICE("Fn::"))) name = slice_from(name, strlen("Fn::"));
    buffer_add_byte(out, '!');
    buffer_add(out, name);
    if (slice_eq(name, SLICE("GetAtt")) && is_dotted(value)) {
        struct slice both = CONCAT(out->arena, node_text(list_at(value, 0)), SLICE("."),
                                   node_text(list_at(value, 1)));
        buffer_add_byte(out, ' ');
        yaml_add_string(out, both, indent ? indent : 2);
    } else {
        add_value(out, value, indent, false);
    }
}

/* -- Values -------------------------------------------------------------------------------------
 */

static void add_entry(struct buffer *out, const struct map_cursor *entry, unsigned indent)
{
    bool simple = entry->key->size <= LONGEST_SIMPLE_KEY;

    if (!simple) buffer_add(out, SLICE("? "));
    yaml_add_key(out, symbol_slice(entry->key));
    if (!simple) start_line(out, indent);
    buffer_add_byte(out, ':');
    add_value(out, entry->value, indent + 2, false);
}

/* The entries, the first of them on the current line or the next one. */
static void add_entries(struct buffer *out, const struct node *map, unsigned indent, bool in_line)
{
    MAP_EACH (map, each) {
        if (!in_line) start_line(out, indent);
        in_line = false;
        add_entry(out, &each, indent);
    }
}

static void add_items(struct buffer *out, const struct node *list, unsigned indent, bool in_line)
{
    LIST_EACH (list, each) {
        if (!in_line) start_line(out, indent);
        in_line = false;
        buffer_add(out, SLICE("- "));
        add_value(out, each.value, indent + 2, true);
    }
}

/* A value that is written on the line of its lead. */
static void add_on_line(struct buffer *out, const struct node *node, unsigned indent)
{
    switch ((enum node_kind)node->kind) {
    case NODE_NULL:
        buffer_add(out, SLICE("null"));
        break;
    case NODE_BOOL:
        buffer_add(out, node->truth ? SLICE("true") : SLICE("false"));
        break;
    case NODE_INT:
        buffer_add(out, node_text(node));
        break;
    case NODE_FLOAT:
        yaml_add_float(out, node_text(node));
        break;
    case NODE_STRING:
        yaml_add_string(out, node_text(node), indent ? indent : 2);
        break;
    case NODE_LIST:
        buffer_add(out, SLICE("[]"));
        break;
    case NODE_MAP:
        buffer_add(out, SLICE("{}"));
        break;
    }
}

/* `in_line`: the lead ends with a space or there is none, and maps and lists start on its line. */
static void add_value(struct buffer *out, const struct node *node, unsigned indent, bool in_line)
{
    const struct map_entry *call = short_form(node);
    bool block = !call && node->kind >= NODE_LIST && node->count > 0;

    if (!in_line && !block) buffer_add_byte(out, ' ');
    if (call)
        add_short(out, call, indent);
    else if (!block)
        add_on_line(out, node, indent);
    else if (node->kind == NODE_LIST)
        add_items(out, node, indent, in_line);
    else
        add_entries(out, node, indent, in_line);
}

static void yaml_write_template(struct buffer *out, const struct node *root,
                                const struct emit_options *options)
{
    (void)options;
    add_value(out, root, 0, true);
    buffer_add_byte(out, '\n');
}

const struct emit_format emit_yaml = {
    .name = "yaml",
    .write_template = yaml_write_template,
};
