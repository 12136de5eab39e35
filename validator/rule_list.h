/* The rules of the linter. A row: RULE(name, id, severity, title), in the order of the ids.
 *
 * Where cfn-lint has a rule of the same meaning, the id is the one it has there. A rule that
 * evaluation has already (intrinsics/rule_list.h) is reported as that.
 *
 * To add one: a row here, the check that reports it (check_list.h), and a page docs/rules/ID.md with
 * a bad and a good sample, which are its tests.
 */
RULE(DEPENDENCY_CYCLE, "E3004", ERROR, "no resource waits for itself")
RULE(DEPENDS_ON, "E3005", ERROR, "DependsOn names other resources of the template")
RULE(RESOURCE_CONDITION, "E3015", ERROR, "the Condition of a resource exists")
RULE(OUTPUT_CONDITION, "E6005", ERROR, "the Condition of an output exists")
RULE(OUTPUT_VALUE, "E6101", ERROR, "the Value of an output is a text that can be made")
RULE(PARAMETER_UNUSED, "W2001", WARNING, "parameters are used")
RULE(DEPENDS_ON_REDUNDANT, "W3005", WARNING, "DependsOn says what no reference says")
RULE(MAPPING_UNUSED, "W7001", WARNING, "mappings are used")
RULE(CONDITION_UNUSED, "W8001", WARNING, "conditions are used")
