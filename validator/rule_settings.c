/* Settings of rules are few and asked for often: a list of texts for each. */
#include "validator/rule_settings.h"

#include "base/buffer.h"

static const struct rule_setting_row rows[] = {
#define SETTING(name, rule, key, kind) [SETTING_##name] = {rule ":" key, SETTING_##kind},
#include "validator/setting_list.h"
#undef SETTING
};

const struct rule_setting_row *rule_setting_row(enum rule_setting setting)
{
    return &rows[setting];
}

enum rule_setting rule_setting_find(struct slice name)
{
    unsigned i = 0;

    while (i < RULE_SETTING_COUNT && !slice_eq(slice_of(rows[i].name), name))
        i++;
    return (enum rule_setting)i;
}

static bool is_truth(struct slice text, const char *small, const char *capital)
{
    return slice_eq(text, slice_of(small)) || slice_eq(text, slice_of(capital));
}

bool rule_setting_takes(enum rule_setting setting, struct slice text)
{
    return rows[setting].kind == SETTING_TEXTS || is_truth(text, "true", "True") ||
           is_truth(text, "false", "False");
}

void rule_settings_add(struct arena *arena, struct rule_settings *settings,
                       enum rule_setting setting, struct slice text)
{
    VECTOR_PUSH(arena, &settings->texts[setting], text);
}

struct rule_settings rule_settings_copy(struct arena *arena, const struct rule_settings *settings)
{
    struct rule_settings copy = {0};

    for (unsigned i = 0; i < RULE_SETTING_COUNT; i++)
        for (size_t k = 0; k < settings->texts[i].count; k++)
            rule_settings_add(arena, &copy, (enum rule_setting)i, settings->texts[i].items[k]);
    return copy;
}

bool rule_settings_flag(const struct rule_settings *settings, enum rule_setting setting)
{
    size_t count = settings->texts[setting].count;

    return count > 0 && is_truth(settings->texts[setting].items[count - 1], "true", "True");
}

bool rule_settings_has(const struct rule_settings *settings, enum rule_setting setting,
                       struct slice text)
{
    for (size_t i = 0; i < settings->texts[setting].count; i++)
        if (slice_eq(settings->texts[setting].items[i], text)) return true;
    return false;
}

static void take_value(const struct builder *b, struct rule_settings *settings,
                       enum rule_setting setting, const struct node *value)
{
    struct slice text = node_text(value);

    if (node_is(value, NODE_BOOL)) text = value->truth ? SLICE("true") : SLICE("false");
    if (node_is_list(value) || node_is_map(value) || node_is_nothing(value)) return;
    if (rule_setting_takes(setting, text)) rule_settings_add(b->arena, settings, setting, text);
}

void rule_settings_of_template(const struct builder *b, struct rule_settings *settings,
                               const struct node *map)
{
    MAP_EACH (map, rule)
        MAP_EACH (rule.value, each) {
            enum rule_setting setting = rule_setting_find(
                CONCAT(b->arena, entry_key(rule.entry), SLICE(":"), entry_key(each.entry)));
            if (setting == RULE_SETTING_COUNT) continue;
            if (rows[setting].kind == SETTING_FLAG && settings->texts[setting].count) continue;
            take_value(b, settings, setting, each.value);
            LIST_EACH (each.value, item)
                take_value(b, settings, setting, item.value);
        }
}
