/* The functions. A row: FUNCTION(key, function, extension): `extension` is true for those that
 * CloudFormation knows by AWS::LanguageExtensions only (of Fn::FindInMap it is the form with a
 * DefaultValue or with functions inside, see is_extension()).
 *
 * To add one: a row here, its function in one of the files functions_*.c, its rule in rule_list.h,
 * its cases in fixtures/functions/value.
 */
FUNCTION(K(Ref), evaluate_ref, false)
FUNCTION(K(FnGetAtt), evaluate_get_att, false)
FUNCTION(K(FnSub), evaluate_sub, false)
FUNCTION(K(FnJoin), evaluate_join, false)
FUNCTION(K(FnSplit), evaluate_split, false)
FUNCTION(K(FnSelect), evaluate_select, false)
FUNCTION(K(FnFindInMap), evaluate_find_in_map, false)
FUNCTION(K(FnIf), evaluate_if, false)
FUNCTION(K(FnBase64), evaluate_base64, false)
FUNCTION(K(FnCidr), evaluate_cidr, false)
FUNCTION(K(FnGetAZs), evaluate_get_azs, false)
FUNCTION(K(FnImportValue), evaluate_import_value, false)
FUNCTION(K(FnGetStackOutput), evaluate_get_stack_output, false)
FUNCTION(K(FnLength), evaluate_length, true)
FUNCTION(K(FnToJsonString), evaluate_to_json_string, true)
