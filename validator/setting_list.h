/* What can be set for single rules. Rows: SETTING(NAME, "rule", "key", KIND)
 *
 *     FLAG   true or false
 *     TEXTS  one text or more
 *
 * Rules and keys are those of cfn-lint. To add one: a row here in the order of the rules, the code in
 * the check that asks for it, and its line in docs/lint.md.
 */
SETTING(SECTIONS, "E1001", "sections", TEXTS)
SETTING(CUSTOM_EXCLUDES, "E1029", "custom_excludes", TEXTS)
SETTING(STRICT, "E3012", "strict", FLAG)
SETTING(IDENTITY_EXCEPTIONS, "E3019", "exceptions", TEXTS)
SETTING(PATTERN_EXCEPTIONS, "E3031", "exceptions", TEXTS)
