/* The keys of .cfnlintrc, in alphabetical order. A row: SETTING(NAME, "key", TYPE, MERGE, USE).
 *
 *     TYPE   LIST of texts, FLAG, TEXT, PARAMETERS (a list of maps), RULES (a map of maps)
 *     MERGE  JOIN: the items of all files count; NEAREST: those of the nearest file
 *     USE    USED: what it is for is told in docs/lint.md; NEEDLESS: samc does so anyway, or has
 *            nothing that it would change; ABSENT: samc has no such thing, which is said as a warning
 *
 * To add one: a row here, and the code that asks for it in cli/lint_settings.c; then its line in
 * docs/lint.md.
 */
SETTING(APPEND_RULES, "append_rules", LIST, JOIN, ABSENT)
SETTING(CONFIGURE_RULES, "configure_rules", RULES, JOIN, USED)
SETTING(CUSTOM_RULES, "custom_rules", TEXT, NEAREST, ABSENT)
SETTING(DEBUG, "debug", FLAG, NEAREST, NEEDLESS)
SETTING(DEPLOYMENT_FILES, "deployment_files", LIST, JOIN, ABSENT)
SETTING(FORMAT, "format", TEXT, NEAREST, USED)
SETTING(IGNORE_BAD_TEMPLATE, "ignore_bad_template", FLAG, NEAREST, USED)
SETTING(IGNORE_CHECKS, "ignore_checks", LIST, JOIN, USED)
SETTING(IGNORE_TEMPLATES, "ignore_templates", LIST, JOIN, USED)
SETTING(INCLUDE_CHECKS, "include_checks", LIST, JOIN, USED)
SETTING(INCLUDE_EXPERIMENTAL, "include_experimental", FLAG, NEAREST, NEEDLESS)
SETTING(MANDATORY_CHECKS, "mandatory_checks", LIST, JOIN, USED)
SETTING(MERGE_CONFIGS, "merge_configs", FLAG, NEAREST, NEEDLESS)
SETTING(NON_ZERO_EXIT_CODE, "non_zero_exit_code", TEXT, NEAREST, USED)
SETTING(OUTPUT_FILE, "output_file", TEXT, NEAREST, USED)
SETTING(OVERRIDE_SPEC, "override_spec", TEXT, NEAREST, ABSENT)
SETTING(PARAMETER_FILES, "parameter_files", LIST, JOIN, USED)
SETTING(PARAMETERS, "parameters", PARAMETERS, NEAREST, USED)
SETTING(REGIONS, "regions", LIST, NEAREST, USED)
SETTING(REGISTRY_SCHEMAS, "registry_schemas", LIST, JOIN, USED)
SETTING(TEMPLATE_PARAMETERS, "template_parameters", PARAMETERS, NEAREST, USED)
SETTING(TEMPLATES, "templates", LIST, NEAREST, USED)
