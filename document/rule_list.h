/* Findings of reading. A row: RULE(name, id, severity, title).
 *
 * To add one: a row here, and a page docs/rules/ID.md with a bad and a good sample.
 */
RULE(UNREADABLE, "E0000", ERROR, "the file can be read as YAML or JSON")
RULE(OVER_LIMIT, "E0010", ERROR, "the file stays within the limits of the reader")
RULE(DUPLICATE_KEY, "W0011", WARNING, "no map has the same key twice")
