/* Output formats. A row: FORMAT(name, template writer or NULL, findings writer or NULL).
 *
 * To add one: emit/NAME.c with the writers, a row here, cases in fixtures/emit. The writers are
 * declared by the row; --format and its help follow from it.
 */
FORMAT(json, json_write_template, json_write_findings)
FORMAT(text, NULL, text_write_findings)
FORMAT(yaml, yaml_write_template, NULL)
