/* What is set for single rules: by the caller, and by Metadata of a template. */
#ifndef VALIDATOR_RULE_SETTINGS_H
#define VALIDATOR_RULE_SETTINGS_H

#include "base/slice.h"
#include "base/vector.h"
#include "document/node.h"

enum setting_kind { SETTING_FLAG, SETTING_TEXTS };

enum rule_setting {
#define SETTING(name, rule, key, kind) SETTING_##name,
#include "validator/setting_list.h"
#undef SETTING
    RULE_SETTING_COUNT
};

struct rule_setting_row {
    const char *name; /* "E3012:strict" */
    enum setting_kind kind;
};

struct rule_settings {
    VECTOR(struct slice) texts[RULE_SETTING_COUNT]; /* of a flag, the last one counts */
};

const struct rule_setting_row *rule_setting_row(enum rule_setting setting);

/* The setting that is called RULE:KEY; RULE_SETTING_COUNT when there is none. */
enum rule_setting rule_setting_find(struct slice name);

/* Whether a text can be the value of a setting. */
bool rule_setting_takes(enum rule_setting setting, struct slice text);

/* Adds a value; the text is borrowed. */
void rule_settings_add(struct arena *arena, struct rule_settings *settings,
                       enum rule_setting setting, struct slice text);

/* A copy that can be added to. */
struct rule_settings rule_settings_copy(struct arena *arena, const struct rule_settings *settings);

/* Whether a flag is set. */
bool rule_settings_flag(const struct rule_settings *settings, enum rule_setting setting);

/* Whether a text is among those of a setting. */
bool rule_settings_has(const struct rule_settings *settings, enum rule_setting setting,
                       struct slice text);

/* Takes over what `map`, configure_rules of a template, sets. A flag that is set already stays. */
void rule_settings_of_template(const struct builder *b, struct rule_settings *settings,
                               const struct node *map);

#endif
