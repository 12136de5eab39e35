/* Output formats. A row: FORMAT(name).
 *
 * To add one: emit/NAME.c that defines `const struct emit_format emit_NAME`, a row here, cases in
 * fixtures/emit/NAME. Looking a format up by its name, and listing them all, follow from the row.
 */
FORMAT(text)
FORMAT(json)
FORMAT(yaml)
FORMAT(parseable)
FORMAT(sarif)
FORMAT(junit)
FORMAT(github)
FORMAT(gitlab)
FORMAT(checkstyle)
FORMAT(rdjson)
