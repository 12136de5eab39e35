/* The rules of the linter. A row: RULE(name, id, severity, title), in the order of the ids.
 *
 * Where cfn-lint has a rule of the same meaning, the id is the one it has there. A rule that
 * evaluation has already (intrinsics/rule_list.h) is reported as that.
 *
 * To add one: a row here, the check that reports it (check_list.h), and a page docs/rules/ID.md with
 * a bad and a good sample, which are its tests.
 */
RULE(PARAMETER_UNUSED, "W2001", WARNING, "parameters are used")
RULE(MAPPING_UNUSED, "W7001", WARNING, "mappings are used")
RULE(CONDITION_UNUSED, "W8001", WARNING, "conditions are used")
