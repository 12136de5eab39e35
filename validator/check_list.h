/* What is looked at, and by which function. Rows:
 *
 *     CHECK(KIND, function)       called at each visit of VISIT_KIND
 *     CHECK_TYPE(TYPE, function)  called at each resource of the type TYPE
 *     CHECK_FUNCTION(function)    called at each function, of SAM or of Lambda
 *
 * To add a check: a row here, its function in the file of its family, and rows in rule_list.h for
 * what it reports.
 */
CHECK(RESOURCE, check_resource_schema)
CHECK(FUNCTION, check_zone_index)
CHECK(END, check_references)
CHECK(END, check_dependency_cycles)
CHECK(END, check_redundant_dependencies)
CHECK(END, check_unused_names)
CHECK_FUNCTION(check_package_type)
CHECK_FUNCTION(check_container_image)
CHECK_FUNCTION(check_lambda_runtime)
CHECK_FUNCTION(check_lambda_layers)
CHECK_FUNCTION(check_lambda_environment)
CHECK_FUNCTION(check_file_systems)
CHECK_TYPE(AWS_ECR_Repository, check_image_repository)
CHECK(TEMPLATE, check_template)
CHECK(PARAMETER, check_parameter_name)
CHECK(PARAMETER, check_parameter)
CHECK(MAPPING, check_mapping)
CHECK(CONDITION, check_condition_name)
CHECK(RESOURCE, check_resource_name)
CHECK(RESOURCE, check_resource)
CHECK(OUTPUT, check_output_name)
CHECK(OUTPUT, check_output)
CHECK(END, check_secrets)
CHECK(RULE, check_rule)
CHECK(SAM_RESOURCE, check_sam_without_transform)
CHECK(FUNCTION, check_constant_condition)
CHECK(FUNCTION, check_function_name)
CHECK(FUNCTION, check_get_att_form)
CHECK(FUNCTION, check_sub_variables)
CHECK(FUNCTION, check_join)
CHECK(FUNCTION, check_if_branches)
CHECK(RESOURCE, check_loop)
CHECK(OUTPUT, check_loop)
CHECK(CONDITION, check_loop)
CHECK(VALUE, check_loop)
CHECK(TEXT, check_embedded_names)
CHECK(TEXT, check_pseudo_parameter_text)
