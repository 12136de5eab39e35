/* Exit statuses. A row: STATUS(NAME, value, short meaning, sentence for the manual). Those of
 * findings are bits, and added up. */
STATUS(GOOD, 0, "nothing found", "Nothing was found.")
STATUS(CANNOT_RUN, 1, "samc could not run", "samc could not do its work, and said why.")
STATUS(ERRORS, 2, "errors", "The template has errors. There is no result.")
STATUS(WARNINGS, 4, "warnings", "The template has warnings.")
STATUS(NOTES, 8, "notes", "There is something worth knowing about the template.")
